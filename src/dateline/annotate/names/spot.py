"""Where names stand: all runs of capitalised words of a report, cut into names.

Always true here: names are in order of the text; the report's own full names decide about doubtful runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from ..gazetteer import Gazetteer
from .cut import Name, cut_run, printed_words
from .lexicon import Lexicon
from .lines import Line
from .runs import Seen, capital_word, extend, seen_inside, without_links

OFTEN = 2
"""Times that a report prints a name alone before a longer run of capitals is read as that name and another word."""


def spot(lines: Sequence[Line], lex: Lexicon, gaz: Gazetteer) -> tuple[Name, ...]:
    """All names in order of the text."""
    seen = seen_inside(lines, lex)
    found = [name for number in range(len(lines)) for name in _of_line(number, lines[number], seen, lex, gaz)]
    counts = Counter(name.words for name in found)
    often = {words for words, count in counts.items() if count >= OFTEN}
    surnames = _surnames(found, lex)
    found = [part for name in found for part in _without_edge(name, lines[name.line], often, lex, gaz)]
    parts_of_people = often | {n.words[:1] for n in found if len(n.words) > 1 and n.words[0].lower() in lex.given}
    found = [
        part
        for name in found
        for part in _without_word(name, lines[name.line], parts_of_people, surnames, seen, lex, gaz)
    ]
    surnames = _surnames(found, lex)
    parts = [part for name in found for part in _known_parts(name, lines[name.line], surnames, seen, gaz)]
    alone = {n.words for n in parts}
    people = {words for words in alone if 1 < len(words) < 4 and words[0].lower() in lex.given}
    return tuple(part for name in parts for part in _before_person(name, lines[name.line], alone, people, seen, lex))


def _surnames(names: Sequence[Name], lex: Lexicon) -> set[str]:
    """The last words of names that begin with a known given name."""
    return {n.words[-1] for n in names if len(n.words) > 1 and n.words[0].lower() in lex.given}


def _without_word(
    name: Name,
    line: Line,
    alone: Container[tuple[str, ...]],
    surnames: Container[str],
    seen: Seen,
    lex: Lexicon,
    gaz: Gazetteer,
) -> Iterator[Name]:
    """A surname that the report also prints alone, or in a full name, without an ordinary word of the report before or after it:
    "Thugs Morrow", "Morrow Stays"; likewise a given name of the report's people."""
    words = name.words
    if (
        name.last - name.first != len(words)
        or name.title is not None
        or lex.head_type(words) is not None
        or gaz.find(name.text)
    ):
        yield name
        return
    first, last = words[0].lower(), words[-1].lower()
    guessed = all(label == "PERSON" for label in line.parse.ents[name.first : name.last])
    known = words[-1] in surnames or (guessed and (last in lex.given or not gaz.find(words[-1])))
    guessed = guessed and not (len(words) == 2 and first in lex.given)  # "James Small"
    if len(words) == 2 and known and words[1:] in alone and _is_word(first, seen, lex, guessed):
        yield Name(name.line, name.first + 1, name.last, words[1:])
    elif len(words) > 1 and _person(words[:-1], surnames, lex) and _is_word(last, seen, lex, guessed):
        yield Name(name.line, name.first, name.last - 1, words[:-1])
    else:
        yield name


def _person(words: tuple[str, ...], surnames: Container[str], lex: Lexicon) -> bool:
    """Whether words are a surname of the report, alone or after a given name."""
    return words[-1] in surnames and (len(words) == 1 or words[0].lower() in lex.given)


def _is_word(low: str, seen: Seen, lex: Lexicon, guessed: bool) -> bool:
    """Whether the report prints a word in small letters too, and it is no given name; in what the parser takes for a person's name
    (``guessed``), whether news does."""
    if guessed and lex.plain(low):
        return True
    return low in seen.small and low not in lex.given and low not in lex.particles and low not in lex.generations


def _without_edge(
    name: Name, line: Line, often: Container[tuple[str, ...]], lex: Lexicon, gaz: Gazetteer
) -> Iterator[Name]:
    """A run that is a name of this report with a verb, a word in capitals for emphasis, an outlet or a place before or after it:
    "Following Morrow", "Morrow MUST", "CNN Ilka Morrow"."""
    words = name.words
    if name.last - name.first != len(words) or len(words) < 2 or lex.head_type(words) is not None:
        yield name
    elif words[1:] in often and name.title is None and _stands_before(line, name.first, lex):
        if lex.outlet(words[0]) or words[0] in lex.platforms:
            yield Name(name.line, name.first, name.first + 1, words[:1])
        yield Name(name.line, name.first + 1, name.last, words[1:])
    elif words[:-1] in often and _comes_after(line, name.last - 1):
        yield Name(name.line, name.first, name.last - 1, words[:-1], name.title)
    elif (border := _run_together(words, often, lex, gaz)) is not None:
        yield Name(name.line, name.first, name.first + border, words[:border], name.title)
        yield Name(name.line, name.first + border, name.last, words[border:])
    else:
        yield name


