"""The whole linkage page of 500 teams and 52 weeks, first and kept, beside the bare NumPy that it needs.

First: the analysis is made anew, as after a round was closed or scores came in. Kept: the same numbers as
before, for which the process remembers the analysis. Reading both sides, everything around the analysis and
the page itself are the product's own in either.
"""

import numpy as np

from bench.ledger import Past, reader, write_marks, write_rounds
from bench.linkage import TEAMS, WEEKS, bare, void
from bench.measuring import Contest, alternate, report
from bench.places import fresh, places, settle
from tracker.core.calendar import Week
from tracker.insights import views
from tracker.insights.rules.findings import Remembered

LAST = Week(2026, 37)
ADDRESS = "/linkage"


def measure(kind: str, *, runs: int = 5, teams: int = TEAMS) -> list[Contest]:
    """Measure both on one database."""
    rng = np.random.default_rng(3)
    own = rng.normal(0, 0.3, (teams, WEEKS))
    moods, marks = 3.7 + own, 7.8 + 0.4 * own + rng.normal(0, 0.2, own.shape)
    with fresh(kind) as place:
        past = Past(LAST, WEEKS, ())
        past = Past(LAST, WEEKS, settle(place, now=past.now, teams=teams, people=teams, branches=20))
        write_rounds(place, past, moods)
        write_marks(place, past, marks)
        read = reader(place, past)

        def first() -> None:
            views.remembered = Remembered()
            read(ADDRESS)

        def limit() -> None:
            void(bare(moods, marks, np.random.default_rng(1)))

        size = f"linkage page, {teams} teams, {WEEKS} weeks"
        return [
            alternate(Contest(f"{size}: first", place.durable, 1, "pages"), first, limit, runs=runs),
            alternate(
                Contest(f"{size}: kept", place.durable, 1, "pages"), lambda: read(ADDRESS), limit, runs=runs
            ),
        ]


if __name__ == "__main__":
    report(contest for kind in places() for contest in measure(kind))
