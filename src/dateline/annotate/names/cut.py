"""Names cut from runs of capitalised words: titles, nationalities, credits and countries before a person are no part of them.

Always true here: a name is a run of whole tokens of one sentence, without leading article or title and without the possessive.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from ..gazetteer import Gazetteer
from .border import joined_names, person_begins, without_title
from .lexicon import Lexicon
from .lines import Line

UNIONS = frozenset({"un", "u.n.", "eu", "e.u."})
"""Short forms of unions of countries, which are bodies and no places."""
PREFIXES = frozenset({"ex", "anti", "pro", "non", "neo", "un", "post"})
"""Parts before a hyphen that are none of the name after it ("Anti-Morrow")."""
JOINING = frozenset({"the", "for", "on", "to", "against", "and"})
"""Small words after which a word for a person is part of the name of a body: "Office of the High Commissioner"."""
FAITHS = frozenset({"shiite", "shia", "sunni"})
"""Words before a body that say whose it is, as the adjective of a people does."""
CALLED_AFTER = frozenset({"cocktail", "cocktails"})
"""Things whose kind bears a name, which then names nobody: "a Molotov cocktail"."""
STAMPS = frozenset({"aired", "posted", "published", "updated", "filed", "broadcast", "printed", "recorded"})
"""What is done to a report, before a date in a heading that runs into the text."""
ADDRESS = frozenset({"mr", "mr.", "mrs.", "ms.", "madam", "madame"})


class Name(Struct, frozen=True):
    """Tokens ``first`` up to ``last`` of ``lines[line]`` that are a name; its title is from ``title`` up to ``first``."""

    line: int
    first: int
    last: int
    words: tuple[str, ...]
    title: int | None = None

    @property
    def key(self) -> str:
        """The words in lower case without hyphens: the same for every print of the same name in one report."""
        return _key(self.words)

    @property
    def text(self) -> str:
        return " ".join(self.words)


@lru_cache(maxsize=10_000)
def _key(words: tuple[str, ...]) -> str:
    return " ".join(" ".join(words).lower().replace("-", " ").replace("’", "'").split())


class Piece(Struct, frozen=True):
    """Tokens ``first`` up to ``last`` of a line that are a name; its title is from ``title`` up to ``first``."""

    first: int
    last: int
    title: int | None


def cut_run(line: Line, i: int, j: int, lex: Lexicon, gaz: Gazetteer) -> Iterator[Piece]:
    """The names in the run of capitals from ``i`` to ``j``."""
    i, j = _trimmed(line, i, j, lex)
    joiner = joined_names(line, i, j, lex)
    if joiner is not None:
        yield from cut_run(line, i, joiner, lex, gaz)
        yield from cut_run(line, joiner + 1, j, lex, gaz)
        return
    while j > i and line.low(j - 1) in lex.inner:
        j -= 1
    j = _without_title(line, i, j, lex, gaz)
    split = _entity_border(line, i, j, gaz, lex)
    if split is not None:
        yield from cut_run(line, i, split, lex, gaz)
        yield from cut_run(line, split, j, lex, gaz)
        return
    head = _title_head(line, i, j, lex, gaz)
    person = person_begins(line, i, j, lex, gaz) if head is None else None
    if person is not None:
        yield from cut_run(line, i, without_title(line, i, person, lex), lex, gaz)
        yield from _plain(line, person, j, None, lex, gaz)
        return
    if head is None:
        yield from _plain(line, i, j, None, lex, gaz)
        return
    begin = _title_begin(line, i, head, lex)
    yield from _plain(line, i, begin, None, lex, gaz)
    after = head + 1
    if line.low(after) == "of":
        after += 1
        while after < j and line.low(after) in lex.title_modifiers:
            after += 1
    yield from _plain(line, after, j, begin, lex, gaz)


def _trimmed(line: Line, i: int, j: int, lex: Lexicon) -> tuple[int, int]:
    """The run without marks at its end and without article, first word of a page or "Anti-" at its begin."""
    while j > i and (line.wordless(j - 1) or _stamps(line, j - 1, lex)):
        j -= 1
    while i < j and (line.low(i) in {"the", "a", "an"} or (line.low(i) in lex.openers and line.opens(i))):
        i += 1
    return i + 2 * (j - i > 2 and line.low(i) in PREFIXES and line.low(i + 1) == "-"), j


def _stamps(line: Line, k: int, lex: Lexicon) -> bool:
    """Whether the word at ``k`` only says what was done on the day after it: "Orrin Tonight Aired March 2"."""
    return line.low(k) in STAMPS and line.low(k + 1) in lex.calendar


def _without_title(line: Line, i: int, j: int, lex: Lexicon, gaz: Gazetteer) -> int:
    """The end of the run without a title at its end that belongs to no name here: "U.S. Ambassador to Torvia"."""
    if j - i == 2 and lex.camp(line.low(j - 1)) and line.tag(j).startswith("NN"):
        return j - 1
    if j - i < 2 or line.low(i) in lex.given or not _says_what(line, j - 1, lex):
        return j
    begin = _title_begin(line, i, j - 1, lex)
    begin += i < begin < j - 1 and line.low(begin) == "county"
    heads_name = lex.head_type(tuple(line.parse.words[i:j])) is not None and line.low(j - 1) in lex.last_heads
    field = "of" in line.lower[i:j] and line.low(j - 1) in lex.title_modifiers  # "Department of Criminal Justice"
    within = field or line.low(begin - 1) in lex.inner or any(line.low(k) in JOINING for k in range(i, j))
    if heads_name or within or lex.outlet(" ".join(line.parse.words[i:j])):
        return j
    if lex.outlet(line.parse.words[i]):
        return i + 1
    return max(begin, i + int(bool(gaz.find(line.parse.words[i]) or gaz.nation(line.parse.words[i]))))


def _says_what(line: Line, k: int, lex: Lexicon) -> bool:
    """Whether the word at ``k``, the last of a run, says what somebody is and ends no name: "Director", "Protester"."""
    low = line.low(k)
    if low in lex.titles:
        return not lex.titles[low]
    return lex.nouns.get(low) == "person" and low not in lex.last_heads and low not in lex.name_ends


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
    staff = next((k for k in range(i + 1, j - 1) if _ends_byline(line, k, lex)), None)
    if staff is not None:
        return staff + 1
    if line.low(i - 1) in {"to", "of"} and lex.nouns.get(line.low(i - 2)) == "person":
        for k in (i + 1, i + 2):
            if j - k > 1 and any(p.kind == "country" for p in gaz.find(" ".join(line.parse.words[i:k]))):
                return k
    for k in range(i + 1, j):
        if ents[k - 1] == "GPE" and ents[k] == "PERSON" and starts[k] and j - k > 1:
            name = " ".join(line.parse.words[i:k])
            if gaz.find(name) and line.low(i) not in lex.given:
                return k
    return None


def _ends_byline(line: Line, k: int, lex: Lexicon) -> bool:
    """Whether the byline of an outlet's staff ends at ``k``, so that the story begins behind it: "Orrin Wire Staff Morrow said"."""
    desk = line.low(k - 1) in {"wire", "news", "newsroom", "web"} or lex.outlet(line.parse.words[k - 1]) is not None
    return line.low(k) == "staff" and desk and line.low(k + 1) not in lex.titles and line.low(k + 1) not in lex.nouns


