"""``find_names``: the way from parsed sentences to mentions and actors of one report.

Always true here: mentions are in order of their place, each actor has at least one mention, the same input gives the same output.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...model.notes import Actor, Mention
from ...model.parse import Parse
from ...model.reading import Layout
from ...outlets import Outlets
from ..gazetteer import Gazetteer
from .cast import Cast, Draft, cast_names
from .cut import Name
from .doubt import Stand
from .kinds import Kinds, kinds
from .lexicon import Lexicon, lexicon
from .lines import Line, read_lines
from .nominals import nominals
from .places import country_votes, place_fix, stated_region
from .pronouns import pronouns
from .reference import place_nominals
from .roles import roles_of
from .seats import place_seats, seats
from .spot import spot


class Names(Struct, frozen=True):
    """What ``find_names`` gives: mentions in order of the text, and the actors that they index."""

    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]


def find_names(
    text: str, layout: Layout, parses: Sequence[Parse | None], gazetteer: Gazetteer, known: Outlets | None = None
) -> Names:
    """The names, roles, nouns and pronouns of one report that stand for somebody, grouped into actors; extents are of ``text``.

    ``known`` are the outlets that are known by name, the shipped ones if it is left out.
    """
    lex = lexicon(known)
    lines = read_lines(text, layout, parses)
    names = spot(lines, lex, gazetteer)
    told = kinds(names, lines, lex, gazetteer)
    cast = cast_names(text, names, told.types, lines, lex, gazetteer)
    stands = _of_names(names, cast)
    taken = _taken(names, lines, cast, lex)
    held = seats(lines, taken, lex)
    stands += place_seats(text, held, lines, cast, stands)
    for seat in held:
        taken[seat.line].update(range(seat.first, seat.last))
    found = nominals(lines, taken, lex)
    stands += place_nominals(text, found, lines, cast, stands, lex)
    stands.sort(key=lambda s: (s.line, s.first, -s.last))
    stands += pronouns(lines, stands, cast.drafts, lex)
    votes = country_votes(names, told.types, lines, gazetteer)
    regions = _stated_regions(names, lines, cast)
    actors = [
        replace(_actor(number, draft, lines, votes, regions, gazetteer), sure=_sure(draft, told))
        for number, draft in enumerate(cast.drafts)
    ]
    return _ordered(stands, lines, cast.drafts, actors)


def _of_names(names: Sequence[Name], cast: Cast) -> list[Stand]:
    return [
        Stand(
            name.line, cast.begins[number], name.last, name.last - 1, cast.of_name[number][1], cast.of_name[number][0]
        )
        for number, name in enumerate(names)
        if number in cast.of_name
    ]


def _taken(names: Sequence[Name], lines: Sequence[Line], cast: Cast, lex: Lexicon) -> list[set[int]]:
    """The tokens of each line that are part of a name or head a role beside one."""
    taken: list[set[int]] = [set() for _ in lines]
    for number, name in enumerate(names):
        if number not in cast.of_name:
            continue
        taken[name.line].update(range(name.first, name.last))
        taken[name.line].add(name.first - 1)
        if cast.drafts[cast.of_name[number][0]].type == "person":
            for role in roles_of(name, lines[name.line], lex):
                taken[name.line].update(range(role.first, role.last))
    return taken


def _stated_regions(names: Sequence[Name], lines: Sequence[Line], cast: Cast) -> dict[int, str]:
    found: dict[int, str] = {}
    for number, name in enumerate(names):
        if number not in cast.of_name:
            continue
        actor = cast.of_name[number][0]
        following = names[number + 1] if number + 1 < len(names) else None
        region = stated_region(name, cast.drafts[actor].type, lines[name.line], following)
        if region:
            found.setdefault(actor, region)
    return found


def _actor(
    number: int, draft: Draft, lines: Sequence[Line], votes: dict[str, float], regions: dict[int, str], gaz: Gazetteer
) -> Actor:
    prints = sorted(draft.prints, key=_plainness)
    roles = {lines[role.line].extent(role.first, role.last) for role in draft.roles}
    place = None
    if draft.type in {"place", "facility", "organization"} and not draft.nominal:
        place = place_fix(prints, draft.type, votes, regions.get(number), gaz)
    return Actor(prints[0], draft.type, tuple(prints[1:]), tuple(sorted(roles)), place)


def _sure(draft: Draft, told: Kinds) -> float:
    """The weight of the best evidence for the actor's type besides the parser's label."""
    return max((told.sure[key] for key in sorted(draft.keys) if told.types.get(key) == draft.type), default=0.0)


def _plainness(print_: str) -> tuple[bool, bool, bool, bool, int, int, str]:
    """The order of prints: names before nouns, full ones before lone words, those of running text before those of a heading or a
    transcript, long ones before short ones."""
    lone = " " not in print_
    return (
        "\n" in print_,
        print_.islower(),
        lone,
        print_.isupper() and not lone,
        -len(print_.split()),
        -len(print_),
        print_,
    )


def _ordered(stands: Sequence[Stand], lines: Sequence[Line], drafts: Sequence[Draft], actors: Sequence[Actor]) -> Names:
    """Mentions by place, actors by their first mention."""
    placed = sorted((lines[s.line].extent(s.first, s.last), s) for s in stands)
    order: dict[int, int] = {}
    for _, stand in placed:
        order.setdefault(stand.actor, len(order))
    mentions = tuple(Mention(extent, drafts[s.actor].type, s.form, order[s.actor]) for extent, s in placed)
    return Names(mentions, tuple(actors[old] for old in order))
