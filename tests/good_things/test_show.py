from tests.factories.good_things import add_customer_proof, add_good_thing, add_thanks, in_name_of
from tracker.good_things import service
from tracker.people.models import Choice


def opened(page, entry, name="employee", **how):
    return page.as_(name, **how).get(f"/good-things/{entry.id}")


def test_everything_said_about_it_is_there(page, work_as, cast):
    with work_as() as work:
        entry = add_good_thing(work, cast.employee.id, kind="personal-touch", minutes=15, could_copy=True)
    text = opened(page, entry, "colleague").text
    for words in (
        entry.sentence,
        "Advice",
        "In the shop",
        "Personal touch",
        "15 minutes",
        "Others could do this too",
    ):
        assert words in text


def test_it_names_who_stands_for_it(page, work_as, cast):
    with work_as() as work:
        entry = add_good_thing(work, cast.employee.id)
        service.confirm_good_thing(in_name_of(work, cast.colleague.id), entry, edition=entry.edition)
        add_customer_proof(work, entry)
    text = opened(page, entry).text
    assert "Told by Employee" in text
    assert "A colleague who was there (Done) Colleague" in text
    assert "A customer's thanks or mark names this person on that day." in text


def test_who_thanks_stands_for_it(page, work_as, cast):
    with work_as() as work:
        entry = add_thanks(work, cast.colleague.id, cast.employee.id)
    assert "A colleague who was there (Done) Colleague" in opened(page, entry).text


def test_only_the_writer_finds_edit_and_withdraw(page, work_as, cast):
    with work_as() as work:
        entry = add_good_thing(work, cast.employee.id)
    assert f"/good-things/{entry.id}/edit" in opened(page, entry).links
    assert opened(page, entry).find("form", action=f"/good-things/{entry.id}/withdraw")
    for name in ("colleague", "lead"):
        seen = opened(page, entry, name)
        assert f"/good-things/{entry.id}/edit" not in seen.links
        assert not seen.find("form", action=f"/good-things/{entry.id}/withdraw")


def test_after_a_day_there_is_a_note_in_place_of_edit(page, work_as, cast, clock):
    with work_as() as work:
        entry = add_good_thing(work, cast.employee.id)
    clock.advance(hours=24)
    links = opened(page, entry).links
    assert f"/good-things/{entry.id}/edit" not in links
    assert f"/good-things/{entry.id}/correct" in links


def test_only_somebody_who_was_there_finds_the_button_to_confirm(page, work_as, cast):
    with work_as() as work:
        log = add_good_thing(work, cast.employee.id)
        thanks = add_thanks(work, cast.colleague.id, cast.employee.id)
    for entry, name, offered in (
        (log, "colleague", True),
        (log, "employee", False),
        (log, "lead", False),
        (thanks, "employee", False),
        (thanks, "colleague", False),
    ):
        found = opened(page, entry, name).find("form", action=f"/good-things/{entry.id}/confirm")
        assert bool(found) is offered, (entry.way, name)


def test_a_code_whose_entry_is_gone_stands_for_itself(page, work_as, cast):
    with work_as() as work:
        entry = add_good_thing(work, cast.employee.id)
        work.session.query(Choice).filter_by(code="advice").delete()
    assert "advice" in opened(page, entry).text


def test_the_page_speaks_dutch(page, work_as, cast):
    with work_as() as work:
        entry = add_good_thing(work, cast.employee.id, minutes=5)
    text = opened(page, entry, language="nl").text
    assert "Verteld door Employee" in text
    assert "5 minuten" in text


def test_one_page_asks_the_database_few_things(page, work_as, cast):
    with work_as() as work:
        entry = add_thanks(work, cast.colleague.id, cast.employee.id)
    assert len(opened(page, entry).statements) <= 6
