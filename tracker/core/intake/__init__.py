"""Reading of uploaded tables: CSV and XLSX, tolerant in form, strict in size, with every error by row.

Knows no room: it turns bytes into rows of text, and text into values. Whoever imports decides what the
columns mean.
"""

from tracker.core.intake.blocks import Block, Blocks
from tracker.core.intake.cells import Reading, clean, parse_day, parse_decimal, parse_whole, parse_yes
from tracker.core.intake.reading import check_size, read_table
from tracker.core.intake.sheet import Limits, Problem, Row, Sheet, column_key, shorten

__all__ = [
    "Block",
    "Blocks",
    "Limits",
    "Problem",
    "Reading",
    "Row",
    "Sheet",
    "check_size",
    "clean",
    "column_key",
    "parse_day",
    "parse_decimal",
    "parse_whole",
    "parse_yes",
    "read_table",
    "shorten",
]
