from importlib import import_module
from importlib.util import find_spec

import pytest
from flask import url_for

from tests.cast import PERSONAS
from tests.house.matrix import Line, read_lines
from tracker.app import create_app
from tracker.web import guards

LINES = read_lines()
NOTHING = 999_999


def things_of(room, storage, cast, clock):
    name = f"tests.factories.{room}"
    if find_spec(name) is None or not hasattr(import_module(name), "access_things"):
        return {}
    return import_module(name).access_things(storage, cast, clock)


def outcome(page) -> str:
    if page.status in {403, 404}:
        return str(page.status)
    if page.status == 303 and page.location and page.location.startswith("/sign-in"):
        return "in"
    assert page.status < 500, page.status
    return "ok"


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_every_persona_meets_the_outcome_of_the_matrix(line: Line, page, app, storage, cast, clock):
    things = things_of(line.room, storage, cast, clock)
    values = {}
    for parameter, thing in line.parameters.items():
        if thing == "nothing":
            values[parameter] = NOTHING
        else:
            values[parameter] = things[thing] if thing in things else getattr(cast, thing).id
    with app.test_request_context():
        address = url_for(line.endpoint, **values)
    met = {}
    for persona in PERSONAS:
        browser = page.as_(persona)
        answer = browser.get(address) if line.method == "GET" else browser.post(address)
        met[persona] = outcome(answer)
        if line.endpoint.startswith("signin.sign_out") and persona == "anonymous":
            continue
    assert met == line.outcomes


def test_every_route_and_method_has_a_line(app):
    known = {(line.endpoint, line.method) for line in LINES}
    missing = [
        f"{rule.endpoint} {method}"
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})
        if rule.endpoint != "static" and (rule.endpoint, method) not in known
    ]
    assert not missing, f"routes without a line in tests/house/access/: {missing}"


def test_every_line_names_a_route_that_exists(app):
    routes = {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    assert not [line.name for line in LINES if (line.endpoint, line.method) not in routes]


def test_a_route_without_declared_access_stops_the_start(assembled):
    from tests.conftest import CONFIG  # noqa: PLC0415 - the fixture's own settings

    app = create_app(CONFIG, storage=assembled.extensions["kindline"].storage)
    app.add_url_rule("/open-by-accident", "accident", lambda: "")
    with pytest.raises(RuntimeError, match="accident"):
        guards.refuse_undeclared(app)
