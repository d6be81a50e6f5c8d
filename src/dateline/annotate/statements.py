"""From clause shapes to clauses: which are statements, who says them, when they happened, whether they are background.

Always true here: a clause's own time comes from the parse, never from what stands nearest; each dating names the rule that
gave it; a sentence that was read gives at least one clause, so nothing that was printed is lost.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .. import rules
from ..model.extents import Extents
from ..model.notes import Attribution, Clause, Dating, TimeExpression
from ..model.reading import Extent, Layout
from ..model.syntax import Shape, Tree

_SPEECH = ("verb", "according-to", "closing", "parenthesis", "quote-follows", "quote-goes-on", "quote-alone", "post",
           "colon-headline", "colon-transcript", "colon")  # fmt: skip
UNREAD = ("credit", "byline", "dateline", "boilerplate")
_BACKGROUND_DAYS = 30  # older than this at the report's date is background; the public crisis timelines run for weeks
_FINENESS = {"time": 0, "part-of-day": 0, "day": 1, "weekend": 2, "week": 3, "month": 4}


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a report when its clauses are judged; ``shapes[i]`` and ``trees[i]`` belong to sentence ``i``."""

    layout: Layout
    trees: Sequence[Tree | None]
    shapes: Sequence[Sequence[Shape]]
    times: Sequence[TimeExpression]
    attributions: Sequence[Attribution]
    published: Dating | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence under judgement: ``tied`` maps a shape to its times, ``said`` are the attributions that touch it."""

    reading: Reading
    tree: Tree
    shapes: Sequence[Shape]
    tied: Mapping[int, Sequence[int]]
    said: Sequence[tuple[int, Attribution]]
    cues: Mapping[Extent, str]
    role: str


def find_clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of a report, in order of sentence and place."""
    reading = replace(reading, attributions=_speech(reading))
    cues = _cue_lemmas(reading)
    placed = Extents([time.extent for time in reading.times])
    pieces = [
        (n, piece) for n, a in enumerate(reading.attributions) for piece in (*a.content, *([a.cue] if a.cue else []))
    ]
    spoken = Extents([piece for _, piece in pieces])
    found: list[Clause] = []
    for number, sentence in enumerate(reading.layout.sentences):
        role, tree = reading.layout.role(sentence), reading.trees[number]
        if role in UNREAD:
            continue
        shapes, whole = reading.shapes[number], Extent(sentence.start, sentence.end)
        if tree is None or not shapes:
            found.append(_unparsed(whole, number))
        else:
            tied = tie_times(tree, reading.times, placed.within(whole), shapes)
            said = [(n, reading.attributions[n]) for n in sorted({pieces[p][0] for p in spoken.touching(whole)})]
            here = _Sentence(reading, tree, shapes, tied, said, cues, role)
            kept = [s for s in shapes if not _only_says(here, s)] or list(shapes[:1])
            found += [_clause(here, shape) for shape in kept]
    return tuple(sorted(found, key=lambda c: (c.sentence, c.extent)))


def _unparsed(whole: Extent, number: int) -> Clause:
    return Clause(whole, whole, number, "positive", "actual", False, None, None, None, None, "root", "not-parsed")


def _speech(reading: Reading) -> tuple[Attribution, ...]:
    """The attributions with the head word of each cue in place of the cue.

    What somebody wants, supports or is known for is the outlet's own telling about him: of those rules nothing is left.
    """
    heads: dict[Extent, Extent] = {}
    starts = {t.at: t for t in reading.trees if t is not None}
    places = sorted(starts)
    for cue in {a.cue for a in reading.attributions if a.cue}:
        place = bisect_right(places, cue.start) - 1
        tree = starts[places[place]] if place >= 0 else None
        head = time_head(tree, cue) if tree is not None else None
        heads[cue] = tree.extent(head, head) if tree is not None and head is not None else cue
    speech = [a.rule.split(":")[0] in _SPEECH or a.rule.endswith(":clause") for a in reading.attributions]
    return tuple(
        replace(a, cue=heads[a.cue] if a.cue else None) if tells else replace(a, cue=None, content=())
        for a, tells in zip(reading.attributions, speech, strict=True)
    )


def _cue_lemmas(reading: Reading) -> dict[Extent, str]:
    wanted = {a.cue for a in reading.attributions if a.cue}
    trees = [t for t in reading.trees if t is not None]
    return {e: t.parse.lemmas[i] for t in trees for i in range(len(t)) if (e := t.extent(i, i)) in wanted}


def _only_says(here: _Sentence, shape: Shape) -> bool:
    """A clause such as "he said" asserts nothing beside the content that stands outside of it."""
    cues = {here.tree.extent(t, t) for t in shape.tokens}
    said = [a for _, a in here.said if a.cue in cues]
    bare = here.tree.parse.lemmas[shape.head] in rules.words("attribution", "bare")
    return bare and any(not shape.extent.holds(c) for a in said for c in a.content)


# --- which time dates which clause --------------------------------------------------------------------------------


