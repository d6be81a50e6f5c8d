"""Totals of one measure that no number fits: two voices on one day conflict, a voice that counts again updates, the dead grow no fewer.

Always true here: what is compared counts the same measure and kind of people, in two sentences, of one happening as far as words tell
(event, day, place, since when); numbers that some number fits are no quarrel; parts of a whole are compared with nothing.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ... import rules
from ...model.record import Contradiction, ContradictionKind, Figure, Statement
from ..materials import Lookup, Materials
from .alike import Alike, appeared, near
from .claims import Claim, claims
from .finding import made
from .likeness import days_meet, names_one, printed_words, shared

_SAME_EVENT = 0.25
"""Share of the shorter sentence's telling words that claims of one event or town must have in common: there is more to go by."""
_SAME_DAY = 0.4
"""The same for claims of which both say on which day it happened."""
_SAME_WORDS = 0.6
"""The same for the rest."""
_TIMES = 10
"""By how many times two counts of one happening may differ: 20 dead of this illness and two million of another are two scopes."""
_BESIDE = 2  # sentences by which two voices stand beside each other in one report
_ROUND, _GROWN = 10, 1.1  # a round bound is outgrown by a tenth
_MOST_CLAIMS = 150  # of one scope: the first by day and place
_TO_THE_DAY, _TO_THE_MINUTE = len("2020-10-06"), len("2020-10-06T12:30")
_KINDS: tuple[ContradictionKind, ...] = ("conflict", "update", "refinement")

Relation = tuple[Claim, Claim, ContradictionKind]


def of_counts(
    materials: Materials, lookup: Lookup, figures: Sequence[Figure], atoms: Mapping[str, Statement]
) -> Iterator[Contradiction]:
    """Conflicts, updates and refinements of counts."""
    counted = list(claims(materials, lookup, figures, atoms))
    alike = Alike(counted)
    by_scope: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    by_measure: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in counted:
        by_measure[claim.measure, claim.kind].append(claim)
        for scope in claim.scopes:
            by_scope[claim.measure, claim.kind, *scope].append(claim)
    found: list[Contradiction] = []
    for scope, group in by_scope.items():
        pairs = itertools.combinations(group[:_MOST_CLAIMS], 2)
        narrow = _NARROW.get(scope[2])
        found += _of_pairs(_related((p for p in pairs if narrow is None or narrow(*p)), alike))
    for group in by_measure.values():
        for related in _hanging_together(_related(alike.pairs(group), alike)):
            found += _of_pairs(related)
    yield from _without_parts(found)


def _related(pairs: Iterable[tuple[Claim, Claim]], alike: Alike) -> list[Relation]:
    return [(a, b, kind) for a, b in pairs if (kind := relation(a, b, alike))]


def _of_pairs(pairs: Sequence[Relation]) -> Iterator[Contradiction]:
    for kind in _KINDS:
        found = [p for p in pairs if p[2] == kind]
        for component in _components(_of_one_hour(found) if kind == "conflict" else found):
            yield _made(kind, component)


def _of_one_hour(pairs: Sequence[Relation]) -> list[Relation]:
    """Of two voices the counts that were reported nearest to each other: what the morning's count was is no quarrel with the evening's."""
    by_voices: defaultdict[tuple[str, ...], list[Relation]] = defaultdict(list)
    for pair in pairs:
        by_voices[tuple(sorted((pair[0].voice, pair[1].voice)))].append(pair)
    found = []
    for group in by_voices.values():
        nearest = min(group, key=lambda p: (_gap(p[0], p[1]), p[0].order, p[1].order))
        told = {(claim.voice, claim.best) for claim in nearest[:2]}
        found += [p for p in group if {(claim.voice, claim.best) for claim in p[:2]} == told]
    return found


def _gap(a: Claim, b: Claim) -> datetime.timedelta:
    """How far apart two claims were reported; without a day of either, further than any."""
    moments = _moment(a), _moment(b)
    return abs(moments[0] - moments[1]) if moments[0] and moments[1] else datetime.timedelta.max


def _moment(claim: Claim) -> datetime.datetime | None:
    """When its report appeared; of a day without an hour its noon."""
    if len(claim.moment) >= _TO_THE_MINUTE:
        return datetime.datetime.fromisoformat(claim.moment[:_TO_THE_MINUTE])
    day = claim.moment if len(claim.moment) == _TO_THE_DAY else claim.counted
    return datetime.datetime.fromisoformat(f"{day}T12:00") if day else None


