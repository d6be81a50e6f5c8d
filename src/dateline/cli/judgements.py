"""From the words of ``dateline judge`` to a judgement. Only who judges waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ..errors import InputError
from ..model.judgements import (
    Alias,
    Comment,
    Distinct,
    Grade,
    Judgement,
    Merge,
    Pin,
    Reject,
    Remove,
    Rename,
    Resolve,
    SetDate,
    SetPlace,
    Split,
    Undo,
)
from ..views.counts import counted
from .verbs import USAGE

if TYPE_CHECKING:
    from ..model.words import EntityType

Pinned = tuple[str | None, str, str | None, str | None]
"""``--pin``, ``--kind``, ``--in`` and ``--country``."""


def judgement_of(
    verb: str | None,
    words: Sequence[str],
    undo: str | None,
    type: EntityType | None,
    pinned: Pinned,
    *,
    copies: bool,
) -> Judgement:
    """The judgement that the words are, or that ``undo`` is. Raises InputError (E103) for another verb, for too few or too many words,
    and for ``copies`` beside anything but reject."""
    made: Judgement = Undo(undo) if undo is not None else _said(verb or "", words, type, pinned)
    if copies and not isinstance(made, Reject):
        raise InputError("E103", "--copies goes with reject alone.", f"Write: {USAGE['reject']} --copies.")
    return replace(made, copies=True) if isinstance(made, Reject) and copies else made


def _said(verb: str, words: Sequence[str], type: EntityType | None, pinned: Pinned) -> Judgement:
    if verb == "place" and pinned[0] is not None:
        return _pin(words, pinned)
    if verb in ("alias", "distinct"):
        one, other = _exactly(verb, words, 2)
        return Alias(one, other, type) if verb == "alias" else Distinct(one, other, type)
    if verb not in _SAY:
        raise InputError("E103", f"There is no verb {verb!r}.", f"Verbs are: {', '.join(USAGE)}.")
    least, most, make = _SAY[verb]
    if len(words) < least or (most is not None and len(words) > most):
        raise InputError("E103", f"{verb} cannot be said with {counted(len(words), 'word')}.", f"Write: {USAGE[verb]}.")
    return make(tuple(words))


_SAY: Mapping[str, tuple[int, int | None, Callable[[tuple[str, ...]], Judgement]]] = MappingProxyType({
    "merge": (2, None, Merge),
    "split": (2, None, lambda w: Split(w[0], w[1:])),
    "reject": (1, None, Reject),
    "date": (2, None, lambda w: SetDate(w[:-1], w[-1])),
    "place": (2, None, lambda w: SetPlace(w[:-1], w[-1])),
    "rename": (2, 2, lambda w: Rename(*w)),
    "resolve": (1, 1, lambda w: Resolve(*w)),
    "grade": (2, 2, lambda w: Grade(*w)),
    "comment": (1, None, Comment),
    "remove": (1, None, Remove),
})  # fmt: skip
"""Fewest and most words of a verb, and what they become."""


def _exactly(verb: str, words: Sequence[str], n: int) -> Sequence[str]:
    if len(words) != n:
        raise InputError("E103", f"{verb} cannot be said with {counted(len(words), 'word')}.", f"Write: {USAGE[verb]}.")
    return words


def _pin(words: Sequence[str], pinned: Pinned) -> Pin:
    degrees, kind, within, country = pinned
    lat, _, lon = (degrees or "").partition(",")
    try:
        return Pin(tuple(words), float(lat), float(lon), kind, within, country)
    except ValueError as error:
        raise InputError(
            "E103", f"--pin {degrees!r} is no place.", "Write --pin LAT,LON in degrees: --pin 42.87,74.59."
        ) from error
