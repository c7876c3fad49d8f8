"""The verbs of signing in."""

from tracker.signin.service.check import check_sign_in
from tracker.signin.service.codes import (
    forget_codes,
    issue_code,
    issue_codes_to_all,
    issue_first_run_token,
    purge_codes,
    redeem_code,
)
from tracker.signin.service.first_run import make_first_administrator
from tracker.signin.service.passwords import change_password, check_password, set_password
from tracker.signin.service.sessions import end_session, end_sessions_of, open_session, purge_sessions, stamp
from tracker.signin.service.throttle import purge_tries, try_once

__all__ = [
    "change_password",
    "check_password",
    "check_sign_in",
    "end_session",
    "end_sessions_of",
    "forget_codes",
    "issue_code",
    "issue_codes_to_all",
    "issue_first_run_token",
    "make_first_administrator",
    "open_session",
    "purge_codes",
    "purge_sessions",
    "purge_tries",
    "redeem_code",
    "set_password",
    "stamp",
    "try_once",
]
