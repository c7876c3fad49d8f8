"""The demo organisation: a known truth that is found again, and a small one played from start to end."""

from datetime import UTC, datetime

import numpy as np
import pytest
from sqlalchemy import func, select

from tracker.audit.service import first_bad_entry
from tracker.cli.demo.arrival import PASSWORD
from tracker.cli.demo.making import DemoRunsError, claim, make, start_afresh
from tracker.cli.demo.moods import EXPECTED_LINK, Moods
from tracker.cli.demo.roster import ACCOUNTS, Part, make_people, number_of
from tracker.cli.demo.teams import FULL, part_of
from tracker.core.access import Actor
from tracker.core.calendar import Week
from tracker.core.stats import default_linkage
from tracker.customers.models import CustomerResult, CustomerScore
from tracker.good_things.models import GoodThing, GoodThingProof
from tracker.people.models import Person
from tracker.pulses.models import PulseBox, PulseCell, PulseNode, PulseResult, PulseRound
from tracker.pulses.rules.planning import Plan, items_of
from tracker.pulses.service.submit import DeskState, find_desk
from tracker.reviews.models import Review, ReviewEvidence
from tracker.signin.models import Account
from tracker.signin.service import check_password
from tracker.storage.engine import make_engine
from tracker.storage.work import Storage

SMALL = part_of({"noord", "zwolle", "service", "kantoor", "webshop", "atelier"}, weeks=3)
NEW_YEAR = datetime(2027, 1, 14, 9, 30, tzinfo=UTC)


def simulated_link(seed: int):
    """What the truth looks like when the moods alone are drawn, without any of the product."""
    rng = np.random.default_rng(seed)
    people = make_people(FULL, rng)
    moods = Moods(FULL, people, rng)
    led = np.array([each.place == 0 for each in people])
    first, cells = Week(2026, 9), []
    plan = Plan(first)
    for number in range(FULL.weeks):
        week = first + number
        items = list(items_of(plan, week, kind=plan.kind(week), asked=frozenset()))
        who = np.array(moods.taking_part())
        given = moods.answers(list(who), number, items)
        for team in FULL.facing:
            here = given[(moods.team_of[who] == moods.codes.index(team.code)) & ~led[who]]
            marks = moods.marks(team.code, number, "mark", rng.poisson(0.6 * team.answers))
            if len(here) >= 6 and len(marks) >= 10:
                by_item = np.nanmean(np.where(here > 0, here, np.nan), axis=0)
                cells.append((team.code, number, by_item.mean(), marks.mean()))
    team, week, mood, mark = zip(*cells, strict=True)
    codes = [moods.codes.index(code) for code in team]
    return default_linkage(codes, week, mood, mark, permutations=99, rng=rng)


def test_the_planted_link_is_what_the_demo_says_it_is():
    found = [simulated_link(seed).r for seed in range(12)]
    assert np.mean(found) == pytest.approx(EXPECTED_LINK, abs=0.03)


def test_no_two_people_share_a_name_or_a_number():
    people = make_people(FULL, np.random.default_rng(1))
    assert len({each.name for each in people}) == len({each.number for each in people}) == len(people) == 260


