"""`flask audit`: names the first bad entry, and a cut-off end with the help of a kept head."""

import json

import pytest
import sqlalchemy as sa

from tests.databases import KIND
from tracker.audit import service as audit
from tracker.audit.rules import Event

UNLOCK = {
    "sqlite": ["DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete"],
    "postgresql": ["DROP TRIGGER audit_entry_append_only ON audit_entry"],
}


@pytest.fixture
def entries(work_as, cast):
    with work_as("hr") as work:
        for number in range(10):
            audit.record(work, Event.SETTING_CHANGED, setting=f"s{number}")


def spoil(storage, *statements):
    """What an attacker with the database's own rights does."""
    with storage.engine.begin() as connection:
        for statement in [*UNLOCK[KIND], *statements]:
            connection.execute(sa.text(statement))


def run(app, *words):
    return app.test_cli_runner().invoke(args=["audit", *words])


def test_a_sound_log_is_said_to_be_sound(app, entries):
    found = run(app, "verify")
    assert (found.exit_code, found.output) == (0, "The log is sound: 10 entries.\n")


@pytest.mark.parametrize(
    ("statements", "first_bad"),
    [
        (["UPDATE audit_entry SET event = 'signed-in' WHERE number = 4"], 4),
        (["UPDATE audit_entry SET actor_id = NULL WHERE number = 1"], 1),
        (["UPDATE audit_detail SET details = '{}' WHERE entry_number = 7"], 7),
        (["DELETE FROM audit_detail WHERE entry_number = 5", "DELETE FROM audit_entry WHERE number = 5"], 5),
        (
            [
                "DELETE FROM audit_detail WHERE entry_number = 10",
                "UPDATE audit_entry SET number = 99 WHERE number = 10",
            ],
            10,
        ),
    ],
)
def test_the_first_bad_entry_is_named(app, entries, storage, statements, first_bad):
    spoil(storage, *statements)
    found = run(app, "verify")
    assert found.exit_code == 1
    assert f"entry {first_bad} is the first" in found.output


def test_a_cut_off_end_shows_against_a_kept_head(app, entries, storage, tmp_path):
    kept = tmp_path / "head.json"
    kept.write_text(run(app, "head").output)
    assert json.loads(kept.read_text())["number"] == 10
    assert run(app, "verify", "--head", str(kept)).exit_code == 0
    spoil(
        storage,
        "DELETE FROM audit_detail WHERE entry_number >= 9",
        "DELETE FROM audit_entry WHERE number >= 9",
    )
    assert run(app, "verify").exit_code == 0
    found = run(app, "verify", "--head", str(kept))
    assert found.exit_code == 1
    assert "entry 9 is missing" in found.output


def test_a_head_that_is_none_is_refused(app, entries, tmp_path):
    wrong = tmp_path / "head.json"
    wrong.write_text("{}")
    assert "is not a head" in run(app, "verify", "--head", str(wrong)).output


def test_an_empty_log_has_an_empty_head(app):
    assert json.loads(run(app, "head").output) == {"number": 0, "sha256": ""}
