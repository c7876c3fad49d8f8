"""What a good password is, how long a session lives, and how often one may try."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from tracker.core.access import Role

SHORTEST_PASSWORD = 15
LONGEST_PASSWORD = 200
ABSOLUTE = timedelta(hours=12)
IDLE = timedelta(minutes=60)
IDLE_PRIVILEGED = timedelta(minutes=15)
STAMP_AFTER = timedelta(minutes=2)
CODE_LASTS = timedelta(days=30)
FIRST_RUN_LASTS = timedelta(hours=1)
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 16
GROUP = 4
PAIR_TRIES, PAIR_WINDOW = 10, timedelta(minutes=15)
ACCOUNT_TRIES, ACCOUNT_WINDOW = 50, timedelta(hours=1)
ADDRESS_TRIES, ADDRESS_WINDOW = 200, timedelta(minutes=15)
FEWEST_DIFFERENT = 6


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries a key has in a window of time."""

    key: str
    tries: int
    window: timedelta


def password_weakness(password: str, context: list[str]) -> str | None:
    """Return the code of what is wrong with a new password, or nothing."""
    if len(password) < SHORTEST_PASSWORD:
        return "password-short"
    if len(password) > LONGEST_PASSWORD:
        return "password-long"
    plain = password.casefold()
    if len(set(plain)) < FEWEST_DIFFERENT:
        return "password-repeats"
    left = plain
    for word in sorted((w.casefold() for w in context if len(w) >= GROUP), key=len, reverse=True):
        left = left.replace(word, "")
    return "password-context" if len(left) < SHORTEST_PASSWORD - FEWEST_DIFFERENT else None


def new_token() -> str:
    """Return a fresh token of 256 bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Return a one-time code that can be read from paper: four groups of four."""
    letters = [secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH)]
    return "-".join("".join(letters[i : i + GROUP]) for i in range(0, CODE_LENGTH, GROUP))


def code_as_typed(text: str) -> str:
    """Return a code as it was printed, whatever spaces, dashes or small letters it was typed with."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def token_hash(token: str) -> bytes:
    """Return the only form in which a token or code is stored."""
    return hashlib.sha256(token.encode()).digest()


def idle_limit(roles: frozenset[Role]) -> timedelta:
    """Return how long a session may rest: shorter for those who see more."""
    privileged = roles & {Role.HR, Role.ADMINISTRATOR}
    return IDLE_PRIVILEGED if privileged else IDLE


def has_lapsed(created: datetime, seen: datetime, now: datetime, idle: timedelta) -> bool:
    """Whether a session is over, by rest or by age."""
    return now - seen > idle or now - created > ABSOLUTE


def needs_stamp(seen: datetime, now: datetime) -> bool:
    """Whether the moment a session was last used is worth writing down again."""
    return now - seen > STAMP_AFTER


def window_start(now: datetime, window: timedelta) -> int:
    """Return the number of the time window in which a moment falls."""
    return int(now.timestamp() // window.total_seconds())


def refusing_limits(account: str, address: str) -> list[Limit]:
    """Return the brakes that refuse: an account from one address, and one address for all accounts."""
    return [
        Limit(f"pair|{account}|{address}", PAIR_TRIES, PAIR_WINDOW),
        Limit(f"address|{address}", ADDRESS_TRIES, ADDRESS_WINDOW),
    ]


def slowing_limit(account: str) -> Limit:
    """Return the brake that only slows down, so that a stranger cannot lock anybody out."""
    return Limit(f"account|{account}", ACCOUNT_TRIES, ACCOUNT_WINDOW)


def network_of(address: str) -> str:
    """Return the part of an address that one household or shop shares."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    prefix = 64 if parsed.version == 6 else 32  # noqa: PLR2004 - the sizes of the two kinds of address
    return str(ip_network(f"{parsed}/{prefix}", strict=False))
