"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

WEDNESDAY = datetime(2026, 9, 16, 10, 0, tzinfo=UTC)


class FrozenClock:
    """The product's clock in tests."""

    def __init__(self, moment: datetime = WEDNESDAY) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def set(self, moment: datetime) -> None:
        self.moment = moment

    def advance(self, **by: float) -> None:
        self.moment += timedelta(**by)
