"""The product on a real port of this machine, with the cast and every room's things in it."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from threading import Thread
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.cast import Cast
from tests.clock import FrozenClock
from tests.house.matrix import Line, read_lines
from tracker.core.access import NOBODY
from tracker.signin import service
from tracker.signin.views import cookie
from tracker.storage.work import Storage

PERSONAS = ("anonymous", "employee", "lead", "hr", "administrator", "works_council")
SEEN_BY_ALL = {"home.start"}


@dataclass(frozen=True, slots=True)
class Visit:
    """A page and somebody who may open it."""

    line: Line
    persona: str

    @property
    def name(self) -> str:
        return f"{self.line.endpoint}-{','.join(self.line.parameters.values()) or 'plain'}-{self.persona}"


def list_visits() -> list[Visit]:
    """Every page of the access matrix, as the first who may open it; the start page as everybody."""
    visits = []
    for line in read_lines():
        if line.method != "GET":
            continue
        personas = [persona for persona in PERSONAS if line.outcomes[persona] == "ok"]
        visits.extend(
            Visit(line, persona) for persona in (personas if line.endpoint in SEEN_BY_ALL else personas[:1])
        )
    return visits


class Silent(WSGIRequestHandler):
    """A test's output is its own."""

    def log_request(self, *_values: object) -> None:
        return


class Site:
    """A served application: its address, its people's sessions and the addresses of its pages."""

    def __init__(self, app: Flask, storage: Storage, cast: Cast, clock: FrozenClock) -> None:
        self.app, self.storage, self.cast, self.clock = app, storage, cast, clock
        self.things: dict[str, dict[str, int]] = {}
        self._server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def url(self, line: Line) -> str:
        """The address of a line of the matrix."""
        things = self._things_of(line.room)
        values = {
            name: things[thing] if thing in things else getattr(self.cast, thing).id
            for name, thing in line.parameters.items()
        }
        with self.app.test_request_context(base_url=self.address):
            return self.app.url_for(line.endpoint, _external=True, **values)

    def session_of(self, persona: str) -> dict[str, Any] | None:
        """A cookie that makes the browser this person's, or nothing for a stranger."""
        if persona == "anonymous":
            return None
        with (
            self.app.test_request_context(base_url=self.address),
            self.storage.work(NOBODY, self.clock.now()) as work,
        ):
            token = service.open_session(work, getattr(self.cast, persona).id)
            return {"name": cookie.name(), "value": token, "url": self.address}

    def _things_of(self, room: str) -> dict[str, int]:
        if room not in self.things:
            name = f"tests.factories.{room}"
            module = import_module(name) if find_spec(name) else None
            make = getattr(module, "access_things", None)
            self.things[room] = make(self.storage, self.cast, self.clock) if make else {}
        return self.things[room]
