"""Sets one document in a process of its own: JSON comes in, a PDF or the typesetter's complaint goes out.

The typesetter keeps threads that do not survive a fork, and a document could one day take it too long; in a
process of its own it starts fresh and can be stopped. This file is run, never imported.
"""

import json
import sys

COMPLAINT = 3


def main() -> int:
    """Read the order from the standard input and write the document to the standard output."""
    import typst  # noqa: PLC0415 - loaded in this process alone

    order = json.load(sys.stdin)
    try:
        made = typst.compile(
            order["template"],
            format="pdf",
            pdf_standards=order["standards"],
            ignore_system_fonts=True,
            sys_inputs={"data": order["data"]},
            timestamp=order["timestamp"],
        )
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return COMPLAINT
    sys.stdout.buffer.write(bytes(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
