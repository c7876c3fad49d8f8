"""The tree of teams as paths: /1/4/ stands for team 4 below team 1."""

from collections.abc import Mapping

DEEPEST = 12


def path_of(team_id: int, parent_path: str) -> str:
    """Return the path of a team below a parent; the top's path is a single slash."""
    return f"{parent_path}{team_id}/"


def lies_within(path: str, other: str) -> bool:
    """Whether a path is another one or lies below it."""
    return path.startswith(other)


def depth(path: str) -> int:
    """Return how many teams a path passes, itself included."""
    return path.count("/") - 1


def codes_in_cycles(parents: Mapping[str, str | None]) -> set[str]:
    """Return the codes of teams that stand below themselves, given each team's parent."""
    safe: set[str] = set()
    caught: set[str] = set()
    for start in parents:
        trail: list[str] = []
        code: str | None = start
        while code is not None and code not in safe and code not in trail:
            trail.append(code)
            code = parents.get(code)
        if code is not None and code in trail:
            caught.update(trail[trail.index(code) :])
        safe.update(trail)
    return caught


def levels(parents: Mapping[str, str | None], code: str) -> int:
    """Return how deep a team stands, counted from one; the tree must hold no cycle."""
    count, above = 1, parents.get(code)
    while above is not None:
        count, above = count + 1, parents.get(above)
    return count
