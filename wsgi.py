"""The door for web servers."""

import os

from tracker.app import create_app
from tracker.config import Config

app = create_app(Config.from_env(os.environ))
