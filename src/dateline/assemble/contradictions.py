"""What cannot all hold: figures, doers, denials, rival holders of an office. Precision first.

Always true here: a contradiction names at least two statements and the value that each gives; a later figure of the same
claimant is an update, a coarser one a refinement, never a conflict.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import rules
from ..model.reading import Extent, Span
from ..model.record import Aspect, Contradiction, ContradictionKind, Figure, Occupancy, Reason, Statement
from .events import Telling, tellings
from .materials import Lookup, Materials, made_id

_MONTHS_PER_YEAR = 12
# Share of the shorter sentence's words that claims of one day must have in common to be about the same. On the
# Egypt reports of the timeline benchmark it took 33 findings to 23; those it dropped, as far as they were read,
# set counts of different scopes against each other.
_SAME_WORDS = 0.4


def contradictions(
    materials: Materials,
    lookup: Lookup,
    atoms: Mapping[str, Statement],
    figures: Sequence[Figure],
    occupancies: Sequence[Occupancy],
) -> tuple[Contradiction, ...]:
    """All contradictions, each once, by id."""
    found = [
        *_of_figures(lookup, materials, figures, atoms),
        *_of_terms(materials, lookup, figures, atoms),
        *_of_doers(materials, atoms),
        *_of_denials(materials, atoms),
        *_of_offices(lookup, occupancies, atoms),
    ]
    return tuple(sorted({c.id: c for c in found}.values(), key=lambda c: c.id))


def _made(
    kind: ContradictionKind,
    aspect: Aspect,
    event: str | None,
    pairs: Iterable[tuple[str, str]],
    rule: str,
    note: str | None = None,
) -> Contradiction:
    ordered = list(dict.fromkeys(pairs))
    statements, values = tuple(s for s, _ in ordered), tuple(v for _, v in ordered)
    made = made_id("x", kind, aspect, *sorted(zip(statements, values, strict=True)))
    return Contradiction(made, kind, aspect, event, statements, values, Reason(rule, None, note))


# --- figures --------------------------------------------------------------------------------------------------------


def _of_figures(
    lookup: Lookup, materials: Materials, figures: Sequence[Figure], atoms: Mapping[str, Statement]
) -> Iterator[Contradiction]:
    """Totals of one measure in one scope that no number fits: the scope is the event, or the day and place of a claim."""
    by_scope: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    places = _places_of_events(materials, lookup)
    for figure in figures:
        if _is_total(figure, atoms[figure.statement]):
            for scope in _scopes(figure, atoms[figure.statement], places):
                by_scope[figure.measure, _kind_of_people(figure), *scope].append(figure)
    for (measure, _, kind, *_), group in by_scope.items():
        voices: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in sorted(group, key=lambda f: (*_moment(materials, f), f.best or 0, f.id)):
            if not any(f.best == figure.best for f in voices[_voice(figure, atoms)]):
                voices[_voice(figure, atoms)].append(figure)
        told = _Told(atoms, kind == "event")
        yield from _updates(measure, voices, told)
        yield from _rivals(measure, voices, told)


def _is_total(figure: Figure, atom: Statement) -> bool:
    """A whole count of a compared measure that a number prints, by somebody who is not "we" or "you"."""
    source = atom.attribution.source.exact.casefold() if atom.attribution and atom.attribution.source else ""
    compared = figure.measure in rules.words("comparing", "figures.compared")
    return (
        compared
        and not figure.delta
        and figure.rule != "implied"
        and figure.best is not None
        and source not in rules.words("comparing", "anybody")
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """When two figures of one scope speak of the same: of one event always, of one day only in much the same words."""

    atoms: Mapping[str, Statement]
    of_one_event: bool

    def same(self, a: Figure, b: Figure) -> bool:
        """Whether the two counts can be compared; numbers of one sentence are parts, not rivals."""
        first, second = self.atoms[a.statement].sentence, self.atoms[b.statement].sentence
        if first == second:
            return False
        words = [_telling_words(span.exact) for span in (first, second)]
        shared = len(words[0] & words[1]) / max(1, min(map(len, words)))
        return self.of_one_event or shared >= _SAME_WORDS


def _telling_words(text: str) -> frozenset[str]:
    """The words of a sentence without numbers and without those that say nothing."""
    empty = rules.words("comparing", "empty") | rules.words("comparing", "anybody")
    words = (w.strip("“”‘’\"'.,;:!?()") for w in text.casefold().split())
    return frozenset(w for w in words if w and w not in empty and not w[0].isdigit())


def _voice(figure: Figure, atoms: Mapping[str, Statement]) -> str:
    """Who stands behind a figure: its claimant, else the words for who said it, else the origin of its passage."""
    atom = atoms[figure.statement]
    source = atom.attribution.source if atom.attribution else None
    return figure.claimant or (source.exact.casefold() if source else atom.origin.id)


def _updates(measure: str, voices: Mapping[str, Sequence[Figure]], told: _Told) -> Iterator[Contradiction]:
    """One voice, several numbers in several reports: the later replaces the earlier."""
    for series in voices.values():
        pairs = [(a, b) for a, b in itertools.combinations(series, 2) if a.span.report != b.span.report]
        if any(_apart(a, b) and told.same(a, b) for a, b in pairs):
            yield _of_series("update", measure, series)


def _kind_of_people(figure: Figure) -> str:
    """Totals compare with totals, children with children: "20 children and six adults" is no quarrel."""
    noun = (figure.noun or "people").casefold()
    return "people" if noun in rules.words("comparing", "figures.totals") else noun


def _rivals(measure: str, voices: Mapping[str, Sequence[Figure]], told: _Told) -> Iterator[Contradiction]:
    """Several voices whose numbers exclude each other."""
    everything = [(voice, figure) for voice, series in voices.items() for figure in series]
    pairs = ((f, other) for (v, f), (w, other) in itertools.permutations(everything, 2) if v != w)
    at_odds = {f.id for f, other in pairs if _apart(f, other) and told.same(f, other)}
    if at_odds:
        yield _of_series("conflict", measure, [figure for _, figure in everything if figure.id in at_odds])


def _of_series(kind: ContradictionKind, measure: str, series: Sequence[Figure]) -> Contradiction:
    shared = {figure.event for figure in series}
    event = next(iter(shared)) if len(shared) == 1 else None
    note = " / ".join(f"{figure.best:g}" for figure in series)
    return _made(kind, "figure", event, [(f.statement, f.span.exact) for f in series], f"figure:{measure}", note)


def _places_of_events(materials: Materials, lookup: Lookup) -> dict[str, str]:
    """The places of each event as one word, for comparing scopes."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for link in materials.events:
        for ref in link.members:
            found[link.id].update(lookup.places(ref, materials.notes[ref.report].events[ref.event]))
    return {event: " ".join(sorted(places)) for event, places in found.items()}


