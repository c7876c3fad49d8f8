"""Gathering evidence from good things and from customers, frozen at the moment of sharing.

Nothing else is asked. A pulse is not among the rooms that this one may know.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from tracker.customers import queries as customers
from tracker.customers.queries.evidence import Evidence
from tracker.good_things import queries as good_things
from tracker.good_things.queries import Evidence as GoodThing
from tracker.reviews.models import Review, ReviewEvidence, ReviewSnapshot
from tracker.reviews.queries.cycles import CycleView
from tracker.reviews.rules.evidence import RULES_VERSION, Figure, Kind, Label, Piece, Proof
from tracker.storage.work import Work


def gather(work: Work, review: Review, cycle: CycleView) -> None:
    """Freeze the evidence of the cycle's period under today's rules."""
    team = team_level(work.session, review.person_id, cycle)
    snapshot = ReviewSnapshot(
        review_id=review.id,
        version=1,
        rules_version=RULES_VERSION,
        gathered_at=work.now,
        team_n=team.n,
        team_mean=team.mean,
        team_low=team.low,
        team_high=team.high,
    )
    work.session.add(snapshot)
    work.session.flush()
    found = pieces_about(work.session, review.person_id, cycle)
    pieces = sorted(found, key=lambda piece: (piece.day, piece.kind, piece.source_id or 0))
    work.session.add_all(_rows(snapshot, pieces))
    work.session.flush()


def pieces_about(session: Session, person_id: int, cycle: CycleView) -> list[Piece]:
    """Return every piece of evidence about a person in a cycle's period."""
    period = (cycle.starts_on, cycle.ends_on)
    scores = customers.list_evidence_about(session, person_id, *period)
    things = good_things.list_evidence_about(session, person_id, *period)
    return [*(_of_customer(score) for score in scores), *(_of_good_thing(thing) for thing in things)]


def team_level(session: Session, person_id: int, cycle: CycleView) -> Figure:
    """Return the friendliness level of the teams in which the person was marked."""
    found = customers.friendliness_of(session, person_id, cycle.starts_on, cycle.ends_on)
    if found.team is None:
        return Figure(n=found.team_n)
    return Figure(n=found.team_n, mean=found.team.mean, low=found.team.low, high=found.team.high)


def _of_customer(score: Evidence) -> Piece:
    return Piece(
        kind=Kind.SCORE,
        source_id=score.id,
        day=score.day,
        text=score.comment or "",
        moment=Label(score.moment_en or "", score.moment_nl or ""),
        channel=Label(score.channel_en or "", score.channel_nl or ""),
        scale=score.scale.value,
        mark=score.value,
    )


def _of_good_thing(thing: GoodThing) -> Piece:
    return Piece(
        kind=Kind.GOOD_THING,
        source_id=thing.id,
        day=thing.on,
        text="\n".join([thing.sentence, *(note.text for note in thing.notes)]),
        author=thing.author,
        proof=Proof(thing.rung.value),
        confirmers=thing.confirmers,
        moment=Label(thing.moment.en, thing.moment.nl),
        channel=Label(thing.channel.en, thing.channel.nl),
    )


def _rows(snapshot: ReviewSnapshot, pieces: Iterable[Piece]) -> list[ReviewEvidence]:
    return [
        ReviewEvidence(
            review_id=snapshot.review_id,
            snapshot_id=snapshot.id,
            number=number,
            kind=piece.kind.value,
            source_id=piece.source_id,
            day=piece.day,
            body=piece.text,
            author=piece.author,
            proof=None if piece.proof is None else piece.proof.value,
            confirmers=piece.confirmers,
            moment_en=piece.moment.en,
            moment_nl=piece.moment.nl,
            channel_en=piece.channel.en,
            channel_nl=piece.channel.nl,
            scale=piece.scale,
            mark=piece.mark,
        )
        for number, piece in enumerate(pieces, start=1)
    ]
