from datetime import timedelta

from tests.cast import TODAY
from tests.factories.good_things import add_customer_proof, add_good_thing, add_thanks, in_name_of
from tracker.good_things import service
from tracker.good_things.queries.entries import PAGE
from tracker.people.models import Membership

MOST_STATEMENTS = 8


def test_a_team_reads_its_wall_newest_first(page, work_as, cast):
    with work_as() as work:
        first = add_good_thing(work, cast.employee.id, sentence="The first thing, and it helped somebody.")
        second = add_good_thing(work, cast.colleague.id, sentence="The second thing, and it helped as well.")
    wall = page.as_("colleague").get("/good-things")
    assert wall.status == 200
    assert wall.text.index(second.sentence) < wall.text.index(first.sentence)


def test_what_is_told_late_stands_with_its_day(page, work_as, cast):
    with work_as() as work:
        new = add_good_thing(work, cast.employee.id)
        late = add_good_thing(work, cast.employee.id, happened_on=TODAY - timedelta(days=4))
    text = page.as_("colleague").get("/good-things").text
    assert text.index(new.sentence) < text.index(late.sentence)


def test_a_wall_shows_no_other_team(page, kept):
    assert f"/good-things/{kept}" not in page.as_("colleague_elsewhere").get("/good-things").links
    assert f"/good-things/{kept}" in page.as_("colleague").get("/good-things").links


def test_what_is_private_hidden_or_withdrawn_is_on_no_wall(page, work_as, cast):
    with work_as() as work:
        private = add_good_thing(work, cast.employee.id, private=True)
        hidden = add_good_thing(work, cast.employee.id, cast.colleague.id)
        service.hide_good_thing(in_name_of(work, cast.colleague.id), hidden)
        gone = add_good_thing(work, cast.employee.id)
        service.withdraw_good_thing(in_name_of(work, cast.employee.id), gone)
    for name in ("employee", "colleague", "lead"):
        links = page.as_(name).get("/good-things").links
        assert not {f"/good-things/{entry.id}" for entry in (private, hidden, gone)} & set(links)


def test_a_lead_reads_their_teams_and_chooses_one(page, work_as, cast):
    with work_as() as work:
        shop = add_good_thing(work, cast.employee.id)
        north = add_good_thing(work, cast.lead.id)
    browser = page.as_("lead")
    both = set(browser.get("/good-things").links)
    assert {f"/good-things/{shop.id}", f"/good-things/{north.id}"} <= both
    chosen = browser.get(f"/good-things?team={cast.shop_a.id}")
    assert f"/good-things/{shop.id}" in chosen.links
    assert f"/good-things/{north.id}" not in chosen.links
    [picked] = [e for e in chosen.find("option") if "selected" in e.attrib]
    assert picked.get("value") == str(cast.shop_a.id)


def test_a_team_that_is_not_yours_cannot_be_chosen(page, cast):
    assert page.as_("employee").get(f"/good-things?team={cast.shop_c.id}").status == 404
    assert page.as_("hr").get(f"/good-things?team={cast.shop_a.id}").status == 404
    assert page.as_("employee").get(f"/good-things?team={cast.shop_a.id}").status == 200


def test_one_team_needs_no_choice(page):
    assert not page.as_("employee").get("/good-things").find("select", id="team")


def test_a_wall_turns_its_pages(page, work_as, cast):
    with work_as() as work:
        for _ in range(PAGE + 1):
            newest = add_good_thing(work, cast.employee.id)
    browser = page.as_("colleague")
    first = browser.get("/good-things")
    assert "Page 1 of 2" in first.text
    assert f"/good-things/{newest.id}" in first.links
    second = browser.get("/good-things?page=2")
    assert len(second.find("article")) == 1
    assert browser.get("/good-things?page=3").status == 404
    assert browser.get("/good-things?page=nonsense").status == 200
    assert browser.get("/good-things?page=-4").status == 200


def test_the_ladder_shows_all_three_rungs_of_every_entry(page, work_as, cast):
    with work_as() as work:
        add_good_thing(work, cast.employee.id)
    assert (
        "Told (reached) A colleague (not yet) A customer (not yet)"
        in page.as_("employee").get("/good-things").text
    )
    with work_as() as work:
        thanks = add_thanks(work, cast.colleague.id, cast.employee.id)
        add_customer_proof(work, thanks)
    text = page.as_("employee").get("/good-things").text
    assert "Told (reached) A colleague (reached) A customer (reached)" in text


def test_a_thank_you_says_who_thanks_whom(page, work_as, cast):
    with work_as() as work:
        add_thanks(work, cast.colleague.id, cast.employee.id, cast.lead.id, named_team_id=cast.shop_b.id)
        add_good_thing(work, cast.employee.id, cast.colleague.id)
    text = page.as_("employee").get("/good-things").text
    assert "thanks Employee, Lead, Shop B" in text
    assert "with Colleague" in text


def test_an_empty_wall_invites(page):
    assert "Nothing on this wall yet" in page.as_("employee").get("/good-things").text


def test_without_a_team_the_page_says_so(page, work_as, cast):
    with work_as() as work:
        place = work.session.query(Membership).filter_by(person_id=cast.employee.id).one()
        place.ends_on = place.starts_on
    opened = page.as_("employee").get("/good-things")
    assert opened.status == 200
    assert "You are in no team" in opened.text


def test_a_full_wall_asks_the_database_few_things(page, work_as, cast):
    with work_as() as work:
        for number in range(PAGE):
            entry = add_thanks(work, cast.colleague.id, cast.employee.id)
            if number % 2:
                service.confirm_good_thing(in_name_of(work, cast.hr.id), entry, edition=entry.edition)
    assert len(page.as_("lead").get("/good-things").statements) <= MOST_STATEMENTS


def test_nobody_is_ranked_and_nothing_is_counted_for_points(page, work_as, cast):
    with work_as() as work:
        add_good_thing(work, cast.employee.id)
    text = page.as_("lead").get("/good-things").text.lower()
    for word in ("point", "rank", "score", "top ", "most "):
        assert word not in text


def test_what_people_write_is_shown_as_they_wrote_it(page, work_as, cast):
    with work_as() as work:
        add_good_thing(work, cast.employee.id, sentence="<b>Bold</b> & “quoted” <script>alert(1)</script>")
    opened = page.as_("colleague").get("/good-things")
    assert "<b>Bold</b> & “quoted” <script>alert(1)</script>" in opened.text
    assert "<script>alert" not in opened.html


def test_the_wall_speaks_dutch(page, work_as, cast):
    with work_as() as work:
        add_thanks(work, cast.colleague.id, cast.employee.id)
    text = page.as_("employee", language="nl").get("/good-things").text
    assert "bedankt Employee" in text
    assert "Advies" in text
    assert "In de winkel" in text
