"""The forms of good things, and the words for what is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from tracker.core.errors import KindlineError
from tracker.good_things.queries import Entry, Named
from tracker.good_things.rules.entry import (
    MOST_MINUTES,
    Draft,
    Reaction,
    Way,
    check_sentence,
)
from tracker.people.models import Choice, Team
from tracker.web.forms import Form

REASONS: dict[str, Any] = {
    "sentence-length": _l("Tell it in one sentence of %(least)s to %(most)s characters."),
    "note-length": _l("Write a note of at most %(most)s characters."),
    "contact-email": _l(
        "This looks like an e-mail address. Customers' details are not kept here: leave it out."
    ),
    "contact-phone": _l(
        "This looks like a phone number. Customers' details are not kept here: leave it out."
    ),
    "contact-account": _l(
        "This looks like an account number. Customers' details are not kept here: leave it out."
    ),
    "good-thing-future": _l("This day is still to come."),
    "good-thing-old": _l("This is more than %(days)s days ago. Tell something more recent."),
    "good-thing-names-author": _l("You named yourself. Name only the others."),
    "good-thing-many-named": _l("Name at most %(most)s people, or choose a team."),
    "good-thing-minutes": _l("Give a number of minutes from 1 to %(most)s."),
    "thanks-without-name": _l("Say whom you thank: one or several people, or a team."),
    "choice-unknown": _l("Choose one of the answers shown."),
    "person-unknown": _l("One of the people named does not work here any more."),
    "team-unknown": _l("This team does not exist any more."),
    "colleague-unknown": _l(
        "There is no colleague called “%(name)s”. Type the whole name as on the roster, or the staff number."
    ),
    "colleague-several": _l("Several colleagues are called “%(name)s”. Type the staff number instead."),
    "good-thing-fixed": _l(
        "This can no longer be changed: a day has passed, or somebody has confirmed it. You can add a note."
    ),
    "good-thing-changed": _l("The words were changed after you opened the page. Read them again first."),
    "good-thing-withdrawn": _l("This was withdrawn. Bring it back first."),
    "good-thing-old-to-withdraw": _l("More than a day has passed, so this stays. You can add a note."),
    "good-thing-gone": _l("More than a day has passed since you withdrew this, so it is gone."),
    "confirm-own": _l("This is your own good thing. Somebody else who was there can confirm it."),
    "confirm-limit": _l(
        "You have confirmed %(most)s good things this week. From Monday you can confirm again."
    ),
    "confirmation-stands": _l("More than a day has passed, so your confirmation stands."),
}

FIELDS = {
    "sentence-length": "sentence",
    "contact-email": "sentence",
    "contact-phone": "sentence",
    "contact-account": "sentence",
    "good-thing-future": "happened_on",
    "good-thing-old": "happened_on",
    "good-thing-minutes": "minutes",
    "good-thing-names-author": "others",
    "colleague-unknown": "others",
    "colleague-several": "others",
    "good-thing-many-named": "others",
    "thanks-without-name": "named",
    "choice-unknown": "moment",
}
WRITE = _l("Write one sentence.")
CHOOSE = _l("Choose one.")
LONGEST_NAMES = 400


def words_for(error: KindlineError) -> Any:
    """Return the sentence for a refusal."""
    return REASONS[error.code] % error.facts if error.facts else REASONS[error.code]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a writer can choose from, in the reader's language."""

    language: str
    moments: Sequence[Choice]
    channels: Sequence[Choice]
    kinds: Sequence[Choice]
    mates: Sequence[Named]
    teams: Sequence[Team]

    def words(self, choices: Sequence[Choice]) -> list[tuple[str, str]]:
        """Return codes with their words."""
        dutch = self.language == "nl"
        return [(choice.code, choice.label_nl if dutch else choice.label_en) for choice in choices]


