"""`make run`: brings an installation to life and serves it.

The first start makes what an installation needs (a secret, a folder for keys, the database) and prints the
one-time token for the first administrator. Nothing is ever logged per request.
"""

import os
import secrets
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import ScriptInfo
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from tracker.config import PREFIX, SECRET_FILE, Config, ConfigError
from tracker.core.access import SYSTEM
from tracker.signin.queries import has_administrator
from tracker.signin.service import issue_first_run_token
from tracker.storage import migrate
from tracker.web import assets

if TYPE_CHECKING:
    from tracker.web.runtime import Runtime

APPLICATION = "wsgi:app"
LOOPBACK = "127.0.0.1"
OWN_ONLY = 0o700
OTHERS = 0o077
THREADS = 64
KILL_AFTER = 10


@click.command("serve")
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen on.")
@click.option("--port", default=0, help="The port to listen on; a free one when none is given.")
@click.option("--workers", default=2, show_default=True, help="Processes that answer.")
def command(host: str, port: int, workers: int) -> None:
    """Serve this installation; the first time, make it first."""
    os.umask(OTHERS)
    port = port or free_port()
    os.environ.setdefault(f"{PREFIX}BASE_URL", f"http://{LOOPBACK}:{port}")
    os.environ.setdefault(f"{PREFIX}TRUSTED_HOSTS", "localhost")
    try:
        config = prepare()
        token = bring_up()
    except (ConfigError, RuntimeError) as error:
        msg = f"Kindline does not start: {error}"
        raise SystemExit(msg) from None
    announce(config, token)
    run(host, port, workers)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as asked:
        asked.bind((LOOPBACK, 0))
        return int(asked.getsockname()[1])


def prepare() -> Config:
    """Make the secret and the folders of a first start, and return the settings."""
    given = {f"{PREFIX}SECRET_KEY", f"{PREFIX}SECRET_KEY_FILE"} & set(os.environ)
    if not given and not SECRET_FILE.exists():
        make_secret(SECRET_FILE)
    config = Config.from_env(os.environ)
    Path(config.key_dir).mkdir(mode=OWN_ONLY, parents=True, exist_ok=True)
    if not config.static_dir and SECRET_FILE.parent.is_dir():
        os.environ[f"{PREFIX}STATIC_DIR"] = str(assets.compress(SECRET_FILE.parent / "static"))
    return config.checked()


def make_secret(path: Path) -> None:
    """Write a fresh secret that only this user can read."""
    path.parent.mkdir(mode=OWN_ONLY, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))


def bring_up() -> str | None:
    """Bring the database up to date; without an administrator, return the token that makes the first."""
    bound = load()
    migrate.upgrade(bound.storage.engine)
    with bound.storage.work(SYSTEM, bound.clock.now()) as work:
        token = None if has_administrator(work.session) else issue_first_run_token(work)
    bound.storage.engine.dispose()
    return token


def load() -> "Runtime":
    """Put the application together and return what it carries."""
    bound: Runtime = ScriptInfo(app_import_path=APPLICATION).load_app().extensions["kindline"]
    return bound


def announce(config: Config, token: str | None) -> None:
    """Print where the product is, and how the first administrator gets in."""
    click.echo(f"Kindline is at {config.base_url}")
    if token is not None:
        click.echo("Nobody administers it yet. Make the first administrator within an hour:")
        click.echo(f"  page   {config.base_url}/first-run")
        click.echo(f"  token  {token}")
    click.echo("Requests are not logged. Ctrl-C ends it.")
    sys.stdout.flush()


def run(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; a worker that dies is replaced."""
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=THREADS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER,
    ).serve()


if __name__ == "__main__":
    command()
