"""Who can see my answer: the rules and settings that really hold, in plain words."""

from flask import render_template

from tracker.core.access import Permission
from tracker.pulses.queries import rounds as reads
from tracker.pulses.views.blueprint import pages
from tracker.web.guards import requires
from tracker.web.request import current_session


@pages.get("/pulse/trust")
@requires(Permission.PULSE_TRUST)
def trust() -> str:
    """Say who can see what of a pulse, now and after closing."""
    live = reads.find_live_round(current_session())
    held = reads.thresholds_now(current_session())
    return render_template("pulses/trust.html", thresholds=held, live=live)
