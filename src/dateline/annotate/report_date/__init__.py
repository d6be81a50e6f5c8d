"""The day a report was published: as stated around it, else inferred from what it prints; never today, never the file's.

Always true here: what is stated wins, in the order of trust; what is inferred names each piece of evidence with its words
and its place, and its score; where evidence is weak the report stays undated with a warning, and where it disagrees a
warning says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from ...model.notes import Basis, Dating
from ...model.reading import Failure, Layout, Report
from ...rules import table
from ..times import Hit
from .chances import Likeliest, likeliest, of_sign
from .signs import OWN, Sign, Signs, find_signs
from .stated import SAME_STORY, Claim, read_claims, rivals, warning

_STATED_IN_TEXT = OWN - {"address", "stamp"}  # an address may be another page's, a stamp that of what is told
_SHOWN = {"caption", "post"}  # pictures and posts are older than the report that shows them


class Publication(Struct, frozen=True):
    """When a report was published (None: not known), the evidence in words, and what disagrees or is missing."""

    dating: Dating | None
    evidence: tuple[str, ...]
    failures: tuple[Failure, ...]


def published(report: Report, layout: Layout, hits: Sequence[Hit]) -> Publication:
    """The report's date with its evidence: stated (option, metadata, page ...), else inferred from its own words.

    ``hits`` are the time expressions found in ``report.text``. Warnings: R113 a stated date that cannot be read, R201
    evidence that disagrees, R202 no date known.
    """
    signs = find_signs(report.text, layout, hits)
    stated = read_claims(report)
    told = tuple(str(claim) for claim in (*stated.claims, *stated.changes))
    best = next((claim for claim in stated.claims if claim.exact), None)
    if best is not None:
        off = tuple(_against(report, str(best), best.first, signs)) or tuple(_elsewhere(report, best, signs))
        return Publication(
            _dating(best.first, "stated", "claim"), told, (*stated.unread, *rivals(report, best, stated), *off)
        )
    period = stated.claims[0] if stated.claims else None
    inferred = likeliest(signs, (period.first, period.last) if period else None)
    if inferred is None or inferred.chance < table("report_dates")["least"]:
        return Publication(None, told, (*stated.unread, _undated(report, told)))
    evidence = _evidence(report.text, signs, inferred)
    failures = (*stated.unread, *_against(report, f"the evidence points to {inferred.day}", inferred.day, signs))
    return Publication(_dating(inferred.day, "inferred", "evidence"), (*told, *evidence), failures)


def _undated(report: Report, told: Sequence[str]) -> Failure:
    but = f" Stated is only {', '.join(told)}." if told else ""
    return warning(report, "R202", f"Nothing states or shows the report's date well enough.{but}")


def _evidence(text: str, signs: Signs, inferred: Likeliest) -> Iterator[str]:
    """What speaks for the inferred day, the strongest first, then the score."""
    source = table("report_dates")
    weighed = ((of_sign(sign, inferred.day), sign) for sign in signs.signs)
    strong = sorted((-told, sign.extent, sign) for told, sign in weighed if told >= source["telling"])
    for _, extent, sign in strong[: source["shown"]]:
        yield f"{_label(sign)}: {text[extent.start : extent.end]!r} at {extent.start}"
    year = signs.places.get(inferred.day.year)
    if year and all(sign.full is None for _, _, sign in strong[: source["shown"]]):
        yield f"year: {text[year.start : year.end]!r} at {year.start}"
    yield f"score: {inferred.chance:.2f}"


def _label(sign: Sign) -> str:
    return str(table("report_dates")["labels"].get(sign.around, sign.around))


def _against(report: Report, said: str, day: date, signs: Signs) -> Iterator[Failure]:
    """Datelines on another day than ``day``, and captions, posts and past events dated after it."""
    for sign in signs.signs:
        if sign.full is None:
            continue
        off = sign.around in _STATED_IN_TEXT and abs(sign.full - day) > SAME_STORY
        later = sign.around in _SHOWN | {"past"} and sign.full - day > SAME_STORY
        if off or later:
            words = report.text[sign.extent.start : sign.extent.end]
            message = f"The evidence disagrees: {said}, but {_label(sign)}: {words!r} at {sign.extent.start}."
            yield warning(report, "R201", message, f"{sign.extent.start}-{sign.extent.end}")


def _elsewhere(report: Report, best: Claim, signs: Signs) -> Iterator[Failure]:
    """What the report prints, all together, where it surely points to a day far from the stated one."""
    source = table("report_dates")
    inferred = likeliest(signs, None)
    if inferred and inferred.chance >= source["sure"] and abs(inferred.day - best.first).days > source["apart"]:
        evidence = ", ".join(_evidence(report.text, signs, inferred))
        yield warning(
            report, "R201", f"The evidence disagrees: {best}, but the text points to {inferred.day} ({evidence})."
        )


def _dating(day: date, basis: Basis, rule: str) -> Dating:
    iso = day.isoformat()
    return Dating(iso, iso, iso, "day", basis, None, rule)
