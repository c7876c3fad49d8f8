"""`make demo`: makes the demo organisation, serves it on this machine only, and prints who can sign in."""

import os
import subprocess
import sys
import time

import click

from tracker.cli.demo.arrival import PASSWORD
from tracker.cli.demo.making import FOLDER, DemoRunsError, claim, make, start_afresh
from tracker.cli.demo.play import Story
from tracker.cli.demo.roster import ACCOUNTS, Part, number_of
from tracker.cli.demo.teams import FULL, NAME
from tracker.cli.serve import LOOPBACK, OTHERS, free_port, run
from tracker.config import PREFIX
from tracker.storage.clock import SystemClock
from tracker.web import assets

KEPT = {f"{PREFIX}CHART_SOURCE"}
LOOK_AT = {
    Part.EMPLOYEE: (
        "This week's pulse, not answered yet. Log a good thing. A review that waits for an answer."
    ),
    Part.LEAD: "The team's trend, response and comments. A review that can be proposed.",
    Part.SMALL_LEAD: (
        "Reparatieatelier, a team of four: why there are no figures, and the nearest group that has some. "
        "Maastricht pop-up, with three, is the other such team; HR sees it under rounds."
    ),
    Part.HR: (
        "Linkage of pulses and customers, which finds the planted link; rounds, imports. "
        "Reviews: propose one, or decide. "
        "Under “Results from elsewhere”: an earlier agency's two years of marks and one of engagement."
    ),
    Part.HR_TWO: "The second person of a promotion decision.",
    Part.ADMINISTRATOR: "People, teams, roles, settings.",
    Part.WORKS_COUNCIL: "Rules, documents, and what is released; never a name in a review.",
}


@click.command("demo")
@click.option("--port", default=0, help="The port to listen on; a free one when none is given.")
def command(port: int) -> None:
    """Make the demo organisation afresh and serve it until Ctrl-C."""
    os.umask(OTHERS)
    folder = FOLDER.absolute()
    try:
        lock = claim(folder)
    except DemoRunsError as error:
        raise SystemExit(str(error)) from None
    with lock:
        began = time.monotonic()
        click.echo(f"Making {NAME}, a demo organisation, in {FOLDER} (afresh each time) …")
        settings = start_afresh(folder)
        story = make(folder, settings, FULL, present=SystemClock().now(), tell=_tell)
        click.echo(f"  made in {time.monotonic() - began:.0f} seconds")
        port = port or free_port()
        settings[f"{PREFIX}BASE_URL"] = f"http://{LOOPBACK}:{port}"
        settings[f"{PREFIX}TRUSTED_HOSTS"] = "localhost"
        settings[f"{PREFIX}STATIC_DIR"] = str(assets.compress(folder / "static"))
        announce(story, port)
        serve(settings, port)


def announce(story: Story, port: int) -> None:
    """Print where the demo is, who can sign in, and what to look at."""
    people = story.stage.people
    click.echo(f"\n{NAME} is at http://{LOOPBACK}:{port}\n")
    click.echo(f"  password of everybody below:  {PASSWORD}")
    click.echo("  (printed, and the same for all: good for a demo on this machine and for nothing else)\n")
    for account in ACCOUNTS:
        click.echo(f"  {number_of(people, account.part)}  {account.part.value}: {account.name}")
        click.echo(f"        {LOOK_AT[account.part]}")
    click.echo("\nCtrl-C ends the server and the job process. The next start makes everything anew.")
    sys.stdout.flush()


def serve(settings: dict[str, str], port: int) -> None:
    """Serve with two workers and the job process beside them, until told to stop."""
    for name in [name for name in os.environ if name.startswith(PREFIX) and name not in KEPT]:
        del os.environ[name]
    os.environ.update(settings)
    jobs = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "run"], stdout=subprocess.DEVNULL
    )
    try:
        run(LOOPBACK, port, 2)
    finally:
        jobs.terminate()
        jobs.wait()


def _tell(line: str) -> None:
    click.echo(f"  {line}")


if __name__ == "__main__":
    command()
