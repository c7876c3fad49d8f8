"""Ledgers of any length, as closing rounds leaves them, and the real application on them for HR.

Only the sums that survive a closing are written: the sheets they were counted from are destroyed by then.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from bench.places import Place
from tracker.app import create_app
from tracker.config import Config
from tracker.core.access import SYSTEM, Role
from tracker.core.calendar import Block, Week
from tracker.customers.models import CustomerRollup
from tracker.people.models import Person, RoleGrant
from tracker.pulses.models import PulseCell, PulseItem, PulseNode, PulseParticipation, PulseRound
from tracker.pulses.rules.seating import ORGANISATION
from tracker.signin.service import open_session

ITEMS = ("E01", "E02", "E03", "E04", "A01")
ANSWERED, BAND, CUSTOMERS = 12, 80, 25
OK = 200

Grid = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Past:
    """Weeks that are over: the last of them, how many, and which teams answered in all of them."""

    last: Week
    weeks: int
    teams: Sequence[int]

    @property
    def all_weeks(self) -> list[Week]:
        """Return the weeks, the oldest first."""
        return [self.last - back for back in range(self.weeks - 1, -1, -1)]

    @property
    def answers(self) -> int:
        """Return how many answers to items were ever given."""
        return self.weeks * len(self.teams) * ANSWERED * len(ITEMS)

    @property
    def now(self) -> datetime:
        """Return a moment in the week after the last one."""
        return datetime.combine(self.last.sunday, datetime.min.time(), UTC) + timedelta(days=2, hours=10)


def write_rounds(place: Place, past: Past, moods: Grid) -> None:
    """Write closed rounds with every team's sums: `moods` has a mean for each team and week."""
    anchor = past.all_weeks[0]
    with place.storage.work(SYSTEM, past.now) as work:
        known = sa.select(PulseItem.id).where(PulseItem.code.in_(ITEMS))
        items = list(work.session.scalars(known))
        for number, week in enumerate(past.all_weeks):
            found = _round(week, Block.holding(week, anchor=anchor).first)
            work.session.add(found)
            work.session.flush()
            _write_week(work.session, found.id, (past.teams, items), moods[:, number])


def _write_week(
    session: sa.orm.Session, round_id: int, on: tuple[Sequence[int], list[int]], means: Grid
) -> None:
    teams, items = on
    totals = np.clip(np.rint(means * ANSWERED), ANSWERED, 5 * ANSWERED).astype(int).tolist()
    at = {"round_id": round_id}
    everybody = at | {"node_id": ORGANISATION}
    nodes = [everybody | {"parent_id": None, "team_id": None, "label": "Everybody"}]
    cells = [
        everybody | {"item_id": item, "n": ANSWERED * len(teams), "total": sum(totals)} for item in items
    ]
    for team, total in zip(teams, totals, strict=True):
        nodes.append(
            at | {"node_id": team, "parent_id": ORGANISATION, "team_id": team, "label": f"Team {team}"}
        )
        cells += [at | {"node_id": team, "item_id": item, "n": ANSWERED, "total": total} for item in items]
    session.execute(sa.insert(PulseNode), nodes)
    session.execute(sa.insert(PulseCell), cells)
    bands = [at | {"node_id": node["node_id"], "rate_band": BAND} for node in nodes]
    session.execute(sa.insert(PulseParticipation), bands)


def _round(week: Week, block: Week) -> PulseRound:
    return PulseRound(
        week=week,
        block=block,
        kind="quick",
        state="closed",
        opens_on=week.monday,
        closes_on=week.sunday,
        time_zone="Europe/Amsterdam",
        k_score=5,
        k_comment=10,
        public_key=bytes(32),
        key_fingerprint="0" * 16,
        notice_version=1,
        scrubbed=True,
    )


def write_marks(place: Place, past: Past, marks: Grid) -> None:
    """Write the sums over customers' marks: `marks` has a mean for each team and week."""
    rows = []
    for number, week in enumerate(past.all_weeks):
        for team, mean in zip(past.teams, marks[:, number].tolist(), strict=True):
            total = round(min(max(mean, 1), 10) * CUSTOMERS)
            sums = {"n": CUSTOMERS, "total": total, "squares": total * total // CUSTOMERS + 2 * CUSTOMERS}
            groups = {"top": 0, "promoters": 0, "passives": 0, "detractors": 0}
            rows.append({"team_id": team, "week": week, "scale": "mark"} | sums | groups)
    with place.storage.work(SYSTEM, past.now) as work:
        work.session.execute(sa.insert(CustomerRollup), rows)


class Still:
    """A clock that stands."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Return the one moment it knows."""
        return self._moment


def reader(place: Place, past: Past) -> Callable[[str], None]:
    """Return how somebody of HR gets a page of the real application, which must come."""
    with place.storage.work(SYSTEM, past.now) as work:
        person = work.session.scalars(sa.select(Person.id).limit(1)).one()
        work.session.add(RoleGrant(person_id=person, role=Role.HR.value))
        token = open_session(work, person)
    config = Config(secret_key=os.urandom(32).hex(), base_url="http://localhost")
    client = create_app(config, clock=Still(past.now), storage=place.storage).test_client()
    client.set_cookie("kindline-session", token)

    def read(address: str) -> None:
        answer = client.get(address)
        if answer.status_code != OK:
            message = f"{address} was answered with {answer.status_code}"
            raise RuntimeError(message)

    return read
