"""How the people come in: first run, organisation, roster file, roles, and codes for passwords."""

from tracker.cli.demo.roster import ACCOUNTS, Part, number_of, roster_file
from tracker.cli.demo.stage import Stage
from tracker.cli.demo.teams import NAME, ZONE, Shape
from tracker.core.access import NOBODY, SYSTEM
from tracker.core.errors import ConflictError
from tracker.people.queries import list_people, list_teams
from tracker.people.rules.drafts import OrganisationDraft
from tracker.people.service import (
    RosterDraft,
    finish_setup,
    grant_role,
    import_roster,
    preview_roster,
    save_organisation,
    stage_roster,
)
from tracker.signin.service import (
    end_sessions_of,
    issue_code,
    issue_first_run_token,
    make_first_administrator,
    redeem_code,
)
from tracker.signin.service.first_run import FirstAdministrator

PASSWORD = "seven tulips in a blue watering can"  # noqa: S105 - printed on purpose: a demo on one's own machine


def bring_in(stage: Stage, shape: Shape) -> None:
    """Set up the empty installation: administrator, organisation, people and teams, roles, passwords."""
    administrator = _first_administrator(stage)
    with stage.work_as(administrator) as work:
        save_organisation(work, OrganisationDraft(NAME, "en", ZONE))
        draft = RosterDraft(roster_file(shape, stage.people), "roster.csv", holds_everybody=True)
        token = stage_roster(work, draft)
    with stage.work_as(administrator) as work:
        plan = preview_roster(work, draft).plan
        if plan is None:
            raise ConflictError("roster-moved-on")
        import_roster(work, token, mark=plan.mark)
        finish_setup(work)
    _know_everybody(stage)
    with stage.work_as(administrator) as work:
        for account in ACCOUNTS:
            if account.role is not None and account.part is not Part.ADMINISTRATOR:
                person_id = stage.ids[number_of(stage.people, account.part)]
                grant_role(work, person_id, account.role, end_sessions=end_sessions_of)
    _give_passwords(stage, administrator)


def _first_administrator(stage: Stage) -> int:
    account = next(account for account in ACCOUNTS if account.part is Part.ADMINISTRATOR)
    with stage.storage.work(SYSTEM, stage.clock.now()) as work:
        token = issue_first_run_token(work)
    number = number_of(stage.people, Part.ADMINISTRATOR)
    with stage.storage.work(NOBODY, stage.clock.now()) as work:
        return make_first_administrator(work, FirstAdministrator(token, number, account.name, PASSWORD))


def _know_everybody(stage: Stage) -> None:
    with stage.storage.look(SYSTEM, stage.clock.now()) as work:
        stage.ids.update(
            {person.staff_number: person.id for person in list_people(work.session, stage.clock.now().date())}
        )
        stage.team_ids.update({team.code: team.id for team in list_teams(work.session)})


def _give_passwords(stage: Stage, administrator: int) -> None:
    """Let each printed person set the password with a code, as everybody does."""
    for account in ACCOUNTS:
        if account.part is Part.ADMINISTRATOR:
            continue
        number = number_of(stage.people, account.part)
        with stage.work_as(administrator) as work:
            code = issue_code(work, stage.ids[number])
        with stage.storage.work(NOBODY, stage.clock.now()) as work:
            redeem_code(work, staff_number=number, code=code, password=PASSWORD)
