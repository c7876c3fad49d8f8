"""`flask database`: bring the database up to date, or tell where it stands."""

import click
from flask import current_app
from flask.cli import with_appcontext

from tracker.storage import migrate
from tracker.web.runtime import runtime


@click.group("database")
def group() -> None:
    """Look after the database's structure."""


@group.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the database up to the newest structure; harmless when it is there already."""
    engine = runtime().storage.engine
    before = migrate.current(engine)
    migrate.upgrade(engine)
    click.echo(f"Database of {current_app.name}: from {before or 'empty'} to {migrate.head()}.")


@group.command("state")
@with_appcontext
def state() -> None:
    """Tell on which structure the database stands."""
    click.echo(f"{migrate.current(runtime().storage.engine) or 'empty'} of {migrate.head()}")
