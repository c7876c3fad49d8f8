"""Making the demo's own folder afresh, with nothing of any other installation in it."""

import fcntl
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Engine, event

from tracker.cli.demo.play import Installation, Story, Tell
from tracker.cli.demo.teams import Shape
from tracker.cli.serve import make_secret
from tracker.config import PREFIX
from tracker.storage import migrate
from tracker.storage.engine import make_engine
from tracker.storage.work import Storage

FOLDER = Path("instance/demo")
OWN_ONLY = 0o700


class DemoRunsError(RuntimeError):
    """Another demo is running in the same folder."""

    def __init__(self) -> None:
        super().__init__("a demo is running here already; end it with Ctrl-C first")


def claim(folder: Path) -> TextIO:
    """Make the folder this process's own until the returned file is closed."""
    folder.parent.mkdir(mode=OWN_ONLY, parents=True, exist_ok=True)
    lock = folder.with_suffix(".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise DemoRunsError from error
    return lock


def start_afresh(folder: Path) -> dict[str, str]:
    """Empty the folder and return the settings under which the demo runs; those of other installations go."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "keys").mkdir(mode=OWN_ONLY, parents=True)
    folder.chmod(OWN_ONLY)
    secret = folder / "secret-key"
    make_secret(secret)
    return {
        f"{PREFIX}DATABASE_URL": f"sqlite:///{folder / 'kindline.db'}",
        f"{PREFIX}KEY_DIR": str(folder / "keys"),
        f"{PREFIX}SECRET_KEY_FILE": str(secret),
    }


def make(folder: Path, settings: dict[str, str], shape: Shape, *, present: datetime, tell: Tell) -> Story:
    """Play the story into the folder's database."""
    engine = make_engine(settings[f"{PREFIX}DATABASE_URL"])
    hurry(engine)
    migrate.upgrade(engine)
    secret = (folder / "secret-key").read_bytes()
    story = Story(Installation(Storage(engine), folder / "keys", secret), shape, present)
    story.play(tell)
    engine.dispose()
    return story


def hurry(engine: Engine) -> None:
    """Let the making not wait for the disk: after a power cut one makes the demo anew, nothing is lost."""

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")
