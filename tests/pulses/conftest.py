"""Fixtures of the pulse room."""

from pathlib import Path

import pytest

from tests.cast import Cast
from tests.clock import FrozenClock
from tests.factories.pulses import Pulses, make_pulses, small_world
from tracker.storage.work import Storage


@pytest.fixture
def pulses(storage: Storage, clock: FrozenClock, key_dir: Path) -> Pulses:
    """Pulses in an organisation that has the cast alone."""
    return make_pulses(storage, clock, key_dir)


@pytest.fixture
def world(pulses: Pulses, cast: Cast) -> Pulses:
    """Pulses in an organisation with three shops of nine, three and twelve people."""
    small_world(pulses, cast)
    return pulses
