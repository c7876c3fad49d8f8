"""An archive that anybody can check: changed, missing, added and doubled files are all named."""

import io
import json
import warnings
import zipfile
from datetime import UTC, datetime

import pytest

from tracker.core.errors import InvalidError
from tracker.exports.rules.archive import MANIFEST, Part, archive, check_archive, check_single, manifest_of

MADE = datetime(2026, 9, 16, 10, 30, tzinfo=UTC)
PARTS = [Part("b.json", b"{}"), Part("a.pdf", b"%PDF-1.7")]
ABOUT = {"person": "Employee", "role": "Shift lead"}


def rebuilt(content, change):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        held = [(name, packed.read(name)) for name in packed.namelist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in change(held):
            packed.writestr(name, data)
    return out.getvalue()


def test_the_same_files_give_the_same_bytes_in_any_order():
    assert archive(PARTS, ABOUT, MADE) == archive(PARTS[::-1], ABOUT, MADE)


def test_an_untouched_archive_is_sound():
    verdict = check_archive(archive(PARTS, ABOUT, MADE))
    assert verdict.is_sound
    assert (verdict.checked, verdict.about["person"]) == (2, "Employee")


@pytest.mark.parametrize(
    ("change", "flaws"),
    [
        (lambda held: [(n, d + b" " if n == "a.pdf" else d) for n, d in held], [("changed", "a.pdf")]),
        (lambda held: [(n, d) for n, d in held if n != "b.json"], [("missing", "b.json")]),
        (lambda held: [*held, ("c.txt", b"extra")], [("added", "c.txt")]),
        (lambda held: [*held, ("a.pdf", b"%PDF-1.7")], [("doubled", "a.pdf")]),
    ],
)
def test_every_flaw_is_named(change, flaws):
    verdict = check_archive(rebuilt(archive(PARTS, ABOUT, MADE), change))
    assert [(flaw.code, flaw.name) for flaw in verdict.flaws] == flaws


def test_every_single_changed_byte_of_the_files_is_found():
    whole = archive([Part("a.txt", b"0123456789")], ABOUT, MADE)
    for place in range(10):

        def change(held, place=place):
            return [
                (name, data if name == MANIFEST else data[:place] + b"x" + data[place + 1 :])
                for name, data in held
            ]

        assert not check_archive(rebuilt(whole, change)).is_sound


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "archive-unreadable"),
        (b"PK\x03\x04 broken", "archive-unreadable"),
        (rebuilt(archive(PARTS, ABOUT, MADE), lambda held: held[1:]), "archive-manifest"),
        (rebuilt(archive(PARTS, ABOUT, MADE), lambda _held: [(MANIFEST, b"[]")]), "archive-manifest"),
        (
            rebuilt(archive(PARTS, ABOUT, MADE), lambda _held: [(MANIFEST, b'{"files": []}')]),
            "archive-manifest",
        ),
        (
            rebuilt(archive(PARTS, ABOUT, MADE), lambda _held: [(MANIFEST, b'{"format": "x", "files": []}')]),
            "archive-manifest",
        ),
        (
            rebuilt(archive(PARTS, ABOUT, MADE), lambda held: [*held, *((f"{n}", b"") for n in range(60))]),
            "archive-unreadable",
        ),
    ],
)
def test_what_is_no_archive_is_refused(content, code):
    with pytest.raises(InvalidError) as refused:
        check_archive(content)
    assert refused.value.code == code


def test_a_single_file_is_checked_against_a_manifest_kept_apart():
    manifest = manifest_of(PARTS, ABOUT).content
    assert check_single("copy.pdf", b"%PDF-1.7", manifest).is_sound
    assert not check_single("copy.pdf", b"%PDF-1.8", manifest).is_sound


def test_the_command_says_what_it_checked_and_what_is_wrong(app, tmp_path):
    run = app.test_cli_runner()
    whole = archive(PARTS, ABOUT, MADE)
    good, bad, manifest = tmp_path / "good.zip", tmp_path / "bad.zip", tmp_path / "m.json"
    good.write_bytes(whole)
    bad.write_bytes(rebuilt(whole, lambda held: [*held, ("c.txt", b"extra")]))
    manifest.write_bytes(manifest_of(PARTS, ABOUT).content)
    assert "sound: 2 files match" in run.invoke(args=["review", "verify", str(good)]).output
    found = run.invoke(args=["review", "verify", str(bad)])
    assert found.exit_code == 1
    assert "WRONG c.txt" in found.output
    single = tmp_path / "a.pdf"
    single.write_bytes(b"%PDF-1.7")
    assert run.invoke(args=["review", "verify", str(single), "--manifest", str(manifest)]).exit_code == 0
    assert run.invoke(args=["review", "verify", str(manifest)]).exit_code == 1
    assert json.loads(manifest.read_bytes())["person"] == "Employee"
