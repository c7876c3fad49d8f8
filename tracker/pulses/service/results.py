"""Engagement results from elsewhere: checked first, taken in afterwards, undone as a whole."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from tracker.audit.rules import Event
from tracker.audit.service import record
from tracker.core.calendar import Period
from tracker.core.disclosure import SCORE_FLOOR
from tracker.core.errors import ConflictError, InvalidError
from tracker.core.intake import check_size, read_table
from tracker.core.result_rows import Ground, read_results
from tracker.core.results import Figure, LeftOut, Sifted, sift
from tracker.pulses.models import PulseImport, PulseResult
from tracker.pulses.queries import results
from tracker.storage.work import Work

MOST_BYTES = 5_000_000
MOST_ROWS = 50_000
WAITING = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file as it was handed in: where its figures come from, and the ends of their scale."""

    source: str
    file_name: str
    data: bytes
    low: Decimal
    high: Decimal


def check_results(work: Work, file: HandedIn) -> int:
    """Check a file and return the id under which its rows wait; nothing of it counts yet.

    A file with anything wrong in it is refused whole, with every problem by row and column.
    """
    session = work.session
    check_size(file.data, MOST_BYTES)
    forget_waiting(work)
    sheet = read_table(file.data, file.file_name, max_rows=MOST_ROWS)
    ground = Ground(results.team_codes(session), work.now.date(), file.low, file.high)
    read = read_results(sheet, ground, results.list_standing(session))
    if read.problems:
        raise InvalidError("rows-wrong", problems=read.problems)
    sifted = _sifted(session, read.fresh)
    brought = PulseImport(
        state="checked",
        at=work.now,
        by_id=work.actor.person_id,
        source=file.source,
        file_name=file.file_name[:200],
        file_hash=hashlib.sha256(file.data).digest(),
        low=float(file.low),
        high=float(file.high),
        added=len(sifted.kept),
        same=read.same,
        waiting=_packed(read.fresh),
        left_out=_told(sifted.left_out),
    )
    session.add(brought)
    session.flush()
    return brought.id


def take_results(work: Work, import_id: int) -> None:
    """Take a checked file in, sifted once more against what has come in since."""
    brought = results.get_import(work.session, import_id)
    if brought.waiting is None:
        raise ConflictError("import-not-waiting")
    standing = {(each.team_id, each.period, each.measure) for each in results.list_standing(work.session)}
    waiting = _unpacked(brought.waiting)
    fresh = [each for each in waiting if (each.team_id, each.period, each.measure) not in standing]
    sifted = _sifted(work.session, fresh)
    rows = [_row(brought.id, figure) for figure in sifted.kept]
    if rows:
        work.session.execute(insert(PulseResult), rows)
    brought.state, brought.waiting = "taken", None
    brought.added, brought.left_out = len(rows), _told(sifted.left_out)
    brought.same += len(waiting) - len(fresh)
    record(work, Event.RESULTS_IMPORTED, brought.id, rows=len(rows), file=brought.file_hash.hex())


def undo_results(work: Work, import_id: int) -> None:
    """Take everything out again that a file brought."""
    brought = results.get_import(work.session, import_id)
    if brought.state != "taken":
        raise ConflictError("import-not-taken")
    work.session.execute(delete(PulseResult).where(PulseResult.import_id == import_id))
    brought.state, brought.undone_at = "undone", work.now
    record(work, Event.IMPORT_UNDONE, brought.id, file=brought.file_hash.hex())


def forget_waiting(work: Work) -> None:
    """Forget files that were checked more than a day ago and never taken in."""
    work.session.execute(
        delete(PulseImport).where(PulseImport.state == "checked", PulseImport.at < work.now - WAITING)
    )


def _sifted(session: Session, figures: Sequence[Figure]) -> Sifted:
    return sift(
        figures,
        results.team_parents(session),
        least=SCORE_FLOOR,
        residue=SCORE_FLOOR,
        standing=results.list_standing(session),
    )


def _packed(figures: Sequence[Figure]) -> bytes:
    rows = [[f.row, f.team_id, str(f.period), f.measure, f.mean, f.n] for f in figures]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def _unpacked(packed: bytes) -> list[Figure]:
    rows = json.loads(zlib.decompress(packed))
    return [
        Figure(row, team, Period.parse(period), measure, mean, n)
        for row, team, period, measure, mean, n in rows
    ]


def _told(left_out: Sequence[LeftOut]) -> str:
    return json.dumps(
        [[f.figure.row, f.figure.team_id, str(f.figure.period), f.figure.measure, f.rule] for f in left_out],
        ensure_ascii=False,
    )


def _row(import_id: int, figure: Figure) -> dict[str, object]:
    return {
        "import_id": import_id,
        "team_id": figure.team_id,
        "measure": figure.measure,
        "period_kind": figure.period.kind,
        "first_day": figure.period.first,
        "last_day": figure.period.last,
        "n": figure.n,
        "mean": figure.mean,
    }
