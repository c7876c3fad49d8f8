"""The planted link beside the one that the linkage page finds, by the page's own panel and analysis."""

from tracker.cli.demo.moods import EXPECTED_LINK
from tracker.core.access import SYSTEM
from tracker.core.calendar import Clock
from tracker.core.stats.results import Linkage
from tracker.insights.queries import choose, list_options, load_panel
from tracker.insights.rules.findings import Remembered, within
from tracker.storage.work import Storage


def find_link(storage: Storage, clock: Clock) -> Linkage | None:
    """Return what the page's first view finds within teams, or nothing where there is too little yet."""
    with storage.look(SYSTEM, clock.now()) as work:
        panel = load_panel(work.session, choose(list_options(work.session), {}))
    return within(panel, Remembered()).linkage


def tell_link(found: Linkage) -> str:
    """Say the planted figure and the found one in a line."""
    return (
        f"Weeks of a team and of its customers move together by {EXPECTED_LINK:.2f}, planted; "
        f"the linkage page finds {found.r:.2f}, 95 % interval {found.low:.2f} to {found.high:.2f}."
    )
