"""Key files: the secrets of the running round, in their own directory, outside the database and its backups.

Destroying one is what makes every copy of its envelopes unreadable for good, wherever that copy lies.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.core.errors import ConflictError
from tracker.core.sealing import SECRET_LENGTH, RoundKeys, fingerprint

OWNER_ONLY = 0o600
OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The directory of key files, one for each running round, named by the public key's fingerprint."""

    folder: Path

    def keep(self, keys: RoundKeys) -> None:
        """Write a round's secrets so that they are on disk before the round can open."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(fingerprint(keys.public))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(keys.to_bytes())
            file.flush()
            os.fsync(file.fileno())
        self._sync_folder()

    def find(self, public: bytes) -> RoundKeys | None:
        """Return the secrets that belong to a public key, or nothing if their file is not here."""
        path = self._path(fingerprint(public))
        try:
            with path.open("rb") as file:
                if os.fstat(file.fileno()).st_mode & OTHERS:
                    raise ConflictError("key-file-open-to-others")
                raw = file.read()
        except FileNotFoundError:
            return None
        if len(raw) != SECRET_LENGTH:
            return None
        keys = RoundKeys.from_bytes(raw)
        return keys if keys.public == public else None

    def destroy(self, public_name: str) -> None:
        """Overwrite a key file, remove it, and make the directory forget it; harmless when it is gone."""
        path = self._path(public_name)
        try:
            with path.open("r+b") as file:
                file.write(os.urandom(SECRET_LENGTH))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:
            return
        self._sync_folder()

    def names(self, *, untouched_since: datetime) -> list[str]:
        """Return the fingerprints of key files that were written before a moment."""
        latest = untouched_since.timestamp()
        found = [path for path in self.folder.glob("pulse-*.key") if path.stat().st_mtime < latest]
        return sorted(path.stem.removeprefix("pulse-") for path in found)

    def _path(self, public_name: str) -> Path:
        return self.folder / f"pulse-{public_name}.key"

    def _sync_folder(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
