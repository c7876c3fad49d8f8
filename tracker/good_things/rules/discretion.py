"""Finds in a text what could reach or identify a customer: e-mail addresses, phone and account numbers.

It looks for shapes, not for meaning. Days, prices, sizes and short order numbers pass.
"""

import re
import unicodedata
from enum import StrEnum


class Contact(StrEnum):
    """What a text seems to hold."""

    EMAIL = "email"
    ACCOUNT = "account"
    PHONE = "phone"

    @property
    def reason(self) -> str:
        """The code under which the text is refused."""
        return f"contact-{self.value}"


LONGEST_PHONE = 15
SHORTEST_PHONE = 9
IBAN_DIGITS = 9

_EMAIL = re.compile(r"[\w.+%-]+\s*(?:@|\(at\)|\[at\])\s*[\w-]+(?:\s*\.\s*[\w-]+)+", re.IGNORECASE)
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){10,30}(?![A-Z0-9])", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d.+/-])\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?![-/.]?\d)")
_ACCOUNTS = (
    re.compile(r"(?<!\d)\d{4}(?:[ -]\d{4}){3}(?!\d)"),  # a card
    re.compile(r"(?<!\d)\d{2}\.\d{2}\.\d{2}\.\d{3}(?!\d)"),  # an account as it was written before the IBAN
)
_PHONES = (
    re.compile(r"(?<!\w)(?:\+|\(?0)[\d\s().+/-]{7,}\d"),  # with a country or an area code
    re.compile(r"(?<!\d)\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\d)"),  # in three groups
)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{8,}(?!\d)")


def find_contact(text: str) -> Contact | None:
    """Return what the text seems to hold, or nothing."""
    plain = _DAY.sub(" ", unicodedata.normalize("NFKC", text))
    if _EMAIL.search(plain):
        return Contact.EMAIL
    if any(_digits(found[0]) >= IBAN_DIGITS for found in _IBAN.finditer(plain)):
        return Contact.ACCOUNT
    if any(pattern.search(plain) for pattern in _ACCOUNTS):
        return Contact.ACCOUNT
    if any(_is_phone(found[0]) for pattern in _PHONES for found in pattern.finditer(plain)):
        return Contact.PHONE
    return Contact.ACCOUNT if _LONG_NUMBER.search(plain) else None


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _is_phone(text: str) -> bool:
    return SHORTEST_PHONE <= _digits(text) <= LONGEST_PHONE