class GoodThingForm(Form):
    """What happened, in one sentence and three taps; the rest is optional."""

    way = Way.LOG

    key = HiddenField()
    sentence = TextAreaField(_l("What did you do, and what did it change?"), [InputRequired(WRITE)])
    moment = RadioField(_l("At which moment?"), [InputRequired(_l("Choose a moment."))])
    channel = RadioField(_l("How were you in touch?"), [InputRequired(_l("Choose how you were in touch."))])
    happened_on = DateField(_l("Day"), [InputRequired(_l("Choose a day."))])
    named = SelectMultipleField(_l("Who helped?"), coerce=int)
    others = StringField(_l("Colleagues from other teams"), [Length(max=LONGEST_NAMES)])
    named_team = SelectField(_l("A whole team"), coerce=int)
    kind = SelectField(_l("What kind of good thing?"))
    minutes = IntegerField(_l("How long did it take?"), [Optional(), NumberRange(1, MOST_MINUTES)])
    could_copy = BooleanField(_l("Others could do this too"))
    private = BooleanField(_l("Keep it off the wall"))

    def offer(self, offer: Offer) -> None:
        """Fill the lists from which the writer chooses."""
        self.moment.choices = offer.words(offer.moments)
        self.channel.choices = offer.words(offer.channels)
        self.kind.choices = [("", "–"), *offer.words(offer.kinds)]
        self.named.choices = [(mate.id, mate.name) for mate in offer.mates]
        self.named_team.choices = [(0, "–"), *((team.id, team.name) for team in offer.teams)]

    def begin(self, today: date, channel: str | None) -> None:
        """Fill in what is known before the writer starts."""
        if self.handed_in:
            return
        self.key.data = str(uuid4())
        self.happened_on.data = today
        self.channel.data = channel

    def validate_sentence(self, field: Field) -> None:
        """Say at once what is wrong with the sentence, together with what else is missing."""
        try:
            check_sentence(" ".join((field.data or "").split()))
        except KindlineError as error:
            raise ValidationError(words_for(error)) from error

    def validate_key(self, field: Field) -> None:
        """Refuse a page without its own mark."""
        try:
            UUID(field.data or "")
        except ValueError as error:
            raise ValidationError(_l("This page was not complete. Reload it and try again.")) from error

    @property
    def more_is_wrong(self) -> bool:
        """Whether something among the optional fields was refused, so that they must be seen."""
        optional = (self.named, self.others, self.named_team, self.kind, self.could_copy, self.private)
        return any(field.errors for field in optional) or ("minutes" in self and bool(self.minutes.errors))

    @property
    def names(self) -> list[str]:
        """The typed names, one by one."""
        written = (self.others.data or "").replace("\n", ",").replace(";", ",").split(",")
        return [" ".join(name.split()) for name in written if name.strip()]

    def to_draft(self, others: frozenset[int]) -> Draft:
        """Return what is handed in, with the people whose names were typed."""
        return Draft(
            key=str(UUID(self.key.data)),
            way=self.way,
            sentence=" ".join((self.sentence.data or "").split()),
            happened_on=self.happened_on.data,
            moment=self.moment.data,
            channel=self.channel.data,
            named_ids=frozenset(self.named.data or ()) | others,
            named_team_id=self.named_team.data or None,
            kind=self.kind.data or None,
            minutes=self.minutes.data if "minutes" in self else None,
            could_copy=True if self.could_copy.data else None,
            private=bool(self.private.data),
        )

    def refuse_for(self, error: KindlineError) -> None:
        """Put a refusal beside the field it is about."""
        if error.code not in REASONS:
            raise error
        name = FIELDS.get(error.code)
        if name == "named" and not self.named.choices:
            name = "others"
        self.refuse(None if name is None else self[name], words_for(error))

    def show(self, entry: Entry) -> None:
        """Fill in a good thing that is to be edited."""
        if self.handed_in:
            return
        listed = {number for number, _name in self.named.choices}
        self.key.data = str(uuid4())
        self.sentence.data = entry.sentence
        self.moment.data, self.channel.data = entry.moment, entry.channel
        self.happened_on.data = entry.happened_on
        self.named.data = [person.id for person in entry.named if person.id in listed]
        self.others.data = ", ".join(person.name for person in entry.named if person.id not in listed)
        self.named_team.data = entry.named_team_id or 0
        self.kind.data = entry.kind or ""
        if "minutes" in self:
            self.minutes.data = entry.minutes
        self.could_copy.data, self.private.data = bool(entry.could_copy), entry.private


class ThanksForm(GoodThingForm):
    """What a colleague did, told by somebody who saw it."""

    way = Way.THANKS

    sentence = TextAreaField(_l("What did they do, and what did it change?"), [InputRequired(WRITE)])
    named = SelectMultipleField(_l("Whom do you thank?"), coerce=int)
    minutes = None  # the time it took is the doer's to tell
    private = BooleanField(_l("Only for them and me"))


class NoteForm(Form):
    """A correction below a good thing."""

    text = TextAreaField(_l("What should be known as well?"), [InputRequired(_l("Write a note."))])

    def refuse_for(self, error: KindlineError) -> None:
        """Put a refusal beside the note."""
        if error.code not in REASONS:
            raise error
        self.refuse(self.text, words_for(error))


class MarkForm(Form):
    """One tap on a good thing; `next` is the page to come back to."""

    next = HiddenField()


class ConfirmForm(MarkForm):
    """One tap that stands for the words as they were read."""

    edition = HiddenField(validators=[InputRequired()])


class ReactForm(MarkForm):
    """A reaction added or taken back."""

    kind = HiddenField(validators=[InputRequired()])

    def validate_kind(self, field: Field) -> None:
        """Refuse a reaction that does not exist."""
        verb, _, kind = (field.data or "").partition(" ")
        if verb not in {"add", "drop"} or kind not in {reaction.value for reaction in Reaction}:
            raise ValidationError(CHOOSE)

    @property
    def adds(self) -> bool:
        """Whether the reaction is added rather than taken back."""
        return bool(self.kind.data.startswith("add "))

    @property
    def reaction(self) -> Reaction:
        """The reaction that is meant."""
        return Reaction(self.kind.data.partition(" ")[2])
