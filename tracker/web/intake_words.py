"""The words for everything that can be wrong in an uploaded table, shared by all importers.

A room that finds something of its own adds its words with `explain_problems`.
"""

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from tracker.core.errors import InvalidError
from tracker.core.intake import Problem
from tracker.web.errors import explain
from tracker.web.forms import Form

FILE_WORDS: dict[str, Any] = {
    "file-missing": _l("Choose a file."),
    "file-empty": _l("This file is empty."),
    "file-large": _l("This file is larger than %(limit)s MB. Split it in two."),
    "rows-none": _l("This file has a first row with names, but nothing below it."),
    "rows-many": _l("This file has more than %(limit)s rows. Split it in two."),
    "columns-many": _l("Row %(row)s has %(count)s columns; at most %(limit)s can be read."),
    "columns-missing": _l(
        "These columns are missing: %(missing)s. The first row of the file has: %(found)s."
    ),
    "column-twice": _l("The column name “%(value)s” stands twice in the first row (column %(column)s)."),
    "header-missing": _l("The first row has no column names."),
    "field-long": _l(
        "Row %(row)s, column %(column)s: this text is longer than %(limit)s characters (“%(value)s”)."
    ),
    "formula-cell": _l(
        "Row %(row)s, column %(column)s holds a formula (%(value)s). Save the sheet with values only."
    ),
    "cell-error": _l("Row %(row)s, column %(column)s shows an error of the spreadsheet (%(value)s)."),
    "encoding": _l(
        "The letters in row %(row)s cannot be read. Save the file as “CSV UTF-8” or as XLSX and try again."
    ),
    "not-text": _l("Row %(row)s holds a sign that no table has (%(value)s). Is this really a CSV file?"),
    "xls-old": _l("This is an older Excel file, or one with a password. Save it as XLSX without a password."),
    "xlsx-broken": _l(
        "This is not a readable XLSX file. Open it in your spreadsheet program and save it again."
    ),
    "xlsx-macros": _l("This workbook holds macros. Save it as a plain XLSX file."),
    "xlsx-links": _l("This workbook refers to other files. Save it with values only."),
    "xlsx-swollen": _l(
        "This workbook unpacks to far more than it seems. Save only the one sheet, or use CSV."
    ),
}
CELL_WORDS: dict[str, Any] = {
    "cell-empty": _l("This cell is empty."),
    "cell-long": _l("Longer than %(limit)s characters."),
    "cells-many": _l("There is more here than the first row has names for."),
    "not-whole": _l("“%(value)s” is not a whole number."),
    "not-a-number": _l("“%(value)s” is not a number."),
    "not-a-day": _l("“%(value)s” is not a date. Write it as 2026-09-16 or 16-09-2026."),
    "not-yes-or-no": _l("“%(value)s” is not yes or no."),
    "out-of-range": _l("“%(value)s” lies outside %(limit)s."),
    "unknown-choice": _l("“%(value)s” is not one of: %(limit)s."),
    "unknown-team": _l("There is no team with the code “%(value)s”."),
    "unknown-person": _l("Nobody here has the staff number “%(value)s”."),
    "row-twice": _l("“%(value)s” stands in row %(limit)s already."),
}
_words: dict[str, Any] = dict(CELL_WORDS)


def explain_problems(words: dict[str, Any]) -> None:
    """Add a room's words for what can be wrong in a cell."""
    _words.update(words)


def problem_text(problem: Problem) -> str:
    """Return what is wrong with a cell, in the reader's language."""
    facts = {"row": problem.row, "column": problem.column, "value": problem.value, "limit": problem.limit}
    return str(_words[problem.code]) % facts


def refuse_file(form: Form, error: InvalidError, *, field: Any = None) -> None:
    """Turn the refusal of a whole file into the form's own words; what is not about a file is raised on."""
    if error.code not in FILE_WORDS:
        raise error
    form.refuse(field, str(FILE_WORDS[error.code]) % error.facts)


def init_app(app: Flask) -> None:
    """Bind the words to error pages and templates."""
    explain(FILE_WORDS)
    app.jinja_env.filters["problem_text"] = problem_text
