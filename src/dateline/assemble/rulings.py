"""What people ruled, applied to what was assembled: rejected, graded, named, settled; and what each decision was applied to.

Always true here: nothing stands on a rejected statement; of two rulings on one thing the later counts and the earlier is told to be
superseded; each decision that stands has one ``Applied``, and what of it could not be applied is a failure. The earlier stages apply the
rest: ``link/rulings/`` what is one and what not, dates of statements, and which reports and tellings count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..errors import FAILURES
from ..model.decisions import Decision, DecisionKind, DecisionNoun
from ..model.edtf import ruled_dating
from ..model.links import Bound, Unapplied, gave_way
from ..model.reading import Failure
from ..model.record import Applied, Contradiction, Entity, Event, Reason, RecordedReport, Statement
from .materials import Lookup, Materials, statement_id

CODE, GAVE_WAY = "R301", "R303"
LAST_COUNTS: Mapping[DecisionKind, str] = {"date": "date", "locate": "place", "rename": "name", "grade": "grade"}
"""Kinds that give a thing one value, and what it is: of two the later counts."""


class Rulings(Struct, frozen=True):
    """``ids`` are what each decision is about, by its id, ``places`` the entity that it calls the place; ``in_force`` is the decision of a
    kind that counts for a thing, by its id; ``gave_way`` are the ids of those, or of parts of them, that another one counts instead of."""

    ids: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]
    in_force: Mapping[tuple[DecisionKind, str], Decision]
    gave_way: frozenset[str] = frozenset()

    def of(self, kind: DecisionKind, id: str) -> Decision | None:
        """The ruling of this kind that counts for the thing ``id``."""
        return self.in_force.get((kind, id))

    def value(self, kind: DecisionKind, id: str) -> str | None:
        """What the ruling of this kind gives to the thing ``id``."""
        ruling = self.of(kind, id)
        return ruling.value if ruling else None


def rulings_of(materials: Materials, lookup: Lookup) -> Rulings:
    """What the decisions on ``materials`` are about; those on contradictions are about statements until ``settled`` tells which these
    are."""
    ids: dict[str, tuple[str, ...]] = {}
    in_force: dict[tuple[DecisionKind, str], Decision] = {}
    for b in materials.bound:
        found = tuple(dict.fromkeys(_THINGS[b.decision.noun or "entity"](materials, lookup, b)))
        ids[b.decision.id] = found
        if b.decision.noun != "contradiction":
            in_force.update(((b.decision.kind, id), b.decision) for id in found)
    places = {b.decision.id: lookup.entity_of[b.actors[-1]] for b in materials.bound if b.decision.kind == "locate"}
    gave_way = frozenset(unapplied.decision.id for unapplied in materials.unapplied if unapplied.later)
    return Rulings(ids, places, in_force, gave_way)


def on_statements(rulings: Rulings, found: Iterable[Statement]) -> tuple[Statement, ...]:
    """``found`` with the grades that people gave, and with the rejected marked."""
    return tuple(
        replace(s, rejected=rejected, grade=grade)
        if (rejected := rulings.of("reject", s.id) is not None) | ((grade := rulings.value("grade", s.id)) is not None)
        else s
        for s in found
    )


def on_events(materials: Materials, rulings: Rulings, found: Iterable[Event]) -> tuple[Event, ...]:
    """``found`` with the dates and places that people gave; what each passage says of them stays with its statement."""
    return tuple(_placed(rulings, _dated(materials, rulings, e)) for e in found)


def _dated(materials: Materials, rulings: Rulings, event: Event) -> Event:
    dating = ruled_dating(rulings.value("date", event.id) or "")
    return replace(event, when=materials.when(event.headline.report, dating)) if dating else event


def _placed(rulings: Rulings, event: Event) -> Event:
    ruling = rulings.of("locate", event.id)
    return replace(event, places=(rulings.places[ruling.id],)) if ruling else event


def on_reports(rulings: Rulings, found: Iterable[RecordedReport]) -> tuple[RecordedReport, ...]:
    """``found`` with the grades of their publishers."""
    return tuple(replace(r, publisher_grade=grade) if (grade := rulings.value("grade", r.id)) else r for r in found)


def on_entities(rulings: Rulings, found: Iterable[Entity]) -> tuple[Entity, ...]:
    """``found`` under the names that people gave them; what the machine called them is another name."""
    return tuple(_named(e, ruling) if (ruling := rulings.of("rename", e.id)) else e for e in found)


def _named(entity: Entity, ruling: Decision) -> Entity:
    name = ruling.value or entity.name
    aliases = sorted({*entity.aliases, entity.name} - {name})
    why = Reason("ruled: rename", None, f"{ruling.who}, {ruling.when}: {ruling.why}")
    return replace(entity, name=name, aliases=tuple(aliases), why=(*entity.why, why))


def settled(
    materials: Materials, rulings: Rulings, found: Sequence[Contradiction]
) -> tuple[tuple[Contradiction, ...], Rulings, tuple[Unapplied, ...]]:
    """``found`` with those marked that people ruled to be settled; the rulings with these; and those that fit none."""
    ids, lost = dict(rulings.ids), list[Unapplied]()
    for b in (b for b in materials.bound if b.decision.noun == "contradiction"):
        about = set(rulings.ids[b.decision.id])
        alike = [c for c in found if f"{c.kind}:{c.aspect}" == b.decision.value and len(about & {*c.statements}) > 1]
        same = tuple(c.id for c in alike if about.issuperset(c.statements))
        ids[b.decision.id] = same
        if not same:
            lost.append(Unapplied(b.decision, _grown(alike, about)))
    of_kind = {b.decision.id for b in materials.bound if b.decision.kind == "resolve"}
    resolved = {id for decision in of_kind for id in ids[decision]}
    marked = tuple(replace(c, resolved=True) if c.id in resolved else c for c in found)
    return marked, replace(rulings, ids=ids), tuple(lost)


def _grown(alike: Sequence[Contradiction], about: set[str]) -> str:
    if not alike:
        return "these statements do not contradict each other any more."
    more = len(set(alike[0].statements) - about)
    return f"{more} more statement{'s are' if more > 1 else ' is'} part of it now ({alike[0].id}): rule on it anew."


def overruled(materials: Materials, rulings: Rulings) -> tuple[Unapplied, ...]:
    """The decisions that gave a value to things of which a later one gives it to some."""
    found: list[Unapplied] = []
    for b in (b for b in materials.bound if b.decision.kind in LAST_COUNTS):
        about = rulings.ids[b.decision.id]
        counts = {d.id: d for id in about if (d := rulings.in_force[b.decision.kind, id]) is not b.decision}
        if counts:
            later = max(counts.values(), key=lambda d: (d.moment.start, d.id))
            value = later.called[-1] if later.kind == "locate" else later.value
            left = any(rulings.in_force[b.decision.kind, id] is b.decision for id in about)
            words = (
                f"that the {LAST_COUNTS[later.kind]} is {value}{'; the rest of this decision holds' if left else ''}"
            )
            found.append(gave_way(b.decision, later, words))
    return tuple(found)


def unmet(materials: Materials, rulings: Rulings) -> tuple[Unapplied, ...]:
    """The decisions on publishers that printed none of the reports."""
    bare = (b.decision for b in materials.bound if b.decision.noun == "publisher" and not rulings.ids[b.decision.id])
    return tuple(Unapplied(d, f"{d.names[0]} printed no report of the record.") for d in bare)


def applied(materials: Materials, rulings: Rulings) -> tuple[Applied, ...]:
    """What each decision that stands was applied to, in the order of the decisions."""
    return tuple(_applied(d, rulings) for d in materials.decisions)


def _applied(decision: Decision, rulings: Rulings) -> Applied:
    about = rulings.ids.get(decision.id, ())
    if decision.id in rulings.gave_way:
        return Applied(decision.id, decision.noun or "entity", about, superseded=True)
    once = decision.kind in LAST_COUNTS
    counts = tuple(id for id in about if not once or rulings.in_force[decision.kind, id] is decision)
    return Applied(decision.id, decision.noun or "entity", counts, len(counts) < len(about))


def is_told(unapplied: Unapplied) -> bool:
    """Whether a warning tells of it: not of one's own later decision, unless nobody knows whether it is later."""
    decision, later = unapplied.decision, unapplied.later
    return later is None or later.who != decision.who or later.moment.start < decision.moment.end


