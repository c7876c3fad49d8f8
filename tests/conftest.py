"""Fixtures for every test: a fresh database with the cast, the application on it, and the page client."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask

from tests.cast import Cast, find_cast
from tests.clock import FrozenClock
from tests.databases import KIND, PostgresqlDatabases, SqliteDatabases
from tests.page import Pages
from tracker.app import create_app
from tracker.config import Config
from tracker.core.access import NOBODY
from tracker.signin.service import passwords
from tracker.storage.engine import make_engine
from tracker.storage.work import Storage, Work

CONFIG = Config(secret_key="tests only, never anywhere else, 0123456789", base_url="http://localhost")


@pytest.fixture(scope="session")
def databases(tmp_path_factory) -> Iterator[SqliteDatabases | PostgresqlDatabases]:
    if KIND == "sqlite":
        yield SqliteDatabases(tmp_path_factory.mktemp("databases"))
        return
    postgresql = PostgresqlDatabases()
    yield postgresql
    postgresql.stop()


@pytest.fixture(scope="session")
def assembled(tmp_path_factory) -> Flask:
    """The application, put together once; each test binds its own database to it."""
    unused = Storage(make_engine(f"sqlite:///{tmp_path_factory.mktemp('unused')}/unused.db"))
    return create_app(CONFIG, clock=FrozenClock(), storage=unused)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Hashing is slow on purpose; tests that sign in many times use its lowest cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def storage(databases) -> Iterator[Storage]:
    with databases.fresh() as url:
        bound = Storage(make_engine(url))
        yield bound
        bound.engine.dispose()


@pytest.fixture
def empty_storage(databases) -> Iterator[Storage]:
    """A database without any tables."""
    with databases.fresh(empty=True) as url:
        bound = Storage(make_engine(url))
        yield bound
        bound.engine.dispose()


@pytest.fixture
def key_dir(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def app(assembled: Flask, storage: Storage, clock: FrozenClock, key_dir: Path) -> Iterator[Flask]:
    before = assembled.extensions["kindline"]
    assembled.extensions["kindline"] = replace(before, storage=storage, clock=clock, key_dir=key_dir)
    yield assembled
    assembled.extensions["kindline"] = before


@pytest.fixture
def cast(storage: Storage, clock: FrozenClock) -> Cast:
    with storage.look(NOBODY, clock.now()) as work:
        return find_cast(work.session)


@pytest.fixture
def work_as(
    storage: Storage, clock: FrozenClock, cast: Cast
) -> Callable[[str], AbstractContextManager[Work]]:
    """Do a unit of work in somebody's name: `with work_as("hr") as work: …`."""

    @contextmanager
    def working(name: str = "anonymous") -> Iterator[Work]:
        with storage.look(NOBODY, clock.now()) as work:
            actor = NOBODY if name == "anonymous" else cast.actor(work.session, name, clock.now().date())
        with storage.work(actor, clock.now()) as work:
            yield work

    return working


@pytest.fixture
def page(app: Flask, cast: Cast) -> Pages:
    return Pages(app, cast)
