"""Where names stand: runs of capitalised words, cut at titles, nationalities and credits.

Always true here: a name is a run of whole tokens of one sentence, without leading article or title and without the possessive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotate.gazetteer import Gazetteer

from .lexicon import Lexicon
from .lines import NAME_LABELS, Line

DOMAIN = re.compile(
    r"[A-Za-z0-9-]{2,30}\.(?:com|org|net|info|news|tv|kg|ru|kz|uz|ua|by|ge|am|az|uk|de|fr|eg|il|tr|ir|in|pk|cn|jp|au|ca|us|eu)"
)
SAINTLY = frozenset({"university", "college", "hospital", "church", "cathedral", "school", "basilica"})
"""Heads of names that hold a possessive: "St. Orrin's College"."""
FUNCTION_TAGS = frozenset({
    "DT", "IN", "CC", "PRP", "PRP$", "WDT", "WP", "WP$", "WRB", "MD", "TO", "EX", "PDT", "RB", "RBR", "RBS", "VB", "VBD", "VBZ", "VBP",
    "UH", "JJR", "JJS", "CD",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens ``first`` up to ``last`` of ``lines[line]`` that are a name; its title is from ``title`` up to ``first``."""

    line: int
    first: int
    last: int
    words: tuple[str, ...]
    title: int | None = None

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def key(self) -> str:
        """The words in lower case without hyphens: the same for every print of the same name in one report."""
        return " ".join(w for w in self.text.lower().replace("-", " ").replace("’", "'").split() if w)


def spot(lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer) -> tuple[Name, ...]:
    """All names in order of the text."""
    seen = _seen_inside(lines)
    return tuple(name for number in range(len(lines)) for name in _of_line(number, lines[number], seen, lex, gaz))


@dataclass(frozen=True, slots=True)
class _Seen:
    """Words that stand capitalised inside sentences, and words that stand in small letters."""

    upper: frozenset[str]
    small: frozenset[str]


def _seen_inside(lines: Sequence[Line]) -> _Seen:
    upper, small = set(), set()
    for line in lines:
        if line.shouting:
            continue
        for i, word in enumerate(line.parse.words):
            if word[0].islower():
                small.add(word)
            elif word[0].isupper() and not line.opens(i) and line.tag(i).startswith("NN"):
                upper.add(word.lower())
    return _Seen(frozenset(upper), frozenset(small))


def _capital(line: Line, i: int, seen: _Seen, lex: Lexicon, gaz: Gazetteer) -> bool:
    """Whether token ``i`` is capitalised as a name is."""
    word, low = line.parse.words[i], line.lower[i]
    if DOMAIN.fullmatch(word):
        return True
    if "-" in word and word.rsplit("-", 1)[1][:1].islower():
        return False
    if not word[0].isupper() or low in lex.calendar or low in lex.cuts or low == "i":
        return False
    if line.shouting:
        return (
            low in seen.upper
            or bool(gaz.find(word) and line.parse.ents[i])
            or (line.parse.ents[i] == "PERSON" and low not in seen.small)
        )
    if not line.opens(i):
        return line.tag(i) not in {"PRP", "PRP$"} or len(word) > 2
    return _opening(line, i, seen, lex)


def _opening(line: Line, i: int, seen: _Seen, lex: Lexicon) -> bool:
    """Whether the capital of a word that opens a sentence is more than the sentence's."""
    low, tag = line.lower[i], line.tag(i)
    if low in lex.openers or (low in lex.nouns and low not in lex.titles):
        return lex.outlet(" ".join(line.parse.words[i : i + 2])) is not None
    if low in seen.upper:
        return True
    if low in seen.small or tag in FUNCTION_TAGS:
        return False
    return tag in {"NNP", "NNPS"} or line.parse.ents[i] in NAME_LABELS


