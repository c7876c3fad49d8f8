"""The tree as codes: cycles and depth."""

from tracker.people.rules.tree import codes_in_cycles, levels


def test_every_code_of_a_cycle_is_found_and_none_that_only_hangs_on_it():
    parents = {"a": "b", "b": "c", "c": "a", "d": "a", "e": None, "f": "f", "g": "unknown"}
    assert codes_in_cycles(parents) == {"a", "b", "c", "f"}


def test_levels_count_from_the_top():
    assert levels({"a": None, "b": "a", "c": "b"}, "c") == 3
