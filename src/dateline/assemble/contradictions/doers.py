"""One deed, two doers of opposite sides: officers freed him, protesters freed him.

Always true here: both tellings are of one deed done to one person on one occasion, told as facts in two sentences, and the doer that each
names is of the state or of the crowd by its head noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from ... import rules
from ...model.record import Contradiction
from .finding import made
from .occasions import Deed, Occasions, at_odds, on_one_occasion


def of_doers(occasions: Occasions) -> Iterator[Contradiction]:
    """Conflicts between the state and the crowd."""
    one_doer = rules.words("comparing", "one_doer")
    for group in occasions.groups():
        sides = {d.statement.id: side for d in group if (side := _side(_doer(occasions, d)))}

        def odd(a: Deed, b: Deed, sides: dict[str, str] = sides) -> bool:
            return sides[a.statement.id] != sides[b.statement.id] and on_one_occasion(a, b)

        rivals = at_odds([d for d in group if d.statement.id in sides], odd) if group[0].name in one_doer else ()
        if rivals:
            pairs = [(d.statement.id, _doer(occasions, d)) for d in rivals]
            note = " / ".join(dict.fromkeys(sides[d.statement.id] for d in rivals))
            yield made("conflict", "agent", rivals[0].event, pairs, "two-sides", note)


def _doer(occasions: Occasions, deed: Deed) -> str:
    told = deed.telling
    agent = next((p for p in told.mention.participants if p.role == "agent"), None)
    return occasions.materials.span(told.ref.report, agent.extent).exact if agent else ""


def _side(doer: str) -> str | None:
    """Whether the head noun of the doer is of the state or of the crowd."""
    if doer.casefold() == "force":  # "freed by force" names nobody
        return None
    words = [w.strip("“”\"',.’").removesuffix("s") for w in doer.casefold().partition(" of ")[0].split()]
    for side in ("crowd", "state"):
        listed = rules.words("comparing", f"sides.{side}")
        if any(w in listed or f"{w}s" in listed for w in words[-2:]):
            return side
    return None
