"""What a person should look at, as the file finds it: what a score joined, what lacks a date, place or second origin, names by weight.

Always true here: no body is read that does not hold what is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple, get_args

from ..model.record import Entity, Event
from ..model.words import EntityType
from .outline import TOLD
from .rows import Rows, T, array

Lack = Literal["undated", "unlocated", "single-origin"]
LACKS: tuple[Lack, ...] = get_args(Lack)
_LACKS: dict[Lack, str] = {
    "undated": "earliest IS NULL",
    "unlocated": """instr(body, '"places":[]') > 0""",
    "single-origin": "status = 'single-origin'",
}


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

    def scored(self, noun: type[T]) -> tuple[T, ...]:
        """The entities or events of which some reason has a score."""
        # In a body no quotation mark of a text stands without a backslash: these letters are the field.
        return self.where(noun, """instr(body, '"score":0') > 0 OR instr(body, '"score":1') > 0 ORDER BY ordinal""", ())

    def lacking(self, lack: Lack, limit: int, but: Collection[str]) -> tuple[Event, ...]:
        """The weightiest events, told as news, that lack something; ``but`` some, by id."""
        # Names and conditions are constants of this package.
        condition = f"""{TOLD} AND NOT background AND {_LACKS[lack]} AND id NOT IN (SELECT value FROM json_each(?))
            ORDER BY weight DESC, id LIMIT ?"""  # noqa: S608
        return self.where(Event, condition, (array(but), limit))

    def of_types(self, types: Iterable[EntityType]) -> list[Named]:
        """The entities of these types, in export order."""
        ask = "SELECT id, name, type FROM entities WHERE type IN (SELECT value FROM json_each(?)) ORDER BY ordinal"
        return [Named(*row) for row in self.rows(ask, (array(types),))]

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
