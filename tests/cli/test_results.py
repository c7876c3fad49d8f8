"""The public school survey, loaded as an organisation: the numbers that are known beforehand."""

import csv
from pathlib import Path

import pytest

from tracker.core.stats import pearson

SCHOOLS = Path(__file__).parents[1] / "reference" / "nyc_school_survey_2011_scores.csv"


def load(app, file=SCHOOLS):
    return app.test_cli_runner().invoke(args=["results", "load-schools", str(file)])


@pytest.fixture
def loaded(app, storage, cast):
    return load(app)


def test_all_rows_of_the_survey_give_the_known_correlation():
    with SCHOOLS.open(newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["eng_t_11"] and row["eng_p_11"]]
    found = pearson([float(r["eng_t_11"]) for r in rows], [float(r["eng_p_11"]) for r in rows])
    assert found.n == 452
    assert found.r == pytest.approx(0.4226, abs=5e-5)
    assert (found.low, found.high) == (pytest.approx(0.3438, abs=5e-5), pytest.approx(0.4955, abs=5e-5))


def test_the_linkage_page_shows_the_schools_above_the_threshold(loaded, page):
    assert loaded.exit_code == 0, loaded.output
    shown = page.as_("hr").get("/linkage")
    assert "r, between teams 0.4181 95 % interval 0.3388 to 0.4916; 450 teams" in shown.text
    assert "More engaged teams have clearly happier customers on the whole." in shown.text


def test_the_two_schools_left_out_are_named_with_the_rule(loaded, page):
    assert "left out (too-few): P.S. 267" in loaded.output
    assert "left out (too-few): Kappa II" in loaded.output
    shown = page.as_("hr").get("/linkage")
    for name in ("P.S. 267", "Kappa II"):
        assert f"{name} Teachers' engagement 2011 too few answers" in shown.text


def test_one_year_has_no_figure_within_teams(loaded, page):
    assert "It takes at least 8 periods" in page.as_("hr").get("/linkage?step=imported").text


def test_loading_twice_adds_nothing(loaded, app):
    again = load(app)
    assert again.exit_code == 0, again.output
    assert "0 schools added as teams" in again.output
    assert "Teachers' engagement: 0 taken in, 452 there already" in again.output
    assert "Parents' engagement: 0 taken in, 452 there already" in again.output


def test_another_file_is_refused(app, storage, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    answer = load(app, other)
    assert answer.exit_code == 1
    assert "is not the school survey" in answer.output
