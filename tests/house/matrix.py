"""Reads the access matrix: one text table per room, one line per route and target.

Each line: endpoint, method, parameters (name=thing, or a dash), then one outcome per persona:
`ok` the door opens, `in` sent to sign in, `403` seen but not allowed, `404` not known to this person.
Things are named in `tests/factories/<room>.py:access_things`, the cast's names are always there.
"""

from dataclasses import dataclass
from pathlib import Path

from tests.cast import PERSONAS

FOLDER = Path(__file__).parent / "access"
OUTCOMES = {"ok", "in", "403", "404"}


@dataclass(frozen=True, slots=True)
class Line:
    """What one route does with one thing, for everybody."""

    room: str
    endpoint: str
    method: str
    parameters: dict[str, str]
    outcomes: dict[str, str]

    @property
    def name(self) -> str:
        things = ",".join(self.parameters.values())
        return f"{self.method}-{self.endpoint}-{things or 'plain'}"


def read_lines() -> list[Line]:
    """All lines of all rooms."""
    lines = []
    for path in sorted(FOLDER.glob("*.txt")):
        for text in path.read_text().splitlines():
            if not text.strip() or text.startswith("#"):
                continue
            endpoint, method, parameters, *outcomes = text.split()
            assert len(outcomes) == len(PERSONAS), f"{path.name}: {text}"
            assert set(outcomes) <= OUTCOMES, f"{path.name}: {text}"
            pairs = dict(pair.split("=", 1) for pair in parameters.split(",")) if parameters != "-" else {}
            lines.append(Line(path.stem, endpoint, method, pairs, dict(zip(PERSONAS, outcomes, strict=True))))
    return lines
