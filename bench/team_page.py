"""A team's page after a hundred times the answers, beside the same page after once as many.

Ten times the teams over ten times the weeks: the ledger holds a hundred times the rows. The sheets themselves
are destroyed when a round closes, so that nothing else of all these answers is left. Both applications are
the real one, asked in one process without a network in between.
"""

from contextlib import ExitStack

import numpy as np

from bench.ledger import Past, reader, write_rounds
from bench.measuring import Contest, alternate, report
from bench.places import Place, fresh, places, settle
from tracker.core.calendar import Week

TEAMS, WEEKS, LAST = 5, 52, Week(2026, 37)
FACTOR = 10  # of teams and of weeks
PAGES = 10


def settle_past(place: Place, *, factor: int) -> Past:
    """Write an organisation with its whole past."""
    teams, weeks = factor * TEAMS, factor * WEEKS
    past = Past(LAST, weeks, ())
    lowest = settle(place, now=past.now, teams=teams, people=12 * teams, branches=2)
    past = Past(LAST, weeks, lowest)
    write_rounds(place, past, np.random.default_rng(4).normal(3.7, 0.3, (teams, weeks)))
    return past


def measure(kind: str, *, runs: int = 5, pages: int = PAGES) -> Contest:
    """Measure on two databases of one kind."""
    with ExitStack() as both:
        asked = []
        answers = []
        for factor in (FACTOR, 1):
            place = both.enter_context(fresh(kind))
            past = settle_past(place, factor=factor)
            read, address = reader(place, past), f"/rounds/teams/{past.teams[0]}"
            asked.append(lambda read=read, address=address: [read(address) for _ in range(pages)])
            answers.append(past.answers)
        what = f"team page after {answers[0]:,} answers / after {answers[1]:,}"
        contest = Contest(what, place.durable, pages, "pages")
        return alternate(contest, *asked, runs=runs)


if __name__ == "__main__":
    report(measure(kind) for kind in places())
