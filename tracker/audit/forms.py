"""The words for what the log holds."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.audit.rules import Event

WORDS: dict[Event, Any] = {
    Event.FIRST_ADMINISTRATOR: _l("First administrator made"),
    Event.SIGNED_IN: _l("Signed in"),
    Event.SIGN_IN_FAILED: _l("A sign-in failed"),
    Event.SIGNED_OUT: _l("Signed out"),
    Event.SIGNED_OUT_EVERYWHERE: _l("Signed out everywhere"),
    Event.PASSWORD_SET: _l("Password set"),
    Event.CODE_ISSUED: _l("One-time code made"),
    Event.DENIED: _l("Refused a page"),
    Event.PERSON_CHANGED: _l("Details of a person changed"),
    Event.PERSON_ENDED: _l("A person's last day set"),
    Event.TEAM_CHANGED: _l("Team changed"),
    Event.LEAD_CHANGED: _l("Lead of a team changed"),
    Event.ROLE_GRANTED: _l("Role given"),
    Event.ROLE_WITHDRAWN: _l("Role taken back"),
    Event.ROSTER_IMPORTED: _l("People imported"),
    Event.ROSTER_UNDONE: _l("Import of people undone"),
    Event.SETTING_CHANGED: _l("Setting changed"),
    Event.CHOICE_CHANGED: _l("List entry changed"),
    Event.ROUND_PLANNED: _l("Rounds planned"),
    Event.ROUND_OPENED: _l("Round opened"),
    Event.ROUND_CLOSED: _l("Round closed"),
    Event.ROUND_VOIDED: _l("Round declared void"),
    Event.SCORES_IMPORTED: _l("Customers' scores imported"),
    Event.RESULTS_IMPORTED: _l("Results from elsewhere imported"),
    Event.IMPORT_UNDONE: _l("Import undone"),
    Event.CYCLE_CHANGED: _l("Promotion cycle changed"),
    Event.REVIEW_OPENED: _l("Promotion review opened"),
    Event.REVIEW_CHANGED: _l("Promotion review changed"),
    Event.REVIEW_VIEWED: _l("Promotion review looked into"),
    Event.REVIEW_EXPORTED: _l("Promotion review exported"),
    Event.BACKUP_RESTORED: _l("Backup restored"),
}


def event_words(name: str) -> str:
    """Return the words for an event as the log names it."""
    return str(WORDS[Event(name)])
