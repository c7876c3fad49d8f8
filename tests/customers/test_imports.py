"""The list of imports and the files to fill in."""

import io

import pytest

from tests.factories.customers import add_import


def test_the_list_holds_what_was_taken_and_what_was_undone_but_not_what_waits(page, work_as, clock):
    with work_as("hr") as work:
        add_import(work.session, file_name="taken.csv", added=1234)
        add_import(work.session, file_name="undone.csv", state="undone", undone_at=clock.now())
        add_import(work.session, file_name="waiting.csv", state="checked")
    shown = page.as_("hr").get("/customers/imports")
    assert "taken.csv" in shown.text
    assert "1,234" in shown.text
    assert "undone.csv" in shown.text
    assert "waiting.csv" not in shown.text


def test_an_empty_list_says_so(page):
    assert "Nothing has been taken in yet." in page.as_("hr").get("/customers/imports").text


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("kind", ["scores", "results"])
def test_a_sample_file_can_be_brought_in_as_it_is(kind, language, page):
    browser = page.as_("hr", language=language)
    sample = browser.get(f"/customers/imports/sample-{kind}.csv")
    assert sample.response.headers["Content-Disposition"] == f'attachment; filename="sample-{kind}.csv"'
    form = {"source": "Sample", "low": "1", "high": "10", "file": (io.BytesIO(sample.response.data), "s.csv")}
    answer = browser.post(f"/customers/imports/{kind}", form, content_type="multipart/form-data")
    assert answer.status == 303, answer.text
