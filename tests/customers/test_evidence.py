"""What customers say about a person, as a review gathers it."""

from datetime import date

import pytest

from tests.factories.customers import DAY, add_scores
from tracker.core.stats import mean_interval
from tracker.customers.queries import friendliness_of, list_evidence_about
from tracker.customers.rules.scales import Praise
from tracker.people.models import Choice

START, END = date(2026, 8, 1), date(2026, 9, 30)


@pytest.fixture
def phone(work_as):
    with work_as() as work:
        choice = Choice(
            kind="channel", code="telephone", label_en="Telephone", label_nl="Telefoon", position=90
        )
        work.session.add(choice)
        work.session.flush()
        return choice.id


def test_evidence_holds_the_scores_that_name_a_person_in_the_period_newest_first(work_as, cast, phone):
    me = cast.employee.id
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [9], person_id=me, comment="So kind", channel_id=phone)
        add_scores(
            work.session, cast.shop_a.id, [8], person_id=me, day=date(2026, 9, 2), scale="friendliness"
        )
        add_scores(work.session, cast.shop_a.id, [7], person_id=me, day=date(2026, 9, 3))
        add_scores(work.session, cast.shop_a.id, [10], person_id=cast.colleague.id)
        add_scores(work.session, cast.shop_a.id, [10], person_id=me, day=date(2026, 7, 31))
        add_scores(work.session, cast.shop_a.id, [2], person_id=me, not_about_person=True)
        found = list_evidence_about(work.session, me, START, END)
    assert [each.value for each in found] == [7, 8, 9]
    assert [each.praise for each in found] == [Praise.MENTION, Praise.MARK, Praise.THANKS]
    assert (found[2].channel_en, found[2].channel_nl, found[2].comment) == (
        "Telephone",
        "Telefoon",
        "So kind",
    )
    assert found[2].day == DAY


def test_friendliness_is_not_told_below_twenty_marks(work_as, cast):
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [8] * 19, person_id=cast.employee.id, scale="friendliness")
        found = friendliness_of(work.session, cast.employee.id, START, END)
    assert (found.n, found.mean, found.team_n) == (19, None, 19)


def test_friendliness_stands_beside_the_level_of_the_own_team(work_as, cast, phone):
    own, others = [8, 9] * 10, [6, 7, 10] * 5
    with work_as("hr") as work:
        session = work.session
        add_scores(
            session, cast.shop_a.id, own, person_id=cast.employee.id, scale="friendliness", channel_id=phone
        )
        add_scores(session, cast.shop_a.id, others, scale="friendliness")
        add_scores(session, cast.shop_b.id, [1] * 30, scale="friendliness")
        found = friendliness_of(session, cast.employee.id, START, END)
    assert found.mean == mean_interval(own)
    assert found.team.mean == pytest.approx(mean_interval(own + others).mean)
    assert found.team.margin == pytest.approx(mean_interval(own + others).margin)
    assert [(each.channel_en, each.n) for each in found.channels] == [("Telephone", 20)]


def test_friendliness_of_somebody_nobody_marked_is_an_answer(work_as, cast):
    with work_as("hr") as work:
        found = friendliness_of(work.session, cast.employee.id, START, END)
    assert (found.n, found.mean, found.team_n, found.team, found.channels) == (0, None, 0, None, ())
