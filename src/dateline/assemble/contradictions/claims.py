"""Who counts what: one claim for each total that a passage prints.

Always true here: a claim is a whole count of a compared measure, printed as a number or a word for one and told as a fact, by somebody
who is not "we" or "you"; of several numbers of a sentence the largest is a total only where the others add up to it, the rest never.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ... import rules
from ...model.notes import ReportNotes
from ...model.reading import Span
from ...model.record import Figure, Statement, When
from ..materials import Lookup, Materials
from .likeness import is_firm, telling_words

_TOWNS = ("town", "site", "district")
_ADDS_UP = 2  # people by which parts may miss their whole: "302: 232 here, 52 there, 17 elsewhere"


@dataclass(frozen=True, slots=True)
class Claim:
    """A total with its owner.

    ``voice`` is who gives it, ``body`` the words for a body or its head, ``counted`` the day (ISO) of the count, ``when`` the firm day of
    what is counted, ``running`` whether it counts on since a beginning; ``towns`` are entities, ``countries`` codes.
    """

    figure: Figure
    atom: Statement
    kind: str
    voice: str
    body: frozenset[str]
    counted: str
    when: When | None
    towns: frozenset[str]
    countries: frozenset[str]
    running: bool
    words: frozenset[str]
    order: tuple[str, str, float, str]

    @property
    def best(self) -> float:
        """The number."""
        return self.figure.best or 0.0

    @property
    def prints_number(self) -> bool:
        """Whether it is a number, or only a word such as "dozens"."""
        return self.figure.high is not None or self.figure.qualifier is not None

    @property
    def scopes(self) -> Iterator[tuple[str, ...]]:
        """What claims of the same share: the event; if somebody gives it, the day of the count with a town or with none."""
        if self.figure.event:
            yield ("event", self.figure.event)
        if self.atom.attribution and self.counted:
            for town in sorted(self.towns) or [""]:
                yield ("day", self.counted, town)

    def may_be_voice_of(self, other: Claim) -> bool:
        """Whether the same body may speak: "Egypt's health minister" and "the ministry", "Reuters" twice."""
        told = bool(self.body) and bool(other.body)
        return self.voice == other.voice or (told and (self.body <= other.body or other.body <= self.body))


def claims(
    materials: Materials, lookup: Lookup, figures: Sequence[Figure], atoms: Mapping[str, Statement]
) -> Iterator[Claim]:
    """All claims, in the order of their counting."""
    by_sentence: defaultdict[tuple[Span, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if _is_total(figure, atoms[figure.statement]):
            by_sentence[atoms[figure.statement].sentence, figure.measure, kind_of_people(figure)].append(figure)
    totals = (total for group in by_sentence.values() if (total := _total(group)))
    yield from sorted((_claim(materials, lookup, f, atoms[f.statement]) for f in totals), key=lambda c: c.order)


def kind_of_people(figure: Figure) -> str:
    """Totals compare with totals, children with children: "20 children and six adults" is no quarrel."""
    noun = (figure.noun or "people").casefold()
    return "people" if noun in rules.words("comparing", "figures.totals") else noun


def _is_total(figure: Figure, atom: Statement) -> bool:
    source = atom.attribution.source.exact.casefold() if atom.attribution and atom.attribution.source else ""
    return (
        figure.measure in rules.words("comparing", "figures.compared")
        and not figure.delta
        and figure.rule not in ("implied", "part")
        and figure.best is not None
        and atom.realis == "actual"
        and source not in rules.words("comparing", "anybody")
    )


def _total(group: Sequence[Figure]) -> Figure | None:
    """The one number of a sentence, or the one that the others add up to; None where they are parts without their whole."""
    largest = max(group, key=lambda f: (f.best or 0, f.id))
    rest = sum(f.best or 0 for f in group) - (largest.best or 0)
    return largest if len(group) == 1 or abs((largest.best or 0) - rest) <= _ADDS_UP else None


def _claim(materials: Materials, lookup: Lookup, figure: Figure, atom: Statement) -> Claim:
    notes = materials.notes[figure.span.report]
    towns, countries = _places(lookup, notes, atom.sentence)
    source = atom.attribution.source if atom.attribution else None
    counted = figure.as_of.earliest if figure.as_of and figure.as_of.earliest == figure.as_of.latest else ""
    moment = materials.reports[figure.span.report].moment
    words = telling_words(atom.sentence.exact)
    return Claim(
        figure=figure,
        atom=atom,
        kind=kind_of_people(figure),
        voice=figure.claimant or (source.exact.casefold() if source else atom.origin.id),
        body=_body(source.exact) if source else frozenset(),
        counted=counted,
        when=atom.when if is_firm(atom.when) else None,
        towns=towns,
        countries=countries,
        running=_runs_on(atom.sentence.exact),
        words=words,
        order=(counted, moment, figure.best or 0, figure.id),
    )


def _runs_on(sentence: str) -> bool:
    told = f" {' '.join(sentence.casefold().split())} "
    return any(f" {phrase} " in told for phrase in rules.words("comparing", "figures.running"))


def _body(source: str) -> frozenset[str]:
    """The telling words for a source, so that a ministry, its minister and its spokesman are one body."""
    heads = rules.words("comparing", "figures.heads")
    told = source.rpartition(")")[2]  # "(Update 9:45 p.m.) The health minister": what stands in brackets is nobody
    words = (w.strip("“”‘’\"'.,()") for w in told.casefold().split() if not w.endswith(("'s", "’s")))
    same = rules.table("comparing")["figures"]["same_body"]
    return frozenset(str(same.get(w, w)) for w in words if w and w not in heads)


def _places(lookup: Lookup, notes: ReportNotes, sentence: Span) -> tuple[frozenset[str], frozenset[str]]:
    """Towns and countries that a sentence names; not those that only say where another lies ("south of Torva")."""
    towns, countries = set(), set()
    for mention in notes.mentions:
        actor = notes.actors[mention.actor]
        if actor.type not in ("place", "facility") or not sentence.start <= mention.extent.start < sentence.end:
            continue
        before = sentence.exact[: mention.extent.start - sentence.start].casefold().split()
        if " ".join(before[-2:]) in rules.words("comparing", "bearings"):
            continue
        if actor.place and actor.place.country:
            countries.add(actor.place.country)
        if (actor.place is None or actor.place.precision in _TOWNS) and (
            e := lookup.entity(notes.report, mention.actor)
        ):
            towns.add(e)
    return frozenset(towns), frozenset(countries)
