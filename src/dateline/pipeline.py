"""The way through, top to bottom. Read this first and you know the house.

    read -> segment -> annotate -> link -> assemble        (then store, views, export, cli)

Always true here: each stage is a pure function of frozen values; only this file knows their order; nothing here reads a
file, a clock or the environment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from msgspec.structs import replace

from . import rules
from .annotate.attribution import find_attributions
from .annotate.clauses import find_shapes
from .annotate.credits import find_credits
from .annotate.events import Told, find_events, find_ties
from .annotate.figures import Account, find_counts, find_victims, main_incident
from .annotate.gazetteer import Gazetteer
from .annotate.names import find_names
from .annotate.offices import Cast, find_offices
from .annotate.report_date import published
from .annotate.statements import UNREAD, Reading, find_clauses, lies_ahead
from .annotate.times import find, joined, resolve
from .assemble.materials import Materials
from .assemble.record import assemble
from .link.copies import ReportText, find_copies
from .link.entities import link_entities
from .link.events import Context, link_events, with_same_events
from .link.outlets import known_outlets, with_outlets
from .link.rulings import Ruled, bind, in_force, laid_over, ruled, ruled_events
from .link.versions import find_versions
from .model.closed import ClosedRecord
from .model.decisions import Decision, in_order
from .model.links import ActorRef, Bound, CopyLink, Unapplied, VersionLink
from .model.named import Named
from .model.notes import ReportNotes
from .model.parse import Parse
from .model.parts import Credits, Names, Parts, Triggers
from .model.reading import Failure, Layout, Report
from .model.syntax import Tree
from .outlets import outlets
from .segment import segment
from .segment.budget import Budgeted, within_budget
from .settings import Settings
from .typology import typology

ParseBatches = Callable[[Iterable[list[str]]], Iterator[list[Parse]]]
"""Parses batches of sentences, in order: the one thing that a caller has to bring (see ``api``)."""


# --- one report: segment, annotate ----------------------------------------------------------------------------------


def annotate(
    report: Report, layout: Layout, parses: Sequence[Parse | None], gazetteer: Gazetteer, chosen: Settings | None = None
) -> ReportNotes:
    """All that one report says. ``parses[i]`` belongs to ``layout.sentences[i]``; None where it was not parsed."""
    text, settings = report.text, chosen or Settings()
    types, known = typology(settings.types), outlets(settings.outlets)
    trees = [
        Tree(p, s.start, n) if p is not None else None
        for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))
    ]
    found = find_names(text, layout, parses, gazetteer, known)
    names = Named(found.mentions, found.actors)
    victims = find_victims(text, trees)
    counts = find_counts(text, layout, trees, victims)

    speech = rules.words("attribution", "say_verbs")
    shapes = [find_shapes(tree, text, speech) if tree is not None else () for tree in trees]
    attributions = find_attributions(text, layout, trees, names, known)

    hits = find(text)
    publication = published(report, layout, hits)
    anchor = publication.dating.earliest if publication.dating else None
    ahead = lies_ahead(trees, shapes, [hit.extent for hit in hits])
    times = joined(text, resolve(text, hits, anchor, ahead))

    clauses = find_clauses(Reading(layout, trees, shapes, times, attributions, publication.dating))
    told = Told(trees, clauses, times, names, publication.dating, types)
    clauses, events, references = find_events(told)
    ties = find_ties(told, (*events, *references))
    offices = find_offices(Cast(text, trees, clauses, names, attributions))
    notes = ReportNotes(
        report=report.id,
        layout=layout,
        published=publication.dating,
        published_evidence=publication.evidence,
        times=times,
        mentions=found.mentions,
        actors=found.actors,
        counts=counts,
        attributions=attributions,
        clauses=clauses,
        events=events,
        offices=offices,
        credits=find_credits(text, layout, known),
        failures=publication.failures,
        incident=main_incident(Account(text, layout, trees, victims, counts, times, publication.dating)),
        references=references,
        ties=ties,
    )
    return with_same_events(notes, text, types.families)


# --- many reports: the same words are parsed once -------------------------------------------------------------------

AT_ONCE = 16
"""Reports in a batch at most: 32 save one sentence in a hundred more, 8 one less (one story, 273 reports)."""
CHARACTERS_AT_ONCE = 200_000
"""Characters after which a batch is full, so that memory does not grow with the length of reports; 16 of news have 100,000."""
SHARES = 8
"""Batches to a process at least, if there are reports enough: all end at nearly the same time."""
LINE = 40
"""Characters of a line from which it is no coincidence that two reports have it."""


def beside_copies(reports: Iterable[Report]) -> list[Report]:
    """``reports`` in an order in which those that have a line in common stand together: a batch has most of the copies of a sentence."""
    given = sorted(reports, key=lambda report: report.id)
    lines = [
        {crc32(line.encode("utf-8", "surrogatepass")) for line in report.text.splitlines() if len(line) > LINE}
        for report in given
    ]
    times = Counter(line for printed in lines for line in printed)
    rarest = [min(((times[line], line) for line in printed if times[line] > 1), default=(0, 0)) for printed in lines]
    return [report for _, report in sorted(zip(rarest, given, strict=True), key=lambda pair: pair[0])]


def in_batches(reports: Sequence[Report], jobs: int) -> Iterator[list[Report]]:
    """``reports`` in batches for ``jobs`` processes, in order."""
    most = max(1, min(AT_ONCE, len(reports) // (jobs * SHARES)))
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == most or sum(len(r.text) for r in batch) > CHARACTERS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def annotate_all(
    reports: Sequence[Report], parse: ParseBatches, gazetteer: Gazetteer, settings: Settings
) -> Iterator[tuple[Report, ReportNotes]]:
    """Each report with its notes, in order. A sentence that several reports print is parsed once, and kept until its last use."""
    laid_out = [(report, within_budget(report, segment(report), settings, UNREAD)) for report in reports]
    wanted = [[_parsed_text(report, allowed, n) for n in range(len(allowed.analysed))] for report, allowed in laid_out]
    left = Counter(words for sentences in wanted for words in sentences if words is not None)
    distinct = list(left)
    batches = [distinct[i : i + settings.batch] for i in range(0, len(distinct), settings.batch)]
    results = parse(batches)
    known: dict[str, Parse] = {}
    taken = iter(batches)
    for (report, allowed), sentences in zip(laid_out, wanted, strict=True):
        while any(words is not None and words not in known for words in sentences):
            known.update(zip(next(taken), next(results), strict=True))
        parses = [known[words] if words is not None else None for words in sentences]
        notes = annotate(report, allowed.layout, parses, gazetteer, settings)
        yield report, replace(notes, failures=(*notes.failures, *allowed.failures))
        for words in sentences:
            if words is not None:
                left[words] -= 1
                if not left[words]:
                    known.pop(words, None)


def _parsed_text(report: Report, allowed: Budgeted, number: int) -> str | None:
    """The words of a sentence, or None if it is not to be parsed: boilerplate, credits, or beyond the budget."""
    sentence = allowed.layout.sentences[number]
    return report.text[sentence.start : sentence.end] if allowed.analysed[number] else None


# --- all reports: link, assemble ------------------------------------------------------------------------------------


def make_record(
    reports: Sequence[Report],
    notes: Mapping[str, ReportNotes],
    failures: Sequence[Failure],
    settings: Settings,
    version: str,
    parser: str,
    decisions: Sequence[Decision] = (),
) -> ClosedRecord:
    """The record of ``reports`` with their ``notes`` (by report) under the ``decisions`` that stand; the order of any does not matter."""
    materials = link(reports, notes, settings, decisions)
    return assemble(materials, failures, version, parser, settings.table())


def link(
    reports: Sequence[Report],
    notes: Mapping[str, ReportNotes],
    settings: Settings,
    decisions: Sequence[Decision] = (),
) -> Materials:
    """What is the same across reports: copied words, entities as people and the machine see them, events.

    ``notes`` may be opened anew each time that they are asked for: of all at once only the names are held here.
    """
    rulings, types, known = in_order(decisions), typology(settings.types), outlets(settings.outlets)
    given = _given(reports, notes, rulings, settings)
    by_id, bound = given.standing, given.bound
    names = Parts(notes, by_id, Names)
    same = _same_names(names, given, settings, known.added)
    over = laid_over(bound)
    read = _Laid(notes, by_id, lambda n: with_outlets(over(n), same.outlets))
    context = Context(
        texts={r.id: r.text for r in by_id.values()},
        entities=same.entity_of,
        named=same.named,
        copy_of={(p.report, p.extent.start): copy.id for copy in same.copies for p in copy.passages},
        families=types.families,
        persons=same.named & {entity.id for entity in same.ruled.entities if entity.type == "person"},
    )
    linked = link_events(read.values(), Parts(notes, by_id, Triggers).values(), context, settings.event_score)
    events = ruled_events(linked, read.values(), bound)
    references = {reference: events.event_of[told] for told, reference in linked.references}
    return Materials(
        reports=by_id,
        notes=read,
        names=names,
        credits=Parts(notes, by_id, Credits),
        entities=same.ruled.entities,
        events=events.events.links,
        denials=events.events.denials,
        copies=same.copies,
        families=known.families,
        named=same.named,
        decisions=rulings,
        unapplied=(*given.lost, *same.ruled.failures, *events.failures),
        bound=in_force(bound, same.ruled, events),
        event_of=events.event_of,
        types=types,
        references=references,
        referred=linked.named,
        versions=given.versions,
        former=given.former,
    )


class _Same(NamedTuple):
    """Copied words and entities over all reports: the entity of each actor, those with a proper name, the names of outlets."""

    copies: tuple[CopyLink, ...]
    ruled: Ruled
    entity_of: dict[ActorRef, str]
    named: frozenset[str]
    outlets: frozenset[str]


def _same_names(named: Mapping[str, Names], given: _Given, settings: Settings, added: frozenset[str]) -> _Same:
    """What names and copies are the same in reports that name these; ``added`` are outlets that a user named."""
    texts = given.standing
    names = [_names(one) for one in named.values()]
    known = known_outlets(names, _printers(texts.values()) | added)
    names = [with_outlets(n, known) for n in names]
    copies = find_copies([ReportText(n.report, texts[n.report].text, n.layout) for n in names], settings)
    found = ruled(link_entities(names, settings), names, given.bound)
    entity_of = {ActorRef(*member): entity.id for entity in found.entities for member in entity.members}
    proper = (
        ActorRef(n.report, m.actor) for n in names for m in n.mentions if m.form in ("name", "surname", "acronym")
    )
    with_name = frozenset(entity for ref in proper if (entity := entity_of.get(ref)))
    return _Same(copies, found, entity_of, with_name, known)


class _Laid(Mapping[str, ReportNotes]):
    """The notes of ``reports`` in this order, each with something laid over it when it is asked for: nothing is kept of what is opened."""

    def __init__(
        self, notes: Mapping[str, ReportNotes], reports: Iterable[str], over: Callable[[ReportNotes], ReportNotes]
    ) -> None:
        self._notes, self._over, self._reports = notes, over, dict.fromkeys(reports)

    def __getitem__(self, report: str) -> ReportNotes:
        return self._over(self._notes[report])

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)


def _names(named: Names) -> ReportNotes:
    """What a report names, as notes that say nothing else."""
    return ReportNotes(
        report=named.report,
        layout=named.layout,
        published=named.published,
        published_evidence=named.published_evidence,
        mentions=named.mentions,
        actors=named.actors,
        credits=named.credits,
    )


class _Given(NamedTuple):
    """The reports that stand in the record; ``former`` ones with their notes, of which a later version does; the decisions with what they
    are about in those that stand, and those whose words are not there."""

    standing: dict[str, Report]
    versions: tuple[VersionLink, ...]
    former: dict[str, tuple[Report, ReportNotes]]
    bound: tuple[Bound, ...]
    lost: tuple[Unapplied, ...]


def _given(
    reports: Sequence[Report], notes: Mapping[str, ReportNotes], rulings: Sequence[Decision], settings: Settings
) -> _Given:
    """What is left when the reports that people removed are gone, and of each document the last version stands."""
    by_id = {r.id: r for r in sorted(reports, key=lambda r: r.id) if r.id in notes}
    families = typology(settings.types).families
    removing = bind([d for d in rulings if d.kind == "remove"], by_id, notes, families)
    gone = frozenset(report for b in removing.bound for report in b.reports)
    left = {id: report for id, report in by_id.items() if id not in gone}
    versions = find_versions(left.values(), notes, settings)
    former = {f.report: (left.pop(f.report), notes[f.report]) for link in versions for f in link.earlier}
    others = bind([d for d in rulings if d.kind != "remove"], left, notes, families)
    return _Given(left, versions, former, (*removing.bound, *others.bound), (*removing.failures, *others.failures))


def _printers(reports: Iterable[Report]) -> frozenset[str]:
    """Who is known to be an outlet because it printed a report of the record or lent it its copy."""
    return frozenset(name for report in reports for name in (report.publisher, report.agency) if name)
