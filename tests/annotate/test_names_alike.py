"""Names looked up by how they begin and end give what a comparison with every name would, at the cost of one look."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.names.alike import Endings, FullNames, middle_initials, surname
from dateline.annotate.names.lexicon import Lexicon, lexicon

PARTS = st.sampled_from(
    ["mara", "m.", "m", "milan", "j.r.", "j.", "r.", "ilvesen", "reik", "van", "al", "jr.", "jr", "ii", "of", "."]
)
NAMES = st.lists(st.lists(PARTS, min_size=2, max_size=4).map(" ".join), max_size=12, unique=True)


def initial(given_name: str) -> bool:
    """Whether it is one letter."""
    return len(given_name.rstrip(".")) == 1


def agree(key: str, other: str, lex: Lexicon) -> bool:
    """Whether two full names can be one person's."""
    a, b = key.split(), other.split()
    if other.endswith(f" {key}"):
        return True
    inner = {middle_initials(a), middle_initials(b)} - {""}
    if len(inner) > 1 or surname(key, lex) != surname(other, lex):
        return False
    return a[0] == b[0] or (a[0][0] == b[0][0] and (initial(a[0]) or initial(b[0])))


def compared(name: str, put: Sequence[str], lex: Lexicon) -> str | None:
    """The first of ``put`` that agrees with ``name``, by looking at each."""
    return next((other for other in put if agree(name, other, lex)), None)


@given(names=NAMES, name=st.lists(PARTS, min_size=2, max_size=4).map(" ".join))
def test_the_first_full_name_that_agrees(names: list[str], name: str) -> None:
    """Whatever initials, marks of generation and small words names hold."""
    lex = lexicon()
    known = FullNames(lex)
    others = [other for other in names if other != name]
    for other in others:
        known.put(other)
    assert known.same(name) == compared(name, others, lex)


@given(names=NAMES, name=st.lists(PARTS, min_size=1, max_size=3).map(" ".join))
def test_longer_names_with_that_ending(names: list[str], name: str) -> None:
    """The first two that end with all words of the name."""
    assert list(Endings(names).longer(name)) == [other for other in names if other.endswith(f" {name}")][:2]
