"""From the rows of a file to scores: checked column by column, with every problem by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.core.intake import Block, Problem, shorten
from tracker.customers.rules.cells import (
    Known,
    Meanings,
    Wrong,
    choose,
    clean,
    look_up,
    read_day,
    read_scale,
    read_value,
    read_yes,
)
from tracker.customers.rules.identity import Identity, content_of

LONGEST = {"comment": 4000, "reason": 200, "reference": 200, "external_id": 120}
MOST_PROBLEMS_KEPT = 1000
_OTHERS = (
    "scale",
    "value",
    "person",
    "not_about_person",
    "channel",
    "moment",
    "comment",
    "reason",
)


# The fields of a score in the order in which a row carries them. A row is a plain tuple and its hashes
# are hexadecimal text, because a hundred thousand of them are made, packed and written at a time.
SCORE_FIELDS = (
    "key",
    "content",
    "team_id",
    "day",
    "week",
    "scale",
    "value",
    "person_id",
    "not_about_person",
    "channel_id",
    "moment_id",
    "comment",
    "reason",
    "reference",
    "external_id",
)
ScoreRow = tuple[Any, ...]
_Columns = dict[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where scores come from, and how a customer's reference becomes a hash that only we can make."""

    source: str
    hash_reference: Callable[[str], bytes]


# Given keys in hexadecimal, the contents of those scores that are kept already.
Stored = Callable[[Sequence[str]], Mapping[str, str]]


def _nothing_stored(keys: Sequence[str]) -> Mapping[str, str]:
    """Answer for a source of which nothing is kept yet."""
    del keys
    return {}


class ScoreReader:
    """Reads block after block of one file; `problems` and the counts are complete after the last one."""

    def __init__(
        self, known: Known, origin: Origin, columns: Mapping[str, str], *, stored: Stored = _nothing_stored
    ) -> None:
        self.origin = origin
        self.stored = stored
        self.columns = columns
        self.problems: list[Problem] = []
        self.wrong = 0
        self.same = 0
        self.identity = Identity(origin.source)
        self._values = Meanings(read_value)
        self._meanings = {
            "team": Meanings(lambda text: look_up(text, known.teams, "unknown-team")),
            "date": Meanings(lambda text: read_day(text, known.today)),
            "scale": Meanings(read_scale),
            "person": Meanings(lambda text: look_up(text, known.people, "unknown-person") if text else None),
            "not_about_person": Meanings(read_yes),
            "channel": Meanings(lambda text: choose(text, known.channels)),
            "moment": Meanings(lambda text: choose(text, known.moments)),
        }

    def read(self, block: Block) -> list[ScoreRow]:
        """Return the good rows of a block in their order, each external id once."""
        told: _Columns = {name: self._meant(name, block) for name in self._meanings}
        pairs = zip(self._cells("scale", block), self._cells("value", block), strict=True)
        told["value"] = list(map(self._values.__getitem__, pairs))
        told.update({name: self._text(name, block) for name in LONGEST})
        good = self._good_places(block, told)
        if len(good) < len(block.numbers):
            told = {name: [column[place] for place in good] for name, column in told.items()}
        return self._keyed(block, told, good)

    def _cells(self, name: str, block: Block) -> Sequence[str]:
        return block.columns[self.columns[name]]

    def _meant(self, name: str, block: Block) -> list[object]:
        meanings = self._meanings[name]
        if name not in self.columns:
            return [meanings[""]] * len(block.numbers)
        return list(map(meanings.__getitem__, self._cells(name, block)))

    def _text(self, name: str, block: Block) -> list[object]:
        if name not in self.columns:
            return [None] * len(block.numbers)
        return clean(self._cells(name, block), LONGEST[name])

    def _good_places(self, block: Block, told: _Columns) -> Sequence[int]:
        """Keep every problem of a block and return the places of the rows without one."""
        bad: set[int] = set()
        found: list[Problem] = []
        for name, meanings in told.items():
            if Wrong not in set(map(type, meanings)):
                continue
            for place, meaning in enumerate(meanings):
                if isinstance(meaning, Wrong):
                    bad.add(place)
                    found.append(self._problem(block, place, name, meaning))
        self._keep(sorted(found, key=lambda problem: problem.row))
        self.wrong += len(bad)
        everything = range(len(block.numbers))
        return [place for place in everything if place not in bad] if bad else everything

    def _problem(self, block: Block, place: int, name: str, wrong: Wrong) -> Problem:
        text = shorten(self._cells(name, block)[place])
        return Problem(block.numbers[place], self.columns[name], wrong.code, text, wrong.limit)

    def _keep(self, found: list[Problem]) -> None:
        self.problems += found[: MOST_PROBLEMS_KEPT - len(self.problems)]

    def _keyed(self, block: Block, told: _Columns, good: Sequence[int]) -> list[ScoreRow]:
        days = [day.text for day in told["date"]]
        weeks = [day.week for day in told["date"]]
        others = [told[name] for name in _OTHERS]
        references = self._hashed(told["reference"])
        saying = zip(told["team"], days, *others, references, strict=True)
        hashes = list(map(self.identity.hash_of, saying))
        keys = self.identity.keys(hashes, told["external_id"])
        contents = list(map(content_of, hashes))
        rows = zip(
            keys,
            contents,
            told["team"],
            days,
            weeks,
            *others,
            references,
            told["external_id"],
            strict=True,
        )
        stored = self.stored([key for key in keys if key])
        if not stored and all(keys):
            return list(rows)
        return [row for place, row in zip(good, rows, strict=True) if self._is_new(block, place, row, stored)]

    def _is_new(self, block: Block, place: int, row: ScoreRow, stored: Mapping[str, str]) -> bool:
        """Whether a score is not there yet; one that is there and says something else now is wrong."""
        key, content, external_id = row[0], row[1], row[-1]
        before = stored.get(key) if key else self.identity.content_of_id[external_id]
        if before == content:
            self.same += 1
        elif before is not None:
            self.wrong += 1
            wrong = Wrong("id-other" if key else "id-twice")
            self._keep([self._problem(block, place, "external_id", wrong)])
        return before is None

    def _hashed(self, references: Sequence[str | None]) -> list[str | None]:
        """Return the keyed hashes of customers' references."""
        hashed = self.origin.hash_reference
        return [None if text is None else hashed(text).hex() for text in references]
