"""Where an event was: what other reports know to be no place is none."""

from __future__ import annotations

import pytest

from dateline.assemble.materials import Lookup
from dateline.model.links import ActorRef, EntityLink, EventRef
from dateline.model.notes import EntityType, EventMention
from dateline.model.reading import Extent

HERE = EventRef("r", 0)


def _lookup(kind: EntityType, located: dict[EventRef, str]) -> Lookup:
    entity = EntityLink("n-1", kind, "Orrin", (), (ActorRef("r", 0),), ())
    return Lookup({ActorRef("r", 0): "n-1"}, {"n-1": entity}, {}, {}, located)


@pytest.mark.parametrize(
    ("kind", "located", "expected"),
    [
        ("place", {}, ("n-1",)),
        ("facility", {}, ("n-1",)),
        ("outlet", {}, ()),
        ("person", {}, ()),
        ("organization", {}, ()),
        ("outlet", {HERE: "n-2"}, ("n-2",)),
    ],
)
def test_only_places_are_where_something_was(kind, located, expected):
    """The type is that of the entity, by all reports; where somebody ruled, that stands."""
    mention = EventMention(
        "protest", None, Extent(0, 1), "rally", 0, (), (0,), None, None, "positive", "actual", False, "verb:rally"
    )
    assert _lookup(kind, located).places(HERE, mention) == expected
