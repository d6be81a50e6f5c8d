"""Which actors of several reports are one person, body or place: proposed by keys, scored by a table, merged only without conflict.

Always true here: every actor is in exactly one link; the order of the reports changes nothing; two people whose given names
conflict are never in one link, however the names between them look; actors without a proper name meet only within one country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..model.links import EntityLink
from ..model.notes import ReportNotes
from ..model.record import Reason
from ..rules import words
from ..settings import Settings
from .bare_names import join_bare, join_stray
from .clusters import Cluster, Printed, links, printed_actors
from .homes import at_home, common_name, ordinary
from .name_keys import (
    WIDEST_KEY,
    body_keys,
    body_words,
    fold,
    generation,
    initials,
    known_outlet,
    person_keys,
    person_words,
)
from .name_score import forget_names, given_names_conflict, score_names
from .name_types import settled
from .namesakes import seated
from .seats import join_seats, seat_identity
from .short_forms import join_short

PINNED = 3
"""Reports that pin a place before a body of that name in another report is taken for it."""
NEIGHBOURS = 5
NAMESAKES = 0.3
"""Share of the reports with "Oren Vale Jr." that print "Oren Vale" too from which these are two people: a child is seldom told of without
the parent, and who is one person seldom bears both names in one report."""
CORE = 30
"""Spellings of an entity that a further one has to agree with: those that joined it first, printed by most reports. In 1,000 reports no
entity is printed in more than 12; a report that invents names a letter apart would have all of them compared with all."""


def link_entities(notes: Sequence[ReportNotes], settings: Settings) -> tuple[EntityLink, ...]:
    """One link per entity over all reports, in order of id; ``settings.name_score`` is the least score of two names."""
    ordered = sorted(notes, key=lambda n: n.report)
    printed = at_home(seated(settled([actor for note in ordered for actor in printed_actors(note)])))
    spelled: dict[tuple[str, ...], list[Printed]] = defaultdict(list)
    for actor in printed:
        spelled[_identity(actor, settings.outlets)].append(actor)
    clusters = join_seats([Cluster([_usual(group)], _named_first(group), []) for _, group in sorted(spelled.items())])
    people = [c for c in clusters if c.members[0].type == "person" and c.members[0].named]
    bodies = [c for c in clusters if c.members[0].sort == "body" and c.members[0].named]
    done = {id(c) for c in (*people, *bodies)}
    full = [c for c in people if len(person_words(c.names[0])) > 1]
    bare = [c for c in people if len(person_words(c.names[0])) < 2]
    joined = _merge(full, "person", settings)
    bodies = join_stray(joined, bodies)
    everyone = join_bare(joined, bare)
    rest = [c for c in clusters if id(c) not in done]
    places = [c for c in rest if c.members[0].type == "place"]
    nouns = [c for c in rest if c.members[0].type != "place"]
    lost = [c for c in places if c.members[0].place is None]
    pinned = [c for c in places if c.members[0].place is not None]
    towns = {fold(c.names[0]) for c in pinned}
    standing = join_short([*_merge_bodies(bodies, settings), *lost], towns, settings.outlets)
    places = [*pinned, *(c for c in standing if c.members[0].type == "place")]
    unpinned = [c for c in standing if c.members[0].type != "place"]
    found = links([*everyone, *_join_unlocated(places, unpinned, settings), *nouns])
    forget_names()
    return found


def _join_unlocated(places: Sequence[Cluster], bodies: Sequence[Cluster], settings: Settings) -> list[Cluster]:
    """A place that its report could not pin joins the only pinned place that some report calls so; so does a name that a report took
    for a body, if several reports pin a place of that name."""
    pinned = [c for c in places if c.members[0].place is not None]
    by_name: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(pinned):
        for member in cluster.members:
            for name in (member.name, *member.aliases):
                by_name[" ".join(fold(name))].add(number)
    alone = []
    for cluster in (*(c for c in places if c.members[0].place is None), *bodies):
        target = by_name.get(" ".join(fold(cluster.names[0])), set())
        sure = cluster.members[0].type in {"place", "organization", "facility", "product"}
        sure = sure and not _is_acronym(cluster, settings)
        enough = cluster.members[0].type == "place" or (target and len(pinned[min(target)].members) >= PINNED)
        if len(target) == 1 and sure and enough:
            pinned[min(target)].members += cluster.members
            pinned[min(target)].why.append(Reason("only place of that name", None, cluster.names[0]))
        else:
            alone.append(cluster)
    return [*pinned, *alone]


def _identity(actor: Printed, own: str = "") -> tuple[str, ...]:
    """Actors with the same identity are one without further question; ``own`` is the setting that holds a user's outlets."""
    if not actor.named:
        seat = seat_identity(actor)
        if seat is not None:
            return seat
        if actor.country and " ".join(fold(actor.name)) in words("roles", "one_per_country"):
            return ("noun", actor.type, " ".join(fold(actor.name)), actor.country)
        return ("noun", actor.type, " ".join(fold(actor.name)), actor.ref.report, str(actor.ref.actor))
    if actor.type == "person":
        parts = person_words(actor.name)
        if len(parts) < 2:
            return ("person", " ".join(parts), actor.ref.report, str(actor.ref.actor))
        return ("person", " ".join(parts), generation(actor.name))
    if actor.place is not None:
        return ("place", *actor.place)
    outlet = known_outlet(actor.name, own) if actor.type in {"outlet", "organization"} else None
    if outlet is not None:
        return ("body", "outlet", outlet)
    parts = common_name(actor) or fold(actor.name)
    if actor.sort == "body" and ordinary(parts):
        where = str(actor.town) if actor.type == "facility" else actor.country
        return ("body", " ".join(parts), where or actor.ref.report)
    return (actor.sort, " ".join(parts), *((actor.seat,) if actor.seat else ()))


