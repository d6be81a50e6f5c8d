"""Known ways of doing harm, one by one, from the file to the export."""

from __future__ import annotations

import encodings.aliases
import json
from pathlib import Path

import pytest
from nasty import NAMES

import dateline
from dateline.errors import DatelineError
from dateline.model.reading import Failure, Report
from dateline.read import ReadOptions, read_inputs
from dateline.settings import Settings

STORY = (
    "The river rose on Thursday, and the mayor, José Müller, said that forty people were taken to the school.\n\n"
    "“We have sent boats to the valley,” the government said, and the café at the quay – it is the only one – is full.\n"
)
PLAIN = STORY.translate(str.maketrans("“”–éü", '""-eu'))
CODECS = sorted(set(encodings.aliases.aliases.values()))


def read(path: Path) -> list[Report | Failure]:
    """All that the file gives."""
    return list(read_inputs([str(path)], ReadOptions(), Settings()))


def encoded(text: str, codec: str) -> bytes | None:
    """``text`` in ``codec``; None where that is no encoding of text or has not all its letters."""
    try:
        raw = text.encode(codec)
        return raw if raw.decode(codec) == text else None
    except (LookupError, ValueError, TypeError, AttributeError):
        return None


WRITABLE = [
    pytest.param(codec, text, raw, id=f"{name}-{codec}")
    for name, text in (("accents", STORY), ("plain", PLAIN))
    for codec in CODECS
    if (raw := encoded(text, codec)) is not None
]
"""Encodings that have all letters of a text, with the text so encoded."""


@pytest.mark.parametrize(("codec", "text", "raw"), WRITABLE)
def test_every_encoding_is_read_right_or_not_at_all(tmp_path: Path, codec: str, text: str, raw: bytes) -> None:
    """A report in any encoding that Python knows: its own letters, or a failure; never other letters."""
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    (found,) = read(path)
    assert found.code in {"R102", "R103", "R106"} if isinstance(found, Failure) else found.text == text


@pytest.mark.parametrize(("codec", "text", "raw"), WRITABLE)
def test_every_encoding_can_be_named(tmp_path: Path, codec: str, text: str, raw: bytes) -> None:
    """The same with its encoding named by the user."""
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    try:
        (found,) = read_inputs([str(path)], ReadOptions(encoding=codec), Settings())
    except DatelineError as error:
        assert error.code == "E103"
    else:
        assert (
            found.code in {"R102", "R103"} if isinstance(found, Failure) else found.text.removeprefix("\ufeff") == text
        )


@pytest.fixture(scope="module")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of reports whose names, titles, publishers and words are meant for other programs."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = [
        {"text": f"{name} resigned as mayor of Kessen on Monday, police said. “{name}!” said Mara Ilvesen. 12 died in {name}.",
         "title": name, "publisher": f"{name} Post", "author": name, "agency": name, "url": name, "date": f"2020-10-{n + 1:02}"}
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    source = folder / "in" / "'; DROP TABLE reports;--.jsonl"
    source.parent.mkdir()
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    path = folder / "out" / "a.dateline"
    path.parent.mkdir()
    dateline.build(str(source.parent), path).close()
    return path


def test_names_of_other_programs_are_words(hostile_record: Path) -> None:
    """Every name is kept as it is printed, and can be searched for and shown, whatever signs it holds."""
    with dateline.open(hostile_record) as record:
        assert len(record.reports) == len(NAMES)
        assert {report.title for report in record.reports} == set(NAMES)
        for name in NAMES:
            try:
                record.search(name)
            except DatelineError as error:
                assert error.code.startswith("E5")
    assert dateline.verify(hostile_record) == ()


def test_nothing_is_written_elsewhere(hostile_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reports are called, an export is the one file that was named."""
    monkeypatch.chdir(tmp_path)
    around = {path: sorted(path.iterdir()) for path in (hostile_record.parent, hostile_record.parent.parent)}
    with dateline.open(hostile_record) as record:
        for format in ("json", "jsonl", "csv", "markdown", "html"):
            target = tmp_path / f"x.{format}"
            record.export(format, target)
    made = {path.name for path in tmp_path.iterdir()}
    assert all(name.startswith("x.") for name in made)
    assert around == {path: sorted(path.iterdir()) for path in around}
