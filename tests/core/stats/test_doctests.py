"""The examples in the docstrings of the statistics run and give what they print."""

import doctest
import importlib
import pkgutil

import pytest

import tracker.core.stats

MODULES = sorted(module.name for module in pkgutil.iter_modules(tracker.core.stats.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_print(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"tracker.core.stats.{name}"))

    assert outcome.failed == 0


def test_every_public_function_shows_an_example_and_its_source() -> None:
    for name in tracker.core.stats.__all__:
        text = getattr(tracker.core.stats, name).__doc__ or ""
        missing = [part for part in ("Parameters", "Returns", "References", ">>>") if part not in text]
        assert not missing, f"{name} lacks {missing}"