def tie_times(
    tree: Tree, times: Sequence[TimeExpression], inside: Sequence[int], shapes: Sequence[Shape]
) -> dict[int, list[int]]:
    """For each shape (index) the times, of those ``inside`` the sentence, that the parse ties to it.

    Those of nouns ("Sunday's poll") are left out.
    """
    tied: dict[int, list[int]] = {}
    for number in inside:
        owner = _owner(tree, times[number].extent, shapes) if times[number].dating is not None else None
        if owner is not None:
            tied.setdefault(owner, []).append(number)
    return tied


def time_head(tree: Tree, extent: Extent) -> int | None:
    """The token of a time expression whose head lies outside of it."""
    inside = [i for i in range(len(tree)) if extent.start <= tree.at + tree.parse.starts[i] < extent.end]
    return next((i for i in inside if tree.parse.heads[i] not in inside or tree.parse.heads[i] == i), None)


def _owner(tree: Tree, extent: Extent, shapes: Sequence[Shape]) -> int | None:
    head = time_head(tree, extent)
    if head is None or tree.parse.deps[head] == "poss" or _hangs_on_noun(tree, extent):
        return None
    said = _right_after_saying(tree, extent, shapes)
    if said is not None:
        return said
    return next((n for n, shape in enumerate(shapes) if head in shape.tokens), None)


def _right_after_saying(tree: Tree, extent: Extent, shapes: Sequence[Shape]) -> int | None:
    """ "said on Tuesday it would ...": the day is of the saying, wherever the parser hung it."""
    first = tree.token_at(extent.start)
    if first is None or first == 0:
        return None
    before = first - 1 if tree.parse.pos[first - 1] != "ADP" else first - 2
    says = rules.words("attribution", "say_verbs")
    if before < 0 or tree.parse.lemmas[before] not in says or tree.parse.pos[before] != "VERB":
        return None
    return next((n for n, shape in enumerate(shapes) if before in shape.tokens), None)


# --- one clause ---------------------------------------------------------------------------------------------------


def _clause(here: _Sentence, shape: Shape) -> Clause:
    head = here.tree.extent(shape.head, shape.head)
    attribution = _attribution(here, shape, head)
    said = _said(here, attribution)
    time, dating = _dating(here, here.shapes.index(shape), said)
    clause = Clause(
        extent=shape.extent,
        head=head,
        sentence=shape.sentence,
        polarity=shape.polarity,
        realis=shape.realis,
        background=False,
        attribution=attribution,
        time=time,
        dating=dating,
        said=said or _reported(here),
        link=shape.link,
        rule=shape.rule,
    )
    clause = replace(clause, background=_is_background(here, shape, clause))
    return clause if dating or not _is_news(here, shape, clause) else replace(clause, dating=_reported(here))


def _attribution(here: _Sentence, shape: Shape, head: Extent) -> int | None:
    """The saying that is this clause's own verb, else the innermost one that has the clause as content."""
    own = [n for n, a in here.said if a.cue == head]
    held = [(n, a) for n, a in here.said if any(c.holds(head) for c in a.content) and not _describes(shape, a)]
    around = [(sum(c.end - c.start for c in a.content), n) for n, a in held]
    if own or around:
        return own[0] if own else min(around)[1]
    return next((n for n, a in here.said if _quotes_or_names(a, shape)), None)


def _describes(shape: Shape, told: Attribution) -> bool:
    """ "demanded to free X, who was jailed": the relative clause is the outlet's, not part of what was demanded."""
    return (
        shape.link in ("relcl", "conj") and told.rule in ("verb:infinitive", "verb:object") and told.kind == "indirect"
    )


def _quotes_or_names(told: Attribution, shape: Shape) -> bool:
    """The clause has the source in an "according to", or holds a piece that is quoted from a source outside of it."""
    if told.cue is None:
        return False
    if told.rule == "according-to":
        return shape.extent.holds(told.cue)
    return (
        told.rule == "verb:quote"
        and not shape.extent.holds(told.cue)
        and any(shape.extent.holds(c) for c in told.content)
    )


def _said(here: _Sentence, attribution: int | None) -> Dating | None:
    """When it was said, where the sentence states it."""
    if attribution is None:
        return None
    cue = here.reading.attributions[attribution].cue
    if cue is None:
        return None
    owner = next((n for n, s in enumerate(here.shapes) if any(here.tree.extent(t, t) == cue for t in s.tokens)), None)
    best = _best(here, here.tied.get(owner, ())) if owner is not None else None
    return here.reading.times[best].dating if best is not None else None


def _reported(here: _Sentence) -> Dating | None:
    published = here.reading.published
    return replace(published, basis="report-date", rule="report-date") if published else None


def _best(here: _Sentence, numbers: Sequence[int]) -> int | None:
    """The finest of several times; of equals the one that is printed in full, then the first."""

    def rank(number: int) -> tuple[int, bool, int]:
        dating = here.reading.times[number].dating
        if dating is None:
            return 99, True, number
        return _FINENESS.get(dating.precision, 9), dating.basis != "stated", number

    return min(numbers, key=rank, default=None)


