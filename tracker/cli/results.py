"""`flask results load-schools`: load a public school survey as an organisation, to try the product on it.

Schools become teams, their teachers' engagement becomes engagement, their parents' becomes what customers
say. Everything goes through the importers of results from elsewhere, so their rules hold here too.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import click
from flask.cli import with_appcontext

from tracker.core.access import SYSTEM
from tracker.core.errors import KindlineError
from tracker.customers import service as customers
from tracker.customers.queries import get_import
from tracker.customers.rules.results import Ends
from tracker.people.queries import find_organisation, find_team_by_code
from tracker.people.rules.drafts import OrganisationDraft, TeamDraft
from tracker.people.service import add_team, finish_setup, save_organisation
from tracker.pulses.queries.results import get_import as get_pulse_import
from tracker.pulses.queries.results import list_left_out
from tracker.pulses.service import results as pulses
from tracker.storage.work import Work
from tracker.web.runtime import runtime

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
SOURCE = "NYC School Survey 2011, NYC Open Data"
GROUP = TeamDraft("New York City schools", "nyc-schools", None)
PERIOD = "2011"
LOWEST, HIGHEST = Decimal(0), Decimal(10)
LONGEST_NAME = 120
NEEDED = ("dbn", "schoolname", "N_t", "eng_t_11", "N_p", "eng_p_11")


@dataclass(frozen=True, slots=True)
class Side:
    """Which columns of the survey hold one side of the linkage, and what its measure is called."""

    measure: str
    mean: str
    n: str


TEACHERS = Side("Teachers' engagement", "eng_t_11", "N_t")
PARENTS = Side("Parents' engagement", "eng_p_11", "N_p")


@click.group("results")
def group() -> None:
    """Bring in results from elsewhere."""


@group.command("load-schools")
@click.argument("file", type=READABLE)
@with_appcontext
def load_schools(file: Path) -> None:
    """Load the New York school survey of 2011 as an organisation; a second time adds nothing."""
    rows = read_schools(file)
    bound = runtime()
    try:
        with bound.storage.work(SYSTEM, bound.clock.now()) as work:
            told = load(work, rows, file.name)
    except KindlineError as error:
        msg = f"{file.name} was not loaded: {error.code} {error.facts or ''}"
        raise click.ClickException(msg) from error
    for line in told:
        click.echo(line)


def read_schools(file: Path) -> list[dict[str, str]]:
    """Return the survey's rows; refuse a file that is another one."""
    with file.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    missing = [name for name in NEEDED if not rows or name not in rows[0]]
    if missing:
        msg = f"{file.name} is not the school survey: {', '.join(missing)} missing"
        raise click.ClickException(msg)
    return rows


def load(work: Work, rows: list[dict[str, str]], name: str) -> list[str]:
    """Load schools and both sides in one unit of work, and return what happened in words."""
    if find_organisation(work.session) is None:
        save_organisation(work, OrganisationDraft(GROUP.name, "en", "America/New_York"))
        finish_setup(work)
    added = add_schools(work, rows)
    engagement_id = pulses.check_results(
        work, pulses.HandedIn(SOURCE, name, _as_file(rows, TEACHERS), LOWEST, HIGHEST)
    )
    pulses.take_results(work, engagement_id)
    handed = customers.HandedIn(SOURCE, name, _as_file(rows, PARENTS))
    customers_id = customers.check_results(work, handed, Ends(LOWEST, HIGHEST))
    customers.take_import(work, customers_id)
    engagement = get_pulse_import(work.session, engagement_id)
    said = get_import(work.session, customers_id)
    left_out = list_left_out(work.session, import_id=engagement_id)
    return [
        f"{added} schools added as teams",
        f"{TEACHERS.measure}: {engagement.added} taken in, {engagement.same} there already",
        f"{PARENTS.measure}: {said.added} taken in, {said.same} there already",
        *(f"left out ({row.rule}): {row.team_name}, {row.measure}, {row.period}" for row in left_out),
        "The linkage page shows them under “Results from elsewhere”.",
    ]


def add_schools(work: Work, rows: Iterable[dict[str, str]]) -> int:
    """Make a team of every school that is not there yet, and return how many."""
    above = find_team_by_code(work.session, GROUP.code) or add_team(work, GROUP)
    added = 0
    for row in rows:
        if find_team_by_code(work.session, row["dbn"]) is None:
            add_team(work, TeamDraft(row["schoolname"][:LONGEST_NAME], row["dbn"], above.id))
            added += 1
    return added


def _as_file(rows: Iterable[dict[str, str]], side: Side) -> bytes:
    """Return one side as a file of results; a school without this side has no row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(("team", "period", "measure", "mean", "n"))
    for row in rows:
        if row[side.mean] and row[side.n]:
            writer.writerow((row["dbn"], PERIOD, side.measure, row[side.mean], int(float(row[side.n]))))
    return out.getvalue().encode()
