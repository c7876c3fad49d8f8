"""A review as tables, in the words of the file's language."""

from flask_babel import gettext as _

from tracker.core.tables import Cell, Table
from tracker.exports.service.data import rules_of
from tracker.reviews.forms import words
from tracker.reviews.queries.contents import Item, ReviewFile


def tables_of(file: ReviewFile, language: str) -> list[Table]:
    """Return a review as tables: about, criteria, figures, evidence, statements, steps."""
    return [
        _about(file),
        _criteria(file),
        _figures(file, language),
        _evidence(file, language),
        _statements(file),
        _steps(file),
    ]


def _about(file: ReviewFile) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (_("Person"), file.person),
        (_("Team"), file.team),
        (_("Role"), file.cycle.role),
        (_("State"), str(words.STATES[file.state])),
        (_("Outcome"), str(words.OUTCOMES[file.outcome]) if file.outcome else None),
        (_("Evidence from"), file.cycle.starts_on),
        (_("Evidence until"), file.cycle.ends_on),
        (_("Decided by"), file.cycle.decide_by),
        (_("Who may decide"), ", ".join(file.deciders)),
        (_("Opened"), file.opened_at),
        (_("Shared on"), file.shared_on),
        (_("Answer until"), file.answer_due_on),
        (_("Decided on"), file.decided_on),
        (_("Contest until"), file.contest_until),
        (_("Evidence frozen"), file.gathered.at if file.gathered else None),
        (_("Last changed"), file.changed_at),
        (_("Proposal"), file.proposal.reason if file.proposal else None),
        (_("Proposed by"), file.proposal.by if file.proposal else None),
    ]
    rules = rules_of(file)
    low = rules.pop("speaks_against_up_to")
    rows += [(str(name), value) for name, value in rules.items()]
    rows += [(f"speaks_against_up_to: {scale}", mark) for scale, mark in low.items()]
    return Table(_("About"), (_("What"), _("Value")), tuple(rows))


def _criteria(file: ReviewFile) -> Table:
    return Table(
        _("Criteria"),
        (_("Criterion"), _("Source"), _("Weight"), _("Asked for"), _("Found")),
        tuple(
            (
                each.criterion.name,
                str(words.SOURCES[each.criterion.source]),
                each.criterion.weight,
                each.criterion.minimum,
                each.count,
            )
            for each in file.found
        ),
    )


def _figures(file: ReviewFile, language: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    figures = [(_("Friendliness marks, 1 to 10"), file.figure)]
    if file.gathered:
        figures.append((_("The team's own level"), file.gathered.team))
    for name, figure in figures:
        strength = str(words.STRENGTHS[figure.strength])
        rows.append((name, figure.n, figure.mean, figure.low, figure.high, strength))
    for each in file.exposures:
        channel = each.channel.in_language(language) or _("channel not known")
        rows.append((_("Marks through: %(channel)s", channel=channel), each.n, None, None, None, None))
    columns = (_("Figure"), _("Marks"), _("Mean"), _("Low end"), _("High end"), _("How far to trust it"))
    return Table(_("Figures"), columns, tuple(rows))


def _evidence(file: ReviewFile, language: str) -> Table:
    columns = (
        _("No."),
        _("Day"),
        _("Kind"),
        _("Text"),
        _("Author"),
        _("Proof"),
        _("Confirmed by"),
        _("Moment"),
        _("Channel"),
        _("Scale"),
        _("Mark"),
        _("Speaks against"),
        _("Used in the proposal"),
        _("Dispute"),
        _("Ruling"),
    )
    return Table(_("Evidence"), columns, tuple(_evidence_row(item, language) for item in file.items))


def _evidence_row(item: Item, language: str) -> tuple[Cell, ...]:
    piece, dispute = item.piece, item.dispute
    return (
        item.number,
        piece.day,
        str(words.KINDS[piece.kind]),
        piece.text,
        piece.author,
        str(words.PROOFS[piece.proof]) if piece.proof else None,
        piece.confirmers,
        piece.moment.in_language(language),
        piece.channel.in_language(language),
        str(words.SCALES[piece.scale]) if piece.scale else None,
        piece.mark,
        _yes_or_no(piece.speaks_against),
        _yes_or_no(item.is_used),
        f"{dispute.by}: {dispute.reason}" if dispute else None,
        f"{dispute.ruled_by}: {words.RULINGS[dispute.ruling]}. {dispute.ruling_reason}"
        if dispute and dispute.ruling
        else None,
    )


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return str(_("yes") if value else _("no"))


def _statements(file: ReviewFile) -> Table:
    return Table(
        _("Statements"),
        (_("Whose"), _("By"), _("When"), _("Text")),
        tuple((str(words.PARTS[each.part]), each.by, each.at, each.text) for each in file.statements),
    )


def _steps(file: ReviewFile) -> Table:
    return Table(
        _("Steps"),
        (_("No."), _("Step"), _("By"), _("When"), _("Why")),
        tuple(
            (each.number, str(words.STEPS[each.action]), each.by or "Kindline", each.at, each.reason)
            for each in file.steps
        ),
    )
