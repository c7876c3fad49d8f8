"""The declarative base, the naming convention of constraints and the column types of our own."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Integer, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from tracker.core.calendar import Week

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every table of the product derives from."""

    metadata = MetaData(naming_convention=NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware and in UTC on both sides, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone and hand over UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment without a time zone"
            raise ValueError(msg)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WeekType(TypeDecorator[Week]):
    """An ISO week, kept as year times one hundred plus week so that it sorts."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Week | None, dialect: Dialect) -> int | None:
        """Turn a week into its sortable number."""
        del dialect
        return None if value is None else value.year * 100 + value.number

    def process_result_value(self, value: Any, dialect: Dialect) -> Week | None:
        """Turn the number back into a week."""
        del dialect
        return None if value is None else Week(int(value) // 100, int(value) % 100)
