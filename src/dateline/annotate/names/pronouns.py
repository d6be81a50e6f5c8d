"""Pronouns that have one good antecedent.

Always true here: a pronoun is resolved only inside its paragraph's stretch of body text, to somebody who was the subject of the
clause or sentence before, or who alone fits; in doubt it is left out. Inside quotation marks it is left out, since another speaks;
who is named only inside a quotation, or as the speaker of a transcript's line, is not whom "he" means, and quoted sentences put nobody
farther away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.notes import MentionForm

from .cast import Draft
from .kinds import before_colon
from .lexicon import Lexicon
from .lines import Line, opens_quotation

SINGULAR = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male"}
REACH = {**dict.fromkeys(SINGULAR, 2), "it": 1, "they": 1}
"""Sentences of the outlet's own words that a pronoun looks back over."""
LONGEST_QUOTATION = 12
"""Quoted sentences at most between a pronoun and the words before the quotation."""
_MARKS = frozenset('“”"')
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True, order=True)
class Stand:
    """Tokens ``first`` up to ``last`` of a line that stand for ``actor``; ``head`` is their head."""

    line: int
    first: int
    last: int
    head: int
    form: MentionForm
    actor: int


def pronouns(lines: Sequence[Line], stands: Sequence[Stand], drafts: Sequence[Draft], lex: Lexicon) -> list[Stand]:
    """One stand for each pronoun with one good antecedent; ``stands`` are all other mentions in order of the text."""
    quoted = [_quoted(line) for line in lines]
    by_line: dict[int, list[Stand]] = {}
    for stand in stands:
        if not quoted[stand.line][stand.head] and not _labels_speaker(stand, lines[stand.line]):
            by_line.setdefault(stand.line, []).append(stand)
    before = _own_words_before(lines, quoted)
    found: list[Stand] = []
    for number, line in enumerate(lines):
        if line.role not in {"body", "post"}:
            continue
        for i in range(len(line)):
            if line.low(i) not in REACH or quoted[number][i]:
                continue
            near = [number, *before[number][: REACH[line.low(i)]]]
            actor = _antecedent(i, near, lines, by_line, drafts, lex)
            if actor is not None:
                stand = Stand(number, i, i + 1, i, "pronoun", actor)
                found.append(stand)
                by_line.setdefault(number, []).append(stand)
                by_line[number].sort()
    return found


def _labels_speaker(stand: Stand, line: Line) -> bool:
    """Whether a name only says who speaks the words after it, in which "he" is somebody else: "MORROW: He left the port"."""
    label = all(word.isupper() or not word.isalpha() for word in line.parse.words[stand.first : stand.last])
    return label and line.opens(stand.first) and before_colon(line, stand.last)


def _quoted(line: Line) -> list[bool]:
    """Which tokens stand between quotation marks of this sentence."""
    if _MARKS.isdisjoint(line.parse.words):
        return [line.quoting] * len(line)
    inside, open_now = [], line.quoting
    for k, word in enumerate(line.parse.words):
        if word in _MARKS:
            before = line.parse.words[k - 1][-1:] if line.glued(k) else ""
            after = line.parse.words[k + 1][:1] if line.glued(k + 1) else ""
            open_now = opens_quotation(word, before, after, open_now)
        inside.append(open_now)
    return inside


def _own_words_before(lines: Sequence[Line], quoted: Sequence[Sequence[bool]]) -> list[tuple[int, ...]]:
    """For each line those before it, nearest first, that are not all quotation, in one stretch of body text."""
    most = max(REACH.values())
    found: list[tuple[int, ...]] = []
    latest: tuple[int, ...] = ()
    skipped = 0
    for number, line in enumerate(lines):
        found.append(latest)
        if line.role not in {"body", "post"}:
            latest, skipped = (), 0
        elif all(quoted[number][k] or line.wordless(k) for k in range(len(line))):
            skipped += 1
            latest = latest if skipped <= LONGEST_QUOTATION else ()
        else:
            latest, skipped = (number, *latest)[:most], 0
    return found


