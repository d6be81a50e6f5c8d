"""Linked mentions to events: the clearest words, the best date, who stands behind it.

Always true here: the headline is an exact stretch of one report, and a mention the exact trigger in one; counts are of reports,
publisher families, known origins and speakers; unknown origins count as one, and only where nothing else stands behind the event.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from ..model.links import EventLink, EventRef, PassageRef
from ..model.notes import Clause, Dating, EventMention, ReportNotes
from ..model.reading import Extent, Span
from ..model.record import Event, EventParticipant, Statement, When
from .backing import backing, known_origins
from .materials import Lookup, Materials, statement_id

_BASIS_RANK = {"ruled": -1, "stated": 0, "relative": 1, "inferred": 2, "report-date": 3, "none": 4}
_FINENESS = {
    "time": 0,
    "part-of-day": 0,
    "day": 1,
    "weekend": 2,
    "week": 3,
    "month": 4,
    "quarter": 5,
    "season": 5,
    "year": 6,
    "decade": 7,
}
_ANTECEDENT_GAP = 3  # a comma and a blank, or a blank, between a noun and the clause that describes it
_HEADLINE_LENGTH = (25, 260)  # characters: shorter lacks the who or the what, longer is no line


class Telling(Struct, frozen=True):
    """One mention of an event with its clause and statement."""

    notes: ReportNotes
    ref: EventRef
    mention: EventMention
    clause: Clause
    statement: Statement


def events(
    materials: Materials, lookup: Lookup, atoms: Mapping[str, Statement], disputed: Collection[str]
) -> tuple[Event, ...]:
    """All events, by day and id; ``disputed`` are the ids of events that stand in a conflict."""
    referring: defaultdict[str, list[EventRef]] = defaultdict(list)
    for ref, event in materials.references.items():
        referring[event].append(ref)
    found = []
    for link in materials.events:
        told = tellings(materials, link.members, atoms)
        beside = (PassageRef(ref.report, materials.triggers[ref]) for ref in referring.get(link.id, ()))
        found.append(event_of_tellings(materials, lookup, link, told, beside, disputed=link.id in disputed))
    return tuple(sorted(found, key=lambda e: (e.when.earliest if e.when else "9999", e.id)))


def tellings(materials: Materials, members: Iterable[EventRef], atoms: Mapping[str, Statement]) -> list[Telling]:
    """The mentions of one event, in the order of ``members``."""
    found = []
    for ref in members:
        notes = materials.notes[ref.report]
        mention = notes.events[ref.event]
        statement = atoms[statement_id(ref.report, notes.clauses[mention.clause])]
        found.append(Telling(notes, ref, mention, notes.clauses[mention.clause], statement))
    return found


def event_of_tellings(
    materials: Materials,
    lookup: Lookup,
    link: EventLink,
    told: Sequence[Telling],
    beside: Iterable[PassageRef] = (),
    *,
    disputed: bool,
) -> Event:
    """The event of ``link`` as ``told``, mentioned by these passages and by those ``beside``."""
    when = _when(materials, told)
    sure = [
        t for t in told if t.mention.realis == "actual"
    ] or told  # "allegedly shot" tells of a fact where others tell it as one
    fitting = [t for t in sure if when and t.mention.dating and t.mention.dating.edtf == when.edtf]
    clear = fitting or sure
    best = min(clear, key=_clearness) if len(clear) > 1 else clear[0]
    statements = tuple(sorted({t.statement.id for t in told}))
    behind = [t.statement for t in told if t.mention.realis == best.mention.realis]  # "allegedly" backs no fact
    counts = backing(materials, behind, disputed=disputed)
    kind = materials.types.type(best.mention.type)
    return Event(
        id=link.id,
        type=best.mention.type,
        mode=_mode(materials, best),
        headline=_headline(materials, best),
        when=when,
        places=_places(lookup, told),
        participants=_participants(materials, lookup, (best, *(t for t in told if t is not best))),
        polarity=best.mention.polarity,
        realis=best.mention.realis,
        background=all(t.mention.background for t in told),
        statements=statements,
        n_reports=counts.n_reports,
        n_publishers=counts.n_publishers,
        n_origins=counts.n_origins,
        n_speakers=counts.n_speakers,
        status=counts.status,
        weight=_weight(kind.weight, best, told, len(known_origins(behind))),
        why=link.why,
        mentions=_mentions(materials, told, beside),
        plover=kind.plover,
        acled=kind.acled,
        cameo=kind.cameo,
        iptc=kind.iptc,
    )


def _mentions(materials: Materials, told: Iterable[Telling], beside: Iterable[PassageRef]) -> tuple[Span, ...]:
    found = {PassageRef(t.notes.report, t.mention.phrase or t.mention.trigger) for t in told}.union(beside)
    return tuple(materials.span(*passage) for passage in sorted(found))


def _mode(materials: Materials, best: Telling) -> str | None:
    """How it was done; of an event that its noun names, what the noun says of that."""
    mention = best.mention
    return materials.types.mode(mention.type, mention.rule) if mention.mode == "nominal" else mention.mode


def _weight(kind: float, best: Telling, told: Sequence[Telling], n_origins: int) -> float:
    """Importance for choosing: what kind of event, how many origins and reports, whether it leads a report."""
    reports = len({t.ref.report for t in told})
    leads = sum(t.clause.sentence < 4 for t in told) / len(told)
    actual = 1.0 if best.mention.realis == "actual" and best.mention.polarity == "positive" else 0.5
    actual *= 0.7 if all(t.mention.time is None for t in told) else 1.0
    actual *= 0.5 if all(t.mention.mode == "nominal" for t in told) else 1.0
    return round(actual * kind * (1 + math.log2(1 + n_origins) + 0.5 * math.log2(reports) + 0.5 * leads), 4)


# --- words ----------------------------------------------------------------------------------------------------------


def _clearness(t: Telling) -> tuple[object, ...]:
    """Least is clearest: story before caption, actual, with a subject, of readable length, with a date, early in its report."""
    role = t.notes.layout.role(t.notes.layout.sentences[t.clause.sentence])
    extent = _line(t)
    short, long = _HEADLINE_LENGTH
    fits = short <= extent.end - extent.start <= long
    age = t.notes.published.earliest if t.notes.published else "9999"
    return (
        t.mention.mode == "nominal",
        role not in ("body", "headline"),
        t.mention.realis != "actual",
        not fits,
        t.clause.link not in ("root", "conj", "ccomp"),
        t.mention.time is None,
        not any(p.role == "agent" for p in t.mention.participants),
        age,
        t.clause.sentence,
        t.ref,
    )


def _line(t: Telling) -> Extent:
    """The clause where it stands on its own feet, else its sentence."""
    if t.mention.mode == "nominal":
        return t.clause.extent
    sentence = t.notes.layout.sentences[t.clause.sentence]
    whole, part = Extent(sentence.start, sentence.end), t.clause.extent
    subjects = [p.extent for p in t.mention.participants if p.extent.end <= t.mention.trigger.start]
    if t.clause.link == "relcl":  # "protesters who stormed the hall": with the noun that it describes
        before = [s for s in subjects if s.end <= part.start and part.start - s.end <= _ANTECEDENT_GAP]
        part = Extent(before[0].start, part.end) if before else part
    own_subject = any(part.start <= s.start for s in subjects)
    length = part.end - part.start
    aside = t.clause.link not in ("root", "conj", "ccomp") or length < 0.6 * (whole.end - whole.start)
    if own_subject and aside and length >= _HEADLINE_LENGTH[0]:
        return part
    short_enough = whole.end - whole.start <= _HEADLINE_LENGTH[1]
    return whole if short_enough or not own_subject else part


def _headline(materials: Materials, best: Telling) -> Span:
    return materials.span(best.ref.report, _line(best))


# --- date, places, participants --------------------------------------------------------------------------------------


def _when(materials: Materials, told: Sequence[Telling]) -> When | None:
    """The date with the best basis, of those the finest, of those what most tellings give, of those the earliest."""
    dated = [(t, t.mention.dating) for t in told if t.mention.dating]
    if not dated:
        return None
    if len(dated) == 1:
        return _dated(materials, *dated[0])
    votes = Counter(d.edtf for _, d in dated)

    def rank(pair: tuple[Telling, Dating]) -> tuple[object, ...]:
        t, d = pair
        weak = d.rule == "as-said"
        return (
            _BASIS_RANK[d.basis] + 2 * weak,
            _FINENESS.get(d.precision, 8),
            -votes[d.edtf],
            d.earliest,
            t.mention.time is None,
            t.ref,
        )

    return _dated(materials, *min(dated, key=rank))


def _dated(materials: Materials, best: Telling, dating: Dating) -> When | None:
    time = best.notes.times[best.mention.time] if best.mention.time is not None else None
    return materials.when(best.ref.report, dating, time)


def _places(lookup: Lookup, told: Sequence[Telling]) -> tuple[str, ...]:
    found = Counter(e for t in told for e in lookup.places(t.ref, t.mention))
    return tuple(sorted(found, key=lambda e: (-found[e], e)))


def _participants(materials: Materials, lookup: Lookup, told: Sequence[Telling]) -> tuple[EventParticipant, ...]:
    """Each entity (or phrase) once a role, in the order of the clearest telling first."""
    found: dict[tuple[str, str], EventParticipant] = {}
    for t in told:
        for p in t.mention.participants:
            entity, span = lookup.entity(t.ref.report, p.actor), materials.span(t.ref.report, p.extent)
            found.setdefault((entity or span.exact.casefold(), p.role), EventParticipant(entity, span, p.role))
    return tuple(found.values())
