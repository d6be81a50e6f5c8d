"""Series of figures and the policies that head them: invented reports of one ferry that sank, with every input in sight."""

from __future__ import annotations

from typing import Any

import pytest
from factory import record as kessen
from factory import report, said, span, statement, when
from msgspec.structs import replace

from dateline.model.record import Entity, Figure, Origin, RecordData
from dateline.views.figures import figure_rows, listed_figures
from dateline.views.index import Index
from dateline.views.policies import POLICIES, Policy
from dateline.views.series import Series, chart, series_of

# name, day, who, origin, phrase, low, best, high, more
TOLD: tuple[tuple[Any, ...], ...] = (
    ("a", "2021-03-01", "e-ministry", "o-velm", "12 sailors", 12, 12, 12, {}),
    ("b", "2021-03-02", "e-ministry", "o-velm", "15 people", 15, 15, 15, {}),
    ("c", "2021-03-02", "e-union", "o-dorven", "at least 21 people", 21, 21, None, {}),
    ("d", "2021-03-02", None, "o-coast", "15 people", 15, 15, 15, {}),
    ("e", "2021-03-02", None, "o-coast", "two more", 2, 2, 2, {"delta": True}),
    ("f", "2021-03-02", None, "o-coast", "including five children", 5, 5, 5, {"rule": "part"}),
    ("g", "2021-03-02", None, "o-coast", "a porter", 1, 1, None, {"rule": "implied"}),
)
SPEAKERS = {"e-ministry": "Ministry of Transport", "e-union": "Sailors' union"}


def made(told: tuple[tuple[Any, ...], ...] = TOLD) -> Index:
    """A record of one report a figure, all on one event."""
    reports, statements, figures = [], [], []
    for number, (name, day, who, origin, phrase, low, best, high, more) in enumerate(told, 1):
        source = SPEAKERS.get(who, "")
        words = f"The ferry sank and {phrase} died"
        text = f"{words}, {source} said on {day}." if source else f"{words}. It was {day}."
        where = report(number, f"{name}.txt", text, None, when(day, "stated"))
        attribution = said(where, source, who, "said", words) if source else None
        told_by = Origin(origin, "credited", origin)
        statements.append(statement(name, where, words, text, told_by, attribution, when(day)))
        reports.append(where)
        figures.append(
            Figure(
                id=f"f-{name}", measure="killed", noun="people", unit="people", low=low, best=best, high=high, qualifier=None,
                span=span(where, phrase), statement=f"s-{name}", claimant=who, as_of=when(day),
                **{"event": "v-ferry", "delta": False, "rule": "parse", **more},
            )
        )  # fmt: skip
    entities = [Entity(id, "organization", name, (), (), (), None, 1) for id, name in SPEAKERS.items()]
    data: RecordData = replace(
        kessen(), reports=tuple(reports), statements=tuple(statements), figures=tuple(figures), entities=tuple(entities),
        events=(), occupancies=(), contradictions=(), copies=(),
    )  # fmt: skip
    return Index(data)


def one(policy: Policy, told: tuple[tuple[Any, ...], ...] = TOLD) -> Series:
    (series,) = series_of(made(told), policy)
    return series


HEADLINES = [
    ("conservative", (15, 15, 15), {"f-b"}),
    ("highest", (21, 21, None), {"f-c"}),
    ("range", (15, None, None), {"f-b", "f-c"}),
    ("majority", (15, 15, 15), {"f-b", "f-d"}),
    ("official", (15, 15, 15), {"f-b"}),
]


@pytest.mark.parametrize(("policy", "bounds", "chosen"), HEADLINES)
def test_each_policy_heads_the_series(policy: Policy, bounds: tuple[float, float, float], chosen: set[str]) -> None:
    """Each named policy gives its number, and marks the figures that it is taken from."""
    series = one(policy)
    assert (series.low, series.best, series.high) == bounds
    assert {p.figure.id for p in series.points if p.chosen} == chosen
    assert (series.n_origins, series.n_speakers) == (3, 2)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_input_stays_visible(policy: Policy) -> None:
    """No policy drops a figure; what is no total, or was replaced, says so."""
    uses = {p.figure.id: p.use for p in one(policy).points}
    assert uses == {
        "f-a": "replaced", "f-b": "stands", "f-c": "stands", "f-d": "stands", "f-e": "added", "f-f": "part", "f-g": "implied",
    }  # fmt: skip


