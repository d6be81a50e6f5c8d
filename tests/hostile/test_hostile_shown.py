"""Names, titles, paths and reasons that mean harm, on every way out: nothing runs, nothing steers, all is there to be seen.

Always true here: one record holds every name of ``SHOWN`` as title, publisher, author, agency and address of a report, in its words, as
the ruled name of an entity, and in the signature and reason of a ruling; some stand in the names of files.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nasty import SHOWN

import dateline
from dateline.collation import collate
from dateline.model.judgements import Comment, Rename
from dateline.record import Record
from dateline.views.table import TABLES
from dateline.views.visible import one_line, visible

NAMES = [name for names in SHOWN.values() for name in names]
FILES = (
    "\x1b[31m.txt",
    "new\nline.txt",
    "\u202egnp.txt",
    "=1+1.txt",
    "-rf.txt",
    "<b>.txt",
    "a'b\"c.txt",
    "x|y.txt",
    "`id`.txt",
)
STEERS = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|\r(?!\n)"
)
COLOUR = re.compile(r"\x1b\[\d*(?:;\d+)*m")
STORY = "Rain fell over the hills in the night, and the river at the quay rose by two metres before the morning, the harbour master said."
FIRST = ("Ana", "Bela", "Carla", "Dora", "Erik", "Frida", "Gerd", "Hanna")
LAST = ("Olsen", "Brandt", "Keller", "Novak", "Lindgren", "Moretti", "Fischer", "Hansen")
PEOPLE = [f"{first} {last}" for last in LAST for first in FIRST][: len(NAMES)]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record."""
    folder = tmp_path_factory.mktemp("shown")
    source = folder / "in"
    source.mkdir()
    lines = [
        {
            "text": f"{name[:200]}\n\n{STORY}\n\nMayor {person} of {name[:200]} resigned in Kessen on Monday, police said. “{name[:200]} "
            f"is a liar!” said {person}. At least {n + 2} people were killed, {name[:200]} said.",
            "title": name, "publisher": f"{name} Post", "author": name, "agency": name, "published": f"2020-10-{n % 28 + 1:02}",
            "url": f"http://a.test/{n}/{name}" if n % 2 else name,
        }
        for n, (name, person) in enumerate(zip(NAMES, PEOPLE, strict=True))
    ]  # fmt: skip
    versions = [
        {
            "text": f"{name} kills {n}\n\n{STORY} “{name} word,” said Mara Ilvesen. A storm killed {n} people in Kessen on Monday.",
            "title": f"{name} kills {n}", "publisher": "Post", "published": f"2020-10-0{n}", "url": "http://v.test/storm",
        }
        for n, name in ((5, "\x1b[31mRed"), (6, "=1+one"))
    ]  # fmt: skip
    long = [
        {
            "text": STORY,
            "title": "Long " * 2_000,
            "publisher": "Post " * 2_000,
            "author": "x" * 10_000,
            "published": "2020-10-05",
        }
    ]
    (source / "a.jsonl").write_text("\n".join(map(json.dumps, [*lines, *versions, *long])), encoding="utf-8")
    for file in FILES:
        (source / file).write_text(f"date 2020-10-06\n\nA man resigned\n\n{STORY}\n", encoding="utf-8")
    (source / "broken\x1b[31m\n.pdf").write_bytes(b"none")
    path = folder / "a.dateline"
    with dateline.build([str(source)], path) as made:
        named = {entity.name: entity.id for entity in made.entities}
        told = made.statements[0].id
    renamed = [Rename(named[person], name) for person, name in zip(PEOPLE, NAMES, strict=True) if person in named]
    assert len(renamed) > len(NAMES) * 0.9
    dateline.judge(path, *renamed, Comment((told,)), who="\x1b[31mwho\n=1", why="\x1b]0;why\x07 <script>\n# x").close()
    return path


@pytest.fixture(scope="module")
def ids(record: Path) -> dict[str, str]:
    """One id of each noun."""
    with Record.open(record) as found:
        nouns = ("reports", "entities", "statements", "events", "figures", "occupancies", "copies")
        return {noun: getattr(found, noun)[0].id for noun in nouns}


COMMANDS = [
    ["timeline", "--dates", "1000"], ["brief"], ["brief", "--format", "html"], ["changes", "--since", "2020"], ["names", "--limit", "1000"],
    ["names", "--csv"], ["offices"], ["places"], ["places", "--csv"], ["figures", "--limit", "1000"], ["figures", "--policy", "range"],
    ["disputes"], ["sources"], ["search", "mayor", "--limit", "500"], ["search", "--speaker", "ilvesen"], ["review", "--limit", "500"],
    ["judge"], ["show", "reports"], ["show", "entities"], ["show", "statements"], ["show", "events"], ["show", "figures"],
    ["show", "occupancies"], ["show", "copies"], ["show", "\x1b[31m.txt"], ["verify"], ["timeline", "--json", "--dates", "1000"],
    ["names", "--json", "--limit", "1000"], ["judge", "--json"], ["export", "--format", "markdown"], ["export", "--format", "html"],
    ["export", "--format", "json"], ["export", "--format", "jsonl"], ["judge", "--export", "-"],
]  # fmt: skip
REFUSED = [
    ["show", "\x1b[31mnothing\u202e"], ["search", "\x1b[31m\u202e"], ["figures", "--measure", "\x1b[31m"],
    ["changes", "--since", "\x1b[31m"],
    ["names", "--aliases", "\x1b[31m.csv"], ["judge", "reject", "\x1b[31m"], ["judge", "\x1b[31m"], ["export", "-f", "\x1b[31m"],
    ["verify", "\x1b[31m.html"], ["search", "NEAR(a b) \" OR * ^ '; --"],
]  # fmt: skip


