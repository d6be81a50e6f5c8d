"""What a new user gives wrongly: each mistake is explained, with exit code 2, and changes nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from factory import Run

GOOD = "name,alias\nMara Ilvesen,M. Ilvesen\n"
BAD_FILES = {
    "empty.csv": b"",
    "header.csv": b"foo,bar\n1,2\n",
    "no_rows.csv": b"name,alias\n",
    "zero.csv": b"name,alias\nA\x00,B\n",
    "quote.csv": b'name,alias\n"Mara,M. Ilvesen\n',
    "both.csv": b"name,alias,same\nMara Ilvesen,Tomas Reik,yes\nTomas Reik,Mara Ilvesen,no\n",
    "when.csv": b"name,alias,when\nMara Ilvesen,M. Ilvesen,2020-13-45\n",
    "half.csv": f"{GOOD}Tomas Reik,\n".encode(),
}
BAD_PLACES = {
    "range.csv": b"name,lat,lon,kind\nKessen,142.8,22.4,town\n",
    "nan.csv": b"name,lat,lon,kind\nKessen,nan,22.4,town\n",
    "twice.csv": b"name,lat,lon,kind\nKessen,58.1,22.4,town\nKessen,58.9,22.4,town\n",
    "kind.csv": b"name,lat,lon,kind\nKessen,58.1,22.4,planet\n",
}


def contents(record: Path) -> list[str]:
    """All that the record holds."""
    with sqlite3.connect(f"file:{record}?mode=ro", uri=True) as store:
        return list(store.iterdump())


@pytest.mark.parametrize(
    ("words", "name", "file"),
    [
        *((("names", "--aliases"), name, file) for name, file in BAD_FILES.items()),
        *((("places", "--gazetteer"), name, file) for name, file in BAD_PLACES.items()),
    ],
)
def test_a_bad_file_changes_nothing(
    run: Run, kessen: str, tmp_path: Path, words: tuple[str, str], name: str, file: bytes
) -> None:
    """The file is named, what to do is said, and the record holds what it held."""
    (tmp_path / name).write_bytes(file)
    before = contents(tmp_path / kessen)
    done = run(words[0], kessen, words[1], name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"dateline: {name}") and done.stderr.endswith("(E104)\n")
    assert contents(tmp_path / kessen) == before


@pytest.mark.parametrize("given", ["", " "])
def test_a_file_without_a_name_is_refused(run: Run, kessen: str, given: str) -> None:
    """An empty word, such as an unset variable of a shell gives, is not "no file"."""
    for words in (("names", kessen, "--aliases", given), ("places", kessen, "--gazetteer", given)):
        done = run(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "names no file" in done.stderr


def test_a_file_of_a_spreadsheet_is_taken_in(run: Run, kessen: str, tmp_path: Path) -> None:
    """It is told how many decisions were new, and which could not be applied; what may be in such files is in the tests of reading."""
    (tmp_path / "a.csv").write_text("name;alias\nMara Ilvesen;Müller\n", encoding="utf-16")
    done = run("names", kessen, "--aliases", "a.csv")
    assert done.returncode == 0
    assert "1 new decision" in done.stderr and "no report names Müller" in done.stderr


def test_many_rulings_without_effect_are_counted(run: Run, kessen: str, tmp_path: Path) -> None:
    """A long list of names that no report prints does not fill the screen, and all of it is kept."""
    rows = "".join(f"Person {letter * n},Body {letter * n}\n" for letter in "abcde" for n in range(1, 11))
    (tmp_path / "a.csv").write_text(f"name,alias\n{rows}", encoding="utf-8")
    done = run("names", kessen, "--aliases", "a.csv")
    assert done.stderr.count("R301") == 20
    assert "50 new decisions" in done.stderr and "30 more decisions could not be applied" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("names", "--csv", "--json"), "--json"),
        (("names", "--csv", "--like", "reik"), "--like"),
        (("places", "--csv", "--only", "located", "--like", "k"), "--like and --only"),
    ],
)
def test_nothing_cuts_a_whole_file_silently(run: Run, kessen: str, words: tuple[str, ...], told: str) -> None:
    """An option that would be passed over is refused."""
    done = run(words[0], kessen, *words[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert f"cannot go with {told}" in done.stderr


@pytest.mark.parametrize("policy", [(), ("--policy", "majority")])
@pytest.mark.parametrize("measure", ["horses", ""])
def test_measures_are_named(run: Run, kessen: str, measure: str, policy: tuple[str, ...]) -> None:
    """With a policy as without."""
    done = run("figures", kessen, "--measure", measure, *policy)
    assert done.returncode == 0
    assert f"No figure is of the measure {measure!r}. Measures are: arrested" in done.stderr


def test_a_speaker_is_asked_for_by_whole_beginnings(run: Run, kessen: str) -> None:
    """Letters from inside a name are nobody's name; "ilves" begins one."""
    assert run("search", kessen, "--speaker", "ilves").returncode == 0
    assert "names nobody 'lvesen'" in run("search", kessen, "--speaker", "lvesen").stderr


def test_a_very_long_word_does_not_fill_the_screen(run: Run, kessen: str) -> None:
    """The message is cut in its middle, and what to do and the code stay."""
    done = run("search", kessen, "--speaker", "x" * 60_000)
    assert done.returncode == 2 and len(done.stderr) < 3_000
    assert "names nobody" in done.stderr and done.stderr.endswith("(E501)\n")


def test_a_locked_record_is_explained(run: Run, kessen: str, tmp_path: Path) -> None:
    """Rulings wait for nobody for ever, and are not half kept."""
    (tmp_path / "a.csv").write_text(GOOD, encoding="utf-8")
    before = contents(tmp_path / kessen)
    store = sqlite3.connect(tmp_path / kessen, isolation_level=None)
    store.execute("BEGIN IMMEDIATE")
    try:
        done = run("names", kessen, "--aliases", "a.csv")
    finally:
        store.execute("ROLLBACK")
        store.close()
    assert (done.returncode, done.stdout) == (2, "")
    assert "(E2" in done.stderr and "fault in Dateline" not in done.stderr
    assert contents(tmp_path / kessen) == before