def relation(a: Claim, b: Claim, alike: Alike) -> ContradictionKind | None:
    """What two claims of one scope are to each other; ``b`` is the later one, if one is later."""
    company = alike.keep_company(a, b)
    if a.atom.sentence == b.atom.sentence or not (
        _may_be_of_one(a, b) and (company or _of_one_scope(a, b) or _of_unrest(a, b))
    ):
        return None
    one = a.prints_number and b.prints_number and (alike.tells_one(a, b) or _of_one_body(a, b))
    if not (one and (company or (_no_part(a, b) and _no_part(b, a)))) and not (
        a.sites == b.sites and (_beside(a, b) or _of_one_place(a, b))
    ):
        return None
    early, late = (a, b) if a.moment <= b.moment else (b, a)  # a look back is counted on the day it looks back to
    if not _exclude(a, b):
        if _one_event(a, b) and (_sharpens(a, b) or _sharpens(b, a)):
            return "refinement"
        return "update" if _outgrown(early, late) else None
    in_one_report = a.figure.span.report == b.figure.span.report
    if a.may_be_voice_of(b):
        return "update" if not in_one_report and (early.best < late.best or early.moment == late.moment) else None
    if in_one_report and (a.leaning or b.leaning):
        return None  # "It also reports 125 deaths": most likely the same body
    if a.counted == b.counted:
        replaced = a.renews or b.renews  # nobody knows whose count it replaces
        return None if replaced or _of_two_wards(a, b) else "conflict"
    if not (one or (a.when and b.when)) or not _in_order(early, late):
        return None
    return "conflict" if _cannot_fall(early, late) else "update" if early.best < late.best else None


def _of_one_place(a: Claim, b: Claim) -> bool:
    """Whether places and words tell one happening, and neither counts a part of the other's."""
    return _meet(a.towns, b.towns, may_lack=False) and _alike(a, b) and not (a.part & b.words or b.part & a.words)


def _no_part(a: Claim, b: Claim) -> bool:
    """Whether the sites that only ``a`` names leave it no part of ``b``: what is counted at the market is no more than in the town."""
    return a.sites <= b.sites or (not b.sites and a.best > b.best)


def _of_one_body(a: Claim, b: Claim) -> bool:
    """Whether a body with a name counts the same again within days, as far as the few words tell."""
    if not (a.of_body and b.of_body and a.voice == b.voice and near(a.moment, b.moment)):
        return False
    if _of_unrest(a, b):
        return True
    placed = bool(a.towns & b.towns) or _meet(a.countries, b.countries, may_lack=False)
    return placed and (bool(a.towns & b.towns) or bool(a.words & b.words) or names_one(a.words, b.words))


def _of_unrest(a: Claim, b: Claim) -> bool:
    """Whether a body with a name counts those of one country's unrest: "84 in the protests since Tuesday", "233 in the uprising"."""
    words = rules.words("comparing", "figures.unrest")
    told = all(not words.isdisjoint(printed_words(claim.atom.sentence.exact)) for claim in (a, b))
    one_body = a.of_body and b.of_body and a.voice == b.voice
    return (
        one_body and told and not a.towns and not b.towns and a.country == b.country != "" and near(a.moment, b.moment)
    )


def _beside(a: Claim, b: Claim) -> bool:
    """Whether one report sets two voices against each other: "Three died, the army said. The rebels said ten." """
    if a.figure.span.report != b.figure.span.report or abs(a.number - b.number) > _BESIDE:
        return False
    told = a.source != "" and b.source != ""
    late = a if a.number > b.number else b
    return told and not a.may_be_voice_of(b) and (late.bare or bool(a.words & b.words) or names_one(a.words, b.words))


def _of_two_wards(a: Claim, b: Claim) -> bool:
    """Whether each counts those that were brought to one hospital."""
    counting = rules.words("comparing", "figures.counting")
    return not (a.body.isdisjoint(counting) or b.body.isdisjoint(counting))


def _in_order(early: Claim, late: Claim) -> bool:
    """Whether both reports are of one day, or surely of two: one of October may be later than one of the 6th, and than another."""
    before, after = appeared(early.moment), appeared(late.moment)
    one_day = before is not None and before == after and before.earliest == before.latest
    return one_day or _days_later(early, late) or (bool(early.counted and late.counted) and before == after)


def _days_later(early: Claim, late: Claim) -> bool:
    before, after = appeared(early.moment), appeared(late.moment)
    return before is not None and after is not None and before.latest < after.earliest


def _outgrown(early: Claim, late: Claim) -> bool:
    """Whether a later report counts more than the "at least" of an earlier one; "more than 80" and 84 are one count."""
    told = early.prints_number and late.prints_number and near(early.moment, late.moment)
    if early.figure.high is not None or not told or not _days_later(early, late):
        return False
    grown = _GROWN if _bottom(early.figure) % _ROUND == 0 else 1
    return late.best > early.best * grown


_NARROW = {"body": _of_one_body, "beside": _beside}
"""What else two claims of such a scope must have in common."""


def _cannot_fall(a: Claim, b: Claim) -> bool:
    """Whether a later count of the dead or injured of one day is less than an earlier one by somebody else: they do not grow fewer.
    The injured who are in hospital yet, or badly hurt, are some of them."""
    some = rules.words("comparing", "figures.some_injured")
    part = b.measure == "injured" and not some.isdisjoint(printed_words(b.atom.sentence.exact))
    return a.measure in ("killed", "injured") and 0 < b.best < a.best and not b.renews and not part


