"""One SQLite file holds a record: ``Store`` is the only way in and out; no SQL stands anywhere else."""

from .outline import Outline
from .search import Hit, HitKind
from .store import Store, reading

__all__ = ["Hit", "HitKind", "Outline", "Store", "reading"]
