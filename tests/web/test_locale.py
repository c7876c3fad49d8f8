import pytest


def chosen(page, **options):
    return page.get("/sign-in", **options).find("html")[0].get("lang")


@pytest.fixture
def fresh(page):
    """A browser that has chosen nothing yet."""
    browser = page.anonymous
    browser.client.delete_cookie("kindline-language")
    return browser


def test_the_browsers_language_is_followed(fresh):
    fresh.language = "nl"
    assert chosen(fresh, headers={"Accept-Language": "nl-BE,nl;q=0.9"}) == "nl"


def test_without_a_wish_the_organisations_language_is_used(fresh):
    assert chosen(fresh) == "en"


def test_the_language_can_be_changed_before_signing_in(page):
    browser = page.anonymous
    answer = browser.post("/language", {"language": "nl", "next": "/sign-in"})
    assert (answer.status, answer.location) == (303, "/sign-in")
    browser.language = "nl"
    assert browser.get("/sign-in").heading == "Inloggen"


def test_an_unknown_language_changes_nothing(page):
    browser = page.anonymous
    assert browser.post("/language", {"language": "xx", "next": "//evil.example"}).location == "/"
    assert browser.get("/sign-in").heading == "Sign in"
