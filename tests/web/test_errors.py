"""Refusals and faults are answered with one page: a sentence, a way back, a reference."""


def test_a_foreign_host_is_refused_with_a_page(page):
    answer = page.anonymous.get("/sign-in", base_url="http://elsewhere.example")
    assert answer.status == 400
    assert answer.heading == "That request was not complete"


def test_a_page_that_does_not_exist_says_so_in_dutch(page):
    answer = page.as_("employee", language="nl").get("/nowhere")
    assert answer.status == 404
    assert answer.heading == "Hier is niets"
    assert answer.find("a", href="/")


def test_a_method_that_does_not_fit_names_a_way_back(page):
    answer = page.as_("employee").post("/account/nothing")
    assert answer.status in {404, 405}
    assert answer.find("a", href="/")