def _of_line(number: int, line: Line, seen: _Seen, lex: Lexicon, gaz: Gazetteer) -> Iterator[Name]:
    capital = [_capital(line, i, seen, lex, gaz) for i in range(len(line))]
    i = 0
    while i < len(line):
        arabic = line.low(i) in lex.hyphen_particles and line.low(i + 1) == "-" and i + 2 < len(line) and capital[i + 2]
        if not capital[i] and not arabic:
            i += 1
            continue
        end = _extend(line, i, capital, lex)
        yield from _cut(number, line, i, end, lex, gaz)
        i = end


def _extend(line: Line, i: int, capital: Sequence[bool], lex: Lexicon) -> int:
    """One past the last token of the run of capitals that begins at ``i``."""
    start, j = i, i + 1
    if line.low(i - 1) == "#" or line.low(i).startswith(("@", "#")):
        return j
    while j < len(line):
        step = _step(line, start, j, capital, lex)
        if not step:
            break
        j += step
    return j


def _step(line: Line, start: int, j: int, capital: Sequence[bool], lex: Lexicon) -> int:
    """How many tokens from ``j`` on belong to the run that began at ``start``: 0 where it ends."""
    if capital[j]:
        return 1
    low = line.low(j)
    following = capital[j + 1] if j + 1 < len(line) else False
    if low in {"-", "–", "/"} and line.glued(j) and line.glued(j + 1) and j + 1 < len(line):
        small_part = low == "-" and line.low(j - 1) in lex.particles | lex.hyphen_particles
        return 2 if following or small_part else _small_after_hyphen(line, j)
    if low in lex.hyphen_particles and line.low(j + 1) == "-" and j + 2 < len(line) and capital[j + 2]:
        return 3
    if low in lex.particles and (
        following or (line.low(j + 1) in lex.particles and j + 2 < len(line) and capital[j + 2])
    ):
        return 1
    if low == "&" and following:
        return 2
    if low in {"'s", "’s"} and line.low(j + 1) in SAINTLY and following:
        return 2
    if low in {"of", "for", "on", "against"}:
        return _after_preposition(line, j, capital, lex)
    if low in {"and", ",", "in"} and following:
        return _after_and(line, start, j, capital, lex)
    return 0


def _small_after_hyphen(line: Line, j: int) -> int:
    """2 for a given name whose second part is small ("Hyon-chol"), else 0: "Saudi-led" is no name."""
    return 2 if line.tag(j + 1) in {"NNP", "NNPS"} and line.parse.ents[j + 1] == "PERSON" else 0


def _after_preposition(line: Line, j: int, capital: Sequence[bool], lex: Lexicon) -> int:
    """Goes on over "of", "for", "on" after a word that names a body, or after "Secretary" and such with a field."""
    k = j + 1 + (line.low(j + 1) == "the")
    if k >= len(line) or not capital[k]:
        return 0
    before = line.low(j - 1)
    if before in lex.titles:
        return 2 if line.low(j) == "of" and line.low(j + 1) in lex.title_modifiers else 0
    heads = {t for t in (lex.last_heads.get(before), lex.first_heads.get(before)) if t}
    allowed = (
        {"organization", "document", "event"} if line.low(j) != "of" else {"organization", "document", "place", "event"}
    )
    if heads & allowed and not (k > j + 1 and heads <= {"event", "facility"}):
        return k - j
    return 0


def _after_and(line: Line, start: int, j: int, capital: Sequence[bool], lex: Lexicon) -> int:
    """Goes on over "and" inside the name of a body: "Freedom and Justice Party", "Ministry of Oil and Gas"."""
    if line.low(j) != "and":
        return 0
    end = j + 1
    while end < len(line) and capital[end]:
        end += 1
    inside = [line.low(k) for k in range(start, j)]
    first_part_whole = lex.last_heads.get(inside[-1]) is not None or inside[-1] in lex.given or inside[0] in lex.given
    if (
        not first_part_whole
        and j - start <= 2
        and lex.last_heads.get(line.low(end - 1)) == "organization"
        and end - j > 2
    ):
        return 1
    return (
        1
        if {"of", "for"} & set(inside)
        and lex.first_heads.get(inside[0]) == "organization"
        and end - j == 2
        and j - start <= 4
        else 0
    )


