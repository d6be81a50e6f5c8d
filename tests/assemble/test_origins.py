"""Where each passage was first written, and how ``show`` tells it: by a credit, by what it copies, by agency, by family, or unknown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.record import Record
from dateline.views.findings import Finding

SILO = "Fourteen dockers were killed when a grain silo blew up in the port of Odessa on Tuesday."
RUBBLE = "Nobody came to clear the rubble from the northern quay for two long days and nights."
FENCE = "A fence around the northern quay had been cut in four places before the fire began"
# Publisher, agency, day, text.
REPORTS = (
    ("Coast Gazette", None, "2020-03-04", f"KESSEN, March 4 (Reuters) - {SILO}\n\nThe mayor resigned hours later."),
    ("Harbour Post", None, "2020-03-05", f"{SILO}\n\nShops closed early in the city."),
    ("Sputnik", None, "2020-03-05", "The union leader told Interfax that the silo had been empty.\n\nDivers searched the harbour."),
    ("Inland Mirror", None, "2020-03-05", "Local media reported that guards had fled the port."),
    (None, None, "2020-03-05", RUBBLE),
    (None, None, "2020-03-06", f"{RUBBLE}\n\nNobody said why."),
    ("Quay Courier", "AP", "2020-03-06", "Ferries stayed in port while it rained."),
    ("Quay Courier", None, "2020-03-07", f"{FENCE}, Interfax reported on Saturday."),
    ("Northern Lamp", None, "2020-03-08", f"{FENCE}."),
)  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    file: Path = tmp_path_factory.mktemp("origins") / "in.jsonl"
    rows = [dict(zip(("publisher", "agency", "published", "text"), row, strict=True)) for row in REPORTS]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with dateline.build(str(file)) as made:
        yield made


def origin(record: Record, number: int, words: str) -> Finding:
    """What ``show`` says of the origin of the statement that begins with ``words`` in report ``number``."""
    paths = {report.id: report.path for report in record.reports}
    told = [
        s for s in record.statements if s.span.exact.startswith(words) and paths[s.span.report].endswith(f"#{number}")
    ]
    assert told
    (found,) = (finding for finding in record.show(told[0].id).findings if finding.kind == "origin")
    return found


# Report, first words, label, what is cited: label, first words, report.
EXPLAINED = [
    (1, "The mayor", "the agency named in the report: Thomson Reuters", [("evidence", "Reuters", 1)]),
    (2, "Fourteen", "copied from: Thomson Reuters (there: the agency named in the report)",
     [("copy", "Fourteen", 2), ("first printed", "Fourteen", 1), ("evidence", "Reuters", 1)]),
    (2, "Shops", "the publisher's own: Harbour Post", []),
    (3, "the silo", "the passage credits: Interfax", [("evidence", "Interfax", 3)]),
    (3, "Divers", "the publisher's own: Rossiya Segodnya, to which Sputnik belongs", []),
    (4, "guards", "nothing says whose words these are", [("evidence", "Local media", 4)]),
    (5, "Nobody", "nothing says whose words these are", []),
    (6, "Nobody came", "nothing says whose words these are", [("copy", "Nobody came", 6), ("first printed", "Nobody came", 5)]),
    (7, "Ferries", "the agency named in the report: Associated Press (the report's metadata)", []),
    (9, "A fence", "copied from: Interfax (there: the passage credits)",
     [("copy", "A fence", 9), ("first printed", "A fence", 8), ("evidence", "Interfax", 8)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "words", "label", "cited"), EXPLAINED, ids=[f"{n} {words}" for n, words, _, _ in EXPLAINED]
)
def test_show_explains_each_origin(
    number: int, words: str, label: str, cited: list[tuple[str, str, int]], record: Record
) -> None:
    """Of a copy both places and what tells whose the first is; else the words, or the metadata, that say so."""
    found = origin(record, number, words)
    assert found.label == label
    assert [(c.label, c.quote.path.rpartition("#")[2]) for c in found.quotes] == [
        (name, str(n)) for name, _, n in cited
    ]
    assert all(c.quote.exact.startswith(start) for c, (_, start, _) in zip(found.quotes, cited, strict=True))


def test_a_copy_without_the_credit_has_the_origin_of_the_passage_that_it_copies(record: Record) -> None:
    """Both have one origin, so that the reprint adds none."""
    told = [s.origin for s in record.statements if s.span.exact.startswith("A fence")]
    assert {o.id for o in told} == {told[0].id}
    assert sorted(o.kind for o in told) == ["copied", "credited"]
