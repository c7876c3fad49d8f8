import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from tracker.schema import METADATA
from tracker.storage import migrate


def names():
    return sorted(path.stem for path in migrate.FOLDER.glob("[0-9]*.py"))


def test_the_head_file_names_the_newest_migration():
    assert migrate.head() == names()[-1]


def test_migrations_are_numbered_one_after_the_other():
    assert [int(name[:4]) for name in names()] == list(range(1, len(names()) + 1))


def test_the_migrated_database_has_exactly_the_tables_of_the_code(empty_storage):
    migrate.upgrade(empty_storage.engine)
    with empty_storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_an_upgrade_that_ran_before_changes_nothing(empty_storage):
    migrate.upgrade(empty_storage.engine)
    migrate.upgrade(empty_storage.engine)
    assert migrate.current(empty_storage.engine) == migrate.head()


def test_all_migrations_go_down_and_up_again(empty_storage):
    migrate.upgrade(empty_storage.engine)
    migrate.downgrade(empty_storage.engine, "base")
    left = set(inspect(empty_storage.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    migrate.upgrade(empty_storage.engine)
    assert migrate.current(empty_storage.engine) == migrate.head()


@pytest.mark.parametrize("kind", ["check", "foreign_key", "unique"])
def test_every_constraint_has_a_name(storage, kind):
    inspector = inspect(storage.engine)
    read = {
        "check": inspector.get_check_constraints,
        "foreign_key": inspector.get_foreign_keys,
        "unique": inspector.get_unique_constraints,
    }[kind]
    nameless = [table for table in inspector.get_table_names() for found in read(table) if not found["name"]]
    assert [table for table in nameless if table != "alembic_version"] == []
