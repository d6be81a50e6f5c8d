"""Earlier versions of a report, as the record keeps them beside the one that stands.

Always true here: a version's quotations are spans of its own text or of that of the next version.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .reading import Span

ChangeKind = Literal["headline", "figure", "quote"]


class Change(Struct, frozen=True, gc=False):
    """What one version of a report prints and the next does not (``removed``), or the other way round (``added``): a headline, a figure
    of the measure ``what``, quoted words. Both, where the one stands for the other."""

    kind: ChangeKind
    removed: Span | None
    added: Span | None
    what: str | None = None


class Version(Struct, frozen=True, gc=False):
    """An earlier version of a report, which tells nothing in the record: its text, the last moment that is ``stated`` of it (ISO 8601),
    and what the next version changed. Not ``sure`` where no date tells which of the two is the later one; ``replaced`` is the last moment
    that is stated of the next version."""

    id: str
    path: str
    sha256: str
    raw_sha256: str
    title: str | None
    url: str | None
    stated: str | None
    sure: bool
    text: str
    changes: tuple[Change, ...]
    replaced: str | None = None
