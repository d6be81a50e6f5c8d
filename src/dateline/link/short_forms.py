"""Buildings and squares by the first word of their name: "Tulip" for "Tulip Square" in reports that are full of it.

Always true here: a lone word joins only a building that several reports name in full and that stands out among those beginning with
that word; whatever its own report tells to be something else stays what it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from ..model.record import Reason
from ..model.words import PLACED
from .bare_names import DOMINANT, KNOWN
from .clusters import Cluster
from .name_keys import fold, known_outlet
from .name_types import TOLD

OPEN = frozenset(
    {"square", "park", "plaza", "circle", "roundabout", "maidan", "prison", "camp", "crossing", "checkpoint"}
)
"""Last words that are left out where everybody knows the place; "Cairo" is no museum and the Cowboys no stadium."""


def join_short(clusters: Sequence[Cluster], towns: Container[tuple[str, ...]], own: str = "") -> list[Cluster]:
    """``clusters`` of bodies and of places without a pin, without the lone words that mean one of the buildings: they join it.
    Names of ``towns`` (folded) mean the town; ``own`` is the setting that holds a user's outlets."""
    index: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        words = fold(cluster.names[0])
        buildings = sum(m.type == "facility" for m in cluster.members)
        if len(words) == 2 and words[1] in OPEN and _reports(cluster) >= KNOWN and 2 * buildings > len(cluster.members):
            index[words[0]].append(cluster)
    kept = []
    for cluster in clusters:
        found = sorted(index.get("".join(fold(cluster.names[0])), []), key=lambda c: (-_reports(c), c.names[0]))
        clear = len(found) == 1 or (len(found) > 1 and _reports(found[0]) >= DOMINANT * _reports(found[1]))
        known = fold(cluster.names[0]) in towns
        if clear and not known and _only_guessed(cluster, own) and _reports(found[0]) >= _reports(cluster):
            found[0].members += cluster.members
            found[0].why.append(Reason("first word of the building that stands out", None, cluster.names[0]))
        else:
            kept.append(cluster)
    return kept


def _reports(cluster: Cluster) -> int:
    """How many reports name it."""
    return len({member.ref.report for member in cluster.members})


def _only_guessed(cluster: Cluster, own: str) -> bool:
    """Whether no report tells that the lone word is anything but a building, and it is no acronym and no outlet."""
    name = cluster.names[0]
    told = (m for m in cluster.members if m.sure >= TOLD)
    return not name.isupper() and known_outlet(name, own) is None and all(m.type in PLACED for m in told)
