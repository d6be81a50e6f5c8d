"""What a name is of, over all reports: those that tell it outvote those that only guess.

Always true here: an actor whose own report tells its type by more than the parser's label keeps it; only names that are printed alike
vote together, whatever the order of the reports; nouns without a name and places with a pin have no vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from ..model.notes import EntityType
from .clusters import GUESS, Printed
from .name_keys import fold, person_words

TOLD = 1.0
"""Evidence from which a report's own type stands: a title, an apposition, a head word. The parser alone gives 0, a preposition 0.4."""
FIRST: tuple[EntityType, ...] = (
    "person",
    "organization",
    "place",
    "facility",
    "group",
    "outlet",
    "document",
    "event",
    "product",
)
"""Which of two types with equal weight is taken: the commoner in the news."""


def settled(printed: Sequence[Printed]) -> list[Printed]:
    """``printed`` in the same order; each name of which its report tells nothing has the type that weighs most in all reports."""
    same: dict[tuple[str, ...], list[Printed]] = defaultdict(list)
    for actor in printed:
        if actor.named and actor.place is None:
            same[fold(actor.name)].append(actor)
    types = {key: _heaviest(actors) for key, actors in same.items() if key and len({a.type for a in actors}) > 1}
    surnames = {person_words(a.name)[-1:] for a in printed if a.named and a.type == "person" and len(fold(a.name)) > 1}
    return [
        actor
        if actor.place is not None or not actor.named or _lone_surname(actor, surnames)
        else _settled(actor, types.get(fold(actor.name)))
        for actor in printed
    ]


def _lone_surname(actor: Printed, surnames: set[tuple[str, ...]]) -> bool:
    """Whether it is a person by a lone word that some report prints as the surname of a full name: a town of that name is another."""
    return actor.type == "person" and fold(actor.name) in surnames


def _heaviest(actors: Sequence[Printed]) -> EntityType:
    """The type for which most evidence stands."""
    weights: dict[EntityType, float] = defaultdict(float)
    for actor in actors:
        weights[actor.type] += GUESS + actor.sure
    return min(weights, key=lambda t: (-round(weights[t], 3), FIRST.index(t)))


def _settled(actor: Printed, kind: EntityType | None) -> Printed:
    """``actor`` with the type ``kind`` if its own report only guesses another."""
    if kind is None or kind == actor.type or actor.sure >= TOLD:
        return actor
    return replace(actor, type=kind)