def _run_together(
    words: tuple[str, ...], often: Container[tuple[str, ...]], lex: Lexicon, gaz: Gazetteer
) -> int | None:
    """Where two names run into each other: a state before a person whom the report prints alone, an acronym after a person."""
    given, last = words[0].lower() in lex.given, words[-1]
    acronym = last.isupper() and last.isalpha() and len(last) > 1 and not words[-2].isupper()
    if acronym and last.lower() not in lex.generations and ((given and len(words) > 2) or words[:-1] in often):
        return len(words) - 1
    for k in range(1, len(words)):
        if words[:k] in often and words[k:] in often and not given and _land(" ".join(words[:k]), gaz):
            return k
    return None


def _stands_before(line: Line, i: int, lex: Lexicon) -> bool:
    """Whether the word at ``i`` is no part of the name after it: the first word of a sentence that is a verb, or an outlet."""
    word = line.parse.words[i]
    begins = line.opens(i) or (line.low(i - 1) == "-" and not line.glued(i))
    verb = begins and (line.tag(i).startswith("VB") or (word.endswith("ing") and word.lower() not in lex.given))
    return verb or word.lower() == "dear" or lex.outlet(word) is not None or word in lex.platforms


def _comes_after(line: Line, i: int) -> bool:
    """Whether the word at ``i`` is no part of the name before it: a verb, or a word in capitals after one that has none."""
    word, before = line.parse.words[i], line.parse.words[i - 1]
    loud = len(word) > 1 and word.isupper() and word.isalpha() and not before.isupper()
    return line.tag(i) in {"VBZ", "VBD", "VBP", "MD", "VB"} or (
        loud and line.tag(i)[:2] in {"VB", "MD", "RB", "JJ", "DT", "PR", "IN"}
    )


def _before_person(
    name: Name,
    line: Line,
    alone: Container[tuple[str, ...]],
    people: Container[tuple[str, ...]],
    seen: Seen,
    lex: Lexicon,
) -> Iterator[Name]:
    """A run that ends in a person whom the report also names without the words before: those are a name of their own, or none."""
    words = name.words
    whole = name.last - name.first != len(words) or words[0].lower() in lex.given or lex.head_type(words) is not None
    cut = next((k for k in range(1, len(words) - 1) if words[k:] in people), None) if not whole else None
    known = cut is not None and words[:cut] in alone
    verb = cut == 1 and (line.opens(name.first) or words[0].lower() in seen.small)
    if cut is None or not (known or verb):
        yield name
        return
    if known:
        yield Name(name.line, name.first, name.first + cut, words[:cut], name.title)
    yield Name(name.line, name.first + cut, name.last, words[cut:], None if known else name.title)


def _known_parts(name: Name, line: Line, surnames: set[str], seen: Seen, gaz: Gazetteer) -> Iterator[Name]:
    """A name of two words of which one is a surname of this report and the other a country, or a mere first word of the sentence."""
    if len(name.words) != 2 or name.last - name.first != 2:
        yield name
        return
    first, last = name.words
    left, right = (
        Name(name.line, name.first, name.first + 1, (first,), name.title),
        Name(name.line, name.first + 1, name.last, (last,)),
    )
    if (first in surnames and _land(last, gaz)) or (last in surnames and _land(first, gaz)):
        yield from (left, right)
    elif last in surnames and line.opens(name.first) and first.endswith("ing") and first.lower() not in seen.upper:
        yield right
    else:
        yield name


def _land(word: str, gaz: Gazetteer) -> bool:
    return any(p.kind in {"country", "state"} for p in gaz.find(word))


def _of_line(number: int, line: Line, seen: Seen, lex: Lexicon, gaz: Gazetteer) -> Iterator[Name]:
    capital = without_links(line, [capital_word(line, i, seen, lex, gaz) for i in range(len(line))])
    i = 0
    while i < len(line):
        arabic = (
            line.lower[i] in lex.hyphen_particles and line.low(i + 1) == "-" and i + 2 < len(line) and capital[i + 2]
        )
        if not capital[i] and not arabic:
            i += 1
            continue
        end = extend(line, i, capital, lex)
        for piece in cut_run(line, i, end, lex, gaz):
            yield Name(number, piece.first, piece.last, printed_words(line, piece.first, piece.last), piece.title)
        i = end
