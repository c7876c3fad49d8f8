"""A season of the small organisation, played by the product itself, so that pages have something to show."""

from pathlib import Path
from random import Random

from tests.cast import Cast
from tests.clock import FrozenClock
from tests.factories.pulses import make_pulses, small_world
from tracker.pulses.rules.planning import RoundKind
from tracker.storage.work import Storage

WEEKS = 9


def play_season(storage: Storage, cast: Cast, clock: FrozenClock, key_dir: Path) -> None:
    """Play nine rounds, the last one full, and leave a tenth open."""
    pulses = make_pulses(storage, clock, key_dir)
    small_world(pulses, cast)
    chance = Random(7)  # noqa: S311 - a season that looks the same every time
    for number in range(1, WEEKS + 1):
        kind = RoundKind.FULL if number == WEEKS else None
        pulses.play(lambda _person: chance.choice((2, 3, 4, 4, 4, 5)), kind=kind)
    pulses.open()
