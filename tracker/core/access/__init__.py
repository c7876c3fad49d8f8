"""Who asks, for what, and the one table that answers."""

from tracker.core.access.actor import NOBODY, SYSTEM, Actor, Role, Target
from tracker.core.access.policy import POLICY, Grant, Permission, Relation, allowed, ever_allowed, relations

__all__ = [
    "NOBODY",
    "POLICY",
    "SYSTEM",
    "Actor",
    "Grant",
    "Permission",
    "Relation",
    "Role",
    "Target",
    "allowed",
    "ever_allowed",
    "relations",
]
