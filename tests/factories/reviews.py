"""Reviews for tests: the papers, a cycle, and a file brought to any state by the services themselves."""

from contextlib import contextmanager
from datetime import date
from itertools import count

from tests.cast import Cast
from tests.factories.customers import add_scores
from tracker.core.access import NOBODY, SYSTEM
from tracker.people.models import Person
from tracker.reviews.models import ReviewDocument, ReviewEvidence
from tracker.reviews.queries.cases import get_case, local_today
from tracker.reviews.rules.cycles import CycleDraft, DocumentDraft, DocumentKind
from tracker.reviews.rules.evidence import Criterion, Source
from tracker.reviews.rules.steps import Action, State
from tracker.reviews.service import begin, cycles, decide, prepare
from tracker.reviews.service.decide import ProposalDraft
from tracker.reviews.service.evidence import dispute, note_view
from tracker.signin.service.passwords import set_password

PASSWORD = "a quiet morning in the shop"
PDF = b"%PDF-1.7 signed"
REASON = "Customers name her again and again, and her colleagues back up what she writes."
CRITERIA = (
    Criterion("Friendliness to customers", 50, Source.MARKS, 20),
    Criterion("Small good things", 30, Source.GOOD_THINGS, 6),
    Criterion("What customers wrote", 20, Source.WORDS, 3),
)
ORDER = count(1)


def record_papers(work_as):
    """Record both papers, so that the module is open."""
    with work_as("hr") as work:
        for kind in DocumentKind:
            cycles.record_document(work, DocumentDraft(kind, date(2026, 8, 1), f"{kind}.pdf", PDF))


def cycle_draft(cast: Cast, **changes) -> CycleDraft:
    """A cycle for the next shift lead, decided on by the two of HR."""
    values = {
        "role": "Shift lead",
        "about": "Leads a shift of six.",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 9, 15),
        "decide_by": date(2026, 12, 31),
        "decider_ids": (cast.hr.id, cast.hr_two.id),
        "criteria": CRITERIA,
    }
    return CycleDraft(**{**values, **changes})


def plan_cycle(work_as, cast: Cast, **changes) -> int:
    """A cycle, with the papers recorded."""
    record_papers(work_as)
    with work_as("hr") as work:
        return cycles.plan_cycle(work, cycle_draft(cast, **changes))


def add_marks(work_as, cast: Cast, marks, *, words="", person="employee", **more):
    """Customers' answers that name a person."""
    with work_as("hr") as work:
        add_scores(
            work.session,
            cast.shop_a.id,
            marks,
            **{"scale": "friendliness", "day": date(2026, 3, 2), **more},
            person_id=getattr(cast, person).id,
            comment=words or None,
        )


def open_review(work_as, cast: Cast, cycle_id: int, *, person="employee", by="lead") -> int:
    """A review in its first state."""
    with work_as(by) as work:
        return begin.open_review(work, cycle_id, getattr(cast, person).id)


def first_piece(work, review_id: int) -> int:
    """The first piece of evidence in a file."""
    return work.session.query(ReviewEvidence).filter_by(review_id=review_id).order_by("number").first().id


def look(work_as, review_id: int, name: str):
    """Open the evidence in somebody's name."""
    with work_as(name) as work:
        note_view(work, get_case(work.session, review_id, local_today(work)))


def review_in(work_as, cast: Cast, state: State, *, clock=None) -> int:
    """A review of the employee in a state; lead proposes, HR decides, it can be contested."""
    cycle_id = plan_cycle(work_as, cast, role=f"Shift lead {next(ORDER)}")
    if state in (State.REQUESTED, State.DECLINED):
        with work_as("employee") as work:
            review_id = begin.request_review(work, cycle_id)
        if state is State.DECLINED:
            with work_as("lead") as work:
                begin.decline_request(work, review_id, "There is no place free this year.")
        return review_id
    review_id = open_review(work_as, cast, cycle_id)
    bring_to(work_as, review_id, state, clock=clock)
    return review_id


