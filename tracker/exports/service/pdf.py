"""Setting a document as PDF: archival (PDF/A-2a), readable by screen readers (PDF/UA-1), always the same.

Only data goes in, as JSON; nothing of it is ever read as markup. The fonts are the ones in the typesetter.
"""

import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker.core.errors import InvalidError

FOLDER = Path(__file__).parents[3] / "templates" / "exports"
STANDARDS: Any = ["a-2a", "ua-1"]
MOST_TRIES = 6
_CANNOT_DRAW = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def to_pdf(template: str, data: dict[str, Any], moment: datetime) -> bytes:
    """Return a document as PDF.

    The archival standard forbids signs without a drawing, such as an emoji in a customer's words. The
    typesetter names them, and they are then written by their name in square brackets.
    """
    import typst  # noqa: PLC0415 - only an export needs the typesetter

    text, tries = json.dumps(data, ensure_ascii=False), 0
    while True:
        tries += 1
        try:
            made = typst.compile(
                str(FOLDER / template),
                format="pdf",
                pdf_standards=STANDARDS,
                ignore_system_fonts=True,
                sys_inputs={"data": text},
                timestamp=int(moment.timestamp()),
            )
        except typst.TypstError as error:
            missing = set(_CANNOT_DRAW.findall(error.diagnostic))
            if not missing or tries == MOST_TRIES:
                raise InvalidError("pdf-failed") from error
            text = _without(text, missing)
        else:
            return bytes(made)


def _without(text: str, missing: set[str]) -> str:
    signs = {ord(sign): f"[{_name(sign)}]" for each in missing for sign in each}
    return text.translate(signs)


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
