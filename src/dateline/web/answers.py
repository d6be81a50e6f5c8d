"""A page as an answer: HTML from its template, or JSON where a reader asks for that; errors as pages too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from ..errors import DatelineError, InputError, LookupFailed, RecordError
from ..export.json import line
from .door import Pen
from .links import ServerLinks, address
from .rendering import render
from .room import Room

LINKS = ServerLinks()
JSON = "application/json"
JSON_LINES = "application/jsonl"
_STATUS: tuple[tuple[type[DatelineError], int], ...] = ((LookupFailed, 404), (InputError, 400), (RecordError, 503))


def wants_json(request: Request) -> bool:
    """Whether the page is asked for as JSON."""
    return request.query_params.get("format") == "json" or request.url.path.startswith("/api/")


def answer(request: Request, room: Room, template: str, title: str, page: object, **more: Any) -> Response:
    """``page`` as the request wants it; ``more`` is what the template needs beside it."""
    if wants_json(request):
        return as_json(page)
    return HTMLResponse(render(template, page=page, title=title, link=LINKS, **frame(request, room), **more))


def frame(request: Request, room: Room, back: str | None = None) -> dict[str, Any]:
    """What the frame around every page needs; rulings made on the page lead ``back``, or to the page itself."""
    asked: dict[str, object] = {key: value for key, value in request.query_params.items() if key != "format"}
    json_href = address(request.url.path, {**asked, "format": "json"})
    made: dict[str, Any] = {"room": room, "here": request.url.path, "json_href": json_href}
    pen = pen_of(request)
    if pen is None:
        return made
    path = "/" + quote(request.url.path.lstrip("/"))  # two slashes would lead to another server
    here = address(path, asked) if request.method == "GET" else "/"
    return {**made, "edit": request.app.state.door.editor(pen, back or here)}


def pen_of(request: Request) -> Pen | None:
    """The pen of whoever asks; None where nobody rules on this server, or they have not entered."""
    door = request.app.state.door
    return door.pen(request.cookies.get(door.cookie)) if door else None


def as_json(value: object, headers: Mapping[str, str] | None = None) -> Response:
    """Any value of Dateline as JSON; nothing in it steers a terminal."""
    return Response(line(value), media_type=JSON, headers=headers)


def status_of(error: DatelineError) -> int:
    """The HTTP status that says what kind of error it is."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def failure(request: Request, room: Room | None, status: int, error: tuple[str, str, str]) -> Response:
    """An error (code, message, remedy) as a page; without a record as plain words."""
    code, message, remedy = error
    if wants_json(request):
        made = as_json({"error": code, "message": message, "remedy": remedy})
        made.status_code = status
        return made
    if room is None:
        return Response(f"{message} {remedy} ({code})\n", status, media_type="text/plain; charset=utf-8")
    title = "Not found" if status == 404 else "This cannot be shown"
    html = render(
        "error.html.j2", title=title, code=code, message=message, remedy=remedy, link=LINKS, **frame(request, room)
    )
    return HTMLResponse(html, status)
