"""What scales, steps of a trend and figures are called, for pages and charts."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from tracker.core.results import LeftOutRule
from tracker.customers.rules.figures import Figure, Step
from tracker.customers.rules.scales import Scale
from tracker.web.formats import number, short_week, week

SCALE_NAMES: dict[Scale, Any] = {
    Scale.MARK: _l("Overall mark"),
    Scale.FRIENDLINESS: _l("Friendliness"),
    Scale.RECOMMEND: _l("Would recommend us"),
    Scale.SATISFACTION: _l("Satisfaction"),
    Scale.EFFORT: _l("Effort"),
}
SCALE_SPANS: dict[Scale, Any] = {
    Scale.MARK: _l("1 to 10"),
    Scale.FRIENDLINESS: _l("1 to 10"),
    Scale.RECOMMEND: _l("0 to 10"),
    Scale.SATISFACTION: _l("1 to 5"),
    Scale.EFFORT: _l("1 to 7"),
}
SHARE_NAMES: dict[Scale, Any] = {
    Scale.MARK: _l("gave a 9 or 10"),
    Scale.FRIENDLINESS: _l("gave a 9 or 10"),
    Scale.RECOMMEND: _l("gave a 9 or 10"),
    Scale.SATISFACTION: _l("gave the highest, a 5"),
}
RULE_NAMES: dict[LeftOutRule, Any] = {
    LeftOutRule.TOO_FEW: _l("too few answers"),
    LeftOutRule.LEAVES_FEW: _l("its parts would leave too few people"),
}


def step_name(step: Step) -> str:
    """Name a step of a trend, for an axis."""
    if step.is_week:
        return short_week(step.first)
    return str(_("%(first)s–%(last)s", first=short_week(step.first), last=step.last.number))


def long_step_name(step: Step) -> str:
    """Name a step of a trend, for a table."""
    if step.is_week:
        return week(step.first)
    return str(_("%(first)s to %(last)s", first=week(step.first), last=week(step.last)))


def scores(n: int) -> str:
    """Say how many scores there are."""
    return str(ngettext("%(num)s score", "%(num)s scores", n)).replace(str(n), number(n), 1)


def not_enough(figure: Figure) -> str:
    """Say that there are too few scores for a figure, and how many there are."""
    return str(_("Not enough yet: %(n)s of %(needed)s", n=figure.n, needed=figure.needed))


def point_text(step: Step) -> str:
    """Write the tooltip of a step."""
    mean = step.figure.mean
    if mean is None:
        return f"{long_step_name(step)}: {not_enough(step.figure)}"
    told = _("%(mean)s ± %(margin)s", mean=number(mean.mean, 1), margin=number(mean.margin, 1))
    return f"{long_step_name(step)}: {told}, {scores(step.figure.n)}"
