"""Writing many rows at the database's own speed: COPY on PostgreSQL, one prepared statement on SQLite.

No object per row and no statement per row. Rows are sequences in the order of the columns; a column of
bytes takes hexadecimal text, which is also how rows can be packed away until they are written.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import LargeBinary, Table
from sqlalchemy.orm import Session

HEXADECIMAL = "\\x"


def insert_rows(
    session: Session, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows within the session's transaction; every constraint of the table holds."""
    connection = session.connection()
    names = ", ".join(connection.dialect.identifier_preparer.quote(name) for name in columns)
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in _marked(table, columns, rows):
                copy.write_row(row)
        return
    marks = ", ".join("unhex(?)" if _is_bytes(table, name) else "?" for name in columns)
    batch = [tuple(row) for row in rows]
    if batch:
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", batch)  # noqa: S608 - names from the tables


def _is_bytes(table: Table, column: str) -> bool:
    return isinstance(table.c[column].type, LargeBinary)


def _marked(table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """Put PostgreSQL's mark before the hexadecimal text of bytes."""
    places = [place for place, name in enumerate(columns) if _is_bytes(table, name)]
    for row in rows:
        cells = list(row)
        for place in places:
            if cells[place] is not None:
                cells[place] = HEXADECIMAL + cells[place]
        yield cells