def _named_first(group: Sequence[Printed]) -> list[Printed]:
    """The same actors, those with a proper name first."""
    return sorted(group, key=lambda p: not p.named)


def _usual(group: Sequence[Printed]) -> str:
    """The name most often printed in a group of equal names; a proper one where there is any."""
    counts = Counter(p.name for p in group if p.named) or Counter(p.name for p in group)
    return min(counts, key=lambda n: (-counts[n], n))


def _proposals(keys: Sequence[tuple[str, ...]]) -> set[tuple[int, int]]:
    """Pairs that share a key; under a crowded key only neighbours in the alphabet."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in dict.fromkeys(own):
            index[key].append(number)
    pairs: set[tuple[int, int]] = set()
    for found in index.values():
        reach = len(found) if len(found) <= WIDEST_KEY else NEIGHBOURS
        for at, one in enumerate(found):
            pairs.update((one, other) for other in found[at + 1 : at + 1 + reach])
    return pairs


def _merge(clusters: Sequence[Cluster], kind: str, settings: Settings) -> list[Cluster]:
    """Clusters of full names whose best pairs agree and of which no two conflict: first the names that most reports print, so that what one
    report misreads ("Ilka Morrow Morrow") keeps no others apart, of these the best pairs."""
    ordered = sorted(
        clusters,
        key=lambda c: (" ".join(person_words(c.names[0]) if kind == "person" else body_words(c.names[0])), c.names[0]),
    )
    keys = [_person_keys(c) if kind == "person" else body_keys(c.names[0]) for c in ordered]
    scored = []
    for one, other in _proposals(keys):
        score, why = score_names(
            ordered[one].names[0], ordered[other].names[0], "person" if kind == "person" else "body"
        )
        if score >= settings.name_score:
            printed = min(len(ordered[one].members), len(ordered[other].members))
            scored.append((-printed, -score, ordered[one].names[0], ordered[other].names[0], one, other, why))
    head = list(range(len(ordered)))
    apart: set[tuple[int, int]] = set()  # clusters only grow: what does not fit now never will
    for _, minus, first, second, one, other, why in sorted(scored, key=lambda row: row[:6]):
        a, b = _root(head, one), _root(head, other)
        if a == b or (a, b) in apart:
            continue
        if not _names_agree(ordered[a], ordered[b], kind, settings):
            apart.update(((a, b), (b, a)))
            continue
        if kind == "body" and not _one_body(ordered[a], ordered[b], settings):
            continue
        if kind == "person" and _of_two_generations(ordered[a], ordered[b]):
            continue
        head[b] = a
        ordered[a].names += ordered[b].names
        ordered[a].members += ordered[b].members
        ordered[a].why += [
            *ordered[b].why,
            _alike(first, second, -minus, why),
        ]
    return [ordered[n] for n in range(len(ordered)) if head[n] == n]


def _alike(first: str, second: str, score: float, why: Sequence[Reason]) -> Reason:
    """Why two names are one: they are the same but for capitals and marks, or they are alike by the score's rules."""
    if fold(first) == fold(second):
        return Reason("same name", None, first)
    return Reason("alike names", score, f"{first} = {second}: {', '.join(r.rule for r in why)}")


def _person_keys(cluster: Cluster) -> tuple[str, ...]:
    """The keys of a person's name, and of the other full names that some report prints of the same person."""
    prints = sorted({alias for member in cluster.members for alias in member.aliases} - {cluster.names[0]})
    own = _agreeing(cluster.names[0], prints)
    return tuple(key for name in (cluster.names[0], *own) for key in person_keys(name))


