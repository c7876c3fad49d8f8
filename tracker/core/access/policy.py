"""The one table of who may do what.

A permission is granted by a role, or by a relation between the asker and the thing asked for. Nothing
else in the product decides about access; lists filter by the same table.
"""

from dataclasses import dataclass
from enum import StrEnum

from tracker.core.access.actor import Actor, Role, Target


class Relation(StrEnum):
    """How the asker stands to the thing asked for."""

    ANYONE = "anyone"  # every signed-in person
    SELF = "self"  # it is about me
    AUTHOR = "author"  # I wrote it
    NAMED = "named"  # I am named in it
    MEMBER = "member"  # it belongs to a team I am in
    ANCESTOR = "ancestor"  # it belongs to a group above my team
    LEAD = "lead"  # it belongs to a team I lead in my own right, and is not about me
    DELEGATE = "delegate"  # it belongs to a team I lead for somebody else, and is not about me


class Permission(StrEnum):
    """Everything that can be asked for."""

    # People and organisation
    OWN_ACCOUNT = "own-account"
    HOME_READ = "home-read"
    TEAM_LIST = "team-list"
    TEAM_READ = "team-read"
    TEAM_MANAGE = "team-manage"
    PERSON_LIST = "person-list"
    PERSON_READ = "person-read"
    PERSON_MANAGE = "person-manage"
    ROSTER_IMPORT = "roster-import"
    ROLE_GRANT = "role-grant"
    LEAD_DELEGATE = "lead-delegate"
    ACCOUNT_CODE = "account-code"
    ORGANISATION_MANAGE = "organisation-manage"
    CHOICES_MANAGE = "choices-manage"
    SETUP = "setup"
    AUDIT_READ = "audit-read"
    AUDIT_OWN = "audit-own"
    SAMPLE_READ = "sample-read"
    # Pulse
    PULSE_ANSWER = "pulse-answer"
    PULSE_TRUST = "pulse-trust"
    PULSE_TEAM_READ = "pulse-team-read"
    PULSE_TEAM_LIST = "pulse-team-list"
    PULSE_COMMENT_READ = "pulse-comment-read"
    PULSE_PLAN = "pulse-plan"
    PULSE_IMPORT = "pulse-import"
    # Good things
    GOOD_THING_CREATE = "good-thing-create"
    GOOD_THING_READ = "good-thing-read"
    GOOD_THING_EDIT = "good-thing-edit"
    GOOD_THING_CONFIRM = "good-thing-confirm"
    GOOD_THING_HIDE = "good-thing-hide"
    GOOD_THING_REACT = "good-thing-react"
    WALL_READ = "wall-read"
    # Customers
    SCORE_IMPORT = "score-import"
    SCORE_TEAM_READ = "score-team-read"
    SCORE_TEAM_LIST = "score-team-list"
    SCORE_OWN_READ = "score-own-read"
    RESULT_IMPORT = "result-import"
    # Insights
    LINKAGE_READ = "linkage-read"
    LINKAGE_TEAM_READ = "linkage-team-read"
    # Reviews
    CYCLE_MANAGE = "cycle-manage"
    REVIEW_LIST = "review-list"
    REVIEW_OPEN = "review-open"
    REVIEW_READ = "review-read"
    REVIEW_ANSWER = "review-answer"
    REVIEW_LEAD_STATEMENT = "review-lead-statement"
    REVIEW_DISPUTE = "review-dispute"
    REVIEW_RULE = "review-rule"
    REVIEW_PROPOSE = "review-propose"
    REVIEW_DECIDE = "review-decide"
    REVIEW_EXPORT = "review-export"
    REVIEW_REQUEST = "review-request"
    REVIEW_PREPARE = "review-prepare"
    REVIEW_ADD = "review-add"
    REVIEW_CONTEST = "review-contest"
    REVIEW_WITHDRAW = "review-withdraw"
    REVIEW_APPOINT = "review-appoint"
    REVIEW_DOCUMENT_READ = "review-document-read"


