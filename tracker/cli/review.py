"""`flask review verify`: check a copy of a review against its manifest, without the database."""

from pathlib import Path

import click

from tracker.core.errors import InvalidError
from tracker.exports.rules.archive import Verdict, check_archive, check_single, sha256

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
SAID = {
    "changed": "does not match its fingerprint",
    "missing": "is named in the manifest and not in the archive",
    "added": "is in the archive and not named in the manifest",
    "doubled": "is in the archive twice",
}


@click.group("review")
def group() -> None:
    """Check copies of promotion reviews."""


@group.command("verify")
@click.argument("file", type=READABLE)
@click.option("--manifest", type=READABLE, help="Check a single file against this manifest.")
def verify(file: Path, manifest: Path | None) -> None:
    """Check an archive, or one file beside a manifest."""
    content = file.read_bytes()
    try:
        verdict = (
            check_single(file.name, content, manifest.read_bytes()) if manifest else check_archive(content)
        )
    except InvalidError as error:
        msg = f"{file} cannot be checked: {error.code}"
        raise click.ClickException(msg) from error
    _tell(file, content, verdict)
    if not verdict.is_sound:
        raise SystemExit(1)


def _tell(file: Path, content: bytes, verdict: Verdict) -> None:
    about = verdict.about
    click.echo(f"{file.name}: review of {about.get('person')} for {about.get('role')}")
    click.echo(f"last changed {about.get('last_changed_at')}")
    for flaw in verdict.flaws:
        click.echo(f"WRONG {flaw.name} {SAID[flaw.code]}")
    if verdict.is_sound:
        click.echo(f"sound: {verdict.checked} files match the manifest")
    click.echo(f"SHA-256 of this file: {sha256(content)}")
    click.echo("Compare that with the fingerprint shown on the review's own page.")
