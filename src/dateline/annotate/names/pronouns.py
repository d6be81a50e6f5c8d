"""Pronouns that have one good antecedent.

Always true here: a pronoun is resolved only inside its paragraph's stretch of body text, to somebody who was the subject of the
clause or sentence before, or who alone fits; in doubt it is left out. Inside quotation marks it is left out, since another speaks;
who is named only inside a quotation, or as the speaker of a transcript's line, is not whom "he" means, and quoted sentences put nobody
farther away. Whoever else may be meant and has no mention ("a man") counts as one more candidate; nothing is looked for in another
entry of a live blog, and in another speaker's words only whom alone they speak of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from .cast import Draft
from .doubt import (
    NOBODY,
    SINGULAR,
    Stand,
    before_main_subject,
    begins_entry,
    begins_turn,
    labels_speaker,
    narrates,
    noun_gender,
    others,
    own_subject,
    people_words,
    place_in_clause,
    set_apart,
)
from .lexicon import Lexicon
from .lines import LONGEST_QUOTATION, Line, opens_quotation

REACH = {**dict.fromkeys(SINGULAR, 2), "it": 1, "they": 1}
"""Sentences of the outlet's own words that a pronoun looks back over."""
MOST = 40
"""Pronouns of a sentence that are looked at; no sentence of prose has as many, and each looks at every word around it."""
_MARKS = frozenset('“”"')
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


class _Scene(Struct, frozen=True):
    """What a pronoun is resolved in: ``by_line`` gives for each line the mentions that are not quoted, ``spoken_by`` whom its words
    are said to come from, ``turns`` counts the changes of speaker up to it, ``people`` holds what ``_people`` found."""

    lines: Sequence[Line]
    quoted: Sequence[Sequence[bool]]
    by_line: dict[int, list[Stand]]
    spoken_by: Sequence[int | None]
    turns: Sequence[int]
    drafts: Sequence[Draft]
    lex: Lexicon
    people: dict[tuple[int, str], tuple[int, ...]]


def pronouns(lines: Sequence[Line], stands: Sequence[Stand], drafts: Sequence[Draft], lex: Lexicon) -> list[Stand]:
    """One stand for each pronoun with one good antecedent; ``stands`` are all other mentions in order of the text."""
    scene = _scene(lines, stands, drafts, lex)
    before = _own_words_before(lines, scene.quoted)
    found: list[Stand] = []
    for number, line in enumerate(lines):
        if line.role not in {"body", "post"}:
            continue
        here = [i for i, word in enumerate(line.lower) if word in REACH and not scene.quoted[number][i]]
        for i in here[:MOST]:
            near = [number, *before[number][: REACH[line.low(i)]]]
            actor = _antecedent(i, near, scene)
            if actor is not None:
                stand = Stand(number, i, i + 1, i, "pronoun", actor)
                found.append(stand)
                scene.by_line.setdefault(number, []).append(stand)
                scene.by_line[number].sort()
    return _of_one_gender(found, lines, drafts, lex)


def _scene(lines: Sequence[Line], stands: Sequence[Stand], drafts: Sequence[Draft], lex: Lexicon) -> _Scene:
    quoted = [_quoted(line) for line in lines]
    by_line: dict[int, list[Stand]] = {}
    labels: dict[int, int] = {}
    for stand in stands:
        if labels_speaker(stand, lines[stand.line]):
            labels.setdefault(stand.line, stand.actor)
        elif not quoted[stand.line][stand.head]:
            by_line.setdefault(stand.line, []).append(stand)
    spoken_by: list[int | None] = []
    turns: list[int] = []
    for number, line in enumerate(lines):
        new = number in labels or begins_turn(line)
        turns.append((turns[-1] if turns else 0) + new)
        spoken_by.append(labels.get(number) if new else spoken_by[-1] if spoken_by else None)
    return _Scene(lines, quoted, by_line, spoken_by, turns, drafts, lex, {})


