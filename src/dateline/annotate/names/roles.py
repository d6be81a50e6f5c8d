"""What the text says somebody is: the words before a name, an apposition after it, "of the Y party".

Always true here: a role is an extent of the text beside one print of the name; ages are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from .cut import Name
from .lexicon import Lexicon
from .lines import Line

LONGEST = 16
"""Tokens of an apposition at most; longer ones are clauses that the parser cut wrongly."""
STOPS = frozenset(
    {",", ".", ";", ":", "(", ")", "—", "–", "--", "who", "which", "that", "whose", "where", '"', "“", "”"}
)
HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss"})
"""Titles that nothing before them belongs to."""
UNTELLING = frozenset({"several", "most", "many", "more", "other", "another", "some", "numerous", "various", "such"})
"""Words of number that no description of one person begins with."""
RELATES = frozenset({"of", "to", "for", "with", "under", "by", "at", "in", "from", "on", "'s", "’s"})


class RoleWords(Struct, frozen=True):
    """Tokens ``first`` up to ``last`` of a line; ``nouns`` are the role nouns in them, ``former`` if it is past."""

    line: int
    first: int
    last: int
    words: tuple[str, ...]
    nouns: tuple[str, ...]
    former: bool
    kin: bool


def roles_of(name: Name, line: Line, lex: Lexicon) -> tuple[RoleWords, ...]:
    """The roles beside one print of a person's name."""
    found = [
        _before(name, line, lex),
        _explained(name, line, lex),
        _apposition(name, line, lex),
        _of_body(name, line, lex),
    ]
    return tuple(r for r in found if r is not None)


def own_roles(name: Name, people: Sequence[Name], line: Line, lex: Lexicon) -> tuple[RoleWords, ...]:
    """The roles beside one print of a person's name that are not those of ``people``, his or her neighbours in the sentence."""
    found = []
    for role in roles_of(name, line, lex):
        others = [p for p in people if p.first < role.last and role.first < p.last and p.first != name.first]
        kept = _beside(role, others, line)
        if kept == role.first:
            found.append(role)
        elif kept is not None:
            found.append(_role(name, line, kept, role.last, lex))
    return tuple(found)


def _beside(role: RoleWords, others: Sequence[Name], line: Line) -> int | None:
    """The first token of ``role`` that is the person's own, None if the role is a neighbour's: "the mayor X and governor Y" says nothing
    else of Y than that he is governor. Somebody whom the role relates to is part of it: "a son of X", "X's lawyer"."""
    first = role.first
    for other in others:
        begin = other.first if other.title is None else other.title
        related = any(line.low(k) in RELATES for k in range(first, begin))
        after = line.low(other.last)
        if related and after != "and":
            continue
        if other.last >= role.last or after == ",":
            return None
        if after == "and":
            first = other.last + 1
    return first if first < role.last else None


def _role(name: Name, line: Line, first: int, last: int, lex: Lexicon) -> RoleWords:
    lower = [line.low(k) for k in range(first, last)]
    nouns = tuple(w for w in lower if lex.nouns.get(w) == "person" or w in lex.titles)
    return RoleWords(
        name.line,
        first,
        last,
        tuple(lower),
        nouns,
        any(w in lex.former for w in lower),
        any(w in lex.kin for w in lower[:4]),
    )


def _before(name: Name, line: Line, lex: Lexicon) -> RoleWords | None:
    """Titles and descriptions that run up to the name: "harbour minister and former senior customs official X"."""
    start = name.first if name.title is None else name.title
    posted = _posted(name, line, lex) if name.title is None else None
    if posted is not None:
        start = posted
    elif name.title is None:
        low = line.low(start - 1)
        if not (lex.nouns.get(low) == "person" or low in lex.titles) or line.tag(start - 1) == "NNS":
            return None
    plain = line.low(start) in HONORIFICS
    first = start if plain else _walk_left(line, start, name.first, lex, titled=name.title is not None)
    return _role(name, line, first, name.first, lex) if first < name.first else None


def _posted(name: Name, line: Line, lex: Lexicon) -> int | None:
    """One past the title in "ambassador to Torvia X", "head of Kite TV X" and "speaker of the House X", or None."""
    k = name.first - 1
    while k > 0 and line.tag(k).startswith("NNP") and name.first - k < 5:
        k -= 1
    body = k
    k -= line.low(k) == "the"
    if body == name.first - 1 or line.low(k) not in {"to", "of", "for"} or k < 1:
        return None
    low = line.low(k - 1)
    return k if (low in lex.titles and not lex.titles[low]) or lex.nouns.get(low) == "person" else None


def _explained(name: Name, line: Line, lex: Lexicon) -> RoleWords | None:
    """ "The old mayor, X": the noun phrase that the name after the comma explains."""
    if line.low(name.first - 1) not in {",", "—", "–", "--"} or line.parse.deps[name.last - 1] != "appos":
        return None
    head = line.parse.heads[name.last - 1]
    if head >= name.first or lex.nouns.get(line.low(head)) != "person" or not line.parse.words[head].islower():
        return None
    first = _walk_left(line, head, head + 1, lex)
    return _role(name, line, first, head + 1, lex)


