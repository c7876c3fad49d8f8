"""The two sides of the linkage, read once each and joined in memory: no question per team."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.core.disclosure import OWN_SCALE
from tracker.core.disclosure import Scale as Width
from tracker.core.results import LeftOutRule
from tracker.customers.queries import LeftOutView as CustomerRow
from tracker.customers.queries import count_by_scale, list_cells, list_left_out, list_standing
from tracker.customers.rules.scales import Scale, default_scale
from tracker.insights.rules.panel import Marks, Mood, Panel, Step, join, marks_by, moods_by, place_of
from tracker.people.models import Team
from tracker.pulses.queries.linkage import ExactResult, list_cells_for_linkage, list_exact_results
from tracker.pulses.queries.results import LeftOutView as EngagementRow
from tracker.pulses.queries.results import list_left_out as list_engagement_left_out


@dataclass(frozen=True, slots=True)
class Options:
    """What can be compared: scales with scores, and the measures of results from elsewhere."""

    scales: dict[Scale, int]
    customer_measures: tuple[str, ...]
    engagement_measures: tuple[str, ...]

    @property
    def has_imported(self) -> bool:
        """Whether both sides have results from elsewhere."""
        return bool(self.customer_measures and self.engagement_measures)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader compares; the two measures only matter for results from elsewhere."""

    step: Step
    scale: Scale
    customers: str
    engagement: str


def list_options(session: Session) -> Options:
    """Return what can be compared."""
    return Options(
        scales=count_by_scale(session),
        customer_measures=tuple(sorted({figure.measure for figure in list_standing(session)})),
        engagement_measures=tuple(sorted({result.measure for result in list_exact_results(session)})),
    )


def choose(options: Options, asked: dict[str, str]) -> Choice:
    """Return the reader's choice, with what makes most sense wherever it says nothing that exists."""
    own = bool(options.scales)
    usual = Step.IMPORTED if options.has_imported and not own else Step.WEEK
    step = Step(asked.get("step", "")) if asked.get("step") in set(Step) else usual
    if step is Step.IMPORTED and not options.has_imported:
        step = Step.WEEK
    return Choice(
        step=step,
        scale=Scale(asked["scale"]) if asked.get("scale") in set(Scale) else default_scale(options.scales),
        customers=_one_of(options.customer_measures, asked.get("customers")),
        engagement=_one_of(options.engagement_measures, asked.get("engagement")),
    )


def load_panel(session: Session, choice: Choice) -> Panel:
    """Return the panel of a choice."""
    if choice.step is Step.IMPORTED:
        return _imported(session, choice)
    groups = list_groups(session)
    cells = list_cells_for_linkage(session)
    marks = [
        Marks(cell.team_id, cell.week, cell.tally.n, cell.tally.total, cell.tally.squares)
        for cell in list_cells(session, choice.scale)
    ]
    if not cells:
        return join([], marks, groups)
    place = place_of(choice.step, min(cell.week for cell in cells))
    moods = [Mood(cell.node_id, cell.team_id, cell.week, cell.shown, cell.exact) for cell in cells]
    return join(moods_by(moods, place), marks_by(marks, place), groups)


def _imported(session: Session, choice: Choice) -> Panel:
    found = [each for each in list_exact_results(session) if each.measure == choice.engagement]
    moods = [Mood(each.team_id, each.team_id, each.period, each.shown, each.exact) for each in found]
    marks = [
        Marks(figure.team_id, figure.period, figure.n, figure.n * figure.mean)
        for figure in list_standing(session)
        if figure.measure == choice.customers
    ]
    return join(moods, marks, list_groups(session), _width(found))


def _width(results: Iterable[ExactResult]) -> Width:
    """Return a scale that holds every result; files of one measure normally share theirs."""
    lows, highs = {each.low for each in results}, {each.high for each in results}
    return Width(min(lows), max(highs)) if lows else OWN_SCALE


def list_groups(session: Session) -> frozenset[int]:
    """Return the teams that have teams beneath them."""
    return frozenset(session.scalars(select(Team.parent_id).where(Team.parent_id.is_not(None)).distinct()))


def team_names(session: Session) -> dict[int, str]:
    """Return the names of all teams."""
    return {row.id: row.name for row in session.execute(select(Team.id, Team.name))}


def _one_of(known: tuple[str, ...], asked: str | None) -> str:
    if asked in known:
        return asked or ""
    return known[0] if known else ""


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row of results from elsewhere that was not kept: of which team, and by which rule."""

    team_name: str
    measure: str
    period: str
    rule: LeftOutRule


def list_left_out_rows(session: Session) -> list[LeftOutRow]:
    """Return the rows of results from elsewhere that were not kept, of both sides."""
    found: list[CustomerRow | EngagementRow] = [*list_left_out(session), *list_engagement_left_out(session)]
    rows = [LeftOutRow(each.team_name, each.measure, str(each.period), each.rule) for each in found]
    return sorted(rows, key=lambda row: (row.team_name, row.period, row.measure))
