"""A document and all that is stated about it, checked, as a report.

Always true here: a report's strings encode to UTF-8, its text is English and within the limit, its dates are ISO; its
id depends on its text, its file's name, its publisher and its address, and on nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from ..model.reading import DateClaim, Failure, Report
from ..settings import Settings
from .dates import iso
from .fault import Fault, failure, item_path
from .item import Facts, Item
from .language import foreign

NO_PROSE = frozenset({"boilerplate", "dateline"})
ID_LENGTH = 12


class Origin(Struct, frozen=True):
    """The file an item came from: the path it is shown under, its base name, its sha256."""

    path: str
    name: str
    sha256: str


def report_of(item: Item, origin: Origin, language: str | None, settings: Settings) -> Iterator[Report | Failure]:
    """The report that ``item`` is, after warnings (R113) for its dates that cannot be read; or why it is none.

    ``item.facts`` are all that is stated, in the order of trust; ``language`` is the user's word for it.
    """
    path = item_path(origin.path, item.number)
    if fault := _refusal(item, language, settings):
        yield failure(fault, path)
        return
    dates = []
    for stated in item.facts.dates:
        if value := iso(stated.value):
            dates.append(DateClaim(value, stated.evidence))
        else:
            yield failure(Fault("R113", f"The date {stated.value[:80]!r} cannot be read.", stated.evidence), path)
    yield _report(item, origin, path, tuple(dict.fromkeys(dates)), language or "en")


def _refusal(item: Item, language: str | None, settings: Settings) -> Fault | None:
    if len(item.text) > settings.max_characters:
        return Fault("R114", f"The text has {len(item.text):,} characters; the limit is {settings.max_characters:,}.")
    if not all(map(_encodes, _strings(item))):
        return Fault("R103", "The text holds half of a character (a lone surrogate).")
    if not _prose(item).strip():
        return Fault("R105", "Nothing is left beside header lines and links.")
    code = None if language else foreign(item.text, settings.min_english)
    return Fault("R106", f"The text looks like {code!r}.") if code else None


def _strings(item: Item) -> tuple[str, ...]:
    told = item.facts
    values = (item.text, told.title, told.publisher, told.agency, told.author, told.url, *(d.value for d in told.dates))
    return tuple(value for value in values if value)


def _encodes(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _prose(item: Item) -> str:
    """The text without what is hinted to be no prose."""
    parts, at = [], 0
    for hint in item.hints:
        if hint.role in NO_PROSE:
            parts.append(item.text[at : hint.start])
            at = hint.end
    return "".join([*parts, item.text[at:]])


def _report(item: Item, origin: Origin, path: str, dates: tuple[DateClaim, ...], language: str) -> Report:
    told = item.facts
    sha256 = hashlib.sha256(item.text.encode("utf-8")).hexdigest()
    parts = (sha256, item_path(origin.name, item.number), told.publisher or "", told.url or "")
    digest = hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()
    return Report(
        id=f"r-{digest[:ID_LENGTH]}",
        path=path,
        sha256=sha256,
        raw_sha256=origin.sha256,
        text=item.text,
        title=told.title,
        publisher=told.publisher,
        agency=told.agency,
        author=told.author,
        url=told.url,
        language=language,
        dates=dates,
        hints=item.hints,
        offsets=item.offsets,
    )


def with_facts(item: Item, stated: Facts) -> Item:
    """``item`` with ``stated`` above what it states itself."""
    return replace(item, facts=stated.over(item.facts))
