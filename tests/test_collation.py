"""An export is what its record gives, byte by byte: one changed byte anywhere is found, in every format."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from store.kills import works
from typer.testing import CliRunner

import dateline
from dateline.cli.app import app_for
from dateline.collation import collate, prove
from dateline.errors import InputError
from dateline.model.judgements import Comment

APP = app_for(())
FORGED = 12
"""Bytes that are changed in each export, one at a time."""
SEED = 20310608
COMMANDS = {
    "a.json": ["export"],
    "a.jsonl": ["export"],
    "a.md": ["export"],
    "a.html": ["export"],
    "a.zip": ["export", "--format", "csv"],
    "tables": ["export", "--format", "csv"],
    "published.html": ["publish"],
    "brief.md": ["brief"],
    "brief.html": ["brief", "--since", "2031-05-04", "--policy", "highest"],
}
"""How each export is asked for."""
CARRIERS = ("a.json", "a.jsonl", "annotated.jsonl", "rulings.jsonl")
EXPORTS = (*COMMANDS, "annotated.jsonl", "rulings.jsonl")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record of four reports and all its exports."""
    folder = tmp_path_factory.mktemp("home")
    work = next(work for work in works(folder) if work.name == "decision")
    record = folder / "a.dateline"
    shutil.copyfile(work.before or "", record)
    dateline.judge(record, Comment(("Odo Lant",)), who="ines", why="who is he?").close()
    run = CliRunner().invoke
    for name, (verb, *options) in COMMANDS.items():
        assert run(APP, [verb, str(record), "-o", str(folder / name), *options]).exit_code == 0
    (folder / "annotated.jsonl").write_bytes(run(APP, ["annotate", str(folder / "in")]).stdout_bytes)
    assert run(APP, ["judge", str(record), "--export", str(folder / "rulings.jsonl")]).exit_code == 0
    return folder


def forge(content: bytes, at: int, chance: random.Random) -> bytes:
    """``content`` with another byte at a place."""
    return content[:at] + bytes([content[at] ^ chance.randrange(1, 256)]) + content[at + 1 :]


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_what_its_record_gives(home: Path, name: str) -> None:
    """In every format there is nothing to say."""
    with dateline.open(home / "a.dateline") as record:
        assert collate(record, home / name) == ()


@pytest.mark.parametrize("name", EXPORTS)
def test_one_changed_byte_is_found(home: Path, name: str, tmp_path: Path) -> None:
    """Wherever it is, and whatever it becomes."""
    chance = random.Random(SEED)  # noqa: S311 - places, not secrets
    copy = tmp_path / name
    shutil.copytree(home / name, copy) if (home / name).is_dir() else shutil.copyfile(home / name, copy)
    with dateline.open(home / "a.dateline") as record:
        for _ in range(FORGED):
            path = chance.choice(sorted(copy.iterdir())) if copy.is_dir() else copy
            content = path.read_bytes()
            forged = forge(content, chance.randrange(len(content)), chance)
            path.write_bytes(forged)
            assert collate(record, copy) != (), forged
            path.write_bytes(content)
        assert collate(record, copy) == ()


@pytest.mark.parametrize("name", CARRIERS)
def test_an_export_that_carries_its_texts_is_proved_alone(home: Path, name: str, tmp_path: Path) -> None:
    """Without its record, any changed letter of a text, a quotation or a decision, and any changed digit of a digest, is found."""
    assert prove(home / name) == ()
    chance = random.Random(SEED)  # noqa: S311 - places, not secrets
    content = (home / name).read_bytes()
    fields = (b'"exact":', b'"text":', b'"sha256":') if name != "rulings.jsonl" else (b'"why":', b'"who":', b'"exact":')
    copy = tmp_path / name
    for _ in range(40):
        at = _letter_in(content, chance.choice(fields), chance)
        copy.write_bytes(content[:at] + (b"b" if content[at : at + 1] != b"b" else b"c") + content[at + 1 :])
        assert prove(copy) != (), content[at - 30 : at + 30]


def _letter_in(content: bytes, field: bytes, chance: random.Random) -> int:
    """The place of a letter or digit in a value of ``field``, which is one line of JSON or pretty."""
    starts = []
    start = content.find(field)
    while start >= 0:
        first = start + len(field) + (content[start + len(field) : start + len(field) + 1] == b" ") + 1
        end = content.index(b'"', first)
        starts += [at for at in range(first, end) if chr(content[at]).isalnum() and b"\\" not in content[at - 6 : at]]
        start = content.find(field, end)
    return chance.choice(starts)


def test_a_table_that_is_missing_is_named(home: Path, tmp_path: Path) -> None:
    """A folder of tables is all of them."""
    shutil.copytree(home / "tables", tmp_path / "tables")
    (tmp_path / "tables" / "events.csv").unlink()
    with dateline.open(home / "a.dateline") as record:
        (found,) = collate(record, tmp_path / "tables")
    assert found.where.endswith("events.csv") and "not there" in found.message


def test_the_command_says_where_an_export_differs(home: Path, tmp_path: Path) -> None:
    """Line and words of both; exit code 1; nothing of the kind without a change."""
    record, page = str(home / "a.dateline"), tmp_path / "page.md"
    text = (home / "a.md").read_text(encoding="utf-8")
    page.write_text(text.replace("refused to sail", "refused to sing", 1), encoding="utf-8")
    done = CliRunner().invoke(APP, ["verify", record, str(home / "a.md"), str(page)])
    line = text[: text.index("refused to sail")].count("\n") + 1
    assert done.exit_code == 1 and f"page.md:{line}\t" in done.stdout
    assert "refused to sing" in done.stdout and "refused to sail" in done.stdout
    fine = CliRunner().invoke(APP, ["verify", record, str(home / "a.md"), str(home / "brief.html")])
    assert fine.exit_code == 0 and fine.stdout.count("all is well") == 3
    alone = CliRunner().invoke(APP, ["verify", str(home / "a.jsonl")])
    assert alone.exit_code == 0 and alone.stdout.count("all is well") == 1


def test_what_is_no_export_is_refused(home: Path, tmp_path: Path) -> None:
    """Another ending, no file, or an export that needs its record."""
    with dateline.open(home / "a.dateline") as record:
        for name, code in (("a.doc", "E502"), ("none.json", "E103")):
            if code == "E502":
                (tmp_path / name).write_bytes(b"?")
            with pytest.raises(InputError) as caught:
                collate(record, tmp_path / name)
            assert caught.value.code == code
    with pytest.raises(InputError, match="E103"):
        prove(home / "a.html")
