"""The part of a record that some rows need, so that the listings of the whole record can be made of a part.

Always true here: what the given nouns refer to is in the excerpt; its reports hold no texts and its entities no mentions.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model.reading import Span
from ..model.record import Contradiction, Event, Figure, Occupancy, Provenance, RecordData, Statement
from ..store import Shelf
from ..views.index import Index
from ..views.named import named_in

_NOBODY = Provenance("", "", {}, 0, "")


def telling(shelf: Shelf, events: Iterable[Event]) -> tuple[Statement, ...]:
    """The statements that tell ``events``."""
    return shelf.get(Statement, {s for event in events for s in event.statements})


def excerpt(
    shelf: Shelf,
    events: Iterable[Event] = (),
    statements: Iterable[Statement] = (),
    figures: Iterable[Figure] = (),
    occupancies: Iterable[Occupancy] = (),
    contradictions: Iterable[Contradiction] = (),
) -> Index:
    """An index over the given nouns and all that they refer to: statements, events of contradictions, reports, names."""
    events, figures, occupancies = tuple(events), tuple(figures), tuple(occupancies)
    open_ = tuple(contradictions)
    given = {statement.id: statement for statement in statements}
    wanted = {s for event in events for s in event.statements}
    wanted |= {figure.statement for figure in figures} | {office.statement for office in occupancies}
    wanted |= {s for found in open_ for s in found.statements}
    told = {**given, **{s.id: s for s in shelf.get(Statement, wanted - given.keys())}}
    about = {found.event for found in open_ if found.event} - {event.id for event in events}
    every = (*events, *shelf.get(Event, about))
    taking_part = {p.entity for event in every for p in event.participants if p.entity}
    spans = [span for statement in told.values() for span in (statement.span, statement.sentence)]
    spans += [event.headline for event in every]
    return Index(
        RecordData(
            provenance=_NOBODY,
            failures=(),
            reports=shelf.heads({span.report for span in spans} | _reports(figures, occupancies)),
            entities=shelf.named(named_in(every, told.values(), figures, occupancies) | taking_part),
            statements=tuple(told.values()),
            events=every,
            figures=figures,
            occupancies=occupancies,
            contradictions=open_,
            copies=(),
        )
    )


def _reports(figures: Iterable[Figure], occupancies: Iterable[Occupancy]) -> set[str]:
    spans: list[Span] = [*(figure.span for figure in figures), *(office.span for office in occupancies)]
    return {span.report for span in spans}
