"""The words for what is refused, for roles, and for the steps of an import."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.core.access import Role
from tracker.people.rules.roster_plan import Brake, Kind

REASONS: dict[str, Any] = {
    "code-taken": _l("“%(name)s” has this code already."),
    "parent-ended": _l("“%(name)s” is no longer in use, so nothing can stand below it."),
    "team-below-itself": _l("A team cannot stand below itself."),
    "tree-deep": _l("The tree has at most %(limit)s levels."),
    "team-not-empty": _l("There are still people in this team. Move them first."),
    "team-has-teams": _l("There are still teams below this one. Move or end those first."),
    "team-ended": _l("This team is no longer in use."),
    "number-taken": _l("“%(name)s” has this staff number already."),
    "person-ended": _l("This person will have left by then."),
    "person-here": _l("This person is here already."),
    "move-too-early": _l("The present membership began on %(day)s. Choose a day from then on."),
    "ends-before-start": _l("The last day cannot lie before the first, %(day)s."),
    "not-yourself": _l("You cannot end your own time here. Ask a colleague with the same role."),
    "last-administrator": _l(
        "This is the only administrator. Make somebody else administrator first, or nobody could look after "
        "accounts."
    ),
    "role-to-oneself": _l("Nobody changes their own roles. Ask another administrator."),
    "leads-already": _l("This person leads the team already."),
    "nobody-leads": _l("Nobody leads this team yet, so nobody can be stood in for."),
    "until-past": _l("Choose a last day from today on."),
    "until-far": _l("Standing in lasts at most %(limit)s days. Choose an earlier last day."),
    "choice-twice": _l("“%(name)s” is in this list already."),
    "choice-last": _l("A list needs at least one entry."),
    "time-zone-unknown": _l("This time zone is not known."),
    "roster-moved-on": _l("Something changed since this list was made. Look at the new list and confirm it."),
    "brake-ended": _l("This import would end more than 40 in every 100 people, so it stops here."),
    "brake-numbers": _l("This import would change more than 5 in every 100 staff numbers, so it stops here."),
    "nothing-to-undo": _l("There is no import that could be undone."),
    "undo-later-edits": _l(
        "This import can no longer be undone as a whole, because later work depends on it: %(names)s. "
        "Correct what is wrong by hand, or with a new file."
    ),
}
PROBLEMS: dict[str, Any] = {
    "not-an-e-mail": _l("“%(value)s” is not an e-mail address."),
    "team-unnamed": _l("The team “%(value)s” is new and needs a name."),
    "team-differs": _l("“%(value)s” contradicts row %(limit)s about the same team."),
    "team-cycle": _l("With “%(value)s” as its parent this team would stand below itself."),
    "team-deep": _l("“%(value)s” stands deeper than %(limit)s levels."),
}
STEP_WORDS: dict[Kind, Any] = {
    Kind.NEW: _l("New"),
    Kind.BACK: _l("Back again"),
    Kind.MOVED: _l("Other team"),
    Kind.NUMBER: _l("Other staff number"),
    Kind.CHANGED: _l("Changed"),
    Kind.ENDED: _l("Leaving"),
}
FIELD_WORDS: dict[str, Any] = {
    "staff_number": _l("Staff number:"),
    "name": _l("Name:"),
    "email": _l("E-mail:"),
    "language": _l("Language:"),
    "team": _l("Team:"),
    "parent": _l("Below:"),
    "last_day": _l("Last day:"),
    "lead": _l("Leads this team:"),
    "no_longer_leads": _l("No longer leads:"),
}
ROLE_WORDS = {
    Role.HR: _l("HR"),
    Role.ADMINISTRATOR: _l("Administrator"),
    Role.WORKS_COUNCIL: _l("Works council"),
}
BRAKE_WORDS: dict[Brake, Any] = {
    Brake.ENDED: _l(
        "It would end more than 40 in every 100 people who work here. Most often the file holds only a part "
        "of them: choose “only some”, or send the whole roster. Nothing was changed."
    ),
    Brake.NUMBERS: _l(
        "It would change more than 5 in every 100 staff numbers. Most often the numbers come from another "
        "system. Check the column; a few can be changed by hand on each person's page. Nothing was changed."
    ),
}
