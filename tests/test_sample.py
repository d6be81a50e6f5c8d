"""The sample as a whole: a golden record, the hand-read facts, any order and any split of its reports give the same bytes."""

from __future__ import annotations

import itertools
import random
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import msgspec
import pytest

import dateline
from dateline.export import encode
from dateline.model.record import RecordData
from dateline.proof import verify_export

SAMPLE = Path(__file__).parents[1] / "examples" / "kyrgyzstan-2020"
GOLDEN = Path(__file__).parent / "golden" / "kyrgyzstan-2020.md"
EXPECTED = tomllib.loads((SAMPLE / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """The sample's reports in a folder of their own, so that paths in the record are the same everywhere."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE / "reports", folder / "reports")
    return folder


@pytest.fixture(scope="module")
def inside(sample):
    """Being in the sample's folder, as a user who types relative paths is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(sample)
        yield sample


@pytest.fixture(scope="module")
def data(inside) -> RecordData:
    """The record of the sample."""
    with dateline.build("reports", "sample.dateline") as record:
        return record.data()


@pytest.fixture(scope="module")
def by_file(data) -> dict[str, str]:
    """Report ids by file name."""
    return {r.path.rsplit("/", 1)[-1]: r.id for r in data.reports}


def place(data: RecordData, by_file: dict[str, str], row: dict) -> tuple[str, int, int]:
    """Where the words of a row stand: each occurs once."""
    report = next(r for r in data.reports if r.id == by_file[row["file"]])
    assert report.text.count(row["quote"]) == 1, row
    start = report.text.index(row["quote"])
    if "part" in row:
        start += row["quote"].index(row["part"])
    return report.id, start, start + len(row.get("part", row["quote"]))


def overlap(span, where: tuple[str, int, int]) -> float:
    """Shared characters over the shorter of the two."""
    if span.report != where[0]:
        return 0.0
    shared = min(span.end, where[2]) - max(span.start, where[1])
    return shared / max(1, min(span.end - span.start, where[2] - where[1]))


def test_nothing_failed(data):
    """Every report of the sample is read; warnings apart, nothing failed."""
    assert len(data.reports) == 21
    assert not [f for f in data.failures if f.severity == "error"]


def test_golden(inside, data):
    """The record of the sample is the one that was looked at: see CONTRIBUTING.md for how to change it."""
    made = encode(data, "markdown").decode("utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_export_is_proved(data):
    """Every quotation of the exported record stands where it says."""
    assert verify_export(encode(data, "json")) == ()


def test_reports(data, by_file):
    """Publisher and date of each report, and how the date is known."""
    for row in EXPECTED["report"]:
        report = next(r for r in data.reports if r.id == by_file[row["file"]])
        assert report.publisher == row.get("publisher", report.publisher), row
        assert report.published and report.published.edtf == row["published"], row
        assert report.published.basis == row.get("basis", "stated"), row


def test_blocks(data, by_file):
    """Captions, credits, sub-heads, posts and datelines are told from the story."""
    reports = {r.id: r for r in data.reports}
    for row in EXPECTED["block"]:
        report, start, end = place(data, by_file, row)
        roles = {b.role for b in reports[report].blocks if b.start < end and start < b.end}
        assert roles == {row["role"]}, row


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_events(data, by_file):
    """Nearly every event is found, with its date; what is planned, possible or denied is marked so."""
    statements = {s.id: s for s in data.statements}
    found, dated = [], []
    for row in EXPECTED["event"]:
        where = place(data, by_file, row)
        here = [e for e in data.events if any(overlap(statements[s].span, where) >= 0.5 for s in e.statements)]
        found.append(bool(here))
        if here and "date" in row:
            dated.append(any(e.when and e.when.edtf == row["date"] for e in here))
    assert share(found) >= 0.9
    assert share(dated) >= 0.8


def test_quotations(data, by_file):
    """Who says what: most quotations are found, with the speaker that a person found."""
    names = {e.id: {e.name, *e.aliases} for e in data.entities}
    found, speakers = [], []
    for row in EXPECTED["quotation"]:
        where = place(data, by_file, row)
        here = [
            s.attribution
            for s in data.statements
            if s.attribution and any(overlap(c, where) >= 0.5 for c in s.attribution.content)
        ]
        found.append(bool(here))
        if here and row.get("speaker"):
            last = row["speaker"].split()[-1]
            said = [" ".join((*names.get(a.speaker or "", ()), a.source.exact if a.source else "")) for a in here]
            speakers.append(any(last in words for words in said))
    assert share(found) >= 0.85
    assert share(speakers) >= 0.85


def test_figures(data, by_file):
    """Every figure that a person counted is found with its measure and best value."""
    found = []
    for row in EXPECTED["figure"]:
        where = place(data, by_file, row)
        here = [f for f in data.figures if overlap(f.span, where) >= 0.5]
        found.append(
            any(f.measure == row.get("measure", f.measure) and f.best == row.get("best", f.best) for f in here)
        )
    assert share(found) >= 0.85


def test_offices(data, by_file):
    """Most changes of office are found with their status."""
    found = []
    for row in EXPECTED["office"]:
        where = place(data, by_file, row)
        here = [o for o in data.occupancies if overlap(o.span, where) >= 0.5]
        found.append(any(o.status in (row["status"], "disputed") for o in here))
    assert share(found) >= 0.7


def entities_at(data: RecordData, where: tuple[str, int, int]) -> set[str]:
    return {e.id for e in data.entities if any(overlap(m, where) >= 0.5 for m in e.mentions)}


def test_names(data, by_file):
    """Variants of one name are one entity; relatives stay apart."""
    same = [
        set.intersection(*(entities_at(data, place(data, by_file, m)) for m in row["mentions"]))
        for row in EXPECTED["same"]
    ]
    assert share([bool(s) for s in same]) >= 0.8
    apart = [[entities_at(data, place(data, by_file, m)) for m in row["mentions"]] for row in EXPECTED["apart"]]
    kept = [all(sets) and not any(a & b for a, b in itertools.combinations(sets, 2)) for sets in apart]
    assert share(kept) == 1.0, list(zip(EXPECTED["apart"], kept, strict=True))


def test_copies(data, by_file):
    """Every reprinted passage is found as a copy, whole or in part."""
    for row in EXPECTED["copy"]:
        places = [place(data, by_file, p) for p in row["passages"]]
        groups = [sum(any(overlap(s, where) >= 0.5 for s in c.spans) for where in places) for c in data.copies]
        assert len(places) in groups, row


def test_contradictions(data, by_file):
    """Conflicts, updates and refinements: most that a person saw, and nothing of another kind between the same passages."""
    statements = {s.id: s for s in data.statements}
    found = []
    for row in EXPECTED["contradiction"]:
        places = [place(data, by_file, p) for p in row["passages"]]
        here = [
            c for c in data.contradictions
            if sum(any(overlap(statements[s].span, where) > 0 for s in c.statements) for where in places) > 1
        ]  # fmt: skip
        found.append(any(c.kind == row["kind"] for c in here))
    assert share(found) >= 0.6


def test_reprints_are_one_origin(data):
    """A wire story in three outlets has one origin, however often it is printed."""
    many = [e for e in data.events if e.n_publishers >= 3 and e.n_origins == 1]
    assert many
    assert all(e.status != "corroborated" for e in many)


def test_any_order_gives_the_same_bytes(inside, data):
    """The reports in another order, from files instead of a folder, make the same record."""
    files = sorted(str(p.as_posix()) for p in Path("reports").iterdir() if p.name != "metadata.csv")
    expected = encode(data, "json")
    for seed in (1, 2):
        random.Random(seed).shuffle(files)  # noqa: S311 - an order, not a secret
        with dateline.build(files) as record:
            assert encode(record.data(), "json") == expected


def test_adding_gives_the_same_bytes(inside, data):
    """Reports added in several steps make the record that is built at once."""
    files = sorted(str(p.as_posix()) for p in Path("reports").iterdir() if p.name != "metadata.csv")
    random.Random(3).shuffle(files)  # noqa: S311
    dateline.build(files[:3], "grown.dateline").close()
    dateline.add("grown.dateline", files[3:4]).close()
    with dateline.add("grown.dateline", files[4:]) as record:
        assert encode(record.data(), "json") == encode(data, "json")


def test_workers_give_the_same_bytes(inside, data):
    """Two processes make the record that one makes."""
    with dateline.build("reports", settings=dateline.Settings(jobs=2)) as record:
        assert encode(record.data(), "json") == encode(data, "json")


def test_json_round_trip(data):
    """The export decodes to the same record."""
    assert msgspec.json.decode(encode(data, "json"), type=RecordData) == data


@pytest.mark.parametrize("moment", [0.4, 1.5, 2.5, 4.0])
def test_killed_build(inside, data, moment, tmp_path):
    """A build killed at whatever moment leaves nothing broken: the next one makes the whole record."""
    place = tmp_path / "killed.dateline"
    command = [sys.executable, "-m", "dateline", "build", "reports", "-o", str(place)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    with dateline.build("reports", str(place)) as record:
        assert encode(record.data(), "json") == encode(data, "json")
    assert dateline.verify(str(place)) == ()


def test_types_of_events_are_known(data):
    """No event has a type that the typology does not name."""
    from dateline.typology import typology

    assert set(Counter(e.type for e in data.events)) <= {*typology().families, "other"}


def test_typed_use(inside, tmp_path):
    """The code that a typed user writes runs as it is checked."""
    import typed_use

    assert typed_use.build(Path("reports"), tmp_path / "typed.dateline")
    assert typed_use.look(tmp_path / "typed.dateline") > 100


def test_notebook_display(inside, data):
    """A record shows itself in a notebook, as a small table with everything escaped."""
    with dateline.open("sample.dateline") as record:
        html = record._repr_html_()
    assert html.startswith("<table>") and "<script" not in html and "Tue 6 Oct 2020" in html
