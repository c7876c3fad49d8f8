"""One-time codes: printed, handed over, used once to set a password."""

import hmac

from sqlalchemy import delete

from tracker.audit import service as audit
from tracker.audit.rules import Event
from tracker.core.errors import InvalidError
from tracker.people.models import Person
from tracker.people.queries import PersonView, list_people
from tracker.signin.models import FirstRunToken, OneTimeCode
from tracker.signin.queries import find_code, find_credentials, ids_with_account
from tracker.signin.rules import (
    CODE_LASTS,
    FIRST_RUN_LASTS,
    code_as_typed,
    new_code,
    new_token,
    token_hash,
)
from tracker.signin.service.passwords import set_password
from tracker.storage.work import Work


def issue_code(work: Work, person_id: int) -> str:
    """Make a new one-time code for a person; an older one stops working."""
    code = new_code()
    work.session.execute(delete(OneTimeCode).where(OneTimeCode.person_id == person_id))
    work.session.add(
        OneTimeCode(
            person_id=person_id,
            code_hash=token_hash(code_as_typed(code)),
            expires_at=work.now + CODE_LASTS,
            issued_by_id=work.actor.person_id,
        )
    )
    audit.record(work, Event.CODE_ISSUED, person_id)
    return code


def issue_codes_to_all(work: Work) -> list[tuple[PersonView, str]]:
    """Make one-time codes for everybody at work here who has no password yet."""
    have = ids_with_account(work.session)
    waiting = [person for person in list_people(work.session, work.now.date()) if person.id not in have]
    return [(person, issue_code(work, person.id)) for person in waiting]


def redeem_code(work: Work, *, staff_number: str, code: str, password: str) -> int:
    """Use a one-time code to set a password, and return whose it was."""
    known = find_credentials(work.session, staff_number)
    open_code = find_code(work.session, known.person_id) if known else None
    typed = token_hash(code_as_typed(code))
    fits = open_code is not None and hmac.compare_digest(open_code.code_hash, typed)
    if known is None or open_code is None or not fits or open_code.expires_at <= work.now:
        raise InvalidError("code-wrong")
    if known.ended_on is not None and known.ended_on < work.now.date():
        raise InvalidError("code-wrong")
    person = work.session.get_one(Person, known.person_id)
    set_password(work, person, password)
    work.session.delete(open_code)
    return person.id


def forget_codes(work: Work, person_ids: list[int]) -> None:
    """Forget the codes of people who turn out never to have been here."""
    for start in range(0, len(person_ids), 500):
        part = person_ids[start : start + 500]
        work.session.execute(delete(OneTimeCode).where(OneTimeCode.person_id.in_(part)))


def issue_first_run_token(work: Work) -> str:
    """Make the token that is printed in the terminal of an empty installation."""
    token = new_token()
    work.session.execute(delete(FirstRunToken))
    work.session.add(FirstRunToken(id=1, token_hash=token_hash(token), expires_at=work.now + FIRST_RUN_LASTS))
    return token


def purge_codes(work: Work) -> int:
    """Forget one-time codes and tokens that have run out."""
    codes = delete(OneTimeCode).where(OneTimeCode.expires_at <= work.now).returning(OneTimeCode.person_id)
    tokens = delete(FirstRunToken).where(FirstRunToken.expires_at <= work.now).returning(FirstRunToken.id)
    return len(work.session.execute(codes).all()) + len(work.session.execute(tokens).all())
