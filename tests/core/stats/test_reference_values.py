"""Every expected value of `tests/reference` is what our functions give on the data beside it.

The values were produced in R and independently in Python, by nothing of this product.
"""

import csv
import json
import math
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.special import betaln

from tracker.core import stats

FOLDER = Path(__file__).parents[2] / "reference"
VALUES = json.loads((FOLDER / "reference_values.json").read_text(encoding="utf-8"))["values"]
NPS_COUNTS = {"a": (5, 12, 19), "b": (1, 4, 5), "c": (0, 3, 7), "d": (120, 300, 580), "e": (10, 0, 0)}
OPTION_SCORES = (10, 20 / 3, 10 / 3, 0)


@cache
def read_rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def column(rows, name):
    return np.array([float(row[name] or "nan") for row in rows])


def last(value) -> str:
    return value["id"].rsplit(".", 1)[1]


def field(result, name):
    return getattr(result, {"ci_low": "low", "ci_high": "high"}.get(name, name))


def school_counts(respondent, item):
    rows = [
        row
        for row in read_rows("nyc_school_survey_2011_item_counts.csv")
        if (row["respondent"], row["item"]) == (respondent, item)
    ]
    counts = np.column_stack([column(rows, f"n{option}") for option in range(1, 5)])
    answered = counts.sum(axis=1) > 0
    return [row["dbn"] for row, keep in zip(rows, answered, strict=True) if keep], counts[answered]


def shrout_fleiss(value):
    rows = read_rows("shrout_fleiss_1979.csv")
    table = np.column_stack([column(rows, f"J{judge}") for judge in range(1, 5)])
    return field(stats.icc_shrout_fleiss(table), last(value).lower())


def bland_altman():
    rows = read_rows("rmcorr_bland1995.csv")
    return [row["Subject"] for row in rows], column(rows, "PaCO2"), column(rows, "pH")


def rmcorr(value):
    return field(stats.repeated_measures_correlation(*bland_altman()), last(value))


def correlation_of_subject_means(_value):
    subject, x, y = bland_altman()
    means = [[side[np.array(subject) == label].mean() for label in dict.fromkeys(subject)] for side in (x, y)]
    return stats.pearson(*means).r


def correct_group_correlation(value):
    given = value["parameters"]
    reliabilities = [given.get("icc2_x"), given.get("icc2_y")]
    if "group_size" in given:
        size = given["group_size"]
        reliabilities = [size * i / (1 + (size - 1) * i) for i in (given["icc1_x"], given["icc1_y"])]
    return stats.correct_group_correlation(given["w"], given["b"], *reliabilities)


def false_discovery(value):
    adjusted = stats.benjamini_hochberg(value["parameters"]["p"])
    if last(value) == "05" and "rejected" in value["id"]:
        return sum(q <= 0.05 for q in adjusted)
    return adjusted[int(last(value)) - 1]


def teams(value):
    size = float(value["id"].split(".r")[1])
    return stats.teams_needed(size, power=value["parameters"]["power"])


def marks(value):
    icc1, reliability = re.findall(r"0\.\d+", value["id"])
    return stats.marks_needed(float(icc1), float(reliability))


def school_correlation(value):
    rows = read_rows("nyc_school_survey_2011_scores.csv")
    found = stats.pearson(column(rows, "eng_t_11"), column(rows, "eng_p_11"))
    return field(found, last(value))


def partial_correlation(_value):
    rows = read_rows("nyc_school_survey_2011_scores.csv")
    x, y = column(rows, "eng_t_11"), column(rows, "eng_p_11")
    present = ~np.isnan(x + y)
    kind = np.array([row["schooltype"] for row in rows])[present]
    sides = x[present].copy(), y[present].copy()
    for label in set(kind):
        for side in sides:
            side[kind == label] -= side[kind == label].mean()
    return stats.pearson(*sides).r


def counted_icc(value):
    _, unit, name = value["id"].split(".")
    found = stats.icc_from_counts(school_counts(*unit.split("_"))[1], OPTION_SCORES)
    return {
        "k": found.n_groups,
        "k0": found.group_size,
        "N": found.df_within + found.n_groups,
        "icc1": found.icc1,
        "icc2": found.icc2,
        "msb": found.ms_between,
        "msw": found.ms_within,
    }[name]


def item_pair(value):
    sides = [school_counts("parent", "q2h"), school_counts("teacher", "q6c")]
    means = [
        dict(zip(schools, counts @ OPTION_SCORES / counts.sum(axis=1), strict=True))
        for schools, counts in sides
    ]
    both = sorted(set(means[0]) & set(means[1]))
    found = stats.pearson(*([side[school] for school in both] for side in means))
    reliabilities = [stats.icc_from_counts(counts, OPTION_SCORES).icc2 for _, counts in sides]
    if last(value) == "r_disattenuated":
        return stats.disattenuated(found.r, *reliabilities)
    return field(found, last(value))


def federal_index(value):
    _, year, part = value["id"].split(".")
    rows = [row for row in read_rows("fevs_items_2020_2024.csv") if row["year"] == year]
    shares = {
        name: [
            float(row["pct_5_most_positive"]) + float(row["pct_4"])
            for row in rows
            if row["sub_index"] == name
        ]
        for name in ("LL", "SUP", "IWE")
    }
    return stats.engagement_index(list(shares.values()) if part == "EEI" else [shares[part]])


