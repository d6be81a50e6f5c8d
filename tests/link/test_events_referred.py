"""Events over reports: references join what is told, several reports name what none tells, coarse reports contain finer ones."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

import dateline
from dateline.model.record import Event
from dateline.store import Sieve, Store
from dateline.views.room import Room
from dateline.views.select import Selection

REPORTS = {
    "a": "Rebels stormed the Arden town hall on Monday. The mayor, Lena Orlova, left after the storming of the hall.",
    "b": "Lena Orlova left Arden after the storming of the town hall. Rebels seized several buildings on Monday.",
    "c": "The price of bread rose in Velm. Bakers in Velm closed.",
}


def built(folder, order):
    path = folder / f"{''.join(order)}.jsonl"
    rows = ({"id": name, "text": REPORTS[name], "published": "2020-10-06"} for name in order)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return dateline.build(str(path))


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """The events of the three reports by id."""
    with built(tmp_path_factory.mktemp("one"), ("a", "b", "c")) as record:
        return {event.id: event for event in record.events}


def test_a_reference_joins_the_event_and_tells_nothing(events):
    """The noun of the other report is among the event's words, and its statement is not."""
    (stormed,) = [e for e in events.values() if "stormed" in {m.exact for m in e.mentions}]
    assert "storming" in {m.exact for m in stormed.mentions}
    assert len(stormed.statements) == stormed.n_reports == 1


def test_a_coarse_report_contains_the_finer(events):
    """Several buildings of one day contain the hall; the two are not merged."""
    (coarse,) = [e for e in events.values() if "seized" in {m.exact for m in e.mentions}]
    contained = [(r.span.exact, events[r.event]) for r in coarse.relations if r.kind == "contains"]
    assert [(words, "stormed" in {m.exact for m in e.mentions}) for words, e in contained] == [
        ("several buildings", True)
    ]


def test_what_is_only_referred_to_has_no_statement(events):
    """Such an event has neither date nor statement, and at least two reports refer to it; all others are told."""
    for event in events.values():
        referred = event.mode == "referred"
        assert bool(event.statements) is not referred
        assert event.mentions
        assert not referred or (event.when is None and len({m.report for m in event.mentions}) > 1)


def test_what_is_only_referred_to_stands_in_no_list(tmp_path):
    """Neither timeline, brief, changes nor the tables of the pages show it; its id still leads to it."""
    path = tmp_path / "reports.jsonl"
    told = ("Bread was scarce after the funeral of the governor.", "Shops closed after the funeral of the governor.")
    rows = ({"id": f"{n}", "text": text, "published": "2020-10-06"} for n, text in enumerate(told))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with dateline.build(str(path), tmp_path / "r.dateline") as record:
        (funeral,) = [e for e in record.events if e.mode == "referred" and "funeral" in {m.exact for m in e.mentions}]
        lists = (
            record.timeline(),
            record.timeline_view(Selection(), Room()),
            record.brief("2020"),
            record.changes("2020"),
        )
        assert [funeral.id in repr(shown) for shown in lists] == [False] * len(lists)
        assert len(record.events) > 1
    with Store.open(tmp_path / "r.dateline") as store:
        listed = {event.id for event in store.shelf.weightiest(Sieve(), 100)}
        assert listed == {outline.id for outline in store.outlines()} == {gist.id for gist in store.gists()}
        assert listed
        assert funeral.id not in listed
        assert store.get(Event, [funeral.id]) == (funeral,)


def test_the_order_of_reports_does_not_matter(tmp_path):
    """Any order of the input gives the same events."""
    told = set()
    for order in permutations(REPORTS):
        with built(tmp_path, order) as record:
            told.add(tuple(sorted((e.type, e.headline.exact, len(e.mentions)) for e in record.events)))
    assert len(told) == 1
