"""Sheets in sealed envelopes: one key pair a round, one length for all, and a mark that stops a second sheet.

This module knows no database, no file and no person: it turns values into bytes and back. A round's secrets
are 64 bytes: the seed of the private key, used once at closing, and the nullifier key. The nullifier key
also signs the inside of every envelope, so that somebody who can write to the database, but cannot read the
key file, can neither add an envelope of their own nor have one counted twice.
"""

import hashlib
import hmac
import os
import struct
from dataclasses import dataclass, field
from typing import Self

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from tracker.core.errors import InvalidError

PLAIN_LENGTH = 4096
BOX_LENGTH = 4144
COMMENT_BYTES = 3000
SECRET_LENGTH = 64

_HEAD = struct.Struct(">16s16sQBH")
_MOST_ITEMS = 255


@dataclass(frozen=True, slots=True)
class RoundKeys:
    """The secrets of one round; they live in a file beside the database and never in it."""

    seed: bytes = field(repr=False)
    nullifier_key: bytes = field(repr=False)

    @classmethod
    def fresh(cls) -> Self:
        """Return secrets that nobody has seen before."""
        return cls(os.urandom(32), os.urandom(32))

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read the secrets from the 64 bytes of a key file."""
        if len(raw) != SECRET_LENGTH:
            raise InvalidError("key-file-length", length=len(raw))
        return cls(raw[:32], raw[32:])

    def to_bytes(self) -> bytes:
        """Return the 64 bytes that a key file holds."""
        return self.seed + self.nullifier_key

    @property
    def public(self) -> bytes:
        """Return the public key that seals envelopes."""
        return bytes(PrivateKey(self.seed).public_key)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Answers without a name: a place in the tree, an answer per item (0 is none), a comment."""

    node_id: int
    answers: tuple[int, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A sheet taken out of its envelope, with the stamp that tells one envelope from a copy of it."""

    sheet: Sheet
    stamp: bytes = field(repr=False)


class BrokenSealError(Exception):
    """Raised when an envelope was not made by this product for this round."""


def fingerprint(public: bytes) -> str:
    """Return a short name of a public key that people can compare."""
    return hashlib.sha256(public).hexdigest()[:16]


def nullifier(keys: RoundKeys, *, round_id: int, person_id: int) -> bytes:
    """Return the mark a person's sheet leaves in a round: always the same, meaningless without the key."""
    message = f"{round_id}|{person_id}".encode()
    return hmac.digest(keys.nullifier_key, b"nullifier|" + message, hashlib.sha256)


def _stamp(nullifier_key: bytes, content: bytes) -> bytes:
    """Return the 16 bytes that only a holder of the nullifier key can put on a sheet's content."""
    return hmac.digest(nullifier_key, b"sheet|" + content, hashlib.sha256)[:16]


def seal(sheet: Sheet, *, public: bytes, nullifier_key: bytes) -> bytes:
    """Return the envelope of a sheet: always the same length, readable only with the round's private key."""
    comment = sheet.comment.encode()
    if len(comment) > COMMENT_BYTES or len(sheet.answers) > _MOST_ITEMS:
        raise InvalidError("sheet-too-long")
    nonce = os.urandom(16)
    head = _HEAD.pack(b"", nonce, sheet.node_id, len(sheet.answers), len(comment))
    content = (head[16:] + bytes(sheet.answers) + comment).ljust(PLAIN_LENGTH - 16, b"\0")
    plain = _stamp(nullifier_key, content) + content
    return SealedBox(PublicKey(public)).encrypt(plain)


class Opener:
    """Opens the envelopes of one round; made once at closing, because preparing the key costs time."""

    __slots__ = ("_box", "_nullifier_key")

    def __init__(self, keys: RoundKeys) -> None:
        """Prepare the private key."""
        self._box = SealedBox(PrivateKey(keys.seed))
        self._nullifier_key = keys.nullifier_key

    def open(self, envelope: bytes) -> OpenedSheet:
        """Return the sheet inside an envelope, or raise BrokenSealError."""
        try:
            plain = self._box.decrypt(envelope)
        except (CryptoError, ValueError, TypeError) as error:
            raise BrokenSealError from error
        stamp, content = plain[:16], plain[16:]
        if len(plain) != PLAIN_LENGTH or not hmac.compare_digest(stamp, _stamp(self._nullifier_key, content)):
            raise BrokenSealError
        _, _, node_id, items, length = _HEAD.unpack_from(plain)
        answers = plain[_HEAD.size : _HEAD.size + items]
        comment = plain[_HEAD.size + items : _HEAD.size + items + length]
        return OpenedSheet(Sheet(node_id, tuple(answers), comment.decode()), stamp)
