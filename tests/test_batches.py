"""How reports are cut into batches: nothing is lost, copies stand together, and the notes are the same however they are cut."""

from __future__ import annotations

import hashlib
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.reading import Report
from dateline.pipeline import AT_ONCE, CHARACTERS_AT_ONCE, annotate_all, beside_copies, in_batches
from dateline.settings import Settings
from dateline.store.sealed import opened, seal

LINES = (
    "The mayor of Arden resigned on Monday, a spokesman for the town said.",
    "“We go now. We do not wait,” Lena Orlova told Sample Wire on Tuesday night.",
    "At least 12 people were killed when the ferry Aurelia sank off Port Lume.",
    "Read more",
    "Broken \ud800 line that two reports have in common, and no more than that",
)


def report(number: int, text: str) -> Report:
    digest = hashlib.sha256(f"{number}".encode()).hexdigest()
    return Report(id=f"r-{number:03}", path=f"{number}.txt", sha256=digest, raw_sha256=digest, text=text)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(LINES), max_size=3).map("\n".join), max_size=60), st.integers(1, 9))
def test_every_report_is_in_one_batch(texts, jobs):
    """All reports come once, in the order given; no batch is empty or too large."""
    reports = [report(n, text) for n, text in enumerate(texts)]
    ordered = beside_copies(reports)
    assert sorted(ordered, key=lambda r: r.id) == reports
    assert ordered == beside_copies(reports[::-1])
    batches = list(in_batches(ordered, jobs))
    assert [r for batch in batches for r in batch] == ordered
    assert all(0 < len(batch) <= AT_ONCE for batch in batches)
    assert len(batches) >= min(len(reports), jobs)


def test_reports_with_a_line_in_common_stand_together():
    """Copies far apart by id are neighbours; a short line binds nobody."""
    texts = {0: LINES[0], 1: "Calm\nRead more", 2: LINES[1], 3: LINES[2], 4: "Storm\nRead more", 5: LINES[0]}
    ids = [r.id for r in beside_copies([report(n, text) for n, text in texts.items()])]
    assert abs(ids.index("r-000") - ids.index("r-005")) == 1


def test_long_reports_fill_a_batch():
    """A report as long as a batch is one."""
    reports = [report(n, "x" * (CHARACTERS_AT_ONCE + 1)) for n in range(3)]
    assert [len(batch) for batch in in_batches(reports * 20, 1)] == [1] * 60


@pytest.mark.parametrize("size", [1, 2, 5])
def test_notes_do_not_depend_on_the_cut(size, parser):
    """Alone, in pairs, all at once: the same notes, sealed or not."""
    reports = [report(n, f"{LINES[n % 3]}\n\n{LINES[(n + 1) % 3]}") for n in range(5)]
    notes_of = partial(annotate_all, parse=partial(map, parser.parse), gazetteer=load_gazetteer(), settings=Settings())
    cut = [notes for n in range(0, 5, size) for _, notes in notes_of(reports[n : n + size])]
    assert cut == [notes for _, notes in notes_of(reports)]
    assert [opened(seal(notes)) for notes in cut] == cut
