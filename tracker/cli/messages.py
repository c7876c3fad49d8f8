"""`make messages`: keep the Dutch catalogues, one per room, in step with the English words in the code.

`update` extracts every marked text and merges it into `locales/nl/<room>.po`; `check` fails on a text
that is missing, fuzzy, empty or no longer used.
"""

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "tracker" / "locales" / "nl"
SHARED = frozenset({"layouts", "components", "errors", "web", "core"})
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "_n": (1, 2),
}
OPTIONS = {"trimmed": "true", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}


def room_of(path: Path) -> str:
    """Return the catalogue to which a source file's words belong."""
    parts = path.relative_to(ROOT).parts
    room = parts[1] if len(parts) > 2 else Path(parts[-1]).stem  # noqa: PLR2004 - tracker/<room>/<file>
    return "web" if room in SHARED else room


def sources() -> Iterable[tuple[Path, str]]:
    """Return every file that may hold words for people, and how to read it."""
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        if "migrations" not in path.parts and path.parent.name != "cli":
            yield path, "python"
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield path, "jinja2"


def extract() -> dict[str, Catalog]:
    """Return the words found in the code, by room."""
    found: dict[str, Catalog] = {}
    for path, method in sources():
        options = OPTIONS if method == "jinja2" else {}
        for _line, message, _comments, context in extract_from_file(method, path, KEYWORDS, (), options):
            catalogue = found.setdefault(room_of(path), Catalog(locale="nl", project="Kindline", fuzzy=False))
            catalogue.add(message, context=context)
    return found


def existing(room: str) -> Catalog:
    """Return the catalogue of a room as it stands."""
    path = CATALOGUES / f"{room}.po"
    if not path.exists():
        return Catalog(locale="nl", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale="nl")


def merged(room: str, words: Catalog) -> bytes:
    """Return the catalogue of a room with new words added and unused ones dropped."""
    known = existing(room)
    fresh = Catalog(
        locale="nl", project="Kindline", fuzzy=False, header_comment="# Dutch words of this room."
    )
    for message in sorted(words, key=lambda m: str(m.id)):
        if not message.id:
            continue
        old = known.get(message.id, message.context)
        fresh.add(message.id, old.string if old and "fuzzy" not in old.flags else "", context=message.context)
    out = BytesIO()
    write_po(out, fresh, width=110, omit_header=False, no_location=True, include_previous=False)
    lines = [line for line in out.getvalue().decode().splitlines() if "-Date:" not in line]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _strings(words: Any) -> list[str]:
    return [words] if isinstance(words, str) else list(words or ())


def problems(room: str, words: Catalog) -> list[str]:
    """Return what is wrong with the catalogue of a room."""
    known = existing(room)
    wrong = []
    for message in words:
        if message.id:
            old = known.get(message.id, message.context)
            strings = [] if old is None else _strings(old.string)
            if old is None or not strings or not all(strings):
                wrong.append(f"{room}: no Dutch for {message.id!r}")
            elif "fuzzy" in old.flags:
                wrong.append(f"{room}: unsure Dutch for {message.id!r}")
            else:
                wrong.extend(f"{room}: {error} in {message.id!r}" for error in old.check(known))
    used = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in words if m.id}
    unused = [
        m for m in known if m.id and (m.id if isinstance(m.id, str) else m.id[0], m.context) not in used
    ]
    return wrong + [f"{room}: {message.id!r} is no longer used" for message in unused]


def disagreements(rooms: Iterable[str]) -> list[str]:
    """Return the texts that two rooms say differently in Dutch; at run time all catalogues are one."""
    said: dict[tuple[str, str | None], dict[str, str]] = {}
    for room in rooms:
        for message in existing(room):
            if message.id and isinstance(message.id, str):
                said.setdefault((message.id, message.context), {})[room] = str(message.string)
    return [
        f"{', '.join(sorted(by_room))}: different Dutch for {text!r}"
        for (text, _context), by_room in said.items()
        if len(set(by_room.values())) > 1
    ]


@click.group()
def group() -> None:
    """Look after the Dutch words."""


@group.command("update")
def update() -> None:
    """Merge the words of the code into the catalogues and tell what still lacks Dutch."""
    CATALOGUES.mkdir(parents=True, exist_ok=True)
    found = extract()
    for room, words in found.items():
        (CATALOGUES / f"{room}.po").write_bytes(merged(room, words))
    for path in CATALOGUES.glob("*.po"):
        if path.stem not in found:
            path.unlink()
    for room, words in found.items():
        for line in problems(room, words):
            click.echo(line)


@group.command("check")
def check() -> None:
    """Fail when a text has no Dutch, unsure Dutch, two kinds of Dutch, or is no longer used."""
    found = extract()
    wrong = [line for room, words in sorted(found.items()) for line in problems(room, words)]
    wrong += disagreements(sorted(found))
    for line in wrong:
        click.echo(line)
    click.echo(f"{len(wrong)} problems in the Dutch words")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    group()
