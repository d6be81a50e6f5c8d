"""The addresses by which people rule on the record: enter, who, judge, review, leave, and the decisions to take along.

Always true here: nothing is ruled without a pen that the token gave, the seal of the page that the form stood on, and a request from a page
of this server; a ruling leads to a page (nothing is kept twice by loading it again); what could not be made is shown again as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from textwrap import shorten
from typing import Annotated
from urllib.parse import unquote, urlsplit

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import RedirectResponse, Response
from msgspec import Struct

from .. import api
from ..errors import DatelineError, LookupFailed, RecordError
from ..model.judgements import Judgement
from ..model.record import Contradiction, Event
from ..pages.going import shown_at
from ..pages.timeline import rows_of
from ..record import Record
from ..store import Shelf, Sieve, Store
from ..views.dates import DateLabel
from ..views.review import ReviewRow
from ..views.rulings import RulingRow, ruling_words
from ..views.timeline import TimelineRow
from .answers import LINKS, answer, failure, frame, pen_of, status_of, wants_json
from .door import Door, Note, Pen, same_origin, sealed
from .judging import Form, form_of, judgements_of
from .links import address
from .rendering import render
from .room import Desk

POSTS = frozenset({"/judge", "/who", "/leave"})
"""Where forms are sent to."""
WAIT = 20.0
"""Seconds that a ruling waits for another one to be done."""
MOST = 50
"""Rows of the review queue on one page."""
FURTHER = 4
"""How many times as many rows are made when a page is asked for that is not among those that are made."""
NOTED = 140
"""Letters by which a page says what was just ruled."""
NEAR = 10
DAYS = 2
"""Events that are offered as perhaps the same, and how many days before and after."""
REFUSED = (
    "E105",
    "Ruling is refused: this form was not made for you by this server, or it is older than the server.",
    "Enter with the address that was printed when the server started, open the page again, and rule there.",
)
Token = Annotated[str, Query(max_length=200)]


class Outcome(Struct, frozen=True):
    """What became of judgements: the new decisions, and by id why one of them could not be applied."""

    rows: tuple[RulingRow, ...]
    unapplied: dict[str, str]


async def sent_form(request: Request) -> Form:
    """The form that a request carries."""
    return form_of(await request.body())


Sent = Annotated[Form, Depends(sent_form)]


def serve_editing(app: FastAPI, desk: Desk, door: Door) -> None:
    """The routes of ruling."""
    _entering(app, desk, door)
    _ruling(app, desk, door)


def _entering(app: FastAPI, desk: Desk, door: Door) -> None:
    @app.get("/enter")
    def enter(request: Request, token: Token = "") -> Response:
        pen = door.enter(token)
        if pen is None:
            words = ("E105", "This is not the token.", "Open the address that was printed when the server started.")
            return _failed(request, desk, 403, words)
        response = _to("/" if pen.who else "/who")
        response.set_cookie(door.cookie, pen.key, httponly=True, samesite="strict", path="/")
        return response

    @app.get("/who")
    def who(request: Request) -> Response:
        if pen_of(request) is None:
            return _failed(request, desk, 403, REFUSED)
        with desk.shelf() as shelf:
            return answer(request, desk.room(shelf), "judging_who.html.j2", "Who rules", None)

    @app.post("/who")
    def sign(request: Request, form: Sent) -> Response:
        pen = _allowed(request, form)
        if pen is None:
            return _failed(request, desk, 403, REFUSED)
        return _to("/" if door.sign(pen, form.value) else "/who")

    @app.post("/leave")
    def leave(request: Request, form: Sent) -> Response:
        pen = _allowed(request, form)
        if pen is None:
            return _failed(request, desk, 403, REFUSED)
        door.leave(pen)
        response = _to("/")
        response.delete_cookie(door.cookie, path="/", httponly=True, samesite="strict")
        return response


def _ruling(app: FastAPI, desk: Desk, door: Door) -> None:
    @app.post("/judge")
    def judge(request: Request, form: Sent) -> Response:
        pen = _allowed(request, form)
        if pen is None or pen.who is None:
            return _failed(request, desk, 403, REFUSED)
        try:
            made = ruled(desk.path, door, judgements_of(form), (pen.who, form.why))
        except DatelineError as error:
            return _again(request, desk, form, error)
        door.tell(pen, _note(made))
        with desk.shelf() as shelf:
            return _to(arrival(shelf, form.back, made))

    @app.get("/review")
    def review(request: Request, page: Annotated[int, Query(ge=1, le=1000)] = 1) -> Response:
        if pen_of(request) is None:
            raise LookupFailed("E501", "There is no such page.", "Start at the overview.")
        with desk.store() as store:
            rows, whole = waiting(desk, store, page * MOST + 1)
            pages = max(1, -(-len(rows) // MOST))
            number = min(page, pages)
            shown = rows[(number - 1) * MOST : number * MOST]

            def turn(number: int) -> str:
                return address("/review", {"page": number})

            more = {"n": len(rows), "whole": whole, "number": number, "pages": pages, "page_href": turn}
            return answer(request, desk.room(store.shelf), "judging_review.html.j2", "To look at", shown, **more)


def waiting(desk: Desk, store: Store, n: int) -> tuple[tuple[ReviewRow, ...], bool]:
    """At least the first ``n`` rows of the queue, and whether these are all; made for a few pages at once, since all take long."""
    limit = MOST + 1
    while limit < n:
        limit *= FURTHER
    rows = desk.kept(store, f"review {limit}", lambda: Record(store).review(limit))
    return rows, len(rows) < limit


def ruled(path: Path, door: Door, judgements: tuple[Judgement, ...], signed: tuple[str, str]) -> Outcome:
    """The record at ``path`` made anew under ``judgements``, ``signed`` who and why.

    One ruling at a time: another one waits ``WAIT`` seconds, then RecordError (E204) is raised.
    """
    if not door.writing.acquire(timeout=WAIT):
        raise RecordError("E204", "Another ruling is being worked on.", "Send this one again in a moment.")
    try:
        with Record.open(path) as before:
            known = {decision.id for decision in before.all_decisions}
        with api.judge(path, *judgements, who=signed[0], why=signed[1]) as after:
            rows = tuple(row for row in after.rulings() if row.id not in known)
            lost = {
                f.path.removeprefix("decision "): f.message for f in after.failures if f.path.startswith("decision ")
            }
        return Outcome(rows, {row.id: lost[row.id] for row in rows if row.id in lost})
    finally:
        door.writing.release()


def arrival(shelf: Shelf, back: str, made: Outcome) -> str:
    """Where a ruling leads: back to its page, or, where that thing is no more, to what the decision was applied to, or to the decision."""
    decision = f"/decisions#{made.rows[0].id}" if made.rows else "/decisions"
    if any(row.state == "not applied" for row in made.rows):
        return decision
    kind, _, id = unquote(urlsplit(back).path).strip("/").partition("/")
    there = _THINGS.get(kind)
    if there is None or not id or there(shelf, id):
        return back
    found = (_page_of(shelf, id) for row in made.rows for id in row.ids)
    return next((href for href in found if href), decision)


def _page_of(shelf: Shelf, id: str) -> str | None:
    """Where a thing is seen; None for what the record is made without."""
    try:
        return LINKS.shown(shown_at(shelf, id))
    except LookupFailed:
        return None


_THINGS: dict[str, Callable[[Shelf, str], object]] = {
    "events": lambda shelf, id: shelf.get(Event, [id]),
    "names": lambda shelf, id: shelf.entity_heads([id]),
    "reports": lambda shelf, id: shelf.heads([id]),
    "disputes": lambda shelf, id: shelf.get(Contradiction, [id]),
}
"""How to look whether the thing of a page is there."""


def events_near(shelf: Shelf, row: TimelineRow) -> tuple[TimelineRow, ...]:
    """The weightiest other events of the type of ``row`` within ``DAYS`` days of it: those that may be the same."""
    kind = tuple(facet.facet for facet in shelf.facets_of("type", [row.type]))
    since, until = _around(row.date) if row.date else (None, None)
    found = shelf.weightiest(Sieve((kind,), since=since, until=until), NEAR + 1)
    return rows_of(shelf, tuple(event for event in found if event.id != row.event)[:NEAR])


def _around(found: DateLabel) -> tuple[str | None, str | None]:
    """The days around a date; None where the calendar has none."""
    try:
        first, last = (date.fromisoformat(day[:10]) for day in (found.earliest, found.latest))
        return str(first - timedelta(DAYS)), str(last + timedelta(DAYS))
    except (ValueError, OverflowError):
        return None, None


def _note(made: Outcome) -> Note:
    if not made.rows:
        return Note("Nothing new: this stands already.")
    first, more = made.rows[0], len(made.rows) - 1
    said = shorten(ruling_words(first.kind, first.about, first.value), NOTED, placeholder=" …").rstrip(".")
    lost = next(iter(made.unapplied.values()), None)
    return Note(
        f"{'Kept, but not applied' if lost else 'Kept'}: {said}{f' and {more} more' if more else ''}.", first.id
    )


def _allowed(request: Request, form: Form) -> Pen | None:
    """The pen that sends the form; None where it is not from a page that this server made for that pen."""
    pen, headers = pen_of(request), request.headers
    kind = headers.get("content-type", "").partition(";")[0].strip().casefold()
    if pen is None or kind != "application/x-www-form-urlencoded":
        return None
    if not same_origin(headers.get("origin"), headers.get("host")):
        return None
    return pen if sealed(pen, form.back, form.seal) else None


def _again(request: Request, desk: Desk, form: Form, error: DatelineError) -> Response:
    """The form as it was sent, with what was wrong."""
    words = (error.code, error.message, error.remedy)
    if wants_json(request):
        return _failed(request, desk, status_of(error), words)
    with desk.shelf() as shelf:
        given = frame(request, desk.room(shelf), form.back)
        page = render("judging_again.html.j2", title="Not kept", form=form, error=error, link=LINKS, **given)
    return Response(page, status_of(error), media_type="text/html; charset=utf-8")


def _failed(request: Request, desk: Desk, status: int, words: tuple[str, str, str]) -> Response:
    with desk.shelf() as shelf:
        return failure(request, desk.room(shelf), status, words)


def _to(where: str) -> RedirectResponse:
    return RedirectResponse(where, 303)
