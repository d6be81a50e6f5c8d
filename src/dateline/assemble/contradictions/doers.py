"""One deed, two doers of opposite sides: officers freed him, protesters freed him.

Always true here: both tellings are of one event of a type that has one doer, and neither denies it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ... import rules
from ...model.record import Contradiction, Statement
from ..events import Telling, tellings
from ..materials import Materials
from .finding import made


def of_doers(materials: Materials, atoms: Mapping[str, Statement]) -> Iterator[Contradiction]:
    """Conflicts between the state and the crowd."""
    one_doer = rules.words("comparing", "one_doer")
    for link in materials.events:
        told = [
            t
            for t in tellings(materials, link, atoms)
            if t.mention.type in one_doer and t.mention.polarity == "positive" and t.mention.realis == "actual"
        ]
        sides = {side: [t for t in told if _side(materials, t) == side] for side in ("state", "crowd")}
        sentences = [{t.statement.sentence for t in side} for side in sides.values()]
        if all(sides.values()) and sentences[0] != sentences[1]:
            pairs = [(t.statement.id, _doer(materials, t)) for side in sides.values() for t in side]
            yield made("conflict", "agent", link.id, pairs, "two-sides", "state / crowd")


def _doer(materials: Materials, t: Telling) -> str:
    agent = next((p for p in t.mention.participants if p.role == "agent"), None)
    return materials.span(t.ref.report, agent.extent).exact if agent else ""


def _side(materials: Materials, t: Telling) -> str | None:
    """Whether the head noun of the doer is of the state or of the crowd."""
    phrase = _doer(materials, t).casefold().partition(" of ")[0]
    words = [w.strip("“”\"',.’").removesuffix("s") for w in phrase.split()]
    for side in ("crowd", "state"):
        listed = rules.words("comparing", f"sides.{side}")
        if any(w in listed or f"{w}s" in listed for w in words[-2:]):
            return side
    return None
