"""Words of the linkage: what is compared, why there is no figure, and how clear a link is."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from tracker.core.calendar import Block, Week
from tracker.insights.rules.findings import Strength
from tracker.insights.rules.panel import Step, When
from tracker.web.formats import short_week, week

STEP_NAMES: dict[Step, Any] = {
    Step.WEEK: _l("Weeks"),
    Step.BLOCK: _l("Blocks of four weeks"),
    Step.QUARTER: _l("Quarters"),
    Step.IMPORTED: _l("Results from elsewhere"),
}
NOT_ENOUGH: dict[str, Any] = {
    "too-few-teams": _l("It takes at least 5 teams with enough answers on both sides."),
    "too-few-periods": _l("It takes at least 8 periods with enough answers on both sides."),
    "too-few-values": _l("It takes at least 5 teams with enough answers on both sides."),
    "no-variation": _l("One of the two hardly moves, so nothing can be said about moving together."),
}
WITHIN: dict[tuple[Strength, bool], Any] = {
    (Strength.NO_CLEAR_LINK, True): _l(
        "No clear link: times in which a team felt more engaged than usual did not reliably go with happier "
        "or less happy customers."
    ),
    (Strength.NOT_NOTICEABLE, True): _l(
        "When a team felt more engaged than usual, customers were not noticeably more satisfied."
    ),
    (Strength.NOT_NOTICEABLE, False): _l(
        "When a team felt more engaged than usual, customers were not noticeably less satisfied."
    ),
    (Strength.A_BIT, True): _l(
        "When a team felt more engaged than usual, customers were a bit more satisfied."
    ),
    (Strength.A_BIT, False): _l(
        "When a team felt more engaged than usual, customers were a bit less satisfied."
    ),
    (Strength.CLEAR, True): _l(
        "When a team felt more engaged than usual, customers were clearly more satisfied."
    ),
    (Strength.CLEAR, False): _l(
        "When a team felt more engaged than usual, customers were clearly less satisfied."
    ),
}
BETWEEN: dict[tuple[Strength, bool], Any] = {
    (Strength.NO_CLEAR_LINK, True): _l(
        "Cannot tell: with these teams it stays open whether more engaged teams have happier customers."
    ),
    (Strength.NOT_NOTICEABLE, True): _l("More engaged teams do not have noticeably happier customers."),
    (Strength.NOT_NOTICEABLE, False): _l("More engaged teams do not have noticeably less happy customers."),
    (Strength.A_BIT, True): _l("More engaged teams have somewhat happier customers on the whole."),
    (Strength.A_BIT, False): _l("More engaged teams have somewhat less happy customers on the whole."),
    (Strength.CLEAR, True): _l("More engaged teams have clearly happier customers on the whole."),
    (Strength.CLEAR, False): _l("More engaged teams have clearly less happy customers on the whole."),
}


def within_sentence(strength: Strength, r: float) -> str:
    """Say how clear the link within teams is."""
    return str(WITHIN[strength, r >= 0 or strength is Strength.NO_CLEAR_LINK])


def between_sentence(strength: Strength, r: float) -> str:
    """Say how clear the link between teams is."""
    return str(BETWEEN[strength, r >= 0 or strength is Strength.NO_CLEAR_LINK])


def when_name(when: When) -> str:
    """Name a period in a table."""
    if isinstance(when, Week):
        return week(when)
    if isinstance(when, Block):
        return str(_("%(first)s to %(last)s", first=week(when.first), last=week(when.last)))
    return str(when)


def axis_name(when: When) -> str:
    """Name a period on an axis, so that no two of several years are alike."""
    first = when.first if isinstance(when, Block) else when
    if isinstance(first, Week):
        return f"{short_week(first)} ’{str(first.year)[2:]}"
    return str(first)
