"""The forms of the pulse room, and the words for what is refused."""

from typing import Any

from flask_babel import lazy_gettext as _l

REASONS: dict[str, Any] = {
    "round-over": _l("This round has closed. What you sent now was not taken in, and nothing of it is kept."),
    "round-broken": _l(
        "This round cannot take in sheets any more and will start again. Please come back a little later."
    ),
    "not-invited": _l("You are not on the list of this round. New colleagues join at the start of a block."),
    "round-running": _l("Another round is still running. Only one can be open at a time."),
    "week-asked-already": _l("This week has had its round."),
    "week-not-now": _l("Only this week's round can be opened."),
    "round-not-running": _l("This round is not running any more."),
    "round-not-closing": _l("This round is not running any more."),
    "pulses-have-begun": _l("Pulses have begun already, so the first week is fixed."),
    "pulses-not-begun": _l("Pulses have not begun yet."),
    "threshold-lowered": _l("A threshold can be raised but never lowered."),
    "threshold-below-floor": _l("Figures need at least 5 people and comments at least 10."),
    "import-gone": _l(
        "This import is not there any more. Files that nobody takes are forgotten after a day."
    ),
    "import-not-waiting": _l("This file was taken in already, or somebody undid it in the meantime."),
    "import-not-taken": _l("This import has been undone already."),
    "sheet-of-another-round": _l("This sheet belongs to another round. Please open the pulse again."),
}
