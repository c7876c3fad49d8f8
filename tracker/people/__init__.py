"""Who works here: persons, teams in a tree, memberships and leads over time, roles, the roster import."""
