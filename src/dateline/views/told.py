"""How one passage tells a thing: the words, who says them, when, by which report; and a date with how it was resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..model.record import OriginKind, Statement, When
from ..model.words import Hand, Polarity, Realis
from ..rules import table
from .dates import DateLabel, date_label
from .index import Index, Quote
from .voice import Voice, voice


class Dated(Struct, frozen=True):
    """A date with how it was resolved: ``basis`` in words, the day it was counted from, the rule, the printed expression."""

    date: DateLabel
    basis: str
    anchor: str | None
    rule: str | None
    expression: Quote | None


class Telling(Struct, frozen=True):
    """One passage that tells an event. ``published`` is its report's date; ``copies`` are the same words elsewhere."""

    statement: str
    quote: Quote
    sentence: Quote
    title: str | None
    published: DateLabel | None
    voice: Voice | None
    hand: Hand
    when: Dated | None
    said: Dated | None
    polarity: Polarity
    realis: Realis
    background: bool
    rejected: bool
    grade: str | None
    copies: tuple[Telling, ...] = ()


class OriginGroup(Struct, frozen=True):
    """The passages of one origin; ``evidence`` are the words that say whose they are, ``name`` is None where nothing says it."""

    id: str
    name: str | None
    kind: OriginKind
    evidence: Quote | None
    tellings: tuple[Telling, ...]


def dated(index: Index, when: When | None) -> Dated | None:
    """``when`` with how it was resolved."""
    found = date_label(when)
    if when is None or found is None:
        return None
    expression = index.quote(when.expression) if when.expression else None
    anchor = when.anchor if when.basis == "relative" else None
    return Dated(found, table("labels")["basis"][when.basis], anchor, when.rule, expression)


def by_origin(index: Index, statements: Iterable[Statement]) -> tuple[OriginGroup, ...]:
    """Statements by the origin of their words, those with the most passages first, unknown origins last."""
    groups: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: (_moment(index, s), index.place_of(s.span), s.id)):
        groups.setdefault(statement.origin.id, []).append(statement)
    made = [_group(index, found) for found in groups.values()]
    return tuple(sorted(made, key=lambda g: (g.kind == "unknown", -len(g.tellings), g.name or "", g.id)))


def _group(index: Index, found: Sequence[Statement]) -> OriginGroup:
    own = next((s for s in found if s.origin.kind != "copied"), found[0])
    evidence = index.quote(own.origin.evidence) if own.origin.evidence else None
    return OriginGroup(own.origin.id, own.origin.name, own.origin.kind, evidence, _folded(index, found))


def _folded(index: Index, found: Sequence[Statement]) -> tuple[Telling, ...]:
    """One telling for each copy group, the copies folded under what they are copied from: the first that is no copy, else the first."""
    families: dict[str, list[Statement]] = {}
    for statement in found:
        families.setdefault(statement.copy_group or statement.id, []).append(statement)
    told = []
    for family in families.values():
        first = next((s for s in family if s.origin.kind != "copied"), family[0])
        copies = tuple(telling(index, s) for s in family if s is not first)
        told.append(replace(telling(index, first), copies=copies))
    return tuple(told)


def telling(index: Index, statement: Statement) -> Telling:
    """One statement as a passage that tells something."""
    report = index.reports.get(statement.span.report)
    return Telling(
        statement=statement.id,
        quote=index.quote(statement.span),
        sentence=index.quote(statement.sentence),
        title=report.title if report else None,
        published=date_label(report.published) if report else None,
        voice=voice(index, statement),
        hand=statement.hand,
        when=dated(index, statement.when),
        said=dated(index, statement.said),
        polarity=statement.polarity,
        realis=statement.realis,
        background=statement.background,
        rejected=statement.rejected,
        grade=statement.grade,
    )


def _moment(index: Index, statement: Statement) -> str:
    report = index.reports.get(statement.span.report)
    return report.published.latest if report and report.published else "9999"
