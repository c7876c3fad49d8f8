"""The door for web servers."""

import os

from tracker.app import create_app
from tracker.config import Config, ConfigError

try:
    app = create_app(Config.from_env(os.environ))
except ConfigError as error:
    msg = f"Kindline does not start: {error}"
    raise SystemExit(msg) from None
