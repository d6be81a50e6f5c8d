"""Noun phrases that stand for an actor named elsewhere in the report, and actors of their own for the rest.

Always true here: "the president" is somebody named here only if the report says of exactly one person that he is president, and is
one now; else it is an actor without a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model.notes import EntityType, MentionForm
from .cast import Cast, Draft
from .doubt import Stand
from .lexicon import Lexicon, NounKind
from .lines import Line
from .nominals import Nominal

TYPES: dict[NounKind, EntityType] = {"person": "person", "group": "group", "body": "organization"}
REACH = 6
"""Sentences back to which "the prosecutor" reaches; without the limit 8 of 22 sampled were somebody else,
with it 1 of 25."""
OFTEN = 3
"""Names of one person in a report from which "the president" reaches him or her from anywhere in it."""
LATELY = 40
"""People without a name who are kept in mind."""
LOWER_RANKS = frozenset({"vice", "deputy", "assistant"})
"""Words that make an office another one: the president is not the vice president."""
NOT_YET = frozenset(
    {"next", "future", "potential", "prospective", "eventual", "possible", "would-be", "would", "previous", "last"}
)
"""Words before an office that make it somebody else's than the holder's: "the next president"."""
DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her", "our"})


def place_nominals(
    text: str, found: Sequence[Nominal], lines: Sequence[Line], cast: Cast, named: Sequence[Stand], lex: Lexicon
) -> list[Stand]:
    """One stand for each of ``found``; actors for those that refer to none are added to ``cast``."""
    own: dict[tuple[object, ...], int] = {}
    stands = []
    met: list[tuple[Nominal, int]] = []
    for nominal in found:
        actor, form = _refer(nominal, cast, named, lex)
        before = _met_before(nominal, met) if actor is None else frozenset()
        if len(before) == 1:
            actor = min(before)
        if actor is None:
            marks = tuple(sorted(nominal.marks))
            key = (nominal.kind, nominal.noun, nominal.former, marks, _tail(nominal, lines), bool(before))
            if key not in own:
                own[key] = len(cast.drafts)
                cast.drafts.append(Draft(TYPES[nominal.kind], set(), nominal=True))
            actor = own[key]
            extent = lines[nominal.line].extent(nominal.first, nominal.last)
            cast.drafts[actor].prints[text[extent.start : extent.end]] += 1
        if form == "nominal" and nominal.kind == "person":
            met = [*met[-LATELY:], (nominal, actor)]
        stands.append(Stand(nominal.line, nominal.first, nominal.last, nominal.head, form, actor))
    return stands


def _met_before(nominal: Nominal, met: Sequence[tuple[Nominal, int]]) -> frozenset[int]:
    """ "The official" after "a senior harbour official": the people without a name who were called so a few sentences before."""
    if nominal.article != "the" or nominal.kind != "person" or nominal.last > nominal.head + 1:
        return frozenset()
    marks = set(nominal.marks)
    lately = [(m, actor) for m, actor in met if m.noun == nominal.noun and nominal.line - m.line <= REACH]
    if all(m.article == "the" for m, _ in lately):
        return frozenset()
    return frozenset(actor for m, actor in lately if marks <= set(m.marks) and m.former == nominal.former)


def _tail(nominal: Nominal, lines: Sequence[Line]) -> str:
    """The words of its "of" phrase: "mayors of A" and "mayors of B" are apart."""
    return " ".join(lines[nominal.line].low(k) for k in range(nominal.head + 1, nominal.last))


def _refer(nominal: Nominal, cast: Cast, named: Sequence[Stand], lex: Lexicon) -> tuple[int | None, MentionForm]:
    if (nominal.article not in DEFINITE and not nominal.former) or nominal.article in {"a", "an"}:
        return None, "nominal"
    if NOT_YET & set(nominal.marks):
        return None, "nominal"
    if nominal.kind == "person" and nominal.last == nominal.head + 1:
        actor = _by_role(nominal, cast.drafts, named, lex)
        return actor, "role" if actor is not None else "nominal"
    if nominal.kind == "body" and nominal.article == "the" and not nominal.marks and nominal.last == nominal.head + 1:
        return _by_head(nominal, cast.drafts, named), "nominal"
    return None, "nominal"


def _by_role(nominal: Nominal, drafts: Sequence[Draft], named: Sequence[Stand], lex: Lexicon) -> int | None:
    """The one person of whom the report says that he or she is this, now or formerly as asked, and who is at hand."""
    noun = nominal.noun.removeprefix("ex-")
    if noun in lex.loose:
        return None
    wanted = lex.leader_means | {"leader"} if noun == "leader" else {noun}
    found = []
    for number, draft in enumerate(drafts):
        if draft.type != "person" or draft.nominal:
            continue
        said = any(wanted & set(role.nouns) and role.former == nominal.former and not role.kin for role in draft.roles)
        if said and nominal.telling <= draft.role_words and not (draft.role_words - nominal.telling) & LOWER_RANKS:
            found.append(number)
    return found[0] if len(found) == 1 and _at_hand(nominal, noun, found[0], named, lex) else None


def _at_hand(nominal: Nominal, noun: str, actor: int, named: Sequence[Stand], lex: Lexicon) -> bool:
    """Whether the person was named a few sentences before; the holder of an office who is named often is always at hand."""
    places = [(s.line, s.first) for s in named if s.actor == actor]
    if len(places) >= OFTEN and (noun in lex.leader_means or noun in lex.offices):
        return True
    return any(nominal.line - line <= REACH and (line, first) < (nominal.line, nominal.first) for line, first in places)


def _by_head(nominal: Nominal, drafts: Sequence[Draft], named: Sequence[Stand]) -> int | None:
    """The last body named before whose name holds this noun ("the ministry" after "Fisheries Ministry"), if it is alone in the report."""
    found = {
        s.actor
        for s in named
        if drafts[s.actor].type == "organization" and any(nominal.noun in key.split() for key in drafts[s.actor].keys)
    }
    before = any((s.line, s.first) < (nominal.line, nominal.first) for s in named if s.actor in found)
    return min(found) if len(found) == 1 and before else None