def _may_be_of_one(a: Claim, b: Claim) -> bool:
    """Whether nothing that both say of days, places and scope keeps them from counting one happening."""
    return (_TIMES * min(a.best, b.best) >= max(a.best, b.best) or min(a.best, b.best) == 0) and (
        days_meet(a.when, b.when)
        and a.worldwide == b.worldwide
        and _meet(a.weekdays, b.weekdays, may_lack=True)
        and _meet(a.towns, b.towns, may_lack=True)
        and _meet(a.countries, b.countries, may_lack=True)
    )


def _of_one_scope(a: Claim, b: Claim) -> bool:
    """Whether both count on since a beginning, or neither; and both count cases that are not sure, or neither."""
    return a.running == b.running and a.unsure == b.unsure


def _alike(a: Claim, b: Claim) -> bool:
    """Whether the words tell one happening; bare tolls are of what happens in the country that the reports speak of."""
    one_day, one_town = a.when is not None and b.when is not None, bool(a.towns & b.towns)
    like = shared(a.words, b.words)
    if _one_event(a, b):
        return one_day or like >= _SAME_EVENT or not (a.words and b.words)
    if a.bare or b.bare:
        one_land = a.bare and b.bare and a.country == b.country != ""
        return not (a.local or b.local) and (one_town or one_land) and _may_be_one(a, b)
    least = _SAME_EVENT if one_town else _SAME_DAY if one_day else _SAME_WORDS
    return like >= least


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Whether what two claims say happened is one; what a toll alone says, the sentence before it may tell."""
    if a.words and b.words:
        return bool(a.words & b.words) or names_one(a.words, b.words)
    told = a.atom.attribution is not None and b.atom.attribution is not None
    return (a.bare and b.bare) or told or shared(a.setting, b.setting) >= _SAME_EVENT


def _meet(a: frozenset[str], b: frozenset[str], *, may_lack: bool) -> bool:
    """Whether two lists of places have one in common, or, where that may be, one of them is empty."""
    return bool(a & b) or (not a and not b) or (may_lack and (not a or not b))


def _one_event(a: Claim, b: Claim) -> bool:
    return a.figure.event is not None and a.figure.event == b.figure.event


def _exclude(a: Claim, b: Claim) -> bool:
    """No number fits both."""
    return _top(a.figure) < _bottom(b.figure) or _top(b.figure) < _bottom(a.figure)


def _sharpens(exact: Claim, vague: Claim) -> bool:
    """Whether one prints a number where the other has only a word such as "dozens"."""
    return exact.prints_number and not vague.prints_number


def _top(figure: Figure) -> float:
    return figure.high if figure.high is not None else math.inf


def _bottom(figure: Figure) -> float:
    beyond = (figure.qualifier or "").casefold() in rules.words("comparing", "figures.beyond")
    return (figure.low or 0.0) - beyond


def _components(pairs: Sequence[Relation]) -> Iterator[list[Claim]]:
    """Claims that hang together by ``pairs``, each once, in the order of ``claims``."""
    home: dict[str, dict[str, Claim]] = {}
    for a, b, _ in pairs:
        joined = home.get(a.figure.id, {a.figure.id: a}) | home.get(b.figure.id, {b.figure.id: b})
        home.update(dict.fromkeys(joined, joined))
    seen: set[int] = set()
    for group in home.values():
        if id(group) not in seen:
            seen.add(id(group))
            yield sorted(group.values(), key=lambda c: c.order)


def _hanging_together(pairs: Sequence[Relation]) -> Iterable[Sequence[Relation]]:
    """``pairs`` by the component that their claims are of."""
    number = {claim.figure.id: n for n, group in enumerate(_components(pairs)) for claim in group}
    found: defaultdict[int, list[Relation]] = defaultdict(list)
    for pair in pairs:
        found[number[pair[0].figure.id]].append(pair)
    return found.values()


def _made(kind: ContradictionKind, group: Sequence[Claim]) -> Contradiction:
    shared_events = {claim.figure.event for claim in group}
    event = next(iter(shared_events)) if len(shared_events) == 1 else None
    note = " / ".join(dict.fromkeys(f"{claim.best:g}" for claim in group))
    pairs = [(claim.figure.statement, claim.figure.span.exact) for claim in group]
    return made(kind, "figure", event, pairs, f"figure:{group[0].measure}", note)


def _without_parts(found: Sequence[Contradiction]) -> Iterator[Contradiction]:
    """``found`` without those whose statements all stand in a larger one of the same kind and measure."""
    largest = sorted(found, key=lambda c: (-len(c.statements), c.id))
    kept: defaultdict[tuple[str, str], list[frozenset[tuple[str, str]]]] = defaultdict(list)
    for one in largest:
        sides = frozenset(zip(one.statements, one.values, strict=True))
        if not any(sides <= other for other in kept[one.kind, one.why.rule]):
            kept[one.kind, one.why.rule].append(sides)
            yield one
