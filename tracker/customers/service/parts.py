"""What waits between the check of a file and its taking: the import itself and its good rows, packed."""

import json
import zlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from tracker.core.intake import Problem
from tracker.customers.models import CustomerImport, CustomerImportPart, CustomerLeftOut
from tracker.storage.work import Work

PROBLEMS_STORED = 200
WAITING = timedelta(days=1)


def begin_import(work: Work, brought: CustomerImport) -> int:
    """Note that a file was handed in, and return the id of its import."""
    brought.state = "checked"
    brought.at = work.now
    brought.by_id = work.actor.person_id
    brought.added = brought.same = brought.wrong = 0
    work.session.add(brought)
    work.session.flush()
    return brought.id


def keep_part(session: Session, import_id: int, number: int, rows: Sequence[Any]) -> None:
    """Keep one block of checked rows."""
    packed = zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), 1)
    session.execute(insert(CustomerImportPart).values(import_id=import_id, number=number, body=packed))


def drop_parts(session: Session, import_id: int) -> None:
    """Forget the packed rows of an import."""
    session.execute(delete(CustomerImportPart).where(CustomerImportPart.import_id == import_id))


def drop_unfinished(work: Work) -> int:
    """Forget files that were checked more than a day ago and never taken, and return how many."""
    waiting = select(CustomerImport.id).where(
        CustomerImport.state == "checked", CustomerImport.at < work.now - WAITING
    )
    ids = list(work.session.scalars(waiting))
    for import_id in ids:
        drop_parts(work.session, import_id)
        work.session.execute(delete(CustomerLeftOut).where(CustomerLeftOut.import_id == import_id))
        work.session.execute(delete(CustomerImport).where(CustomerImport.id == import_id))
    return len(ids)


def packed_problems(problems: Sequence[Problem]) -> str:
    """Return the first problems of a file as they are kept with its import."""
    listed = [[p.row, p.column, p.code, p.value, p.limit] for p in problems[:PROBLEMS_STORED]]
    return json.dumps(listed, ensure_ascii=False)
