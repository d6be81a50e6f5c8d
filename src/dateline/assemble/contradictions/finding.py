"""A contradiction made of what its sides say.

Always true here: sides that say the same stand together; the id is made of the statements and their values, in no order.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...model.record import Aspect, Contradiction, ContradictionKind, Reason
from ..materials import made_id


def made(
    kind: ContradictionKind,
    aspect: Aspect,
    event: str | None,
    pairs: Iterable[tuple[str, str]],
    rule: str,
    note: str | None = None,
) -> Contradiction:
    """The contradiction of ``pairs`` (statement, printed value); ``note`` names the sides against each other."""
    ordered = list(dict.fromkeys(pairs))
    statements, values = tuple(s for s, _ in ordered), tuple(v for _, v in ordered)
    name = made_id("x", kind, aspect, *sorted(zip(statements, values, strict=True)))
    return Contradiction(name, kind, aspect, event, statements, values, Reason(rule, None, note))
