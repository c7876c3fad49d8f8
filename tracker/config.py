"""The settings of an installation: read once from the environment, refused loudly when wrong."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

SHORTEST_SECRET = 32
PREFIX = "KINDLINE_"
SECRET_FILE = Path("instance/secret-key")
FOR_OTHERS = 0o077
FEWEST_SIGNS = 8


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
    static_dir: str = ""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """Read the settings; each may also stand in the file that <NAME>_FILE points to.

        The secret that the first start of the server writes under instance/ is found by itself.
        """
        values: dict[str, str] = {}
        for field in fields(cls):
            name = PREFIX + field.name.upper()
            if name in environ:
                values[field.name] = environ[name]
            elif f"{name}_FILE" in environ:
                values[field.name] = _text_of(Path(environ[f"{name}_FILE"]), f"{field.name.upper()}_FILE")
        if "secret_key" not in values and SECRET_FILE.exists():
            _demand(not SECRET_FILE.stat().st_mode & FOR_OTHERS, "SECRET_KEY", _open_to_others(SECRET_FILE))
            values["secret_key"] = _text_of(SECRET_FILE, "SECRET_KEY")
        _demand(
            "secret_key" in values,
            "SECRET_KEY",
            "is missing: `make run` makes one, or set a long random text",
        )
        return cls(**values).checked()

    def checked(self) -> "Config":
        """Return these settings, or raise with the name of the one that is wrong."""
        _demand(len(self.secret_key) >= SHORTEST_SECRET, "SECRET_KEY", "needs 32 characters or more")
        _demand(len(set(self.secret_key)) > FEWEST_SIGNS, "SECRET_KEY", "is not random")
        _demand(self.chart_source in {"cdn", "local"}, "CHART_SOURCE", "is cdn or local")
        _demand(self.proxy_hops.isdigit(), "PROXY_HOPS", "is a whole number")
        known = self.database_url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://"))
        _demand(known, "DATABASE_URL", "starts with sqlite:/// or postgresql://")
        address = urlsplit(self.base_url)
        _demand(
            address.scheme in {"http", "https"} and bool(address.hostname), "BASE_URL", "is a web address"
        )
        keys = Path(self.key_dir)
        closed = not keys.exists() or not keys.stat().st_mode & FOR_OTHERS
        _demand(closed, "KEY_DIR", _open_to_others(keys))
        _demand(not self.static_dir or Path(self.static_dir).is_dir(), "STATIC_DIR", "is not a folder")
        safe = address.scheme == "https" or _is_loopback(address.hostname or "")
        _demand(safe, "BASE_URL", "uses https everywhere but on this machine itself")
        return self

    @property
    def hosts(self) -> list[str]:
        """Return the host names under which the product answers."""
        own = urlsplit(self.base_url).hostname or ""
        return [own, *(host.strip() for host in self.trusted_hosts.split(",") if host.strip())]


def version() -> str:
    """Return the product's version, which is the newest that the list of changes names."""
    changes = (Path(__file__).parents[1] / "CHANGELOG.md").read_text()
    found = re.search(r"^## (\d+\.\d+\.\d+)", changes, re.MULTILINE)
    return found[1] if found else "unknown"


def _demand(holds: bool, name: str, rule: str) -> None:  # noqa: FBT001 - a condition, not a switch
    if not holds:
        msg = f"{PREFIX}{name} {rule}"
        raise ConfigError(msg)


def _text_of(path: Path, name: str) -> str:
    try:
        return path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{PREFIX}{name} points to {path}, which cannot be read"
        raise ConfigError(msg) from error


def _open_to_others(path: Path) -> str:
    return f"stands in {path}, which other users of this machine can open: chmod go= {path}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
