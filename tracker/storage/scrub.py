"""Taking deleted rows out of the database's files, and emptying whole tables."""

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from tracker.storage.base import Base
from tracker.storage.work import Storage


def empty(session: Session, *tables: type[Base]) -> None:
    """Empty tables so that their old content is gone with the transaction.

    PostgreSQL starts new files and removes the old ones at commit; SQLite overwrites deleted rows (secure
    delete) and needs `scrub` afterwards for its log and its free pages.
    """
    if session.get_bind().dialect.name == "postgresql":
        names = ", ".join(table.__tablename__ for table in tables)
        session.execute(text(f"TRUNCATE {names}"))
        return
    for table in tables:
        session.execute(delete(table))


def scrub(storage: Storage) -> bool:
    """Remove what was deleted from an SQLite file and its log; tell whether nothing stood in the way."""
    if not storage.is_sqlite:
        return True
    connection = storage.engine.raw_connection()
    try:
        cursor = connection.cursor()
        first = _checkpoint(cursor)
        cursor.execute("VACUUM")
        return first and _checkpoint(cursor)
    except Exception as error:
        if type(error).__name__ == "OperationalError":
            return False
        raise
    finally:
        connection.close()


def _checkpoint(cursor: object) -> bool:
    """Move the log into the file and cut it to nothing; false while somebody still reads from it."""
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    busy = cursor.fetchone()[0]  # type: ignore[attr-defined]
    return not busy
