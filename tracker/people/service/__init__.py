"""The verbs about people and teams."""

from tracker.people.service.choices import (
    add_choice,
    add_default_choices,
    move_choice,
    rename_choice,
    set_choice_active,
)
from tracker.people.service.leads import appoint_lead, delegate_lead, end_lead
from tracker.people.service.organisation import finish_setup, save_organisation
from tracker.people.service.persons import add_person, bring_back, change_person, end_person, move_person
from tracker.people.service.roles import grant_role, withdraw_role
from tracker.people.service.roster import (
    Preview,
    RosterDraft,
    drop_roster,
    get_staged,
    import_roster,
    preview_roster,
    purge_uploads,
    stage_roster,
)
from tracker.people.service.teams import add_team, change_team, end_team, reopen_team
from tracker.people.service.undo import undo_last_import

__all__ = [
    "Preview",
    "RosterDraft",
    "add_choice",
    "add_default_choices",
    "add_person",
    "add_team",
    "appoint_lead",
    "bring_back",
    "change_person",
    "change_team",
    "delegate_lead",
    "drop_roster",
    "end_lead",
    "end_person",
    "end_team",
    "finish_setup",
    "get_staged",
    "grant_role",
    "import_roster",
    "move_choice",
    "move_person",
    "preview_roster",
    "purge_uploads",
    "rename_choice",
    "reopen_team",
    "save_organisation",
    "set_choice_active",
    "stage_roster",
    "undo_last_import",
    "withdraw_role",
]
