"""What only refers to an event, by a meaning that comes back nowhere, is left out before it is compared: nothing else changes."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

import pytest

from dateline.api import AnnotatedReport, annotate
from dateline.link.events import Context
from dateline.link.events.groups import Group, Unit, grouped, units, units_by_meaning
from dateline.link.events.proposals import returning
from dateline.link.events.stories import Stories
from dateline.model.links import ActorRef
from dateline.model.notes import ReportNotes
from dateline.model.parts import Triggers

SAMPLE = Path(__file__).parents[2] / "examples" / "kyrgyzstan-2020" / "reports"
LEAST = 0.6


class Everything:
    """Holds all meanings."""

    def __contains__(self, meaning: object) -> bool:
        return True


@pytest.fixture(scope="module")
def read() -> list[AnnotatedReport]:
    return [one for one in annotate(str(SAMPLE)) if isinstance(one, AnnotatedReport)]


@pytest.fixture(scope="module")
def context(read: list[AnnotatedReport]) -> Context:
    """Actors of one name are one."""
    entities = {ActorRef(r.notes.report, n): a.name for r in read for n, a in enumerate(r.notes.actors)}
    return Context({r.report.id: r.report.text for r in read}, entities, frozenset(entities.values()), {}, {})


def events(found: list[Unit], stories: Stories) -> list[Group]:
    """Those that some report tells, or several refer to."""
    groups, _ = grouped(found, stories, LEAST)
    return [group for group in groups if group.told or len({ref.report for ref in group.referred}) > 1]


def test_what_is_left_out_is_part_of_no_event(read: list[AnnotatedReport], context: Context) -> None:
    notes: list[ReportNotes] = [one.notes for one in read]
    stories = Stories({n.report: n.terms for n in notes})
    again = returning({n.report: units_by_meaning(Triggers.of(n)) for n in notes}, stories)

    def made(of: dict[str, Container[str]]) -> list[Unit]:
        return [unit for n in notes for unit in units(n, context, of[n.report])]

    whole = made(dict.fromkeys(again, Everything()))
    some = made(dict(again))
    assert {u.event for u in whole if u.event} == {u.event for u in some if u.event}
    assert len(some) < len(whole)
    assert events(some, stories) == events(whole, stories)
