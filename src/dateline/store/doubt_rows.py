"""What a person should look at, as the file finds it: what a score joined, what lacks a date, place or second origin, names by weight.

Always true here: no body is read that does not hold what is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple, get_args

import msgspec

from ..collector import collector_resting
from ..model.record import Entity, Event
from ..model.words import EntityType
from .outline import TOLD
from .rows import Rows, array

Lack = Literal["undated", "unlocated", "single-origin"]
LACKS: tuple[Lack, ...] = get_args(Lack)
_LACKS: dict[Lack, str] = {
    "undated": "earliest IS NULL",
    "unlocated": """instr(body, '"places":[]') > 0""",
    "single-origin": "status = 'single-origin'",
}


# In a body no quotation mark of a text stands without a backslash: these letters are the field.
_SCORED = """instr(body, '"score":0') > 0 OR instr(body, '"score":1') > 0"""
_AT_ONCE = 500
"""Events that are looked at together, the weightiest first, until enough of them lack what is asked for."""


class Score(msgspec.Struct, frozen=True, gc=False):
    """How alike two things are that a reason made one; None where the reason is no likeness."""

    score: float | None


class Grouped(msgspec.Struct, frozen=True, gc=False):
    """An event by what it was grouped of: fields have the names and the meaning of those of ``Event``."""

    id: str
    statements: tuple[str, ...]
    weight: float
    why: tuple[Score, ...] = ()


class Named(NamedTuple):
    """An entity as far as its name is compared."""

    id: str
    name: str
    type: EntityType


class DoubtRows(Rows):
    """Queries on what is doubtful."""

    def weights(self) -> dict[str, float]:
        """The weight of all events that an entity takes part in, is the place of, or speaks of, by its id."""
        ask = """SELECT value, sum(weight) FROM (SELECT DISTINCT f.value, l.event, l.weight FROM facets AS f
                JOIN event_facets AS x ON x.facet = f.facet JOIN event_lines AS l ON l.event = x.event
                WHERE f.kind IN ('actor', 'place', 'speaker')) GROUP BY value"""
        return dict(self.rows(ask))

    def scored(self) -> tuple[Entity, ...]:
        """The entities of which some reason has a score."""
        return self.where(Entity, f"{_SCORED} ORDER BY ordinal", ())

    def grouped(self) -> tuple[Grouped, ...]:
        """The events that several statements tell and of which some reason has a score."""
        ask = f"""SELECT CAST(body AS BLOB) FROM events WHERE id IN (
                SELECT event FROM event_statements GROUP BY event HAVING count(*) > 1) AND ({_SCORED}) ORDER BY ordinal"""  # noqa: S608
        with collector_resting():
            return self.bodies(Grouped, ask)

    def lacking(self, lack: Lack, limit: int, but: Collection[str]) -> tuple[Event, ...]:
        """The weightiest events, told as news, that lack something; ``but`` some, by id."""
        weighed = self.rows("SELECT event, weight FROM event_lines ORDER BY weight DESC")
        # Names and conditions are constants of this package.
        ask = f"""SELECT weight, id FROM events WHERE ordinal IN (SELECT value FROM json_each(?)) AND {TOLD} AND NOT background
            AND {_LACKS[lack]} AND id NOT IN (SELECT value FROM json_each(?))"""  # noqa: S608
        found: list[tuple[float, str]] = []
        for start in range(0, len(weighed), _AT_ONCE):
            # Between events of one weight the id decides.
            if len(found) >= limit and weighed[start][1] < -found[limit - 1][0]:
                break
            some = array(event for event, _ in weighed[start : start + _AT_ONCE])
            found = sorted([*found, *((-weight, id) for weight, id in self.rows(ask, (some, array(but))))])
        first = {id: number for number, (_, id) in enumerate(found[:limit])}
        return tuple(sorted(self.get(Event, first), key=lambda event: first[event.id]))

    def of_types(self, types: Iterable[EntityType], among: Iterable[str] | None = None) -> list[Named]:
        """The entities of these types, in export order; ``among`` some alone, by id."""
        condition = "type IN (SELECT value FROM json_each(?))"
        values = [array(types)]
        if among is not None:
            condition += " AND id IN (SELECT value FROM json_each(?))"
            values.append(array(among))
        ask = f"SELECT id, name, type FROM entities WHERE {condition} ORDER BY ordinal"  # noqa: S608
        return [Named(*row) for row in self.rows(ask, values)]

    def told_by(self, statements: Iterable[str]) -> tuple[Event, ...]:
        """The events that ``statements`` tell."""
        ask = "id IN (SELECT event FROM event_statements WHERE statement IN (SELECT value FROM json_each(?))) ORDER BY ordinal"
        return self.where(Event, ask, (array(statements),))

    def mentioned_in(self, entities: Iterable[Entity]) -> dict[str, str]:
        """The texts of the reports that mention ``entities``, by id."""
        reports = {span.report for entity in entities for span in entity.mentions}
        return dict(
            self.rows("SELECT id, text FROM reports WHERE id IN (SELECT value FROM json_each(?))", (array(reports),))
        )