def _agreeing(name: str, others: Sequence[str]) -> list[str]:
    """Those of ``others`` that have a given name and can be the same person's."""
    return [o for o in others if len(person_words(o)) > 1 and not given_names_conflict(name, o)]


def _root(head: list[int], number: int) -> int:
    """The cluster that ``number`` has been merged into."""
    while head[number] != number:
        number = head[number]
    return number


def _names_agree(one: Cluster, other: Cluster, kind: str, settings: Settings) -> bool:
    """Whether the names of both sides can be one entity's, so that no chain of likenesses joins strangers."""
    for a in one.names[:CORE]:
        for b in other.names[:CORE]:
            if kind == "person" and given_names_conflict(a, b):
                return False
            if score_names(a, b, "person" if kind == "person" else "body")[0] < settings.name_score:
                return False
    return True


def _of_two_generations(one: Cluster, other: Cluster) -> bool:
    """Whether one is named after the other: both are marked, and not alike ("Jr.", "III"), or of the reports that print one with a mark
    many print the other without."""
    if not any(generation(name) for side in (one, other) for name in side.names):
        return False
    marked, plain = zip(_by_mark(one), _by_mark(other), strict=True)
    marks = [set(side.values()) for side in marked]
    if all(marks) and marks[0] != marks[1]:
        return True
    beside = len(marked[0].keys() & plain[1].keys()) + len(marked[1].keys() & plain[0].keys())
    return beside >= max(1.0, NAMESAKES * sum(map(len, marked)))


def _by_mark(cluster: Cluster) -> tuple[dict[str, str], dict[str, str]]:
    """The reports that print the name with the mark of a generation, with the mark, and those that print it without."""
    marked: dict[str, str] = {}
    plain: dict[str, str] = {}
    for member in cluster.members:
        mark = generation(member.name)
        (marked if mark else plain)[member.ref.report] = mark
    return marked, plain


def _one_body(one: Cluster, other: Cluster, settings: Settings) -> bool:
    """Whether two bodies with names that agree can be one: no two outlets, nor those of two countries."""
    return not (_different_outlets(one, other, settings) or _different_countries(one, other))


def _different_outlets(one: Cluster, other: Cluster, settings: Settings) -> bool:
    """Whether one is a listed outlet and the other is not that one."""
    own = settings.outlets
    return {known_outlet(n, own) for n in one.names} != {known_outlet(n, own) for n in other.names}


def _different_countries(one: Cluster, other: Cluster) -> bool:
    """Whether both are bodies with names that any country has, in reports on different countries, or buildings of two countries."""
    seats = [{m.seat for m in side.members if m.seat} for side in (one, other)]
    unplaced = {m.type for side in (one, other) for m in side.members} == {"facility"} and (
        fold(one.names[0]) == fold(other.names[0])
    )
    if any(seats) and not seats[0] & seats[1] and (all(seats) or unplaced):
        return True
    if not (ordinary(common_name(one.members[0])) or ordinary(common_name(other.members[0]))):
        return False
    return not {m.country for m in one.members} & {m.country for m in other.members}


def _merge_bodies(clusters: Sequence[Cluster], settings: Settings) -> list[Cluster]:
    """Bodies by likeness of their names, then acronyms to the only long name that they stand for."""
    short = [c for c in clusters if _is_acronym(c, settings)]
    merged = _merge([c for c in clusters if not _is_acronym(c, settings)], "body", settings)
    return _join_acronyms(merged, short)


def _is_acronym(cluster: Cluster, settings: Settings) -> bool:
    name = cluster.names[0]
    short = name.isupper() and " " not in name and 2 <= len(name) <= 8
    return short and known_outlet(name, settings.outlets) is None


def _join_acronyms(long: list[Cluster], short: Sequence[Cluster]) -> list[Cluster]:
    """An acronym joins the body that some report prints with it, else the only one with its initials; in doubt it stays alone."""
    printed: dict[str, set[int]] = defaultdict(set)
    made: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(long):
        for member in cluster.members:
            for alias in member.aliases:
                printed[alias].add(number)
        for name in cluster.names:
            made[initials(name).upper()].add(number)
    alone = []
    for cluster in short:
        name = cluster.names[0]
        target = printed.get(name) or (made.get(name, set()) if len(name) > 2 else set())
        if len(target) == 1 and long[min(target)].members[0].sort == "body":
            found = long[min(target)]
            found.members += cluster.members
            rule = "acronym printed with the name" if name in printed else "acronym"
            found.why.append(Reason(rule, None, f"{name} = {found.names[0]}"))
        else:
            alone.append(cluster)
    return [*long, *alone]
