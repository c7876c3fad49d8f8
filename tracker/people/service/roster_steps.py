"""Carrying out the steps of an import, teams first, then who ends, then who comes."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.people.models import Lead, Membership, Person, Team
from tracker.people.queries.roster import open_leads, open_memberships
from tracker.people.rules.roster_plan import Kind, PersonStep, Plan, TeamStep
from tracker.people.rules.tree import path_of
from tracker.people.service.ledger import Ledger


class Steps:
    """Takes the steps of one plan."""

    def __init__(self, session: Session, ledger: Ledger, today: date) -> None:
        self.session = session
        self.ledger = ledger
        self.today = today
        self.yesterday = today - timedelta(days=1)
        self.teams: dict[str, Team] = {}
        self.memberships: dict[int, list[Membership]] = {}
        self.leads: list[Lead] = []

    def take(self, plan: Plan) -> None:
        """Take every step; what ends is written before what begins, or both would hold at once."""
        self._teams(plan.teams)
        self.memberships = open_memberships(self.session, self.yesterday)
        self.leads = open_leads(self.session, self.yesterday)
        for step in plan.people:
            self._end(step)
        self.session.flush()
        persons = [self._person(step) for step in plan.people]
        self.session.flush()
        for step, person in zip(plan.people, persons, strict=True):
            self._begin(step, person)
        self.session.flush()

    def _teams(self, steps: tuple[TeamStep, ...]) -> None:
        self.teams = {team.code.casefold(): team for team in self.session.scalars(select(Team))}
        for step in steps:
            if step.known is None:
                team = Team(code=step.team.code, name=step.team.name, path="/")
                self.ledger.add(team)
                self.teams[step.team.key] = team
        self.session.flush()
        for step in steps:
            team = self.teams[step.team.key]
            if step.known is not None:
                self.ledger.touch(team)
                team.name, team.ended_on = step.team.name or team.name, None
            if step.team.parent_key is not None:
                team.parent_id = self.teams[step.team.parent_key].id
        self._paths()
        self.session.flush()

    def _paths(self) -> None:
        by_id = {team.id: team for team in self.teams.values()}

        def path(team: Team) -> str:
            return path_of(team.id, path(by_id[team.parent_id]) if team.parent_id else "/")

        for team in by_id.values():
            right = path(team)
            if team.path != right:
                if team not in self.ledger.fresh:
                    self.ledger.touch(team)
                team.path = right

    def _end(self, step: PersonStep) -> None:
        if step.known is None:
            return
        fields = {difference.field for difference in step.differences}
        if step.kind is Kind.ENDED:
            last_day = step.last_day or self.yesterday
            self._close_memberships(step.known.id, last_day)
            self._close_leads(last_day, person_id=step.known.id)
        elif step.kind is Kind.BACK or "team" in fields:
            self._close_memberships(step.known.id, self.yesterday)
        if "no_longer_leads" in fields:
            team = self.teams[step.known.team_key or ""]
            self._close_leads(self.yesterday, person_id=step.known.id, team_id=team.id)
        if step.leads is False and step.person is not None:
            team = self.teams[step.person.team_key or ""]
            self._close_leads(self.yesterday, person_id=step.known.id, team_id=team.id)

    def _close_memberships(self, person_id: int, last_day: date) -> None:
        for membership in self.memberships.get(person_id, []):
            self.ledger.close(membership, last_day)

    def _close_leads(self, last_day: date, *, person_id: int, team_id: int | None = None) -> None:
        """Close a person's leads, and with them those of whoever stands in for that person."""
        for lead in list(self.leads):
            own = lead.person_id == person_id and (team_id is None or lead.delegated_by_id is None)
            if (own or lead.delegated_by_id == person_id) and team_id in {None, lead.team_id}:
                self.ledger.close(lead, last_day)
                self.leads.remove(lead)

    def _person(self, step: PersonStep) -> Person:
        if step.known is None and step.person is not None:
            person = Person(
                staff_number=step.person.staff_number,
                name=step.person.name,
                email=step.person.email,
                language=step.person.language,
                added_on=self.today,
                ended_on=step.last_day,
            )
            self.ledger.add(person)
            return person
        known = step.known
        person = self.session.get_one(Person, known.id if known else 0)
        self.ledger.touch(person)
        for difference in step.differences:
            if difference.field in {"staff_number", "name", "email", "language"}:
                setattr(person, difference.field, difference.after)
        person.ended_on = step.last_day
        return person

    def _begin(self, step: PersonStep, person: Person) -> None:
        if step.kind is Kind.ENDED or step.person is None:
            return
        team = self.teams[step.person.team_key or ""]
        moves = any(difference.field == "team" for difference in step.differences)
        if moves or step.kind in {Kind.NEW, Kind.BACK}:
            stay = Membership(
                person_id=person.id, team_id=team.id, starts_on=self.today, ends_on=step.last_day
            )
            self.ledger.add(stay)
        else:
            self._fit_membership(person.id, step.last_day)
        if step.leads:
            self.ledger.add(Lead(team_id=team.id, person_id=person.id, starts_on=self.today))

    def _fit_membership(self, person_id: int, last_day: date | None) -> None:
        """Let the open membership end with the person's last day, or go on if there is none."""
        for membership in self.memberships.get(person_id, []):
            if membership.ends_on != last_day and membership.starts_on <= self.today:
                self.ledger.touch(membership)
                membership.ends_on = last_day
