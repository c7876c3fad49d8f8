"""Envelopes: one length, readable with one key, and no way to add or copy one from outside."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.errors import InvalidError
from tracker.core.sealing import (
    BOX_LENGTH,
    BrokenSealError,
    Opener,
    RoundKeys,
    Sheet,
    fingerprint,
    nullifier,
    seal,
)

KEYS = RoundKeys.fresh()
ANSWERS = st.lists(st.integers(0, 5), max_size=24).map(tuple)
COMMENTS = st.text(max_size=750)


def sealed(sheet: Sheet, keys: RoundKeys = KEYS) -> bytes:
    return seal(sheet, public=keys.public, nullifier_key=keys.nullifier_key)


@settings(max_examples=50)
@given(st.integers(0, 2**40), ANSWERS, COMMENTS)
def test_an_envelope_gives_back_the_sheet_and_always_has_the_same_length(node, answers, comment):
    sheet = Sheet(node, answers, comment)
    envelope = sealed(sheet)
    assert len(envelope) == BOX_LENGTH
    assert Opener(KEYS).open(envelope).sheet == sheet


@pytest.mark.parametrize("comment", ['"' * 3000, "\n" * 3000, "\0" * 3000, "é" * 1500, "😀" * 750])
def test_the_longest_comment_fits_whatever_it_is_made_of(comment):
    envelope = sealed(Sheet(2**60, (5,) * 255, comment))
    assert len(envelope) == BOX_LENGTH
    assert Opener(KEYS).open(envelope).sheet.comment == comment


def test_a_comment_over_3000_bytes_is_refused():
    with pytest.raises(InvalidError):
        sealed(Sheet(1, (), "é" * 1501))


def test_two_envelopes_of_the_same_sheet_have_nothing_in_common():
    sheet = Sheet(1, (5, 5, 5), "the same")
    one, other = sealed(sheet), sealed(sheet)
    assert one != other
    assert Opener(KEYS).open(one).stamp != Opener(KEYS).open(other).stamp


def test_nothing_of_a_sheet_stands_in_its_envelope():
    assert b"marker" not in sealed(Sheet(1, (1, 2, 3), "marker " * 100))


@pytest.mark.parametrize("broken", [b"", b"x" * 100, b"x" * BOX_LENGTH])
def test_something_that_is_no_envelope_is_refused(broken):
    with pytest.raises(BrokenSealError):
        Opener(KEYS).open(broken)


def test_an_envelope_changed_in_one_bit_is_refused():
    envelope = bytearray(sealed(Sheet(1, (4,))))
    envelope[2000] ^= 1
    with pytest.raises(BrokenSealError):
        Opener(KEYS).open(bytes(envelope))


def test_the_envelope_of_another_round_is_refused():
    with pytest.raises(BrokenSealError):
        Opener(KEYS).open(sealed(Sheet(1, (4,)), RoundKeys.fresh()))


def test_somebody_who_knows_only_the_public_key_cannot_add_an_envelope():
    forged = seal(Sheet(1, (1,)), public=KEYS.public, nullifier_key=b"guess" * 6 + b"zz")
    with pytest.raises(BrokenSealError):
        Opener(KEYS).open(forged)


def test_a_copy_of_an_envelope_carries_the_stamp_of_the_first():
    envelope = sealed(Sheet(1, (4,)))
    opener = Opener(KEYS)
    assert opener.open(envelope).stamp == opener.open(bytes(envelope)).stamp


def test_a_person_leaves_the_same_mark_each_time_and_another_one_in_another_round():
    mark = nullifier(KEYS, round_id=7, person_id=12)
    assert mark == nullifier(KEYS, round_id=7, person_id=12)
    others = {
        nullifier(KEYS, round_id=71, person_id=2),
        nullifier(KEYS, round_id=8, person_id=12),
        nullifier(KEYS, round_id=7, person_id=13),
        nullifier(RoundKeys.fresh(), round_id=7, person_id=12),
    }
    assert mark not in others
    assert len(others) == 4
    assert len(mark) == 32


def test_secrets_survive_the_way_to_a_file_and_back():
    raw = KEYS.to_bytes()
    assert len(raw) == 64
    assert RoundKeys.from_bytes(raw) == KEYS
    with pytest.raises(InvalidError):
        RoundKeys.from_bytes(raw[:-1])


def test_secrets_do_not_show_themselves_in_a_trace():
    assert KEYS.seed.hex() not in repr(KEYS)
    assert str(KEYS.seed) not in repr(KEYS)


def test_public_keys_have_short_names_to_compare():
    assert len(fingerprint(KEYS.public)) == 16
    assert fingerprint(KEYS.public) != fingerprint(RoundKeys.fresh().public)
