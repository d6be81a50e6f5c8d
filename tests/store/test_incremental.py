"""Reports that come one by one, in any order and in any portions, make the record that they make at once."""

from __future__ import annotations

import json
import random
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from contents import content
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.model.judgements import Reject, Remove, Undo
from dateline.proof import verify_export
from dateline.read.options import ReadOptions

STORM = "ARDEN (Tide Post) - A storm flooded the harbour of Arden on Tuesday, and {} people were killed, police said. "
DOCKER = "“Nobody warned us at all,” said Mara Ilvesen, a docker. "
HALL = "Mayor Tomas Reik said the town hall would stay closed. "
SAILORS = (
    "\n\nFirefighters rescued 40 sailors, and Reik thanked them. Two ferries sank at the pier, the harbour master said. "
    + ("Schools will open again on Thursday.")
)
ADDRESS = "https://tidepost.example/storm"
REPORTS = [
    {
        "title": "Storm floods Arden harbour", "published": "2031-03-04T08:00:00Z", "publisher": "Tide Post",
        "url": f"{ADDRESS}?utm_source=mail", "text": "Storm floods Arden harbour\n\n" + STORM.format(12) + DOCKER + HALL + SAILORS,
    },
    {
        "title": "Storm kills 15 in Arden", "published": "2031-03-04T08:00:00Z", "modified": "2031-03-04T19:30:00Z",
        "publisher": "Tide Post", "url": ADDRESS,
        "text": "Storm kills 15 in Arden\n\n" + STORM.format(15) + HALL + "“We will count our dead first,” Reik said." + SAILORS,
    },
    {
        "title": "Storm kills 15 in Arden", "published": "2031-03-04T08:00:00Z", "publisher": "Tide Post", "url": f"{ADDRESS}/",
        "text": "Storm kills 15 in Arden\n\n" + STORM.format(15) + HALL + SAILORS,
    },
    {
        "title": "Letters", "published": "2031-03-06", "publisher": "Tide Post", "url": ADDRESS,
        "text": "Letters\n\nReaders ask why the ferry to Port Ainsley no longer sails. The ferry company declined to comment.",
    },
    {
        "title": "Arden mourns", "published": "2031-03-05", "publisher": "Coast Gazette",
        "text": "Arden mourns\n\nARDEN - Some 15 people were killed when a storm flooded Arden on Tuesday, the mayor said. " + HALL,
    },
    {
        "title": "Tide Post editor resigns", "published": "2031-03-05", "publisher": "Northwire",
        "text": "Tide Post editor resigns\n\nThe editor of the Tide Post resigned on Wednesday, Mara Ilvesen told the Coast Gazette.",
    },
]  # fmt: skip


