"""Commands: each parses, calls a service and prints a summary."""

from tracker.cli import audit, backup, database, jobs, pulse, purge, results, review

COMMANDS = (
    audit.group,
    backup.group,
    database.group,
    jobs.group,
    pulse.group,
    purge.command,
    results.group,
    review.group,
)
