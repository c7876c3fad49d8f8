"""The words of the editable lists beside a good thing: its moment, its channel, its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_
from sqlalchemy.orm import aliased

from tracker.good_things.models import GoodThing
from tracker.people.models import Choice

_LISTS = (
    (aliased(Choice), "moment", GoodThing.moment),
    (aliased(Choice), "channel", GoodThing.channel),
    (aliased(Choice), "good_thing_kind", GoodThing.kind),
)


@dataclass(frozen=True, slots=True)
class Label:
    """An entry of an editable list, in both languages."""

    en: str
    nl: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The entries chosen for one good thing."""

    moment: Label
    channel: Label
    kind: Label | None


def label_columns() -> tuple[Any, ...]:
    """Return the columns that hold the words, in the order in which `labels_of` reads them."""
    return tuple(column for choice, _, _ in _LISTS for column in (choice.label_en, choice.label_nl))


def labelled(query: Select[Any]) -> Select[Any]:
    """Return a query on good things that also reaches the words."""
    for choice, kind, code in _LISTS:
        query = query.outerjoin(choice, and_(choice.kind == kind, choice.code == code))
    return query


def labels_of(thing: GoodThing, words: Sequence[str | None]) -> Labels:
    """Return the words of a good thing; a code whose entry is gone stands for itself."""
    moment, channel, kind = (
        Label(en or "", nl or "") for en, nl in zip(words[::2], words[1::2], strict=True)
    )
    return Labels(
        moment=_or_code(moment, thing.moment),
        channel=_or_code(channel, thing.channel),
        kind=None if thing.kind is None else _or_code(kind, thing.kind),
    )


def _or_code(label: Label, code: str) -> Label:
    return label if label.en else Label(code, code)
