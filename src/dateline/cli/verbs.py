"""The verbs of ``dateline judge``, each with what it takes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

USAGE: Mapping[str, str] = MappingProxyType({
    "merge": "merge TARGET TARGET ...",
    "split": "split TARGET PLACE ...",
    "reject": "reject STATEMENT ...",
    "date": "date TARGET ... DATE",
    "place": "place TARGET ... PLACE, or place NAME ... --pin LAT,LON --kind KIND",
    "rename": "rename TARGET NAME",
    "alias": "alias NAME NAME",
    "distinct": "distinct NAME NAME",
    "resolve": "resolve CONTRADICTION",
    "grade": "grade PUBLISHER A-F, or grade STATEMENT 1-6",
    "comment": "comment TARGET ...",
    "remove": "remove REPORT ...",
})  # fmt: skip
