"""What makes a score the same score when it arrives again.

With an external id, source and id make it so. Without one, everything the row says makes it so, together
with how many equal rows stood before it in the file: two customers may well have said the same on the same
day, and the same file twice still adds nothing.
"""

from collections.abc import Sequence
from hashlib import blake2b

KEY_SIZE, CONTENT_SIZE = 16, 8
BETWEEN = "\x1f"


class Identity:
    """Gives the rows of one file their keys, and remembers which ids stood in it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.content_of_id: dict[str, str] = {}
        self._equal_before: dict[str, int] = {}

    def hash_of(self, said: object) -> str:
        """Return the hash of what a row says, in hexadecimal; it also differs by source."""
        return hashed(f"{self.source}{BETWEEN}{said}")

    def keys(self, hashes: Sequence[str], ids: Sequence[str | None]) -> list[str]:
        """Return the key of each row; nothing for an id that stood in the file before."""
        known = self.content_of_id
        if None not in ids and len(set(ids)) == len(ids) and known.keys().isdisjoint(ids):
            known.update((str(id_), content_of(said)) for id_, said in zip(ids, hashes, strict=True))
            return [self._key_of_id(str(external_id)) for external_id in ids]
        return [self._key(said, external_id) for said, external_id in zip(hashes, ids, strict=True)]

    def _key(self, said: str, external_id: str | None) -> str:
        if external_id is None:
            before = self._equal_before.get(said, 0)
            self._equal_before[said] = before + 1
            return hashed(f"{said}{BETWEEN}{before}") if before else said
        if external_id in self.content_of_id:
            return ""
        self.content_of_id[external_id] = content_of(said)
        return self._key_of_id(external_id)

    def _key_of_id(self, external_id: str) -> str:
        return hashed(f"{self.source}{BETWEEN}id{BETWEEN}{external_id}")


def content_of(said: str) -> str:
    """Return the shorter hash that is kept to tell whether a known id still says the same."""
    return said[: 2 * CONTENT_SIZE]


def hashed(text: str) -> str:
    """Return a hash of a text in hexadecimal."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY_SIZE).hexdigest()
