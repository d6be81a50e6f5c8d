"""Which event mentions of all reports tell one event: proposals from an index, a scoring table, leaders instead of chains.

Always true here: every mention is in exactly one link; a mention joins an event only by its likeness to the event's first
mention, so weak links do not chain; the order of reports does not matter, because mentions are sorted by their content.
Cost grows with mentions times the few leaders that share a key with them, never with all pairs.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import rules
from ..model.links import ActorRef, EventLink, EventRef
from ..model.notes import EventMention, Polarity, Realis, ReportNotes
from ..model.record import Reason

# (feature, weight). Tried on the two Kyrgyz documents and the sample: with patient or words at .15 the reports of one
# release fell apart; with type and day alone above .5 different rallies of one night became one.
WEIGHTS: dict[str, float] = {
    "type": 0.20,
    "family": 0.10,
    "trigger": 0.15,
    "day": 0.20,
    "near-day": 0.10,
    "undated": 0.00,
    "both-nouns": 0.20,
    "patient": 0.25,
    "patient-kind": 0.10,
    "agent": 0.10,
    "agent-kind": 0.05,
    "place": 0.10,
    "words": 0.35,
    "other-patient": -0.20,
    "other-agent": -0.10,
    "other-named-agent": -0.25,
    "other-named-patient": -0.35,
    "other-place": -0.20,
    "same-report": -0.05,
}
_LONGEST_DAYS = 3  # longer spans ("in October") are no evidence that two tellings mean one happening
_MOST_LEADERS = 200  # per key; beyond it a key says too little to be worth comparing


@dataclass(frozen=True, slots=True)
class Telling:
    """One event mention as the linker sees it: entities and head words by role, content words, days."""

    ref: EventRef
    content: str
    type: str
    family: str
    lemma: str
    first: datetime.date | None
    last: datetime.date | None
    firm: bool
    agents: frozenset[str]
    patients: frozenset[str]
    places: frozenset[str]
    named: frozenset[str]
    words: frozenset[str]
    copy: str | None
    main: bool
    nominal: bool
    polarity: Polarity
    realis: Realis


@dataclass(frozen=True, slots=True)
class Context:
    """What is linked already: entity of each actor (``named``: with a proper name), copy group of each passage, families."""

    texts: Mapping[str, str]
    entities: Mapping[ActorRef, str]
    named: frozenset[str]
    copy_of: Mapping[tuple[str, int], str]
    families: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EventLinks:
    """The links, and pairs of links that tell the same but for polarity (one denies what the other asserts)."""

    links: tuple[EventLink, ...]
    denials: tuple[tuple[str, str], ...]


def link_events(notes: Sequence[ReportNotes], context: Context, least: float) -> EventLinks:
    """One link per event. ``least`` is the least score at which a mention joins an event."""
    tellings = [t for n in notes for t in _tellings(n, context)]
    tellings.sort(key=lambda t: (t.realis != "actual", -len(t.patients) - len(t.places), not t.firm, t.content, t.ref))
    leaders: list[Telling] = []
    members: list[list[tuple[Telling, Reason]]] = []
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    denials: set[tuple[int, int]] = set()
    for telling in tellings:
        best, rivals = _best(telling, leaders, index, least)
        if best is None:
            best = (len(leaders), Reason("first-telling"))
            leaders.append(telling)
            members.append([])
            for key in _keys(telling):
                index[key].append(best[0])
        members[best[0]].append((telling, best[1]))
        denials.update((min(best[0], r), max(best[0], r)) for r in rivals)
    links = [_link(leader, group) for leader, group in zip(leaders, members, strict=True)]
    pairs = sorted((links[a].id, links[b].id) for a, b in denials)
    return EventLinks(tuple(sorted(links, key=lambda k: k.id)), tuple(pairs))


# --- what is compared -----------------------------------------------------------------------------------------------


def _tellings(notes: ReportNotes, context: Context) -> Iterator[Telling]:
    for number, event in enumerate(notes.events):
        yield _telling(notes, number, event, context)


def _telling(notes: ReportNotes, number: int, event: EventMention, context: Context) -> Telling:
    text, clause = context.texts[notes.report], notes.clauses[event.clause]
    words = text[clause.extent.start : clause.extent.end]
    sentence = notes.layout.sentences[clause.sentence]
    dating = event.dating
    short = dating is not None and _days(dating.earliest, dating.latest) <= _LONGEST_DAYS
    agents, patients = _who(notes, event, "agent", context), _who(notes, event, "patient", context)
    return Telling(
        ref=EventRef(notes.report, number),
        content=words.casefold(),
        type=event.type,
        family=context.families.get(event.type, event.type),
        lemma=event.lemma,
        first=datetime.date.fromisoformat(dating.earliest) if dating and short else None,
        last=datetime.date.fromisoformat(dating.latest) if dating and short else None,
        firm=bool(dating and dating.basis in ("stated", "relative", "ruled") and dating.rule != "as-said"),
        agents=agents,
        patients=patients,
        places=frozenset(e for p in event.places if (e := context.entities.get(ActorRef(notes.report, p)))),
        named=(agents | patients) & context.named,
        words=_content_words(words) - {_stem(text[event.trigger.start : event.trigger.end].casefold())},
        copy=context.copy_of.get((notes.report, sentence.start)),
        nominal=event.mode == "nominal",
        main=clause.link in ("root", "conj", "ccomp"),
        polarity=event.polarity,
        realis=event.realis,
    )


def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _who(notes: ReportNotes, event: EventMention, role: str, context: Context) -> frozenset[str]:
    """Named entities in this role; for the rest the head word of the phrase. Words for just anybody are left out."""
    found = []
    for p in event.participants:
        if p.role == role:
            entity = context.entities.get(ActorRef(notes.report, p.actor)) if p.actor is not None else None
            phrase = context.texts[notes.report][p.extent.start : p.extent.end].casefold().split()
            found.append(entity if entity in context.named else _head_word(phrase))
    return frozenset(f for f in found if f) - rules.words("comparing", "anybody")


def _head_word(phrase: Sequence[str]) -> str:
    """The noun that a phrase is about: its last word before "of", "in" and their like."""
    end = next(
        (n for n, w in enumerate(phrase) if n and w in ("of", "in", "from", "for", "at", "on", "to")), len(phrase)
    )
    return _stem(phrase[end - 1]) if phrase else ""


def _content_words(words: str) -> frozenset[str]:
    empty = rules.words("comparing", "empty") | rules.words("comparing", "anybody")
    bare = (raw.strip(".,;:!?\"'“”‘()[]") for raw in words.casefold().replace("’", "'").split())
    return frozenset(_stem(w) for w in bare if w and w not in empty)


def _stem(word: str) -> str:
    """A rough stem, for comparing only: "protesters" and "protester", "freed" and "free"."""
    word = word.strip(".,;:!?\"'“”‘’()[]").removesuffix("'s")
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


# --- proposals and scores -------------------------------------------------------------------------------------------


def _keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    """What two tellings of one event share: copied words, or family and day with somebody, somewhere or the trigger."""
    if telling.copy:
        yield ("copy", telling.copy, telling.lemma)
    anchors = sorted(
        {
            *telling.patients,
            *telling.places,
            *telling.agents,
            telling.lemma,
            *([telling.type] if telling.nominal else []),
        }
    )
    for day in _around(telling):
        for anchor in anchors:
            yield (telling.family, day, anchor)


def _around(telling: Telling) -> Iterable[str]:
    """The days of a telling, one more on either side where the day is only that of the report."""
    if telling.first is None or telling.last is None:
        return ("undated",)
    slack = datetime.timedelta(days=0 if telling.firm else 1)
    first, last = telling.first - slack, telling.last + slack
    return [(first + datetime.timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def _best(
    telling: Telling, leaders: Sequence[Telling], index: Mapping[tuple[str, ...], list[int]], least: float
) -> tuple[tuple[int, Reason] | None, list[int]]:
    proposed = sorted({n for key in _keys(telling) for n in index.get(key, ())[:_MOST_LEADERS]})
    best: tuple[float, int, str] | None = None
    rivals = []
    for number in proposed:
        score, why = score_pair(telling, leaders[number])
        if score < least:
            continue
        if telling.polarity != leaders[number].polarity:
            rivals += [number] if _same_deed(telling, leaders[number]) else []
        elif telling.realis == leaders[number].realis and (best is None or score > best[0]):
            best = (score, number, why)
    return ((best[1], Reason(best[2], round(best[0], 3))) if best else None), rivals


def score_pair(a: Telling, b: Telling) -> tuple[float, str]:
    """The score of two tellings and the features it is made of, strongest first; 0 where their days exclude each other."""
    if a.copy and a.copy == b.copy and a.lemma == b.lemma and a.type == b.type:
        return 1.0, "copied-words"
    features = _features(a, b)
    if features is None:
        return 0.0, "other-day"
    parts = sorted(features.items(), key=lambda f: (-abs(f[1]), f[0]))
    return min(1.0, sum(v for _, v in parts)), "+".join(name for name, v in parts if v)


def _same_deed(a: Telling, b: Telling) -> bool:
    """Enough in common for one to deny the other: a deed of the typology, told by the same verb, done to the same."""
    return a.main and b.main and a.type == b.type != "other" and a.lemma == b.lemma and bool(a.patients & b.patients)


def _features(a: Telling, b: Telling) -> dict[str, float] | None:
    day = _day_feature(a, b)
    if day is None:
        return None
    shared = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    found = {day: WEIGHTS[day], "words": WEIGHTS["words"] * shared}
    if a.type != "other" or b.type != "other":
        found |= _weighted("type" if a.type == b.type else "family" if a.family == b.family else None)
    found |= _weighted("trigger" if a.lemma == b.lemma else None)
    found |= _weighted("both-nouns" if a.nominal and b.nominal and a.type == b.type else None)
    found |= _weighted(_who_feature("patient", a.patients, b.patients, a.named | b.named))
    found |= _weighted(_who_feature("agent", a.agents, b.agents, a.named | b.named))
    found |= _weighted("place" if a.places & b.places else "other-place" if a.places and b.places else None)
    found |= _weighted("same-report" if a.ref.report == b.ref.report else None)
    return found


def _who_feature(role: str, a: frozenset[str], b: frozenset[str], named: frozenset[str]) -> str | None:
    """A shared name is evidence; a shared common noun ("troops") is little; nobody in common, and two names more so, speaks against."""
    if a & b:
        return role if a & b & named else f"{role}-kind"
    if a & named and b & named:
        return f"other-named-{role}"
    return f"other-{role}" if a and b else None


def _weighted(feature: str | None) -> dict[str, float]:
    return {feature: WEIGHTS[feature]} if feature else {}


def _day_feature(a: Telling, b: Telling) -> str | None:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return "undated" if a.first is None and b.first is None else None
    if a.first <= b.last and b.first <= a.last:
        return "day"
    gap = min(abs((a.first - b.last).days), abs((b.first - a.last).days))
    return "near-day" if gap <= 1 and not (a.firm and b.firm) else None


def _link(leader: Telling, group: Sequence[tuple[Telling, Reason]]) -> EventLink:
    members = tuple(sorted(t.ref for t, _ in group))
    seed = f"{leader.type}\0{leader.content}\0{leader.ref.report}\0{leader.ref.event}"
    reasons = sorted(
        {(r.rule, r.score) for _, r in group if r.rule != "first-telling"}, key=lambda r: (-(r[1] or 0), r[0])
    )
    why = tuple(Reason(rule, score) for rule, score in reasons[:5]) or (Reason("first-telling"),)
    return EventLink("e-" + hashlib.sha256(seed.encode()).hexdigest()[:12], members, why)
