"""An index over a record file gives what one over the whole record gives, listing by listing, and the first rows are the first of all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import get_args

import pytest
from factory import record as kessen
from factory import stored

import dateline
from dateline.errors import LookupFailed
from dateline.model.record import Event, RecordedReport, Statement
from dateline.model.words import EntityType, Hand, PlaceState
from dateline.record import Record
from dateline.views.aliases import alias_table, gazetteer_table
from dateline.views.disputes import dispute_rows
from dateline.views.figures import figure_rows, listed_figures
from dateline.views.index import Index
from dateline.views.lookup import ById, Lookup
from dateline.views.names import listed_names, name_rows
from dateline.views.offices import office_rows
from dateline.views.passage import show
from dateline.views.places import listed_places, place_rows
from dateline.views.policies import POLICIES
from dateline.views.search import chosen, said_rows
from dateline.views.select import Selection, select
from dateline.views.series import series_of
from dateline.views.sources import sources_view
from dateline.views.timeline import timeline_row

SAMPLE = Path(__file__).parents[1] / "examples" / "kyrgyzstan-2020" / "reports"


@pytest.fixture(scope="module", params=["strike", "sample"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The harbour strike, and the sample as a build makes it."""
    folder = tmp_path_factory.mktemp("lookup")
    if request.param == "strike":
        with Record.open(stored(folder / "strike.dateline")) as opened:
            yield opened
    else:
        shutil.copytree(SAMPLE, folder / "reports")
        with dateline.build(str(folder / "reports"), str(folder / "sample.dateline")) as made:
            yield made


@pytest.fixture(scope="module")
def whole(record: Record) -> Index:
    """All of it in memory."""
    return Index(record.data())


@pytest.fixture
def lookup(record: Record) -> Lookup:
    """Its file, nothing of it read."""
    return Lookup(record, record._store.shelf)


def nowhere(_: str) -> tuple[()]:
    """A gazetteer of nothing."""
    return ()


Listing = Callable[[Index], object]
TYPES: Sequence[EntityType] = get_args(EntityType)
HANDS: Sequence[Hand] = get_args(Hand)
STATES: Sequence[PlaceState] = get_args(PlaceState)
LISTINGS: dict[str, Listing] = {
    "names": name_rows,
    **{f"names {t}": lambda index, t=t: name_rows(index, t) for t in TYPES},
    "names like": lambda index: name_rows(index, None, "éL"),
    "names like nothing": lambda index: name_rows(index, None, "qzq"),
    "places": lambda index: place_rows(index, nowhere),
    **{f"places {s}": lambda index, s=s: place_rows(index, nowhere, "i", s) for s in STATES},
    "offices": office_rows,
    "figures": figure_rows,
    "figures of one measure": lambda index: figure_rows(index, "arrested"),
    "figures once": lambda index: listed_figures(index, None, None, once=True),
    **{f"series {p}": lambda index, p=p: series_of(index, p) for p in POLICIES},
    "series of one measure": lambda index: series_of(index, "range", "arrested"),
    "disputes": lambda index: dispute_rows(index, settled=True),
    "sources": sources_view,
    "sources, some events": lambda index: sources_view(index, 3),
    "aliases": alias_table,
    "gazetteer": gazetteer_table,
    **{f"said {h}": lambda index, h=h: said_rows(index, list(chosen(index, None, h).values())) for h in HANDS},
}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_of_the_file_is_that_of_the_whole(whole: Index, lookup: Lookup, name: str) -> None:
    """Row by row, in the same order."""
    assert LISTINGS[name](lookup) == LISTINGS[name](whole)


@pytest.mark.parametrize("limit", [1, 3, 10_000])
def test_the_first_rows_are_the_first_of_all(whole: Index, lookup: Lookup, limit: int) -> None:
    """As many as there is room for, and the number of all."""
    names, places, figures = name_rows(whole), place_rows(whole, nowhere), figure_rows(whole)
    some = listed_names(lookup, None, None, limit)
    assert (some.rows, some.total) == (names[:limit], len(names))
    pins = listed_places(lookup, nowhere, None, None, limit)
    assert (pins.rows, pins.total) == (places[:limit], len(places))
    counts = listed_figures(lookup, None, limit)
    assert (counts.rows, counts.total) == (figures[:limit], len(figures))
    assert office_rows(lookup, limit) == office_rows(whole)[:limit]


