"""Charts become the JSON that charts.js draws."""

import json

import pytest

from tracker.web.charts import (
    Axis,
    Band,
    BarChart,
    Edge,
    Line,
    LineChart,
    Point,
    ScatterChart,
    Series,
    Style,
    flat_band,
)

WEEKS = ("wk 45", "wk 46", "wk 47")
FIVE = Axis("Engagement", low=1, high=5, decimals=1)


def read(chart):
    return json.loads(str(chart.to_json()))


def test_a_line_chart_names_its_axes_and_keeps_gaps():
    points = (Point("wk 45", 3.9, "Week 45: 3.9", n=12), Point("wk 46", None), Point("wk 47", 4))
    drawing = read(LineChart(Axis("", categories=WEEKS), FIVE, (Series("Utrecht", points),)))
    assert drawing["kind"] == "line"
    assert drawing["x"]["categories"] == list(WEEKS)
    assert drawing["y"] == {
        "label": "Engagement",
        "categories": None,
        "min": 1,
        "max": 5,
        "decimals": 1,
        "unit": "",
    }
    assert drawing["series"][0]["points"][0] == {
        "x": "wk 45",
        "y": 3.9,
        "n": 12,
        "low": None,
        "high": None,
        "text": "Week 45: 3.9",
    }
    assert drawing["series"][0]["points"][1]["y"] is None


def test_no_number_has_more_than_four_decimals():
    drawing = read(ScatterChart(FIVE, FIVE, (Series("Teams", (Point(1 / 3, 2 / 3),), Style.POINTS),)))
    point = drawing["series"][0]["points"][0]
    assert (point["x"], point["y"]) == (0.3333, 0.6667)


def test_a_missing_number_is_a_gap():
    drawing = read(ScatterChart(FIVE, FIVE, (Series("Teams", (Point(2.0, float("nan")),)),)))
    assert drawing["series"][0]["points"][0]["y"] is None


def test_a_flat_band_covers_every_category():
    chart = LineChart(
        Axis("", categories=WEEKS),
        FIVE,
        (),
        bands=(flat_band("Usual range", WEEKS, low=3.2, high=4.1),),
        lines=(Line("Survey of 2001", 3.7),),
    )
    drawing = read(chart)
    assert [edge["x"] for edge in drawing["bands"][0]["points"]] == list(WEEKS)
    assert drawing["bands"][0]["points"][0] == {"x": "wk 45", "low": 3.2, "high": 4.1}
    assert drawing["lines"] == [{"name": "Survey of 2001", "axis": "y", "value": 3.7}]


def test_the_interval_of_a_fitted_line_follows_its_edges():
    band = Band("95 % interval", (Edge(1.0, 2.0, 3.0), Edge(2.0, 2.5, 3.5)), tone=2)
    drawing = read(ScatterChart(FIVE, FIVE, (), bands=(band,)))
    assert drawing["bands"][0]["points"][1] == {"x": 2, "low": 2.5, "high": 3.5}


def test_a_bar_chart_says_how_it_lies():
    bars = Series("Customers said", (Point("Waiting", 44, low=38, high=51),), Style.BARS, 2)
    drawing = read(
        BarChart(Axis("", categories=("Waiting",)), Axis("Share", unit=" %"), (bars,), horizontal=True)
    )
    assert (drawing["kind"], drawing["horizontal"], drawing["stacked"]) == ("bar", True, False)
    assert drawing["series"][0]["style"] == "bars"
    assert drawing["series"][0]["points"][0]["high"] == 51


def test_a_name_cannot_end_the_script_element():
    chart = LineChart(Axis("", categories=WEEKS), FIVE, (Series("</script><b>", ()),))
    assert "<" not in str(chart.to_json())
    assert read(chart)["series"][0]["name"] == "</script><b>"


@pytest.mark.parametrize("tone", [0, 7])
def test_there_are_six_tones(tone):
    with pytest.raises(ValueError, match="tone"):
        Series("Teams", (), tone=tone)
