"""The page after sending: the same for everybody."""


def test_it_thanks_and_says_what_happens_next(world, page):
    text = page.as_("employee").get("/pulse/received").text
    assert "Thank you, your sheet is in" in text
    assert "Only your first sheet of a round counts" in text


def test_it_is_the_same_page_whether_or_not_somebody_answered(world, page, cast):
    world.open()
    world.answer(cast.employee.id, 4)
    one, other = page.as_("employee").get("/pulse/received"), page.as_("colleague").get("/pulse/received")
    assert one.text.replace("Employee", "X").replace(" E ", " ") == other.text.replace(
        "Colleague", "X"
    ).replace(" C ", " ")
