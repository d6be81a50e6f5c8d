"""A story in three versions at one address: the last is told, and whatever shows the record says what the others were."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

import dateline
from dateline.collation import collate
from dateline.errors import LookupFailed
from dateline.export import csv as sheets
from dateline.model.versions import Version
from dateline.record import Record
from dateline.views.since import may_be_since
from dateline.views.versions import changed, version_rows

HEADS = ("Flood kills three in Kessen", "Flood kills seven in Kessen", "Flood kills nine in Kessen as dam gives way")
KILLED = ("three", "seven", "nine")
SAID = (
    "“We were not warned at all,” resident Mara Ilvesen said.",
    "“We were not warned at all,” resident Mara Ilvesen said.",
    "“We trusted the wrong men,” Mayor Tomas Reik said.",
)
TOLD = (None, "2031-06-02T12:40:00Z", "2031-06-03T07:00:00Z")
REMOVED, ADDED = "“We were not warned at all,”", "“We trusted the wrong men,”"
REST = """Some 400 houses were damaged along the river, officials said. Rescue teams brought families to the school in the north
of the town and the army sent boats. The river was still rising early on Monday, the ministry said."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the three, and of another report."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "in").mkdir()
    for n, head in enumerate(HEADS):
        lead = (
            f"KESSEN, June 2 — A flood killed {KILLED[n]} people in Kessen on Sunday night, the interior ministry said."
        )
        told = {
            "url": "https://kessendaily.example/flood", "title": head, "publisher": "Kessen Daily", "published": "2031-06-02T08:10:00Z",
            "text": "\n\n".join((head, lead, REST, SAID[n])),
        }  # fmt: skip
        (folder / "in" / f"v{n}.json").write_text(json.dumps(told | ({"modified": TOLD[n]} if TOLD[n] else {})))
    (folder / "in" / "other.txt").write_text("date 2031-06-02\n\nBoats sent\n\nThe army sent boats on Monday.\n")
    dateline.build([str(folder / "in")], folder / "a.dateline").close()
    return folder / "a.dateline"


def name(path: str) -> str:
    """The last part of a path, which differs from run to run."""
    return Path(path).name


SINCE = [
    ("2031-06-01", ["v2", "v1"]),
    ("2031-06-02T12:40", ["v2", "v1"]),
    ("2031-06-02T12:41", ["v2"]),
    ("2031-06-03", ["v2"]),
    ("2031-06-03T07:01", []),
    ("2031-07", []),
]


@pytest.mark.parametrize(("since", "later"), SINCE)
def test_changes_list_versions_by_what_is_stated_of_the_later_one(story: Path, since: str, later: list[str]) -> None:
    """The day of publication is that of the first version; what came since is told by when it changed."""
    with Record.open(story) as record:
        rows = record.changes(since).versions
        assert [Path(row.next_path).stem for row in rows] == later
        news = record.brief(since).new
        assert news is not None
        assert news.n_replaced == len(later)


def test_what_changed_is_quoted_with_its_place(story: Path) -> None:
    """Headline, figure, quotations: each a span of the version that prints it."""
    with Record.open(story) as record:
        (last, first) = record.changes("2031-06-01").versions
        found = [(c.kind, c.what, c.removed and c.removed.exact, c.added and c.added.exact) for c in last.changes]
        assert found == [
            ("headline", None, HEADS[1], HEADS[2]),
            ("figure", "killed", KILLED[1], KILLED[2]),
            ("quote", None, REMOVED, None),
            ("quote", None, None, ADDED),
        ]
        assert [change.kind for change in first.changes] == ["headline", "figure"]
        assert changed(last) == "1 headline, 1 figure, 2 quotes"
        places = {quote.place for row in (last, first) for c in row.changes for quote in (c.removed, c.added) if quote}
        for place in places:
            shown = record.show(place)
            assert name(shown.passages[0].focus.path) == name(place.rpartition(":")[0])


def test_a_place_in_an_earlier_version_is_shown_there(story: Path) -> None:
    """The words of a version that stands no more, in their paragraph, with what became of it; a place behind its end is none."""
    with Record.open(story) as record:
        (report,) = (report for report in record.reports if report.versions)
        start = report.versions[0].text.index(REMOVED)
        shown = record.show(f"{report.versions[0].id}:{start}-{start + len(REMOVED)}")
        (passage,) = shown.passages
        assert (passage.before, passage.focus.exact) == ("", REMOVED)
        assert passage.after == " resident Mara Ilvesen said."
        assert passage.published
        assert passage.published.earliest == "2031-06-02"
        assert [finding.kind for finding in shown.findings] == ["version"]
        with pytest.raises(LookupFailed, match="has no passage"):
            record.show(f"{report.versions[0].path}:99999")


