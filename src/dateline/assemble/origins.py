"""Where each passage was first written, by the first rule that applies; the heart of counting honestly.

Always true here: the outlet that the passage credits, else the origin of the earliest passage that it copies, else the agency in
the byline, dateline or credit, else the publisher's family, else unknown. Unknown is one id for all: it never adds up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from .. import rules
from ..model.links import CopyLink, PassageRef
from ..model.notes import Attribution, Credit, ReportNotes
from ..model.parts import Credits, Names
from ..model.reading import Extent
from ..model.record import Origin, OriginKind
from .backing import UNKNOWN
from .materials import FirstPrint, Lookup, Materials, made_id


def origin_of(
    materials: Materials, lookup: Lookup, notes: ReportNotes, sentence: int, attribution: int | None
) -> Origin:
    """The origin of a passage of ``sentence`` with this ``attribution`` (their numbers in ``notes``)."""
    credited = _credited(materials, lookup, notes, attribution)
    if credited:
        return credited
    copied = _copied(lookup, notes, notes.layout.sentences[sentence].start)
    return copied or _own(materials, notes, sentence)


def _named(materials: Materials, kind: OriginKind, name: str, evidence: tuple[str, Extent] | None) -> Origin:
    found = _outlet(kind, materials.family(name))
    return replace(found, evidence=materials.span(*evidence)) if evidence else found


@lru_cache(maxsize=1 << 12)
def _outlet(kind: OriginKind, family: str) -> Origin:
    """Kept, because most passages of a report, and of others, have the same."""
    return Origin(made_id("o", family.casefold()), kind, family)


def _credited(
    materials: Materials, lookup: Lookup, notes: ReportNotes | Credits, attribution: int | None
) -> Origin | None:
    """The outlet nearest to the speaker that the passage names, other than the one that prints it."""
    if attribution is None:
        return None
    report = materials.reports[notes.report]
    own = materials.family(report.publisher).casefold() if report.publisher else None
    for extent, actor in _voices(notes.attributions[attribution]):
        entity = lookup.entity(notes.report, actor)
        link = lookup.entities.get(entity) if entity else None
        if link is not None and link.type == "outlet":
            found = _named(materials, "credited", link.name, (notes.report, extent))
            if found.name is None or found.name.casefold() != own:
                return found
        elif _is_unnamed_media(materials, notes, extent):
            return Origin(UNKNOWN, "unknown", None, materials.span(notes.report, extent))
    return None


def _voices(attribution: Attribution) -> Iterator[tuple[Extent, int | None]]:
    yield from ((relay.extent, relay.actor) for relay in attribution.chain)
    if attribution.source:
        yield attribution.source, attribution.speaker


def _is_unnamed_media(materials: Materials, notes: ReportNotes | Credits, extent: Extent) -> bool:
    """ "local media", "media reports": somebody else's copy, nobody knows whose."""
    words = materials.reports[notes.report].text[extent.start : extent.end].casefold().split()
    return "media" in words and not any(w in rules.words("attribution", "documents") - {"report"} for w in words)


def _copied(lookup: Lookup, notes: ReportNotes, start: int) -> Origin | None:
    """The origin of the earliest passage with the same words, if that is not of the same report."""
    link = lookup.copy_of.get((notes.report, start))
    first = lookup.copied.get(link.id) if link else None
    return first.origin if first and first.report != notes.report else None


def first_prints(materials: Materials, lookup: Lookup) -> dict[str, FirstPrint]:
    """The report and the origin of the earliest passage of each copy group, by the group's id.

    By that passage's own credit before its report's; of one day, the one that names an agency, then the least id. Where its origin is
    unknown, the words that the others copy are the evidence.
    """
    ages = {report: _age(materials, names) for report, names in materials.names.items()} if materials.copies else {}
    of_report: defaultdict[str, list[tuple[CopyLink, PassageRef]]] = defaultdict(list)
    for link in materials.copies:
        earliest = min(link.passages, key=lambda p: (*ages[p.report], p.report, p.extent))
        of_report[earliest.report].append((link, earliest))
    return {
        link.id: FirstPrint(report, _as_copied(materials, lookup, source, passage))
        for report, firsts in of_report.items()
        for source in (materials.credits[report],)
        for link, passage in firsts
    }


def _as_copied(materials: Materials, lookup: Lookup, source: Credits, passage: PassageRef) -> Origin:
    number = next((n for n, s in enumerate(source.layout.sentences) if s.start >= passage.extent.start), 0)
    credits = (_credited(materials, lookup, source, c.attribution) for c in source.clauses if c.sentence == number)
    first = next((found for found in credits if found), None) or _own(materials, source, number)
    words = materials.span(passage.report, passage.extent)
    return replace(first, evidence=words) if first.kind == "unknown" else replace(first, kind="copied", evidence=words)


def _age(materials: Materials, names: Names) -> tuple[bool, str, bool, str]:
    report, published = materials.reports[names.report], names.published
    agency = bool(report.agency or any(c.kind == "dateline" for c in names.credits))
    return published is None, published.earliest if published else "", not agency, report.moment


def _own(materials: Materials, notes: ReportNotes | Credits, sentence: int) -> Origin:
    """What the report itself says of its copy: an agency, else its publisher's family, else unknown."""
    report = materials.reports[notes.report]
    credit = _credit_for(notes, sentence)
    if credit:
        return _named(materials, "agency", credit.name, (notes.report, credit.extent))
    if report.agency:
        return _named(materials, "agency", report.agency, None)
    if report.publisher:
        return _named(materials, "publisher", report.publisher, None)
    return Origin(UNKNOWN, "unknown", None, None)


def _credit_for(notes: ReportNotes | Credits, sentence: int) -> Credit | None:
    """A picture's credit for its caption; the byline's or dateline's agency for the rest."""
    block = notes.layout.sentences[sentence].block
    if notes.layout.blocks[block].role == "caption":
        end = notes.layout.blocks[block].end
        after = (c for c in notes.credits if c.kind == "credit" and 0 <= c.extent.start - end < 80)
        return next(after, None)
    return next((c for c in notes.credits if c.kind in ("dateline", "byline")), None)
