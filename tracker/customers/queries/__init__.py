"""Reads about customers' scores. Team figures come from sums, never from single scores."""

from tracker.customers.queries.evidence import Evidence, Friendliness, friendliness_of, list_evidence_about

__all__ = ["Evidence", "Friendliness", "friendliness_of", "list_evidence_about"]
