"""The forms of a page as a browser sends them: what stands in the fields, what a person fills in, and nothing else; and the browser."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any

from msgspec import Struct, field


class PageForm(Struct):
    """One form: where it goes, its fields in order with their values, what can be chosen or ticked, and its labels."""

    action: str
    id: str | None
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    unlabelled: list[str] = field(default_factory=list)

    def offers(self, verb: str) -> bool:
        """Whether it makes a judgement of that kind."""
        return ("verb", verb) in self.fields or verb in self.choices.get("verb", ())

    def filled(self, verb: str, ticked: tuple[tuple[str, str], ...] = (), **typed: str) -> list[tuple[str, str]]:
        """The fields as they are sent, with boxes ``ticked`` and words ``typed``, each of which the form must have."""
        chosen = [("verb", verb)] if "verb" in self.choices else []
        assert all(name in self.typed or value in self.choices[name] for name, value in typed.items()), typed
        assert all(value in self.boxes.get(name, ()) for name, value in ticked), ticked
        kept = [(name, value) for name, value in self.fields if name not in typed]
        return [*kept, *chosen, *ticked, *typed.items()]


class _Reader(HTMLParser):
    """Gathers the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.loose: list[tuple[str, str, str]] = []
        self.open: PageForm | None = None
        self.select: str | None = None
        self.labels = 0
        self.for_ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = PageForm(given.get("action", ""), given.get("id"))
            self.forms.append(self.open)
        elif tag == "label":
            self.labels += 1
            self.for_ids.add(given.get("for", ""))
        elif tag == "input" and given.get("form"):
            self.loose.append((given["form"], given["name"], given["value"]))
        elif tag in ("input", "select") and self.open is not None and "name" in given:
            if given.get("type") != "hidden" and not self.labels and given.get("id") not in self.for_ids:
                self.open.unlabelled.append(given["name"])
            self._field(tag, given)
        elif tag == "option" and self.open is not None and self.select:
            self.open.choices[self.select].append(given["value"])

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self.open is not None
        if tag == "select":
            self.select = given["name"]
            self.open.choices[self.select] = []
        elif given.get("type") == "checkbox":
            self.open.boxes.setdefault(given["name"], []).append(given["value"])
        else:
            self.open.fields.append((given["name"], given.get("value", "")))
            if given.get("type") != "hidden":
                self.open.typed.add(given["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "label":
            self.labels -= 1


def forms_in(page: str) -> list[PageForm]:
    """The forms of ``page``; boxes that stand elsewhere belong to the form that they name."""
    reader = _Reader()
    reader.feed(page)
    by_id = {form.id: form for form in reader.forms if form.id}
    for id, name, value in reader.loose:
        by_id[id].boxes.setdefault(name, []).append(value)
    return reader.forms


class Reply(Struct, frozen=True):
    """What a server answered; header names in small letters."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The body as words."""
        return self.content.decode("utf-8")

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.content)


class Browser:
    """As much of a browser as forms need: it keeps cookies, and follows nothing by itself."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.home = f"http://127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}

    def get(self, address: str) -> Reply:
        """Ask for a page."""
        return self._ask("GET", address, None, {})

    def post(self, address: str, body: bytes, headers: dict[str, str]) -> Reply:
        """Send a form."""
        return self._ask("POST", address, body, headers)

    def _ask(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection(self.home.removeprefix("http://"), timeout=60)
        try:
            connection.request(
                method, address.partition("#")[0], body, {**({"cookie": kept} if kept else {}), **headers}
            )
            found = connection.getresponse()
            for name, morsel in SimpleCookie(found.getheader("set-cookie") or "").items():
                self.cookies[name] = morsel.value
            return Reply(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        finally:
            connection.close()
