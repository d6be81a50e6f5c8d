"""Events told by a noun that carries a date of its own: "Sunday's poll", "the election of 4 October".

Always true here: such an event stands on a clause of its own, which is the noun phrase with its date.
"""

from __future__ import annotations

from collections.abc import Iterator

from ... import rules
from ...model.extents import Extents
from ...model.notes import Clause, Dating, EventMention, Polarity, Realis, TimeExpression
from ...model.reading import Extent
from ...model.syntax import Tree
from .kinds import realis_of_noun, type_of_noun
from .where import places_of
from .who import Told, noun_phrase


def nominal_events(told: Told, taken: frozenset[Extent]) -> Iterator[tuple[Clause, EventMention]]:
    """Event nouns that carry a date of their own ("Sunday's poll", "the election of 4 October")."""
    placed = Extents([t.extent for t in told.times])
    for tree in (t for t in told.trees if t is not None and len(t)):
        near = placed.within(tree.extent(0, len(tree) - 1))
        inside = [(n, told.times[n]) for n in near if told.times[n].dating]
        for number, time in inside:
            noun = _dated_noun(tree, time.extent)
            kind = type_of_noun(tree, noun, told.types) if noun is not None else None
            if noun is not None and kind is not None and tree.extent(noun, noun) not in taken:
                yield _nominal_event(told, tree, (noun, kind), number, time)


def _dated_noun(tree: Tree, time: Extent) -> int | None:
    head = next((i for i in range(len(tree)) if time.start <= tree.at + tree.parse.starts[i] < time.end
                 and not time.start <= tree.at + tree.parse.starts[tree.parse.heads[i]] < time.end), None)  # fmt: skip
    if head is None:
        return None
    above = tree.parse.heads[head]
    if tree.parse.deps[head] == "pobj" and tree.parse.lemmas[above] in ("of", "in", "on"):
        above = tree.parse.heads[above]
    elif tree.parse.deps[head] not in ("poss", "nmod", "compound", "amod", "npadvmod"):
        return None
    return above if tree.parse.pos[above] == "NOUN" else None


def _is_in_plan(told: Told, tree: Tree, noun: int, host: Clause | None, dating: Dating | None) -> bool:
    """ "will answer at a hearing on Monday", in a report of Monday: what is planned for the day of the report is to come."""
    if host is None or host.realis != "planned" or dating is None or told.published is None:
        return False
    above, dep = tree.parse.heads[noun], tree.parse.deps[noun]
    held = dep == "dobj" and tree.parse.lemmas[above] in rules.words("clauses", "takes_part")
    at = dep == "pobj" and tree.parse.lemmas[above] in ("at", "during")
    known = tree.kid(noun, "poss") is not None  # "planned to lead Monday's attack"
    return dating.latest >= told.published.latest and (held or at) and not known


def _nominal_event(
    told: Told, tree: Tree, named: tuple[int, str], number: int, time: TimeExpression
) -> tuple[Clause, EventMention]:
    noun, kind = named
    extent, trigger = noun_phrase(tree, noun), tree.extent(noun, noun)
    extent = Extent(min(extent.start, time.extent.start), max(extent.end, time.extent.end))
    host = next((c for c in told.clauses if c.extent.start <= extent.start and extent.end <= c.extent.end), None)
    dating, attribution = time.dating, host.attribution if host and host.realis == "actual" else None
    old = bool(
        told.published
        and dating
        and dating.latest < told.published.earliest[:4]
        and dating.latest[:4] < told.published.earliest[:4]
    )
    ahead = bool(told.published and dating and dating.earliest > told.published.latest)
    ahead = ahead or _is_in_plan(told, tree, noun, host, dating)
    realis: Realis = realis_of_noun(tree, noun) or ("planned" if ahead else "actual")
    none = any(tree.parse.lemmas[k] == "no" for k in tree.kids[noun])
    polarity: Polarity = "negative" if none else "positive"
    clause = Clause(
        extent=extent,
        head=trigger,
        sentence=tree.sentence,
        polarity=polarity,
        realis=realis,
        background=old,
        attribution=attribution,
        time=number,
        dating=dating,
        said=host.said if host else None,
        link="nominal",
        rule="nominal",
    )
    event = EventMention(
        type=kind,
        mode="nominal",
        trigger=trigger,
        lemma=tree.parse.lemmas[noun],
        clause=-1,
        participants=(),
        places=places_of(told, tree, noun, noun, kind),
        dating=dating,
        time=number,
        polarity=polarity,
        realis=realis,
        background=old,
        rule=f"noun:{tree.parse.lemmas[noun]}",
    )
    return clause, event