def words(record: Path, ids: dict[str, str], command: list[str]) -> list[str]:
    """What is typed after the name of the program."""
    verb, *rest = command
    return [verb, record.name, *(ids.get(word, word) for word in rest)]


def piped(folder: Path, typed: list[str]) -> tuple[int, str, str]:
    """What comes out of the program: its code, its results, and what it says beside them, as they are."""
    environment = {**os.environ, "DATELINE_WHO": "\x1b[31mwho"}
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *typed], cwd=folder, capture_output=True, check=False, timeout=120, env=environment
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_name_steers_what_is_printed(record: Path, ids: dict[str, str], command: list[str]) -> None:
    """Into a pipe: no control character but line ends and tabs, on either stream."""
    code, out, said = piped(record.parent, words(record, ids, command))
    assert code == 0, said
    assert not STEERS.search(out.removeprefix("\ufeff") + said)


@pytest.mark.parametrize(("verb", "option"), [("names", "--aliases"), ("places", "--gazetteer")])
def test_what_is_printed_to_be_given_back_is_taken_in(record: Path, verb: str, option: str) -> None:
    """Whatever names stand in the file: as it is, it rules nothing."""
    _, out, _ = piped(record.parent, [verb, record.name, "--csv"])
    file = record.parent / f"{verb}.csv"
    file.write_text(out, encoding="utf-8", newline="")
    code, _, said = piped(record.parent, [verb, record.name, option, file.name])
    assert code == 0, said
    assert "0 new decisions; 0 decisions stood already." in said


