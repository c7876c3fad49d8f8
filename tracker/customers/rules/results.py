"""A row of a file of results: a team's mean for a measure and a period, over so many answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tracker.core.calendar import Period
from tracker.core.errors import InvalidError
from tracker.core.intake import Reading, Row, Sheet
from tracker.core.results import Figure
from tracker.customers.rules.cells import Known
from tracker.customers.rules.columns import RESULT_COLUMNS, RESULT_NEEDS, find_columns

LONGEST_MEASURE = 80
MOST_ANSWERS = 10_000_000


@dataclass(frozen=True, slots=True)
class Ends:
    """The lowest and the highest mean that the scale of a file allows."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of a file beside what is kept: new ones, the same again, and others in their place."""

    fresh: tuple[Figure, ...]
    same: int
    other: tuple[Figure, ...]


def compare(figures: Iterable[Figure], standing: Iterable[Figure]) -> Compared:
    """Sort figures by what is kept for the same team, measure and period."""
    kept = {(each.team_id, each.period, each.measure): (each.mean, each.n) for each in standing}
    fresh, same, other = [], 0, []
    for figure in figures:
        before = kept.get((figure.team_id, figure.period, figure.measure))
        if before is None:
            fresh.append(figure)
        elif before == (figure.mean, figure.n):
            same += 1
        else:
            other.append(figure)
    return Compared(tuple(fresh), same, tuple(other))


class ResultReader:
    """Reads a sheet of results; the problems are in `reading` afterwards."""

    def __init__(self, sheet: Sheet, known: Known, ends: Ends) -> None:
        keys = tuple(sheet.places)
        self.columns = find_columns(sheet.header, keys, RESULT_COLUMNS, RESULT_NEEDS)
        self.sheet = sheet
        self.known = known
        self.ends = ends
        self.reading = Reading(sheet)

    def read(self) -> list[Figure]:
        """Return the figures of all good rows; a team, measure and period may stand there once."""
        seen: dict[tuple[int, Period, str], int] = {}
        figures = []
        for row in self.sheet.rows:
            figure = self._figure(row)
            if figure is None:
                continue
            place = (figure.team_id, figure.period, figure.measure)
            if place in seen:
                self.reading.refuse(row, self.columns["team"], "row-twice", limit=str(seen[place]))
                continue
            seen[place] = row.number
            figures.append(figure)
        return figures

    def _figure(self, row: Row) -> Figure | None:
        reading, columns = self.reading, self.columns
        team_id = self._team(row)
        period = self._period(row)
        measure = reading.text(row, columns["measure"], longest=LONGEST_MEASURE)
        mean = reading.decimal(row, columns["mean"], low=self.ends.low, high=self.ends.high)
        n = reading.whole(row, columns["n"], low=0, high=MOST_ANSWERS)
        if team_id is None or period is None or measure is None or mean is None or n is None:
            return None
        return Figure(row.number, team_id, period, measure, float(mean), n)

    def _team(self, row: Row) -> int | None:
        code = self.reading.text(row, self.columns["team"], longest=40)
        team_id = None if code is None else self.known.teams.get(code.casefold())
        if code is not None and team_id is None:
            self.reading.refuse(row, self.columns["team"], "unknown-team")
        return team_id

    def _period(self, row: Row) -> Period | None:
        text = self.reading.text(row, self.columns["period"], longest=20)
        if text is None:
            return None
        try:
            period = Period.parse(text)
        except InvalidError:
            self.reading.refuse(row, self.columns["period"], "not-a-period")
            return None
        if period.first > self.known.today:
            self.reading.refuse(row, self.columns["period"], "period-not-begun")
            return None
        return period
