"""One promotion cycle of the demo: the two papers, the plan, and two reviews on their way."""

from datetime import date, timedelta

import typst

from tracker.cli.demo.roster import Part, number_of
from tracker.cli.demo.stage import Stage
from tracker.core.calendar import Week
from tracker.reviews.rules.cycles import CycleDraft, DocumentDraft, DocumentKind
from tracker.reviews.rules.evidence import Criterion, Source
from tracker.reviews.service import begin, cycles, prepare

ROLE = "Floor manager"
ABOUT = "Leads a shift of six to eight people on the shop floor and is there when a customer has trouble."
CRITERIA = (
    Criterion("Friendliness to customers", 50, Source.MARKS, 20),
    Criterion("Small good things, seen by others", 30, Source.GOOD_THINGS, 5),
    Criterion("What customers wrote", 20, Source.WORDS, 3),
)
PAPERS = {
    DocumentKind.CONSENT: ("consent-works-council.pdf", "Consent of the works council"),
    DocumentKind.ASSESSMENT: ("impact-assessment.pdf", "Data protection impact assessment"),
}
LEAD_ON_EMPLOYEE = "She keeps calm in a full shop and explains things without talking down to anybody."
LEAD_ON_COLLEAGUE = "Trained three new colleagues this spring and customers ask for them by name."
ANSWER = "I like the busy Saturdays best. I would want a course on planning before I start."
TIME_TO_DECIDE = timedelta(weeks=5)


def record_papers(stage: Stage) -> None:
    """Record the two papers without which reviews stay off; both say that they belong to a demo."""
    with stage.work_as(stage.ids[number_of(stage.people, Part.HR)]) as work:
        for kind, (file_name, title) in PAPERS.items():
            day = stage.clock.now().date()
            cycles.record_document(work, DocumentDraft(kind, day, file_name, _paper(title, day)))


def plan_cycle(stage: Stage, first: Week, last: Week) -> int:
    """Plan the cycle over a stretch of weeks, with the two people of HR to decide."""
    hr, second = (stage.ids[number_of(stage.people, part)] for part in (Part.HR, Part.HR_TWO))
    draft = CycleDraft(
        role=ROLE,
        about=ABOUT,
        starts_on=first.monday,
        ends_on=last.sunday,
        decide_by=last.sunday + TIME_TO_DECIDE,
        decider_ids=(hr, second),
        criteria=CRITERIA,
    )
    with stage.work_as(hr) as work:
        return cycles.plan_cycle(work, draft)


def play_reviews(stage: Stage, cycle_id: int, colleague: int) -> None:
    """Share two reviews; the printed employee still has to answer, the colleague has answered."""
    lead = stage.ids[number_of(stage.people, Part.LEAD)]
    employee = stage.ids[number_of(stage.people, Part.EMPLOYEE)]
    with stage.work_as(lead) as work:
        for person, words in ((employee, LEAD_ON_EMPLOYEE), (colleague, LEAD_ON_COLLEAGUE)):
            review = begin.open_review(work, cycle_id, person)
            prepare.state_as_lead(work, review, words)
            prepare.share_review(work, review)
    with stage.work_as(colleague) as work:
        prepare.answer_review(work, review, ANSWER)


def _paper(title: str, day: date) -> bytes:
    """Return a page that stands for a real document."""
    text = f"= {title}\n\nBladwijk, {day.isoformat()}\n\nThis page belongs to a demo and is no real document."
    return typst.compile(text.encode(), format="pdf")
