"""Comments: pooled, from enough people, after the block, for leads and HR only."""

import pytest


@pytest.fixture
def block_with_comments(world, cast):
    """A block of four weeks in which twelve people of one shop wrote and nine of another did."""
    for week in range(4):
        world.open()
        for person in world.everybody:
            busy = person in world.people[cast.shop_c.id]
            world.answer(
                person, 4, f"The {'busy' if busy else 'quiet'} shop, week {week}" if week == 0 else ""
            )
        world.close()
        world.clock.advance(days=2, hours=10)
    return world


def test_the_comments_of_a_large_group_appear_when_the_block_is_over(block_with_comments, page, cast):
    answer = page.as_("lead_elsewhere").get(f"/rounds/teams/{cast.shop_c.id}/comments")
    assert answer.text.count("The busy shop") == 12
    assert "quiet" not in answer.text


def test_a_group_of_nine_shows_nothing_of_its_own(block_with_comments, page, cast):
    answer = page.as_("lead").get(f"/rounds/teams/{cast.shop_a.id}/comments")
    assert "No comments yet" in answer.text
    assert "quiet" not in answer.text


def test_what_was_lifted_stands_with_the_group_above_for_hr(block_with_comments, page, cast):
    above = page.as_("hr").get(f"/rounds/teams/{cast.north.id}/comments")
    assert above.text.count("The quiet shop") == 12


def test_before_the_block_is_over_nobody_reads_a_comment(world, page, cast):
    world.open()
    for person in world.everybody:
        world.answer(person, 4, "Far too early")
    world.close()
    world.clock.advance(days=2, hours=10)
    for url in ("/rounds/comments", f"/rounds/teams/{cast.shop_c.id}/comments"):
        assert "Far too early" not in page.as_("hr").get(url).text


def test_no_comment_comes_with_a_week_a_score_or_a_name(block_with_comments, page, cast):
    answer = page.as_("hr", language="nl").get(f"/rounds/teams/{cast.shop_c.id}/comments")
    assert "Opmerkingen" in answer.text
    assert not answer.find("table")
    assert not answer.find("time")


def test_the_whole_organisations_pool_is_for_hr(page):
    assert page.as_("hr").get("/rounds/comments").status == 200