def _of_one_gender(found: Sequence[Stand], lines: Sequence[Line], drafts: Sequence[Draft], lex: Lexicon) -> list[Stand]:
    """Without the pronouns of the gender that a report uses less of somebody whose gender nothing else shows; of neither if equal."""
    counts: dict[int, Counter[str]] = {}
    for stand in found:
        gender = SINGULAR.get(lines[stand.line].low(stand.head))
        if gender is not None and gender_of(drafts[stand.actor], lex) == "unknown":
            counts.setdefault(stand.actor, Counter())[gender] += 1
    kept = []
    for stand in found:
        gender = SINGULAR.get(lines[stand.line].low(stand.head), "")
        tally = counts.get(stand.actor, Counter())
        if not gender or all(tally[gender] > n for other, n in tally.items() if other != gender):
            kept.append(stand)
    return kept


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
            continue
        if begins_entry(line):
            latest, skipped, found[number] = (), 0, ()
        if all(quoted[number][k] or line.wordless(k) for k in range(len(line))):
            skipped += 1
            latest = latest if skipped <= LONGEST_QUOTATION else ()
        else:
            latest, skipped = (number, *latest)[:most], 0
    return found


def _antecedent(i: int, near: Sequence[int], scene: _Scene) -> int | None:
    """The actor of the pronoun at token ``i`` of the first line of ``near``: asked of that sentence, then of those before."""
    number, lex = near[0], scene.lex
    line = scene.lines[number]
    word = line.low(i)
    if word == "they":
        return _they(i, near, scene.lines, scene.by_line, scene.drafts, lex)
    if word == "it" and not _it_acts(line, i, lex):
        return None
    if line.shouting or (line.parse.words[i].isupper() and len(word) > 1):
        return None
    actor = None
    barred = _barred(i, number, scene)
    for at in near:
        fitting = [s for s in _candidates(i, at, number, scene) if s.actor not in barred]
        if not fitting:
            continue
        if at == number:
            actor = _controller(fitting, line, i)
        elif len({s.actor for s in fitting}) == 1 or (_leads(line, i, lex) and scene.turns[at] == scene.turns[number]):
            actor = _best(fitting, scene.lines[at])
        if word in SINGULAR and _another_is_surer(actor, fitting, scene.lines[at], scene):
            actor = None
        break
    return None if actor == NOBODY or _another_follows(i, actor, number, scene) else actor


def _another_is_surer(actor: int | None, fitting: Sequence[Stand], line: Line, scene: _Scene) -> bool:
    """Whether only somebody else of those who fit is called by a noun of the pronoun's gender: "a policewoman"."""
    shown = {s.actor for s in fitting if s.form == "nominal" and noun_gender(line.low(s.head), scene.lex) != "unknown"}
    shown -= {NOBODY}
    unknown = all(_gender(s, line, scene.drafts, scene.lex) == "unknown" for s in fitting if s.actor == actor != NOBODY)
    return bool(shown) and actor not in shown and unknown


def _another_follows(i: int, actor: int | None, number: int, scene: _Scene) -> bool:
    """Whether the pronoun stands before the subject of its sentence, who may be meant instead: "In his speech, Reis said"."""
    line = scene.lines[number]
    later = before_main_subject(line, i)
    return later is not None and any(
        s.actor != actor and s.first <= later < s.last and _fits(line.low(i), s, line, scene.drafts, scene.lex)
        for s in scene.by_line.get(number, ())
    )


def _barred(i: int, number: int, scene: _Scene) -> set[int | None]:
    """Who cannot be meant: the speaker, and the subject of the verb whose object the pronoun is."""
    line, stands = scene.lines[number], scene.by_line.get(number, [])
    found: set[int | None] = {scene.spoken_by[number]} if line.low(i) in SINGULAR else set()
    subject = own_subject(line, i)
    if subject is not None:
        found.update(s.actor for s in stands if place_in_clause(line, s.head) == subject)
    return found


def _candidates(i: int, at: int, number: int, scene: _Scene) -> list[Stand]:
    """The stands of a line that agree with the pronoun at token ``i`` of line ``number``, with those of people who have no mention."""
    line, word = scene.lines[at], scene.lines[number].low(i)
    stands = scene.by_line.get(at, [])
    fitting = [s for s in stands if _fits(word, s, line, scene.drafts, scene.lex)]
    if word in SINGULAR:
        outlets = [s for s in stands if scene.drafts[s.actor].type == "outlet"] if at != number else []
        fitting = [s for s in fitting if line.parse.deps[s.head] not in {"compound", "nmod", "amod"}]
        fitting = [
            s
            for s in fitting
            if not set_apart(s, line, scene.turns[-1] > 0) and not narrates(s, line, outlets, scene.lex)
        ]
        colon = (
            line.lower.index(":") if scene.turns[at] > (scene.turns[at - 1] if at else 0) and ":" in line.lower else 0
        )
        others_here = others(line, at, stands, _people(at, word, scene))
        fitting += [s for s in others_here if not scene.quoted[at][s.head] and s.head >= colon]
    if at == number:
        fitting = [s for s in fitting if s.last <= i and _may_be(s, i, line, scene.lex)]
    return sorted(fitting)


