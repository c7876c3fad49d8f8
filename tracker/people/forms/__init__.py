"""The forms about people and teams."""

import re
from contextlib import closing
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from tracker.core.access import Role
from tracker.core.intake import clean
from tracker.people.forms.words import ROLE_WORDS
from tracker.people.models import Choice, Organisation, Team
from tracker.people.queries import PersonView, find_people, list_teams
from tracker.people.rules.drafts import ChoiceDraft, OrganisationDraft, PersonDraft, TeamDraft
from tracker.people.rules.roster_file import E_MAIL
from tracker.people.rules.tree import depth
from tracker.people.service import RosterDraft
from tracker.web.forms import Form
from tracker.web.locale import LANGUAGES
from tracker.web.request import current_session

REQUIRED = _l("Fill this in.")
TOP = "0"
CODE = re.compile(r"[\w.\-/]+(?: [\w.\-/]+)*")


def _cleaned(text: str | None) -> str | None:
    return clean(text) if text else text


def _text(label: Any, longest: int, **attributes: str) -> StringField:
    return StringField(
        label,
        [DataRequired(REQUIRED), Length(max=longest, message=_l("At most %(max)d characters."))],
        filters=[_cleaned],
        render_kw=attributes or None,
    )


class OrganisationForm(Form):
    """Name, language and time zone of the organisation."""

    name = _text(_l("Name of the organisation"), 120, autocomplete="organization")
    language = SelectField(
        _l("Language of the house"), choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()]
    )
    time_zone = SelectField(_l("Time zone"))

    def __init__(self, known: Organisation | None) -> None:
        super().__init__(obj=known)
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc"))
        self.time_zone.choices = [SelectChoice(zone, zone.replace("_", " ")) for zone in zones]
        if known is None and not self.handed_in:
            self.time_zone.data = "Europe/Amsterdam"

    def to_draft(self) -> OrganisationDraft:
        """Return the organisation as it should be."""
        return OrganisationDraft(self.name.data, self.language.data, self.time_zone.data)


class TeamForm(Form):
    """Name, code and place of a team."""

    name = _text(_l("Name"), 120)
    code = _text(_l("Code"), 40)
    parent_id = SelectField(_l("Below"))

    def __init__(self, known: Team | None = None, *, below: int | None = None) -> None:
        super().__init__(obj=known)
        teams = [team for team in list_teams(current_session()) if known is None or team.id != known.id]
        top = _l("Nothing: at the top of the tree")
        self.parent_id.choices = [
            SelectChoice(TOP, top),
            *(SelectChoice(str(team.id), indented(team)) for team in teams),
        ]
        if not self.handed_in:
            self.parent_id.data = str((known.parent_id if known else below) or TOP)

    def validate_code(self, field: Field) -> None:
        """Keep codes to what files can carry without quotes."""
        if not CODE.fullmatch(field.data or ""):
            raise ValidationError(_l("Use letters, figures and . - _ / only."))

    def to_draft(self) -> TeamDraft:
        """Return the team as it should be."""
        return TeamDraft(self.name.data, self.code.data, int(self.parent_id.data) or None)


class PersonForm(Form):
    """How a person is known."""

    name = _text(_l("Name"), 120)
    staff_number = _text(_l("Staff number"), 40)
    email = StringField(_l("E-mail"), [Length(max=254)], filters=[_cleaned], render_kw={"type": "email"})
    language = SelectField(
        _l("Language of the pages"),
        choices=[
            SelectChoice("", _l("The language of the house")),
            *(SelectChoice(code, name) for code, name in LANGUAGES.items()),
        ],
    )

    def validate_email(self, field: Field) -> None:
        """Catch what cannot be an address."""
        if field.data and not E_MAIL.fullmatch(field.data):
            raise ValidationError(_l("This is not an e-mail address."))

    def to_draft(self) -> PersonDraft:
        """Return the person as they should be known."""
        return PersonDraft(
            self.staff_number.data, self.name.data, self.email.data or None, self.language.data or None
        )


class TeamChoiceForm(Form):
    """A team out of the tree."""

    team_id = SelectField(_l("Team"), coerce=int)

    def __init__(self, *, chosen: int | None = None, **values: Any) -> None:
        super().__init__(**values)
        self.team_id.choices = [
            SelectChoice(team.id, indented(team)) for team in list_teams(current_session())
        ]
        if not self.handed_in and chosen is not None:
            self.team_id.data = chosen


class NewPersonForm(PersonForm, TeamChoiceForm):
    """Somebody new, and the team in which they start."""


class MoveForm(TeamChoiceForm):
    """The next team, and the first day in it."""

    from_day = DateField(_l("First day in this team"), [InputRequired(_l("Give a day."))])


class EndForm(Form):
    """The last day of somebody who leaves."""

    last_day = DateField(_l("Last day"), [InputRequired(_l("Give a day."))])


class WhoForm(Form):
    """Somebody, named by staff number or by their full name."""

    who = _text(_l("Staff number or full name"), 120, autocomplete="off")

    def find(self, today: date) -> PersonView | None:
        """Return who is meant, or refuse a name that nobody or several people have."""
        found = find_people(current_session(), today, self.who.data)
        if len(found) == 1:
            return found[0]
        several = _l("Several people have this name. Use the staff number.")
        self.refuse(self.who, several if found else _l("Nobody here has this number or name."))
        return None


class StandInForm(WhoForm):
    """Who stands in for a lead, and until when."""

    until = DateField(_l("Last day"), [InputRequired(_l("Give a day."))])


class RolesForm(Form):
    """The roles that a person holds."""

    roles = SelectMultipleField(
        _l("Roles"), choices=[SelectChoice(role.value, words) for role, words in ROLE_WORDS.items()]
    )

    @property
    def wanted(self) -> frozenset[Role]:
        """Return the ticked roles."""
        return frozenset(Role(value) for value in self.roles.data)


class ChoiceForm(Form):
    """The words of an entry, in both languages."""

    label_en = _text(_l("In English"), 80)
    label_nl = _text(_l("In Dutch"), 80)

    def __init__(self, known: Choice | None = None) -> None:
        super().__init__(obj=known)

    def to_draft(self) -> ChoiceDraft:
        """Return the entry as it should be."""
        return ChoiceDraft(self.label_en.data, self.label_nl.data)


class RosterForm(Form):
    """A roster file, and whether it holds everybody."""

    file = FileField(_l("File (CSV or XLSX)"))
    holds = RadioField(
        _l("Who is in this file?"),
        choices=[
            SelectChoice(
                "all", _l("Everybody. People who are not in it have left, and can no longer sign in")
            ),
            SelectChoice("some", _l("Only some. People who are not in it stay as they are")),
        ],
        default="all",
    )

    def validate_file(self, field: Field) -> None:
        """Ask for a file."""
        if not field.data:
            raise ValidationError(_l("Choose a file."))

    def to_draft(self) -> RosterDraft:
        """Return the file as it was handed in."""
        with closing(self.file.data) as upload:
            content, name = upload.read(), upload.filename or ""
        return RosterDraft(content, name, holds_everybody=self.holds.data == "all")


class ConfirmRosterForm(Form):
    """The confirmation of the very list that was shown."""

    mark = HiddenField()


class PushForm(Form):
    """A button without further questions."""


def indented(team: Team) -> str:
    """Return a team's name as it stands in a list of the tree."""
    return "\u2003" * (depth(team.path) - 1) + team.name
