"""One SQLite file holds a record: ``Store`` is the only way in and out; no SQL stands anywhere else."""

from .fixity import State as SealState
from .highlight import highlighted
from .name_rows import Appearance, NamedCount, SeriesKey
from .opening import seal_of
from .outline import Called, Gist, Outline, Ranked, ReportOutline, gist
from .search import RANKED, Hit, HitKind
from .shelf import Shelf
from .sieve import FACET_KINDS, FacetCount, FacetKind, Sieve
from .store import Store, reading

__all__ = [
    "FACET_KINDS",
    "RANKED",
    "Appearance",
    "Called",
    "FacetCount",
    "FacetKind",
    "Gist",
    "Hit",
    "HitKind",
    "NamedCount",
    "Outline",
    "Ranked",
    "ReportOutline",
    "SealState",
    "SeriesKey",
    "Shelf",
    "Sieve",
    "Store",
    "gist",
    "highlighted",
    "reading",
    "seal_of",
]