@pytest.mark.parametrize("command", REFUSED, ids=" ".join)
def test_what_is_typed_is_words(record: Path, ids: dict[str, str], command: list[str]) -> None:
    """What a user pastes is refused or not found, in one line that steers nothing; never a fault."""
    code, out, said = piped(record.parent, words(record, ids, command))
    assert code in (0, 2)
    assert not STEERS.search(out + said)
    assert "fault" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c[0] not in ("export", "verify") and "--json" not in c], ids=" ".join
)
def test_no_name_steers_the_terminal(record: Path, ids: dict[str, str], command: list[str]) -> None:
    """On a terminal: nothing but our own colours."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
    child, screen = pty.fork()
    if child == 0:
        os.chdir(record.parent)
        os.environ.update(COLUMNS="80", TERM="xterm")
        os.execv(sys.executable, [sys.executable, "-m", "dateline", *words(record, ids, command)])  # noqa: S606
    found = b"".join(_all_of(screen))
    os.close(screen)
    assert os.waitpid(child, 0)[1] == 0
    assert not STEERS.search(COLOUR.sub("", found.decode()).replace("\r\n", "\n"))


def _all_of(screen: int) -> Iterator[bytes]:
    """What a terminal gets until its program ends, which Linux tells by an error."""
    try:
        while part := os.read(screen, 65536):
            yield part
    except OSError:
        return


def test_every_name_is_there_to_be_seen(record: Path) -> None:
    """In one line, what cannot be printed as an escape: the ruled names, the titles and the publishers."""
    _, names, _ = piped(record.parent, ["names", record.name, "--limit", "10000"])
    with Record.open(record) as found:
        ruled = {entity.name for entity in found.entities}
        titles = {" ".join((report.title or "").split()) for report in found.reports}
        assert {" ".join(name.split()) for name in NAMES} <= titles
        first = {row.split("\t")[0] for row in names.splitlines()}
        assert {one_line(name) for name in ruled} <= first
        assert sum(" ".join(name.split()) in ruled for name in NAMES) > len(NAMES) * 0.9
        lists = [one_line(row.path) for row in found.changes("2020").reports]
        assert {Path(path).name for path in lists} >= {one_line(file) for file in FILES}


class Page(HTMLParser):
    """What a page is made of: names of elements and attributes, links, whether it is balanced, and its text."""

    VOID = frozenset({"meta", "br", "link", "img", "hr", "input", "path", "circle", "rect"})

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src", "action")}
        self.open += [] if tag in self.VOID else [tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open[:] = self.open[: None if tag in self.VOID else -1]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def is_harmless(self) -> None:
        """No element, attribute or address but our own."""
        assert not self.open
        assert self.tags.isdisjoint({"img", "iframe", "object", "embed", "b", "i", "base"})
        assert not {name for name in self.attributes if name.startswith("on") or name in ("style", "srcdoc")}
        assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in self.links)


def test_one_file_reports_hold_names_as_text(record: Path, tmp_path: Path) -> None:
    """Both pages and the brief: no mark-up of a name, every name in their words."""
    pytest.importorskip("jinja2")
    from dateline.web.publish import published

    with Record.open(record) as found:
        pages = {"export": (found.export("html") or b"").decode(), "publish": published(found).decode()}
    for name, content in pages.items():
        assert not STEERS.search(content), name
        page = Page(content)
        page.is_harmless()
        assert "script" not in page.tags
        text = "".join(page.words)
        assert all(visible(" ".join(title.split())) in " ".join(text.split()) for title in NAMES), name


def test_the_reading_room_holds_names_as_text(record: Path, ids: dict[str, str]) -> None:
    """The lists, and the page of everything that a list leads to; the feed is XML; what is asked for is words too."""
    pytest.importorskip("fastapi")
    pytest.importorskip("uvicorn")
    from xml.dom import minidom

    from reading_room import running

    asked = ["/search?q=%1b%5b31m%e2%80%ae<script>", "/names?like=%00", "/reports/%1b%5b31m", "/go/%22%3e%3cscript%3e",
             "/timeline?q=%ed%a0%80", "/events/..%2f..%2fetc%2fpasswd", "/static/..%2froom.css"]  # fmt: skip
    lists = ["/", "/timeline", "/timeline?part=undated", "/names", "/names?page=2", "/offices", "/figures", "/map", "/sources", "/disputes",
             "/reports", "/reports?page=2", "/search?q=mayor", "/decisions",
             f"/names/{ids['entities']}", f"/events/{ids['events']}"]  # fmt: skip
    with Record.open(record) as opened:
        (revised,) = (report for report in opened.reports if report.versions)
    version = f"/reports/{revised.id}/versions/{revised.versions[0].id}"
    with running(record) as room:
        for address in (*asked, *lists, f"/reports/{revised.id}", version):
            found = room.get(address)
            assert found.status < 500, address
            assert not STEERS.search(found.text), address
            page = Page(found.text)
            page.is_harmless()
        links = sorted(link for link in Page(room.get("/reports").text).links if link.startswith("/reports/r-"))
        for address in links[:: max(1, len(links) // 25)]:
            found = room.get(address)
            assert not STEERS.search(found.text), address
            Page(found.text).is_harmless()
        feed = room.get("/events.atom").text
        assert not STEERS.search(feed)
        minidom.parseString(feed.encode())  # noqa: S318  our own, made of entities that are escaped


def test_markdown_renders_names_as_text(record: Path) -> None:
    """Neither the record nor the brief: no mark-up of HTML, no link, picture, quotation, table or listing of code but our own."""
    from markdown_it import MarkdownIt

    from dateline.export.briefing import encode

    with Record.open(record) as found:
        texts = [found.export("markdown") or b"", encode(found.brief("2020"), found.provenance, "markdown")]
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for text in texts:
        assert not STEERS.search(text.decode())
        tokens = reader.parse(text.decode())
        kinds = {token.type for token in (*tokens, *(inner for token in tokens for inner in token.children or ()))}
        assert kinds.isdisjoint({"html_inline", "html_block", "link_open", "image", "s_open", "fence", "code_block", "blockquote_open",
                                 "table_open", "hr", "ordered_list_open", "em_open"})  # fmt: skip


def test_spreadsheets_run_no_name(record: Path, tmp_path: Path) -> None:
    """Every row has as many cells as there are columns; no text cell begins as a formula."""
    with Record.open(record) as found:
        files = zipfile.ZipFile(io.BytesIO(found.export("csv") or b""))
    assert len(files.namelist()) == len(TABLES)
    for name in files.namelist():
        rows = list(csv.reader(io.StringIO(files.read(name).decode("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        cells = [cell for row in rows[1:] for cell in row]
        assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"-?[\d.]+", cell)]


def test_all_of_it_is_proved(record: Path, tmp_path: Path) -> None:
    """The record and each export, as bytes; decisions taken along rule the same again."""
    assert dateline.verify(record) == ()
    with Record.open(record) as found:
        formats = {"a.json": "json", "a.jsonl": "jsonl", "a.zip": "csv", "a.md": "markdown", "a.html": "html"}
        for file, format in formats.items():
            found.export(format, tmp_path / file)
        (tmp_path / "d.jsonl").write_bytes(found.export_decisions())
        for file in (*formats, "d.jsonl"):
            assert collate(found, tmp_path / file) == ()
        again = tmp_path / "again.dateline"
        dateline.build([str(record.parent / "in")], again).close()
        with dateline.import_decisions(again, tmp_path / "d.jsonl") as second:
            assert {entity.name for entity in second.entities} == {entity.name for entity in found.entities}
