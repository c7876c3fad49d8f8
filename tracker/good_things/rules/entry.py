"""What a good thing is, how well it is proven, and until when it can be changed.

Pure decisions: this file knows no table and no clock. Nothing here gives points or compares people.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.core.errors import InvalidError
from tracker.good_things.rules.discretion import find_contact

SHORTEST_SENTENCE = 10
LONGEST_SENTENCE = 280
LONGEST_NOTE = 500
MOST_NAMED = 12
MOST_MINUTES = 480
OLDEST_DAYS = 31
SELF_LOGS_COUNTED_A_DAY = 3
CONFIRMATIONS_A_WEEK = 10
CHANGEABLE_FOR = timedelta(hours=24)
KEPT_FOR = timedelta(days=2 * 365)


class Way(StrEnum):
    """How a good thing came in: told by the one who did it, or by somebody who saw it."""

    LOG = "log"
    THANKS = "thanks"


class Rung(StrEnum):
    """How well a good thing is proven."""

    SELF = "self"
    COLLEAGUE = "colleague"
    CUSTOMER = "customer"


class Reaction(StrEnum):
    """What a reader can say with one tap."""

    THANK_YOU = "thank-you"
    WELL_DONE = "well-done"
    LEARNED = "learned"


class Part(StrEnum):
    """What a person has to do with a good thing that is evidence about them."""

    DID = "did"
    HELPED = "helped"
    THANKED = "thanked"


@dataclass(frozen=True, slots=True)
class Draft:
    """A good thing as it is handed in, before it is kept.

    `key` comes from the writer's page, so that sending the same page twice keeps one good thing. In a log
    the named people helped; in a thank-you they are the ones who did it.
    """

    key: str
    way: Way
    sentence: str
    happened_on: date
    moment: str
    channel: str
    named_ids: frozenset[int] = frozenset()
    named_team_id: int | None = None
    kind: str | None = None
    minutes: int | None = None
    could_copy: bool | None = None
    private: bool = False


def check_draft(draft: Draft, *, author_id: int, today: date) -> None:
    """Raise when a good thing cannot be kept as it is written."""
    check_sentence(draft.sentence)
    if draft.happened_on > today:
        raise InvalidError("good-thing-future")
    if draft.happened_on < today - timedelta(days=OLDEST_DAYS):
        raise InvalidError("good-thing-old", days=OLDEST_DAYS)
    if author_id in draft.named_ids:
        raise InvalidError("good-thing-names-author")
    if len(draft.named_ids) > MOST_NAMED:
        raise InvalidError("good-thing-many-named", most=MOST_NAMED)
    if draft.way is Way.THANKS and not draft.named_ids and draft.named_team_id is None:
        raise InvalidError("thanks-without-name")
    if draft.minutes is not None and not 1 <= draft.minutes <= MOST_MINUTES:
        raise InvalidError("good-thing-minutes", most=MOST_MINUTES)


def check_sentence(text: str) -> None:
    """Raise when the sentence is too short, too long, or tells how to reach a customer."""
    if not SHORTEST_SENTENCE <= len(text) <= LONGEST_SENTENCE:
        raise InvalidError("sentence-length", least=SHORTEST_SENTENCE, most=LONGEST_SENTENCE)
    check_discreet(text)


def check_note(text: str) -> None:
    """Raise when a correction note is empty, too long, or tells how to reach a customer."""
    if not 1 <= len(text) <= LONGEST_NOTE:
        raise InvalidError("note-length", most=LONGEST_NOTE)
    check_discreet(text)


def check_discreet(text: str) -> None:
    """Raise when a text holds what looks like an e-mail address, a phone number or an account number."""
    found = find_contact(text)
    if found is not None:
        raise InvalidError(found.reason)


def rung_of(*, confirmers: int, customers: int) -> Rung:
    """Return the highest rung that a good thing has reached."""
    if customers:
        return Rung.CUSTOMER
    return Rung.COLLEAGUE if confirmers else Rung.SELF


def counted(logs_of_a_day: int) -> int:
    """Return how many of one person's own logs of a day count in figures."""
    return min(logs_of_a_day, SELF_LOGS_COUNTED_A_DAY)


def still_open(since: datetime, now: datetime) -> bool:
    """Whether the day within which something can be changed or taken back has not passed."""
    return now - since < CHANGEABLE_FOR


def may_be_edited(*, logged_at: datetime, now: datetime, proofs: int) -> bool:
    """Whether the author may still change the words: not after a day, nor under what others confirmed."""
    return still_open(logged_at, now) and not proofs


def is_a_doer(*, way: Way, person_is_named: bool, person_in_named_team: bool) -> bool:
    """Whether a person other than the author is one of those who did it and so cannot confirm it."""
    return way is Way.THANKS and (person_is_named or person_in_named_team)


def edition_of(edited_at: datetime | None) -> str:
    """Return a mark of the present words, which changes with every edit."""
    return "first" if edited_at is None else edited_at.isoformat()
