"""Released cells beside customers' sums, as if rounds had been played and files taken in."""

import itertools
from datetime import timedelta

import numpy as np
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tests.clock import WEDNESDAY
from tracker.core.calendar import Block, Week
from tracker.customers.models import CustomerRollup
from tracker.people.models import Team
from tracker.pulses.models import PulseCell, PulseItem, PulseNode, PulseRound
from tracker.pulses.rules.seating import ORGANISATION

ANCHOR = Week(2026, 1)
NUMBERS = itertools.count(1)


def add_teams(session: Session, parent_id: int, count: int) -> list[int]:
    parent = session.get(Team, parent_id)
    found = []
    for _ in range(count):
        number = next(NUMBERS)
        team = Team(parent_id=parent_id, code=f"t{number}", name=f"Team {number:03d}")
        session.add(team)
        session.flush()
        team.path = f"{parent.path}{team.id}/"
        found.append(team.id)
    session.flush()
    return found


def add_rounds(session: Session, first: Week, count: int) -> dict[Week, int]:
    """Add closed rounds with three needs each, without any cells."""
    found = {}
    for place in range(count):
        week = first + place
        block = Block.holding(week, anchor=first).first
        row = PulseRound(
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
        session.add(row)
        session.flush()
        found[week] = row.id
    return found


def add_cells(session: Session, rounds: dict[Week, int], levels: dict[int, list[float]], *, people: int = 9):
    """Add a node and cells for each team: `levels` gives its mean in each round."""
    items = list(session.scalars(select(PulseItem.id).where(PulseItem.code.in_(("E01", "E02", "E03")))))
    nodes, cells = [], []
    for place, (_week, round_id) in enumerate(rounds.items()):
        totals = []
        nodes.append(
            {
                "round_id": round_id,
                "node_id": ORGANISATION,
                "parent_id": None,
                "team_id": None,
                "label": "All",
            }
        )
        for team_id, means in levels.items():
            name = f"Team {team_id}"
            nodes.append(
                {
                    "round_id": round_id,
                    "node_id": team_id,
                    "parent_id": ORGANISATION,
                    "team_id": team_id,
                    "label": name,
                }
            )
            total = int(np.clip(np.rint(means[place] * people), people, 5 * people))
            totals.append(total)
            cells += [
                {"round_id": round_id, "node_id": team_id, "item_id": item, "n": people, "total": total}
                for item in items
            ]
        cells += [
            {
                "round_id": round_id,
                "node_id": ORGANISATION,
                "item_id": item,
                "n": people * len(levels),
                "total": sum(totals),
            }
            for item in items
        ]
    session.execute(insert(PulseNode), nodes)
    session.execute(insert(PulseCell), cells)


def add_sums(
    session: Session, weeks: list[Week], means: dict[int, list[float]], *, n: int = 20, scale: str = "mark"
):
    """Add customers' sums: `means` gives a team's mean in each week."""
    rows = []
    for team_id, values in means.items():
        for week, mean in zip(weeks, values, strict=True):
            total = int(np.clip(np.rint(mean * n), n, 10 * n))
            squares = int(total * total / n + 2 * n)
            rows.append(
                {
                    "team_id": team_id,
                    "week": week,
                    "scale": scale,
                    "n": n,
                    "total": total,
                    "squares": squares,
                    "top": 0,
                    "promoters": 0,
                    "passives": 0,
                    "detractors": 0,
                }
            )
    session.execute(insert(CustomerRollup), rows)


def add_linked(
    session: Session, team_ids: list[int], *, weeks: int, slope: float, people: int = 9, n: int = 40
):
    """Add both sides with a known link within teams, weekly shocks that hit all, and lasting differences."""
    rng = np.random.default_rng(5)
    first = Week.of((WEDNESDAY - timedelta(weeks=weeks)).date())
    rounds = add_rounds(session, first, weeks)
    size = (len(team_ids), weeks)
    own = rng.normal(0, 0.35, size)
    shock = rng.normal(0, 0.3, weeks)
    mood = 3.6 + rng.normal(0, 0.3, (len(team_ids), 1)) + shock + own
    marks = 7.5 + rng.normal(0, 0.3, (len(team_ids), 1)) + shock + slope * own + rng.normal(0, 0.2, size)
    add_cells(session, rounds, {t: list(mood[i]) for i, t in enumerate(team_ids)}, people=people)
    add_sums(session, list(rounds), {t: list(marks[i]) for i, t in enumerate(team_ids)}, n=n)
