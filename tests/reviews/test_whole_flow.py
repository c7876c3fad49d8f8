"""One review from the papers to the close, page by page, as the people who do it."""

from io import BytesIO

import pytest

from tests.factories.reviews import PASSWORD, PDF, REASON, add_marks, first_piece, give_passwords
from tracker.reviews.models import Cycle, Review


@pytest.fixture
def ready(work_as, cast):
    give_passwords(work_as, cast, "lead", "hr", "hr_two", "employee")
    add_marks(work_as, cast, [9] * 12 + [8] * 12)
    add_marks(work_as, cast, [10, 3], words="She took her time for me.")


def cycle_fields(cast):
    return {
        "role": "Shift lead",
        "about": "Leads a shift of six.",
        "starts_on": "2026-01-01",
        "ends_on": "2026-09-15",
        "decide_by": "2026-12-31",
        "first_decider": cast.hr.id,
        "second_decider": cast.hr_two.id,
        "marks-name": "Kindness at the till",
        "marks-weight": "60",
        "marks-minimum": "20",
        "good_things-name": "Deeds of the day",
        "good_things-weight": "20",
        "good_things-minimum": "5",
        "words-name": "Said by customers",
        "words-weight": "20",
        "words-minimum": "3",
        "added-name": "Missed by figures",
        "added-weight": "0",
        "added-minimum": "0",
    }


def record_papers(browser):
    for kind in ("consent", "assessment"):
        answer = browser.submit(
            "/reviews/papers/record",
            {"kind": kind, "dated_on": "2026-08-01", "document": (BytesIO(PDF), f"{kind}.pdf")},
        )
        assert answer.status == 303


def only(work_as, table):
    with work_as("hr") as work:
        return work.session.query(table).order_by(table.id.desc()).first().id


class Flow:
    """The people of the case with their browsers, each doing their part."""

    def __init__(self, page, work_as, cast, language):
        self.cast, self.work_as = cast, work_as
        names = ("employee", "lead", "hr", "hr_two")
        self.employee, self.lead, self.hr, self.hr_two = (page.as_(name, language=language) for name in names)

    def plan_and_open(self):
        assert self.hr.get("/reviews/cycles").status == 200
        record_papers(self.hr)
        assert self.hr.get("/reviews/papers").status == 200
        assert self.hr.submit("/reviews/cycles/plan", cycle_fields(self.cast)).status == 303
        self.cycle_id = only(self.work_as, Cycle)
        done(self.lead.submit(f"/reviews/cycles/{self.cycle_id}/open", {"person": self.cast.employee.id}))
        self.url = f"/reviews/{only(self.work_as, Review)}"
        assert self.employee.get(self.url).status == 200

    def share_and_answer(self):
        done(self.lead.submit(f"{self.url}/lead-statement", {"body": "She keeps calm in a full shop."}))
        done(self.lead.post(f"{self.url}/share"))
        assert self.employee.get(f"{self.url}/evidence").status == 200
        done(self.employee.submit(f"{self.url}/add", {"day": "2026-05-01", "body": "Trained two newcomers."}))
        done(self.employee.submit(f"{self.url}/answer", {"body": "I like the evenings best."}))

    def dispute_and_rule(self):
        with self.work_as("hr") as work:
            self.piece = first_piece(work, only(self.work_as, Review))
        url = f"{self.url}/evidence/{self.piece}"
        done(self.employee.submit(f"{url}/dispute", {"body": "Not me."}))
        assert self.hr_two.get(f"{self.url}/evidence").status == 200
        done(self.hr_two.submit(f"{url}/rule", {"ruling": "out", "body": "She was on leave that day."}))

    def propose_and_decide(self):
        used = {"used": [self.piece + 1, self.piece + 2]}
        done(self.lead.submit(f"{self.url}/propose", {**used, "body": REASON, "confirm_password": PASSWORD}))
        assert self.hr.get(f"{self.url}/evidence").status == 200
        decision = {"outcome": "approve", "body": REASON, "confirm_password": PASSWORD}
        done(self.hr.submit(f"{self.url}/decide", decision))


def done(answer):
    assert answer.status == 303, answer.text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_promotion_from_the_papers_to_the_contest(page, work_as, cast, ready, language):
    flow = Flow(page, work_as, cast, language)
    flow.plan_and_open()
    flow.share_and_answer()
    flow.dispute_and_rule()
    flow.propose_and_decide()
    for browser in (flow.employee, flow.lead, flow.hr):
        assert REASON in browser.get(flow.url).text
        assert browser.get("/reviews").status == 200
    assert flow.hr.get(f"/reviews/cycles/{flow.cycle_id}").status == 200
    done(flow.employee.submit(f"{flow.url}/contest", {"body": "I was not asked about the dates."}))
    done(flow.hr.submit(f"{flow.url}/appoint", {"person": cast.lead_elsewhere.id}))