def _title_head(line: Line, i: int, j: int, lex: Lexicon, gaz: Gazetteer) -> int | None:
    """The last word of the title inside the run, or None; a run that is an organization's name has none."""
    whole = tuple(line.parse.words[i:j])
    if len(whole) < 2:
        return None
    named_body = lex.head_type(whole)
    if named_body is None and lex.title_slip(whole[0]):
        return i
    found = None
    for k in range(i, j - 1):
        low = line.low(k)
        if line.low(k - 1) in {"of", "the"} and k > i + 1:
            continue
        begins = not lex.titles.get(low, True) or _title_begin(line, i, k, lex) == i or _nation_only(line, i, k, gaz)
        if low in lex.titles and (begins or found == k - 1):  # "Attorney General Morrow"
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


def _plain(line: Line, i: int, j: int, title: int | None, lex: Lexicon, gaz: Gazetteer) -> Iterator[Piece]:
    """The name from ``i`` to ``j`` without the nationality before it, unless that is all or part of an organization's name."""
    skip = _nation_words(line, i, j, gaz)
    if skip and i + skip < j and not gaz.find(" ".join(line.parse.words[i:j])):
        rest = tuple(line.parse.words[i + skip : j])
        covered = all(line.parse.ents[k] == "ORG" for k in range(i, j)) and not line.parse.ent_starts[i + skip]
        kept = lex.head_type(tuple(line.parse.words[i:j])) in {"organization", "event", "document"} or covered
        if not kept or title is not None or (len(rest) == 2 and rest[0].lower() in lex.given):
            i += skip
    words = line.parse.words[i:j]
    if (
        _adjective(line, i, j, gaz)
        or _mere_address(line, i, j, lex)
        or (title is None and _mere_office(line, i, j, lex))
    ):
        return
    if i >= j or not any(c.isalpha() for w in words for c in w):
        return
    single = line.low(i) if j - i == 1 else ""
    if len(single) == 1 or (single and title is None and _names_nobody(line, i, single, lex, gaz)):
        return
    yield Piece(i, j, title)


def _names_nobody(line: Line, i: int, single: str, lex: Lexicon, gaz: Gazetteer) -> bool:
    """Whether a lone word is a title, a mark of a company, or the short form of a country that only says of which country something is:
    "U.S. troops", but not "in the U.S."."""
    if line.parse.words[i] in lex.common_acronyms and single not in {"d.c.", "dc"}:
        land = bool(gaz.find(single)) or single in UNIONS
        return not land or line.tag(i + 1)[:2] in {"NN", "JJ", "HY"} or line.low(i + 1) == "-"
    if line.low(i + 1) in CALLED_AFTER:
        return True
    listed = single in lex.titles or single in lex.title_modifiers or single in lex.openers or single in lex.nouns
    return listed or single in lex.company_forms or single in {"d.c.", "dc"}


def _mere_address(line: Line, i: int, j: int, lex: Lexicon) -> bool:
    """Whether somebody is only addressed by his or her office: "Mr. Prime Minister"."""
    office = all(line.low(k) in lex.titles or line.low(k) in lex.title_modifiers for k in range(i, j))
    return office and line.low(i - 1) in ADDRESS and line.low(j - 1) in lex.offices


def _mere_office(line: Line, i: int, j: int, lex: Lexicon) -> bool:
    """Whether all of two and more words only say what somebody is: "Prime Minister", "Field Marshal", "First Lady"."""
    if j - i < 2 or line.low(i) in lex.given or lex.head_type(tuple(line.parse.words[i:j])) is not None:
        return False
    says = (lex.titles, lex.title_modifiers, lex.former)
    return line.low(j - 1) in lex.titles and all(any(line.low(k) in words for words in says) for k in range(i, j - 1))


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


def printed_words(line: Line, i: int, j: int) -> tuple[str, ...]:
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
    return int(
        i < j and (gaz.nation(line.parse.words[i]) is not None or (line.low(i) in FAITHS and line.low(i + 1) != "-"))
    )
