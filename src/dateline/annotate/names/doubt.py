"""What speaks against an antecedent: other people without a mention, who is only spoken to, who tells the story, where an entry ends.

Always true here: nothing names an antecedent, all only takes some away; each question looks at one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ...model.notes import MentionForm
from .beside import STAGE, before_colon
from .lexicon import Lexicon
from .lines import Line

SINGULAR = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male"}
NOBODY = -1
"""The actor of a stand for somebody who is no actor of the report."""
SOMEBODY = frozenset(
    {
        "person",
        "guy",
        "somebody",
        "someone",
        "anybody",
        "anyone",
        "everybody",
        "everyone",
        "nobody",
        "kid",
        "child",
        "one",
    }
)
DESCRIBING = frozenset({"appos", "attr", "compound", "nmod", "amod", "oprd"})
"""Parts of a clause that say what somebody named beside them is."""
HEADER = 6
"""Tokens at its beginning in which an entry says that it is one: "(Update 4:45 p.m. ...)", "-- 11:20 a.m.:"."""


class Stand(Struct, frozen=True, order=True):
    """Tokens ``first`` up to ``last`` of a line that stand for ``actor``; ``head`` is their head."""

    line: int
    first: int
    last: int
    head: int
    form: MentionForm
    actor: int


def labels_speaker(stand: Stand, line: Line) -> bool:
    """Whether a name only says who speaks the words after it, in which "he" is somebody else: "MORROW: He left the port"."""
    label = all(word.isupper() or not word.isalpha() for word in line.parse.words[stand.first : stand.last])
    if not label or line.shouting or line.parse.deps[stand.head] == "pobj":
        return False
    staged = line.low(stand.last) == "(" and line.low(stand.last + 1) in STAGE
    return staged or before_colon(line, stand.last)


def begins_turn(line: Line) -> bool:
    """Whether a line begins with a speaker's label, of whomever."""
    word = line.parse.words[0]
    return word.isupper() and word.isalpha() and len(word) > 2 and (before_colon(line, 1) or _staged(line))


def _staged(line: Line) -> bool:
    return any(line.low(k) == "(" and line.low(k + 1) in STAGE for k in range(1, min(4, len(line))))


def begins_entry(line: Line) -> bool:
    """Whether a line begins an entry of a live blog or a list: with a dash or a bullet, or with its time in brackets; or is the time of
    a comment, with no verb."""
    clock = any(":" in word and _is_clock(line, k) for k, word in enumerate(line.parse.words[: 3 * HEADER]))
    if line.parse.words[0] in {"(", "["}:
        marked = any(line.low(k) in {"update", "updated", "posted"} for k in range(1, min(HEADER, len(line))))
        return marked or any(_is_clock(line, k) for k in range(1, min(HEADER, len(line))))
    if line.parse.words[0] in {"--", "—", "–", "•", "*"}:
        return True
    if clock and "|" in line.parse.words[: 3 * HEADER]:
        return True
    return clock and not any(line.tag(k).startswith("VB") for k in range(len(line)))


def _is_clock(line: Line, k: int) -> bool:
    hour, colon, minute = line.parse.words[k].partition(":")
    return bool(colon) and hour.isdecimal() and minute[:2].isdecimal()


def set_apart(stand: Stand, line: Line, spoken: bool) -> bool:
    """Whether somebody is only spoken to ("Thank you, Rui.") or says who he is ("I'm Rui Lobo"); in what is ``spoken``, a transcript, a
    lone name between commas is enough."""
    if line.low(stand.first - 1) in {"'m", "’m", "am"}:
        return True
    before, after = line.low(stand.first - 1), line.low(stand.last)
    begins = stand.first == 0 or before in {
        ",",
        "--",
        "—",
        "–",
        "-",
        "so",
        "well",
        "and",
        "but",
        "yes",
        "no",
        "ok",
        "okay",
    }
    if not begins or after not in {",", ".", "?", "!", "", "--", "—", "–", ":", "..."}:
        return False
    dep = line.parse.deps[stand.head]
    if dep in {"npadvmod", "intj", "dep", "ROOT"}:
        return True
    if stand.last - stand.first > 1 or dep in {"conj", "poss"}:
        return False
    return spoken or any(word in {"you", "your", "i", "we", "me", "us", "thanks", "let"} for word in line.lower)


