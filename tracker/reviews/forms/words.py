"""The words of reviews: states, steps, sources, and why something is refused."""

from typing import Any

from flask_babel import lazy_gettext as _l

from tracker.reviews.queries.contents import ReviewFile
from tracker.reviews.rules.evidence import Kind, Proof, Source, Strength
from tracker.reviews.rules.steps import DECIDED, Action, Refusal, State
from tracker.web.formats import day

STATES: dict[State, Any] = {
    State.REQUESTED: _l("Asked for"),
    State.DRAFT: _l("Being prepared"),
    State.SHARED: _l("Waiting for the answer"),
    State.ANSWERED: _l("Answered"),
    State.PROPOSED: _l("Proposed"),
    State.APPROVED: _l("Approved"),
    State.REJECTED: _l("Not approved"),
    State.NOT_ENOUGH: _l("Not enough evidence"),
    State.CONTESTED: _l("Contested"),
    State.CLOSED: _l("Closed"),
    State.WITHDRAWN: _l("Withdrawn"),
    State.DECLINED: _l("Declined"),
}
TONES: dict[State, str] = {
    State.SHARED: "honey",
    State.PROPOSED: "honey",
    State.CONTESTED: "honey",
    State.REQUESTED: "honey",
    State.APPROVED: "pink",
    State.REJECTED: "blue",
    State.NOT_ENOUGH: "blue",
}
NEXT: dict[State, Any] = {
    State.REQUESTED: _l("%(person)s asked for this review. HR or the lead takes it up, or says why not."),
    State.DRAFT: _l(
        "HR or the lead shares the file. Only then is the evidence gathered, and everybody sees it at once, "
        "%(person)s first of all."
    ),
    State.SHARED: _l(
        "%(person)s can answer until %(due)s. After the answer, or from the next day on, HR or the lead can "
        "propose a promotion."
    ),
    State.ANSWERED: _l("HR or the lead can now propose a promotion, or withdraw the review and say why."),
    State.PROPOSED: _l(
        "A second person now reads the evidence and decides: %(deciders)s. Nobody decides on their own "
        "proposal, their own case or a person they lead."
    ),
    State.APPROVED: _l("The promotion was approved. %(person)s can contest this until %(until)s."),
    State.REJECTED: _l("The promotion was not approved. %(person)s can contest this until %(until)s."),
    State.NOT_ENOUGH: _l(
        "There is not enough evidence to decide. That says nothing against %(person)s, who can contest this "
        "until %(until)s."
    ),
    State.CONTESTED: _l(
        "%(person)s contested the decision. Somebody who has not decided before reads the file again and "
        "decides: %(deciders)s."
    ),
    State.CLOSED: _l("This review is closed. Nothing in it changes any more."),
    State.WITHDRAWN: _l("This review was withdrawn. A new one can be opened."),
    State.DECLINED: _l("The request was declined, for the reason below. It can be made again."),
}
FINAL_AFTER_CONTEST = _l("This was the second decision. It is final, and HR closes the review.")
STEPS: dict[Action, Any] = {
    Action.REQUEST: _l("Asked for the review"),
    Action.OPEN: _l("Opened the review"),
    Action.ACCEPT: _l("Took up the request"),
    Action.DECLINE: _l("Declined the request"),
    Action.SHARE: _l("Gathered the evidence and shared it"),
    Action.ANSWER: _l("Answered"),
    Action.PROPOSE: _l("Proposed a promotion"),
    Action.APPROVE: _l("Approved the promotion"),
    Action.REJECT: _l("Did not approve the promotion"),
    Action.FIND_NOT_ENOUGH: _l("Found that there is not enough evidence"),
    Action.CONTEST: _l("Contested the decision"),
    Action.APPOINT: _l("Named one more person to decide"),
    Action.WITHDRAW: _l("Withdrew the review"),
    Action.CLOSE: _l("Closed the review"),
}


def what_next(file: ReviewFile) -> str:
    """Say in plain words what happens next with a review, and who has to act."""
    if file.state in DECIDED and any(step.action is Action.CONTEST for step in file.steps):
        return str(FINAL_AFTER_CONTEST)
    facts = {
        "person": file.person,
        "due": day(file.answer_due_on),
        "until": day(file.contest_until),
        "deciders": ", ".join(file.deciders),
    }
    return str(NEXT[file.state]) % facts


