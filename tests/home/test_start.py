"""The start page as each of the cast finds it, the hub of managing and the way through setting up."""

import pytest

from tracker.people.models import Organisation

EVERYBODY = ("employee", "lead", "delegate", "hr", "administrator", "works_council")


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_everybody_has_a_start_page_in_both_languages(page, cast, name, language):
    shown = page.as_(name, language=language).get("/")
    assert shown.status == 200
    assert "/good-things/new" in shown.links
    assert len(shown.statements) <= 14


def test_an_employee_finds_their_own_team(page, cast):
    shown = page.as_("employee").get("/")
    assert f"/teams/{cast.shop_a.id}" in shown.links
    assert "Teams you lead" not in shown.text
    assert "Setting up" not in shown.text
    assert "job process" not in shown.text


def test_a_lead_finds_the_teams_they_lead(page, cast):
    assert f"/rounds/teams/{cast.shop_a.id}" in page.as_("lead").get("/").links


def test_those_who_mind_the_house_are_told_when_no_job_process_runs(page, cast):
    for name in ("hr", "administrator"):
        for url in ("/", "/manage"):
            assert "The job process is not running" in page.as_(name).get(url).text


def test_setting_up_stands_on_the_start_page_until_it_is_done(page, cast, work_as):
    with work_as("hr") as work:
        work.session.get_one(Organisation, 1).set_up = False
    browser = page.as_("administrator")
    assert "Go on with setting up" in browser.get("/").text
    steps = browser.get("/manage/setup")
    assert "/people/import" in steps.links
    assert "/rounds" not in steps.links
    assert "/rounds" in page.as_("hr").get("/manage/setup").links
    assert browser.post("/manage/setup/finish").location == "/"
    assert "Go on with setting up" not in browser.get("/").text


def test_an_installation_without_an_organisation_shows_the_first_step(page, cast, work_as):
    with work_as("hr") as work:
        work.session.delete(work.session.get_one(Organisation, 1))
    shown = page.as_("administrator").get("/")
    assert "/manage/organisation" in shown.links


def test_the_hub_offers_each_role_only_what_it_may_do(page, cast):
    hr, administrator = page.as_("hr").get("/manage"), page.as_("administrator").get("/manage")
    for url in ("/people", "/teams", "/people/import", "/manage/organisation", "/manage/choices/moment"):
        assert url in hr.links
        assert url in administrator.links
    assert "/rounds" in hr.links
    assert "/linkage" in hr.links
    assert "/rounds" not in administrator.links
    assert "/log" in administrator.links
    assert "/log" not in hr.links
    assert page.as_("hr", language="nl").get("/manage").heading == "Beheer"
    assert page.as_("hr", language="nl").get("/manage/setup").heading == "Inrichten"


def test_the_works_council_finds_papers_linkage_and_log_at_the_start(page):
    links = page.as_("works_council").get("/").links
    assert {"/linkage", "/log", "/pulse/trust"} <= set(links)
    assert "/linkage" not in page.as_("employee").get("/").links
    for link in ("/linkage", "/log", "/reviews/papers"):
        assert page.as_("works_council").get(link).status == 200, link
