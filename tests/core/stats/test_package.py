"""What holds for the statistics as a whole."""

import subprocess
import sys
from dataclasses import FrozenInstanceError, is_dataclass

import pytest

import tracker.core.stats as package
from tracker.core.stats import results, wilson


def test_loading_the_package_does_not_load_scipy() -> None:
    command = "import sys, tracker.core.stats; print('scipy' in sys.modules)"

    found = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "False"


def test_a_team_page_needs_no_scipy_for_shares_and_recommendation() -> None:
    command = (
        "import sys; from tracker.core.stats import nps, wilson, xmr; "
        "nps(1, 2, 3); wilson(1, 2); xmr([1, 2, 3, 2, 1, 2]); print('scipy' in sys.modules)"
    )

    found = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "False"


def test_results_cannot_be_changed() -> None:
    found = wilson(3, 9)

    with pytest.raises(FrozenInstanceError):
        found.low = 0


def test_every_result_type_is_a_frozen_value_with_slots() -> None:
    kinds = [value for value in vars(results).values() if isinstance(value, type) and is_dataclass(value)]

    assert len(kinds) > 20
    assert all(kind.__dataclass_params__.frozen and hasattr(kind, "__slots__") for kind in kinds)


def test_the_public_names_are_sorted_functions() -> None:
    assert list(package.__all__) == sorted(package.__all__)
    assert all(callable(getattr(package, name)) for name in package.__all__)