def test_a_second_demo_in_the_same_folder_is_refused(tmp_path):
    with claim(tmp_path / "demo"), pytest.raises(DemoRunsError):
        claim(tmp_path / "demo")


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A small organisation, played over the turn of a year."""
    folder = tmp_path_factory.mktemp("played") / "demo"
    settings = start_afresh(folder)
    story = make(folder, settings, SMALL, present=NEW_YEAR, tell=lambda _line: None)
    storage = Storage(make_engine(settings["KINDLINE_DATABASE_URL"]))
    yield story, storage
    storage.engine.dispose()


def count(work, table):
    return work.session.scalar(select(func.count()).select_from(table))


def test_every_past_week_is_counted_and_this_one_is_open(played):
    _story, storage = played
    with storage.look(Actor(), NEW_YEAR) as work:
        rounds = work.session.scalars(select(PulseRound).order_by(PulseRound.id)).all()
        assert [(str(each.week), each.state) for each in rounds] == [
            ("2026-W52", "closed"),
            ("2026-W53", "closed"),
            ("2027-W01", "closed"),
            ("2027-W02", "open"),
        ]
        assert all(each.scrubbed for each in rounds[:-1])
        assert count(work, PulseBox) > 0
        assert first_bad_entry(work.session) is None


def test_the_small_team_has_no_figure_of_its_own_and_the_large_ones_do(played):
    _story, storage = played
    with storage.look(Actor(), NEW_YEAR) as work:
        shown = set(
            work.session.scalars(
                select(PulseNode.label).join(
                    PulseCell,
                    (PulseCell.node_id == PulseNode.node_id) & (PulseCell.round_id == PulseNode.round_id),
                )
            )
        )
    assert {"Zwolle", "Webshop en klantcontact", "Bladwijk"} <= shown
    assert "Reparatieatelier" not in shown


def test_only_the_printed_people_have_a_password_and_it_works(played):
    story, storage = played
    with storage.look(Actor(), NEW_YEAR) as work:
        accounts = work.session.execute(
            select(Person.staff_number, Account.password_hash).join(Account, Account.person_id == Person.id)
        ).all()
    printed = {number_of(story.stage.people, account.part) for account in ACCOUNTS}
    assert {number for number, _ in accounts} == printed
    assert check_password(accounts[0].password_hash, PASSWORD)


def test_the_printed_employee_still_has_this_weeks_sheet_to_fill_in(played):
    story, storage = played
    employee = story.stage.ids[number_of(story.stage.people, Part.EMPLOYEE)]
    with storage.look(Actor(person_id=employee), NEW_YEAR) as work:
        assert find_desk(work, story.stage.keys).state is DeskState.OPEN


def test_one_review_waits_for_the_employee_and_one_has_been_answered(played):
    story, storage = played
    with storage.look(Actor(), NEW_YEAR) as work:
        states = dict(work.session.execute(select(Review.person_id, Review.state)).all())
    employee = story.stage.ids[number_of(story.stage.people, Part.EMPLOYEE)]
    assert states == {employee: "shared", story.stage.ids[story.colleague]: "answered"}


def test_the_review_that_waits_rests_on_confirmed_good_things_and_on_customers(played):
    story, storage = played
    employee = story.stage.ids[number_of(story.stage.people, Part.EMPLOYEE)]
    with storage.look(Actor(), NEW_YEAR) as work:
        pieces = work.session.scalars(
            select(ReviewEvidence)
            .join(Review, Review.id == ReviewEvidence.review_id)
            .where(Review.person_id == employee)
        ).all()
        assert any(each.proof == "colleague" and (each.confirmers or 0) > 1 for each in pieces)
        assert any(each.kind == "score" and each.scale == "friendliness" for each in pieces)


def test_an_earlier_agency_measured_both_sides_and_the_small_team_was_left_out(played):
    story, storage = played
    with storage.look(Actor(), NEW_YEAR) as work:
        felt = set(work.session.scalars(select(PulseResult.team_id)))
        said = set(work.session.scalars(select(CustomerResult.team_id)))
    assert {story.stage.team_ids["zwolle"], story.stage.team_ids["webshop"]} <= felt & said
    assert story.stage.team_ids["atelier"] not in felt


def test_good_things_and_scores_came_in_by_the_products_own_verbs(played):
    story, storage = played
    with storage.look(Actor(), NEW_YEAR) as work:
        assert count(work, GoodThing) > 5
        assert count(work, GoodThingProof) > 0
        named = set(work.session.scalars(select(GoodThing.author_id)))
        assert named <= set(story.stage.ids.values())
        scales = set(work.session.scalars(select(CustomerScore.scale)))
    assert scales == {"mark", "friendliness", "recommend", "satisfaction", "effort"}
