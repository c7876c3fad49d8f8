"""The forms for papers and cycles."""

from typing import Any, cast

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, FormField, IntegerField, SelectField, StringField, TextAreaField
from wtforms import Form as PlainWtForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from tracker.reviews.forms.words import CRITERIA, PAPERS
from tracker.reviews.queries.cycles import CycleView
from tracker.reviews.rules.cycles import CycleDraft, DocumentDraft, DocumentKind
from tracker.reviews.rules.evidence import ALL_WEIGHT, Criterion, Source
from tracker.web.forms import Form

REQUIRED = _l("Fill this in.")
DATE = _l("Enter a date.")
NUMBER = _l("Enter a whole number.")
DEFAULTS = {
    Source.MARKS: (50, 20),
    Source.GOOD_THINGS: (30, 6),
    Source.WORDS: (20, 3),
    Source.ADDED: (0, 0),
}


def day_field(label: Any) -> DateField:
    """Return a field for a day that must be given."""
    return DateField(label, [DataRequired(DATE)])


class DocumentForm(Form):
    """One of the two papers: which, of what date, and the signed file."""

    kind = SelectField(_l("Document"), choices=[SelectChoice(kind, label) for kind, label in PAPERS.items()])
    dated_on = day_field(_l("Date of the document"))
    document = FileField(_l("Signed document (PDF, at most 10 MB)"), [FileRequired(REQUIRED)])

    def to_draft(self) -> DocumentDraft:
        """Return the paper as a value."""
        sent = self.document.data
        name = str(sent.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
        return DocumentDraft(
            kind=DocumentKind(self.kind.data),
            dated_on=self.dated_on.data,
            file_name=name or "document.pdf",
            content=cast("bytes", sent.read()),
        )


class CriterionForm(PlainWtForm):
    """One criterion: its name, weight and how much evidence it asks for; without weight it is left out."""

    name = StringField(_l("Name"), [InputRequired(REQUIRED), Length(max=120)])
    weight = IntegerField(_l("Weight"), [InputRequired(NUMBER), NumberRange(0, ALL_WEIGHT, NUMBER)])
    minimum = IntegerField(_l("Pieces asked for"), [InputRequired(NUMBER), NumberRange(0, 1000, NUMBER)])


class CycleForm(Form):
    """A promotion cycle."""

    role = StringField(_l("Role to be filled"), [InputRequired(REQUIRED), Length(max=120)])
    about = TextAreaField(_l("What the role asks for"), [Optional(), Length(max=2000)])
    starts_on = day_field(_l("Evidence from"))
    ends_on = day_field(_l("Evidence until"))
    decide_by = day_field(_l("Last day for decisions"))
    first_decider = SelectField(_l("First person who may decide"), coerce=int)
    second_decider = SelectField(_l("Second person who may decide"), coerce=int)
    marks = FormField(CriterionForm, _l("Friendliness marks of customers"))
    good_things = FormField(CriterionForm, _l("Small good things, confirmed by others"))
    words = FormField(CriterionForm, _l("What customers wrote"))
    added = FormField(CriterionForm, _l("What the person adds"))

    @property
    def criteria(self) -> list[Any]:
        """Return the four parts for criteria in the order of the page."""
        return [self.marks, self.good_things, self.words, self.added]

    def offer(self, people: list[SelectChoice]) -> None:
        """Offer the people who may be named to decide."""
        self.first_decider.choices = people
        self.second_decider.choices = people

    def fill(self, cycle: CycleView | None) -> None:
        """Show a cycle as it stands, or a new one with friendliness first."""
        known = {criterion.source: criterion for criterion in cycle.criteria} if cycle else {}
        for source, part in zip(DEFAULTS, self.criteria, strict=True):
            weight, minimum = (0, 0) if cycle else DEFAULTS[source]
            criterion = known.get(source, Criterion(str(CRITERIA[source]), weight, source, minimum))
            part.form.process(
                data={"name": criterion.name, "weight": criterion.weight, "minimum": criterion.minimum}
            )
        if cycle is not None:
            self.role.data, self.about.data = cycle.role, cycle.about
            self.starts_on.data, self.ends_on.data = cycle.starts_on, cycle.ends_on
            self.decide_by.data = cycle.decide_by
            self.first_decider.data, self.second_decider.data = cycle.decider_ids

    def to_draft(self) -> CycleDraft:
        """Return the cycle as a value; criteria without weight are left out."""
        parts = zip(DEFAULTS, self.criteria, strict=True)
        return CycleDraft(
            role=self.role.data,
            about=self.about.data or "",
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            decide_by=self.decide_by.data,
            decider_ids=(self.first_decider.data, self.second_decider.data),
            criteria=tuple(
                Criterion(part.form.name.data.strip(), part.form.weight.data, source, part.form.minimum.data)
                for source, part in parts
                if part.form.weight.data
            ),
        )
