"""The list of teams whose figures a reader may see."""

import pytest

URL = "/rounds/teams"


@pytest.mark.parametrize(
    ("persona", "seen", "hidden"),
    [
        ("employee", {"Shop A", "North", "Company"}, {"Shop B", "Shop C", "South"}),
        ("colleague_elsewhere", {"Shop C", "South", "Company"}, {"Shop A", "Shop B", "North"}),
        ("lead", {"Shop A", "North", "Company"}, {"Shop C", "South"}),
        ("hr", {"Shop A", "Shop B", "Shop C", "North", "South", "Company"}, set()),
    ],
)
def test_a_reader_sees_their_own_team_the_groups_above_and_what_they_lead(world, page, persona, seen, hidden):
    world.play(4)
    listed = {"".join(link.itertext()) for link in page.as_(persona).get(URL).find("a")}
    assert seen <= listed
    assert not hidden & listed


def test_a_team_below_the_threshold_is_listed_with_a_lock(world, page, cast):
    world.play(4)
    shown = page.as_("hr").get(URL)
    line = next(r for r in shown.find("tr") if "Shop B" in "".join(r.itertext()))
    assert "Not shown: too small a group" in "".join(line.itertext())


def test_before_the_first_round_no_team_has_a_figure(world, page):
    text = page.as_("hr").get(URL).text
    assert "4.0" not in text
    assert "Shop A" in text


def test_the_list_costs_few_statements(world, page):
    world.play(4)
    assert len(page.as_("hr").get(URL).statements) <= 3 + 5
