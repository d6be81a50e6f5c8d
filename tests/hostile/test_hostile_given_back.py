"""Files that Dateline writes to be given back: whatever signs a name, a reason or a signature holds, the same rulings come in again.

Always true here: decisions are made as ``dateline judge`` makes them, and the files are written and read by what the commands call.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factory import record
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from nasty import NAMES, SHOWN, TEXTS, tries

from dateline.errors import InputError
from dateline.export import decisions as lines
from dateline.export.csv import sheet
from dateline.model.decisions import Decision, in_order
from dateline.model.judgements import Alias, Distinct, Pin, Signature
from dateline.model.record import Entity
from dateline.read.decisions import read_decisions
from dateline.read.rulings import named, read_aliases, read_gazetteer
from dateline.views.aliases import alias_table, gazetteer_table
from dateline.views.index import Index
from dateline.views.visible import visible

TROUBLE = [
    "A\0b", "A\x1b[31mb", "A\rb", "A\r\nb", "\tA", "A\n", " A", "A ", "A  b", "A\u00a0b", "A\u2028b", "\u3000A", "\u202eA", "\u2066A\u2069",
    "\ufeffA", "\U000e0041A", "A;b", ";A", "'=A", "'\t=A", "=A", "A,b", 'A"b', "\\", r"A\x41", r"A\u0041", r"\x5cx41A", r"A\ud800",
    "machine",
]  # fmt: skip
WORDS = st.one_of(
    st.sampled_from([*TROUBLE, *NAMES, *(n for names in SHOWN.values() for n in names)]), TEXTS, st.text(max_size=9)
)
SAID = WORDS.filter(lambda words: bool(words.strip()))
WHEN = st.sampled_from(["2031-03-05", "2031-03-05T09:00:00Z", "2031-03-05T09:00:00.000001Z"])
SIGNED = st.builds(Signature, SAID, WHEN, SAID)
TYPES = st.sampled_from([None, "person", "organization"])
DEGREES = st.floats(-90, 90)
COUNTRIES = {"EE": "EE", "Estonia": "EE"}


@st.composite
def decisions(draw: st.DrawFn, *kinds: type[Alias] | type[Distinct] | type[Pin]) -> Decision:
    """A ruling on names; what ``dateline judge`` refuses is none."""
    kind = draw(st.sampled_from(kinds))
    if kind is Pin:
        names = tuple(draw(st.lists(WORDS, min_size=1, max_size=3)))
        within, country = draw(st.none() | WORDS), draw(st.sampled_from([None, "Estonia"]))
        judgement: Alias | Distinct | Pin = Pin(names, draw(DEGREES), draw(DEGREES), "square", within, country)
    else:
        judgement = kind(draw(WORDS), draw(WORDS), draw(TYPES))  # type: ignore[arg-type]
    try:
        return named(judgement, draw(SIGNED), COUNTRIES.get)
    except InputError as refused:
        assert refused.code == "E105"
        assume(False)
        raise


def ruled(*given: Decision, entities: tuple[Entity, ...] = ()) -> Index:
    """What shows a record of these decisions, and of these entities."""
    return Index(replace(record(), decisions=in_order(given), entities=entities))


def given_back(index: Index, folder: Path) -> tuple[Decision, ...]:
    """What both files of a record rule when somebody else gives them back."""
    names, places = folder / "aliases.csv", folder / "places.csv"
    names.write_bytes(sheet(alias_table(index)))
    places.write_bytes(sheet(gazetteer_table(index)))
    found: tuple[Decision, ...] = ()
    if any(d.kind != "place" for d in index.nouns.decisions) or index.nouns.entities:
        found += read_aliases(names, "somebody else")
    if any(d.kind == "place" for d in index.nouns.decisions):
        found += read_gazetteer(places, "somebody else", COUNTRIES.get)
    return in_order(found)


@tries(200)
@given(decision=decisions(Alias, Distinct, Pin))
def test_a_ruling_is_itself_again(decision: Decision) -> None:
    """From record to file to decision: the same names, pin, signature and reason, and so the same id."""
    with TemporaryDirectory() as folder:
        assert given_back(ruled(decision), Path(folder)) == (decision,)
        path = Path(folder) / "decisions.jsonl"
        path.write_bytes(lines.encode([decision]))
        assert read_decisions(path) == (decision,)


@pytest.mark.parametrize("words", TROUBLE)
def test_each_trouble_in_every_cell(words: str, tmp_path: Path) -> None:
    """One by one what chance may not meet: as names, signature and reason."""
    signed = Signature(words, "2031-03-05", words)
    told = [
        Alias(words, "Mara Ilvesen"),
        Distinct("M. Ilveson", words + "x"),
        Pin((words, words + "x"), 1.5, -2.5, "square", words),
    ]
    made = in_order(named(said, signed, COUNTRIES.get) for said in told if words.strip("\\"))
    assert given_back(ruled(*made), tmp_path) == made


@tries(100)
@given(decision=decisions(Alias, Distinct, Pin))
def test_no_sign_of_a_file_steers(decision: Decision) -> None:
    """The file is the same on a terminal: what steers stands as an escape."""
    index = ruled(decision)
    for table in (alias_table(index), gazetteer_table(index)):
        content = sheet(table).decode("utf-8-sig")
        assert visible(content) == content


@tries(50)
@given(names=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_the_names_of_the_machine_rule_nothing(names: list[tuple[str, str]]) -> None:
    """Whatever it took for names, letters or none, short or long: its rows hinder nobody's, and are passed over."""
    found = tuple(replace(record().entities[0], name=name, aliases=(alias,)) for name, alias in names)
    mine = named(Alias("Mara Ilvesen", "M. Ilveson"), Signature("ines", "2031-03-05", "one desk"), COUNTRIES.get)
    with TemporaryDirectory() as folder:
        assert given_back(ruled(mine, entities=found), Path(folder)) == (mine,)


