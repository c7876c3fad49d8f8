"""What a running installation carries: storage, clock, secrets and addresses, bound once by app.py."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from tracker.core.calendar import Clock
from tracker.storage.work import Storage, Work


@dataclass(frozen=True, slots=True)
class Place:
    """The organisation as pages need it: name, language and time zone."""

    name: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu as the page shows it."""

    label: str
    url: str
    active: bool
    icon: str


@dataclass(frozen=True, slots=True)
class Runtime:
    """Everything that is fixed for the life of the process."""

    storage: Storage
    clock: Clock
    secret: bytes
    key_dir: Path
    base_url: str
    chart_source: str
    proxy_hops: int
    find_place: Callable[[Session], Place | None]
    menu: Callable[[], list[Entry]]
    note_denial: Callable[[Work, str], None]
    end_sessions: Callable[[Work, int], None]
    forget_codes: Callable[[Work, list[int]], None]

    @property
    def secure(self) -> bool:
        """Whether people reach the product over https."""
        return self.base_url.startswith("https://")

    def keyed_hash(self, purpose: str, text: str) -> bytes:
        """Return a hash that only this installation can make, for one purpose."""
        return hmac.new(self.secret, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()


def runtime() -> Runtime:
    """Return the runtime of the application that serves this request."""
    bound: Runtime = current_app.extensions["kindline"]
    return bound
