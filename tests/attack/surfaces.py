"""Every page that somebody can open, found in the URL map, so that a new one is attacked unlisted."""

from collections.abc import Iterator, Sequence
from itertools import product

from flask import Flask

QUIET = {"static"}


def addresses(app: Flask, things: dict[str, Sequence[object]]) -> Iterator[str]:
    """Yield the address of every GET route, with every combination of what its parameters may stand for."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in QUIET:
            continue
        names = sorted(rule.arguments)
        choices = [things.get(name, things["any"]) for name in names]
        for values in product(*choices):
            try:
                yield adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))
            except (ValueError, TypeError, LookupError):
                continue
