"""The lists with which an organisation starts; it can change every entry."""

from dataclasses import dataclass
from enum import StrEnum


class ChoiceKind(StrEnum):
    """The lists that an organisation can edit."""

    MOMENT = "moment"
    CHANNEL = "channel"
    GOOD_THING_KIND = "good_thing_kind"


@dataclass(frozen=True, slots=True)
class DefaultChoice:
    """An entry that is there from the start."""

    kind: ChoiceKind
    code: str
    label_en: str
    label_nl: str


_M, _C, _K = ChoiceKind.MOMENT, ChoiceKind.CHANNEL, ChoiceKind.GOOD_THING_KIND
DEFAULTS = (
    DefaultChoice(_M, "welcome", "Welcome", "Welkom"),
    DefaultChoice(_M, "advice", "Asking and choosing", "Vragen en kiezen"),
    DefaultChoice(_M, "buying", "Buying or booking", "Kopen of boeken"),
    DefaultChoice(_M, "waiting", "Waiting", "Wachten"),
    DefaultChoice(_M, "receiving", "Receiving and using", "Krijgen en gebruiken"),
    DefaultChoice(_M, "trouble", "Something went wrong", "Er ging iets mis"),
    DefaultChoice(_M, "goodbye", "Saying goodbye", "Afscheid"),
    DefaultChoice(_C, "in-person", "Face to face", "Persoonlijk"),
    DefaultChoice(_C, "phone", "Phone", "Telefoon"),
    DefaultChoice(_C, "e-mail", "E-mail", "E-mail"),
    DefaultChoice(_C, "chat", "Chat", "Chat"),
    DefaultChoice(_C, "website", "Website or app", "Website of app"),
    DefaultChoice(_C, "at-home", "At the customer's place", "Bij de klant thuis"),
    DefaultChoice(_K, "personal-touch", "Personal touch", "Persoonlijke aandacht"),
    DefaultChoice(_K, "quick-answer", "Quick answer", "Snel antwoord"),
    DefaultChoice(_K, "mended-mistake", "Mended a mistake", "Fout goedgemaakt"),
    DefaultChoice(_K, "took-away-frustration", "Took away a frustration", "Ergernis weggenomen"),
    DefaultChoice(_K, "knew-the-answer", "Knew the answer", "Wist het antwoord"),
    DefaultChoice(_K, "extra-mile", "Went the extra mile", "Deed een stap extra"),
)