def _antecedent(
    i: int,
    near: Sequence[int],
    lines: Sequence[Line],
    by_line: dict[int, list[Stand]],
    drafts: Sequence[Draft],
    lex: Lexicon,
) -> int | None:
    """The actor of the pronoun at token ``i`` of the first line of ``near``: asked of that sentence, then of those before."""
    number = near[0]
    word = lines[number].low(i)
    if word == "they":
        return _they(i, near, lines, by_line, drafts, lex)
    if word == "it" and not _it_acts(lines[number], i, lex):
        return None
    for at in near:
        stands = by_line.get(at, [])
        if at == number:
            stands = [s for s in stands if s.last <= i and _may_be(s, i, lines[number], lex)]
        fitting = [s for s in stands if _fits(word, s, lines[at], drafts, lex)]
        if fitting and at == number:
            return _controller(fitting, lines[at], i)
        if at != number and not fitting and _speaks_of_another(lines[at], stands):
            return None
        if fitting:
            only = len({s.actor for s in fitting}) == 1
            return _best(fitting, lines[at]) if only or _leads(lines[number], i, lex) else None
    return None


def _speaks_of_another(line: Line, stands: Sequence[Stand]) -> bool:
    """Whether the subject of the sentence is a name that was not read: he or she may be meant."""
    root = next((k for k in range(len(line)) if line.parse.heads[k] == k), 0)
    subjects = [k for k in range(len(line)) if line.subject_of(k) == root and line.tag(k) == "NNP"]
    return any(not any(s.first <= k < s.last for s in stands) for k in subjects)


def _leads(line: Line, i: int, lex: Lexicon) -> bool:
    """Whether the pronoun, or what is his or hers, is the subject of its sentence or of a saying verb: then it goes on from the subject
    before."""
    verb = line.subject_of(line.parse.heads[i] if line.parse.deps[i] == "poss" else i)
    return verb is not None and (line.parse.deps[verb] == "ROOT" or line.parse.lemmas[verb] in lex.speaking)


def _may_be(stand: Stand, i: int, line: Line, lex: Lexicon) -> bool:
    """Whether a mention before it in its own sentence can be the pronoun's: not what the "he" of an inserted "he said" speaks of,
    not the subject of the verb whose object the pronoun is, not a name that only qualifies a noun."""
    verb = line.parse.heads[i]
    deps = line.parse.deps
    if deps[stand.head] in {"compound", "nmod", "amod"}:
        return False
    if deps[i] == "nsubj" and line.parse.lemmas[verb] in lex.speaking and _is_aside(line, i, verb):
        return False
    if deps[i] == "nsubj":
        return not (
            line.parse.lemmas[verb] in lex.speaking
            and deps[verb] in {"ROOT", "parataxis", "ccomp"}
            and verb > stand.head
        )
    return line.subject_of(stand.head) != verb


def _is_aside(line: Line, i: int, verb: int) -> bool:
    """ "..., he said, ...": what is said stands on both sides of it."""
    before, after = line.low(i - 1), line.low(verb + 1)
    return before != "" and not any(c.isalnum() for c in before + after) and i < verb <= i + 2


def _they(
    i: int,
    near: Sequence[int],
    lines: Sequence[Line],
    by_line: dict[int, list[Stand]],
    drafts: Sequence[Draft],
    lex: Lexicon,
) -> int | None:
    """ "They" of a main clause is the plural subject of the sentence before; "protesters said they" is the protesters."""
    number = near[0]
    line = lines[number]
    verb = line.subject_of(i)
    if verb is None:
        return None
    upper = line.parse.heads[verb]
    if line.parse.deps[verb] == "ccomp" and line.parse.lemmas[upper] in lex.speaking and upper < i:
        return _plural_subject(upper, [s for s in by_line.get(number, ()) if s.last <= i], line, drafts, lex)
    speaks = line.parse.lemmas[verb] in lex.speaking
    if not (speaks or line.parse.deps[verb] == "ROOT") or len(near) < 2:
        return None
    before, stands = lines[near[1]], by_line.get(near[1], [])
    spoke = {s.actor for s in stands if _speaks(s, before, lex) and _fits("they", s, before, drafts, lex)}
    if speaks and spoke:
        return min(spoke) if len(spoke) == 1 else None
    root = next((k for k in range(len(before)) if before.parse.heads[k] == k), 0)
    crowds = {s.head for s in stands}
    if any(before.tag(k) in PLURAL_TAGS and k not in crowds for k in range(root, len(before))):
        return None
    return _plural_subject(root, stands, before, drafts, lex)


