"""Scores and their imports, as small as they can be."""

import itertools
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.clock import WEDNESDAY
from tracker.core.access import NOBODY
from tracker.core.calendar import Week
from tracker.customers.models import CustomerImport, CustomerRollup, CustomerScore

NUMBERS = itertools.count(1)
DAY = date(2026, 9, 1)


def add_import(session: Session, *, kind: str = "scores", state: str = "taken", **values) -> CustomerImport:
    number = next(NUMBERS)
    row = CustomerImport(
        **{
            "kind": kind,
            "state": state,
            "at": WEDNESDAY,
            "by_id": None,
            "source": "Till survey",
            "file_name": f"scores-{number}.csv",
            "file_hash": number.to_bytes(32, "big"),
            "added": 0,
            "same": 0,
            "wrong": 0,
            **values,
        }
    )
    session.add(row)
    session.flush()
    return row


def add_scores(session: Session, team_id: int, values, *, scale: str = "mark", day: date = DAY, **more):
    """Add scores as an import would, sums included."""
    brought = more.pop("brought", None) or add_import(session, added=len(values))
    rows = [
        CustomerScore(
            import_id=brought.id,
            source=brought.source,
            key=next(NUMBERS).to_bytes(16, "big"),
            content=bytes(8),
            team_id=team_id,
            day=day,
            week=Week.of(day),
            scale=scale,
            value=value,
            **more,
        )
        for value in values
    ]
    session.add_all(rows)
    session.flush()
    sum_up(session)
    return rows


def sum_up(session: Session) -> None:
    """Write the sums afresh from the scores, in plain Python, independent of how the product does it."""
    session.query(CustomerRollup).delete()
    groups: dict[tuple, list[int]] = {}
    for score in session.scalars(select(CustomerScore)):
        groups.setdefault((score.team_id, score.week, score.scale), []).append(score.value)
    for (team_id, week, scale), values in groups.items():
        session.add(CustomerRollup(team_id=team_id, week=week, scale=scale, **sums(scale, values)))
    session.flush()


def sums(scale: str, values: list[int]) -> dict[str, int]:
    top = {"satisfaction": 5, "effort": 7}.get(scale, 9)
    asked = values if scale == "recommend" else []
    return {
        "n": len(values),
        "total": sum(values),
        "squares": sum(value**2 for value in values),
        "top": sum(value >= top for value in values),
        "promoters": sum(value >= 9 for value in asked),
        "passives": sum(value in {7, 8} for value in asked),
        "detractors": sum(value <= 6 for value in asked),
    }


def count_scores(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(CustomerScore)) or 0


def access_things(storage, cast, clock) -> dict[str, int]:
    """A file that waits, one that was taken, and enough scores for every page to show figures."""
    with storage.work(NOBODY, clock.now()) as work:
        session = work.session
        taken = add_import(session, added=400)
        for place, team in enumerate((cast.shop_a, cast.shop_b, cast.shop_c)):
            for week in range(8):
                day = DAY - timedelta(weeks=week)
                values = [7, 8, 8, 9, 10, 6 + place, 9, 8, 7, 9, 10, 8]
                add_scores(session, team.id, values, day=day, brought=taken)
                add_scores(session, team.id, values, scale="recommend", day=day, brought=taken)
        words = "She found the right size in another shop and had it sent to my home."
        mine = {"person_id": cast.employee.id, "brought": taken}
        add_scores(session, cast.shop_a.id, [10], scale="friendliness", comment=words, **mine)
        add_scores(session, cast.shop_a.id, [6, 8], scale="friendliness", **mine)
        checked = add_import(session, state="checked", source="Letter survey")
        return {"taken": taken.id, "checked": checked.id}
