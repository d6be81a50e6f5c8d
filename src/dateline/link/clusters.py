"""Actors of single reports as linking sees them, the clusters they are put into, and the links that come out.

Always true here: ids are made of type and name, and of the first member where two entities share both; no order of input shows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

from msgspec import Struct

from ..model.links import ActorRef, EntityLink
from ..model.notes import EntityType, PlaceFix, ReportNotes
from ..model.record import Reason
from .name_keys import fold

RARE = 0.1
"""Share of the most printed name's reports below which a longer print is more often a slip of reading than a fuller name."""
CLEAR = 1.2
"""How far the first country of a report must lead the second for "the police" to be its police: the lead that pins buildings too."""
GUESS = 0.5
"""Weight of one report's type for a name of which the report tells nothing: the parser is right in two of three such names."""
T = TypeVar("T", str, int)


class Printed(Struct, frozen=True):
    """One actor of one report: its name and aliases, whether it is a proper name, and where and when its report is. ``spoken`` counts
    the countries of the places that the report names; ``pinned`` is the country of the actor's own pin, ``seat`` the country that a
    building of several countries' name stands in (see ``namesakes``). ``sure`` is the weight of the evidence for its type;
    ``land_words`` counts the words for its country that open the name of a body that every country has (see ``homes``)."""

    ref: ActorRef
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    named: bool
    country: str | None
    town: int | None
    place: tuple[str, ...] | None
    day: str | None
    spoken: tuple[tuple[str, int], ...] = ()
    pinned: str | None = None
    seat: str | None = None
    sure: float = 0.0
    land_words: int = 0

    @property
    def sort(self) -> str:
        """The class in which names are compared: people, places, bodies."""
        return self.type if self.type in {"person", "place"} else "body"


class Cluster(Struct):
    """Actors taken for one entity while they are being joined."""

    names: list[str]
    members: list[Printed]
    why: list[Reason]


def printed_actors(note: ReportNotes) -> Iterable[Printed]:
    """The actors of one report with what linking needs of it."""
    named = {m.actor for m in note.mentions if m.form in {"name", "surname", "acronym"}}
    counts: Counter[str] = Counter()
    towns: Counter[int] = Counter()
    for mention in note.mentions:
        place = note.actors[mention.actor].place
        of_place = note.actors[mention.actor].type == "place"
        if of_place and place is not None and place.country and mention.form in {"name", "acronym"}:
            counts[place.country] += 1
            if place.precision == "town" and place.geonameid is not None:
                towns[place.geonameid] += 1
    country, town = _leading(counts), _first(towns)
    day = note.published.earliest if note.published else None
    for number, actor in enumerate(note.actors):
        ref = ActorRef(note.report, number)
        where = _pin(actor.place) if actor.type == "place" and actor.place else None
        pinned = actor.place.country if actor.place else None
        yield Printed(
            ref,
            actor.type,
            actor.name,
            actor.aliases,
            number in named,
            country,
            town,
            where,
            day,
            tuple(sorted(counts.items())),
            pinned,
            sure=actor.sure,
        )


def _pin(place: PlaceFix) -> tuple[str, ...]:
    """What tells a located place from all others."""
    return (str(place.country), str(place.geonameid), place.precision)


def _leading(counts: Counter[str]) -> str | None:
    """The country that is spoken of clearly more than the next; None in doubt."""
    ranked = sorted(counts.values(), reverse=True)
    return _first(counts) if len(ranked) == 1 or (ranked and ranked[0] >= CLEAR * ranked[1]) else None


def _first(counts: Counter[T]) -> T | None:
    """The most counted, the smaller of two that stand level."""
    return min(counts, key=lambda k: (-counts[k], k)) if counts else None


def links(clusters: Iterable[Cluster]) -> tuple[EntityLink, ...]:
    """Links with ids from their content; a second entity of the same type and name takes its first member into its id."""
    made: dict[str, list[tuple[Cluster, str, EntityType]]] = defaultdict(list)
    for cluster in clusters:
        name, kind = _fullest(cluster), _type(cluster)
        made[f"{kind}\n{' '.join(fold(name)) or name}"].append((cluster, name, kind))
    links = []
    for key, same in made.items():
        for cluster, name, kind in same:
            members = tuple(sorted(m.ref for m in cluster.members))
            content = key if len(same) == 1 else f"{key}\n{members[0].report}\n{members[0].actor}"
            ident = "n-" + sha256(content.encode()).hexdigest()[:12]
            aliases = sorted({n for m in cluster.members for n in (m.name, *m.aliases)} - {name})
            links.append(EntityLink(ident, kind, name, tuple(aliases), members, tuple(_once(cluster.why))))
    return tuple(sorted(links, key=lambda link: (link.id, link.members)))


def _once(why: Iterable[Reason]) -> list[Reason]:
    return sorted(dict.fromkeys(why), key=lambda r: (r.rule, r.note or "", r.score or 0.0))


def _fullest(cluster: Cluster) -> str:
    """The name with the most words, of those that are not rare; capitals of a headline only where nothing else is printed."""
    counts = Counter(m.name for m in cluster.members if m.named) or Counter(m.name for m in cluster.members)
    if _type(cluster) == "outlet":
        return min(counts, key=lambda n: (-counts[n], len(n), n))
    if cluster.members[0].type == "place":
        return min(counts, key=lambda n: (n.isupper(), -counts[n], -len(n), n))
    counts += Counter(a for m in cluster.members for a in m.aliases if len(fold(a)) > 1 and a in counts)
    most = max(counts.values())
    counts = Counter({n: c for n, c in counts.items() if c >= most * RARE and (c > 1 or most < 3)})
    return min(counts, key=lambda n: (n.isupper() and " " in n, -len(fold(n)), -counts[n], -len(n), n))


def _type(cluster: Cluster) -> EntityType:
    """The type for which the members' evidence weighs most."""
    weights: dict[EntityType, float] = defaultdict(float)
    for member in cluster.members:
        weights[member.type] += GUESS + member.sure
    return min(weights, key=lambda t: (-round(weights[t], 3), t))
