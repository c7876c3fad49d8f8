"""From a file to scores and sums: what is counted, what is the same, what is undone."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.factories.customers import count_scores, sums
from tracker.audit.models import AuditEntry
from tracker.core.calendar import Week
from tracker.core.errors import ConflictError, InvalidError, NotFoundError
from tracker.core.intake import blocks
from tracker.customers.models import CustomerImportPart, CustomerRollup, CustomerScore
from tracker.customers.queries.imports import get_import
from tracker.customers.rules.identity import Identity
from tracker.customers.rules.scales import ENDS, Scale
from tracker.customers.service import HandedIn, check_scores, drop_unfinished, take_import, undo_import

HEADER = "team,date,scale,value"


def hash_reference(text: str) -> bytes:
    return text.encode().ljust(32, b".")


def handed(*lines: str, header: str = HEADER, source: str = "Till", leave_out: bool = False) -> HandedIn:
    return HandedIn(source, "scores.csv", "\n".join([header, *lines]).encode(), leave_out)


@pytest.fixture
def bring(work_as):
    """Check a file and take it, as HR; give back the import."""

    def bringing(*lines: str, **options):
        with work_as("hr") as work:
            import_id = check_scores(work, handed(*lines, **options), hash_reference)
        with work_as("hr") as work:
            take_import(work, import_id)
            return get_import(work.session, import_id)

    return bringing


def rollup_is_right(session) -> bool:
    groups: dict[tuple, list[int]] = {}
    for score in session.scalars(select(CustomerScore)):
        groups.setdefault((score.team_id, score.week, score.scale), []).append(score.value)
    told = {
        (r.team_id, r.week, r.scale): {name: getattr(r, name) for name in sums("mark", [])}
        for r in session.scalars(select(CustomerRollup))
    }
    return told == {key: sums(key[2], values) for key, values in groups.items()}


def test_a_row_becomes_a_score_with_everything_it_said(work_as, cast):
    header = "Team;Datum;Schaal;Waarde;Geholpen door;Kanaal;Opmerking;Reden;Klant;ID;Niet over persoon"
    line = "SHOP_A;16-9-2026;Rapportcijfer;8,0;101;;Fijn geholpen;service;klant 7;r-1;nee"
    file = HandedIn("Till", "scores.csv", f"{header}\n{line}\n".encode())
    with work_as("hr") as work:
        take_import(work, check_scores(work, file, hash_reference))
        score = work.session.scalars(select(CustomerScore)).one()
    assert (score.team_id, score.day, score.scale, score.value) == (
        cast.shop_a.id,
        date(2026, 9, 16),
        "mark",
        8,
    )
    assert (score.person_id, score.comment, score.reason) == (cast.employee.id, "Fijn geholpen", "service")
    assert score.reference == hash_reference("klant 7")
    assert (score.external_id, score.source, score.not_about_person) == ("r-1", "Till", False)
    assert score.week == Week(2026, 38)


def test_the_same_file_twice_adds_nothing(bring, work_as):
    lines = ["shop_a,2026-09-01,mark,8", "shop_a,2026-09-01,mark,8", "shop_b,2026-09-02,recommend,10"]
    assert (bring(*lines).added, bring(*lines).added) == (3, 0)
    with work_as() as work:
        assert count_scores(work.session) == 3


def test_two_equal_rows_are_two_scores_and_a_third_in_a_longer_file_is_one_more(bring):
    line = "shop_a,2026-09-01,mark,8"
    assert bring(line, line).added == 2
    again = bring(line, line, line)
    assert (again.added, again.same) == (1, 2)


def test_the_same_row_from_another_source_is_another_score(bring):
    assert bring("shop_a,2026-09-01,mark,8").added == 1
    assert bring("shop_a,2026-09-01,mark,8", source="Web").added == 1


def test_an_external_id_counts_once_in_a_file_and_over_files(bring):
    header = f"{HEADER},external_id"
    assert bring("shop_a,2026-09-01,mark,8,a", "shop_a,2026-09-01,mark,8,a", header=header).same == 1
    assert bring("shop_a,2026-09-01,mark,8,a", "shop_a,2026-09-01,mark,8,b", header=header).added == 1


def test_a_known_id_that_says_something_else_is_wrong_by_row(bring, work_as):
    header = f"{HEADER},external_id"
    bring("shop_a,2026-09-01,mark,8,a", header=header)
    with work_as("hr") as work, pytest.raises(InvalidError, match="rows-wrong") as caught:
        check_scores(work, handed("shop_a,2026-09-01,mark,9,a", header=header), hash_reference)
    assert [(p.row, p.code) for p in caught.value.facts["problems"]] == [(2, "id-other")]
    twice = handed("shop_a,2026-09-01,mark,9,x", "shop_a,2026-09-02,mark,9,x", header=header)
    with work_as("hr") as work, pytest.raises(InvalidError) as caught:
        check_scores(work, twice, hash_reference)
    assert [(p.row, p.code) for p in caught.value.facts["problems"]] == [(3, "id-twice")]


WRONG = {
    "nowhere,2026-09-01,mark,8": ("team", "unknown-team", "nowhere"),
    ",2026-09-01,mark,8": ("team", "cell-empty", ""),
    "shop_a,yesterday,mark,8": ("date", "not-a-day", "yesterday"),
    "shop_a,2026-09-17,mark,8": ("date", "day-outside", "2026-09-17"),
    "shop_a,2026-09-01,smile,8": ("scale", "unknown-choice", "smile"),
    "shop_a,2026-09-01,mark,11": ("value", "out-of-range", "11"),
    "shop_a,2026-09-01,mark,0": ("value", "out-of-range", "0"),
    "shop_a,2026-09-01,recommend,-1": ("value", "out-of-range", "-1"),
    "shop_a,2026-09-01,satisfaction,6": ("value", "out-of-range", "6"),
    "shop_a,2026-09-01,effort,8": ("value", "out-of-range", "8"),
    "shop_a,2026-09-01,mark,7.5": ("value", "not-whole", "7.5"),
    "shop_a,2026-09-01,mark,good": ("value", "not-a-number", "good"),
    "shop_a,2026-09-01,mark,": ("value", "cell-empty", ""),
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_cell_is_named_by_row_and_column_and_nothing_is_taken(line, work_as, storage):
    good = "shop_a,2026-09-01,mark,8"
    with pytest.raises(InvalidError, match="rows-wrong") as caught, work_as("hr") as work:
        check_scores(work, handed(good, line, good), hash_reference)
    problem = caught.value.facts["problems"][0]
    assert (problem.row, problem.column, problem.code, problem.value) == (3, *WRONG[line])
    with work_as() as work:
        assert count_scores(work.session) == 0
        assert work.session.scalar(select(CustomerImportPart.number)) is None


def test_wrong_rows_can_be_left_out_and_the_mended_file_adds_only_those(bring):
    good, bad, mended = "shop_a,2026-09-01,mark,8", "shop_a,2026-09-01,mark,88", "shop_a,2026-09-01,mark,9"
    first = bring(good, bad, leave_out=True)
    assert (first.added, first.wrong, first.problems[0].row) == (1, 1, 3)
    second = bring(good, mended)
    assert (second.added, second.same) == (1, 1)


def test_an_unknown_person_channel_or_flag_is_wrong(work_as):
    header = f"{HEADER},helper,channel,moment,not about person"
    line = "shop_a,2026-09-01,mark,8,999,pigeon,never,maybe"
    with pytest.raises(InvalidError) as caught, work_as("hr") as work:
        check_scores(work, handed(line, header=header), hash_reference)
    found = {p.column: p.code for p in caught.value.facts["problems"]}
    assert found == {
        "helper": "unknown-person",
        "channel": "not-in-list",
        "moment": "not-in-list",
        "not_about_person": "not-yes-or-no",
    }


def test_a_missing_column_is_named(work_as):
    with pytest.raises(InvalidError, match="columns-missing") as caught, work_as("hr") as work:
        check_scores(work, HandedIn("Till", "a.csv", b"team,date\nshop_a,2026-09-01\n"), hash_reference)
    assert caught.value.facts["missing"] == "scale, value"


def test_an_import_that_overlaps_what_came_in_since_the_check_adds_only_the_rest(work_as):
    with work_as("hr") as work:
        first = check_scores(work, handed("shop_a,2026-09-01,mark,8"), hash_reference)
        second = check_scores(
            work, handed("shop_a,2026-09-01,mark,8", "shop_a,2026-09-01,mark,9"), hash_reference
        )
        take_import(work, first)
        take_import(work, second)
        taken = get_import(work.session, second)
        assert (taken.added, taken.same) == (1, 1)
        assert rollup_is_right(work.session)


def test_an_import_is_taken_once_and_undone_once(bring, work_as):
    brought = bring("shop_a,2026-09-01,mark,8")
    with work_as("hr") as work:
        with pytest.raises(ConflictError, match="import-not-waiting"):
            take_import(work, brought.id)
        undo_import(work, brought.id)
        with pytest.raises(ConflictError, match="import-not-taken"):
            undo_import(work, brought.id)
        with pytest.raises(NotFoundError):
            undo_import(work, 10_000)
        assert count_scores(work.session) == 0
        assert list(work.session.scalars(select(CustomerRollup))) == []
        events = list(work.session.scalars(select(AuditEntry.event)))
    assert events == ["scores-imported", "import-undone"]


def test_an_undone_import_can_be_brought_in_again(bring, work_as):
    brought = bring("shop_a,2026-09-01,mark,8")
    with work_as("hr") as work:
        undo_import(work, brought.id)
    assert bring("shop_a,2026-09-01,mark,8").added == 1


def test_a_checked_file_that_nobody_takes_is_forgotten_after_a_day(work_as, clock):
    with work_as("hr") as work:
        import_id = check_scores(work, handed("shop_a,2026-09-01,mark,8"), hash_reference)
        assert drop_unfinished(work) == 0
    clock.set(clock.now() + timedelta(days=1, minutes=1))
    with work_as("hr") as work:
        assert drop_unfinished(work) == 1
        with pytest.raises(NotFoundError):
            get_import(work.session, import_id)


def test_sums_equal_the_scores_whatever_comes_and_goes(bring, work_as, cast):
    source = random.Random(7)  # noqa: S311 - test data
    imports = []
    for number in range(6):
        lines = []
        for _ in range(60):
            scale = source.choice(list(Scale))
            value = source.randint(ENDS[scale].low, ENDS[scale].high)
            day = date(2026, 8, 24) + timedelta(days=source.randrange(20))
            lines.append(f"{source.choice(['shop_a', 'shop_b', 'shop_c'])},{day},{scale},{value}")
        imports.append(bring(*lines, source=f"source {number % 2}").id)
        with work_as() as work:
            assert rollup_is_right(work.session)
    source.shuffle(imports)
    for import_id in imports:
        with work_as("hr") as work:
            undo_import(work, import_id)
            assert rollup_is_right(work.session)
    with work_as() as work:
        assert list(work.session.scalars(select(CustomerRollup))) == []


def test_every_value_of_every_scale_is_summed_as_the_rules_say(bring, work_as):
    lines = [
        f"shop_a,2026-09-01,{scale},{value}"
        for scale, ends in ENDS.items()
        for value in range(ends.low, ends.high + 1)
    ]
    bring(*lines)
    with work_as() as work:
        assert rollup_is_right(work.session)
        tops = dict(work.session.execute(select(CustomerRollup.scale, CustomerRollup.top)).all())
    assert tops == {scale: ends.high - ends.top + 1 for scale, ends in ENDS.items()}


def test_a_file_of_many_blocks_is_taken_whole(bring, work_as, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 3)
    lines = [f"shop_a,2026-09-01,mark,{1 + n % 10}" for n in range(20)]
    assert bring(*lines).added == 20
    assert bring(*lines).same == 20


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 3)), max_size=12), st.data())
def test_reading_in_any_two_orders_gives_the_same_keys(rows, data):
    said = [f"{team}{value}" for team, value in rows]
    shuffled = data.draw(st.permutations(said))
    assert sorted(Identity("x").keys(said, [None] * len(said))) == sorted(
        Identity("x").keys(shuffled, [None] * len(said))
    )
