"""The limit of a submit: a bare Flask application that writes the same two rows with the same durability."""

import os

import sqlalchemy as sa
from flask import Flask, Response, request

from tracker.storage.engine import make_engine

FORM = """<!doctype html><html lang="en"><title>Bare</title><h1>Bare</h1><form method="post">
<input type="hidden" name="csrf_token" value="none"><input type="hidden" name="round" value="1">
{items}<button>Send</button></form></html>"""
ITEM = '<fieldset><legend>Item</legend><input type="radio" name="answers-{n}" value="4"></fieldset>'
MARK = sa.text("INSERT INTO bare_mark (round_id, h) VALUES (1, :h)")
BOX = sa.text("INSERT INTO bare_box (round_id, k, ct) VALUES (1, :k, :ct)")

app = Flask(__name__)
engine = make_engine(os.environ["BENCH_URL"])


@app.get("/pulse")
def form() -> str:
    """Show a form of four items."""
    return FORM.format(items="".join(ITEM.format(n=n) for n in range(4)))


@app.post("/pulse")
def submit() -> Response:
    """Write a mark and an envelope of the product's length, in one transaction."""
    answers = "".join(value for name, value in request.form.items() if name.startswith("answers"))
    with engine.begin() as connection:
        connection.execute(MARK, {"h": os.urandom(32)})
        envelope = os.urandom(4144 - len(answers)) + answers.encode()
        connection.execute(BOX, {"k": os.urandom(16), "ct": envelope})
    return Response(status=303, headers={"Location": "/pulse/received"})
