"""What a form hands to a service."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """The organisation as it should be."""

    name: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class TeamDraft:
    """A team as it should be."""

    name: str
    code: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as they should be known."""

    staff_number: str
    name: str
    email: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class ChoiceDraft:
    """An entry of a list in both languages."""

    label_en: str
    label_nl: str