def _cut(number: int, line: Line, i: int, j: int, lex: Lexicon, gaz: Gazetteer) -> Iterator[Name]:
    """The names in the run of capitals from ``i`` to ``j``."""
    while j > i and line.low(j - 1) in {"-", "/", "&"}:
        j -= 1
    while i < j and (line.low(i) in {"the", "a", "an"} or (line.low(i) in lex.openers and line.opens(i))):
        i += 1
    slash = next((k for k in range(i, j) if line.low(k) == "/"), None)
    if slash is not None and line.low(slash + 1) != line.low(i):
        yield from _cut(number, line, i, slash, lex, gaz)
        yield from _cut(number, line, slash + 1, j, lex, gaz)
        return
    j = _without_title(line, i, j, lex, gaz)
    split = _entity_border(line, i, j, gaz, lex)
    if split is not None:
        yield from _cut(number, line, i, split, lex, gaz)
        yield from _cut(number, line, split, j, lex, gaz)
        return
    head = _title_head(line, i, j, lex, gaz)
    if head is None:
        yield from _plain(number, line, i, j, None, lex, gaz)
        return
    begin = _title_begin(line, i, head, lex)
    yield from _plain(number, line, i, begin, None, lex, gaz)
    after = head + 1
    if line.low(after) == "of":
        after += 1
        while after < j and line.low(after) in lex.title_modifiers:
            after += 1
    yield from _plain(number, line, after, j, begin, lex, gaz)


def _without_title(line: Line, i: int, j: int, lex: Lexicon, gaz: Gazetteer) -> int:
    """The end of the run without a title at its end that belongs to no name here: "U.S. Ambassador to Torvia"."""
    if (
        j - i < 2
        or line.low(i) in lex.given
        or lex.titles.get(line.low(j - 1), True)
        or lex.head_type(tuple(line.parse.words[i:j]))
    ):
        return j
    return max(
        _title_begin(line, i, j - 1, lex),
        i + int(bool(gaz.find(line.parse.words[i]) or gaz.nation(line.parse.words[i]))),
    )


def _entity_border(line: Line, i: int, j: int, gaz: Gazetteer, lex: Lexicon) -> int | None:
    """Where a country ends and a person begins in one run, by the parser's labels; or where a credit's agency does ("AP Ilka Morrow")."""
    ents, starts = line.parse.ents, line.parse.ent_starts
    if (
        j - i > 2
        and line.parse.words[i].isupper()
        and lex.outlet(line.parse.words[i])
        and not lex.head_type(tuple(line.parse.words[i:j]))
    ):
        return None if lex.outlet(" ".join(line.parse.words[i : i + 2])) else i + 1
    for k in range(i + 1, j):
        if ents[k - 1] == "GPE" and ents[k] == "PERSON" and starts[k] and j - k > 1:
            name = " ".join(line.parse.words[i:k])
            if gaz.find(name) and line.low(i) not in lex.given:
                return k
    return None


def _title_head(line: Line, i: int, j: int, lex: Lexicon, gaz: Gazetteer) -> int | None:
    """The last word of the title inside the run, or None; a run that is an organization's name has none."""
    whole = tuple(line.parse.words[i:j])
    if len(whole) < 2:
        return None
    named_body = lex.head_type(whole)
    found = None
    for k in range(i, j - 1):
        low = line.low(k)
        if low in lex.titles and (
            not lex.titles[low] or _title_begin(line, i, k, lex) == i or _nation_only(line, i, k, gaz)
        ):
            rest = tuple(line.parse.words[k + 1 : j])
            if (
                rest
                and not (named_body and len(rest) < 2)
                and line.low(k + 1) not in lex.generations
                and line.low(k + 1) != "-"
            ):
                found = k
                if line.low(k + 1) not in lex.titles and line.low(k + 1) not in lex.title_modifiers:
                    break
    if (
        found is not None
        and lex.head_type(tuple(line.parse.words[found + 1 : j])) is not None
        and lex.titles[line.low(found)]
    ):
        return None
    return found