def bring_to(work_as, review_id: int, state: State, *, clock=None):
    """Take a drafted review on to a state."""
    for act in _path_to(state):
        act(work_as, review_id)
    if state is State.CLOSED:
        clock.advance(days=43)
        with work_as("hr") as work:
            decide.close_review(work, review_id)
        clock.advance(days=-43)


def _path_to(state: State):
    if state is State.DRAFT:
        return []
    if state is State.WITHDRAWN:
        return [_withdraw]
    outcome = {State.REJECTED: Action.REJECT, State.NOT_ENOUGH: Action.FIND_NOT_ENOUGH}.get(
        state, Action.APPROVE
    )
    way = [_share, _answer, _propose, lambda work_as, number: _decide(work_as, number, outcome), _contest]
    length = {State.SHARED: 1, State.ANSWERED: 2, State.PROPOSED: 3, State.CONTESTED: 5}.get(state, 4)
    return way[:length]


def _share(work_as, review_id):
    with work_as("lead") as work:
        prepare.state_as_lead(work, review_id, "She keeps calm in a full shop.")
        prepare.share_review(work, review_id)


def _answer(work_as, review_id):
    with work_as("employee") as work:
        prepare.answer_review(work, review_id, "I like the evenings best.")


def _propose(work_as, review_id):
    with work_as("lead") as work:
        decide.propose(work, review_id, ProposalDraft(REASON, (first_piece(work, review_id),)))


def _decide(work_as, review_id, action):
    look(work_as, review_id, "hr")
    with work_as("hr") as work:
        decide.decide(work, review_id, action, REASON)


def _contest(work_as, review_id):
    with work_as("employee") as work:
        decide.contest(work, review_id, "My answer was not read.")


def _withdraw(work_as, review_id):
    with work_as("employee") as work:
        decide.withdraw(work, review_id, "")


def close_due(storage, clock) -> int:
    """The job that closes what can no longer be contested."""
    with storage.work(SYSTEM, clock.now()) as work:
        return decide.close_due_reviews(work)


def give_passwords(work_as, cast: Cast, *names: str):
    """Passwords for those who confirm something."""
    with work_as("administrator") as work:
        for name in names:
            set_password(work, work.session.get(Person, getattr(cast, name).id), PASSWORD)


def access_things(storage, cast, clock):
    """What the access matrix speaks of: a shared review of the employee, one of HR, a cycle, a paper."""

    @contextmanager
    def work_as(name):
        with storage.look(NOBODY, clock.now()) as work:
            actor = cast.actor(work.session, name, clock.now().date())
        with storage.work(actor, clock.now()) as work:
            yield work

    add_marks(work_as, cast, [9, 4], words="Kind.")
    proposed = review_in(work_as, cast, State.PROPOSED)
    cycle_id = plan_cycle(work_as, cast)
    review_id = open_review(work_as, cast, cycle_id)
    bring_to(work_as, review_id, State.SHARED)
    own = open_review(work_as, cast, cycle_id, person="hr", by="hr_two")
    add_marks(work_as, cast, [9], words="Kind.", person="hr")
    with work_as("hr_two") as work:
        prepare.share_review(work, own)
    other_cycle = plan_cycle(work_as, cast, role="Floor lead")
    free_cycle = plan_cycle(work_as, cast, role="Stock lead")
    with work_as("employee") as work:
        requested = begin.request_review(work, other_cycle)
        piece = first_piece(work, review_id)
        dispute(work, review_id, piece, "That was not me.")
    with work_as("hr") as work:
        other = (
            work.session.query(ReviewEvidence).filter_by(review_id=review_id).order_by("number").all()[1].id
        )
        paper = work.session.query(ReviewDocument).first().id
    return {
        "review": review_id,
        "proposed": proposed,
        "review_of_hr": own,
        "requested": requested,
        "cycle": cycle_id,
        "free_cycle": free_cycle,
        "paper": paper,
        "disputed": piece,
        "piece": other,
    }
