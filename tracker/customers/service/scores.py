"""Checking a file of scores: nothing is written but its good rows, packed and waiting to be taken."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import update

from tracker.core.errors import InvalidError
from tracker.core.intake import Blocks, check_size
from tracker.customers.models import CustomerImport
from tracker.customers.queries.imports import contents_by_key, get_known, has_scores_of
from tracker.customers.rules.columns import SCORE_COLUMNS, SCORE_NEEDS, find_columns
from tracker.customers.rules.rows import Origin, ScoreReader
from tracker.customers.service.parts import begin_import, drop_unfinished, keep_part, packed_problems
from tracker.storage.work import Work

MOST_BYTES = 200_000_000
MOST_ROWS = 2_000_000


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file as it was handed in; with `leave_out`, rows that are wrong are left out instead of refused."""

    source: str
    file_name: str
    data: bytes
    leave_out: bool = False


def check_scores(work: Work, file: HandedIn, hash_reference: Callable[[str], bytes]) -> int:
    """Check a file of scores and return the id under which its rows wait to be taken.

    Raises `rows-wrong` with the problems of the file, unless wrong rows are to be left out.
    """
    check_size(file.data, MOST_BYTES)
    drop_unfinished(work)
    blocks = Blocks(file.data, file.file_name, max_rows=MOST_ROWS)
    columns = find_columns(blocks.header, blocks.keys, SCORE_COLUMNS, SCORE_NEEDS)
    known = get_known(work.session, work.now.date())
    origin = Origin(file.source, hash_reference)
    reader = ScoreReader(known, origin, columns, stored=_stored(work, file.source))
    import_id = begin_import(
        work,
        CustomerImport(
            kind="scores",
            source=file.source,
            file_name=file.file_name[:200],
            file_hash=hashlib.sha256(file.data).digest(),
        ),
    )
    added = 0
    for number, block in enumerate(blocks):
        rows = reader.read(block)
        added += len(rows)
        keep_part(work.session, import_id, number, rows)
    wrong = reader.wrong + len(blocks.problems)
    problems = sorted([*blocks.problems, *reader.problems], key=lambda problem: problem.row)
    if wrong and not file.leave_out:
        raise InvalidError("rows-wrong", wrong=wrong, problems=tuple(problems))
    work.session.execute(
        update(CustomerImport)
        .where(CustomerImport.id == import_id)
        .values(added=added, same=reader.same, wrong=wrong, problems=packed_problems(problems))
    )
    return import_id


def _stored(work: Work, source: str) -> Callable[[Sequence[str]], Mapping[str, str]]:
    """Return how to look up what is kept of a source: not at all where nothing is."""
    if has_scores_of(work.session, source):
        return partial(contents_by_key, work.session)
    return lambda _keys: {}
