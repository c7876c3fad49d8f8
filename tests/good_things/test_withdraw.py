def test_the_writer_takes_it_back_and_brings_it_back(page, kept, row):
    browser = page.as_("employee")
    answer = browser.post(f"/good-things/{kept}/withdraw")
    assert (answer.status, answer.location) == (303, f"/good-things/{kept}")
    assert row(kept).withdrawn_at is not None
    assert page.as_("colleague").get(f"/good-things/{kept}").status == 404
    opened = browser.get(f"/good-things/{kept}")
    assert "You withdrew this" in opened.text
    assert opened.find("form", action=f"/good-things/{kept}/withdraw/undo")
    assert browser.post(f"/good-things/{kept}/withdraw/undo").status == 303
    assert page.as_("colleague").get(f"/good-things/{kept}").status == 200


def test_twice_is_once(page, kept, row, clock):
    browser = page.as_("employee")
    browser.post(f"/good-things/{kept}/withdraw")
    first = row(kept).withdrawn_at
    clock.advance(minutes=5)
    browser.post(f"/good-things/{kept}/withdraw")
    assert row(kept).withdrawn_at == first
    for _ in range(2):
        assert browser.post(f"/good-things/{kept}/withdraw/undo").status == 303


def test_after_a_day_it_stays(page, kept, clock, row):
    clock.advance(hours=24)
    answer = page.as_("employee").post(f"/good-things/{kept}/withdraw")
    assert answer.status == 409
    assert "You can add a note" in answer.text
    assert row(kept).withdrawn_at is None


def test_a_day_after_withdrawing_there_is_no_way_back(page, kept, clock):
    page.as_("employee").post(f"/good-things/{kept}/withdraw")
    clock.advance(hours=24)
    assert page.as_("employee").post(f"/good-things/{kept}/withdraw/undo").status == 409
    opened = page.as_("employee").get(f"/good-things/{kept}")
    assert not opened.find("form", action=f"/good-things/{kept}/withdraw/undo")


def test_what_is_withdrawn_offers_its_writer_nothing_else(page, kept):
    browser = page.as_("employee")
    browser.post(f"/good-things/{kept}/withdraw")
    opened = browser.get(f"/good-things/{kept}")
    assert f"/good-things/{kept}/edit" not in opened.links
    assert browser.get(f"/good-things/{kept}/edit").status == 409
