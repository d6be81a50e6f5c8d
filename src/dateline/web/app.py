"""The application: every address of the reading room, and what guards it.

Always true here: a route parses its request, makes one page, and shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Thread
from typing import Annotated, Literal, get_args

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from .. import __version__
from ..errors import DatelineError, LookupFailed
from ..model.notes import EntityType
from ..model.record import ContradictionKind
from ..pages.decisions import decisions_page
from ..pages.disputes import dispute_page, disputes_page
from ..pages.event import event_page
from ..pages.figures import figures_page
from ..pages.going import shown_at, standing_for
from ..pages.names import name_page, names_page
from ..pages.offices import offices_page
from ..pages.overview import overview_page
from ..pages.places import map_page
from ..pages.reader import reader_page
from ..pages.reports import reports_page
from ..pages.search import MOST_PAGES, search_page
from ..pages.sources import sources_page
from ..pages.timeline import Filter, timeline_page
from ..pages.version import version_page
from ..record import Record
from ..store import FacetKind
from ..views.policies import POLICIES, Policy
from ..views.strip import Bar
from .answers import JSON_LINES, LINKS, answer, failure, pen_of, status_of
from .api import serve_programs
from .asking import Asked, Value, Words, filter_of
from .door import Door
from .editing import POSTS, events_near, serve_editing, waiting
from .guard import App, Guard
from .links import address, asked_of
from .rendering import static
from .room import Desk, Room

LOOPBACK = ("127.0.0.1", "localhost", "::1")
KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
Page = Annotated[int | None, Query(ge=1, le=1_000_000)]
Number = Annotated[int, Query(ge=1, le=1_000_000)]
Country = Annotated[str | None, Query(max_length=3)]
At = Annotated[str | None, Query(max_length=24)]


def reading_room(path: str | Path, hosts: Sequence[str] = LOOPBACK, door: Door | None = None) -> App:
    """The whole application over the record at ``path``, answering to the names ``hosts``; whoever enters by ``door`` may rule."""
    return Guard(application(Desk(Path(path)), door), hosts, POSTS if door else ())


def served(path: Path, hosts: Sequence[str], door: Door | None = None) -> App:
    """The application as it is served: what every reader waits for is made while it starts."""
    desk = Desk(path)
    Thread(target=_warm, args=(desk, door), name="warm", daemon=True).start()
    return Guard(application(desk, door), hosts, POSTS if door else ())


def _warm(desk: Desk, door: Door | None) -> None:
    desk.warm()
    if door:
        with desk.store() as store:
            waiting(desk, store, 1)


def application(desk: Desk, door: Door | None = None) -> FastAPI:
    """The routes over one record, and those of ruling where there is a ``door``."""
    app = FastAPI(
        title="Dateline",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        swagger_ui_oauth2_redirect_url=None,
    )
    app.state.door = door
    _explain_errors(app, desk)
    _reading(app, desk)
    _listing(app, desk)
    _drawing(app, desk)
    _searching(app, desk)
    serve_programs(app, desk)
    _going(app, desk)
    if door:
        serve_editing(app, desk, door)
    _files(app)
    return app


def _reading(app: FastAPI, desk: Desk) -> None:
    @app.get("/timeline")
    def timeline(request: Request, asked: Annotated[Asked, Depends()]) -> Response:
        filter = filter_of(asked)
        with desk.store() as store:
            shelf = store.shelf
            page = timeline_page(shelf, filter, desk.tallies(store))
            return answer(
                request, desk.room(shelf), "timeline.html.j2", "Timeline", page, **_timeline_links(filter, page.chosen)
            )

    @app.get("/events/{event}")
    def event(request: Request, event: str) -> Response:
        with desk.shelf() as shelf:
            page = event_page(shelf, event)
            near = events_near(shelf, page.row) if pen_of(request) else ()
            return answer(request, desk.room(shelf), "event.html.j2", page.row.type, page, near=near)

    @app.get("/reports/{report}")
    def report(request: Request, report: str, at: At = None, page: Page = None) -> Response:
        focus = _focus(at)
        with desk.shelf() as shelf:
            if later := standing_for(shelf, report):
                return RedirectResponse(LINKS.version(later, report), 303)
            made = reader_page(shelf, report, page, focus)
            return answer(
                request, desk.room(shelf), "reader.html.j2", made.report.path, made, page_href=turning(request)
            )

    @app.get("/reports/{report}/versions/{version}")
    def version(request: Request, report: str, version: str, at: At = None, page: Page = None) -> Response:
        with desk.shelf() as shelf:
            made = version_page(shelf, report, version, page, _focus(at))
            return answer(
                request, desk.room(shelf), "version.html.j2", made.report.path, made, page_href=turning(request)
            )


def _focus(at: str | None) -> tuple[int, int] | None:
    """The stretch of a text that an address points at."""
    found = PLACE.fullmatch(at or "")
    return (int(found[1]), int(found[2])) if found else None


def _listing(app: FastAPI, desk: Desk) -> None:
    @app.get("/")
    def overview(request: Request) -> Response:
        with desk.store() as store:
            shelf = store.shelf
            page = overview_page(shelf, desk.brief(store))
            return answer(request, desk.room(shelf), "overview.html.j2", "Overview", page, strip_href=strip_href)

    @app.get("/names")
    def names(request: Request, like: Words = None, type: EntityType | Literal[""] = "", page: Number = 1) -> Response:
        with desk.shelf() as shelf:
            made = names_page(shelf, type or None, like or None, page)
            return answer(
                request,
                desk.room(shelf),
                "names.html.j2",
                "Names",
                made,
                page_href=turning(request),
                types=get_args(EntityType),
            )

    @app.get("/names/{entity}")
    def name(request: Request, entity: str) -> Response:
        with desk.shelf() as shelf:
            made = name_page(shelf, entity)
            return answer(request, desk.room(shelf), "name.html.j2", made.name, made)


def _drawing(app: FastAPI, desk: Desk) -> None:
    @app.get("/offices")
    def offices(request: Request, page: Number = 1) -> Response:
        with desk.shelf() as shelf:
            made = offices_page(shelf, page)
            return answer(request, desk.room(shelf), "offices.html.j2", "Offices", made, page_href=turning(request))

    @app.get("/figures")
    def figures(request: Request, measure: Value = None, policy: Policy = "range", page: Number = 1) -> Response:
        with desk.shelf() as shelf:
            made = figures_page(shelf, measure or None, policy, page)
            return answer(
                request,
                desk.room(shelf),
                "figures.html.j2",
                "Figures",
                made,
                page_href=turning(request),
                policies=POLICIES,
            )

    @app.get("/map")
    def map(request: Request, country: Country = None) -> Response:
        with desk.shelf() as shelf:
            return answer(request, desk.room(shelf), "map.html.j2", "Map", map_page(shelf, country))


def _searching(app: FastAPI, desk: Desk) -> None:
    @app.get("/sources")
    def sources(request: Request) -> Response:
        with desk.shelf() as shelf:
            return answer(request, desk.room(shelf), "sources.html.j2", "Sources", sources_page(shelf))

    @app.get("/disputes")
    def disputes(request: Request, kind: ContradictionKind | None = None, page: Number = 1) -> Response:
        with desk.shelf() as shelf:
            made = disputes_page(shelf, kind, page)
            return answer(request, desk.room(shelf), "disputes.html.j2", "Disputes", made, page_href=turning(request))

    @app.get("/disputes/{dispute}")
    def dispute(request: Request, dispute: str) -> Response:
        with desk.shelf() as shelf:
            made = dispute_page(shelf, dispute)
            return answer(request, desk.room(shelf), "disputes.html.j2", "Dispute", made, page_href=turning(request))

    @app.get("/reports")
    def reports(request: Request, publisher: Value = None, page: Number = 1) -> Response:
        with desk.shelf() as shelf:
            made = reports_page(shelf, publisher or None, page)
            return answer(request, desk.room(shelf), "reports.html.j2", "Reports", made, page_href=turning(request))

    @app.get("/search")
    def search(request: Request, q: Words = None, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1) -> Response:
        with desk.shelf() as shelf:
            made = search_page(shelf, q or "", page)
            return answer(
                request, desk.room(shelf), "search.html.j2", "Search", made, page_href=turning(request), sought=q or ""
            )

    @app.get("/decisions")
    def decisions(request: Request) -> Response:
        with desk.store() as store:
            made = decisions_page(store)
            return answer(request, desk.room(store.shelf), "decisions.html.j2", "Decisions", made)

    @app.get("/decisions.jsonl")
    def take_along() -> Response:
        with desk.store() as store:
            named = {"content-disposition": 'attachment; filename="decisions.jsonl"'}
            return Response(Record(store).export_decisions(), media_type=JSON_LINES, headers=named)


def turning(request: Request) -> Callable[[int], str]:
    """Where the pages of what a request asks for are."""
    asked = {key: value for key, value in request.query_params.items() if key != "page"}
    return lambda number: address(request.url.path, {**asked, "page": number})


def strip_href(bar: Bar) -> str:
    """The timeline of the days of one bar."""
    return LINKS.timeline(since=bar.since, until=bar.until)


def _timeline_links(filter: Filter, chosen: Mapping[FacetKind, str]) -> dict[str, object]:
    """What the timeline's template needs to link to its neighbours."""
    asked = asked_of(filter)

    def here_with(**changes: object) -> str:
        return address("/timeline", {**asked, **changes})

    def page_href(number: int) -> str:
        return here_with(page=number)

    def strip_href(bar: Bar) -> str:
        return here_with(since=bar.since, until=bar.until)

    labels = {str(kind): label for kind, label in chosen.items()}
    named = [(key, labels.get(key, str(value))) for key, value in asked.items() if key != "part"]
    return {"asked": named, "here_with": here_with, "page_href": page_href, "strip_href": strip_href}


