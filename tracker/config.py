"""The settings of an installation: read once from the environment, refused loudly when wrong."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

SHORTEST_SECRET = 32
PREFIX = "KINDLINE_"


class ConfigError(Exception):
    """A setting is missing or wrong; the message names the variable."""


@dataclass(frozen=True, slots=True)
class Config:
    """One installation's settings; each field is the variable KINDLINE_<FIELD>."""

    secret_key: str
    database_url: str = "sqlite:///instance/kindline.db"
    key_dir: str = "instance/keys"
    base_url: str = "http://127.0.0.1:8000"
    trusted_hosts: str = ""
    proxy_hops: str = "0"
    chart_source: str = "cdn"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """Read the settings; a secret may also stand in the file that <NAME>_FILE points to."""
        values: dict[str, str] = {}
        for field in fields(cls):
            name = PREFIX + field.name.upper()
            if name in environ:
                values[field.name] = environ[name]
            elif f"{name}_FILE" in environ:
                values[field.name] = Path(environ[f"{name}_FILE"]).read_text().strip()
        if "secret_key" not in values:
            msg = f"{PREFIX}SECRET_KEY is missing: set it, or {PREFIX}SECRET_KEY_FILE, to a long random text"
            raise ConfigError(msg)
        return cls(**values).checked()

    def checked(self) -> "Config":
        """Return these settings, or raise with the name of the one that is wrong."""
        _demand(len(self.secret_key) >= SHORTEST_SECRET, "SECRET_KEY", "needs 32 characters or more")
        _demand(self.chart_source in {"cdn", "local"}, "CHART_SOURCE", "is cdn or local")
        _demand(self.proxy_hops.isdigit(), "PROXY_HOPS", "is a whole number")
        known = self.database_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://"))
        _demand(known, "DATABASE_URL", "starts with sqlite:/// or postgresql://")
        address = urlsplit(self.base_url)
        _demand(
            address.scheme in {"http", "https"} and bool(address.hostname), "BASE_URL", "is a web address"
        )
        safe = address.scheme == "https" or _is_loopback(address.hostname or "")
        _demand(safe, "BASE_URL", "uses https everywhere but on this machine itself")
        return self

    @property
    def hosts(self) -> list[str]:
        """Return the host names under which the product answers."""
        own = urlsplit(self.base_url).hostname or ""
        return [own, *(host.strip() for host in self.trusted_hosts.split(",") if host.strip())]


def _demand(holds: bool, name: str, rule: str) -> None:  # noqa: FBT001 - a condition, not a switch
    if not holds:
        msg = f"{PREFIX}{name} {rule}"
        raise ConfigError(msg)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
