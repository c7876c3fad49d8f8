"""Reads about imports, and what an import needs to know before it can check a file."""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.core.access import Target
from tracker.core.errors import NotFoundError
from tracker.core.intake import Problem
from tracker.customers.models import CustomerImport, CustomerImportPart, CustomerLeftOut, CustomerScore
from tracker.customers.rules.cells import Known
from tracker.people.models import Choice, Person, Team

MOST_LISTED = 200
LOOKED_UP_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import as pages show it."""

    id: int
    kind: str
    state: str
    at: datetime
    by_name: str | None
    source: str
    file_name: str
    added: int
    same: int
    wrong: int
    left_out: int
    undone_at: datetime | None
    problems: tuple[Problem, ...]

    @property
    def target(self) -> Target:
        """An import belongs to nobody in particular."""
        return Target()


def get_import(session: Session, import_id: int) -> ImportView:
    """Return an import."""
    row: Any = session.execute(_imports().where(CustomerImport.id == import_id)).first()
    if row is None:
        raise NotFoundError("import")
    return _view(row)


def list_imports(session: Session) -> list[ImportView]:
    """Return the imports that were taken, newest first, undone ones among them."""
    query = _imports().where(CustomerImport.state != "checked").limit(MOST_LISTED)
    return [_view(row) for row in session.execute(query)]


def _imports() -> Any:
    left_out = (
        select(func.count())
        .where(CustomerLeftOut.import_id == CustomerImport.id)
        .correlate(CustomerImport)
        .scalar_subquery()
    )
    return (
        select(CustomerImport, Person.name, left_out)
        .outerjoin(Person, Person.id == CustomerImport.by_id)
        .order_by(CustomerImport.at.desc(), CustomerImport.id.desc())
    )


def _view(row: Any) -> ImportView:
    brought = row[0]
    return ImportView(
        id=brought.id,
        kind=brought.kind,
        state=brought.state,
        at=brought.at,
        by_name=row[1],
        source=brought.source,
        file_name=brought.file_name,
        added=brought.added,
        same=brought.same,
        wrong=brought.wrong,
        left_out=row[2],
        undone_at=brought.undone_at,
        problems=tuple(Problem(*each) for each in json.loads(brought.problems)),
    )


def get_known(session: Session, today: date) -> Known:
    """Return everything that a row of a file may refer to."""
    choices = list(session.scalars(select(Choice).where(Choice.kind.in_(("channel", "moment")))))
    return Known(
        teams={code.casefold(): id_ for code, id_ in session.execute(select(Team.code, Team.id))},
        people={
            number.casefold(): id_ for number, id_ in session.execute(select(Person.staff_number, Person.id))
        },
        channels=_by_any_name(choice for choice in choices if choice.kind == "channel"),
        moments=_by_any_name(choice for choice in choices if choice.kind == "moment"),
        today=today,
    )


def _by_any_name(choices: Iterator[Choice]) -> dict[str, int]:
    """Return choices by code and by their name in either language."""
    return {
        name.casefold(): choice.id
        for choice in choices
        for name in (choice.label_nl, choice.label_en, choice.code)
    }


def has_scores_of(session: Session, source: str) -> bool:
    """Whether any scores of a source are kept."""
    query = select(CustomerImport.id).where(
        CustomerImport.kind == "scores", CustomerImport.state == "taken", CustomerImport.source == source
    )
    return session.scalar(query.limit(1)) is not None


def contents_by_key(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """Return what the scores with some keys say, as hashes, for those that are kept already."""
    found: dict[str, str] = {}
    for start in range(0, len(keys), LOOKED_UP_AT_ONCE):
        some = [bytes.fromhex(key) for key in keys[start : start + LOOKED_UP_AT_ONCE]]
        rows = session.execute(
            select(CustomerScore.key, CustomerScore.content).where(CustomerScore.key.in_(some))
        )
        found.update({key.hex(): content.hex() for key, content in rows})
    return found


def stream_parts(session: Session, import_id: int) -> Iterator[list[Any]]:
    """Yield the packed rows of a checked file, block by block."""
    numbers = list(
        session.scalars(
            select(CustomerImportPart.number)
            .where(CustomerImportPart.import_id == import_id)
            .order_by(CustomerImportPart.number)
        )
    )
    for number in numbers:
        body = session.scalar(
            select(CustomerImportPart.body).where(
                CustomerImportPart.import_id == import_id, CustomerImportPart.number == number
            )
        )
        yield json.loads(zlib.decompress(body or b""))