def test_a_row_of_the_machine_is_turned_with_its_very_names(tmp_path: Path) -> None:
    """Whoever changes "yes" to "no" rules of the names as they were printed."""
    entity = replace(record().entities[0], name="Mara\u2028Ilvesen", aliases=("Mara\0Ilveson",))
    content = sheet(alias_table(ruled(entities=(entity,)))).replace(b",yes,", b",no,")
    path = tmp_path / "aliases.csv"
    path.write_bytes(content)
    (turned,) = read_aliases(path, "ines")
    assert (turned.kind, turned.who, turned.names) == ("distinct", "ines", ("Mara\u2028Ilvesen", "Mara\0Ilveson"))


def test_rulings_that_exclude_each_other_come_back(tmp_path: Path) -> None:
    """Two people, or one at two times, may have ruled both ways; a record holds that, and so does its file."""
    at, later = "2031-03-05T09:00:00Z", "2031-03-06T09:00:00Z"
    one, other = Alias("Mara Ilvesen", "M. Ilveson"), Distinct("M. Ilveson", "Mara Ilvesen")
    pin, moved = Pin(("Gull Yard",), 58.1, 22.5, "square"), Pin(("Gull Yard",), 58.2, 22.5, "square")
    told = [
        (one, "ines", at),
        (other, "joss", at),
        (one, "joss", later),
        (pin, "ines", at),
        (moved, "joss", at),
        (pin, "joss", later),
    ]
    made = in_order(named(said, Signature(who, when, "seen"), COUNTRIES.get) for said, who, when in told)
    assert given_back(ruled(*made), tmp_path) == made


def test_many_names_of_one_thing_are_told_pair_by_pair(tmp_path: Path) -> None:
    """A row has room for two names: a ruling on three, from a file of decisions, is two rulings that say as much."""
    many = Decision(
        "alias", "entity", (), None, "ines", "2031-03-05", "one", names=("Mara Ilvesen", "M. Ilveson", "Ilva")
    )
    entity = replace(record().entities[0], name="Mara Ilvesen", aliases=("Ilva",))
    assert len(alias_table(ruled(many, entities=(entity,))).rows) == 2
    found = given_back(ruled(many), tmp_path)
    assert {d.names for d in found} == {("Mara Ilvesen", "M. Ilveson"), ("Mara Ilvesen", "Ilva")}
    assert {(d.kind, d.who, d.when, d.why) for d in found} == {("alias", "ines", "2031-03-05", "one")}


@pytest.mark.parametrize(
    "judgement", [Alias("A\ud800", "Mara"), Distinct("Mara", "A\udfff"), Pin(("A\udc00",), 1, 2, "square")]
)
def test_half_a_character_is_refused_before_it_is_kept(judgement: Alias | Distinct | Pin) -> None:
    """No file in UTF-8 could hold it."""
    with pytest.raises(InputError, match="E105"):
        named(judgement, Signature("ines", "2031-03-05", "seen"), COUNTRIES.get)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"name,alias\nMara\0,Ilva\n", "byte 16"),
        (b"name,alias\nMara Ilvesen,\\x00\n", "line 2: alias is empty or holds no letter"),
        (b"name,alias\nMara\\ud800,Ilva\n", "line 2: who, why, value or a name holds half a character"),
        (b"name,alias,why\nMara,Ilva," + b"x" * 4_001 + b"\n", "line 2: who, why, value or a name has more than 4000 letters"),
        (b"name,alias\n" + b"x" * 501 + b",Ilva\n", "line 2: name has more than 500 letters"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_told_with_its_place(raw: bytes, said: str, tmp_path: Path) -> None:
    """The line and the column, or the byte of a file that is no text."""
    path = tmp_path / "aliases.csv"
    path.write_bytes(raw)
    with pytest.raises(InputError, match="E104") as refused:
        read_aliases(path, "ines")
    assert said in refused.value.message