def _walk_left(line: Line, start: int, end: int, lex: Lexicon, *, titled: bool = False) -> int:
    k = start
    while k > 0:
        low, tag = line.low(k - 1), line.tag(k - 1)
        if low in UNTELLING or (titled and _before_title(line, k - 1, lex)):
            break
        joins = low == "and" and k - 2 >= 0 and _joinable(line, k, lex)
        part = (
            (tag == "NNS" and line.parse.deps[k - 1] == "compound")
            or tag in {"NN", "NNP", "NNPS", "JJ", "JJS", "POS", "HYPH", "VBN"}
            or low in lex.former
            or low == "-"
            or low in lex.title_modifiers
        )
        if line.tag(k - 1) == "VBN" and line.parse.deps[k - 1] != "amod" and low not in lex.former:
            part = False
        if not (joins or part) or low in lex.calendar or line.parse.ents[k - 1] in {"DATE", "TIME", "PERSON"}:
            break
        k -= 1
    if k > 0 and line.tag(k - 1) == "PRP$" and (line.low(end - 1) in lex.kin or line.low(end - 1) in lex.nouns):
        k -= 1
    while k < end and (line.wordless(k) or line.tag(k) in {"POS", "HYPH", "CC"}):
        k += 1
    return k


def _before_title(line: Line, k: int, lex: Lexicon) -> bool:
    """Whether token ``k`` is no part of the title after it: a noun in small letters ("in his speech President X"), or a dash."""
    low = line.low(k)
    if low == "-":
        return not line.glued(k)
    described = low in lex.former or low in lex.title_modifiers or low in lex.nouns
    return line.tag(k) in {"NN", "NNS"} and line.parse.words[k].islower() and not described and line.low(k + 1) != "-"


def _joinable(line: Line, k: int, lex: Lexicon) -> bool:
    """Whether "and" before token ``k`` joins two descriptions of one person and not two people."""
    left = line.low(k - 2)
    capital_title = line.parse.words[k][0].isupper()
    described = lex.nouns.get(left) == "person" or left in lex.former or line.low(k) in lex.former
    return described and not capital_title and line.tag(k - 2) != "NNS"


def _apposition(name: Name, line: Line, lex: Lexicon) -> RoleWords | None:
    """ "X, a member of the Y party": the words between the commas, if their head is a role noun."""
    j = name.last
    if line.low(j) not in {",", "—", "–", "--"}:
        return None
    j += 1
    if line.low(j).rstrip(",").isdigit() and line.low(j + 1) == ",":
        j += 2
    if line.tag(j) not in {"DT", "PRP$", "JJ", "NN", "NNP", "VBN", "RB", "JJS"} and line.low(j) not in lex.former:
        return None
    end = _apposition_end(line, j)
    if line.tag(end) in {
        "VBZ",
        "VBD",
        "VBP",
        "MD",
    }:  # "in support of X, a cleric said": the phrase is the subject of its own clause
        return None
    head = _head_noun(line, j, end, lex)
    if head is None or (line.tag(j) in {"NN", "NNP", "JJ"} and _conjunct(line, end)):
        return None
    return _role(name, line, j, end, lex)


def _apposition_end(line: Line, j: int) -> int:
    end = j
    while end < len(line) and end - j < LONGEST and line.low(end) not in STOPS:
        if end > j and line.tag(end) in {"VBZ", "VBD", "VBP", "MD", "WDT", "WP"}:
            break
        end += 1
    while end > j and (line.wordless(end - 1) or line.tag(end - 1) in {"CC", "IN", "DT", "RB"}):
        end -= 1
    return end


def _conjunct(line: Line, end: int) -> bool:
    """Whether a bare noun after the comma goes on a list of people rather than describes the name."""
    return line.low(end) in {"and", "or"} or (line.low(end) == "," and line.low(end + 1) in {"and", "or"})


def _head_noun(line: Line, j: int, end: int, lex: Lexicon) -> str | None:
    """The head of the noun phrase at ``j``: the last noun before its first preposition or comma."""
    last = None
    for k in range(j, end):
        tag = line.tag(k)
        if tag in {"NN", "NNS", "NNP"}:
            low = line.low(k)
            last = (
                low if lex.nouns.get(low) == "person" or low in lex.titles else last if last and tag == "NNP" else None
            )
        elif tag in {"IN", "TO", "VBG", "WP", "CC"}:
            break
    return last


def _of_body(name: Name, line: Line, lex: Lexicon) -> RoleWords | None:
    """ "X of the Y party": from "of" to the word for the body."""
    j = name.last
    if line.low(j) not in {"of", "from", "with"} or line.low(j + 1) != "the":
        return None
    for k in range(j + 2, min(j + 9, len(line))):
        low, tag = line.low(k), line.tag(k)
        if tag[:2] not in {"NN", "JJ", "HY", "PO"}:
            break
        more = line.tag(k + 1).startswith("NN")
        if not more and (lex.nouns.get(low) == "body" or lex.last_heads.get(low) == "organization"):
            return RoleWords(name.line, j, k + 1, (), (), False, False)
    return None
