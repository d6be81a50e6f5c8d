"""Files of decisions, of names, of places, of types and outlets, of settings: taken in whole, or one error of ours with a code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nasty import NAMES, TEXTS, tries

from dateline.errors import ERRORS, DatelineError
from dateline.export.decisions import encode
from dateline.model.decisions import Decision
from dateline.read.decisions import read_decisions
from dateline.read.own_rules import outlets_in, types_in
from dateline.read.rulings import read_aliases, read_gazetteer
from dateline.settings import Settings
from dateline.typology import typology

TYPES = (
    b'[[type]]\nname = "ferry-delay"\nfamily = "transport"\nverbs = ["delay ferry"]\nnouns = ["delay"]\nweight = 0.5\n'
)
OUTLETS = b'ambiguous = ["The Post"]\n[[outlets]]\nname = "Hill Post"\nfamily = "Hill"\nkind = "outlet"\naliases = ["The Post"]\n'
ALIASES = b"name,alias,type,same,who,when,why\nMara Ilvesen,M. Ilvesen,person,yes,Ana,2020-10-06,the same office\n"
PLACES = b"name,lat,lon,kind,in,aliases,country\nOld Quay,58.1,22.5,site,Kessen,The Quay;Quay,Estonia\n"
DECISIONS = encode(
    [Decision("distinct", "entity", (), "person", "ines", "2031-03-05T09:00:00Z", "two", None, ("Ana", "Ann"))]
)

READ: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "types.toml": (TYPES, types_in),
    "outlets.toml": (OUTLETS, outlets_in),
    "aliases.csv": (ALIASES, lambda path: read_aliases(path, "Ana")),
    "places.csv": (PLACES, lambda path: read_gazetteer(path, "Ana", {"Estonia": "EE"}.get)),
    "decisions.jsonl": (DECISIONS, read_decisions),
}
SIGNS = [b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\n", b"\r", b'"', b"'", b'"""', b"[", b"]", b"{", b"}", b"=", b",", b";", b"#", b"\\u0000",
         b"\\ud800", b"\xed\xa0\x80", b"[" * 3_000, b'{"a":' * 3_000, b"a = {b = " * 1_500, b"a." * 3_000, b"9" * 5_000, b"1e999", b"nan",
         b"-", b"null", b"true", b"[[type]]\n", b"2020-10-06", b"0001-01-01T00:00:00+23:59", b"\xe2\x80\xae", b"' OR 1=1 --"]  # fmt: skip
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(SIGNS) | st.binary(max_size=6)), max_size=4
)


def taken(name: str, raw: bytes, folder: Path) -> None:
    """The file is taken in, or refused with a code and what to do."""
    path = folder / name
    path.write_bytes(raw)
    try:
        READ[name][1](path)
    except DatelineError as error:
        assert error.code in ERRORS
        assert error.message
        assert error.remedy


@pytest.mark.parametrize("name", READ)
def test_the_file_itself_is_taken_in(name: str, tmp_path: Path) -> None:
    """What the tests here damage is whole."""
    path = tmp_path / name
    path.write_bytes(READ[name][0])
    assert READ[name][1](path)


@pytest.mark.parametrize("name", READ)
@tries(60)
@given(edits=EDITS)
def test_a_damaged_file_is_refused_with_a_code(
    name: str, edits: list[tuple[float, int, bytes]], tmp_path: Path
) -> None:
    """Stretches replaced by signs that mean something to a reader of TOML, CSV or JSON."""
    raw = READ[name][0]
    for share, length, sign in edits:
        at = int(share * len(raw))
        raw = raw[:at] + sign + raw[at + length :]
    taken(name, raw, tmp_path)


@pytest.mark.parametrize("name", READ)
@tries(30)
@given(words=TEXTS | st.sampled_from(NAMES))
def test_any_words_in_the_cells(name: str, words: str, tmp_path: Path) -> None:
    """Any text where the files hold a name."""
    raw = READ[name][0]
    cell = json.dumps(words, ensure_ascii=False).encode()
    for old in (b'"Hill Post"', b'"ferry-delay"', b'"Ann"'):
        raw = raw.replace(old, cell)
    for old in (b"Mara Ilvesen", b"Old Quay"):
        raw = raw.replace(old, b'"' + words.replace('"', '""').encode() + b'"')
    taken(name, raw, tmp_path)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "raw",
    [
        b"a = " + b"[" * 50_000,
        b"a = " + b"{a=" * 50_000,
        b"a." * 50_000 + b"a = 1",
        b"a = " + b"9" * 5_000,
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_deep_nesting(name: str, raw: bytes, tmp_path: Path) -> None:
    """However deep a file nests, it is one error of ours."""
    taken(name, raw, tmp_path)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("make", [lambda p: p.mkdir(), lambda p: p.symlink_to(p), lambda p: p.symlink_to("/dev/full")])
def test_what_is_no_file_is_refused(name: str, make: Callable[[Path], None], tmp_path: Path) -> None:
    """A folder, a link to itself and a device are refused, and nothing is read from them."""
    make(tmp_path / name)
    with pytest.raises(DatelineError) as refused:
        READ[name][1](tmp_path / name)
    assert refused.value.code == "E104"


@tries(60)
@given(
    line=TEXTS | st.text(max_size=40).map(json.dumps) | st.sampled_from(["[" * 5_000, '{"a":' * 5_000, '{"type":[{}]}'])
)
def test_any_line_under_a_setting(line: str) -> None:
    """A setting that holds types of a user's own holds them, or is refused with a code."""
    try:
        typology(Settings(types=line).types)
    except DatelineError as error:
        assert error.code in ERRORS
