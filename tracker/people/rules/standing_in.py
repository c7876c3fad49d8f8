"""For how long somebody may lead a team in another's place."""

from datetime import date, timedelta

LONGEST = timedelta(days=42)


def why_not_until(until: date, today: date) -> str | None:
    """Return the code of what is wrong with the last day of standing in, or nothing."""
    if until < today:
        return "until-past"
    return "until-far" if until - today >= LONGEST else None