def _going(app: FastAPI, desk: Desk) -> None:
    @app.get("/go/{id}")
    def go(id: str) -> Response:
        with desk.shelf() as shelf:
            return RedirectResponse(LINKS.shown(shown_at(shelf, id)), 303)


def _files(app: FastAPI) -> None:
    @app.get("/static/{name}")
    def file(name: str) -> Response:
        kind = KINDS.get(name.rpartition(".")[2])
        if kind is None or not re.fullmatch(r"[a-z]+\.[a-z]+", name):
            raise LookupFailed("E501", f"There is no file {name!r}.", "Start at the overview.")
        try:
            return Response(static(name), media_type=kind, headers={"cache-control": "max-age=3600"})
        except FileNotFoundError as error:
            raise LookupFailed("E501", f"There is no file {name!r}.", "Start at the overview.") from error


def _explain_errors(app: FastAPI, desk: Desk) -> None:
    def room() -> Room | None:
        try:
            with desk.shelf() as shelf:
                return desk.room(shelf)
        except DatelineError:
            return None

    @app.exception_handler(DatelineError)
    def ours(request: Request, error: DatelineError) -> Response:
        return failure(request, room(), status_of(error), (error.code, error.message, error.remedy))

    @app.exception_handler(RequestValidationError)
    def misread(request: Request, error: RequestValidationError) -> Response:
        wrong = "; ".join(f"{found['loc'][-1]}: {found['msg']}" for found in error.errors()[:5])
        return failure(
            request,
            room(),
            400,
            ("E103", f"The address asks for what cannot be: {wrong}.", "Mend it, or start at the overview."),
        )

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        words = ("E501", "There is no such page.", "Start at the overview.")
        return failure(request, room(), error.status_code, words)
