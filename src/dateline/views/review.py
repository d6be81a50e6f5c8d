"""What a person should look at: doubtful merges and groupings, open conflicts, weighty events without a date, a place or a second origin.

Always true here: the queue depends on the record alone; what somebody ruled on is not asked again; each row has the command that settles
it, in which only words in capitals are to be filled in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal

from ..link.entities import WIDEST_KEY
from ..link.name_keys import body_keys, person_keys
from ..link.name_score import Kind, score_names
from ..model.notes import EntityType
from ..model.record import Contradiction, Entity, Event, Reason, Statement
from ..rules import table
from .disputes import dispute_row
from .index import Index, Quote
from .names import nominal

ReviewKind = Literal["merge", "apart", "grouping", "conflict", "undated", "unlocated", "single-origin"]
DOUBT = {"conflict": 1.0, "single-origin": 0.5, "undated": 0.5, "unlocated": 0.25}
"""How much of what depends on a thing is in doubt while it is open: all of a conflict, a half of what one origin tells or no day is known
of, a quarter of what is not on the map. A merge or grouping is as doubtful as its score is near the least."""
BAND = 0.1
"""A score so far above the least at which two are one is no longer doubtful."""
NAMED: tuple[EntityType, ...] = ("person", "organization", "outlet", "facility")
"""Types whose names are compared: groups ("health officials") share words with everybody, places are told apart by their pins."""
WEIGHTY = 20
"""Events of most weight that are asked for a date, a place or a second origin, each."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One thing to look at: ``about`` in words of ours and printed names, ``quote`` the passage to read, ``depends`` the weight of the
    events that depend on it, ``priority`` that weight times the doubt (the order of the queue), ``judge`` the arguments of the command
    after ``dateline judge RECORD``."""

    kind: ReviewKind
    id: str
    about: str
    quote: Quote | None
    depends: float
    priority: float
    judge: tuple[str, ...]


def review_rows(index: Index) -> tuple[ReviewRow, ...]:
    """The queue of ``index``, the most that depends on it first."""
    desk = _Desk(index)
    rows = [*desk.merges(), *desk.apart(), *desk.groupings(), *desk.conflicts(), *desk.lacking()]
    return tuple(sorted(rows, key=lambda row: (-row.priority, row.kind, row.id, row.judge)))


class _Desk:
    """A record with what the queue looks up in it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        settings = index.nouns.provenance.settings
        self._least = {name: float(settings.get(f"{name}_score", 1.0)) for name in ("name", "event")}

    def merges(self) -> Iterator[ReviewRow]:
        """Names that the machine took for one by their likeness alone."""
        for entity in self._index.nouns.entities:
            for reason in entity.why:
                first, equals, rest = (reason.note or "").partition(" = ")
                second = rest.rpartition(": ")[0]
                if reason.score is None or not (equals and second) or self._ruled(entity.id):
                    continue
                doubt = self._doubt(reason, "name")
                if doubt > 0:
                    yield self._merge(entity, first, second, reason.score, doubt)

    def _merge(self, entity: Entity, first: str, second: str, score: float, doubt: float) -> ReviewRow:
        mention = next((s for s in entity.mentions if s.exact == second), entity.mentions[0])
        return self._row(
            "merge",
            entity.id,
            f"{first} = {second}: one by likeness of names ({score:.2f})",
            self._index.quote(mention),
            self._weight_of.get(entity.id, 0.0),
            doubt,
            ("distinct", first, second),
        )

    def apart(self) -> Iterator[ReviewRow]:
        """Full names that the machine kept apart, though they are nearly alike enough."""
        least = self._least["name"]
        for one, other, score in _nearly_alike(self._index, least):
            if not (self._ruled(one.id) or self._ruled(other.id)):
                about = f"{one.name} / {other.name}: nearly alike, kept apart ({score:.2f})"
                weight = min(self._weight_of.get(e.id, 0.0) for e in (one, other))
                quote = self._index.quote(other.mentions[0])
                yield self._row(
                    "apart", other.id, about, quote, weight, 1 - (least - score) / BAND, ("merge", one.id, other.id)
                )

    def groupings(self) -> Iterator[ReviewRow]:
        """Events of which some telling is barely like the first."""
        for event in self._index.nouns.events:
            scores = [r for r in event.why if r.score is not None]
            told = [self._index.statements[id] for id in event.statements]
            if not scores or len(told) < 2 or self._ruled(event.id):
                continue
            reason = min(scores, key=lambda r: r.score or 0.0)
            doubt, odd = self._doubt(reason, "event"), _least_like(event, told)
            if doubt > 0 and odd is not None:
                about = f"told {len(told)} times, once barely alike ({reason.score:.2f}: {reason.rule})"
                yield self._row(
                    "grouping",
                    event.id,
                    about,
                    self._index.quote(odd.span),
                    event.weight,
                    doubt,
                    ("split", event.id, odd.id),
                )

    def conflicts(self) -> Iterator[ReviewRow]:
        """Statements that cannot both hold."""
        for found in self._index.open:
            if found.kind == "conflict" and not self._ruled(found.id):
                aspect = table("labels")["aspect"][found.aspect]
                about = f"conflict on {aspect}: {' / '.join(dict.fromkeys(dispute_row(self._index, found).values))}"
                quote = self._index.quote(self._index.statements[found.statements[0]].span)
                weight = self._at_stake(found)
                yield self._row("conflict", found.id, about, quote, weight, DOUBT["conflict"], ("resolve", found.id))

    def lacking(self) -> Iterator[ReviewRow]:
        """Weighty events without a day, a place or a second origin."""
        asked: tuple[tuple[ReviewKind, str, tuple[str, ...]], ...] = (
            ("undated", "no day is known", ("date", "DATE")),
            ("unlocated", "no place is known", ("place", "PLACE")),
            ("single-origin", "one origin tells it", ("grade", "GRADE")),
        )
        lacks = {"undated": _undated, "unlocated": _unlocated, "single-origin": _alone}
        told = (e for e in self._index.nouns.events if e.statements and not e.background)
        ranked = sorted(told, key=lambda e: (-e.weight, e.id))
        for kind, about, (verb, value) in asked:
            open = (e for e in ranked if lacks[kind](e) and not self._ruled(e.id))
            for event in (e for e, _ in zip(open, range(WEIGHTY), strict=False)):
                target = self._teller(event) if verb == "grade" else event.id
                quote = self._index.quote(event.headline)
                yield self._row(kind, event.id, about, quote, event.weight, DOUBT[kind], (verb, target, value))

    def _row(
        self, kind: ReviewKind, id: str, about: str, quote: Quote, depends: float, doubt: float, judge: tuple[str, ...]
    ) -> ReviewRow:
        return ReviewRow(kind, id, about, quote, round(depends, 3), round(depends * doubt, 3), judge)

    def _doubt(self, reason: Reason, name: str) -> float:
        """1 for a score that is just enough, 0 for one that is more than ``BAND`` above it."""
        return min(1.0, 1 - ((reason.score or 0.0) - self._least[name]) / BAND)

    def _ruled(self, id: str) -> bool:
        return id in self._index.rulings

    def _teller(self, event: Event) -> str:
        """The first ungraded statement that tells the event, else its first."""
        told = (self._index.statements[id] for id in event.statements)
        return next((s.id for s in told if s.grade is None), event.statements[0])

    def _at_stake(self, found: Contradiction) -> float:
        events = {id for s in found.statements for id in self._index.events_of.get(s, ())} | {found.event or ""}
        weights = [self._index.events[id].weight for id in sorted(events) if id in self._index.events]
        return sum(weights)

    @cached_property
    def _weight_of(self) -> Mapping[str, float]:
        """The weight of all events that an entity takes part in, is the place of, or speaks of."""
        found: defaultdict[str, float] = defaultdict(float)
        for event in self._index.nouns.events:
            told = (self._index.statements[id] for id in event.statements)
            named = {p.entity for p in event.participants if p.entity} | set(event.places)
            named |= {s.attribution.speaker for s in told if s.attribution and s.attribution.speaker}
            for entity in named:
                found[entity] += event.weight
        return found