def _title_begin(line: Line, i: int, head: int, lex: Lexicon) -> int:
    k = head
    if (
        line.low(head) == "minister"
        and head > i
        and line.tag(head - 1).startswith("NN")
        and line.low(head - 1) not in lex.titles
    ):
        k -= int(not line.parse.words[head - 1].isupper() and line.parse.ents[head - 1] not in {"GPE", "NORP"})
    while k > i and (
        line.low(k - 1) in lex.title_modifiers or line.low(k - 1) in lex.titles or line.low(k - 1) in {"-", "&"}
    ):
        k -= 1
    return k


def _nation_only(line: Line, i: int, k: int, gaz: Gazetteer) -> bool:
    return all(gaz.nation(line.parse.words[t]) for t in range(i, k))


def _plain(number: int, line: Line, i: int, j: int, title: int | None, lex: Lexicon, gaz: Gazetteer) -> Iterator[Name]:
    """The name from ``i`` to ``j`` without the nationality before it, unless that is all or part of an organization's name."""
    skip = _nation_words(line, i, j, gaz)
    if skip and i + skip < j and not gaz.find(" ".join(line.parse.words[i:j])):
        rest = tuple(line.parse.words[i + skip : j])
        covered = all(line.parse.ents[k] == "ORG" for k in range(i, j)) and not line.parse.ent_starts[i + skip]
        kept = lex.head_type(tuple(line.parse.words[i:j])) in {"organization", "event", "document"} or covered
        if not kept or title is not None or (len(rest) == 2 and rest[0].lower() in lex.given):
            i += skip
    words = line.parse.words[i:j]
    if _adjective(line, i, j, gaz):
        return
    if i >= j or not any(c.isalpha() for w in words for c in w):
        return
    single = line.low(i) if j - i == 1 else ""
    if (
        len(single) == 1
        or single in {"d.c.", "dc"}
        or (
            single
            and title is None
            and (single in lex.titles or single in lex.title_modifiers or single in lex.openers or single in lex.nouns)
        )
    ):
        return
    yield Name(number, i, j, _glue(line, i, j), title)


def _adjective(line: Line, i: int, j: int, gaz: Gazetteer) -> bool:
    """Whether the run only says of which people or region something is: "Torvian", "Central Asian country"."""
    if i >= j:
        return True
    text = " ".join(line.parse.words[i:j])
    crowd = line.tag(j - 1) == "NNPS" or (text.endswith("s") and gaz.nation(text) is not None)
    if gaz.nation(text) is not None:
        return not crowd and (
            line.tag(j) in {"NN", "NNS", "JJ", "NNP", "HYPH"} or line.tag(j - 1) == "JJ" or line.low(j) == "-"
        )
    norp = all(label == "NORP" for label in line.parse.ents[i:j])
    return norp and (line.tag(j - 1) == "JJ" or (j - i == 1 and line.tag(j) in {"NN", "NNS"}))


def _glue(line: Line, i: int, j: int) -> tuple[str, ...]:
    """The words as printed between spaces: "Jalal-Abad" is one."""
    found: list[str] = []
    for k in range(i, j):
        if k > i and line.glued(k):
            found[-1] += line.parse.words[k]
        else:
            found.append(line.parse.words[k])
    return tuple(found)


def _nation_words(line: Line, i: int, j: int, gaz: Gazetteer) -> int:
    """How many tokens at ``i`` are the adjective of a people."""
    if i + 1 < j and gaz.nation(f"{line.parse.words[i]} {line.parse.words[i + 1]}"):
        return 2
    return int(i < j and gaz.nation(line.parse.words[i]) is not None)
