"""Backups: one file with the whole database and a manifest that says what a good copy of it holds."""

from tracker.storage.backup.archive import BackupError, Facts, Manifest, read_manifest, unpack, write_archive
from tracker.storage.backup.copies import copy_out, read_facts, replace_with, scratch

__all__ = [
    "BackupError",
    "Facts",
    "Manifest",
    "copy_out",
    "read_facts",
    "read_manifest",
    "replace_with",
    "scratch",
    "unpack",
    "write_archive",
]