def test_whatever_is_shown_is_the_same(record: Record, whole: Index) -> None:
    """Each id of each noun, each name, each path, a place in each report."""
    data = record.data()
    nouns = (
        data.events, data.figures, data.occupancies, data.contradictions, data.copies, data.statements[::7],
        data.entities[::3], data.reports,
    )  # fmt: skip
    targets = [found.id for noun in nouns for found in noun]
    targets += [name.upper() for entity in data.entities[::3] for name in (entity.name, *entity.aliases)]
    targets += [place for report in data.reports for place in (report.path, f"{report.path}:{len(report.text) // 2}")]
    for target in targets:
        lookup = Lookup(record, record._store.shelf)
        assert show(lookup, target) == show(whole, target), target


def test_what_is_not_there_is_said_alike(whole: Index, lookup: Lookup) -> None:
    """With the same names that are like it."""
    for target in ("e-nobody", "kessen harbor master", "reports/none.txt:3", "Bishkekk"):
        said = []
        for index in (whole, lookup):
            with pytest.raises(LookupFailed) as raised:
                show(index, target)
            said.append((raised.value.message, raised.value.remedy))
        assert said[0] == said[1]


def test_whoever_speaks_is_found(whole: Index, lookup: Lookup) -> None:
    """All that is asked of every speaker, one of several that speak together too, and of every class of unnamed sources."""
    speakers = {
        who for s in whole.nouns.statements if s.attribution for who in (s.attribution.speaker, *s.attribution.speakers)
    }
    kinds = {s.attribution.unnamed.kind for s in whole.nouns.statements if s.attribution and s.attribution.unnamed}
    for asked in (*(who for who in speakers if who), *kinds):
        assert chosen(lookup, asked, None) == chosen(whole, asked, None)
        assert chosen(lookup, asked, "second-hand") == chosen(whole, asked, "second-hand")


@pytest.mark.parametrize(
    "selection",
    [
        Selection(about="police"), Selection(about="POLICE sa"), Selection(about="kg"), Selection(about=""), Selection(place=""),
        Selection(place="kg"), Selection(about="an", place="kessen"), Selection(about="qzq"), Selection(about="ı"),
    ],
)  # fmt: skip
def test_events_by_name_words_and_place(whole: Index, lookup: Lookup, selection: Selection) -> None:
    """Of the events that some passage tells the same pass."""
    told = [event for event in whole.nouns.events if event.mode != "referred"]
    assert select(lookup, told, selection) == select(whole, told, selection)


def test_a_line_of_an_event_is_the_same(whole: Index, lookup: Lookup) -> None:
    """With its voices, places and disputes."""
    for event in whole.nouns.events:
        assert timeline_row(lookup, event) == timeline_row(whole, event)


def test_things_by_id_are_read_when_they_are_asked_for(record: Record) -> None:
    """One by one, several at once, all of them; what is not there is told apart."""
    by_id = ById(record._store.shelf, Statement)
    every = record.data().statements
    by_id.load([every[1].id, "s-none"])
    assert by_id[every[1].id] == every[1]
    assert by_id.get("s-none") is None
    assert "s-none" not in by_id
    assert (list(by_id.values()), len(by_id)) == (list(every), len(every))
    assert len(ById(record._store.shelf, Event)) == len(record.data().events)


def test_a_name_is_no_more_than_a_name(lookup: Lookup) -> None:
    """Of nobody there is none."""
    assert (lookup.name(None), lookup.name("e-none")) == (None, None)
    assert lookup.quote(kessen().events[0].headline).exact == kessen().events[0].headline.exact


def test_reports_come_with_their_texts(record: Record, lookup: Lookup) -> None:
    """As a page prints them."""
    heads: tuple[RecordedReport, ...] = record.data().reports
    assert tuple(lookup.reports[head.id] for head in heads) == heads
