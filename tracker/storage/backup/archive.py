"""The backup file: a zip with the manifest first and the database second, written whole or not at all."""

import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

MANIFEST, DATABASE = "manifest.json", "database"
CHUNK = 1024 * 1024


class BackupError(Exception):
    """A backup cannot be made, read or trusted; the message says why in plain words."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database holds: its structure, how many rows of what, and where its log ends."""

    schema: str
    audit_entries: int
    audit_head: str
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands beside the database in a backup."""

    product: str
    version: str
    made_at: str
    kind: str
    sha256: str
    facts: Facts


def write_archive(target: Path, database: Path, manifest: Manifest) -> None:
    """Write the backup beside its place, bring it to disk, then give it its name."""
    half = target.with_name(f".{target.name}.half")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2, sort_keys=True))
            archive.write(database, DATABASE)
        _bring_to_disk(half)
        half.rename(target)
        _bring_to_disk(target.parent)
    finally:
        half.unlink(missing_ok=True)


def read_manifest(source: Path) -> Manifest:
    """Read what a backup says about itself."""
    try:
        with zipfile.ZipFile(source) as archive:
            told = json.loads(archive.read(MANIFEST))
        return Manifest(**{**told, "facts": Facts(**told["facts"])})
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        msg = f"{source} is not a backup of Kindline"
        raise BackupError(msg) from error


def unpack(source: Path, folder: Path) -> Path:
    """Take the database out of a backup into a folder, and refuse it if a single bit has changed."""
    manifest, target = read_manifest(source), folder / DATABASE
    try:
        with zipfile.ZipFile(source) as archive, archive.open(DATABASE) as inside, target.open("wb") as out:
            shutil.copyfileobj(inside, out, CHUNK)
    except (OSError, zipfile.BadZipFile, KeyError, EOFError) as error:
        msg = f"{source} is damaged: the database in it cannot be read"
        raise BackupError(msg) from error
    if digest(target) != manifest.sha256:
        msg = f"{source} is damaged: its content does not fit its manifest"
        raise BackupError(msg)
    return target


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bring_to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
