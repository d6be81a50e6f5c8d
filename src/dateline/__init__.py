"""Dateline reads what many outlets published about an unfolding event and writes the record: every line a quotation with its place.

import dateline

record = dateline.build("reports/")          # or dateline.open("story.dateline")
for entry in record.timeline(dates=20, per_date=2):
    print(entry.date, [s.span.exact for s in entry.statements])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .api import Progress, add, build, decide, import_decisions, judge
    from .errors import DatelineError
    from .made import open, verify
    from .read.options import ReadOptions
    from .record import Record, TimelineEntry
    from .settings import Settings

__all__ = [
    "DatelineError",
    "Progress",
    "ReadOptions",
    "Record",
    "Settings",
    "TimelineEntry",
    "add",
    "build",
    "decide",
    "import_decisions",
    "judge",
    "open",
    "verify",
]

_HOME = {
    "DatelineError": "errors", "Progress": "api", "ReadOptions": "read.options", "Record": "record", "Settings": "settings",
    "TimelineEntry": "record", "add": "api", "build": "api", "decide": "api", "import_decisions": "api", "judge": "api",
    "open": "made", "verify": "made",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """The face is loaded when it is used, so that ``dateline --help`` need not wait for what reads text."""
    if name not in _HOME:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
