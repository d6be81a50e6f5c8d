"""The doctor tells a sound installation from a damaged one."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from dateline import doctor
from dateline.rules import table


def test_every_file_of_the_model_is_pinned() -> None:
    """What spaCy loads is in the list, and is what was measured."""
    folder = doctor.model_folder()
    assert folder is not None
    sums = table("model")["sha256"]
    told = {"LICENSE", "LICENSES_SOURCES", "README.md", "accuracy.json"}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files - told == set(sums)
    assert doctor.changed_files(folder, sums) == ()


def test_a_changed_and_an_absent_file_are_found(tmp_path: Path) -> None:
    """One byte is enough; the others stay good."""
    folder = doctor.model_folder()
    assert folder is not None
    for name in ("meta.json", "ner/moves", "parser/moves"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(folder / name, tmp_path / name)
    sums = {name: table("model")["sha256"][name] for name in ("meta.json", "ner/moves", "parser/moves", "tokenizer")}
    raw = bytearray((tmp_path / "ner/moves").read_bytes())
    raw[0] ^= 1
    (tmp_path / "ner/moves").write_bytes(raw)
    assert doctor.changed_files(tmp_path, sums) == ("ner/moves", "tokenizer")


def test_a_folder_that_is_not_there_fails_the_check(tmp_path: Path) -> None:
    """The part names the folder and what to do; the trial leaves nothing behind."""
    good = {check.part: check for check in doctor.examine(tmp_path)}
    bad = {check.part: check for check in doctor.examine(tmp_path / "none")}
    assert good["folder"].ok
    assert list(tmp_path.iterdir()) == []
    assert (bad["folder"].ok, bad["folder"].needed) == (False, True)
    assert bad["folder"].remedy


def test_what_is_well_needs_no_remedy() -> None:
    """Only a part that is not as it must be says what to do."""
    assert all((check.remedy is None) == check.ok for check in doctor.examine(Path.cwd()))


def test_the_extra_for_clusters_is_told() -> None:
    """Whether it is there or not, nothing else waits for it."""
    (found,) = (check for check in doctor.examine(Path.cwd()) if check.part == "Dask")
    assert not found.needed
    assert found.ok == (find_spec("distributed") is not None and find_spec("cryptography") is not None)


@pytest.mark.parametrize("part", ["Python", "SQLite", "spaCy", "model", "gazetteer", "folder"])
def test_the_chief_parts_are_looked_at(part: str) -> None:
    """Each is needed."""
    assert [check.needed for check in doctor.examine(Path.cwd()) if check.part == part] == [True]