def test_every_export_lists_them_and_is_proved(story: Path, tmp_path: Path) -> None:
    """CSV, Markdown and both pages quote what was removed; verify finds each as the record gives it."""
    pytest.importorskip("jinja2")
    with Record.open(story) as record:
        for file in ("a.md", "a.html", "a.zip", "a.json"):
            record.export({"md": "markdown", "html": "html", "zip": "csv", "json": "json"}[file[2:]], tmp_path / file)
            assert collate(record, tmp_path / file) == ()
        sheet = sheets.tables(record.data())["versions.csv"]
        for words in ((tmp_path / "a.md").read_text(), (tmp_path / "a.html").read_text(), sheet.decode()):
            assert REMOVED in words
            assert HEADS[0] in words
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))
    assert [(name(row["path"]), row["kind"], row["removed_exact"], row["added_exact"]) for row in rows[2:]] == [
        ("v1.json", "quote", REMOVED, ""),
        ("v1.json", "quote", "", ADDED),
        ("v0.json", "headline", HEADS[0], HEADS[1]),
        ("v0.json", "figure", KILLED[0], KILLED[1]),
    ]
    assert {(row["replaced"], row["sure"]) for row in rows} == {
        ("2031-06-03T07:00:00", "true"),
        ("2031-06-02T12:40:00", "true"),
    }


def test_a_version_that_changed_nothing_is_listed_too(story: Path) -> None:
    """It is a row without a change, for it is kept as well."""
    with Record.open(story) as record:
        data = record.data()
    (report,) = (report for report in data.reports if report.versions)
    same = replace(report.versions[0], changes=(), sure=False, replaced=None)
    only = replace(data, reports=(replace(report, versions=(same,)),))
    (row,) = csv.DictReader(io.StringIO(sheets.tables(only)["versions.csv"].decode("utf-8-sig"), newline=""))
    assert (row["id"], row["sure"], row["kind"], row["replaced"]) == (same.id, "false", "", "")
    assert changed(version_rows(only.reports[0])[0]) == "no headline, figure or quotation changed"


def test_the_pages_show_them(story: Path) -> None:
    """The page of the report lists them, each has a page of its own, and an old address leads there."""
    pytest.importorskip("fastapi")
    pytest.importorskip("uvicorn")
    from reading_room import running

    from dateline.web.publish import published

    with Record.open(story) as record:
        (report,) = (report for report in record.reports if report.versions)
        file = published(record).decode()
    assert "2 earlier versions" in file
    assert REMOVED in file
    with running(story) as room:
        page = room.get(f"/reports/{report.id}")
        assert "2 earlier versions" in page.text
        assert "2 earlier versions" in room.get("/reports").text
        address = room.first(f"/reports/{report.id}", rf"/reports/{report.id}/versions/r-\w+\?at=\d+-\d+#at")
        version = room.get(address.partition("#")[0])
        assert version.status == 200
        assert f'href="/reports/{report.id}"' in version.text
        assert 'id="at"' in version.text
        assert "What the next version changed" in version.text
        old: Version = report.versions[0]
        moved = room.get(f"/reports/{old.id}")
        assert (moved.status, moved.headers["location"]) == (303, f"/reports/{report.id}/versions/{old.id}")
        assert old.text.splitlines()[2] in room.get(moved.headers["location"]).text
        assert room.get(f"/reports/{report.id}/versions/{report.id}").status == 404
        assert room.get(f"{moved.headers['location']}?format=json").json["row"]["id"] == old.id


@pytest.mark.parametrize(
    ("stated", "since", "expected"),
    [
        ("2031-06-02", "2031-06-02T18:00", True),
        ("2031-06-02", "2031-06-03", False),
        ("2031-06", "2031-06-30", True),
        ("2031-06-02T17:59:59", "2031-06-02T18:00", False),
        ("2031-06-02T18:00:01", "2031-06-02T18:00", True),
    ],
)
def test_a_moment_that_is_stated_roughly_may_be_new(stated: str, since: str, expected: bool) -> None:
    """As of a report without an hour: what may be new counts as new."""
    assert may_be_since(stated, since) is expected
