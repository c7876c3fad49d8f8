from datetime import date

import pytest

from tracker.core.errors import InvalidError
from tracker.core.stats import mean_interval
from tracker.reviews.rules.cycles import (
    LARGEST_DOCUMENT,
    CycleDraft,
    DocumentDraft,
    DocumentKind,
    checked_cycle,
    checked_document,
    is_live,
)
from tracker.reviews.rules.evidence import (
    Criterion,
    Exposure,
    Figure,
    Kind,
    Label,
    Piece,
    Proof,
    Source,
    Strength,
    checked_criteria,
    checked_reason,
    checked_text,
    counts_for,
    exposures,
    friendliness,
    strength_of,
)

DAY = date(2026, 9, 1)


def score(mark, *, scale="friendliness", text="", channel=""):
    return Piece(Kind.SCORE, 1, DAY, text, scale=scale, mark=mark, channel=Label(channel, channel))


def good_thing(proof):
    return Piece(Kind.GOOD_THING, 1, DAY, "Carried the bags to the car.", proof=proof)


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, Strength.NOT_YET),
        (19, Strength.NOT_YET),
        (20, Strength.INDICATIVE),
        (44, Strength.INDICATIVE),
        (45, Strength.FIRM),
    ],
)
def test_how_far_a_figure_can_be_trusted_follows_from_its_number_of_marks(n, expected):
    assert strength_of(n) is expected
    assert Figure(n).strength is expected


def test_below_twenty_marks_there_is_no_mean_only_their_number():
    assert friendliness([score(10)] * 19) == Figure(n=19)


def test_from_twenty_marks_the_mean_stands_with_its_interval():
    marks = [7, 8, 9, 10] * 5
    found = friendliness(
        [score(mark) for mark in marks] + [score(1, scale="recommend"), good_thing(Proof.SELF)]
    )
    expected = mean_interval(marks)
    assert (found.n, found.mean) == (20, 8.5)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_channels_are_named_by_how_many_marks_they_brought():
    pieces = (
        [score(9, channel="Till")] * 3 + [score(8, channel="Phone")] + [score(2, scale="mark", channel="App")]
    )
    assert exposures(pieces) == (Exposure(Label("Till", "Till"), 3), Exposure(Label("Phone", "Phone"), 1))


@pytest.mark.parametrize(
    ("scale", "mark", "against"),
    [
        ("friendliness", 5, True),
        ("friendliness", 6, False),
        ("recommend", 6, True),
        ("recommend", 7, False),
        ("satisfaction", 2, True),
        ("satisfaction", 3, False),
        ("effort", 3, True),
        ("mark", 5, True),
        ("unheard of", 1, False),
    ],
)
def test_a_low_answer_speaks_against(scale, mark, against):
    assert score(mark, scale=scale).speaks_against is against


def test_a_good_thing_never_speaks_against():
    assert not good_thing(Proof.SELF).speaks_against


def test_what_counts_for_each_criterion():
    pieces = [
        score(9),
        score(9, text="So kind."),
        score(9, scale="mark", text="Helpful."),
        good_thing(Proof.SELF),
        good_thing(Proof.COLLEAGUE),
        good_thing(Proof.CUSTOMER),
        Piece(Kind.ADDED, None, DAY, "Trained two newcomers."),
    ]
    found = {source: sum(counts_for(source, piece) for piece in pieces) for source in Source}
    assert found == {Source.MARKS: 2, Source.WORDS: 2, Source.GOOD_THINGS: 2, Source.ADDED: 1}


def test_a_label_speaks_the_readers_language():
    assert Label("Till", "Kassa").in_language("nl") == "Kassa"
    assert Label("Till", "Kassa").in_language("en") == "Till"


def criterion(weight, source=Source.MARKS, minimum=0):
    return Criterion("x", weight, source, minimum)


def test_criteria_stand_heaviest_first():
    light, heavy = criterion(40, Source.WORDS), criterion(60)
    assert checked_criteria([light, heavy]) == (heavy, light)


@pytest.mark.parametrize(
    ("criteria", "code"),
    [
        ([], "criteria-count"),
        ([criterion(10)] * 7, "criteria-count"),
        ([criterion(0), criterion(100, Source.WORDS)], "criteria-weight"),
        ([criterion(50), criterion(40, Source.WORDS)], "criteria-sum"),
        ([criterion(100, minimum=-1)], "criteria-minimum"),
        ([criterion(50), criterion(50)], "criteria-source"),
    ],
)
def test_criteria_that_make_no_sense_are_refused(criteria, code):
    with pytest.raises(InvalidError) as refused:
        checked_criteria(criteria)
    assert refused.value.code == code


def test_a_reason_has_fifty_letters_without_the_space_around_it():
    assert checked_reason(" " + "x" * 50 + " ") == "x" * 50
    with pytest.raises(InvalidError):
        checked_reason("x" * 49 + " " * 10)


def test_a_text_is_neither_empty_nor_endless():
    assert checked_text(" yes ") == "yes"
    for wrong in (" ", "x" * 4001):
        with pytest.raises(InvalidError):
            checked_text(wrong)


def cycle(**changes):
    values = {
        "role": " Shift lead ",
        "about": "",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 9, 1),
        "decide_by": date(2026, 9, 1),
        "decider_ids": (1, 2),
        "criteria": (criterion(100),),
    }
    return CycleDraft(**{**values, **changes})


def test_a_cycle_in_order_is_taken():
    assert checked_cycle(cycle()).role == "Shift lead"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": date(2026, 1, 1)}, "cycle-period"),
        ({"decide_by": date(2026, 8, 31)}, "cycle-decide-by"),
        ({"decider_ids": (1, 1)}, "cycle-deciders"),
        ({"decider_ids": (1,)}, "cycle-deciders"),
    ],
)
def test_a_cycle_out_of_order_is_refused(changes, code):
    with pytest.raises(InvalidError) as refused:
        checked_cycle(cycle(**changes))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("dated_on", "content", "code"),
    [
        (date(2026, 9, 17), b"%PDF-1.7", "document-future"),
        (DAY, b"PK\x03\x04", "document-pdf"),
        (DAY, b"%PDF-" + bytes(LARGEST_DOCUMENT), "document-large"),
    ],
)
def test_a_paper_that_is_none_is_refused(dated_on, content, code):
    draft = DocumentDraft(DocumentKind.CONSENT, dated_on, "consent.pdf", content)
    with pytest.raises(InvalidError) as refused:
        checked_document(draft, date(2026, 9, 16))
    assert refused.value.code == code


def test_the_module_lives_on_both_papers():
    assert is_live(["consent", "assessment"])
    assert is_live(["consent", "consent", "assessment"])
    assert not is_live(["consent", "consent"])
    assert not is_live([])
