"""Outlets of a user's own: their names, families and order; what of a file is refused; what they do to a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline import rules
from dateline.errors import InputError, SettingError
from dateline.link.name_keys import known_outlet
from dateline.outlets import outlets, read_outlets
from dateline.settings import Settings

PRESS = """
outlets = [
  { name = "Harbour Post", aliases = ["HP", "harbourpost.example"], family = "Coast Group" },
  { name = "Quay Courier", family = "coast group" },
  { name = "Inland Wire", kind = "agency" },
]
ambiguous = ["HP"]
"""
NAMES = ["Harbour Post", "Quay Courier", "Inland Wire", "Reuters", "AP", "RIA", "24.kg", "The Sun’s Eye"]


def entry(name: str, **said: object) -> str:
    """One outlet as TOML."""
    return "{ name = " + json.dumps(name) + "".join(f", {k} = {json.dumps(v)}" for k, v in said.items()) + " }"


def file_of(*entries: str) -> str:
    return f"outlets = [{', '.join(entries)}]"


# Entries, a name, its family.
FAMILIES = [
    ("of a group", PRESS, "harbourpost.example", "Coast Group"),
    ("of a group in other letters", PRESS, "quay courier", "Coast Group"),
    ("the group itself", PRESS, "COAST GROUP".casefold(), "Coast Group"),
    ("its own", PRESS, "inland wire", "Inland Wire"),
    ("a family by another name of an outlet", file_of(entry("Harbour Post", family="AP")), "harbour post", "Associated Press"),
    ("the owner's owner", file_of(entry("A Post", family="B Post"), entry("B Post", family="C")), "a post", "C"),
    ("a shipped outlet elsewhere", file_of(entry("Sputnik", family="Coast Group")), "sputnik news", "Coast Group"),
    ("a shipped outlet by another name", file_of(entry("Sputnik News", family="Coast Group")), "sputnik", "Coast Group"),
    ("its neighbour stays", file_of(entry("Sputnik", family="Coast Group")), "ria novosti", "Rossiya Segodnya"),
    ("a shipped family elsewhere", file_of(entry("Rossiya Segodnya", family="Coast Group")), "ria novosti", "Coast Group"),
    ("another name only", file_of(entry("Reuters", aliases=["Rtrs"])), "rtrs", "Thomson Reuters"),
    ("a shipped name of another", file_of(entry("Harbour Post", aliases=["RIA"])), "ria", "Harbour Post"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "family"), [c[1:] for c in FAMILIES], ids=[c[0] for c in FAMILIES])
def test_families(text: str, name: str, family: str) -> None:
    """A user's family goes before the shipped one, and chains are followed."""
    assert outlets(read_outlets(text, "press.toml")).families[name] == family


def test_shipped_families_are_the_listed_ones() -> None:
    """Without a user's file every name of the list has the family that stands beside it."""
    for row in rules.table("outlets")["outlets"]:
        assert {outlets().families[name.casefold()] for name in (row["name"], *row["aliases"])} == {row["family"]}
    assert outlets().added == frozenset()


def test_names() -> None:
    """All names of a user's outlets are known with their capitals; those that are also ordinary words are said to be."""
    own = read_outlets(PRESS, "press.toml")
    known = outlets(own)
    assert known.named["HP"].name == "Harbour Post"
    assert known.named["Inland Wire"].kind == "agency"
    assert "hp" not in known.named
    assert known.added == {"Harbour Post", "harbourpost.example", "Quay Courier", "Inland Wire"}
    assert {"HP", "Guardian"} <= known.ambiguous
    assert (known_outlet("harbourpost.example", own), known_outlet("HP", own)) == ("Harbour Post", None)
    assert known_outlet("Harbour Post") is None


