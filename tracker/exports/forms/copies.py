"""Copies of a review in every format. They depend on the file alone, never on who takes them."""

from flask_babel import force_locale

from tracker.core.tables import dialect_of, to_csv, to_xlsx
from tracker.exports.forms.document import document_of
from tracker.exports.forms.tables import tables_of
from tracker.exports.rules.archive import Format, Part, archive
from tracker.exports.service.data import about, to_json
from tracker.exports.service.pdf import to_pdf
from tracker.reviews.queries.contents import ReviewFile

CSV_NAMES = ("about", "criteria", "figures", "evidence", "statements", "steps")


def copy_of(file: ReviewFile, kind: Format, language: str) -> Part:
    """Return a copy of a review in a format; the same file and language always give the same bytes."""
    name = f"review-{file.id}"
    with force_locale(language):
        match kind:
            case Format.PDF:
                content = to_pdf("review.typ", document_of(file, language), file.changed_at)
            case Format.XLSX:
                content = to_xlsx(tables_of(file, language), created=file.changed_at)
            case Format.JSON:
                content = to_json(file)
            case Format.CSV:
                content = archive(_csv_parts(file, language), about(file), file.changed_at)
                name = f"{name}-csv"
            case Format.ZIP:
                content = archive(_all_parts(file, language), about(file), file.changed_at)
    suffix = "zip" if kind is Format.CSV else kind.value
    return Part(f"{name}.{suffix}", content)


def _csv_parts(file: ReviewFile, language: str) -> list[Part]:
    pairs = zip(CSV_NAMES, tables_of(file, language), strict=True)
    return [Part(f"{name}.csv", to_csv(table, dialect_of(language))) for name, table in pairs]


def _all_parts(file: ReviewFile, language: str) -> list[Part]:
    kinds = (Format.PDF, Format.XLSX, Format.JSON)
    return [
        *(copy_of(file, kind, language) for kind in kinds),
        *(Part(f"csv/{part.name}", part.content) for part in _csv_parts(file, language)),
    ]