def failure(unapplied: Unapplied) -> Failure:
    """The failure that tells of a decision that could not be applied, or of one that another counts instead of."""
    decision, reason, later = unapplied
    code = GAVE_WAY if later else CODE
    kind = FAILURES[code]
    what = " / ".join(decision.called)
    message = f"{kind.title}: {decision.kind} {what} ({decision.who}, {decision.when}): {reason}"
    return Failure(f"decision {decision.id}", code, kind.severity, message, kind.remedy)


# --- what a decision is about, by its noun ---------------------------------------------------------------------------


def _statements(materials: Materials, _: Lookup, b: Bound) -> list[str]:
    return [statement_id(ref.report, materials.notes[ref.report].clauses[ref.clause]) for ref in b.clauses]


def _events(materials: Materials, _: Lookup, b: Bound) -> list[str]:
    there = {link.id for link in materials.events}
    return [id for ref in b.events if (id := materials.event_of[ref]) in there]


def _entities(_: Materials, lookup: Lookup, b: Bound) -> list[str]:
    return sorted({lookup.entity_of[ref] for ref in b.actors})


def _reports(_: Materials, __: Lookup, b: Bound) -> list[str]:
    return list(b.reports)


def _of_publisher(materials: Materials, _: Lookup, b: Bound) -> list[str]:
    wanted = {name.casefold() for name in b.decision.names}
    return [id for id, r in sorted(materials.reports.items()) if r.publisher and r.publisher.casefold() in wanted]


_THINGS: Mapping[DecisionNoun, Callable[[Materials, Lookup, Bound], list[str]]] = {
    "statement": _statements,
    "contradiction": _statements,
    "event": _events,
    "entity": _entities,
    "report": _reports,
    "publisher": _of_publisher,
}
