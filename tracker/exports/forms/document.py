"""A review as a document to read: its words and figures in the file's language, ready to be set."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.exports.service.data import rules_of
from tracker.reviews.forms import words
from tracker.reviews.queries import contents
from tracker.reviews.queries.contents import Item, ReviewFile
from tracker.reviews.rules.evidence import Figure
from tracker.web.formats import day, number, span, when


def document_of(file: ReviewFile, language: str) -> dict[str, Any]:
    """Return everything that the PDF prints."""
    return {
        "language": language,
        "title": _("Review of %(name)s", name=file.person),
        "eyebrow": _("Review for %(role)s", role=file.cycle.role),
        "page_words": _("Page"),
        "state": str(words.STATES[file.state]),
        "next": words.what_next(file),
        "facts": _facts(file),
        "criteria": _criteria(file),
        "figures": _figures(file, language),
        "sections": _sections(file, language),
        "statements": _quotes(
            _("In their own words"),
            [
                (f"{words.PARTS[each.part]}: {each.by}, {when(each.at)}", each.text)
                for each in file.statements
            ],
        ),
        "proposal": _quotes(
            _("The proposal"),
            [(f"{file.proposal.by}, {when(file.proposal.at)}", file.proposal.reason)]
            if file.proposal
            else [],
        ),
        "steps": _steps(file),
        "rules": _rules(file),
    }


def _facts(file: ReviewFile) -> list[list[str]]:
    return [
        [_("Team"), file.team],
        [
            _("Evidence"),
            _("%(first)s to %(last)s", first=day(file.cycle.starts_on), last=day(file.cycle.ends_on)),
        ],
        [_("Who may decide"), ", ".join(file.deciders)],
        [_("Shared on"), day(file.shared_on)],
        [_("Answer until"), day(file.answer_due_on)],
        [_("Decided on"), day(file.decided_on)],
        [_("Contest until"), day(file.contest_until)],
        [_("Evidence frozen"), when(file.gathered.at) if file.gathered else "–"],
        [_("Last changed"), when(file.changed_at)],
    ]


def _criteria(file: ReviewFile) -> dict[str, Any]:
    return {
        "title": _("What is asked for, and what is here"),
        "columns": [_("Criterion"), _("Source"), _("Weight"), _("Asked for"), _("Found")],
        "rows": [
            [
                each.criterion.name,
                str(words.SOURCES[each.criterion.source]),
                f"{each.criterion.weight} %",
                str(each.criterion.minimum),
                str(each.count),
            ]
            for each in file.found
        ],
        "note": _(
            "The weights tell people what counts most. Nothing is added up: there is no score, no ranking "
            "and no suggested decision."
        ),
    }


def _figures(file: ReviewFile, language: str) -> dict[str, Any]:
    rows = [[_("Friendliness marks, 1 to 10"), *_figure(file.figure)]]
    if file.gathered:
        rows.append([_("The team's own level"), *_figure(file.gathered.team)])
    for each in file.exposures:
        channel = each.channel.in_language(language) or _("channel not known")
        rows.append([_("Marks through: %(channel)s", channel=channel), str(each.n), "", "", ""])
    columns = [_("Figure"), _("Marks"), _("Mean"), _("Range"), _("How far to trust it")]
    return {"title": _("Friendliness to customers"), "columns": columns, "rows": rows}


def _figure(figure: Figure) -> list[str]:
    strength = str(words.STRENGTHS[figure.strength])
    if figure.mean is None or figure.low is None or figure.high is None:
        return [str(figure.n), "", "", strength]
    return [str(figure.n), number(figure.mean, 2), span(figure.low, figure.high), strength]


def _sections(file: ReviewFile, language: str) -> list[dict[str, Any]]:
    parts = (
        (_("What customers wrote"), contents.words(file.items)),
        (_("Small good things"), contents.good_things(file.items)),
        (_("Added by the person"), contents.additions(file.items)),
        (_("Answers of customers without words"), contents.silent_marks(file.items)),
    )
    return [
        {
            "title": title,
            "empty": _("There are none."),
            "items": [_item(item, language) for item in items],
        }
        for title, items in parts
    ]


def _item(item: Item, language: str) -> dict[str, Any]:
    piece, marks = item.piece, []
    if piece.proof:
        marks.append(str(words.PROOFS[piece.proof]))
    if piece.confirmers > 1:
        marks.append(ngettext("%(num)d colleague", "%(num)d colleagues", piece.confirmers))
    if piece.mark is not None:
        marks.append(f"{words.SCALES[piece.scale]}: {piece.mark}")
    flags = (
        (piece.speaks_against, _("Speaks against")),
        (item.is_used, _("Used in the proposal")),
        (item.is_disputed, _("Disputed")),
        (item.is_out, _("Taken out")),
    )
    marks += [flag for holds, flag in flags if holds]
    where = [piece.author, piece.moment.in_language(language), piece.channel.in_language(language)]
    return {
        "number": str(item.number),
        "text": piece.text,
        "meta": " · ".join([*filter(None, where), day(piece.day)]),
        "marks": " · ".join(marks),
        "note": _note(item),
    }


def _note(item: Item) -> str:
    found = item.dispute
    if found is None:
        return ""
    said = _("%(name)s disputes this: %(reason)s", name=found.by, reason=found.reason)
    if not found.ruling:
        return str(said)
    ruled = _(
        "%(name)s ruled: %(ruling)s. %(reason)s",
        name=found.ruled_by,
        ruling=words.RULINGS[found.ruling],
        reason=found.ruling_reason,
    )
    return f"{said} {ruled}"


def _quotes(title: str, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    return {"title": title, "quotes": [{"source": source, "text": text} for source, text in pairs]}


def _steps(file: ReviewFile) -> dict[str, Any]:
    return {
        "title": _("Steps so far"),
        "columns": [_("Step"), _("By"), _("When"), _("Why")],
        "rows": [
            [str(words.STEPS[each.action]), each.by or "Kindline", when(each.at), each.reason]
            for each in file.steps
        ],
    }


def _rules(file: ReviewFile) -> dict[str, Any]:
    rules = rules_of(file)
    return {
        "title": _("Rules under which this was made"),
        "lines": [
            _("Rules, version %(version)s.", version=rules["rules_version"]),
            _("A mean is shown from %(count)s marks.", count=rules["marks_shown_from"]),
            _("Below %(count)s marks it is indicative only.", count=rules["marks_indicative_below"]),
            _("The range holds the mean in 95 of 100 such samples."),
            _("The person has %(count)s working days to answer.", count=rules["working_days_to_answer"]),
            _("The person has %(count)s weeks to contest a decision.", count=rules["weeks_to_contest"]),
            _("Nothing of a pulse is in here. Nobody has been ranked and nothing has been suggested."),
            _("A sign that these letters do not know is written by its English name in square brackets."),
        ],
    }
