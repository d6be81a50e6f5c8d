"""Actors without a name: crowds, bodies and office holders ("opposition supporters", "the ministry", "a spokesman").

Always true here: the extent is the noun phrase without article, numbers and relative clause; nothing inside a name or a role is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from .lexicon import Lexicon, NounKind
from .lines import Line

TAIL = 9
"""Tokens of an "of" phrase at most."""
VAGUE = frozenset({
    "other", "more", "many", "several", "some", "various", "numerous", "such", "local", "few", "different", "certain", "own", "two",
    "three", "dozens", "same", "additional", "further", "top", "senior", "all", "most",
})  # fmt: skip
"""Words before a noun that do not make it another actor."""


class Nominal(Struct, frozen=True):
    """A noun phrase from token ``first`` to ``last`` of a line, with its head, what marks it, and how it is introduced."""

    line: int
    first: int
    head: int
    last: int
    noun: str
    kind: NounKind
    marks: tuple[str, ...]
    telling: frozenset[str]
    article: str
    former: bool


def nominals(lines: Sequence[Line], taken: Sequence[Collection[int]], lex: Lexicon) -> tuple[Nominal, ...]:
    """All of them in order; ``taken`` gives for each line the tokens that belong to names and roles."""
    return tuple(n for number, line in enumerate(lines) for n in _of_line(number, line, taken[number], lex))


def _of_line(number: int, line: Line, taken: Collection[int], lex: Lexicon) -> Iterator[Nominal]:
    for i, word in enumerate(line.lower):
        kind = lex.nouns.get(word)
        if kind is None or i in taken or not _is_head(line, i) or _explains(line, i, taken):
            continue
        first = _begin(line, i)
        last = _end(line, i)
        marks = tuple(
            line.low(k) for k in range(first, i) if line.tag(k) not in {"POS", "HYPH"} and line.low(k) not in VAGUE
        )
        if line.low(i) in lex.unsure and not (marks or last > i + 1 or line.subject_of(i) is not None):
            continue
        former = any(m in lex.former for m in marks) or "ex" in marks
        telling = frozenset(line.low(k) for k in range(first, i) if _tells(line, k, lex))
        marks = tuple(m for m in marks if m not in lex.former and m not in {"-", "ex"})
        yield Nominal(
            number,
            first,
            i,
            last,
            lex.spellings.get(line.low(i), line.low(i)),
            kind,
            marks,
            telling,
            _article(line, first),
            former,
        )


def _tells(line: Line, k: int, lex: Lexicon) -> bool:
    """Whether a word before the noun says which office it is ("foreign", "harbour"), and not only how it is ("embattled")."""
    named = line.tag(k) in {"NN", "NNS", "NNP", "NNPS"} or line.parse.words[k][0].isupper()
    return (
        (named or line.low(k) in lex.title_modifiers)
        and line.low(k) not in {"ex", "-"}
        and line.low(k) not in lex.former
        and not line.opens(k)
    )


def _is_head(line: Line, i: int) -> bool:
    """Whether token ``i`` heads its noun phrase and stands for somebody there."""
    tag, dep = line.tag(i), line.parse.deps[i]
    if not tag.startswith("NN"):
        return False
    if dep in {"attr", "oprd"} and line.low(i) not in {"police", "protesters"}:
        return False
    if dep == "pobj" and line.low(line.parse.heads[i]) in {"as", "like"}:
        return False
    following = line.tag(i + 1)
    if following.startswith("NN") and line.parse.heads[i] >= i + 1 and dep in {"compound", "nmod", "amod", "nn"}:
        return False
    if line.low(i + 1) in {"-", "‐"} and line.glued(i + 1):
        return False
    return not (line.parse.words[i][0].isupper() and following.startswith("NNP"))


def _explains(line: Line, i: int, taken: Collection[int]) -> bool:
    """Whether the noun is an apposition to a name, which it describes."""
    return line.parse.deps[i] == "appos" and line.parse.heads[i] in taken


def _begin(line: Line, i: int) -> int:
    """The first token of the phrase: adjectives, nouns and possessors before the head."""
    k = i - 2 if line.low(i - 1) == "-" and line.low(i - 2) in {"ex", "vice", "co"} else i
    while k > 0:
        tag, low = line.tag(k - 1), line.low(k - 1)
        part = tag in {"JJ", "JJS", "JJR", "NN", "NNP", "NNPS", "HYPH", "POS", "NNS"} or (
            tag in {"VBN", "VBG"} and line.parse.deps[k - 1] == "amod"
        )
        glued = low == "-" or (k < i and line.low(k) == "-" and line.glued(k))
        if (
            not (part or glued)
            or line.parse.ents[k - 1] in {"DATE", "TIME", "CARDINAL", "ORDINAL"}
            or low in {"percent", "day", "night"}
            or (low in {"a", "an", "the"} and not line.glued(k))
        ):
            break
        if tag in {"NNS", "NN", "NNP"} and not _belongs(line, k - 1, i):
            break
        k -= 1
    while k < i and (
        line.wordless(k)
        or line.tag(k) in {"POS", "HYPH"}
        or line.low(k) in {"such", "many", "several", "few", "more", "other", "own", "most", "all", "some", "same"}
    ):
        k += 1
    return k


def _belongs(line: Line, k: int, i: int) -> bool:
    """Whether token ``k`` hangs below the head ``i`` in the parse."""
    for _ in range(6):
        if k == i:
            return True
        k = line.parse.heads[k]
    return False


def _end(line: Line, i: int) -> int:
    """One past the head, or past its "of" phrase."""
    if line.low(i + 1) != "of":
        return i + 1
    end = i + 1
    for k in range(i + 2, min(i + 2 + TAIL, len(line))):
        tag = line.tag(k)
        if tag.startswith("NN"):
            end = k + 1
            if not _goes_on(line, k + 1):
                break
        elif tag not in {"DT", "JJ", "JJS", "PRP$", "POS", "HYPH", "CC", "VBN", "JJR"} and line.low(k) not in {
            "-",
            "the",
        }:
            break
    return end if end > i + 1 else i + 1


def _goes_on(line: Line, k: int) -> bool:
    """Whether the noun phrase continues at token ``k``: another noun, a possessive, or "and" between two names."""
    tag = line.tag(k)
    if tag.startswith("NN") or tag in {"POS", "HYPH"}:
        return line.low(k).strip() != "" and line.parse.ents[k] not in {"DATE", "TIME"}
    names = line.tag(k - 1).startswith("NNP") and line.tag(k + 1).startswith("NNP")
    return tag == "CC" and names


def _article(line: Line, first: int) -> str:
    """What introduces the phrase: "the", "a", "his", a number, or "" where it is bare."""
    low, tag = line.low(first - 1), line.tag(first - 1)
    return low if tag in {"DT", "PRP$", "CD"} else ""
