"""The page client: the only way tests ask for pages, and every page it gets is examined.

An answer that is HTML must be strict HTML5 with one h1, a title, a language, labelled inputs, no double
ids, form tokens, a table beside every canvas, and no stray None, nan or unrounded number.
"""

import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.cast import PEOPLE, Cast
from tracker.signin import service
from tracker.signin.views import cookie
from tracker.web.locale import load_language

STRAY = re.compile(r"\b(None|nan|NaN|inf|undefined|Undefined)\b|\d\.\d{5,}")
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
SILENT = {"script", "style"}


@dataclass
class Page:
    """An answer, with what tests ask of it."""

    response: TestResponse
    statements: list[str] = field(default_factory=list)
    tree: Element | None = None

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str | None:
        return self.response.headers.get("Location")

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def text(self) -> str:
        """The words of the page as a reader sees them."""
        if self.tree is None:
            return self.html
        return " ".join(" ".join(_words(self.tree)).split())

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """The elements with this tag and these attributes; class_ and for_ drop their underscore."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        if self.tree is None:
            return []
        return [
            e
            for e in self.tree.iter(tag)
            if all(
                value in (e.get(name) or "").split() or e.get(name) == value for name, value in wanted.items()
            )
        ]

    @property
    def heading(self) -> str:
        return " ".join(" ".join(_words(self.find("h1")[0])).split())

    @property
    def links(self) -> list[str]:
        return [link.get("href", "") for link in self.find("a")]


def _words(element: Element) -> list[str]:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return []
    found = [element.text or ""]
    for child in element:
        found.extend(_words(child))
        found.append(child.tail or "")
    return found


class Pages:
    """Hands out a browser for anybody of the cast."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app = app
        self.cast = cast

    def as_(self, name: str, *, language: str = "en") -> "Browser":
        return Browser(self.app, None if name == "anonymous" else getattr(self.cast, name).id, language)

    @property
    def anonymous(self) -> "Browser":
        return self.as_("anonymous")


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask, person_id: int | None, language: str) -> None:
        self.app = app
        self.language = language
        self.client = app.test_client()
        self.client.set_cookie("kindline-language", language)
        self._token = secrets.token_hex(20)
        self.csrf = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(self._token)
        if person_id is not None:
            bound = app.extensions["kindline"]
            with app.test_request_context(), bound.storage.work(_nobody(), bound.clock.now()) as work:
                self.client.set_cookie(cookie.name(), service.open_session(work, person_id))

    def get(self, url: str, **options: Any) -> Page:
        return self._ask("GET", url, **options)

    def post(self, url: str, data: dict[str, Any] | None = None, **options: Any) -> Page:
        """Send a form with a valid token, as if its page had been open."""
        with self.client.session_transaction() as session:
            session["csrf_token"] = self._token
        return self._ask("POST", url, data={"csrf_token": self.csrf, **(data or {})}, **options)

    def submit(self, url: str, data: dict[str, Any] | None = None, **options: Any) -> Page:
        """Open a form's page, then send it with what it holds and what the test fills in."""
        opened = self.get(url)
        assert opened.status == 200, opened.status
        held = {
            e.get("name", ""): e.get("value", "")
            for e in opened.find("input", type="hidden")
            if e.get("name")
        }
        return self.post(url, {**held, "csrf_token": self.csrf, **(data or {})}, **options)

    def post_without_token(self, url: str, data: dict[str, Any] | None = None) -> Page:
        return self._ask("POST", url, data=data or {})

    def _ask(self, method: str, url: str, **options: Any) -> Page:
        engine = self.app.extensions["kindline"].storage.engine
        statements: list[str] = []

        def count(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                statements.append(statement)

        event.listen(engine, "before_cursor_execute", count)
        try:
            response = self.client.open(url, method=method, **options)
        finally:
            event.remove(engine, "before_cursor_execute", count)
        response.get_data()
        response.close()
        response.request.environ["wsgi.input"].close()
        found = Page(response, statements)
        if response.mimetype == "text/html" and response.get_data():
            if response.status_code in {301, 302, 303, 307, 308}:
                return found
            found.tree = examine(found.html, self.language)
        return found


def _nobody() -> Any:
    from tracker.core.access import NOBODY  # noqa: PLC0415 - the client is imported before the product by some tools

    return NOBODY


def examine(html: str, language: str) -> Element:
    """Check a page against everything that every page must be, and return its tree."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    assert tree.get("lang") in {"en", "nl"}, "a page says its language"
    assert len([e for e in elements if e.tag == "h1"]) == 1, "a page has one h1"
    title = next((e for e in elements if e.tag == "title"), None)
    assert title is not None, "a page has a title"
    assert (title.text or "").strip(" ·"), "a page's title says something"
    ids = [e.get("id") for e in elements if e.get("id")]
    assert len(ids) == len(set(ids)), f"double ids: {sorted({i for i in ids if ids.count(i) > 1})}"
    _examine_forms(tree, elements)
    _examine_scripts(elements)
    words = " ".join(_words(tree))
    stray = STRAY.search(words)
    assert stray is None, f"stray value in the page: …{words[max(0, stray.start() - 40) : stray.end() + 20]}…"
    if language == "nl":
        _examine_dutch(elements)
    return tree


def _examine_forms(tree: Element, elements: list[Element]) -> None:
    labelled = {e.get("for") for e in elements if e.tag == "label"}
    wrapped = {id(child) for label in tree.iter("label") for child in label.iter()}
    for control in (e for e in elements if e.tag in {"input", "select", "textarea"}):
        if control.get("type") in UNLABELLED:
            continue
        named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        assert named or id(control) in wrapped, f"an input without a label: {control.attrib}"
    for form in tree.iter("form"):
        if (form.get("method") or "get").lower() == "post":
            names = {e.get("name") for e in form.iter("input")}
            assert "csrf_token" in names, f"a form without token: {form.get('action')}"


def _examine_scripts(elements: list[Element]) -> None:
    for element in elements:
        assert not any(name.startswith("on") for name in element.attrib), (
            f"a handler in the page: {element.attrib}"
        )
        assert "style" not in element.attrib, f"an inline style: {element.tag} {element.attrib}"
        assert element.tag != "style", "an inline style sheet"
        if element.tag == "script":
            source = element.get("src")
            assert source or element.get("type") == "application/json", "an inline script"
            if source and source.startswith("http"):
                assert element.get("integrity"), "an outside script without integrity"
                assert element.get("crossorigin") == "anonymous", "an outside script without crossorigin"
    for figure in (e for e in elements if e.tag == "figure"):
        tags = {e.tag for e in figure.iter() if isinstance(e.tag, str)}
        assert "canvas" not in tags or "table" in tags, "a chart without a table"
    in_figures = sum(1 for f in elements if f.tag == "figure" for e in f.iter("canvas") if e is not None)
    assert in_figures == sum(1 for e in elements if e.tag == "canvas"), "a canvas outside a figure"


def _examine_dutch(elements: list[Element]) -> None:
    catalogue = load_language("nl")._catalog  # noqa: SLF001 - gettext offers no other way to list its words
    english = {m for m, t in catalogue.items() if isinstance(m, str) and m and m != t and "%(" not in m}
    dutch = {t for t in catalogue.values() if isinstance(t, str)}
    # Some of the cast are called what they are, in English: that is a name, not a word.
    english -= {name.replace("_", " ").title() for name in PEOPLE}
    for element in elements:
        text = " ".join((element.text or "").split())
        foreign = text in english and text not in dutch and element.get("lang") != "en"
        assert not foreign, f"an English text in a Dutch page: {text!r}"