FAULTS = [
    ("no TOML", "outlets = [", "it is no TOML"),
    ("nothing", "", "`outlets`"),
    ("no outlet", "outlets = []", "length >= 1"),
    ("a field too many", file_of(entry("A Post", owner="B")), "unknown field `owner`"),
    ("no name", 'outlets = [{ family = "A" }]', "`name`"),
    ("an empty name", file_of(entry("")), "outlets[0].name must be one to twelve words"),
    ("a name of two lines", file_of(entry("A\nPost")), "outlets[0].name must be one to twelve words"),
    ("a name that ends a line", file_of(entry("A Post\n")), "outlets[0].name must be one to twelve words"),
    ("a long name", file_of(entry("x" * 121)), "<= 120"),
    ("another kind", file_of(entry("A Post", kind="blog")), "'blog'"),
    ("one name twice", file_of(entry("A Post"), entry("B Post", aliases=["a post"])), "two outlets have the name 'a post'"),
    ("one shipped outlet twice", file_of(entry("AP"), entry("Associated Press")), "'AP' and 'Associated Press' are one outlet"),
    ("a circle", file_of(entry("A Post", family="B Post"), entry("B Post", family="A Post")), "leads back to itself"),
    ("a word of no outlet", PRESS.replace('["HP"]\n', '["XY"]\n'), "ambiguous holds 'XY'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wrong"), [c[1:] for c in FAULTS], ids=[c[0] for c in FAULTS])
def test_a_bad_file_is_refused_whole(text: str, wrong: str) -> None:
    """E104 with the file and what is wrong in it."""
    with pytest.raises(InputError) as caught:
        read_outlets(text, "press.toml")
    assert caught.value.code == "E104"
    assert caught.value.message.startswith("press.toml: ")
    assert wrong in caught.value.message


@pytest.mark.parametrize("line", ["press.toml", "[]", '{"outlets":[{"name":"A"},{"name":"a"}]}'])
def test_a_setting_that_holds_no_outlets_is_refused(line: str) -> None:
    """The setting takes what a file gives, nothing else."""
    with pytest.raises(SettingError) as caught:
        outlets(line)
    assert caught.value.code == "E302"


def test_settings_hold_outlets_only_where_there_are_any() -> None:
    """A record without them has the settings that it always had; they come back from a provenance."""
    own = Settings(outlets=read_outlets(PRESS, "press.toml"))
    assert "outlets" not in Settings().table()
    assert Settings().with_values(**own.table()) == own


ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(["HP", "QC", "IW", "R.", "x"]), max_size=2),
        st.sampled_from([None, "Coast Group", "coast group", "AP", "Reuters", *NAMES[:3]]),
    ),
    min_size=1,
    max_size=5,
    unique_by=(lambda e: e[0], lambda e: tuple(e[1]) or e[0]),
)


@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_in_the_file_does_not_matter(entries, random) -> None:
    """The same entries, shuffled, with their other names shuffled, give one line; a family's family is itself."""
    told = [{"name": name, "aliases": aliases, **({"family": f} if f else {})} for name, aliases, f in entries]
    other = [{**e, "aliases": random.sample(e["aliases"], len(e["aliases"]))} for e in random.sample(told, len(told))]
    lines = []
    for listed in (told, other):
        text = file_of(*(entry(e["name"], **{k: v for k, v in e.items() if k != "name"}) for e in listed))
        try:
            lines.append(read_outlets(text, "press.toml"))
        except InputError:
            lines.append("refused")
    assert lines[0] == lines[1]
    if lines[0] != "refused":
        families = outlets(lines[0]).families
        assert {families[family.casefold()] for family in families.values()} == {*families.values()}
        assert len({family.casefold() for family in families.values()}) == len({*families.values()})


TOLD = (
    "The Interior Ministry said 14 dockers were killed in a blast in Odessa on Tuesday.",
    "Fourteen dockers were killed on Tuesday in Odessa, the Interior Ministry said.",
    "A blast killed 14 dockers in Odessa on Tuesday, according to the Interior Ministry.",
)
PRINTERS = ("Harbour Post", "Quay Courier", "Inland Mirror")


def counts(folder: Path, own: str) -> set[tuple[int, int, int]]:
    """Reports, publishers and origins behind the dead that all three papers tell of in their own words."""
    rows = [{"text": t, "publisher": p, "published": "2020-03-04"} for t, p in zip(TOLD, PRINTERS, strict=True)]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with dateline.build(str(folder / "in.jsonl"), settings=Settings(outlets=own)) as record:
        return {(f.n_reports, f.n_publishers, f.n_origins) for f in record.figures if f.measure == "killed"}


def test_outlets_of_one_family_count_once(tmp_path: Path) -> None:
    """Three papers are three publishers and origins; two of them in one family by a user's file are one."""
    assert counts(tmp_path, "") == {(3, 3, 3)}
    assert counts(tmp_path, read_outlets(PRESS, "press.toml")) == {(3, 2, 2)}
