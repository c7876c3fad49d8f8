"""Commands: each parses, calls a service and prints a summary."""

from tracker.cli import database

COMMANDS = (database.group,)