OUTCOMES: dict[str, Any] = {
    "approved": _l("Approved"),
    "rejected": _l("Not approved"),
    "not-enough": _l("Not enough evidence"),
}
SOURCES: dict[Source, Any] = {
    Source.MARKS: _l("Friendliness marks of customers"),
    Source.GOOD_THINGS: _l("Small good things, confirmed by others"),
    Source.WORDS: _l("What customers wrote"),
    Source.ADDED: _l("What the person adds"),
}
CRITERIA: dict[Source, Any] = {
    Source.MARKS: _l("Friendliness to customers"),
    Source.GOOD_THINGS: _l("Small good things"),
    Source.WORDS: _l("Customers' own words"),
    Source.ADDED: _l("What the figures miss"),
}
KINDS: dict[Kind, Any] = {
    Kind.SCORE: _l("Customer"),
    Kind.GOOD_THING: _l("Good thing"),
    Kind.ADDED: _l("Added by the person"),
}
PROOFS: dict[Proof, Any] = {
    Proof.SELF: _l("Own word"),
    Proof.COLLEAGUE: _l("Confirmed by a colleague"),
    Proof.CUSTOMER: _l("Confirmed by a customer"),
}
STRENGTHS: dict[Strength, Any] = {
    Strength.NOT_YET: _l("Not enough yet"),
    Strength.INDICATIVE: _l("Indicative"),
    Strength.FIRM: _l("Enough marks to lean on"),
}
SCALES: dict[str, Any] = {
    "recommend": _l("Would recommend, 0 to 10"),
    "satisfaction": _l("Satisfied, 1 to 5"),
    "effort": _l("Made it easy, 1 to 7"),
    "mark": _l("Mark, 1 to 10"),
    "friendliness": _l("Friendliness, 1 to 10"),
}
PARTS: dict[str, Any] = {"person": _l("The person's own words"), "lead": _l("The lead's words")}
RULINGS: dict[str, Any] = {"stands": _l("It stands"), "out": _l("It is taken out")}
PAPERS: dict[str, Any] = {
    "consent": _l("Consent of the works council"),
    "assessment": _l("Data protection impact assessment"),
}
REASONS: dict[str, Any] = {
    "reviews-off": _l(
        "Promotion reviews are off until HR has recorded the works council's consent and the impact "
        "assessment."
    ),
    "document-future": _l("The date of the document lies in the future."),
    "document-pdf": _l("Choose a PDF file."),
    "document-large": _l("The file is larger than 10 MB."),
    "cycle-period": _l("The period has to end after it starts."),
    "cycle-decide-by": _l("The last day for decisions lies before the end of the period."),
    "cycle-deciders": _l("Choose two different people to decide."),
    "cycle-begun": _l("A review has begun in this cycle, so its rules no longer change."),
    "cycle-over": _l("The last day for decisions in this cycle has passed."),
    "criteria-count": _l("Give at least one criterion a weight."),
    "criteria-weight": _l("A weight is a whole number from 1 to 100."),
    "criteria-sum": _l("The weights have to add up to 100."),
    "criteria-minimum": _l("The evidence asked for cannot be less than nothing."),
    "criteria-source": _l("Each source can have one criterion."),
    "person-left": _l("This person no longer works here."),
    "review-exists": _l("There is already a review of this person in this cycle."),
    "reason-short": _l("Write at least %(count)s characters, so that others understand it later."),
    "text-missing": _l("Write something here."),
    "text-long": _l("Use at most %(count)s characters."),
    "used-none": _l("Tick at least one piece of evidence on which your proposal rests."),
    "used-unknown": _l("The evidence has changed meanwhile. Open the page again."),
    "used-disputed": _l("A piece that is disputed or taken out cannot be ticked."),
    "decider-unfit": _l("%(name)s has another part in this review and cannot decide on it."),
    "disputed-already": _l("This piece is already disputed."),
    "dispute-none": _l("There is no open dispute about this piece."),
    Refusal.STATE.value: _l("The review has moved on, so this is no longer possible."),
    Refusal.NOT_YOURS.value: _l("Somebody else has to do this."),
    Refusal.OWN_CASE.value: _l("This review is about you, so others take this step."),
    Refusal.OWN_MANAGER.value: _l("This review is about somebody who leads you, so others take this step."),
    Refusal.OWN_LEAD.value: _l("You lead this person, so somebody else takes this step."),
    Refusal.SAME_PERSON.value: _l("You already had a say in this, so somebody else takes this step."),
    Refusal.DECIDED_BEFORE.value: _l("You decided on this review before, so somebody else looks at it now."),
    Refusal.RULED.value: _l("You ruled on a dispute in this review, so others take this step."),
    Refusal.UNSEEN.value: _l("Open the evidence first. It has to be read before it is decided on."),
    Refusal.ANSWER_TIME.value: _l("The person can still answer. A proposal waits until then."),
    Refusal.DISPUTE_OPEN.value: _l(
        "A piece on which the proposal rests is disputed. The decision waits for the ruling."
    ),
    Refusal.CONTEST_OVER.value: _l("The six weeks for contesting the decision are over."),
    Refusal.CONTESTED_BEFORE.value: _l("The decision was contested before. The second one is final."),
    Refusal.CONTEST_OPEN.value: _l("The decision can still be contested, so the review stays open."),
}
