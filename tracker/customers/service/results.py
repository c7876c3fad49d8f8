"""Results of teams from elsewhere: checked, sifted by the rules on small groups, and written."""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from tracker.core.calendar import Period
from tracker.core.errors import InvalidError
from tracker.core.intake import Problem, check_size, read_table
from tracker.core.results import Figure, LeftOut, Sifted, sift
from tracker.customers.models import CustomerImport, CustomerLeftOut, CustomerResult
from tracker.customers.queries.imports import get_known, stream_parts
from tracker.customers.queries.results import list_parents, list_standing
from tracker.customers.rules.results import Ends, ResultReader, compare
from tracker.customers.rules.scales import FEWEST_FOR_RESULT
from tracker.customers.service.parts import begin_import, drop_unfinished, keep_part, packed_problems
from tracker.customers.service.scores import HandedIn
from tracker.storage.work import Work

MOST_BYTES = 5_000_000
MOST_ROWS = 50_000


def check_results(work: Work, file: HandedIn, ends: Ends) -> int:
    """Check a file of results and return the id under which its rows wait to be taken.

    Raises `rows-wrong` with the problems of the file, unless wrong rows are to be left out.
    """
    check_size(file.data, MOST_BYTES)
    drop_unfinished(work)
    sheet = read_table(file.data, file.file_name, max_rows=MOST_ROWS)
    reader = ResultReader(sheet, get_known(work.session, work.now.date()), ends)
    compared = compare(reader.read(), list_standing(work.session))
    problems = sorted(
        [*reader.reading.problems, *map(_said_otherwise, compared.other)], key=lambda problem: problem.row
    )
    wrong = len({problem.row for problem in problems})
    if wrong and not file.leave_out:
        raise InvalidError("rows-wrong", wrong=wrong, problems=tuple(problems))
    brought = CustomerImport(
        kind="results",
        source=file.source,
        file_name=file.file_name[:200],
        file_hash=hashlib.sha256(file.data).digest(),
        low=float(ends.low),
        high=float(ends.high),
    )
    import_id = begin_import(work, brought)
    sifted = _sifted(work.session, compared.fresh)
    brought.added, brought.same, brought.wrong = len(sifted.kept), compared.same, wrong
    brought.problems = packed_problems(problems)
    keep_part(work.session, import_id, 0, [_packed(figure) for figure in compared.fresh])
    _write_left_out(work.session, import_id, sifted.left_out)
    return import_id


def write_results(session: Session, brought: CustomerImport) -> None:
    """Write a checked file's figures, sifted once more against what has come in since."""
    figures = [_unpacked(row) for rows in stream_parts(session, brought.id) for row in rows]
    compared = compare(figures, list_standing(session))
    sifted = _sifted(session, compared.fresh)
    session.execute(delete(CustomerLeftOut).where(CustomerLeftOut.import_id == brought.id))
    _write_left_out(session, brought.id, sifted.left_out)
    rows = [{**_place(brought.id, each), "mean": each.mean, "n": each.n} for each in sifted.kept]
    if rows:
        session.execute(insert(CustomerResult), rows)
    brought.added = len(rows)
    brought.same += compared.same
    brought.wrong += len(compared.other)


def _sifted(session: Session, figures: Sequence[Figure]) -> Sifted:
    parents, standing = list_parents(session), list_standing(session)
    return sift(figures, parents, least=FEWEST_FOR_RESULT, standing=standing)


def _write_left_out(session: Session, import_id: int, left_out: Sequence[LeftOut]) -> None:
    rows = [{**_place(import_id, each.figure), "rule": each.rule.value} for each in left_out]
    if rows:
        session.execute(insert(CustomerLeftOut), rows)


def _place(import_id: int, figure: Figure) -> dict[str, Any]:
    """Return the columns that say for whom, what and when a figure is."""
    return {
        "import_id": import_id,
        "team_id": figure.team_id,
        "measure": figure.measure,
        "period_kind": figure.period.kind.value,
        "first_day": figure.period.first,
        "last_day": figure.period.last,
    }


def _packed(figure: Figure) -> list[str | int | float]:
    return [figure.row, figure.team_id, str(figure.period), figure.measure, figure.mean, figure.n]


def _unpacked(row: list[Any]) -> Figure:
    return Figure(row[0], row[1], Period.parse(row[2]), *row[3:])


def _said_otherwise(figure: Figure) -> Problem:
    return Problem(figure.row, "mean", "result-other", str(figure.period))
