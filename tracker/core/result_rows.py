"""Reading a file of team results from elsewhere: a team, a period, a measure, a mean and a count in each row.

Knows no room and no database: it turns an uploaded table into figures, and keeps every problem by row and
column.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tracker.core.calendar import Period
from tracker.core.errors import InvalidError
from tracker.core.intake import Problem, Reading, Row, Sheet, shorten
from tracker.core.results import Figure

COLUMNS = {
    "team": "team team_code teamcode vestiging filiaal afdeling",
    "period": "period periode",
    "measure": "measure scale maat vraag",
    "mean": "mean average score gemiddelde",
    "n": "n count answers aantal antwoorden",
}
LONGEST_MEASURE = 80
LONGEST_CODE = 40
LONGEST_PERIOD = 20
MOST_ANSWERS = 10_000_000

Place = tuple[int, Period, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """What rows are read against: teams by code in small letters, today, and the ends of the scale."""

    teams: Mapping[str, int]
    today: date
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class ResultFile:
    """What a file holds beside what is kept: new figures, how many are there already, and what is wrong."""

    fresh: tuple[Figure, ...]
    same: int
    problems: tuple[Problem, ...]


def read_results(sheet: Sheet, ground: Ground, standing: Iterable[Figure]) -> ResultFile:
    """Return the figures of a file that are new; another figure for a kept place is a problem."""
    columns = _find_columns(sheet)
    reading = Reading(sheet)
    kept = {_place(each): (each.mean, each.n) for each in standing}
    seen: dict[Place, int] = {}
    fresh, same = [], 0
    for row in sheet.rows:
        figure = _figure(row, reading, columns, ground)
        if figure is None:
            continue
        before = kept.get(_place(figure))
        if _place(figure) in seen:
            reading.refuse(row, columns["team"], "row-twice", limit=str(seen[_place(figure)]))
        elif before is None:
            fresh.append(figure)
        elif before == (figure.mean, figure.n):
            same += 1
        else:
            reading.refuse(row, columns["mean"], "result-other", limit=str(figure.period))
        seen.setdefault(_place(figure), row.number)
    problems = sorted(reading.problems, key=lambda problem: problem.row)
    return ResultFile(tuple(fresh), same, tuple(problems))


def _place(figure: Figure) -> Place:
    return figure.team_id, figure.period, figure.measure


def _find_columns(sheet: Sheet) -> dict[str, str]:
    """Return under which name of the file each column stands; raise if one is missing."""
    found = {}
    for name, others in COLUMNS.items():
        stands = next((other for other in others.split() if other in sheet.places), None)
        if stands is not None:
            found[name] = stands
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        there = ", ".join(name for name in sheet.header if name)
        raise InvalidError("columns-missing", missing=", ".join(missing), found=shorten(there))
    return found


def _figure(row: Row, reading: Reading, columns: Mapping[str, str], ground: Ground) -> Figure | None:
    team_id = _team(row, reading, columns["team"], ground)
    period = _period(row, reading, columns["period"], ground)
    measure = reading.text(row, columns["measure"], longest=LONGEST_MEASURE)
    mean = reading.decimal(row, columns["mean"], low=ground.low, high=ground.high)
    n = reading.whole(row, columns["n"], low=0, high=MOST_ANSWERS)
    if team_id is None or period is None or measure is None or mean is None or n is None:
        return None
    return Figure(row.number, team_id, period, measure, float(mean), n)


def _team(row: Row, reading: Reading, column: str, ground: Ground) -> int | None:
    code = reading.text(row, column, longest=LONGEST_CODE)
    team_id = None if code is None else ground.teams.get(code.casefold())
    if code is not None and team_id is None:
        reading.refuse(row, column, "unknown-team")
    return team_id


def _period(row: Row, reading: Reading, column: str, ground: Ground) -> Period | None:
    text = reading.text(row, column, longest=LONGEST_PERIOD)
    if text is None:
        return None
    try:
        period = Period.parse(text)
    except InvalidError:
        reading.refuse(row, column, "not-a-period")
        return None
    if period.first > ground.today:
        reading.refuse(row, column, "period-not-begun")
        return None
    return period
