"""Small good things of the demo: written down, thanked for, confirmed by colleagues and reacted to."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from tracker.cli.demo.moods import Moods
from tracker.cli.demo.roster import Employee
from tracker.cli.demo.stage import Stage
from tracker.cli.demo.texts import DEEDS, THANKS
from tracker.core.access import SYSTEM
from tracker.core.calendar import local_day
from tracker.good_things.queries import get_entry
from tracker.good_things.rules.entry import Draft, Reaction, Way
from tracker.good_things.service import add_reaction, confirm_good_thing, keep_good_thing
from tracker.people.queries import get_organisation
from tracker.storage.work import Work

A_WEEK = 1.1  # good things of a team in an ordinary week
MOOD_IN_GOOD_THINGS = 0.35
THANKS_SHARE, HELPED, CONFIRMED, REACTED = 0.3, 0.25, 0.55, 0.35
TO_COPY, PRIVATE = 0.2, 0.03
WELL_KNOWN = 4.0  # how much oftener the two whose reviews are under way write something down
WEEKS_BETWEEN, BOTH = 4, 2  # each of the two does something every four weeks that two colleagues saw


@dataclass(frozen=True, slots=True)
class Happening:
    """One good thing before it is written down: when, who writes, who is there, and if colleagues saw it."""

    at: datetime
    author: Employee
    others: list[Employee]
    seen: bool = False


def play_good_things(stage: Stage, moods: Moods, number: int, days: list[date]) -> int:
    """Let the teams write down what happened on some days of a week; return how many things that were."""
    found = _happenings(stage, moods, number, days) + _seen_happenings(stage, number, days)
    happenings = sorted(found, key=lambda each: each.at)
    with stage.storage.work(SYSTEM, stage.clock.now()) as work:
        here = get_organisation(work.session)  # as long as it is at hand, it is not read again for each
        for each in happenings:
            stage.clock.move_to(each.at)
            now = stage.clock.now()
            _play(stage, replace(work, now=now), each, day=local_day(now, ZoneInfo(here.time_zone)))
    return len(happenings)


def _happenings(stage: Stage, moods: Moods, number: int, days: list[date]) -> list[Happening]:
    found = []
    for team, members in stage.members().items():
        mood = moods.mood[moods.codes.index(team), number]
        usual = A_WEEK * len(days) / 7 * np.exp(MOOD_IN_GOOD_THINGS * mood)
        for _ in range(stage.rng.poisson(usual)):
            weights = np.array([WELL_KNOWN if each.number in stage.reviewed else 1.0 for each in members])
            order = stage.rng.choice(len(members), len(members), replace=False, p=weights / weights.sum())
            author, *others = (members[place] for place in order)
            day = days[stage.rng.integers(len(days))]
            at = stage.moment(day, hour=10 + 8 * stage.rng.random())
            found.append(Happening(at, author, others))
    return found


def _seen_happenings(stage: Stage, number: int, days: list[date]) -> list[Happening]:
    """Return what the two whose reviews are under way do, in turn, before the eyes of colleagues."""
    found = []
    for team in stage.members().values():
        known = [each for each in team if each.number in stage.reviewed]
        for author in known[number % WEEKS_BETWEEN :][:1]:
            others = [each for each in team if each is not author]
            stage.rng.shuffle(others)
            at = stage.moment(days[stage.rng.integers(len(days))], hour=10 + 8 * stage.rng.random())
            found.append(Happening(at, author, others, seen=True))
    return found


def _play(stage: Stage, work: Work, happening: Happening, *, day: date) -> None:
    draft = _draft(stage, happening, day)
    thing = keep_good_thing(replace(work, actor=stage.actor(happening.author)), draft)
    saw = [each for each in happening.others if stage.ids[each.number] not in draft.named_ids]
    confirming = saw[: _confirmers(stage, happening) if draft.way is Way.LOG else 0]
    reacting = saw[2 : 2 + _how_many(stage, REACTED)]
    if draft.private or not confirming + reacting:
        return
    entry = get_entry(work.session, thing)
    for person in confirming:
        confirm_good_thing(replace(work, actor=stage.actor(person)), entry, edition=entry.edition)
    for person in reacting:
        kind = list(Reaction)[stage.rng.integers(len(Reaction))]
        add_reaction(replace(work, actor=stage.actor(person)), entry, kind)


def _confirmers(stage: Stage, happening: Happening) -> int:
    return BOTH if happening.seen else _how_many(stage, CONFIRMED)


def _how_many(stage: Stage, share: float) -> int:
    """Return one or two with a chance, otherwise none."""
    return 0 if stage.rng.random() >= share else int(stage.rng.integers(1, 3))


def _draft(stage: Stage, happening: Happening, day: date) -> Draft:
    rng, language = stage.rng, "en" if happening.author.language == "en" else "nl"
    deed = DEEDS[language][rng.integers(len(DEEDS[language]))]
    thanking = bool(happening.others) and not happening.seen and rng.random() < THANKS_SHARE
    sentence = f"{deed.act}; {deed.effects[rng.integers(len(deed.effects))]}."
    if thanking:
        sentence = f"{rng.choice(THANKS[language])}."
    named = happening.others[: 1 + int(rng.random() < HELPED)] if thanking or rng.random() < HELPED else []
    return Draft(
        key=str(uuid.UUID(bytes=rng.bytes(16), version=4)),
        way=Way.THANKS if thanking else Way.LOG,
        sentence=sentence,
        happened_on=day,
        moment=deed.moment,
        channel=deed.channel,
        named_ids=frozenset(stage.ids[each.number] for each in named),
        kind=deed.kind,
        minutes=int(rng.integers(1, 7)) * 5 if rng.random() < HELPED else None,
        could_copy=True if not thanking and rng.random() < TO_COPY else None,
        private=not thanking and not happening.seen and rng.random() < PRIVATE,
    )


def days_of(first: date, last: date) -> list[date]:
    """Return the days from one to another, both included."""
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]
