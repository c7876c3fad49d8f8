"""The planning of an import: who in the file is whom, what differs, and whether that is too much at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from tracker.people.rules.roster_file import Roster, RosterPerson
from tracker.people.rules.roster_plan import (
    Brake,
    Difference,
    Kind,
    Known,
    KnownPerson,
    PersonStep,
    Plan,
    TeamStep,
    Wish,
)

T = TypeVar("T")
MOST_ENDED = 0.40
MOST_NUMBERS = 0.05


def plan_roster(roster: Roster, known: Known, wish: Wish) -> Plan:
    """Return the steps that bring what is known in line with a file."""
    planner = _Planner(roster, known, wish)
    planner.plan()
    return Plan(
        teams=tuple(_team_steps(roster, known)),
        people=tuple(planner.steps),
        unchanged=planner.unchanged,
        gone_before=planner.gone_before,
        kept=tuple(sorted(planner.kept)),
        at_work=len(planner.here),
        brake=brake_of(planner.steps, len(planner.here), wish.today),
    )


def brake_of(steps: Iterable[PersonStep], at_work: int, today: date) -> Brake | None:
    """Return why an import must stop: too many people would leave, or too many numbers change."""
    steps = list(steps)
    ended = sum(1 for step in steps if step.kind is Kind.ENDED and (step.last_day or today) <= today)
    numbers = sum(1 for step in steps if any(d.field == "staff_number" for d in step.differences))
    if ended > MOST_ENDED * at_work:
        return Brake.ENDED
    return Brake.NUMBERS if numbers > MOST_NUMBERS * at_work else None


def match_people(roster: Roster, known: Known, wish: Wish) -> dict[str, KnownPerson]:
    """Return who each number of the file stands for: by number, else by e-mail, else by name and team.

    A name and a team count only if the file holds everybody, since only then is the other number gone.
    """
    found = {p.key: known.people[p.key] for p in roster.people if p.key in known.people}
    strangers = [p for p in roster.people if p.key not in found]
    missing = [p for key, p in known.people.items() if key not in found and p.is_here(wish.today)]

    def join(
        of_file: Callable[[RosterPerson], str | None], of_known: Callable[[KnownPerson], str | None]
    ) -> None:
        taken = {p.id for p in found.values()}
        theirs = _unique((of_known(p), p) for p in missing if p.id not in taken)
        ours = _unique((of_file(p), p) for p in strangers if p.key not in found)
        found.update({ours[mark].key: theirs[mark] for mark in ours.keys() & theirs.keys()})

    join(lambda p: p.email and p.email.casefold(), lambda p: p.email and p.email.casefold())
    if wish.holds_everybody:
        join(lambda p: f"{p.name}|{p.team_key}", lambda p: f"{p.name}|{p.team_key}")
    return found


def _unique(pairs: Iterable[tuple[str | None, T]]) -> dict[str, T]:
    listed = [(mark, thing) for mark, thing in pairs if mark]
    counts = Counter(mark for mark, _ in listed)
    return {mark: thing for mark, thing in listed if counts[mark] == 1}


@dataclass(slots=True)
class _Planner:
    roster: Roster
    known: Known
    wish: Wish
    steps: list[PersonStep] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    here: list[KnownPerson] = field(default_factory=list)
    unchanged: int = 0
    gone_before: int = 0

    def plan(self) -> None:
        """Go through the file, then through those who are missing from it."""
        self.here = [p for p in self.known.people.values() if p.is_here(self.wish.today)]
        owners = match_people(self.roster, self.known, self.wish)
        for person in self.roster.people:
            self._meet(person, owners.get(person.key))
        if self.wish.holds_everybody:
            present = {owner.id for owner in owners.values()}
            for missing in self.here:
                if missing.id not in present:
                    self._miss(missing)

    def _meet(self, person: RosterPerson, before: KnownPerson | None) -> None:
        leaves = person.ended_on is not None and person.ended_on < self.wish.today
        if before is None and leaves:
            self.gone_before += 1
            return
        if before is None:
            leads = True if person.leads else None
            self.steps.append(PersonStep(Kind.NEW, person, None, (), person.ended_on, leads))
            return
        if leaves and before.id in self.wish.keep_ids:
            self.kept.append(before.name)
            person, leaves = replace(person, ended_on=None), False
        step = self._step(person, before)
        if step is None:
            self.unchanged += 1
        else:
            self.steps.append(step)

    def _miss(self, person: KnownPerson) -> None:
        if person.id in self.wish.keep_ids:
            self.kept.append(person.name)
        else:
            last_day = self.wish.today - timedelta(days=1)
            self.steps.append(PersonStep(Kind.ENDED, None, person, last_day=last_day))

    def _step(self, person: RosterPerson, before: KnownPerson) -> PersonStep | None:
        today, was_here = self.wish.today, before.is_here(self.wish.today)
        last_day = self._last_day(person, before)
        stays = last_day is None or last_day >= today
        if not was_here and not stays:
            return None
        if not stays:
            return PersonStep(Kind.ENDED, person, before, last_day=last_day)
        leads = self._leads(person, before)
        differences = tuple(self._differences(person, before, last_day, leads=leads))
        if was_here and not differences:
            return None
        kind = Kind.BACK if not was_here else _kind(differences)
        return PersonStep(kind, person, before, differences, last_day, leads)

    def _last_day(self, person: RosterPerson, before: KnownPerson) -> date | None:
        if "ended_on" in self.roster.columns:
            return person.ended_on
        return before.ended_on if before.is_here(self.wish.today) else None

    def _leads(self, person: RosterPerson, before: KnownPerson) -> bool | None:
        if "lead" not in self.roster.columns:
            return None
        leads_now = f"{before.id}/{person.team_key}" in self.known.leads
        return None if person.leads == leads_now else person.leads

    def _differences(
        self, person: RosterPerson, before: KnownPerson, last_day: date | None, *, leads: bool | None
    ) -> Iterator[Difference]:
        yield from _own_differences(person, before)
        if person.team_key != before.team_key:
            old = _name_of(self.roster, self.known, before.team_key)
            yield Difference("team", old, _name_of(self.roster, self.known, person.team_key))
            if "lead" in self.roster.columns and f"{before.id}/{before.team_key}" in self.known.leads:
                yield Difference("no_longer_leads", old, None)
        if last_day != before.ended_on:
            yield Difference("last_day", _iso(before.ended_on), _iso(last_day))
        if leads is not None:
            yield Difference("lead", None, "yes" if leads else "no")


def _own_differences(person: RosterPerson, before: KnownPerson) -> Iterator[Difference]:
    """Yield what differs about the person alone; an empty optional cell says nothing."""
    if person.key != before.staff_number.casefold():
        yield Difference("staff_number", before.staff_number, person.staff_number)
    if person.name != before.name:
        yield Difference("name", before.name, person.name)
    if person.email and person.email != before.email:
        yield Difference("email", before.email, person.email)
    if person.language and person.language != before.language:
        yield Difference("language", before.language, person.language)


def _kind(differences: Iterable[Difference]) -> Kind:
    fields = {difference.field for difference in differences}
    if "staff_number" in fields:
        return Kind.NUMBER
    return Kind.MOVED if "team" in fields else Kind.CHANGED


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _team_steps(roster: Roster, known: Known) -> Iterator[TeamStep]:
    for team in roster.teams.values():
        before = known.teams.get(team.key)
        if before is None:
            yield TeamStep(Kind.NEW, team, None)
            continue
        differences = []
        if team.name and team.name != before.name:
            differences.append(Difference("name", before.name, team.name))
        if team.parent_key and team.parent_key != before.parent_key:
            old, new = before.parent_key, team.parent_key
            differences.append(
                Difference("parent", _name_of(roster, known, old), _name_of(roster, known, new))
            )
        if differences or not before.in_use:
            yield TeamStep(Kind.CHANGED if before.in_use else Kind.BACK, team, before, tuple(differences))


def _name_of(roster: Roster, known: Known, key: str | None) -> str | None:
    said, before = roster.teams.get(key or ""), known.teams.get(key or "")
    return (said and said.name) or (before and before.name) or None
