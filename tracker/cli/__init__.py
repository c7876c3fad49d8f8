"""Commands: each parses, calls a service and prints a summary."""

from tracker.cli import database, jobs, purge

COMMANDS = (database.group, jobs.group, purge.command)
