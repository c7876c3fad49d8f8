import re

import pytest
import sqlalchemy.exc

from tracker.audit.models import AuditEntry
from tracker.core import errors as core
from tracker.web import errors


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (core.NotFoundError("x"), 404),
        (core.ForbiddenError("x"), 403),
        (core.ConflictError("x"), 409),
        (core.InvalidError("x"), 422),
        (sqlalchemy.exc.TimeoutError("busy"), 503),
        (ValueError("anything else"), 500),
    ],
)
def test_each_error_has_its_status_and_a_page(app, page, error, status, monkeypatch):
    def broken(**_values):
        raise error

    monkeypatch.setitem(app.view_functions, "signin.sign_in", broken)
    answer = page.anonymous.get("/sign-in")
    assert answer.status == status
    assert re.search(r"Reference [0-9a-f]{8}", answer.text)
    assert answer.find("a", href="/")


def test_a_fault_is_written_down_without_anybodys_words(app, page, monkeypatch, caplog):
    def broken(**_values):
        secret = "what somebody typed"
        raise RuntimeError(secret)

    monkeypatch.setitem(app.view_functions, "signin.sign_in", broken)
    answer = page.anonymous.get("/sign-in")
    reference = re.search(r"Reference ([0-9a-f]{8})", answer.text)[1]
    assert reference in caplog.text
    assert "what somebody typed" not in caplog.text
    assert "what somebody typed" not in answer.text
    assert "Traceback" not in answer.text


def test_an_unknown_address_speaks_the_readers_language(page):
    assert page.as_("employee", language="nl").get("/bestaat-niet").heading == "Hier is niets"


def test_a_wrong_method_gets_a_page_of_its_own(page):
    assert page.as_("employee").get("/sign-out").status == 405


def test_a_busy_database_asks_to_come_back(app, page, monkeypatch):
    def broken(**_values):
        raise sqlalchemy.exc.OperationalError("locked", None, Exception())

    monkeypatch.setitem(app.view_functions, "signin.sign_in", broken)
    assert page.anonymous.get("/sign-in").response.headers["Retry-After"] == "5"


def test_a_refusal_is_logged_with_who_and_what(page, work_as, cast):
    page.as_("employee").get("/manage")
    with work_as() as work:
        entry = work.session.query(AuditEntry).filter_by(event="denied").one()
        assert entry.actor_id == cast.employee.id


def test_a_rooms_reason_is_shown_in_its_own_words(app, page, monkeypatch):
    def refused(**_values):
        raise core.ConflictError("shop-shut", hour=9)

    errors.explain({"shop-shut": "The shop opens at %(hour)s."})
    monkeypatch.setitem(app.view_functions, "signin.sign_in", refused)
    assert "The shop opens at 9." in page.anonymous.get("/sign-in").text


def test_what_was_refused_leaves_nothing_behind(app, page, storage, monkeypatch, work_as):
    from tracker.people.models import Choice  # noqa: PLC0415 - only this test writes one
    from tracker.web.request import current_session  # noqa: PLC0415 - only this test asks for it

    def half_done(**_values):
        current_session().add(
            Choice(kind="moment", code="half", label_en="Half", label_nl="Half", position=1, active=True)
        )
        current_session().flush()
        raise core.InvalidError("no")

    monkeypatch.setitem(app.view_functions, "web.language", half_done)
    assert page.anonymous.post("/language").status == 422
    with work_as() as work:
        assert work.session.query(Choice).filter_by(code="half").count() == 0
