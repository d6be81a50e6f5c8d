"""One SQLite file holds a record: ``Store`` is the only way in and out; no SQL stands anywhere else."""

from .outline import Gist, Outline, ReportOutline, gist
from .search import Hit, HitKind
from .store import Store, reading

__all__ = ["Gist", "Hit", "HitKind", "Outline", "ReportOutline", "Store", "gist", "reading"]
