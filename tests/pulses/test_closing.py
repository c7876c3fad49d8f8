"""Closing counts once, releases what enough people stand behind, and destroys the rest."""

import stat

import pytest
from sqlalchemy import func, select, text

from tracker.core.access import SYSTEM
from tracker.core.errors import ConflictError
from tracker.core.sealing import RoundKeys, Sheet, seal
from tracker.pulses.models import (
    PulseBox,
    PulseCell,
    PulseComment,
    PulseMoment,
    PulseNullifier,
    PulseParticipation,
    PulseRoster,
    PulseRound,
    PulseSplit,
    PulseSpread,
)
from tracker.pulses.queries.rounds import list_nodes
from tracker.pulses.rules.planning import RoundKind
from tracker.pulses.service import closing
from tracker.pulses.service.submit import receive


def rows(storage, clock, table):
    with storage.look(SYSTEM, clock.now()) as work:
        found = list(work.session.scalars(select(table)))
        work.session.expunge_all()
    return found


def node_of(storage, clock, round_id, team):
    with storage.look(SYSTEM, clock.now()) as work:
        nodes = list_nodes(work.session, round_id)
        return next(node.node_id for node in nodes if node.team_id == team)


def counts(storage, clock, *tables):
    with storage.look(SYSTEM, clock.now()) as work:
        return [work.session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_a_round_releases_teams_that_are_large_enough_and_nothing_of_the_small_one(
    world, storage, clock, cast
):
    opened = world.play(4)
    cells = {(cell.node_id, cell.item_id): cell for cell in rows(storage, clock, PulseCell)}
    shown = {node for node, _ in cells}
    assert node_of(storage, clock, opened.id, cast.shop_a.id) in shown
    assert node_of(storage, clock, opened.id, cast.shop_c.id) in shown
    assert node_of(storage, clock, opened.id, cast.shop_b.id) not in shown
    north = node_of(storage, clock, opened.id, cast.north.id)
    assert {cell.n for (node, _), cell in cells.items() if node == north} == {9}
    company = node_of(storage, clock, opened.id, cast.company.id)
    assert {cell.n for (node, _), cell in cells.items() if node == company} == {21}


def test_after_closing_no_envelope_no_mark_no_roster_and_no_key_is_left(world, storage, clock, key_dir):
    world.play(3)
    assert counts(storage, clock, PulseBox, PulseNullifier, PulseRoster) == [0, 0, 0]
    assert list(key_dir.iterdir()) == []
    assert [found.scrubbed for found in rows(storage, clock, PulseRound)] == [True]


def test_a_key_file_can_be_read_by_its_owner_alone(world, key_dir):
    world.open()
    (path,) = key_dir.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_dir.stat().st_mode) == 0o700


def test_a_key_file_that_others_can_read_is_refused(world, key_dir):
    world.open()
    (path,) = key_dir.iterdir()
    path.chmod(0o644)
    with pytest.raises(ConflictError):
        world.answer(world.everybody[0], 4)


def test_a_full_round_releases_the_split_from_thirty_people(world, storage, clock, cast):
    world.add_people(cast.shop_a.id, 25)
    world.play(5, kind=RoundKind.FULL)
    split = rows(storage, clock, PulseSplit)
    assert {row.shift for row in split} == {-25, 0, 25}
    assert all(row.not_engaged == row.actively_disengaged == 0 for row in split)
    assert min(row.engaged for row in split) >= 30


def test_a_quick_round_releases_no_split(world, storage, clock, cast):
    world.add_people(cast.shop_a.id, 30)
    world.play(5)
    assert rows(storage, clock, PulseSplit) == []


def test_pairs_of_items_are_released_from_a_hundred_people(world, storage, clock, cast):
    world.add_people(cast.shop_c.id, 120)
    opened = world.play(lambda person: (1 + person % 5, 1 + person % 4, 1 + person % 3, 3))
    found = rows(storage, clock, PulseMoment)
    assert len(found) == 6
    assert {row.round_id for row in found} == {opened.id}
    assert all(row.n >= 100 for row in found)
    assert all(row.within_a == pytest.approx(0) for row in found)


def test_spread_needs_ten_people_and_fits_the_sums(world, storage, clock):
    world.play(lambda person: (1 + person % 5, 4, 4, 0))
    cells = {(row.node_id, row.item_id): row for row in rows(storage, clock, PulseCell)}
    spreads = rows(storage, clock, PulseSpread)
    assert spreads
    for row in spreads:
        assert row.n >= 10
        assert (
            row.h1 + 2 * row.h2 + 3 * row.h3 + 4 * row.h4 + 5 * row.h5
            <= cells[row.node_id, row.item_id].total
        )


def test_an_item_nobody_answered_has_no_figure(world, storage, clock):
    world.play((4, 4, 4, 0))
    assert len({cell.item_id for cell in rows(storage, clock, PulseCell)}) == 3


def test_response_is_kept_as_a_band_for_groups_of_ten(world, storage, clock, cast):
    opened = world.play(4, who=world.people[cast.shop_c.id][:6])
    bands = {row.node_id: row.rate_band for row in rows(storage, clock, PulseParticipation)}
    assert bands[node_of(storage, clock, opened.id, cast.shop_c.id)] in {40, 50}
    assert node_of(storage, clock, opened.id, cast.shop_b.id) not in bands
    assert set(bands.values()) <= set(range(10, 100, 10))


