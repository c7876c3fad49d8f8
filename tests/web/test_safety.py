import pytest

from tracker.web.safety import policy, safe_path

ELSEWHERE = [
    "",
    None,
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "evil.example",
    "/%2fevil.example",
    "/%2F%2Fevil.example",
    "/%5cevil.example",
    "/%255cevil.example",
    "/%252f%252fevil.example",
    " /evil",
    "/\tevil",
    "/\nevil",
    "/evil\r\nSet-Cookie: a=b",
    "/\x00",
    "/ok\\..\\evil",
    "?next=/",
    "#",
    "data:text/html,x",
    "/%0d%0aSet-Cookie:a=b",
    "/%09/evil.example",
    "//",
    "/\\",
    "/%2f",
]


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_a_path_that_may_lead_elsewhere_is_not_followed(asked):
    assert safe_path(asked) is None


@pytest.mark.parametrize(
    "asked", ["/", "/account", "/teams/3?from=week&to=2", "/a-b_c.d/e", "/teams/3#members"]
)
def test_a_path_of_our_own_is_followed(asked):
    assert safe_path(asked) == asked


def test_the_cdn_is_in_the_policy_only_while_it_is_used():
    assert "cdn.jsdelivr.net" in policy("cdn")
    assert "cdn.jsdelivr.net" not in policy("local")


@pytest.mark.parametrize("chart_source", ["cdn", "local"])
def test_the_policy_allows_nothing_inline(chart_source):
    assert "unsafe" not in policy(chart_source)
    assert policy(chart_source).startswith("default-src 'none'")


@pytest.mark.parametrize("url", ["/sign-in", "/account", "/nothing-here"])
def test_every_answer_carries_the_protecting_headers(page, url):
    headers = page.as_("employee").get(url).response.headers
    for name in (
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
        "X-Frame-Options",
    ):
        assert headers.get(name), name


def test_pages_are_not_kept_by_browsers_and_static_files_are(page):
    browser = page.as_("employee")
    assert browser.get("/account").response.headers["Cache-Control"] == "no-store"
    sheet = next(link.get("href") for link in browser.get("/account").find("link", rel="stylesheet"))
    kept = browser.get(sheet).response.headers
    assert "immutable" in kept["Cache-Control"]
    assert kept["X-Content-Type-Options"] == "nosniff"


def test_a_foreign_host_name_is_refused(page):
    answer = page.anonymous.get("/sign-in", base_url="http://evil.example")
    assert answer.status == 400
    assert "evil" not in answer.html


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_change_sent_along_by_another_site_is_refused(page, site):
    assert (
        page.anonymous.post("/language", {"language": "nl"}, headers={"Sec-Fetch-Site": site}).status == 403
    )


@pytest.mark.parametrize("number", ["99999999999999999999999", "2147483648", "-1"])
def test_a_number_that_no_key_can_be_has_no_page(page, number):
    for url in ("/people/{}", "/teams/{}", "/good-things/{}", "/rounds/teams/{}", "/reviews/{}"):
        assert page.as_("hr").get(url.format(number)).status == 404, url
