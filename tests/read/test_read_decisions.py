"""Files of decisions: taken in whole or not at all, every bad line with its number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.errors import InputError
from dateline.export.decisions import encode
from dateline.model.decisions import Anchor, Decision, in_order, standing
from dateline.model.reading import Span
from dateline.read.decisions import read_decisions

WORDS = Anchor(Span("r-1", 4, 9, "Ansel"), "0" * 64, "1" * 64, "a.txt", "Kessen Daily", None, "Mr. ", " spoke")
REJECT = Decision("reject", "statement", (WORDS,), None, "ines", "2031-03-05T09:00:00Z", "a leaflet")
UNDO = Decision("undo", None, (), None, "joss", "2031-03-05T10:00:00Z", "no leaflet", REJECT.id)


def changed(**fields: object) -> str:
    """The line of REJECT with other fields, and without its id."""
    said = json.loads(encode([REJECT]))
    del said["id"]
    return json.dumps(said | fields)


BAD = {
    "no JSON": ("{", "it is no decision"),
    "no object": ("[1, 2]", "it is no decision"),
    "deep nesting": ("[" * 100_000, "it is no decision"),
    "no text": ("\udcff", "it is no decision"),
    "a kind that is none": (changed(kind="bless"), "it is no decision"),
    "a noun of another kind": (changed(noun="event"), "the noun of reject"),
    "nobody": (changed(who=" "), "empty"),
    "no reason": (changed(why=""), "empty"),
    "no time": (changed(when="yesterday"), "'yesterday'"),
    "no day": (changed(when="2031-02-30T09:00:00Z"), "2031-02-30"),
    "no target": (changed(target=[]), "0 targets"),
    "a date that is none": (changed(kind="date", value="2031-13"), "2031-13"),
    "a grade that is none": (changed(kind="grade", value="A"), "1 to 6"),
    "an undo of nothing": (changed(kind="undo", noun=None, target=[]), "undoes goes with undo"),
    "an undo of what is not there": (encode([replace(UNDO, undoes="0" * 16)]).decode(), "it undoes 0000000000000000"),
    "another undone": (changed(undoes="0" * 16), "undoes goes with undo"),
    "a reason without end": (changed(why="x" * 5000), "more than 4000"),
    "a line that was changed": (encode([REJECT]).decode().replace("a leaflet", "a letter"), "it was changed"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_line_is_told_with_its_number_and_nothing_is_taken_in(tmp_path: Path, case: str) -> None:
    """The first line is good, the second empty, the third bad."""
    line, words = BAD[case]
    file = tmp_path / "rulings.jsonl"
    file.write_bytes(encode([REJECT]) + b"\n" + line.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match="line 3: ") as found:
        read_decisions(file)
    assert found.value.code == "E104" and words in found.value.message


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(InputError, match=r"none\.jsonl cannot be read"):
        read_decisions(tmp_path / "none.jsonl")


def test_an_undo_may_stand_before_what_it_undoes_or_undo_what_the_record_holds(tmp_path: Path) -> None:
    """The order of lines does not matter; a byte order mark and empty lines do not either."""
    file = tmp_path / "rulings.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + encode([UNDO]) + b"\n" + encode([REJECT]))
    assert read_decisions(file) == (REJECT, UNDO)
    early = replace(UNDO, when="2031-03-01")
    file.write_bytes(encode([early, REJECT]))
    assert read_decisions(file) == (REJECT, early)
    file.write_bytes(encode([UNDO]))
    assert read_decisions(file, {REJECT.id}) == (UNDO,)


@given(st.data())
def test_what_stands_does_not_depend_on_the_order(data: st.DataObject) -> None:
    """Rulings, undos of them, undos of undos: whatever the order given, the same stand, and a long chain is no trouble."""
    made = [replace(REJECT, why=str(n)) for n in range(3)]
    for n in range(data.draw(st.integers(0, 8))):
        undone = data.draw(st.sampled_from(made))
        made.append(replace(UNDO, undoes=undone.id, why=str(n)))
    shuffled = data.draw(st.permutations(made))
    assert in_order(standing(shuffled)) == in_order(standing(made))
    expected = {d.id for d in made if d.kind == "reject" and not any(stands(u, made) for u in made if u.undoes == d.id)}
    assert {d.id for d in standing(shuffled)} == expected


def stands(undo: Decision, made: list[Decision]) -> bool:
    """Whether nothing that stands undoes ``undo``: the plain definition."""
    return not any(stands(other, made) for other in made if other.undoes == undo.id)


def test_a_chain_of_ten_thousand_undos_is_read(tmp_path: Path) -> None:
    """Depth costs no stack."""
    chain = [REJECT]
    for n in range(10_000):
        chain.append(replace(UNDO, undoes=chain[-1].id, why=str(n)))
    file = tmp_path / "rulings.jsonl"
    file.write_bytes(encode(chain))
    assert len(read_decisions(file)) == 10_001 and standing(chain) == (REJECT,)
