"""The flow on the database: who, when and why of each step, and what is refused on the way."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from tests.factories.reviews import (
    REASON,
    add_marks,
    bring_to,
    close_due,
    cycle_draft,
    first_piece,
    look,
    open_review,
    plan_cycle,
    record_papers,
    review_in,
)
from tracker.core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from tracker.people.models import Lead
from tracker.reviews.models import ReviewEvidence, ReviewStep
from tracker.reviews.queries.cycles import list_papers
from tracker.reviews.queries.file import get_file
from tracker.reviews.rules.steps import Action, State
from tracker.reviews.service import begin, cycles, decide, evidence, prepare
from tracker.reviews.service.decide import ProposalDraft


@pytest.fixture(autouse=True)
def some_marks(work_as, cast):
    add_marks(work_as, cast, [9, 8, 4], words="She took her time for me.")


def file_of(work_as, review_id):
    with work_as("hr") as work:
        return get_file(work.session, review_id)


def refused(code, kind=ConflictError):
    return pytest.raises(kind, check=lambda error: error.code == code)


@pytest.mark.parametrize("state", list(State))
def test_a_review_can_be_brought_to_every_state(work_as, cast, clock, state):
    review_id = review_in(work_as, cast, state, clock=clock)
    assert file_of(work_as, review_id).state is state


def test_each_step_says_who_when_and_why(work_as, cast, clock):
    review_id = review_in(work_as, cast, State.CONTESTED)
    steps = file_of(work_as, review_id).steps
    assert [(step.number, step.action, step.by) for step in steps] == [
        (1, "open", "Lead"),
        (2, "share", "Lead"),
        (3, "answer", "Employee"),
        (4, "propose", "Lead"),
        (5, "approve", "Hr"),
        (6, "contest", "Employee"),
    ]
    assert steps[3].reason == REASON
    assert {step.at for step in steps} == {clock.now()}


def test_sharing_freezes_the_evidence_and_starts_five_working_days(work_as, cast):
    review_id = review_in(work_as, cast, State.DRAFT)
    assert file_of(work_as, review_id).items == ()
    bring_to(work_as, review_id, State.SHARED)
    add_marks(work_as, cast, [1])
    found = file_of(work_as, review_id)
    assert [item.piece.mark for item in found.items] == [9, 8, 4]
    assert (found.shared_on, found.answer_due_on) == (date(2026, 9, 16), date(2026, 9, 23))
    assert found.gathered.rules_version == "2026-1"


def test_a_proposal_waits_five_working_days_without_an_answer(work_as, cast, clock):
    review_id = review_in(work_as, cast, State.SHARED)
    with work_as("lead") as work, refused("review-answer-time"):
        decide.propose(work, review_id, ProposalDraft(REASON, (first_piece(work, review_id),)))
    clock.advance(days=8)
    with work_as("lead") as work:
        decide.propose(work, review_id, ProposalDraft(REASON, (first_piece(work, review_id),)))


def test_without_the_papers_the_module_is_off(work_as, cast):
    with work_as("hr") as work, refused("reviews-off"):
        cycles.plan_cycle(work, cycle_draft(cast))


def test_withdrawing_a_paper_stops_every_step_but_not_the_persons_own(work_as, cast):
    review_id = review_in(work_as, cast, State.PROPOSED)
    with work_as("hr") as work:
        cycles.withdraw_document(work, list_papers(work.session)[0].id)
        cycles.withdraw_document(work, list_papers(work.session)[0].id)
    look(work_as, review_id, "hr")
    with work_as("hr") as work, refused("reviews-off"):
        decide.decide(work, review_id, Action.APPROVE, REASON)
    with work_as("employee") as work:
        decide.withdraw(work, review_id, "")


def test_a_paper_that_is_not_there_cannot_be_withdrawn(work_as):
    with work_as("hr") as work, pytest.raises(NotFoundError):
        cycles.withdraw_document(work, 99)


def test_a_cycle_changes_until_the_first_review_in_it(work_as, cast):
    cycle_id = plan_cycle(work_as, cast)
    with work_as("hr") as work:
        cycles.change_cycle(work, cycle_id, cycle_draft(cast, role="Floor lead"))
    open_review(work_as, cast, cycle_id)
    with work_as("hr") as work, refused("cycle-begun"):
        cycles.change_cycle(work, cycle_id, cycle_draft(cast))
    with work_as("hr") as work, pytest.raises(NotFoundError):
        cycles.change_cycle(work, 99, cycle_draft(cast))


def test_a_person_has_one_review_in_a_cycle_unless_it_was_withdrawn(work_as, cast):
    cycle_id = plan_cycle(work_as, cast)
    first = open_review(work_as, cast, cycle_id)
    with work_as("hr") as work, refused("review-exists"):
        begin.open_review(work, cycle_id, cast.employee.id)
    with work_as("lead") as work:
        decide.withdraw(work, first, "Opened in the wrong cycle.")
    open_review(work_as, cast, cycle_id)


def test_no_review_begins_after_the_cycle_or_for_somebody_who_left(work_as, cast, clock):
    cycle_id = plan_cycle(work_as, cast)
    with work_as("hr") as work, refused("person-left"):
        begin.open_review(work, cycle_id, cast.leaver.id)
    clock.advance(days=200)
    with work_as("employee") as work, refused("cycle-over"):
        begin.request_review(work, cycle_id)


@pytest.mark.parametrize("name", ["employee", "colleague", "lead_elsewhere", "delegate", "administrator"])
def test_only_hr_and_the_persons_own_lead_open_a_review(work_as, cast, name):
    cycle_id = plan_cycle(work_as, cast)
    with work_as(name) as work, pytest.raises(ForbiddenError):
        begin.open_review(work, cycle_id, cast.employee.id)


def test_hr_cannot_open_a_review_of_themselves_but_can_ask_for_one(work_as, cast):
    cycle_id = plan_cycle(work_as, cast)
    with work_as("hr") as work, pytest.raises(ForbiddenError):
        begin.open_review(work, cycle_id, cast.hr.id)
    with work_as("hr") as work:
        review_id = begin.request_review(work, cycle_id)
    with work_as("hr") as work, refused("review-own-case", ForbiddenError):
        begin.accept_request(work, review_id)
    with work_as("hr_two") as work:
        begin.accept_request(work, review_id)
    assert file_of(work_as, review_id).deciders == ("Hr Two",)


def test_nobody_signed_in_asks_for_nothing(work_as, cast):
    cycle_id = plan_cycle(work_as, cast)
    with work_as() as work, pytest.raises(ForbiddenError):
        begin.request_review(work, cycle_id)
    with work_as() as work, pytest.raises(ForbiddenError):
        cycles.plan_cycle(work, cycle_draft(cast))


def test_only_the_lead_writes_the_leads_statement_and_only_before_the_proposal(work_as, cast):
    review_id = review_in(work_as, cast, State.SHARED)
    for name in ("hr", "employee", "delegate"):
        with work_as(name) as work, pytest.raises(ForbiddenError):
            prepare.state_as_lead(work, review_id, "No.")
    bring_to(work_as, review_in(work_as, cast, State.DRAFT), State.SHARED)
    proposed = review_in(work_as, cast, State.PROPOSED)
    with work_as("lead") as work, refused("review-state"):
        prepare.state_as_lead(work, proposed, "Too late.")


@pytest.mark.parametrize(("ids", "code"), [((), "used-none"), ((999,), "used-unknown")])
def test_a_proposal_rests_on_evidence_of_its_own_file(work_as, cast, ids, code):
    review_id = review_in(work_as, cast, State.ANSWERED)
    with work_as("lead") as work, refused(code, InvalidError):
        decide.propose(work, review_id, ProposalDraft(REASON, ids))


def test_a_disputed_piece_cannot_be_used_until_a_third_person_lets_it_stand(work_as, cast):
    review_id = review_in(work_as, cast, State.ANSWERED)
    with work_as("employee") as work:
        piece = first_piece(work, review_id)
        evidence.dispute(work, review_id, piece, "That was not me.")
    with work_as("hr") as work, refused("disputed-already"):
        evidence.dispute(work, review_id, piece, "Again.")
    with work_as("lead") as work, refused("used-disputed", InvalidError):
        decide.propose(work, review_id, ProposalDraft(REASON, (piece,)))
    with work_as("hr_two") as work:
        evidence.rule(work, review_id, piece, ruling="stands", reason="The roster shows her at the till.")
    with work_as("lead") as work:
        decide.propose(work, review_id, ProposalDraft(REASON, (piece,)))
    look(work_as, review_id, "hr_two")
    with work_as("hr_two") as work, refused("review-ruled", ForbiddenError):
        decide.decide(work, review_id, Action.APPROVE, REASON)


def test_a_piece_taken_out_leaves_the_count_and_cannot_be_used(work_as, cast):
    review_id = review_in(work_as, cast, State.ANSWERED)
    with work_as("employee") as work:
        piece = first_piece(work, review_id)
        evidence.dispute(work, review_id, piece, "That was not me.")
    assert file_of(work_as, review_id).figure.n == 3
    with work_as("hr") as work:
        evidence.rule(work, review_id, piece, ruling="out", reason="She was on leave that day.")
    found = file_of(work_as, review_id)
    assert found.figure.n == 2
    assert found.items[0].is_out
    assert found.items[0].dispute.ruled_by == "Hr"
    with work_as("lead") as work, refused("used-disputed", InvalidError):
        decide.propose(work, review_id, ProposalDraft(REASON, (piece,)))
    with work_as("hr") as work, refused("dispute-none"):
        evidence.rule(work, review_id, piece, ruling="stands", reason="Again.")


def test_a_dispute_after_the_proposal_holds_the_decision_until_the_ruling(work_as, cast):
    review_id = review_in(work_as, cast, State.PROPOSED)
    with work_as("employee") as work:
        evidence.dispute(work, review_id, first_piece(work, review_id), "That was not me.")
    look(work_as, review_id, "hr")
    with work_as("hr") as work, refused("review-dispute-open"):
        decide.decide(work, review_id, Action.APPROVE, REASON)


def test_disputes_belong_to_those_of_the_case_and_to_pieces_of_the_file(work_as, cast):
    review_id = review_in(work_as, cast, State.SHARED)
    other = review_in(work_as, cast, State.SHARED)
    with work_as("colleague") as work, pytest.raises(ForbiddenError):
        evidence.dispute(work, review_id, first_piece(work, review_id), "No.")
    with work_as("employee") as work, pytest.raises(NotFoundError):
        evidence.dispute(work, review_id, first_piece(work, other), "No.")
    draft = review_in(work_as, cast, State.DRAFT)
    with work_as("employee") as work, refused("review-state"):
        evidence.dispute(work, draft, 1, "No.")


def test_the_person_adds_what_is_missed_while_the_file_is_open(work_as, cast):
    review_id = review_in(work_as, cast, State.SHARED)
    with work_as("employee") as work:
        evidence.add_piece(work, review_id, day=date(2026, 5, 1), text="Trained two newcomers.")
    with work_as("lead") as work, pytest.raises(ForbiddenError):
        evidence.add_piece(work, review_id, day=date(2026, 5, 1), text="No.")
    assert file_of(work_as, review_id).items[-1].piece.text == "Trained two newcomers."
    proposed = review_in(work_as, cast, State.PROPOSED)
    with work_as("employee") as work, refused("review-state"):
        evidence.add_piece(work, proposed, day=date(2026, 5, 1), text="Too late.")


def test_whoever_decides_has_opened_the_evidence_after_the_proposal(work_as, cast, clock):
    review_id = review_in(work_as, cast, State.ANSWERED)
    look(work_as, review_id, "hr")
    clock.advance(hours=1)
    with work_as("lead") as work:
        decide.propose(work, review_id, ProposalDraft(REASON, (first_piece(work, review_id),)))
    with work_as("hr") as work, refused("review-unseen"):
        decide.decide(work, review_id, Action.APPROVE, REASON)
    look(work_as, review_id, "hr")
    with work_as("hr") as work:
        decide.decide(work, review_id, Action.APPROVE, REASON)


def test_whoever_proposes_does_not_decide(work_as, cast):
    review_id = review_in(work_as, cast, State.ANSWERED)
    with work_as("hr") as work:
        decide.propose(work, review_id, ProposalDraft(REASON, (first_piece(work, review_id),)))
    look(work_as, review_id, "hr")
    with work_as("hr") as work, refused("review-same-person", ForbiddenError):
        decide.decide(work, review_id, Action.APPROVE, REASON)


def test_the_persons_own_manager_case_is_not_proposed_by_those_they_lead(work_as, cast, storage, clock):
    with work_as("hr") as work:
        work.session.add(
            Lead(team_id=cast.company.id, person_id=cast.employee.id, starts_on=date(2026, 1, 1))
        )
    review_id = review_in(work_as, cast, State.ANSWERED)
    with work_as("hr") as work, refused("review-own-manager", ForbiddenError):
        decide.propose(work, review_id, ProposalDraft(REASON, (first_piece(work, review_id),)))


def test_a_contested_decision_needs_a_new_second_person(work_as, cast):
    review_id = review_in(work_as, cast, State.CONTESTED)
    look(work_as, review_id, "hr")
    with work_as("hr") as work, refused("review-decided-before", ForbiddenError):
        decide.decide(work, review_id, Action.APPROVE, REASON)
    look(work_as, review_id, "hr_two")
    with work_as("hr_two") as work:
        decide.decide(work, review_id, Action.REJECT, REASON)
    found = file_of(work_as, review_id)
    assert (found.state, found.outcome) == (State.REJECTED, "rejected")
    with work_as("employee") as work, refused("review-contested-before"):
        decide.contest(work, review_id, "Once more.")


def test_hr_names_another_person_to_decide_but_none_with_a_part_in_the_review(work_as, cast):
    review_id = review_in(work_as, cast, State.PROPOSED)
    for unfit in ("employee", "lead"):
        with work_as("hr") as work, refused("decider-unfit", InvalidError):
            decide.appoint(work, review_id, getattr(cast, unfit).id)
    with work_as("hr") as work, refused("person-left"):
        decide.appoint(work, review_id, cast.leaver.id)
    with work_as("lead") as work, pytest.raises(ForbiddenError):
        decide.appoint(work, review_id, cast.lead_elsewhere.id)
    with work_as("hr") as work:
        decide.appoint(work, review_id, cast.lead_elsewhere.id)
    look(work_as, review_id, "lead_elsewhere")
    with work_as("lead_elsewhere") as work:
        decide.decide(work, review_id, Action.FIND_NOT_ENOUGH, REASON)
    assert file_of(work_as, review_id).outcome == "not-enough"


def test_others_than_the_person_say_why_they_withdraw_a_review(work_as, cast):
    review_id = review_in(work_as, cast, State.SHARED)
    with work_as("lead") as work, refused("text-missing", InvalidError):
        decide.withdraw(work, review_id, " ")
    proposed = review_in(work_as, cast, State.PROPOSED)
    with work_as("lead") as work, pytest.raises(ForbiddenError):
        decide.withdraw(work, proposed, "Changed my mind.")


def test_the_job_closes_what_can_no_longer_be_contested_and_nothing_twice(work_as, cast, storage, clock):
    review_id = review_in(work_as, cast, State.REJECTED)
    assert close_due(storage, clock) == 0
    clock.set(clock.now().replace(month=10, day=29))
    assert close_due(storage, clock) == 1
    assert close_due(storage, clock) == 0
    assert file_of(work_as, review_id).steps[-1].by is None


def test_a_file_is_only_added_to_and_the_database_sees_to_it(work_as, cast):
    review_in(work_as, cast, State.SHARED)
    for table, column in ((ReviewEvidence, "body"), (ReviewStep, "reason")):
        with pytest.raises(DBAPIError), work_as("hr") as work:
            work.session.execute(update(table).values({column: "changed"}))


def test_a_review_that_is_not_there_is_not_found(work_as, cast):
    record_papers(work_as)
    with work_as("hr") as work, pytest.raises(NotFoundError):
        prepare.share_review(work, 99)
    with work_as("hr") as work, pytest.raises(NotFoundError):
        get_file(work.session, 99)
