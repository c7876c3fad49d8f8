"""What an earlier vendor measured before the story: whole years, taken in by both importers."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

from tracker.cli.demo.roster import Part, number_of
from tracker.cli.demo.stage import Stage
from tracker.cli.demo.teams import Shape, Team
from tracker.core.calendar import Period, Week
from tracker.customers import service as customers
from tracker.customers.rules.results import Ends
from tracker.pulses.service import results as pulses

VENDOR = "Earlier survey agency"
HEADER = ("team", "period", "measure", "mean", "n")
MARK, ENGAGEMENT = "Overall mark", "Engagement, yearly survey"
LOWEST_MARK, HIGHEST_MARK = Decimal(1), Decimal(10)
LOWEST_STEP, HIGHEST_STEP = Decimal(1), Decimal(5)
USUAL_MARK, BETTER_EACH_YEAR, MARKS_APART = 7.4, 0.2, 0.4
USUAL_STEP, STEPS_APART = 3.6, 0.25

Row = tuple[str, str, str, str, int]


def bring_earlier_results(stage: Stage, shape: Shape, first: Week) -> None:
    """Hand in two years of customers' marks and the last year's engagement, and take both."""
    hr = stage.ids[number_of(stage.people, Part.HR)]
    marks = [
        _mark(stage, team, year, first.year)
        for year in (first.year - 2, first.year - 1)
        for team in shape.facing
    ]
    handed = customers.HandedIn(VENDOR, "customers-earlier-years.csv", _file(marks))
    with stage.work_as(hr) as work:
        import_id = customers.check_results(work, handed, Ends(LOWEST_MARK, HIGHEST_MARK))
    with stage.work_as(hr) as work:
        customers.take_import(work, import_id)
    felt = [_engagement(stage, team, first.year - 1) for team in shape.facing]
    file = pulses.HandedIn(VENDOR, "engagement-last-year.csv", _file(felt), LOWEST_STEP, HIGHEST_STEP)
    with stage.work_as(hr) as work:
        import_id = pulses.check_results(work, file)
    with stage.work_as(hr) as work:
        pulses.take_results(work, import_id)


def _mark(stage: Stage, team: Team, year: int, now: int) -> Row:
    mean = USUAL_MARK + BETTER_EACH_YEAR * (year - now) + MARKS_APART * stage.rng.normal()
    count = int(stage.rng.integers(4 * team.answers // 10, 8 * team.answers))
    return team.code, str(Period.parse(str(year))), MARK, f"{mean:.2f}", count


def _engagement(stage: Stage, team: Team, year: int) -> Row:
    """Return a year's figure, of teams with too few answers too: the importer leaves those out."""
    mean = USUAL_STEP + STEPS_APART * stage.rng.normal()
    count = int(stage.rng.integers(8 * team.people // 10, team.people + 1))
    return team.code, str(Period.parse(str(year))), ENGAGEMENT, f"{mean:.2f}", count


def _file(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(rows)
    return text.getvalue().encode()
