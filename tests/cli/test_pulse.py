"""`flask pulse`: open, close, explain."""

from datetime import UTC, datetime

import pytest

from tests.factories.pulses import make_pulses


@pytest.fixture
def world(storage, clock, key_dir, cast):
    pulses = make_pulses(storage, clock, key_dir)
    pulses.add_people(cast.shop_a.id, 6)
    return pulses


def run(app, *words):
    return app.test_cli_runner().invoke(args=["pulse", *words])


def test_a_round_is_closed_and_the_next_one_opened_and_again_changes_nothing(world, app, clock):
    world.open()
    clock.set(datetime(2026, 9, 21, 8, 0, tzinfo=UTC))
    assert "Closed the round of 2026-W38" in run(app, "close").output
    assert "No round is due." in run(app, "close").output
    assert "Opened the round of 2026-W39" in run(app, "open").output
    assert "No round is due." in run(app, "open").output


def test_it_explains_who_can_see_what(world, app):
    assert "Running round: none." in run(app, "explain").output
    world.open()
    told = run(app, "explain").output
    assert "Its key: in its file." in told
    assert "5 people behind a figure, 10 behind a comment" in told
    assert "Nobody: who answered" in told


def test_a_lost_folder_of_keys_stops_it_loudly(world, app, key_dir):
    world.open()
    for path in key_dir.iterdir():
        path.unlink()
    assert "LOST" in run(app, "explain").output
    key_dir.rmdir()
    result = run(app, "close")
    assert result.exit_code == 1
    assert "key-folder-missing" in result.output
