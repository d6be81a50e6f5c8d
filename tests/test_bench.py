"""The benchmarks answer data that they cannot read with one line and exit status 2, and find the shared scorers.

Always true here: no benchmark measures anything; the data is made in the test.
"""

from __future__ import annotations

import gzip
import importlib
import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parents[1] / "bench"
ROW_BENCHES = ["attribution", "casualties", "copies", "entities", "kills", "linking", "muc", "report_dates", "touched"]
BENCHES = [*ROW_BENCHES, "dating", "event_types", "furniture", "gold", "merges", "names", "persons", "timex"]


@pytest.fixture(autouse=True)
def bench_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the benchmarks on the path, as it is where one of them is run."""
    monkeypatch.syspath_prepend(str(BENCH))


@pytest.fixture
def scoring() -> Any:
    """The module under test."""
    return importlib.import_module("scoring")


def run(name: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> object:
    """The exit status of a benchmark."""
    script = BENCH / f"{name}.py"
    monkeypatch.setattr(sys, "argv", [str(script), *arguments])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(script), run_name="__main__")
    return ended.value.code


@pytest.mark.parametrize("name", BENCHES)
def test_a_path_that_is_not_there_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(name, ["--data", str(tmp_path / "nowhere"), "--json"], monkeypatch) == 2
    told = capsys.readouterr()
    assert "nowhere" in told.err
    assert not told.out


@pytest.mark.parametrize("name", BENCHES)
def test_an_empty_folder_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(name, ["--data", str(tmp_path), "--json"], monkeypatch) == 2
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("name", ROW_BENCHES)
@pytest.mark.parametrize(
    ("content", "lacking"),
    [
        pytest.param("Nobody wrote JSON here.", "line 2: not JSON", id="prose"),
        pytest.param("[1]", "line 2: not a JSON object", id="list"),
    ],
)
def test_a_line_that_is_no_row_is_named_by_its_number(
    name: str,
    content: str,
    lacking: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "rows.jsonl"
    data.write_text(f"\n{content}\n", encoding="utf-8")
    assert run(name, ["--data", str(data), "--json"], monkeypatch) == 2
    assert lacking in capsys.readouterr().err


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz"])
def test_rows_are_read_in_order_with_their_numbers(scoring: Any, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"rows{ending}"
    content = b'{"word": "harbour"}\n\n{"word": "mole"}\n'
    path.write_bytes(gzip.compress(content) if ending.endswith("gz") else content)
    found = [(1, "harbour"), (3, "mole")]
    assert list(scoring.read_rows(path, lambda number, row: (number, row["word"]))) == found
    assert list(scoring.read_rows(tmp_path, lambda number, row: (number, row["word"]))) == found


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"other": 1}, "line 1: no 'word'"),
        ({"word": 3}, "line 1: not of the form .*'word' is no string"),
    ],
)
def test_a_row_without_what_is_asked_for_says_what_it_lacks(
    scoring: Any, content: dict[str, int], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(scoring.DataError, match=message):
        list(scoring.read_rows(path, lambda _, row: scoring.string(row, "word")))


@pytest.mark.parametrize("place", ["scorers.py", "bench/scorers.py", "set/scorers.py"])
def test_the_scorers_are_found_above_the_data(scoring: Any, place: str, tmp_path: Path) -> None:
    for folder in ("bench", "set/part"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / place).write_text(f"where = {place!r}\n", encoding="utf-8")
    found = scoring.load_scorers([tmp_path / "set" / "part"], None)
    assert found.where == place


def test_the_scorers_that_are_named_come_first(scoring: Any, tmp_path: Path) -> None:
    (tmp_path / "scorers.py").write_text("where = 'above'\n", encoding="utf-8")
    named = tmp_path / "mine.py"
    named.write_text("where = 'named'\n", encoding="utf-8")
    assert scoring.load_scorers([tmp_path], named).where == "named"


def test_scorers_that_are_nowhere_are_an_error(scoring: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "SHARED", tmp_path / "shared")
    with pytest.raises(scoring.NoScorersError, match="--scorers"):
        scoring.load_scorers([tmp_path], None)
    with pytest.raises(scoring.NoScorersError, match=r"lost\.py"):
        scoring.load_scorers([tmp_path], tmp_path / "lost.py")
