"""Every refusal of an upload has words in both languages, and the list of problems shows row and column."""

import re
from pathlib import Path

import pytest
from flask import render_template_string

from tracker.core.errors import InvalidError
from tracker.core.intake import Problem
from tracker.web import intake_words
from tracker.web.forms import Form

CORE = Path(intake_words.__file__).parents[1] / "core" / "intake"
LIST = (
    '{% from "components/import_problems.html" import import_problems %}'
    "{{ import_problems(problems=problems) }}"
)


def test_every_code_of_the_reader_has_words():
    source = "\n".join(path.read_text() for path in CORE.glob("*.py"))
    raised = set(re.findall(r'InvalidError\(\s*"([a-z-]+)"', source))
    assert raised
    assert raised <= set(intake_words.FILE_WORDS)


def test_every_problem_of_a_cell_has_words(app):
    source = "\n".join(path.read_text() for path in CORE.glob("*.py"))
    kept = set(re.findall(r'(?:refuse|_parsed)\(row, column, (?:[a-z_]+, )?"([a-z-]+)"', source))
    assert kept
    with app.test_request_context():
        for code in kept | {"cells-many"}:
            assert intake_words.problem_text(Problem(2, "name", code, "x", "3"))


def test_a_refused_file_is_explained_in_the_form(app):
    with app.test_request_context(method="POST"):
        form = Form(meta={"csrf": False})
        form.validate()
        intake_words.refuse_file(form, InvalidError("rows-many", row=11, limit=10))
        assert [text for _, text in form.problems] == ["This file has more than 10 rows. Split it in two."]


def test_a_refusal_that_is_not_about_a_file_goes_on(app):
    with app.test_request_context(method="POST"), pytest.raises(InvalidError):
        intake_words.refuse_file(Form(meta={"csrf": False}), InvalidError("something-else"))


def test_a_room_adds_words_of_its_own(app, monkeypatch):
    monkeypatch.setattr(intake_words, "_words", dict(intake_words.CELL_WORDS))
    intake_words.explain_problems({"too-blue": "%(value)s is too blue"})
    with app.test_request_context():
        assert intake_words.problem_text(Problem(2, "name", "too-blue", "sky")) == "sky is too blue"


def test_the_list_of_problems_names_row_column_and_what_is_wrong(app):
    problems = [Problem(7, "value", "out-of-range", "11", "0–10")]
    with app.test_request_context(headers={"Accept-Language": "nl"}):
        shown = render_template_string(LIST, problems=problems)
    assert ">7<" in shown
    assert ">value<" in shown
    assert "‘11’ valt buiten 0–10." in shown


def test_a_long_list_of_problems_is_cut_and_says_so(app):
    problems = [Problem(row, "a", "cell-empty") for row in range(2, 303)]
    with app.test_request_context():
        shown = render_template_string(LIST, problems=problems)
    assert "These are the first 200 of 301." in shown
    assert ">201<" in shown
    assert ">202<" not in shown
