"""Files to fill in: they hold the columns, and rows with teams of this organisation."""

from datetime import date, timedelta

from flask import Response, make_response
from flask_babel import get_locale

from tracker.core.access import Permission
from tracker.core.calendar import Week
from tracker.core.tables import Cell, Table, dialect_of, to_csv
from tracker.customers.queries.results import list_leaf_codes
from tracker.customers.rules.scales import Scale
from tracker.customers.views.room import pages
from tracker.web.guards import requires
from tracker.web.request import current_session, current_work

SCORE_COLUMNS = ("team", "date", "scale", "value", "channel", "comment", "customer", "id")
RESULT_COLUMNS = ("team", "period", "measure", "mean", "n")
SHOWN = 2


@pages.get("/imports/sample-scores.csv")
@requires(Permission.SAMPLE_READ)
def sample_scores() -> Response:
    """Give a file of scores to fill in."""
    day = _today() - timedelta(days=1)
    rows: list[tuple[Cell, ...]] = []
    for number, scale in enumerate(Scale, start=1):
        code = _codes()[number % SHOWN]
        rows.append((code, day, scale.value, 5, "", "", "", f"sample-{number}"))
    return _file(Table("sample-scores", SCORE_COLUMNS, tuple(rows)))


@pages.get("/imports/sample-results.csv")
@requires(Permission.SAMPLE_READ)
def sample_results() -> Response:
    """Give a file of results from elsewhere to fill in."""
    week = Week.of(_today()) - 1
    periods = (str(week), f"{week.year}-Q1", f"{week.year - 1}")
    rows = tuple((code, period, "mark", 7.8, 120) for period in periods for code in _codes())
    return _file(Table("sample-results", RESULT_COLUMNS, rows))


def _codes() -> tuple[str, ...]:
    """Return the codes of the first teams, or made-up ones before there are any."""
    codes = (*list_leaf_codes(current_session(), SHOWN), "shop-1", "shop-2")
    return codes[:SHOWN]


def _today() -> date:
    return current_work().now.date()


def _file(table: Table) -> Response:
    locale = get_locale()
    response = make_response(to_csv(table, dialect_of(locale.language if locale else "en")))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return response