def _scopes(figure: Figure, atom: Statement, places: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    if figure.event:
        yield ("event", figure.event)
    claimed = figure.claimant or (atom.attribution and atom.attribution.source)
    if claimed and figure.as_of and figure.as_of.earliest == figure.as_of.latest:
        yield ("claim", figure.as_of.earliest, places.get(figure.event or "", ""))


def _apart(a: Figure, b: Figure) -> bool:
    """No number fits both."""
    return _top(a) < _bottom(b) or _top(b) < _bottom(a)


def _top(figure: Figure) -> float:
    return figure.high if figure.high is not None else math.inf


def _bottom(figure: Figure) -> float:
    return figure.low if figure.low is not None else 0.0


def _moment(materials: Materials, figure: Figure) -> tuple[str, str]:
    """The day of a count, then when its report is stated to have appeared."""
    return (figure.as_of.earliest if figure.as_of else "", materials.reports[figure.span.report].moment)


def _of_terms(
    materials: Materials, lookup: Lookup, figures: Sequence[Figure], atoms: Mapping[str, Statement]
) -> Iterator[Contradiction]:
    """Prison terms of one person: "11 years and two months" sharpens "an 11-year sentence". Terms further apart may be of two trials."""
    by_person: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.measure == "sentence" and figure.best is not None:
            for person in _persons(materials, lookup, atoms[figure.statement]):
                by_person[person].append(figure)
    for group in by_person.values():
        for a, b in itertools.combinations(group, 2):
            if a.best != b.best and a.best is not None and b.best is not None:
                coarse = min(a, b, key=lambda f: (f.best or 0) % _MONTHS_PER_YEAR)
                whole_years = (coarse.best or 0) % _MONTHS_PER_YEAR == 0
                near = abs(a.best - b.best) < _MONTHS_PER_YEAR
                if near and whole_years:
                    pair = [(f.statement, f.span.exact) for f in (a, b)]
                    yield _made("refinement", "figure", None, pair, "figure:sentence")


def _persons(materials: Materials, lookup: Lookup, statement: Statement) -> set[str]:
    """Persons who take part in what the clause tells, else those it names, else the only one that its sentence names."""
    notes = materials.notes[statement.span.report]
    named = [m for m in notes.mentions if notes.actors[m.actor].type == "person"]
    of_clause = [
        e for e in notes.events if notes.clauses[e.clause].extent == (statement.span.start, statement.span.end)
    ]
    taking_part = {p.actor for e in of_clause for p in e.participants} & {m.actor for m in named}
    inside = {m.actor for m in named if _lies(m.extent, statement.span)}
    beside = {m.actor for m in named if _lies(m.extent, statement.sentence)}
    found = taking_part or inside or (beside if len(beside) == 1 else set())
    return {e for actor in found if (e := lookup.entity(notes.report, actor))}


def _lies(extent: Extent, span: Span) -> bool:
    return span.start <= extent.start and extent.end <= span.end


# --- doers and denials -----------------------------------------------------------------------------------------------


def _of_doers(materials: Materials, atoms: Mapping[str, Statement]) -> Iterator[Contradiction]:
    """One deed, two doers of opposite sides: officers freed him, protesters freed him."""
    one_doer = rules.words("comparing", "one_doer")
    for link in materials.events:
        told = [
            t
            for t in tellings(materials, link, atoms)
            if t.mention.type in one_doer and t.mention.polarity == "positive"
        ]
        sides = {side: [t for t in told if _side(materials, t) == side] for side in ("state", "crowd")}
        if all(sides.values()):
            pairs = [(t.statement.id, _doer(materials, t)) for side in sides.values() for t in side]
            yield _made("conflict", "agent", link.id, pairs, "two-sides", "state / crowd")


def _doer(materials: Materials, t: Telling) -> str:
    agent = next((p for p in t.mention.participants if p.role == "agent"), None)
    return materials.span(t.ref.report, agent.extent).exact if agent else ""


def _side(materials: Materials, t: Telling) -> str | None:
    """Whether the head noun of the doer is of the state or of the crowd."""
    phrase = _doer(materials, t).casefold().partition(" of ")[0]
    words = [w.strip("“”\"',.’").removesuffix("s") for w in phrase.split()]
    for side in ("crowd", "state"):
        if any(
            w in rules.words("comparing", f"sides.{side}") or f"{w}s" in rules.words("comparing", f"sides.{side}")
            for w in words[-2:]
        ):
            return side
    return None


def _of_denials(materials: Materials, atoms: Mapping[str, Statement]) -> Iterator[Contradiction]:
    """One asserts what the other denies."""
    links = {link.id: link for link in materials.events}
    for a, b in materials.denials:
        sides = [tellings(materials, links[event], atoms)[0] for event in (a, b)]
        if all(t.mention.realis == "actual" for t in sides):
            yield _made("conflict", "polarity", a, [(t.statement.id, t.mention.polarity) for t in sides], "denied")


# --- offices ---------------------------------------------------------------------------------------------------------


def _of_offices(
    lookup: Lookup, occupancies: Sequence[Occupancy], atoms: Mapping[str, Statement]
) -> Iterator[Contradiction]:
    """Two holders of one office at one time. Titles alone are no claim: two presidents in one story may be of two countries."""
    by_office: defaultdict[str, list[Occupancy]] = defaultdict(list)
    for o in occupancies:
        if (
            o.holder
            and o.status in ("holds", "acting", "appointed", "elected", "claimed")
            and (name := _office_name(o))
        ):
            by_office[name].append(o)
    for group in by_office.values():
        rivals = [o for o in group if any(_is_rival(o, other, atoms) for other in group)]
        if rivals:
            pairs = [(o.statement, lookup.entities[o.holder].name) for o in rivals if o.holder]
            yield _made("conflict", "status", None, pairs, "rival-holders", rivals[0].office.exact)


def _office_name(o: Occupancy) -> str | None:
    """The office without "acting" and its like and without its body; None where the words could mean many offices."""
    passing = (
        rules.words("offices", "acting") | rules.words("offices", "former") | {"the", "a", "new", "own", "their", "its"}
    )
    phrase = o.office.exact.casefold().replace("’", "'").partition(" of ")[0]
    words = [w for w in phrase.split() if w not in passing]
    told = o.rule != "title" or o.status == "acting"
    specific = (bool(o.body) and (told or " of " in o.office.exact)) or (len(words) > 1 and told)
    return " ".join(words) if specific and words else None


def _is_rival(a: Occupancy, b: Occupancy, atoms: Mapping[str, Statement]) -> bool:
    """Another holder, of the same body as far as is said, within three days."""
    bodies = {(o.body or "").casefold() for o in (a, b)} - rules.words("offices", "any_body")
    return a.holder != b.holder and len(bodies) < 2 and _at_one_time((a, b), atoms)


def _at_one_time(group: Sequence[Occupancy], atoms: Mapping[str, Statement]) -> bool:
    """All within three days of each other, as far as they are dated."""
    days = sorted(w.earliest for o in group if (w := o.when or atoms[o.statement].said))
    return bool(days) and _gap(days[0], days[-1]) <= 3


def _gap(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
