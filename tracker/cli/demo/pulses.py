"""Rounds of the demo: opened, answered sheet by sheet and closed by the product's own verbs."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.cli.demo.moods import COMMENTS as COMMENT_SHARE
from tracker.cli.demo.moods import Moods
from tracker.cli.demo.stage import Stage
from tracker.cli.demo.texts import COMMENTS
from tracker.core.access import SYSTEM, Actor
from tracker.core.calendar import Week
from tracker.pulses.models import PulseRoster, PulseRound
from tracker.pulses.queries.rounds import list_items
from tracker.pulses.service.due import close_due
from tracker.pulses.service.installation import Installation
from tracker.pulses.service.opening import open_round
from tracker.pulses.service.submit import Draft, OpenSheet, submit_pulse


def open_week(stage: Stage, week: Week) -> PulseRound:
    """Open the round of a week."""
    with stage.storage.work(SYSTEM, stage.clock.now()) as work:
        return open_round(work, week, stage.keys)


def answer_week(stage: Stage, moods: Moods, opened: PulseRound, number: int, *, who: list[int]) -> None:
    """Let people send their sheets, each through the verb that the page uses."""
    with stage.storage.work(SYSTEM, stage.clock.now()) as work:
        items = tuple(list_items(work.session, opened.id))
        nodes = nodes_of(work.session, opened.id)
        sheets = moods.answers(who, number, [item.code for item in items])
        for place, answers in zip(who, sheets.tolist(), strict=True):
            person = stage.people[place]
            person_id = stage.ids[person.number]
            own = replace(work, actor=Actor(person_id=person_id))
            draft = Draft(tuple(answers), _comment(stage, person.language))
            submit_pulse(own, OpenSheet(opened, nodes[person_id], items), draft, stage.keys)


def nodes_of(session: Session, round_id: int) -> dict[int, int]:
    """Return the group that each person's sheet counts for, read once instead of by each of them."""
    query = select(PulseRoster.person_id, PulseRoster.node_id).where(PulseRoster.round_id == round_id)
    return {row.person_id: row.node_id for row in session.execute(query)}


def close_week(stage: Stage) -> None:
    """Let the product close the round whose time is over."""
    close_due(Installation(stage.storage, stage.clock, stage.keys))


def _comment(stage: Stage, language: str) -> str:
    if stage.rng.random() >= COMMENT_SHARE:
        return ""
    return str(stage.rng.choice(COMMENTS["en" if language == "en" else "nl"]))
