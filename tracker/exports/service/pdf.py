"""Setting a document as PDF: archival (PDF/A-2a), readable by screen readers (PDF/UA-1), always the same.

Only data goes in, as JSON; nothing of it is ever read as markup. The fonts are the ones in the typesetter.
"""

import json
import re
import subprocess
import sys
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker.core.errors import InvalidError

FOLDER = Path(__file__).parents[3] / "templates" / "exports"
STANDARDS: Any = ["a-2a", "ua-1"]
MOST_TRIES = 6
LONGEST = 30
TYPESETTER = Path(__file__).with_name("typesetter.py")
_CANNOT_DRAW = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


def to_pdf(template: str, data: dict[str, Any], moment: datetime) -> bytes:
    """Return a document as PDF.

    The archival standard forbids signs without a drawing, such as an emoji in a customer's words. The
    typesetter names them, and they are then written by their name in square brackets.
    """
    text = json.dumps(data, ensure_ascii=False)
    for _ in range(MOST_TRIES):
        order = {
            "template": str(FOLDER / template),
            "standards": STANDARDS,
            "data": text,
            "timestamp": int(moment.timestamp()),
        }
        done = _typeset(json.dumps(order).encode())
        if done.returncode == 0:
            return done.stdout
        missing = set(_CANNOT_DRAW.findall(done.stderr.decode()))
        if not missing:
            break
        text = _without(text, missing)
    raise InvalidError("pdf-failed")


def _typeset(order: bytes) -> subprocess.CompletedProcess[bytes]:
    """Set a document in a process of its own, which is stopped when it takes too long."""
    try:
        return subprocess.run(  # noqa: S603 - our own interpreter and our own file
            [sys.executable, "-I", str(TYPESETTER)],
            input=order,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InvalidError("pdf-failed") from error


def _without(text: str, missing: set[str]) -> str:
    signs = {ord(sign): f"[{_name(sign)}]" for each in missing for sign in each}
    return text.translate(signs)


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
