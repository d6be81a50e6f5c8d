"""What a person should look at: doubtful merges and groupings, open conflicts, weighty events without a date, a place or a second origin.

Always true here: the queue depends on the record alone; what somebody ruled on is not asked again; each row has the command that settles
it, in which only words in capitals are to be filled in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct

from ..link.name_keys import WIDEST_KEY, body_keys, person_keys
from ..link.name_score import Kind, score_names
from ..model.reading import Span
from ..model.record import Contradiction, Entity, Event, Provenance, Reason, Statement
from ..model.words import EntityType
from ..rules import table
from ..store.doubt_rows import Grouped
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


class Named(Protocol):
    """An entity as far as its name is compared."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def type(self) -> EntityType: ...


class Alike(NamedTuple):
    """Two entities, by id, whose names score so; the first has more weight."""

    one: str
    other: str
    score: float


class ReviewRow(Struct, frozen=True):
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
    desk = Desk(index, _weights(index))
    return in_order((*desk.all_but_apart(), *desk.apart(desk.nearly_alike(index.nouns.entities, 0.0))))


def in_order(rows: Iterable[ReviewRow]) -> tuple[ReviewRow, ...]:
    """``rows``, the most that depends on it first."""
    return tuple(sorted(rows, key=lambda row: (-row.priority, row.kind, row.id, row.judge)))


def least_scores(made: Provenance) -> Mapping[str, float]:
    """The scores at which two names, and two tellings of an event, are one."""
    return {name: float(made.settings.get(f"{name}_score", 1.0)) for name in ("name", "event")}


def doubt_of(score: float, least: float) -> float:
    """1 for a score that is just enough, 0 or less for one that is ``BAND`` or more above it."""
    return round(min(1.0, 1 - (score - least) / BAND), 9)


def joined_names(reason: Reason) -> tuple[str, str]:
    """The two names that a reason made one; empty where it is none of names."""
    first, equals, rest = (reason.note or "").partition(" = ")
    second = rest.rpartition(": ")[0]
    return (first, second) if equals and second else ("", "")


def mention_of(entity: Entity, name: str) -> Span:
    """The first mention of ``entity`` in these words, else its first."""
    return next((span for span in entity.mentions if span.exact == name), entity.mentions[0])


def grouping_doubt(event: Event | Grouped, least: float) -> float:
    """How doubtful it is that all passages of ``event`` tell one event: by the least score that joined any of them; 0 without scores."""
    scores = [reason.score for reason in event.why if reason.score is not None]
    return doubt_of(min(scores), least) if scores else 0.0


def stakes(depends: float, doubt: float) -> float:
    """The priority of a row on which so much depends with so much doubt."""
    return round(depends * doubt, 3)


def _weights(index: Index) -> Mapping[str, float]:
    """The weight of all events that an entity takes part in, is the place of, or speaks of."""
    found: defaultdict[str, float] = defaultdict(float)
    for event in index.nouns.events:
        said = [s.attribution for id in event.statements if (s := index.statements[id]).attribution]
        named = {p.entity for p in event.participants if p.entity} | set(event.places)
        named |= {who for a in said if a for who in (a.speakers or (a.speaker,)) if who}
        for entity in named:
            found[entity] += event.weight
    return found


class Desk:
    """A record with what the queue looks up in it; ``weights`` are those of the events that depend on an entity, by its id."""

    def __init__(self, index: Index, weights: Mapping[str, float]) -> None:
        self._index = index
        self._weights = weights
        self._least = least_scores(index.nouns.provenance)

    def all_but_apart(self) -> Iterator[ReviewRow]:
        """Everything but names kept apart, which must be compared with each other."""
        yield from self.merges()
        yield from self.groupings()
        yield from self.conflicts()
        yield from self.lacking()

    def merges(self) -> Iterator[ReviewRow]:
        """Names that the machine took for one by their likeness alone."""
        for entity in self._index.nouns.entities:
            for reason in entity.why:
                first, second = joined_names(reason)
                if reason.score is None or not second or self._ruled(entity.id):
                    continue
                doubt = self._doubt(reason, "name")
                if doubt > 0:
                    yield self._merge(entity, first, second, reason.score, doubt)

    def _merge(self, entity: Entity, first: str, second: str, score: float, doubt: float) -> ReviewRow:
        return self._row(
            "merge",
            entity.id,
            f"{first} = {second}: one by likeness of names ({score:.2f})",
            self._index.quote(mention_of(entity, second)),
            self._weights.get(entity.id, 0.0),
            doubt,
            ("distinct", first, second),
        )

    def nearly_alike(self, names: Iterable[Named], floor: float) -> tuple[Alike, ...]:
        """Pairs of people, or of bodies, that share a key and score up to ``BAND`` below the least; of a key that many share those of most
        weight, which is at least ``floor``."""
        keys: defaultdict[str, list[tuple[Named, Kind]]] = defaultdict(list)
        heavy = (named for named in names if named.type in NAMED and self._weights.get(named.id, 0.0) >= floor)
        for named in sorted(heavy, key=lambda n: (-self._weights.get(n.id, 0.0), n.id)):
            kind: Kind = "person" if named.type == "person" else "body"
            for key in dict.fromkeys(person_keys(named.name) if kind == "person" else body_keys(named.name)):
                group = keys[f"{kind} {key}"]
                if len(group) < WIDEST_KEY:
                    group.append((named, kind))
        found: dict[tuple[str, str], Alike] = {}
        for group in keys.values():
            for (one, kind), (other, _) in combinations(group, 2):
                if (one.id, other.id) not in found:
                    score = score_names(one.name, other.name, kind)[0]
                    found[one.id, other.id] = Alike(one.id, other.id, score)
        least = self._least["name"]
        return tuple(alike for alike in found.values() if least - BAND < alike.score < least)

    def apart(self, pairs: Iterable[Alike]) -> Iterator[ReviewRow]:
        """Full names that the machine kept apart, though they are nearly alike enough; the same two names once."""
        seen: set[tuple[str, str]] = set()
        for pair in pairs:
            one, other = self._index.entities[pair.one], self._index.entities[pair.other]
            names = (one.name.casefold(), other.name.casefold())
            bare = nominal(self._index, one) or nominal(self._index, other)
            if names in seen or bare or self._ruled(one.id) or self._ruled(other.id):
                continue
            seen.add(names)
            about = f"{one.name} / {other.name}: nearly alike, kept apart ({pair.score:.2f})"
            weight = min(self._weights.get(e.id, 0.0) for e in (one, other))
            quote, doubt = self._index.quote(other.mentions[0]), 1 - (self._least["name"] - pair.score) / BAND
            yield self._row("apart", other.id, about, quote, weight, doubt, ("merge", one.id, other.id))

    def groupings(self) -> Iterator[ReviewRow]:
        """Events of which some telling is barely like the first."""
        for event in self._index.nouns.events:
            scores = [r for r in event.why if r.score is not None]
            told = [self._index.statements[id] for id in event.statements]
            if not scores or len(told) < 2 or self._ruled(event.id):
                continue
            reason = min(scores, key=lambda r: r.score or 0.0)
            doubt, odd = grouping_doubt(event, self._least["event"]), _least_like(event, told)
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
        return ReviewRow(kind, id, about, quote, round(depends, 3), stakes(depends, doubt), judge)

    def _doubt(self, reason: Reason, name: str) -> float:
        return doubt_of(reason.score or 0.0, self._least[name])

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
