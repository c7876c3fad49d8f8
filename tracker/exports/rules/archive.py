"""An archive with a manifest: the same contents always give the same bytes, and anybody can check them.

The manifest lists every file with its length and SHA-256. A check finds a file that was changed, added or
taken away. It cannot know who made the archive: for that its own SHA-256 is shown beside the review.
"""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.core.errors import InvalidError

MANIFEST = "manifest.json"
FORMAT = "kindline-review-1"
LARGEST_MEMBER = 200 * 1024 * 1024
MOST_MEMBERS = 50
EARLIEST_YEAR = 1980


class Format(StrEnum):
    """What a copy can be taken as."""

    ZIP = "zip"  # everything, with the manifest
    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"  # one file per table, with the manifest
    JSON = "json"


MIME = {
    Format.ZIP: "application/zip",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "application/zip",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an archive."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with an archive: what, and at which file."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: what the archive says it is, how many files fit, and every flaw."""

    about: dict[str, object]
    checked: int
    flaws: tuple[Flaw, ...]

    @property
    def is_sound(self) -> bool:
        """Whether everything fits."""
        return not self.flaws


def sha256(content: bytes) -> str:
    """Return the fingerprint of some bytes."""
    return hashlib.sha256(content).hexdigest()


def manifest_of(parts: list[Part], about: dict[str, object]) -> Part:
    """Return the manifest of some files, with what they are about."""
    files = [
        {"name": part.name, "bytes": len(part.content), "sha256": sha256(part.content)}
        for part in sorted(parts, key=lambda part: part.name)
    ]
    text = json.dumps({"format": FORMAT, **about, "files": files}, ensure_ascii=False, indent=2)
    return Part(MANIFEST, (text + "\n").encode())


def archive(parts: list[Part], about: dict[str, object], moment: datetime) -> bytes:
    """Return an archive of some files and their manifest; the same input gives the same bytes."""
    stamp = (max(moment.year, EARLIEST_YEAR), moment.month, moment.day, moment.hour, moment.minute, 0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for part in [manifest_of(parts, about), *sorted(parts, key=lambda part: part.name)]:
            member = zipfile.ZipInfo(part.name, stamp)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o644 << 16
            packed.writestr(member, part.content)
    return out.getvalue()


def check_archive(content: bytes) -> Verdict:
    """Check an archive against its own manifest."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            _refuse_bombs(members)
            names = [member.filename for member in members]
            held = {name: packed.read(name) for name in names}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise InvalidError("archive-unreadable") from error
    if MANIFEST not in held:
        raise InvalidError("archive-manifest")
    doubled = tuple(Flaw("doubled", name) for name in sorted(set(names)) if names.count(name) > 1)
    about, listed = read_manifest(held.pop(MANIFEST))
    return Verdict(about, len(listed), doubled + _compare(listed, held))


def check_single(name: str, content: bytes, manifest: bytes) -> Verdict:
    """Check one file against a manifest kept apart, by its fingerprint."""
    about, listed = read_manifest(manifest)
    fits = (len(content), sha256(content)) in listed.values()
    return Verdict(about, 1, () if fits else (Flaw("changed", name),))


def read_manifest(content: bytes) -> tuple[dict[str, object], dict[str, tuple[int, str]]]:
    """Return what a manifest says it is about, and the length and fingerprint of each file."""
    try:
        found = json.loads(content)
        files = found.pop("files")
        listed = {str(each["name"]): (int(each["bytes"]), str(each["sha256"])) for each in files}
        if found["format"] != FORMAT:
            raise InvalidError("archive-manifest")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidError("archive-manifest") from error
    return found, listed


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or any(member.file_size > LARGEST_MEMBER for member in members):
        raise InvalidError("archive-unreadable")


def _compare(listed: dict[str, tuple[int, str]], held: dict[str, bytes]) -> tuple[Flaw, ...]:
    missing = [Flaw("missing", name) for name in listed if name not in held]
    added = [Flaw("added", name) for name in held if name not in listed]
    changed = [
        Flaw("changed", name)
        for name, content in held.items()
        if name in listed and listed[name] != (len(content), sha256(content))
    ]
    return tuple(sorted([*missing, *added, *changed], key=lambda flaw: flaw.name))
