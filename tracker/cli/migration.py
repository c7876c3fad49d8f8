"""`make migration`: writes the next numbered migration from what the tables say."""

import re
from pathlib import Path
from typing import Any

import click
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext

from tracker.schema import METADATA
from tracker.storage import migrate
from tracker.storage.engine import make_engine

HEADER = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down!r}


def upgrade() -> None:
'''


@click.command("migration")
@click.argument("title")
@click.argument("scratch", type=click.Path(path_type=Path))
def command(title: str, scratch: Path) -> None:
    """Write the next migration, comparing the tables with a scratch SQLite file brought up to the head."""
    engine = make_engine(f"sqlite:///{scratch}")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        found = produce_migrations(
            MigrationContext.configure(connection, opts={"compare_type": True}), METADATA
        )
    down = migrate.head() or None
    number = int(down[:4]) + 1 if down else 1
    revision = f"{number:04d}_{re.sub('[^a-z0-9]+', '_', title.lower())}"
    text = HEADER.format(title=title, revision=revision, down=down)
    steps: Any = found
    text += _code(steps.upgrade_ops) + "\n\n\ndef downgrade() -> None:\n" + _code(steps.downgrade_ops)
    (migrate.FOLDER / f"{revision}.py").write_text(text + "\n")
    (migrate.FOLDER / ".current-head").write_text(revision + "\n")
    click.echo(revision)


def _code(steps: Any) -> str:
    """Render steps, with our own column types as the plain ones that they are in the database."""
    code = render_python_code(steps, render_as_batch=True, user_module_prefix="")
    lines = [line for line in code.splitlines() if not line.strip().startswith("#")]
    text = "    " + "\n".join(lines).lstrip()
    text = text.replace("UtcDateTime(timezone=True)", "sa.DateTime(timezone=True)")
    return text.replace("UtcDateTime()", "sa.DateTime(timezone=True)").replace("WeekType()", "sa.Integer()")


if __name__ == "__main__":
    command()