@dataclass(frozen=True, slots=True)
class Grant:
    """Who receives a permission: holders of a role, or people in a relation; never those in `but_not`."""

    roles: frozenset[Role] = frozenset()
    relations: frozenset[Relation] = frozenset()
    but_not: frozenset[Relation] = frozenset()


def _grant(*who: Role | Relation, but_not: tuple[Relation, ...] = ()) -> Grant:
    return Grant(
        roles=frozenset(w for w in who if isinstance(w, Role)),
        relations=frozenset(w for w in who if isinstance(w, Relation)),
        but_not=frozenset(but_not),
    )


_R, _P = Relation, Permission
_EVERYBODY = _grant(_R.ANYONE)
_HR = _grant(Role.HR)
_ADMIN = _grant(Role.ADMINISTRATOR)
_HR_ADMIN = _grant(Role.HR, Role.ADMINISTRATOR)
_TEAM_FIGURE = _grant(
    Role.HR, Role.ADMINISTRATOR, Role.WORKS_COUNCIL, _R.MEMBER, _R.ANCESTOR, _R.LEAD, _R.DELEGATE
)

POLICY: dict[Permission, Grant] = {
    _P.OWN_ACCOUNT: _EVERYBODY,
    _P.HOME_READ: _EVERYBODY,
    _P.SAMPLE_READ: _HR_ADMIN,
    _P.TEAM_LIST: _EVERYBODY,
    _P.TEAM_READ: _EVERYBODY,
    _P.TEAM_MANAGE: _HR_ADMIN,
    _P.PERSON_LIST: _HR_ADMIN,
    _P.PERSON_READ: _grant(Role.HR, Role.ADMINISTRATOR, _R.SELF, _R.LEAD),
    _P.PERSON_MANAGE: _HR_ADMIN,
    _P.ROSTER_IMPORT: _HR_ADMIN,
    _P.ROLE_GRANT: _grant(Role.ADMINISTRATOR, but_not=(_R.SELF,)),
    _P.LEAD_DELEGATE: _grant(_R.LEAD, Role.HR),
    _P.ACCOUNT_CODE: _grant(Role.HR, Role.ADMINISTRATOR, but_not=(_R.SELF,)),
    _P.ORGANISATION_MANAGE: _HR_ADMIN,
    _P.CHOICES_MANAGE: _HR_ADMIN,
    _P.SETUP: _HR_ADMIN,
    _P.AUDIT_READ: _grant(Role.ADMINISTRATOR, Role.WORKS_COUNCIL),
    _P.AUDIT_OWN: _EVERYBODY,
    _P.PULSE_ANSWER: _EVERYBODY,
    _P.PULSE_TRUST: _EVERYBODY,
    _P.PULSE_TEAM_READ: _TEAM_FIGURE,
    _P.PULSE_TEAM_LIST: _EVERYBODY,
    _P.PULSE_COMMENT_READ: _grant(Role.HR, _R.LEAD, _R.DELEGATE),
    _P.PULSE_PLAN: _HR,
    _P.PULSE_IMPORT: _HR,
    _P.GOOD_THING_CREATE: _EVERYBODY,
    _P.GOOD_THING_READ: _grant(_R.AUTHOR, _R.NAMED, _R.MEMBER, _R.LEAD, _R.DELEGATE),
    _P.GOOD_THING_EDIT: _grant(_R.AUTHOR),
    _P.GOOD_THING_CONFIRM: _grant(_R.NAMED, _R.MEMBER, but_not=(_R.AUTHOR,)),
    _P.GOOD_THING_HIDE: _grant(_R.NAMED, _R.SELF),
    _P.GOOD_THING_REACT: _grant(_R.MEMBER, _R.LEAD, _R.NAMED, but_not=(_R.AUTHOR,)),
    _P.WALL_READ: _grant(_R.MEMBER, _R.LEAD, _R.DELEGATE),
    _P.SCORE_IMPORT: _HR,
    _P.SCORE_TEAM_READ: _TEAM_FIGURE,
    _P.SCORE_TEAM_LIST: _EVERYBODY,
    _P.SCORE_OWN_READ: _EVERYBODY,
    _P.RESULT_IMPORT: _HR,
    _P.LINKAGE_READ: _grant(Role.HR, Role.WORKS_COUNCIL),
    _P.LINKAGE_TEAM_READ: _TEAM_FIGURE,
    _P.CYCLE_MANAGE: _HR,
    _P.REVIEW_LIST: _EVERYBODY,
    _P.REVIEW_OPEN: _grant(Role.HR, _R.LEAD, but_not=(_R.SELF,)),
    _P.REVIEW_READ: _grant(Role.HR, _R.SELF, _R.LEAD, _R.NAMED),
    _P.REVIEW_ANSWER: _grant(_R.SELF),
    _P.REVIEW_LEAD_STATEMENT: _grant(_R.LEAD, but_not=(_R.SELF,)),
    _P.REVIEW_DISPUTE: _grant(_R.SELF, Role.HR, _R.LEAD),
    _P.REVIEW_RULE: _grant(Role.HR, but_not=(_R.SELF,)),
    _P.REVIEW_PROPOSE: _grant(Role.HR, _R.LEAD, but_not=(_R.SELF,)),
    _P.REVIEW_DECIDE: _grant(_R.NAMED, but_not=(_R.SELF, _R.LEAD)),
    _P.REVIEW_EXPORT: _grant(Role.HR, _R.SELF),
    _P.REVIEW_REQUEST: _EVERYBODY,
    _P.REVIEW_PREPARE: _grant(Role.HR, _R.LEAD, but_not=(_R.SELF,)),
    _P.REVIEW_ADD: _grant(_R.SELF),
    _P.REVIEW_CONTEST: _grant(_R.SELF),
    _P.REVIEW_WITHDRAW: _grant(Role.HR, _R.SELF, _R.LEAD),
    _P.REVIEW_APPOINT: _grant(Role.HR, but_not=(_R.SELF,)),
    _P.REVIEW_DOCUMENT_READ: _grant(Role.HR, Role.WORKS_COUNCIL),
}


