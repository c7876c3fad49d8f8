"""Commands: each parses, calls a service and prints a summary."""

from tracker.cli import backup, database, jobs, purge

COMMANDS = (backup.group, database.group, jobs.group, purge.command)
