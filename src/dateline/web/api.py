"""The record for programs: REST under /api in the shapes of the interchange record, described by OpenAPI; the feed of events.

Always true here: a noun comes out exactly as ``dateline export --format json`` writes it, made from the same values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import Response

from ..errors import LookupFailed
from ..export.json import schema
from ..model.record import Contradiction, CopyGroup, Entity, Event, Figure, Occupancy, RecordedReport, Statement
from ..pages.feed import feed
from ..pages.timeline import sieved
from .answers import LINKS, answer, as_json
from .asking import Asked, Words, filter_of
from .rendering import render
from .room import Desk

NOUNS: dict[str, type[Any]] = {
    "reports": RecordedReport, "entities": Entity, "statements": Statement, "events": Event, "figures": Figure,
    "occupancies": Occupancy, "contradictions": Contradiction, "copies": CopyGroup,
}  # fmt: skip
MOST = 200
"""Values of one answer."""
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many values the answer holds at most.")]
Offset = Annotated[int, Query(ge=0, le=100_000_000, description="How many values to pass over first.")]
Schema = dict[str, Any]


def serve_programs(app: FastAPI, desk: Desk) -> None:
    """Add the addresses for programs to ``app``."""
    for name, noun in NOUNS.items():
        if name != "events":
            app.get(f"/api/{name}", **_listed(noun))(_list(desk, name, noun))
        app.get(f"/api/{name}/{{id}}", **_one(noun))(_get(desk, name, noun))
    _events(app, desk)
    _rest(app, desk)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]


def _list(desk: Desk, name: str, noun: type[Any]) -> Callable[..., Response]:
    def values(limit: Limit = 50, offset: Offset = 0) -> Response:
        with desk.store() as store:
            shelf = store.shelf
            found: tuple[Any, ...] = shelf.listed(noun, limit, offset)
            if noun is RecordedReport:
                found = tuple(shelf.whole(found))
            return as_json({"total": shelf.size(noun), "offset": offset, name: found})

    values.__doc__ = f"{name.capitalize()} in the order of the export."
    return values


def _get(desk: Desk, name: str, noun: type[Any]) -> Callable[..., Response]:
    def value(id: str) -> Response:
        with desk.store() as store:
            shelf = store.shelf
            found: tuple[Any, ...] = shelf.get(noun, [id])
            if not found:
                raise LookupFailed(
                    "E501", f"The record holds no such thing among {name}: {id!r}.", f"List them: /api/{name}"
                )
            return as_json(next(iter(shelf.whole(found))) if noun is RecordedReport else found[0])

    value.__doc__ = f"One of {name} by its id, which stays the same in every build of the same reports by one version."
    return value


def _events(app: FastAPI, desk: Desk) -> None:
    @app.get("/api/events", **_listed(Event))
    def events(asked: Annotated[Asked, Depends()], limit: Limit = 50, offset: Offset = 0) -> Response:
        """Events that pass the filter of the timeline, in one part of it: by clearness on a day, else by weight."""
        filter = filter_of(asked)
        with desk.shelf() as shelf:
            sieve, _ = sieved(shelf, filter)
            parts, _ = shelf.counts(sieve)
            found = shelf.events_in(sieve, filter.part, limit, offset)
            return as_json({"total": parts.get(filter.part, 0), "offset": offset, "events": found})


def _rest(app: FastAPI, desk: Desk) -> None:
    @app.get("/api", include_in_schema=False)
    def programs(request: Request) -> Response:
        with desk.shelf() as shelf:
            return answer(request, desk.room(shelf), "api.html.j2", "For programs", {"nouns": list(NOUNS)})

    @app.get("/api/record")
    def record() -> Response:
        """What made the record."""
        with desk.store() as store:
            return as_json(store.provenance())

    @app.get("/api/search")
    def search(q: Words = None, limit: Limit = 20) -> Response:
        """Sentences and names that hold all words, best first; of more than 250 sentences only those nearest the beginnings of reports
        are ranked, and the others follow by place."""
        with desk.shelf() as shelf:
            hits = shelf.found(q or "", "sentence", limit) + shelf.found(q or "", "name", limit)
            return as_json({"total": sum(shelf.n_found(q or "").values()), "hits": hits})

    @app.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        return as_json(app.openapi())

    @app.get("/events.atom", include_in_schema=False)
    def atom(request: Request) -> Response:
        with desk.shelf() as shelf:
            made = render(
                "feed.atom.j2", feed=feed(shelf), room=desk.room(shelf), link=LINKS, base=str(request.base_url)
            )
        return Response(made, media_type="application/atom+xml; charset=utf-8")


def _listed(noun: type[Any]) -> dict[str, Any]:
    name = next(name for name, found in NOUNS.items() if found is noun)
    fields = {"total": {"type": "integer"}, "offset": {"type": "integer"}, name: {"type": "array", "items": _ref(noun)}}
    return {"responses": {200: _content({"type": "object", "properties": fields})}}


def _one(noun: type[Any]) -> dict[str, Any]:
    return {"responses": {200: _content(_ref(noun)), 404: {"description": "There is no such thing."}}}


def _content(found: Schema) -> Schema:
    return {"description": "Found.", "content": {"application/json": {"schema": found}}}


def _ref(noun: type[Any]) -> Schema:
    return {"$ref": f"#/components/schemas/{noun.__name__}"}


def _described(app: FastAPI) -> Schema:
    """The OpenAPI of the addresses under /api, with the shapes of the interchange record."""
    if not app.openapi_schema:
        made = FastAPI.openapi(app)
        made["paths"] = {path: found for path, found in made["paths"].items() if path.startswith("/api/")}
        shapes = {name: _moved(shape) for name, shape in schema()["$defs"].items()}
        made.setdefault("components", {}).setdefault("schemas", {}).update(shapes)
        app.openapi_schema = made
    return app.openapi_schema


def _moved(shape: Any) -> Any:
    """A JSON Schema whose references lead to the components of OpenAPI."""
    if isinstance(shape, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _moved(value)
            for key, value in shape.items()
        }
    return [_moved(part) for part in shape] if isinstance(shape, list) else shape