def _dating(here: _Sentence, index: int, said: Dating | None) -> tuple[int | None, Dating | None]:
    """Own time, else the time of the clause it goes with, else the time at which it was said."""
    own = _best(here, here.tied.get(index, ()))
    if own is not None:
        return own, here.reading.times[own].dating
    shape = here.shapes[index]
    if shape.parent is not None and _goes_with(here, shape):
        time, dating = _dating(here, shape.parent, None)
        if dating is not None:
            return time, replace(dating, rule=f"with-{shape.link}")
    timely = shape.tense in ("past", "perfect", "present", "none") or _is_backshift(shape)
    if said is not None and timely and shape.realis != "hypothetical":
        return None, replace(said, rule="as-said")
    return None, None


def _is_backshift(shape: Shape) -> bool:
    """ "said that 120 had been hurt": the tense of what is said moves one step back; it is news all the same."""
    return shape.tense == "past-perfect" and shape.link in ("ccomp", "conj")


def _goes_with(here: _Sentence, shape: Shape) -> bool:
    """Whether a clause happens when the clause that it hangs on does."""
    parent = here.shapes[shape.parent or 0]
    if shape.link == "conj":
        return parent.tense == shape.tense or "none" in (parent.tense, shape.tense)
    if shape.link == "advcl":
        near = shape.marker in rules.words("clauses", "near_time") and not _is_offset(here, shape)
        same = near and shape.tense in ("past", "present", "none")
        return same or (shape.marker is None and shape.tense == "none" and shape.realis != "planned")
    return shape.link == "relcl" and shape.tense == "past" and not _is_who(here, shape)


def _is_offset(here: _Sentence, shape: Shape) -> bool:
    """ "A day after he left": words right before the conjunction say how far away the clause is."""
    marks = [k for k in here.tree.kids[shape.head] if here.tree.parse.deps[k] == "mark" and k < shape.head]
    before = marks[0] - 1 if marks else -1
    return (
        before >= 0
        and here.tree.parse.tags[before] in ("NN", "NNS", "CD")
        and here.tree.parse.heads[before] in (shape.head, marks[0])
    )


def _is_who(here: _Sentence, shape: Shape) -> bool:
    return any(here.tree.parse.lemmas[t] in ("who", "whom", "whose") for t in shape.tokens)


# --- news or background --------------------------------------------------------------------------------------------


def _is_background(here: _Sentence, shape: Shape, clause: Clause) -> bool:
    published = here.reading.published
    if clause.dating is not None:
        if published is None:
            return False
        long_ago = datetime.date.fromisoformat(published.earliest) - datetime.timedelta(days=_BACKGROUND_DAYS)
        coarse = clause.dating.precision in ("year", "decade", "century", "interval", "quarter", "season")
        return datetime.date.fromisoformat(clause.dating.earliest) < long_ago and (
            coarse or clause.dating.latest < long_ago.isoformat()
        )
    backward = shape.tense == "past-perfect" and not (clause.attribution is not None and _is_backshift(shape))
    if backward or here.tree.parse.lemmas[shape.head] in rules.words("clauses", "stative.lemmas"):
        return True
    return shape.link == "relcl" and _is_who(here, shape)


def _is_news(here: _Sentence, shape: Shape, clause: Clause) -> bool:
    """Told without a date, but as news: what the report's own date can stand for."""
    if clause.background or shape.tense == "future" or shape.realis == "hypothetical":
        return False
    if shape.realis == "planned" and shape.rule == "purpose":
        return False
    if shape.rule.startswith("modal:") or _is_offset(here, shape):
        return False
    if here.role in ("headline", "subhead", "caption", "post"):
        return True
    told = shape.tense in ("past", "perfect") or (clause.attribution is not None and _is_backshift(shape))
    return told or (shape.tense == "present" and here.tree.parse.tags[shape.head] == "VBG")


def lies_ahead(
    trees: Sequence[Tree | None], shapes: Sequence[Sequence[Shape]], extents: Sequence[Extent]
) -> frozenset[int]:
    """Which of ``extents`` (time expressions) belong to a clause in the future tense or of what is planned."""
    found: set[int] = set()
    starts = [(t.at, t.at + t.parse.ends[-1], n) for n, t in enumerate(trees) if t is not None and len(t)]
    place = 0
    for number, extent in enumerate(extents):
        while place < len(starts) and starts[place][1] <= extent.start:
            place += 1
        if place == len(starts) or extent.start < starts[place][0]:
            continue
        tree, mine = trees[starts[place][2]], shapes[starts[place][2]]
        if tree is None or _hangs_on_noun(tree, extent):
            continue
        owner = _owner(tree, extent, mine)
        if owner is not None and (mine[owner].tense == "future" or mine[owner].realis in ("planned", "demanded")):
            found.add(number)
    return frozenset(found)


def _hangs_on_noun(tree: Tree, extent: Extent) -> bool:
    """ "expected the vote of 4 October to end": the date is the noun's, whatever the verb expects."""
    head = time_head(tree, extent)
    if head is None or tree.parse.deps[head] != "pobj":
        return False
    prep = tree.parse.heads[head]
    return tree.parse.lemmas[prep] == "of" and tree.parse.pos[tree.parse.heads[prep]] in ("NOUN", "PROPN")
