"""Two time expressions that together name an interval: "between March and May 2019", "from Monday to Wednesday".

Always true here: an interval begins no later than it ends; the two expressions stay as they are, the interval is one more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from ...model.days import shifted
from ...model.notes import Dating, TimeExpression
from ...model.reading import Extent

_BEFORE = re.compile(r"\b(from|between)(?: about| around| the)?\s{1,3}$", re.IGNORECASE)
_JOINTS = {"from": {"to", "until", "till", "through", "-", "–", "—"}, "between": {"and", "-", "–", "—"}}
_WEEK = 7
LOOK_BACK = 20


def intervals(text: str, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The intervals that neighbouring ones of ``times`` name, as expressions from the first's start to the second's end."""
    return tuple(_intervals(text, times))


def joined(text: str, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """``times`` in order, with each pair that names an interval ("from 2011 to 2017") as one expression."""
    whole = {t.extent.start: t for t in intervals(text, times)}
    kept: list[TimeExpression] = []
    for time in times:
        if not kept or time.extent.start >= kept[-1].extent.end:
            kept.append(whole.get(time.extent.start, time))
    return tuple(kept)


def _intervals(text: str, times: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    for first, last in pairwise(times):
        opening = _BEFORE.search(text[max(0, first.extent.start - LOOK_BACK) : first.extent.start])
        joint = text[first.extent.end : last.extent.start].strip().lower()
        if opening is None or joint not in _JOINTS[opening[1].lower()] or first.dating is None or last.dating is None:
            continue
        begin = _begun(first.dating, last.dating)
        if begin.earliest <= last.dating.latest and "/" not in begin.edtf + last.dating.edtf:
            yield _joined(first, last, begin, last.dating)


def _begun(first: Dating, last: Dating) -> Dating:
    """The first date, brought before the second: into its year if only that one prints it, or a week back."""
    if first.basis == "relative" and last.basis == "stated" and first.precision in {"day", "month"}:
        return _in_year(first, last)
    if first.earliest > last.latest and first.precision == last.precision == "day":
        day = shifted(date.fromisoformat(first.earliest), -_WEEK)
        return replace(first, edtf=day.isoformat(), earliest=day.isoformat(), latest=day.isoformat())
    return first


def _in_year(first: Dating, last: Dating) -> Dating:
    year = last.earliest[:4]
    moved = replace(
        first, edtf=year + first.edtf[4:], earliest=year + first.earliest[4:], latest=year + first.latest[4:]
    )
    try:
        date.fromisoformat(moved.earliest)
        date.fromisoformat(moved.latest)
    except ValueError:
        return first
    return moved


def _joined(first: TimeExpression, last: TimeExpression, begin: Dating, end: Dating) -> TimeExpression:
    edtf = f"{begin.edtf}/{end.edtf}"
    dating = Dating(edtf, begin.earliest, end.latest, "interval", end.basis, end.anchor, "from-to")
    return TimeExpression(Extent(first.extent.start, last.extent.end), "DATE", edtf, dating, "from-to")
