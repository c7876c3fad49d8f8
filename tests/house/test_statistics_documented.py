"""Every public statistic is explained on one page of docs/statistics, and every page says the same things."""

import re
from functools import cache

import pytest

from tests.house.sources import ROOT, relative
from tracker.core import stats

FOLDER = ROOT / "docs" / "statistics"
INDEX = FOLDER / "README.md"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path != INDEX)
SECTIONS = [
    "What it answers",
    "Formula",
    "Assumptions",
    "When it is not shown",
    "Validated against",
    "Limits",
]


@cache
def text(path) -> str:
    return path.read_text(encoding="utf-8")


def named_functions(path) -> list[str]:
    line = re.search(r"^Functions: (.+)$", text(path), flags=re.MULTILINE)
    return line.group(1).split(", ") if line else []


def test_every_public_statistic_is_explained_on_exactly_one_page():
    explained = [name for path in PAGES for name in named_functions(path)]

    assert sorted(explained) == sorted(stats.__all__)


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_a_page_says_what_every_page_says(path):
    assert re.findall(r"^## (.+)$", text(path), flags=re.MULTILINE) == SECTIONS


def test_the_index_leads_to_every_page_and_to_nothing_else():
    assert set(re.findall(r"\(([a-z-]+\.md)\)", text(INDEX))) == {path.name for path in PAGES}


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{relative(path)}: {target}"
        for path in PAGES
        for target in re.findall(r"\]\(([^)#]+)\)", text(path))
        if not (path.parent / target).exists()
    ]
    assert not broken


def test_every_file_of_reference_data_has_its_source_and_licence_beside_it():
    readme = text(ROOT / "tests" / "reference" / "README.md")
    files = {path.name for path in (ROOT / "tests" / "reference").iterdir()} - {"README.md"}

    assert files
    assert not [name for name in files if f"`{name}`" not in readme]
