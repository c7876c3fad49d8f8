"""What other rooms take from good things: counts for a team's weeks, and the evidence about one person.

Private ones are in neither: what only its author and the people it names may read is not weighed.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from tracker.core.calendar import Week
from tracker.good_things.models import GoodThing, GoodThingTeam
from tracker.good_things.queries.around import Around, Note
from tracker.good_things.queries.labels import Label, label_columns, labelled, labels_of
from tracker.good_things.queries.sight import names
from tracker.good_things.rules.entry import SELF_LOGS_COUNTED_A_DAY, Part, Rung, Way, rung_of
from tracker.people.models import Person


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """How many good things of a team's people count in a week."""

    team_id: int
    week: Week
    count: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A good thing as it speaks about one person, whose own word is never counted as a confirmation."""

    id: int
    on: date
    sentence: str
    part: Part
    author_id: int
    author: str
    rung: Rung
    confirmers: int
    customers: int
    moment: Label
    channel: Label
    notes: tuple[Note, ...]


def count_per_team_week(session: Session, start: Week, end: Week) -> list[TeamWeek]:
    """Return the counts from one week to another, both included; weeks without any are left out.

    Of one person's own logs of a day at most three count. A thank-you counts once for each team whose
    people it thanks.
    """
    per_day = (
        select(
            GoodThingTeam.team_id,
            GoodThing.happened_on,
            case(
                (_over_the_cap(), SELF_LOGS_COUNTED_A_DAY),
                else_=func.count(),
            ).label("counted"),
        )
        .join(GoodThing, GoodThing.id == GoodThingTeam.good_thing_id)
        .where(_weighed(start.monday, end.sunday), GoodThingTeam.counts.is_(True))
        .group_by(GoodThingTeam.team_id, GoodThing.happened_on, GoodThing.author_id, GoodThing.way)
        .subquery()
    )
    days = select(per_day.c.team_id, per_day.c.happened_on, func.sum(per_day.c.counted)).group_by(
        per_day.c.team_id, per_day.c.happened_on
    )
    totals: Counter[tuple[int, Week]] = Counter()
    for team_id, day, count in session.execute(days):
        totals[team_id, Week.of(day)] += int(count)
    return [TeamWeek(team_id, week, count) for (team_id, week), count in sorted(totals.items())]


def list_evidence_about(session: Session, person_id: int, start: date, end: date) -> list[Evidence]:
    """Return what a person did, helped with or was thanked for between two days, the days included."""
    query: Any = (
        select(GoodThing, Person.name, *label_columns())
        .join(Person, Person.id == GoodThing.author_id)
        .where(_weighed(start, end))
        .where(or_(and_(GoodThing.author_id == person_id, GoodThing.way == Way.LOG.value), names(person_id)))
        .order_by(GoodThing.happened_on, GoodThing.id)
    )
    rows = session.execute(labelled(query)).all()
    around = Around.read(session, [row[0].id for row in rows], person_id)
    return [_evidence(row, around, person_id) for row in rows]


def _evidence(row: Any, around: Around, person_id: int) -> Evidence:
    thing: GoodThing = row[0]
    labels = labels_of(thing, row[2:8])
    marks = around.marks(thing.id)
    confirmers = ({thing.author_id} | {person.id for person in marks.colleagues}) - {person_id}
    return Evidence(
        id=thing.id,
        on=thing.happened_on,
        sentence=thing.sentence,
        part=_part(thing, person_id),
        author_id=thing.author_id,
        author=row[1],
        rung=rung_of(confirmers=len(confirmers), customers=marks.customers),
        confirmers=len(confirmers),
        customers=marks.customers,
        moment=labels.moment,
        channel=labels.channel,
        notes=tuple(around.notes.get(thing.id, [])),
    )


def _part(thing: GoodThing, person_id: int) -> Part:
    if thing.way == Way.THANKS.value:
        return Part.THANKED
    return Part.DID if thing.author_id == person_id else Part.HELPED


def _over_the_cap() -> Any:
    return and_(GoodThing.way == Way.LOG.value, func.count() > SELF_LOGS_COUNTED_A_DAY)


def _weighed(start: date, end: date) -> Any:
    return and_(
        GoodThing.happened_on.between(start, end),
        GoodThing.withdrawn_at.is_(None),
        GoodThing.private.is_(False),
    )