def test_comments_go_into_pools_of_ten_and_the_others_are_destroyed(world, storage, clock, cast):
    opened = world.open()
    for number, person in enumerate(world.people[cast.shop_c.id]):
        world.answer(person, 4, f"South says {number}" if number < 3 else "")
    for person in world.people[cast.shop_b.id]:
        world.answer(person, 4, "too few of us")
    world.close()
    found = rows(storage, clock, PulseComment)
    south = node_of(storage, clock, opened.id, cast.shop_c.id)
    assert {comment.body for comment in found} == {"South says 0", "South says 1", "South says 2"}
    assert {comment.node_id for comment in found} == {south}


def test_comments_of_a_block_are_laid_down_anew_each_week(world, storage, clock, cast):
    south = world.people[cast.shop_c.id]
    for week in range(2):
        world.open()
        for person in south:
            world.answer(person, 4, f"week {week}" if person == south[0] else "")
        world.close()
        before = {comment.k for comment in rows(storage, clock, PulseComment)}
        clock.advance(days=2)
    after = rows(storage, clock, PulseComment)
    assert sorted(comment.body for comment in after) == ["week 0", "week 1"]
    assert len(before) == 2


def test_closing_twice_changes_nothing(world, storage, clock):
    opened = world.play(4)
    before = counts(storage, clock, PulseCell, PulseSpread, PulseParticipation)
    with pytest.raises(ConflictError):
        closing.close_round(world.place, opened.id)
    assert counts(storage, clock, PulseCell, PulseSpread, PulseParticipation) == before


def test_a_closing_that_stopped_after_the_first_step_is_taken_up_again(world, storage, clock):
    opened = world.open()
    for person in world.everybody:
        world.answer(person, 4)
    with storage.work(SYSTEM, clock.now()) as work:
        closing.stop_receiving(work, opened.id)
    with pytest.raises(ConflictError):
        world.answer(world.everybody[0], 4)
    closing.close_round(world.place, opened.id)
    assert counts(storage, clock, PulseBox) == [0]
    assert counts(storage, clock, PulseCell)[0] > 0


def test_a_closing_that_stopped_before_the_key_was_destroyed_is_finished_later(
    world, storage, clock, key_dir
):
    opened = world.open()
    world.answer(world.everybody[0], 4)
    with storage.work(SYSTEM, clock.now()) as work:
        closing.stop_receiving(work, opened.id)
    with storage.work(SYSTEM, clock.now()) as work:
        closing.count_and_release(work, opened.id, world.keys)
    assert len(list(key_dir.iterdir())) == 1
    assert closing.clear_remains(world.place)
    assert list(key_dir.iterdir()) == []
    assert rows(storage, clock, PulseRound)[0].scrubbed


def test_a_failure_while_releasing_leaves_every_sheet_where_it_was(world, storage, clock, monkeypatch):
    opened = world.open()
    for person in world.everybody:
        world.answer(person, 4)
    with storage.work(SYSTEM, clock.now()) as work:
        closing.stop_receiving(work, opened.id)
    with storage.work(SYSTEM, clock.now()) as work:
        work.session.execute(
            text("INSERT INTO pulse_participation (round_id, node_id, rate_band) VALUES (:r, 0, 50)"),
            {"r": opened.id},
        )
    with (
        pytest.raises(Exception, match=r"pulse_participation|UNIQUE"),
        storage.work(SYSTEM, clock.now()) as work,
    ):
        closing.count_and_release(work, opened.id, world.keys)
    assert counts(storage, clock, PulseBox, PulseCell) == [len(world.everybody), 0]


def test_a_copied_envelope_is_counted_once_and_a_forged_one_not_at_all(world, storage, clock, cast):
    opened = world.open()
    members = world.people[cast.shop_a.id]
    for person in members[:4]:
        world.answer(person, 5)
    world.answer(members[4], 1)
    with storage.work(SYSTEM, clock.now()) as work:
        first = work.session.scalars(select(PulseBox)).first()
        for number in range(6):
            receive(work.session, opened.id, bytes([number]) * 32, first.ct)
        node = node_of(storage, clock, opened.id, cast.shop_a.id)
        forged = seal(
            Sheet(node, (1, 1, 1, 1)), public=opened.public_key, nullifier_key=RoundKeys.fresh().nullifier_key
        )
        receive(work.session, opened.id, b"f" * 32, forged)
    closed = world.close()
    assert closed.refused == 7
    assert {cell.n for cell in rows(storage, clock, PulseCell)} == {5}


def test_a_round_without_its_key_cannot_be_closed(world, storage, clock, key_dir):
    opened = world.open()
    world.answer(world.everybody[0], 4)
    for path in key_dir.iterdir():
        path.unlink()
    with pytest.raises(ConflictError):
        closing.close_round(world.place, opened.id)


def test_thresholds_written_too_low_into_a_round_are_refused_by_the_database(world, storage, clock):
    world.open()
    with pytest.raises(Exception, match="score_floor"), storage.work(SYSTEM, clock.now()) as work:
        work.session.execute(text("UPDATE pulse_round SET k_score = 1"))


def test_a_released_figure_cannot_be_changed(world, storage, clock):
    world.play(4)
    with pytest.raises(Exception, match="never changes"), storage.work(SYSTEM, clock.now()) as work:
        work.session.execute(text("UPDATE pulse_cell SET total = n"))


def test_a_leader_s_own_sheet_counts_one_step_above_the_team(world, storage, clock, cast):
    world.open()
    for person in world.people[cast.shop_a.id]:
        world.answer(person, 5)
    world.answer(cast.lead.id, 1)
    world.close()
    opened = rows(storage, clock, PulseRound)[0]
    shop = node_of(storage, clock, opened.id, cast.shop_a.id)
    assert {(cell.n, cell.total) for cell in rows(storage, clock, PulseCell) if cell.node_id == shop} == {
        (9, 45)
    }