def nps_field(value):
    _, profile, name = value["id"].split(".")
    counts = NPS_COUNTS[profile]
    found = stats.nps(*counts)
    plain = 1.959963984540054 * math.sqrt(found.variance / found.n)
    return {
        "score": found.score,
        "var": found.variance,
        "wald_low": found.score - plain,
        "wald_high": found.score + plain,
        "adjwald_center": (found.low + found.high) / 2,
        "adjwald_low": found.low,
        "adjwald_high": found.high,
        "score_low": found.score_low,
        "score_high": found.score_high,
    }[name]


def nps_pair(value):
    found = stats.nps_difference(*(stats.nps(*value["parameters"][side]) for side in "xy"))
    return {"delta": found.difference, "se": found.difference / found.z, "p": found.p}[last(value)]


def wilson_end(value):
    _, counts, end = value["id"].split(".")
    successes, n = counts.split("_")
    return field(stats.wilson(int(successes), int(n)), end)


def baseball(value):
    rows = read_rows("efron_morris_baseball.csv")
    shares = column(rows, "hits_first45") / column(rows, "at_bats")
    mean = shares.mean()
    found = stats.james_stein(shares, mean * (1 - mean) / 45)
    if last(value) == "c":
        return found.factor
    return next(
        estimate
        for row, estimate in zip(rows, found.estimates, strict=True)
        if row["player"].lower().endswith(last(value))
    )


def beta_binomial(value):
    schools, counts = school_counts("parent", "q2h")
    hits, n = counts[:, 0], counts.sum(axis=1)
    found = stats.shrink_shares(hits, n)
    return {
        "beta": found.b,
        "negloglik": -(betaln(hits + found.a, n - hits + found.b) - betaln(found.a, found.b)).sum(),
        "n_units": len(found.estimates),
        "post_01M015": found.estimates[schools.index("01M015")],
        "minunit_post": found.estimates[int(n.argmin())],
    }[last(value)]


def gamma_poisson(value):
    found = stats.shrink_rates(value["parameters"]["counts"], value["parameters"]["exposure"])
    return found.estimates[int(last(value).removeprefix("rate_")) - 1]


def normal_means(value):
    given = value["parameters"]
    errors = given["se"] if "se" in given else np.sqrt(given["v"])
    if last(value).startswith("blup"):
        return stats.shrink_means(given["y"], errors).estimates[int(last(value).removeprefix("blup_")) - 1]
    found = stats.shrink_means(given["y"], errors, method=last(value))
    return found.mean if ".mu." in value["id"] else found.variance_between


def impact(value):
    given = value["parameters"]
    found = stats.adverse_impact(*given["group_a"], *given["group_b"])
    return {"fisher_p": found.p_fisher, "impact_ratio": found.ratio}[last(value)]


def tea(value):
    first, second = value["parameters"]["table"]
    return stats.adverse_impact(first[0], sum(first), second[0], sum(second)).p_fisher


def weekly(value):
    found = stats.xmr(value["parameters"]["x"])
    limits = {"mean": found.mean, "lcl": found.low, "ucl": found.high}
    return limits.get(last(value), (found.high - found.mean) / value["parameters"]["constant"])


def fisher_ends(value):
    # Six rows whose correlation is exactly .88: a straight line and a part at right angles to it.
    line = np.array([-5, -3, -1, 1, 3, 5]) / math.sqrt(70)
    across = np.array([5, -1, -4, -4, -1, 5]) / math.sqrt(84)
    return field(stats.pearson(line, 0.88 * line + math.sqrt(1 - 0.88**2) * across), last(value))


COMPUTED = {
    "icc_shrout_fleiss": shrout_fleiss,
    "rmcorr": rmcorr,
    "pearson_of_subject_means": correlation_of_subject_means,
    "pearson_pooled": lambda _value: stats.pearson(*bland_altman()[1:]).r,
    "correct_group_correlation": correct_group_correlation,
    "benjamini_hochberg": false_discovery,
    "sample_size_correlation": teams,
    "pearson_ci": school_correlation,
    "partial_correlation": partial_correlation,
    "icc_from_counts": counted_icc,
    "disattenuated_correlation": item_pair,
    "fevs_employee_engagement_index": federal_index,
    "nps_interval": nps_field,
    "score_interval_paired": lambda value: stats.score_interval_paired(**value["parameters"]).low,
    "nps_two_sample": nps_pair,
    "wilson_interval": wilson_end,
    "james_stein": baseball,
    "beta_binomial_eb": beta_binomial,
    "gamma_poisson_eb": gamma_poisson,
    "normal_eb": normal_means,
    "adverse_impact": impact,
    "fisher_exact": tea,
    "spearman_brown_n": marks,
    "xmr_chart": weekly,
    "reciprocity": lambda value: (
        stats.reciprocity(
            [tuple(edge) for edge in value["parameters"]["edges"]], value["parameters"]["nodes"]
        ).r
    ),
    "fisher_ci": fisher_ends,
}


@pytest.mark.parametrize("value", VALUES, ids=[value["id"] for value in VALUES])
def test_the_expected_value_is_found(value) -> None:
    expected = value["expected"]
    tolerance = max(value["tolerance_abs"], value["tolerance_rel"] * abs(expected))

    found = COMPUTED[value["function"]](value)

    assert abs(found - expected) <= tolerance, f"found {found!r}, expected {expected!r}"


def test_the_threshold_of_five_answers_leaves_450_schools_and_their_correlation() -> None:
    rows = [
        row
        for row in read_rows("nyc_school_survey_2011_scores.csv")
        if float(row["N_t"] or 0) >= 5 and float(row["N_p"] or 0) >= 5
    ]

    found = stats.pearson(column(rows, "eng_t_11"), column(rows, "eng_p_11"))

    assert found.n == 450
    assert (round(found.r, 4), round(found.low, 4), round(found.high, 4)) == (0.4181, 0.3388, 0.4916)