def _people(at: int, word: str, scene: _Scene) -> tuple[int, ...]:
    """The tokens of a line that are people whom ``word`` may mean, looked for once."""
    key = (at, SINGULAR[word])
    if key not in scene.people:
        scene.people[key] = people_words(scene.lines[at], word, scene.lex)
    return scene.people[key]


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
        inserted = deps[verb] in {"ROOT", "parataxis"} or (deps[verb] == "ccomp" and line.parse.heads[verb] > i)
        return not (line.parse.lemmas[verb] in lex.speaking and inserted and verb > stand.head)
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
    deeds = {"consider", "plan", "decide", "agree", "refuse", "recognize"}
    return verb is not None and (line.parse.lemmas[verb] in lex.speaking or line.parse.lemmas[verb] in deeds)


def _fits(word: str, stand: Stand, line: Line, drafts: Sequence[Draft], lex: Lexicon) -> bool:
    """Whether the mention agrees with the pronoun in kind, number and gender."""
    draft = drafts[stand.actor]
    if word in SINGULAR:
        gender = _gender(stand, line, drafts, lex)
        named = stand.form in {"name", "surname"}  # "Lewis" is often taken for a plural
        one = line.tag(stand.head) not in ({"NNPS"} if named else PLURAL_TAGS)
        return draft.type == "person" and gender in {SINGULAR[word], "unknown"} and one
    if word == "they":
        plural = line.tag(stand.head) in PLURAL_TAGS or line.low(stand.head) == "police"
        return draft.type == "group" or (draft.type == "organization" and plural)
    return (
        draft.type in {"organization", "outlet"}
        and line.low(stand.head) != "police"
        and line.tag(stand.head) not in PLURAL_TAGS
    )


def _gender(stand: Stand, line: Line, drafts: Sequence[Draft], lex: Lexicon) -> str:
    """ "male", "female" or "unknown", as the noun of the mention shows, else what is known of its actor."""
    shown = noun_gender(line.low(stand.head), lex) if stand.form in {"nominal", "role"} else "unknown"
    return shown if shown != "unknown" else gender_of(drafts[stand.actor], lex)


def _controller(fitting: Sequence[Stand], line: Line, i: int) -> int | None:
    """Whom the clause of the pronoun at ``i`` depends on: going up from it, the subject of the first verb with somebody fitting; its
    object, where the clause is what the object is to do ("urged Reis to say he would go"); None where both may be meant."""
    if len({s.actor for s in fitting}) == 1:
        return fitting[0].actor
    at, deps, heads = line.parse.heads[i], line.parse.deps, line.parse.heads
    verbs = {s: line.subject_of(place_in_clause(line, s.head)) for s in fitting}
    beside = {s.actor for s, verb in verbs.items() if verb is not None and heads[verb] == at != verb}
    if beside:  # "if the mayor were serious, he would": the subject of the clause that hangs on the pronoun's own
        return min(beside) if len(beside) == 1 else None
    for _ in range(8):
        above = heads[at]
        if above == at:
            return None
        subjects = {s.actor for s, verb in verbs.items() if verb == above}
        conditions = {s.actor for s, verb in verbs.items() if verb and deps[verb] == "advcl" and heads[verb] == above}
        if conditions and conditions != subjects:
            return None
        objects = {s.actor for s in fitting if deps[s.head] in {"dobj", "iobj", "dative"} and heads[s.head] == above}
        if objects:
            return min(objects) if deps[at] == "xcomp" and len(objects) == 1 else None
        if subjects:
            nearest = fitting[-1].actor in subjects or deps[i] not in {"dobj", "pobj", "dative"}
            return min(subjects) if len(subjects) == 1 and nearest else None
        at = above
    return None


def _best(fitting: Sequence[Stand], line: Line) -> int | None:
    """The actor that alone fits, or else the only one that is a subject, others joined to it counted; None in doubt."""
    actors = sorted({s.actor for s in fitting})
    if len(actors) == 1:
        return actors[0]
    heads = {s: place_in_clause(line, s.head) for s in fitting}
    subjects = [s for s in fitting if line.parse.deps[heads[s]] in {"nsubj", "nsubjpass"}]
    main = [s for s in subjects if line.parse.deps[line.parse.heads[heads[s]]] == "ROOT"] or subjects
    return main[0].actor if len({s.actor for s in main}) == 1 else None


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
