"""Months that are names of people: "Theresa May", "Mrs May", "April Ryan".

Always true here: a month beside a number, or behind "a" or a word that tells what it was like, is a month; so is one that is only known
as somebody's surname behind a preposition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .lexicon import Lexicon
from .lines import Line
from .roles import HONORIFICS

MONTHS = frozenset({"may", "april", "june", "august"})
"""Months that people are called."""
IN_TIME = frozenset({
    "in", "since", "until", "till", "by", "from", "to", "through", "during", "between", "last", "next", "this", "late", "early", "mid",
    "of", "on", "before", "after", "every", "each",
})  # fmt: skip
"""Words before a month."""
DONE_BY_MONTHS = frozenset({"be", "see", "bring", "mark", "begin", "end", "come", "go", "pass"})
"""Verbs, as lemmas, whose subject may be a month: "May brought rain"."""


def surnames(lines: Iterable[Line], lex: Lexicon) -> frozenset[str]:
    """The months that a report prints as the surname of somebody."""
    return frozenset(
        word for line in lines for i, word in enumerate(line.lower) if word in MONTHS and _behind_given(line, i, lex)
    )


def names_somebody(line: Line, i: int, known: Collection[str], lex: Lexicon) -> bool:
    """Whether the month at token ``i`` is a name: behind a given name or "Mrs", before a surname, or alone where it is a surname
    ``known`` from the report."""
    if line.low(i) not in MONTHS or not line.parse.words[i].istitle() or _is_of_a_date(line, i):
        return False
    if _behind_given(line, i, lex) or line.low(i - 1) in HONORIFICS or _before_surname(line, i):
        return True
    if line.low(i) not in known or line.low(i - 1) in IN_TIME:
        return False
    verb = line.subject_of(i)
    does = verb is not None and line.parse.lemmas[verb] not in DONE_BY_MONTHS
    return does or (line.low(i + 1) in {"'s", "’s"} and line.parse.ents[i] != "DATE")


def _is_of_a_date(line: Line, i: int) -> bool:
    beside = line.low(i - 1)[:1] + line.low(i + 1)[:1]
    return any(map(str.isdigit, beside)) or line.tag(i - 1) in ("DT", "JJ", "CD")


def _behind_given(line: Line, i: int, lex: Lexicon) -> bool:
    """Whether a given name stands before a month: "Theresa May", but not "Will May come?", nor in a heading "Paris May Fall"."""
    if i < 1 or not line.parse.words[i].istitle() or line.low(i + 1).isdigit() or line.shouting:
        return False
    given = line.low(i - 1) in lex.given and line.low(i - 1) not in lex.calendar
    return given and line.parse.words[i - 1].istitle() and line.tag(i - 1) == "NNP"


def _before_surname(line: Line, i: int) -> bool:
    """Whether the parser takes a month and the word behind it for one person's name."""
    person = line.parse.ents[i : i + 2] == ("PERSON", "PERSON") and line.parse.ent_starts[i]
    joined = person and not line.parse.ent_starts[i + 1] and line.parse.words[i + 1].istitle()
    return joined and line.low(i - 1) not in IN_TIME and not line.shouting