def test_a_tie_has_no_majority() -> None:
    """Half of the origins are not more than half: then there is no headline, and the reason is told."""
    series = one("majority", (TOLD[0], TOLD[2]))
    assert (series.value, series.best) == (None, None)
    assert "more than half" in series.reason
    assert not any(p.chosen for p in series.points)


def test_without_an_official_count_there_is_no_official_number() -> None:
    """A union is no body of the state."""
    assert one("official", (TOLD[2], TOLD[3])).value is None


def test_only_persons_and_parts_give_no_number() -> None:
    """Nothing is a total that no passage calls one."""
    assert {one(policy, (TOLD[4], TOLD[5], TOLD[6])).value for policy in POLICIES} == {None}


def test_copies_of_one_origin_are_one_voice() -> None:
    """Three outlets that print one wire's number do not outvote two that counted."""
    wire = tuple((f"w{n}", "2021-03-02", None, "o-wire", "9 people", 9, 9, 9, {}) for n in range(3))
    assert one("majority", (*wire, TOLD[1], TOLD[3])).best == 15


def test_the_order_of_reading_does_not_matter() -> None:
    """Series follow from the figures alone."""
    assert [one(p, TOLD[::-1]).value for p in POLICIES] == [one(p).value for p in POLICIES]


def test_numbers_of_no_scope_have_no_headline() -> None:
    """Where neither an event nor a day and place is known, nothing says that two numbers are of one thing; every one stays in sight."""
    (series,) = series_of(made(tuple((*row[:8], row[8] | {"event": None}) for row in TOLD)), "range")
    assert (series.value, series.day, series.where) == (None, None, None)
    assert "day and place" in series.reason
    assert len(series.points) == len(TOLD)


def test_numbers_of_one_day_and_place_are_one_series() -> None:
    """Without an event the day and the place on which words agree are the scope; another day is another series."""
    there = {"event": None, "place": "e-union", "when": when("2021-03-01")}
    told = (*TOLD[:2], TOLD[2])
    rows = [(*row[:8], row[8] | there | ({"when": when("2021-03-02")} if row is TOLD[2] else {})) for row in told]
    found = series_of(made(tuple(rows)), "range")
    assert sorted(len(series.points) for series in found) == [1, 2]
    assert all(series.day and series.where and series.value for series in found)


def test_the_news_comes_first() -> None:
    """Series with a number before those without, the news before what is long past, and those with more origins first."""
    weak = [(*TOLD[6][:8], TOLD[6][8] | {"event": "v-weak"})]
    alone = [(f"x{n}", "2021-02-01", None, "o-coast", "3 people", 3, 3, 3, {"event": "v-alone"}) for n in range(1)]
    found = series_of(made((*weak, *alone, *TOLD[:6])), "range")
    assert [series.event for series in found] == ["v-ferry", "v-alone", "v-weak"]


def test_a_reprint_is_listed_once() -> None:
    """The same words for the same number and scope stand once in a table; their counts say how often they are printed."""
    wire = tuple((f"w{n}", "2021-03-02", None, "o-wire", "9 people", 9, 9, 9, {"n_reports": 3}) for n in range(3))
    index = made((*wire, *TOLD[:2]))
    assert len(figure_rows(index)) == 5
    listed = listed_figures(index, None, 2, once=True)
    assert ([row.id for row in listed.rows], listed.total) == (["f-a", "f-b"], 3)
    assert [row.id for row in listed_figures(index, None, None, once=True).rows] == ["f-a", "f-b", "f-w0"]


def test_another_measure_is_not_mixed_in() -> None:
    """Only the measure that is asked for."""
    assert series_of(made(), "range", "injured") == ()
    assert len(series_of(made(), "range", "killed")) == 1


def test_the_chart_has_a_line_a_figure() -> None:
    """Low, best and high stand on one axis from zero; an arrow says that there is no upper bound."""
    series = one("range", (TOLD[0], TOLD[2]))
    lines = list(chart(series, 24))
    assert [len(line) for line in lines] == [24, 24]
    assert lines[0].strip() == "●"
    assert lines[1].strip() == "●→"
    assert lines[0].index("●") < lines[1].index("●")
