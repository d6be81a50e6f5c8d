"""Surnames that a report prints alone: whom they mean among the full names of the other reports.

Always true here: a bare name joins a person only where one stands out among those with that surname in reports of about the same
days; a person whom the same report names in full is not asked; in doubt the bare name stays an entity of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ..model.record import Reason
from .clusters import Cluster, Printed
from .name_keys import gender, generation, given_names, person_words, sound, titled_gender

NEAR_DAYS = 60
"""Days within which another report is asked whom a bare name means: a story with one cast rarely runs longer."""
DOMINANT = 3.0
"""How many times more reports than the next namesake. A head of state outnumbers a brother by more in reports on the two."""
LONG = 5
"""Letters from which two spellings of one sound are one surname."""
KNOWN = 3
"""Reports that name a person in full before a lone word read as a body is taken for that person."""


def join_bare(full: Sequence[Cluster], bare: Sequence[Cluster]) -> list[Cluster]:
    """``full`` with the bare names that mean one of them; then the others, one cluster per name where nobody bears it in full."""
    index: dict[str, list[int]] = defaultdict(list)
    reports = [_days(cluster) for cluster in full]
    for number, cluster in enumerate(full):
        for key in sorted({_key(n) for n in cluster.names}):
            index[key].append(number)
    unknown: dict[str, Cluster] = {}
    doubtful: list[Cluster] = []
    joins: list[tuple[int, Cluster]] = []
    for cluster in bare:
        key = _key(cluster.names[0])
        candidates = [n for n in index.get(key, []) if _can_be(cluster.names[0], full[n].names[0])]
        chosen = _dominant(cluster.members[0], candidates, reports)
        if chosen is not None:
            joins.append((chosen, cluster))
        elif key in index or key in given_names():
            doubtful.append(cluster)
        elif key in unknown:
            unknown[key].members += cluster.members
            unknown[key].names += [n for n in cluster.names if n not in unknown[key].names]
        else:
            unknown[key] = cluster
    for chosen, cluster in joins:
        full[chosen].members += cluster.members
        full[chosen].why.append(Reason("surname that one person of these days bears", None, cluster.names[0]))
    return [*full, *(unknown[k] for k in sorted(unknown)), *doubtful]


def join_stray(full: Sequence[Cluster], bodies: Sequence[Cluster]) -> list[Cluster]:
    """``bodies`` without those that are a surname of one person of these days, which the reader took for a body: they join the person."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(full):
        for key in sorted({_key(n) for n in cluster.names if len(person_words(n)) > 1}):
            index[key].append(number)
    reports = [_days(cluster) for cluster in full]
    kept = []
    for body in bodies:
        name = body.names[0]
        lone = len(person_words(name)) == 1 and not name.isupper() and body.members[0].type != "outlet"
        meant = {_stray(member, index.get(_key(name), []), reports) for member in body.members} if lone else {None}
        chosen = min(meant, key=str) if len(meant) == 1 else None
        if chosen is None or len(reports[chosen]) < KNOWN:
            kept.append(body)
        else:
            full[chosen].members += body.members
            full[chosen].why.append(
                Reason("read as a body, but the surname that one person of these days bears", None, name)
            )
    return kept


def _stray(actor: Printed, candidates: Sequence[int], reports: Sequence[dict[str, str | None]]) -> int | None:
    """Whom a lone word that was read as a body means: the one whom its own report names in full, else the one who stands out."""
    own = [number for number in candidates if actor.ref.report in reports[number]]
    if own:
        return own[0] if len(own) == 1 else None
    return _dominant(actor, candidates, reports)


def _key(name: str) -> str:
    """The surname as it sounds; short ones as they are written, since 'Saif' and 'Schiff' sound alike."""
    last = person_words(name)[-1]
    return sound(last) if len(sound(last)) >= LONG else last


def _can_be(bare: str, name: str) -> bool:
    """Whether a surname with its title can be this person: "Mrs. Calder" is a woman whose given name is one, "Mr. Calder" no woman."""
    asked, shown = titled_gender(bare), gender(person_words(name)[0])
    if generation(bare) not in ("", generation(name)):
        return False
    return asked is None or asked == shown or (asked == "male" and shown is None)


def _days(cluster: Cluster) -> dict[str, str | None]:
    """The reports that print the full name, with their days."""
    return {m.ref.report: m.day for m in cluster.members}


def _dominant(actor: Printed, candidates: Sequence[int], reports: Sequence[dict[str, str | None]]) -> int | None:
    """The candidate printed in the most reports near this one, if it leads the next clearly; None in doubt."""
    counted = []
    for number in candidates:
        if actor.ref.report in reports[number]:
            continue
        near = sum(_near(actor.day, day) for day in reports[number].values())
        if near:
            counted.append((near, number))
    counted.sort(key=lambda c: (-c[0], c[1]))
    if not counted or (len(counted) > 1 and counted[0][0] < DOMINANT * counted[1][0]):
        return None
    return counted[0][1]


def _near(one: str | None, other: str | None) -> bool:
    """Whether two days are near; an unknown day is near to all."""
    if one is None or other is None:
        return True
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= NEAR_DAYS