def inputs(folder: Path) -> list[str]:
    """A file for each of the reports."""
    paths = []
    for number, report in enumerate(REPORTS):
        path = folder / f"{number}.json"
        path.write_text(json.dumps(report), encoding="utf-8")
        paths.append(str(path))
    return paths


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A record of all the reports, in which they are read once and for all, and the files."""
    folder = tmp_path_factory.mktemp("read")
    paths = inputs(folder)
    dateline.build(paths, folder / "all.dateline").close()
    return folder / "all.dateline", paths


def exported(path: Path) -> bytes:
    """The record at ``path`` as JSON."""
    with dateline.open(path) as record:
        return record.export("json") or b""


ORDERS = st.tuples(st.permutations(range(len(REPORTS))), st.sets(st.integers(1, len(REPORTS) - 1)))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS, st.integers(0, 9))
def test_adding_ends_where_building_ends(read, tmp_path_factory: pytest.TempPathFactory, order, seed: int) -> None:
    """Whatever order and portions reports come in, the export has the same bytes and every table the same content."""
    whole, paths = read
    (numbers, cuts), path = order, tmp_path_factory.mktemp("grown") / "grown.dateline"
    shutil.copy(whole, path)
    ends = [0, *sorted(cuts), len(numbers)]
    portions = [[paths[n] for n in numbers[a:b]] for a, b in pairwise(ends)]
    dateline.build(portions[0], path).close()
    for portion in portions[1:]:
        again = random.Random(seed).sample(paths, 1)  # noqa: S311 - a choice, not a secret
        known = [p for p in again if any(p in earlier for earlier in portions[: portions.index(portion)])]
        dateline.add(path, [*portion, *known]).close()
    assert exported(path) == exported(whole)
    assert content(path) == content(whole)


def test_the_last_version_stands(read) -> None:
    """Of three texts at one address the last is told; what each changed is listed; another article there stands beside it."""
    with dateline.open(read[0]) as record:
        found = {Path(report.path).name: report for report in record.reports}
        assert sorted(found) == ["1.json", "3.json", "4.json", "5.json"]
        report = found["1.json"]
        assert [(Path(v.path).name, v.stated, v.sure) for v in report.versions] == [
            ("0.json", "2031-03-04T08:00:00", True),
            ("2.json", "2031-03-04T08:00:00", False),
        ]
        first = [(c.kind, c.removed and c.removed.exact, c.added and c.added.exact) for c in report.versions[0].changes]
        assert first[0] == ("headline", "Storm floods Arden harbour", "Storm kills 15 in Arden")
        assert ("figure", "12 people", "15") in first
        assert [(kind, (removed or added or "").strip("“”,.")) for kind, removed, added in first[2:]] == [
            ("quote", "Nobody warned us at all"),
            ("quote", "We will count our dead first"),
        ]
        told = {span.exact for figure in record.figures for span in (figure.span,)}
        assert "12 people" not in told
        warned = {Path(f.path).name: f.message for f in record.failures if f.code == "R302"}
        assert sorted(warned) == ["0.json", "2.json"]
        shown = record.show(read[1][0])
        assert (shown.kind, shown.id) == ("report", report.id)
        versions = [finding for finding in shown.findings if finding.kind == "version"]
        assert [finding.id for finding in versions] == [version.id for version in report.versions]
        assert {cited.label for cited in versions[0].quotes} >= {"headline removed", "headline added", "quote removed"}
        assert Path(versions[0].quotes[0].quote.path).name == "0.json"
        whole = record.export("json") or b""
    assert dateline.verify(read[0]) == ()
    assert verify_export(whole) == ()
    assert verify_export(whole.replace(b"Nobody warned us", b"Nobody warmed us", 1)) != ()


def test_an_earlier_version_stands_when_the_later_is_removed(read, tmp_path: Path) -> None:
    """Removing is a decision: the next version takes the place, and gives it back when the decision is undone."""
    path = tmp_path / "a.dateline"
    shutil.copy(read[0], path)
    before = exported(path)
    with dateline.open(path) as record:
        (id,) = (report.id for report in record.reports if report.versions)
    dateline.judge(path, Remove((id,)), who="desk", why="sent in error").close()
    with dateline.open(path) as record:
        (report,) = (report for report in record.reports if report.versions)
        assert [Path(v.path).name for v in (report, *report.versions)] == ["0.json", "2.json"]
        (decision,) = record.decisions
    dateline.judge(path, Undo(decision.id), who="desk", why="it was right").close()
    assert json.loads(exported(path))["reports"] == json.loads(before)["reports"]


def test_what_is_there_already_is_not_linked_again(read, tmp_path: Path) -> None:
    """Adding reports that the record has costs reading them; other settings, or facts stated beside them, make it anew."""
    path, stages = tmp_path / "a.dateline", list[str]()
    shutil.copy(read[0], path)

    def linked(**given: object) -> bool:
        stages.clear()
        dateline.add(path, read[1][:2], progress=lambda at: stages.append(at.stage), **given).close()  # type: ignore[arg-type]
        return "link" in stages

    before = exported(path)
    assert not linked()
    assert exported(path) == before
    assert linked(options=ReadOptions(agency="Sample Wire"))
    assert exported(path) != before
    assert linked()
    assert not linked()
    assert exported(path) == before


def test_a_ruling_on_words_of_an_earlier_version_holds_in_the_later(read, tmp_path: Path) -> None:
    """A sentence that both versions print stays rejected; one that only the earlier prints is a ruling without its words."""
    path = tmp_path / "a.dateline"
    shutil.copy(read[0], path)
    dateline.build(read[1][:1], path).close()
    with dateline.open(path) as record:
        kept, lost = (
            next(s.id for s in record.statements if words in s.span.exact)
            for words in ("Two ferries sank", "Nobody warned us")
        )
    dateline.judge(path, Reject((kept,)), Reject((lost,)), who="desk", why="not so").close()
    with dateline.add(path, read[1][1:2]) as record:
        (rejected,) = (s for s in record.statements if s.rejected)
        assert "Two ferries sank" in rejected.span.exact
        assert Path(next(r.path for r in record.reports if r.id == rejected.span.report)).name == "1.json"
        assert sorted(f.code for f in record.failures) == ["R301", "R302"]


def test_a_file_that_came_back_is_missed_no_more(tmp_path: Path) -> None:
    """What was amiss in a file that is looked into again counts as it is now, also in one that is no report."""
    folder, rows = tmp_path / "in", "file,publisher\na.txt,Kessen Post\nb.txt,Kessen Post\n"
    folder.mkdir()
    (folder / "a.txt").write_text("The mayor of Kessen resigned on Monday, police said.")
    (folder / "metadata.csv").write_text(rows)
    with dateline.build([str(folder)], tmp_path / "grown.dateline") as before:
        assert "R112" in {failure.code for failure in before.failures}
    (folder / "b.txt").write_text("A bridge at Kessen fell on Tuesday, police said.")
    record, fresh = tmp_path / "grown.dateline", tmp_path / "fresh.dateline"
    with dateline.add(record, [str(folder)]) as grown, dateline.build([str(folder)], fresh) as built:
        assert grown.failures == built.failures and "R112" not in {failure.code for failure in grown.failures}
