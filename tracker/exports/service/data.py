"""A review's file as plain data, for JSON: every field that the pages show, and the rules beside it."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from tracker.reviews.queries.contents import ReviewFile
from tracker.reviews.rules import evidence
from tracker.reviews.rules.days import ANSWER_WORKING_DAYS, CONTEST_WEEKS

INTERNAL = frozenset({"id", "by_id", "decider_ids", "source_id"})


def rules_of(file: ReviewFile) -> dict[str, Any]:
    """Return the rules and thresholds under which a file was made."""
    return {
        "rules_version": file.gathered.rules_version if file.gathered else evidence.RULES_VERSION,
        "marks_shown_from": evidence.MARKS_SHOWN,
        "marks_indicative_below": evidence.MARKS_FIRM,
        "speaks_against_up_to": evidence.LOW_MARKS,
        "reason_at_least": evidence.SHORTEST_REASON,
        "working_days_to_answer": ANSWER_WORKING_DAYS,
        "weeks_to_contest": CONTEST_WEEKS,
        "interval_level": 0.95,
    }


def about(file: ReviewFile) -> dict[str, Any]:
    """Return what a manifest says of the files: whose review, from when, under which rules."""
    return {
        "product": "Kindline",
        "review": file.id,
        "person": file.person,
        "role": file.cycle.role,
        "state": file.state.value,
        "evidence_from": file.cycle.starts_on.isoformat(),
        "evidence_until": file.cycle.ends_on.isoformat(),
        "gathered_at": _plain(file.gathered.at) if file.gathered else None,
        "last_changed_at": _plain(file.changed_at),
        "rules": rules_of(file),
    }


def to_data(file: ReviewFile) -> dict[str, Any]:
    """Return the whole file as plain data."""
    return {"about": about(file), "review": _plain(file)}


def to_json(file: ReviewFile) -> bytes:
    """Return the whole file as JSON."""
    return (json.dumps(to_data(file), ensure_ascii=False, indent=2) + "\n").encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in INTERNAL]
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value