def relations(actor: Actor, target: Target) -> frozenset[Relation]:
    """Every relation in which a signed-in actor stands to the target."""
    mine = target.person_id is not None and target.person_id == actor.person_id
    reached = target.team_ids & actor.overseen_on(target.on)
    held = {
        Relation.ANYONE: True,
        Relation.SELF: mine,
        Relation.AUTHOR: target.author_id is not None and target.author_id == actor.person_id,
        Relation.NAMED: actor.person_id in target.named_ids,
        Relation.MEMBER: bool(target.team_ids & actor.team_ids),
        Relation.ANCESTOR: bool(target.team_ids & actor.ancestor_ids),
        Relation.LEAD: bool(reached & actor.led_ids) and not mine,
        Relation.DELEGATE: bool(reached & actor.delegated_ids) and not mine,
    }
    return frozenset(relation for relation, holds in held.items() if holds)


def allowed(actor: Actor, permission: Permission, target: Target) -> bool:
    """Whether the actor may do this with the target."""
    if not actor.signed_in:
        return False
    grant = POLICY[permission]
    held = relations(actor, target)
    if held & grant.but_not:
        return False
    return bool(actor.roles & grant.roles) or bool(held & grant.relations)


def ever_allowed(actor: Actor, permission: Permission) -> bool:
    """Whether there can be any target with which the actor may do this: the door, not the drawer."""
    if not actor.signed_in:
        return False
    grant = POLICY[permission]
    if actor.roles & grant.roles:
        return True
    possible = {
        Relation.ANYONE: True,
        Relation.SELF: True,
        Relation.AUTHOR: True,
        Relation.NAMED: True,
        Relation.MEMBER: bool(actor.team_ids),
        Relation.ANCESTOR: bool(actor.ancestor_ids),
        Relation.LEAD: bool(actor.led_ids),
        Relation.DELEGATE: bool(actor.delegated_ids),
    }
    return any(possible[relation] for relation in grant.relations)
