from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.access import (
    NOBODY,
    POLICY,
    Actor,
    Permission,
    Relation,
    Role,
    Target,
    allowed,
    ever_allowed,
    relations,
)

ids = st.frozensets(st.integers(1, 6), max_size=4)
actors = st.builds(
    Actor,
    person_id=st.integers(1, 6),
    roles=st.frozensets(st.sampled_from(Role)),
    team_ids=ids,
    ancestor_ids=ids,
    led_ids=ids,
    delegated_ids=ids,
)
targets = st.builds(
    Target,
    person_id=st.none() | st.integers(1, 6),
    team_ids=ids,
    author_id=st.none() | st.integers(1, 6),
    named_ids=ids,
)


def test_every_permission_has_its_line():
    assert set(POLICY) == set(Permission)


@given(st.sampled_from(Permission), targets)
def test_a_signed_out_visitor_may_nothing(permission, target):
    assert not allowed(NOBODY, permission, target)
    assert not ever_allowed(NOBODY, permission)


@given(actors, st.sampled_from(Permission), targets)
def test_the_door_is_never_narrower_than_the_drawer(actor, permission, target):
    assert not allowed(actor, permission, target) or ever_allowed(actor, permission)


@given(actors, targets)
def test_nobody_proposes_or_decides_about_themself(actor, target):
    own = Target(person_id=actor.person_id, team_ids=target.team_ids)
    for permission in (Permission.REVIEW_PROPOSE, Permission.REVIEW_DECIDE, Permission.REVIEW_OPEN):
        assert not allowed(actor, permission, own)


@given(actors, targets)
def test_leading_for_somebody_else_never_opens_a_review(actor, target):
    only_delegate = Actor(
        person_id=actor.person_id, delegated_ids=actor.delegated_ids, team_ids=actor.team_ids
    )
    theirs = Target(person_id=actor.person_id + 1, team_ids=target.team_ids, author_id=target.author_id)
    for permission in (Permission.REVIEW_PROPOSE, Permission.REVIEW_DECIDE, Permission.REVIEW_OPEN):
        assert not allowed(only_delegate, permission, theirs)


def test_an_administrator_reads_no_good_things_and_no_reviews():
    administrator = Actor(person_id=1, roles=frozenset({Role.ADMINISTRATOR}))
    theirs = Target(person_id=2, team_ids=frozenset({9}), author_id=2)
    for permission in (Permission.GOOD_THING_READ, Permission.REVIEW_READ, Permission.REVIEW_EXPORT):
        assert not allowed(administrator, permission, theirs)


@pytest.mark.parametrize(
    ("day", "reached"), [(date(2026, 9, 1), True), (date(2026, 8, 31), False), (None, True)]
)
def test_a_lead_reaches_what_happened_since_they_lead(day, reached):
    lead = Actor(person_id=1, led_ids=frozenset({4}), led_since=frozenset({(4, date(2026, 9, 1))}))
    target = Target(author_id=2, team_ids=frozenset({4}), on=day)
    assert allowed(lead, Permission.GOOD_THING_READ, target) is reached
    assert (Relation.LEAD in relations(lead, target)) is reached
