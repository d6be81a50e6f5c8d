"""Seats of power without a name, over reports: "the mayor's office" of a town is its City Hall, "the main government building" of a
country is the one that some report calls by its name.

Always true here: a seat meets only seats of the same town or country; a building joins it only where one report prints both as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from ..model.record import Reason
from ..rules import table
from .clusters import Cluster, Printed
from .name_keys import fold


@cache
def _seats() -> dict[tuple[str, ...], tuple[str, str]]:
    return {fold(phrase): (rule["name"], rule["of"]) for rule in table("names")["seats"] for phrase in rule["words"]}


def seat_identity(actor: Printed) -> tuple[str, ...] | None:
    """What tells the seat that an actor without a name is from all others; None where it is no seat or its place is not known."""
    name, of = _seats().get(fold(actor.name), ("", ""))
    where = str(actor.town) if of == "town" and actor.town else actor.country if of == "country" else None
    return ("body", name, where) if name and where else None


def join_seats(clusters: Sequence[Cluster]) -> list[Cluster]:
    """``clusters`` with each nameless seat of a country in the only building of that country that a report prints as the same."""
    named: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if cluster.members[0].named and cluster.members[0].sort == "body":
            for key in sorted({key for member in cluster.members for key in _called(member)}):
                named[key].append(cluster)
    kept = []
    for cluster in clusters:
        nameless = not any(member.named for member in cluster.members)
        seat = seat_identity(cluster.members[0]) if nameless else None
        found = named.get(seat, []) if seat else []
        if len(found) == 1:
            found[0].members += cluster.members
            found[0].why.append(Reason("seat that a report prints with the name", None, cluster.names[0]))
        else:
            kept.append(cluster)
    return kept


def _called(member: Printed) -> list[tuple[str, ...]]:
    """The seats that the report of a named building prints as the same."""
    rows = (_seats().get(fold(alias)) for alias in member.aliases)
    return [("body", row[0], member.country) for row in rows if row and row[1] == "country" and member.country]