def _speaks(stand: Stand, line: Line, lex: Lexicon) -> bool:
    """Whether somebody is the subject of a saying verb."""
    verb = line.subject_of(stand.head)
    return verb is not None and line.parse.lemmas[verb] in lex.speaking


def _plural_subject(
    verb: int, stands: Sequence[Stand], line: Line, drafts: Sequence[Draft], lex: Lexicon
) -> int | None:
    """The crowd or plural body that is the subject of ``verb``."""
    found = [s for s in stands if line.subject_of(s.head) == verb and _fits("they", s, line, drafts, lex)]
    return found[0].actor if len({s.actor for s in found}) == 1 else None


def _it_acts(line: Line, i: int, lex: Lexicon) -> bool:
    """Whether "it" speaks or decides, so that it is a body and no weather."""
    verb = line.subject_of(i)
    return verb is not None and line.parse.lemmas[verb] in lex.speaking | {
        "consider",
        "plan",
        "decide",
        "agree",
        "refuse",
        "recognize",
    }


def _fits(word: str, stand: Stand, line: Line, drafts: Sequence[Draft], lex: Lexicon) -> bool:
    """Whether the mention agrees with the pronoun in kind, number and gender."""
    draft = drafts[stand.actor]
    if word in SINGULAR:
        gender = gender_of(draft, lex)
        return (
            draft.type == "person" and gender in {SINGULAR[word], "unknown"} and line.tag(stand.head) not in PLURAL_TAGS
        )
    if word == "they":
        plural = line.tag(stand.head) in PLURAL_TAGS or line.low(stand.head) == "police"
        return draft.type == "group" or (draft.type == "organization" and plural)
    return (
        draft.type in {"organization", "outlet"}
        and line.low(stand.head) != "police"
        and line.tag(stand.head) not in PLURAL_TAGS
    )


def _controller(fitting: Sequence[Stand], line: Line, i: int) -> int | None:
    """Whom the clause of the pronoun at ``i`` depends on: going up from it, the subject of the first verb with somebody fitting; its
    object, where the clause is what the object is to do ("urged Reis to say he would go"); None where both may be meant."""
    if len({s.actor for s in fitting}) == 1:
        return fitting[0].actor
    at, deps, heads = line.parse.heads[i], line.parse.deps, line.parse.heads
    beside = {s.actor for s in fitting if (verb := line.subject_of(s.head)) is not None and heads[verb] == at != verb}
    if beside:  # "if the mayor were serious, he would": the subject of the clause that hangs on the pronoun's own
        return min(beside) if len(beside) == 1 else None
    for _ in range(8):
        above = heads[at]
        if above == at:
            return None
        subjects = {s.actor for s in fitting if line.subject_of(s.head) == above}
        objects = {s.actor for s in fitting if deps[s.head] in {"dobj", "iobj", "dative"} and heads[s.head] == above}
        if objects:
            return min(objects) if deps[at] == "xcomp" and len(objects) == 1 else None
        if subjects:
            return min(subjects) if len(subjects) == 1 else None
        at = above
    return None


def _best(fitting: Sequence[Stand], line: Line) -> int | None:
    """The actor that alone fits, or else the only one that is a subject, others joined to it counted; None in doubt."""
    actors = sorted({s.actor for s in fitting})
    if len(actors) == 1:
        return actors[0]
    heads = {s: _first_of_list(line, s.head) for s in fitting}
    subjects = [s for s in fitting if line.parse.deps[heads[s]] in {"nsubj", "nsubjpass"}]
    main = [s for s in subjects if line.parse.deps[line.parse.heads[heads[s]]] == "ROOT"] or subjects
    return main[0].actor if len({s.actor for s in main}) == 1 else None


def _first_of_list(line: Line, i: int) -> int:
    """The first of the nouns that "and" joins to the one at token ``i``."""
    for _ in range(8):
        if line.parse.deps[i] != "conj":
            break
        i = line.parse.heads[i]
    return i


def gender_of(draft: Draft, lex: Lexicon) -> str:
    """ "male", "female" or "unknown", by titles and roles first, then by the given name."""
    shown = {w for role in draft.roles for w in role.nouns}
    male, female = bool(shown & lex.male), bool(shown & lex.female)
    if male != female:
        return "male" if male else "female"
    for key in sorted(draft.keys):
        gender = lex.given.get(key.split()[0].split("-")[0], "either") if " " in key else "either"
        if gender != "either":
            return gender
    return "unknown"