def narrates(stand: Stand, line: Line, outlets: Sequence[Stand], lex: Lexicon) -> bool:
    """Whether a reporter is named for telling it: "Radio Norte's Rui Lobo reports"."""
    verb = line.subject_of(stand.head)
    if verb is None or line.parse.lemmas[verb] not in lex.speaking:
        return False
    return any(s.last in {stand.first, stand.first - 1} for s in outlets)


def people_words(line: Line, word: str, lex: Lexicon) -> tuple[int, ...]:
    """The tokens of a line that are people whom ``word`` may mean: a man, somebody, a name that does something."""
    found = []
    for k, tag in enumerate(line.parse.tags):
        noun = tag in {"NN", "PRP"} and _person_word(line.low(k), word, lex)
        name = tag == "NNP" and line.subject_of(k) is not None
        if (noun or name) and line.parse.deps[_first_joined(line, k)] not in DESCRIBING:
            found.append(k)
    return tuple(found)


def others(line: Line, number: int, stands: Sequence[Stand], people: Sequence[int]) -> Iterator[Stand]:
    """Stands of nobody for those ``people`` of a line that no mention covers or explains."""
    known = {k for s in stands for k in range(s.first, s.last)}
    known |= {line.parse.heads[s.head] for s in stands if line.parse.deps[s.head] == "appos"}
    return (Stand(number, k, k + 1, k, "nominal", NOBODY) for k in people if k not in known)


def _first_joined(line: Line, i: int) -> int:
    """The first of the nouns that "and" joins to the one at token ``i``."""
    for _ in range(8):
        if line.parse.deps[i] != "conj":
            break
        i = line.parse.heads[i]
    return i


def _person_word(low: str, word: str, lex: Lexicon) -> bool:
    """Whether a noun is of a person whom the pronoun ``word`` can mean, or a pronoun of the same gender."""
    if low in SINGULAR:
        return SINGULAR[low] == SINGULAR[word]
    gender = noun_gender(low, lex)
    return gender == SINGULAR[word] or (gender == "unknown" and (low in SOMEBODY or lex.nouns.get(low) == "person"))


def noun_gender(low: str, lex: Lexicon) -> str:
    """ "male", "female" or "unknown", as a noun shows."""
    return "male" if low in lex.male else "female" if low in lex.female else "unknown"


def place_in_clause(line: Line, i: int) -> int:
    """The token whose part in the clause the noun at ``i`` shares: the noun that it explains, the first of those joined to it."""
    for _ in range(8):
        if line.parse.deps[i] not in {"conj", "appos"}:
            break
        i = line.parse.heads[i]
    return i


def own_subject(line: Line, i: int) -> int | None:
    """The subject of the verb whose object the pronoun at ``i`` is, also where that verb has it from another: it is somebody else."""
    if line.parse.deps[i] not in {"dobj", "dative", "iobj", "pobj"}:
        return None
    at = line.parse.heads[i]
    if line.parse.deps[i] == "pobj":
        at = line.parse.heads[at]
    for _ in range(6):
        subject = next((k for k in range(len(line)) if line.subject_of(k) == at), None)
        if subject is not None:
            return subject
        objects = any(
            line.parse.heads[k] == line.parse.heads[at] and line.parse.deps[k] == "dobj" for k in range(len(line))
        )
        shares = line.parse.deps[at] in {"xcomp", "conj"} or (line.parse.deps[at] == "advcl" and line.tag(at) == "VB")
        if not shares or (objects and line.parse.deps[at] == "xcomp"):
            return None
        at = line.parse.heads[at]
    return None


def before_main_subject(line: Line, i: int) -> int | None:
    """The subject of the sentence if the pronoun at ``i`` stands in an adjunct before it: "in his speech, Reis said"."""
    root = next((k for k in range(len(line)) if line.parse.heads[k] == k), 0)
    subject = next((k for k in range(i + 1, root) if line.subject_of(k) == root), None)
    at = i
    for _ in range(8):
        if subject is None or at in (root, subject):
            break
        if line.parse.heads[at] == root:
            return subject if line.parse.deps[at] in {"prep", "advcl", "npadvmod"} else None
        at = line.parse.heads[at]
    return None
