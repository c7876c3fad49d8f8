"""Sessions: opened at sign-in, stamped while in use, ended at once when they must be."""

from sqlalchemy import delete, or_, update

from tracker.signin.models import SignInSession
from tracker.signin.rules import ABSOLUTE, IDLE, new_token, token_hash
from tracker.storage.work import Work


def open_session(work: Work, person_id: int) -> str:
    """Open a session and return its token, which is stored nowhere."""
    token = new_token()
    work.session.add(
        SignInSession(
            token_hash=token_hash(token),
            person_id=person_id,
            created_at=work.now,
            seen_at=work.now,
        )
    )
    work.session.flush()
    return token


def stamp(work: Work, session_hash: bytes) -> None:
    """Note that a session is in use."""
    work.session.execute(
        update(SignInSession).where(SignInSession.token_hash == session_hash).values(seen_at=work.now)
    )


def end_session(work: Work, session_hash: bytes) -> None:
    """End one session."""
    work.session.execute(delete(SignInSession).where(SignInSession.token_hash == session_hash))


def end_sessions_of(work: Work, person_id: int) -> None:
    """End every session of a person: after a new password, a changed role or a last day."""
    work.session.execute(delete(SignInSession).where(SignInSession.person_id == person_id))


def purge_sessions(work: Work) -> int:
    """Forget the sessions that are over, by rest or by age."""
    over = or_(SignInSession.created_at < work.now - ABSOLUTE, SignInSession.seen_at < work.now - IDLE)
    gone = work.session.execute(delete(SignInSession).where(over).returning(SignInSession.person_id))
    return len(gone.all())
