"""One's own marks: thanks first, and nothing that was not about oneself."""

from datetime import timedelta

from tests.factories.customers import DAY, add_scores

ADDRESS = "/customers/mine"


def test_nobody_named_yet_is_said_kindly(page):
    assert "Nobody has named you yet" in page.as_("employee").get(ADDRESS).text


def test_thanks_come_first_and_lower_marks_wait_behind_a_fold(page, work_as, cast):
    with work_as("hr") as work:
        mine = {"person_id": cast.employee.id, "scale": "friendliness"}
        add_scores(work.session, cast.shop_a.id, [4], comment="Had to wait", **mine)
        add_scores(work.session, cast.shop_a.id, [10], comment="So kind", day=DAY - timedelta(days=9), **mine)
    shown = page.as_("employee").get(ADDRESS)
    assert shown.text.index("So kind") < shown.text.index("Had to wait")
    fold = "".join(shown.find("details", class_="fold")[0].itertext())
    assert "Had to wait" in fold
    assert "So kind" not in fold
    assert shown.find("details", class_="fold")[0].get("open") is None


def test_a_figure_about_oneself_needs_twenty_scores(page, work_as, cast):
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [8] * 19, person_id=cast.employee.id, scale="friendliness")
    assert "Not enough yet: 19 of 20" in page.as_("employee").get(ADDRESS).text
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [10], person_id=cast.employee.id, scale="friendliness")
    shown = page.as_("employee").get(ADDRESS)
    assert "Friendliness 8.1 20 scores · ± 0.2" in shown.text


def test_what_was_not_about_the_person_stays_out(page, work_as, cast):
    with work_as("hr") as work:
        mine = {"person_id": cast.employee.id, "not_about_person": True}
        add_scores(work.session, cast.shop_a.id, [1] * 20, comment="Too expensive", **mine)
    shown = page.as_("employee").get(ADDRESS)
    assert "Too expensive" not in shown.text
    assert "Nobody has named you yet" in shown.text


def test_nobody_sees_a_colleagues_marks(page, work_as, cast):
    with work_as("hr") as work:
        add_scores(work.session, cast.shop_a.id, [10], person_id=cast.employee.id, comment="So kind")
    for persona in ("colleague", "lead", "hr", "administrator", "works_council"):
        assert "So kind" not in page.as_(persona).get(ADDRESS).text


def test_marks_older_than_a_year_are_not_listed(page, work_as, cast):
    with work_as("hr") as work:
        old = DAY - timedelta(days=400)
        add_scores(
            work.session, cast.shop_a.id, [10], person_id=cast.employee.id, comment="Long ago", day=old
        )
    assert "Long ago" not in page.as_("employee").get(ADDRESS).text
