"""Seats of power that a report names by what they are: "the mayor's office", "the main government building, known as the Blue House".

Always true here: only a definite phrase of the list ``seats`` is one; where the report says how it is called, or prints the same seat
as a name, both are one actor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from msgspec import Struct

from ...rules import table
from .cast import Cast, Draft
from .doubt import Stand
from .lexicon import Lexicon
from .lines import Line

DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her", "'s", "’s"})
CALLED = (("known", "as"), ("called",), ("dubbed",), ("nicknamed",))
REACH = 4
"""Tokens between a seat and the word that says how it is called: ", which is locally known as"."""


class Seat(Struct, frozen=True):
    """Tokens ``first`` up to ``last`` of a line; ``name`` is the usual phrase for such a seat, ``speaks`` if it stands for a body."""

    line: int
    first: int
    last: int
    name: str
    speaks: bool


def seats(lines: Sequence[Line], taken: Sequence[Collection[int]], lex: Lexicon) -> tuple[Seat, ...]:
    """All of them in order; ``taken`` gives for each line the tokens that belong to names."""
    return tuple(s for n, line in enumerate(lines) for s in _of_line(n, line, taken[n], lex))


def _of_line(number: int, line: Line, taken: Collection[int], lex: Lexicon) -> Iterator[Seat]:
    for i, article in enumerate(line.lower[:-1], 1):
        if article not in DEFINITE:
            continue
        for phrase, name in _phrases().get(line.low(i), ()):
            last = i + len(phrase)
            said = tuple(line.low(k).replace("’", "'") for k in range(i, last))
            if said == phrase and not any(k in taken for k in range(i, last)) and not line.tag(last).startswith("NN"):
                verb = line.subject_of(last - 1)
                yield Seat(number, i, last, name, verb is not None and line.parse.lemmas[verb] in lex.speaking)
                break


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases as tokens with the name of their seat, longest first, by their first token."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for rule in table("names")["seats"]:
        for phrase in rule["words"]:
            tokens = tuple(phrase.replace("'s", " 's").split())
            found.setdefault(tokens[0], []).append((tokens, rule["name"]))
    return {word: sorted(rows, key=lambda row: (-len(row[0]), row)) for word, rows in found.items()}


def place_seats(
    text: str, found: Sequence[Seat], lines: Sequence[Line], cast: Cast, named: Sequence[Stand]
) -> list[Stand]:
    """One stand for each of ``found``; actors for those that refer to none are added to ``cast``."""
    own: dict[str, int] = {
        key: number
        for number, draft in enumerate(cast.drafts)
        if draft.type == "facility"
        for key in sorted(draft.keys)
    }
    stands = []
    for seat in found:
        line = lines[seat.line]
        actor = _called(seat, line, cast, named)
        if actor is None and seat.name not in own:
            own[seat.name] = len(cast.drafts)
            cast.drafts.append(Draft("organization" if seat.speaks else "facility", set(), nominal=True))
        actor = own[seat.name] if actor is None else own.setdefault(seat.name, actor)
        extent = line.extent(seat.first, seat.last)
        cast.drafts[actor].prints[text[extent.start : extent.end]] += 1
        stands.append(Stand(seat.line, seat.first, seat.last, seat.last - 1, "nominal", actor))
    return stands


def _called(seat: Seat, line: Line, cast: Cast, named: Sequence[Stand]) -> int | None:
    """The building whose name the sentence gives to the seat: "..., known as the Blue House"."""
    for k in range(seat.last, seat.last + REACH):
        for words in CALLED:
            if tuple(line.low(j) for j in range(k, k + len(words))) == words:
                at = k + len(words) + (line.low(k + len(words)) == "the")
                here = (s.actor for s in named if s.line == seat.line and s.first == at)
                return next((a for a in here if cast.drafts[a].type in {"facility", "organization"}), None)
    return None
