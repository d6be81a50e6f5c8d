"""Versions of a document: one address, much the same words, in order of what is stated of them."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.link.versions import address, find_versions
from dateline.model.notes import Dating, ReportNotes
from dateline.model.reading import DateClaim, Layout, Report
from dateline.rules import table
from dateline.settings import Settings

EXAMPLES = [example for row in table("versions")["tracks"] for example in row["examples"]]
NOWHERE = [
    "",
    "tidewater",
    "https://",
    "https://tidewater.example/",
    "https://tidewater.example/ /",
    "ftp://tidewater.example/a",
    "http://[bad",
    "mailto:a@b.example",
]
STORY = "A storm flooded the harbour of Arden on Tuesday and the ferry did not sail, the harbour master told reporters."
OTHER = "Readers ask why the council sold the old lighthouse, which had stood empty for eleven years and leaked."


@pytest.mark.parametrize(("url", "left"), EXAMPLES, ids=[url for url, _ in EXAMPLES])
def test_the_example_of_each_rule(url: str, left: str) -> None:
    """What says how a reader came to a page is no part of its address."""
    assert address(url) == left


@pytest.mark.parametrize("url", NOWHERE)
def test_what_leads_to_no_document(url: str) -> None:
    """Sites, other protocols and broken addresses tell no document."""
    assert address(url) is None


@given(st.text(max_size=60) | st.text("a/ ?&#=", max_size=14))
def test_any_text_may_stand_for_an_address(url: str) -> None:
    """No address stops a build; the address of an address is itself."""
    found = address(f"http://h.example/{url}")
    assert found is None or address(f"http://{found}") == found


def report(words: str, *dates: str, url: str | None = "https://tidewater.example/storm", text: str = STORY) -> Report:
    """A report of ``text`` and then ``words``, of which ``dates`` are stated; the last one is that of a change."""
    whole = f"{text} {words}"
    digest = hashlib.sha256(whole.encode()).hexdigest()
    claims = tuple(DateClaim(date, "page-changed:modified" if n else "field:date") for n, date in enumerate(dates))
    return Report(f"r-{digest[:6]}", f"{digest[:4]}.txt", digest, digest, whole, url=url, dates=claims)


def notes(given: Report, day: str | None = None) -> ReportNotes:
    """What a report says: at most the day on which it was published."""
    dating = Dating(day, day, day, "day", "inferred", None, "story") if day else None
    return ReportNotes(given.id, Layout((), ()), dating, ())


def standing(*given: Report, inferred: str | None = None) -> list[tuple[str, list[tuple[str, bool]]]]:
    """The last words of each version that stands and of its earlier ones, and whether that is sure."""
    words = {r.id: r.text.split()[-1] for r in given}
    found = find_versions(given, {r.id: notes(r, inferred) for r in given}, Settings())
    return [(words[link.report], [(words[f.report], f.sure) for f in link.earlier]) for link in found]


CASES = [
    ("the later day stands", [report("one", "2031-03-04"), report("two", "2031-03-05")], [("two", [("one", True)])]),
    (
        "a change counts",
        [report("one", "2031-03-04T08:00Z", "2031-03-04T11:00Z"), report("two", "2031-03-04T09:00Z")],
        [("one", [("two", True)])],
    ),
    (
        "zones count",
        [report("one", "2031-03-04T23:30:00-06:00"), report("two", "2031-03-05T01:00:00Z")],
        [("one", [("two", True)])],
    ),
    ("a day beside an hour", [report("one", "2031-03-04"), report("two", "2031-03-04T09:00Z")], [("two", [("one", False)])]),
    ("nothing stated: the longer", [report("one"), report("and two")], [("two", [("one", False)])]),
    ("one stated", [report("much longer one"), report("two", "2031-03-04")], [("two", [("one", False)])]),
    (
        "three",
        [report("one", "2031-03-04"), report("two", "2031-03-05"), report("three", "2031-03-06")],
        [("three", [("two", True), ("one", True)])],
    ),
    ("another address", [report("one"), report("two", url="https://tidewater.example/a")], []),
    ("no address", [report("one", url=None), report("two", url=None)], []),
    ("other words", [report("one"), report("two", text=OTHER)], []),
    ("a part of much", [report("one"), report("two", text=f"{OTHER} {STORY} {OTHER}")], [("two", [("one", False)])]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), [(g, e) for _, g, e in CASES], ids=[n for n, _, _ in CASES])
def test_which_version_stands(given: list[Report], expected: list[tuple[str, list[tuple[str, bool]]]]) -> None:
    """Each case: reports, the one that stands, those before it and whether dates make that sure; in either order."""
    assert standing(*given) == expected
    assert standing(*reversed(given)) == expected


def test_a_day_that_the_text_leads_to_counts() -> None:
    """Where nothing is stated, the day on which the text was published tells what it can."""
    assert standing(report("one"), report("and two"), inferred="2031-03-04") == [("two", [("one", False)])]