def _nearly_alike(index: Index, least: float) -> Iterator[tuple[Entity, Entity, float]]:
    """Pairs of people, or of bodies, that share a key and score up to ``BAND`` below ``least``; of each two names the most mentioned."""
    seen: set[tuple[str, str]] = set()
    keys: defaultdict[str, list[tuple[Entity, Kind]]] = defaultdict(list)
    for entity in index.nouns.entities:
        kind: Kind = "person" if entity.type == "person" else "body"
        if entity.type in NAMED and not nominal(index, entity):
            for key in dict.fromkeys(person_keys(entity.name) if kind == "person" else body_keys(entity.name)):
                keys[f"{kind} {key}"].append((entity, kind))
    for group in (found for found in keys.values() if len(found) <= WIDEST_KEY):
        for (one, kind), (other, _) in combinations(group, 2):
            score, names = score_names(one.name, other.name, kind)[0], (one.name.casefold(), other.name.casefold())
            if names not in seen and least - BAND < score < least:
                seen.add(names)
                yield one, other, score


def _undated(event: Event) -> bool:
    return event.when is None


def _unlocated(event: Event) -> bool:
    return not event.places


def _alone(event: Event) -> bool:
    return event.status == "single-origin"


def _least_like(event: Event, told: list[Statement]) -> Statement | None:
    """The telling that shares the least words with the headline; None where all are its own words."""
    head = frozenset(event.headline.exact.casefold().split())
    others = [s for s in told if s.span.report != event.headline.report or s.sentence.start > event.headline.end]
    return min(others, key=lambda s: (len(head & frozenset(s.span.exact.casefold().split())), s.id), default=None)
