"""Inputs as a user types them: files, folders, patterns, metadata.csv, limits, and that order does not matter."""

from __future__ import annotations

import gzip
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.errors import InputError
from dateline.model.reading import Failure, Report
from dateline.read import ReadOptions, count_inputs, read_inputs
from dateline.read.kinds import ENDINGS
from dateline.settings import Settings

WORDS = "The river rose on Thursday, and the mayor said that forty people were taken to the school."
OTHER = "The army has sent boats to the valley, the government said, and the school is full of people."
GERMAN = "Der Fluss stieg am Donnerstag, und der Bürgermeister sagte, vierzig Menschen seien in der Schule."


def read(
    *inputs: str | Path, options: ReadOptions | None = None, settings: Settings | None = None
) -> list[Report | Failure]:
    """All that ``inputs`` give."""
    return list(read_inputs([str(each) for each in inputs], options or ReadOptions(), settings or Settings()))


def reports(found: Sequence[Report | Failure]) -> dict[str, Report]:
    """The reports by the base name of their path."""
    return {each.path.rpartition("/")[2]: each for each in found if isinstance(each, Report)}


def codes(found: Sequence[Report | Failure]) -> list[tuple[str, str]]:
    """Base name and code of each failure."""
    return [(each.path.rpartition("/")[2], each.code) for each in found if isinstance(each, Failure)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def test_a_report(here: Path) -> None:
    """A report holds the file's text, its hashes, and the path as typed."""
    (here / "wire").mkdir()
    raw = b"\xef\xbb\xbf" + f"date 2021-03-04\r\n{WORDS}\r\n".encode()
    (here / "wire" / "a.txt").write_bytes(raw)
    (report,) = read("wire/")
    assert isinstance(report, Report)
    text = raw.decode("utf-8-sig")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    assert (report.path, report.text, report.sha256) == ("wire/a.txt", text, sha256)
    assert report.raw_sha256 == hashlib.sha256(raw).hexdigest()
    assert report.id == "r-" + hashlib.sha256(f"{sha256}\0a.txt\0\0".encode()).hexdigest()[:12]
    assert [(claim.value, claim.evidence) for claim in report.dates] == [("2021-03-04", "header-line")]


REFUSED = [
    ("empty.txt", b"", "R101"),
    ("blank.txt", b" \r\n\t\n", "R101"),
    ("binary.txt", b"ab\x00\x01", "R102"),
    ("image.md", b"\x89PNG\r\n\x1a\n\x00", "R102"),
    ("odd.txt", "Receb Erdoğan".encode("cp1254"), "R103"),
    ("links.html", b"<a href=x>Home</a>", "R105"),
    ("header.txt", b"date 2021-03-04\nsource: Valley News\n", "R105"),
    ("german.txt", GERMAN.encode(), "R106"),
    ("word.docx", b"PK", "R109"),
    ("archive.tar.gz", b"", "R108"),
    ("broken.json", b'{"text": ', "R109"),
    ("broken.json.gz", b"no gzip", "R109"),
    ("cut.jsonl.gz", gzip.compress(b'{"text": "x"}' * 50, mtime=0)[:30], "R109"),
    ("none.json", b'{"title": "Rain"}', "R110"),
    ("half.json", b'{"text": "\\ud800"}', "R103"),
    ("half_title.json", b'{"text": "The river rose.", "title": "\\ud800"}', "R103"),
]


@pytest.mark.parametrize(("name", "raw", "code"), REFUSED)
def test_refused(here: Path, name: str, raw: bytes, code: str) -> None:
    """Each file that cannot be read is one failure with its reason, and the file beside it is read."""
    (here / name).write_bytes(raw)
    (here / "zz.txt").write_text(WORDS, encoding="utf-8")
    found = read(".")
    assert codes(found) == [(name, code)]
    assert list(reports(found)) == ["zz.txt"]
    assert all(each.remedy and each.severity == "error" for each in found if isinstance(each, Failure))


@pytest.mark.parametrize(
    ("ending", "packed"),
    [
        (ending, packed)
        for ending, kind in ENDINGS.items()
        for packed in ("", ".gz")
        if kind in {"plain", "markdown", "page"} and (ending or not packed)
    ],
)
def test_endings(here: Path, ending: str, packed: str) -> None:
    """Every ending is read, packed or not; a name without an ending is plain text, and one that ends in .gz alone has no kind."""
    raw = f"<p>{WORDS}" if "htm" in ending else WORDS
    (here / f"a{ending.upper()}{packed}").write_bytes(gzip.compress(raw.encode()) if packed else raw.encode())
    (report,) = read(".")
    assert isinstance(report, Report)
    assert report.text == WORDS


def test_limits(here: Path) -> None:
    """A file over the limit is not opened, a packed one is not unpacked beyond it, a long text is not cut."""
    with (here / "large.txt").open("wb") as stream:
        stream.truncate(21_000_000)
    (here / "bomb.jsonl.gz").write_bytes(gzip.compress(b" " * 30_000_000))
    assert codes(read(".")) == [("bomb.jsonl.gz", "R104"), ("large.txt", "R104")]
    (here / "long.md").write_text(WORDS * 3, encoding="utf-8")
    assert codes(read("long.md", settings=Settings(max_characters=200))) == [("long.md", "R114")]
    assert codes(read("long.md", settings=Settings(max_bytes=200))) == [("long.md", "R104")]


def test_what_is_not_there(here: Path) -> None:
    """A name, a pattern or an empty word that leads nowhere is a failure; the rest is read."""
    (here / "a.txt").write_text(WORDS, encoding="utf-8")
    found = read("none.txt", "x*.txt", "", "a\0b", "a.txt")
    assert [code for _, code in codes(found)] == ["R107"] * 4
    assert list(reports(found)) == ["a.txt"]


def test_patterns_and_folders(here: Path) -> None:
    """Patterns name files and folders; hidden ones are passed over unless they are named."""
    for name in ("a.txt", "b [1].txt", ".hidden.txt", "sub/c.txt", "sub/.git/d.txt", "sub/deep/e.txt"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(f"{name} {WORDS}", encoding="utf-8")
    assert list(reports(read("*.txt"))) == ["a.txt", "b [1].txt"]
    assert list(reports(read("b [1].txt"))) == ["b [1].txt"]
    assert list(reports(read(".hidden.txt"))) == [".hidden.txt"]
    assert list(reports(read("**/*.txt"))) == ["a.txt", "b [1].txt", "c.txt", "e.txt"]
    assert [each.path for each in read("s*")] == ["sub/c.txt", "sub/deep/e.txt"]
    assert [each.path for each in read("./sub", options=ReadOptions(recursive=False))] == ["sub/c.txt"]
    assert count_inputs([".", "sub"], ReadOptions()) == 4


def link(path: Path, target: str, *, folder: bool = False) -> None:
    """A symbolic link, where the system lets us make one."""
    try:
        path.symlink_to(target, target_is_directory=folder)
    except OSError:
        pytest.skip("no symbolic links here")


def test_links(here: Path) -> None:
    """Links that loop end, broken ones are failures, a linked folder is read once under its own name."""
    (here / "sub").mkdir()
    (here / "sub" / "a.txt").write_text(WORDS, encoding="utf-8")
    link(here / "sub" / "up", "..", folder=True)
    link(here / "again", "sub", folder=True)
    link(here / "broken.txt", "nowhere")
    link(here / "self.txt", "self.txt")
    found = read(".")
    assert [each.path for each in found if isinstance(each, Report)] == ["sub/a.txt"]
    assert codes(found) == [("broken.txt", "R107"), ("self.txt", "R107")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_only_ordinary_files_are_opened(here: Path) -> None:
    """A pipe would make the reading wait for ever."""
    os.mkfifo(here / "pipe.txt")
    assert codes(read(".")) == [("pipe.txt", "R107")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text(here: Path) -> None:
    """A file whose name is no UTF-8 is read, and its path can be written."""
    Path(os.fsdecode(os.fsencode(here) + b"/caf\xe9.txt")).write_text(WORDS, encoding="utf-8")
    (report,) = read(".")
    assert report.path.encode("utf-8") == b"caf\\udce9.txt"


def test_metadata_csv(here: Path) -> None:
    """Rows speak of files beside and below, and of items; the nearest metadata.csv stands first."""
    (here / "sub").mkdir()
    (here / "a.txt").write_text(f"date 2021-03-04\nsource: Own\n{WORDS}", encoding="utf-8")
    (here / "sub" / "b.txt").write_text(WORDS, encoding="utf-8")
    (here / "c.jsonl").write_text(f'{{"text": "{WORDS}", "date": "soon"}}\n{{"text": "{OTHER}"}}\n', encoding="utf-8")
    (here / "metadata.csv").write_bytes(
        b"\xef\xbb\xbfFile,publisher,published,title,url,agency,author\r\n"
        b"a.txt,Hill Post,2021-03-05,Rain,https://news.test/a,Hill Wire,Ana Reis\r\n"
        b"sub\\b.txt,Far Post,,,,,\r\nc.jsonl,Line Post,2021,,,,\r\nc.jsonl#2,Second Post,,,,,\r\nc.jsonl#3,x,,,,,\r\n"
        b"none.txt,x,,,,,\r\n,x,,,,,\r\n"
    )
    (here / "sub" / "metadata.csv").write_text("file;published\n./b.txt;2021-03-06\n", encoding="utf-8")
    found = read(".")
    told = reports(found)
    a = told["a.txt"]
    assert (a.publisher, a.title, a.url, a.agency, a.author) == (
        "Hill Post",
        "Rain",
        "https://news.test/a",
        "Hill Wire",
        "Ana Reis",
    )
    assert [(d.value, d.evidence) for d in a.dates] == [("2021-03-05", "metadata.csv"), ("2021-03-04", "header-line")]
    assert told["b.txt"].publisher == "Far Post"
    assert [d.value for d in told["b.txt"].dates] == ["2021-03-06"]
    assert [told[f"c.jsonl#{n}"].publisher for n in (1, 2)] == ["Line Post", "Second Post"]
    assert codes(found) == [("c.jsonl#1", "R113")] + [("metadata.csv", "R112")] * 3


def test_metadata_beside_a_named_file(here: Path) -> None:
    """A metadata.csv beside a file speaks of it though only the file was named."""
    (here / "a.txt").write_text(WORDS, encoding="utf-8")
    (here / "metadata.csv").write_text("file,publisher\na.txt,Hill Post\n", encoding="utf-8")
    (report,) = read("a.txt")
    assert isinstance(report, Report)
    assert report.publisher == "Hill Post"


def test_options_stand_first(here: Path) -> None:
    """What the user says outranks what the file says; the dates of both are kept."""
    (here / "a.txt").write_text(f"date: 2021-03-04\npublisher: Own\n{WORDS}", encoding="utf-8")
    options = ReadOptions(publisher="Said", published="5 March 2021", agency="Wire", title="Rain", language="en-GB")
    (report,) = read("a.txt", options=options)
    assert isinstance(report, Report)
    assert (report.publisher, report.agency, report.title, report.language) == ("Said", "Wire", "Rain", "en-GB")
    assert [(d.value, d.evidence) for d in report.dates] == [("2021-03-05", "option"), ("2021-03-04", "header-line")]


def test_the_users_word_for_language_and_encoding(here: Path) -> None:
    """A stated language sets the test aside; a stated encoding decides."""
    (here / "a.txt").write_bytes(GERMAN.encode("cp1254"))
    assert codes(read("a.txt")) == [("a.txt", "R106")]
    (report,) = read("a.txt", options=ReadOptions(language="en", encoding="cp1254"))
    assert isinstance(report, Report)
    assert report.text == GERMAN


@pytest.mark.parametrize(
    "options",
    [
        ReadOptions(fields={"body": "text"}),
        ReadOptions(encoding="klingon"),
        ReadOptions(encoding="base64"),
        ReadOptions(encoding="a\0b"),
        ReadOptions(published="yesterday"),
        ReadOptions(language="de"),
    ],
)
def test_options_that_cannot_be_used(options: ReadOptions) -> None:
    """A wrong option stops before anything is read, and says what would be right."""
    with pytest.raises(InputError, match="E103"):
        read_inputs([], options, Settings())


def test_the_same_report_twice(here: Path) -> None:
    """The same text under the same name counts once, under its least path; under another name it is another report."""
    for name in ("b/a.txt", "a/a.txt", "a/c.txt"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(WORDS, encoding="utf-8")
    found = read("b", "a", "b/a.txt")
    assert [each.path for each in found if isinstance(each, Report)] == ["a/a.txt", "a/c.txt"]
    (failure,) = (each for each in found if isinstance(each, Failure))
    assert (failure.path, failure.code, failure.severity) == ("b/a.txt", "R111", "warning")
    assert "a/a.txt" in failure.message


@settings(deadline=None)
@given(st.permutations([".", "a", "a/x.txt", "b", "*/x.txt", "none", "c.jsonl", "a"]))
def test_order_does_not_matter(inputs: list[str]) -> None:
    """Any order of the inputs gives the same reports and the same failures, in the same order."""
    with TemporaryDirectory() as folder:
        before = Path.cwd()
        try:
            os.chdir(folder)
            for name in ("a/x.txt", "b/x.txt"):
                Path(name).parent.mkdir()
                Path(name).write_text(WORDS, encoding="utf-8")
            Path("c.jsonl").write_text(f'{{"text": "{OTHER}"}}\n{{}}\n', encoding="utf-8")
            Path("metadata.csv").write_text("file,publisher\na/x.txt,Hill Post\nz,\n", encoding="utf-8")
            assert read(*inputs) == read(*sorted(inputs))
        finally:
            os.chdir(before)


@settings(deadline=None)
@given(
    st.sampled_from(sorted(ENDINGS)),
    st.binary(max_size=300),
    st.sampled_from([b"", b'{"text": "', b"text,url\n", b"<p>", b"---\n"]),
)
def test_any_bytes_give_reports_or_failures(ending: str, raw: bytes, begin: bytes) -> None:
    """No file breaks the reading: whatever is in it, there are reports that can be written as UTF-8, or reasons."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"a{ending}"
        file.write_bytes(begin + raw)
        for each in read(file):
            if isinstance(each, Report):
                assert replace(each, sha256=hashlib.sha256(each.text.encode("utf-8")).hexdigest()) == each
            else:
                assert each.code.startswith("R1")
