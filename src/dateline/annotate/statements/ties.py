"""Which time expression belongs to which clause, by the parse.

Always true here: an expression is tied to at most one clause, or to none where it belongs to a noun ("Sunday's poll", "the 2010
uprising") or to what is compared; what stands nearest never decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from ... import rules
from ...model.notes import Dating, TimeExpression
from ...model.reading import Extent
from ...model.syntax import Shape, Tree
from ...model.verbs import auxiliaries

_MODIFIES = frozenset({"compound", "nmod", "nummod", "amod", "det", "poss"})
_HOSTS = frozenset({"in", "at", "during"})
_DASHES = ("-", "--", "–", "—", ":")
_PERIODS = ("quarter", "month", "season")
_NUMBER = 6  # words before a time in which the number stands whose time it is
_TO = 4  # words before its "from" in which the later number stands
_OF_NUMBERS = ("NUM", "NOUN", "PROPN", "SYM", "ADP")
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b\d{4}(?= (?:hours|hrs?|gmt|on)\b)")
_GOVERNED = ("infinitive:", "gerund:", "noun:", "object:", "for:")


class Tie(Struct, frozen=True):
    """``time`` indexes the report's expressions; ``frame`` is the preposition that makes a bound of it (``since``, ``by`` ...);
    ``weak``: it dates the occasion at which the clause happened ("in Sunday's debate"); ``deep``: verbs between it and the clause."""

    time: int
    frame: str | None
    weak: bool
    deep: int


def tie_times(
    tree: Tree, times: Sequence[TimeExpression], inside: Sequence[int], shapes: Sequence[Shape]
) -> dict[int, list[Tie]]:
    """For each shape (index) the times, of those ``inside`` the sentence, that the parse ties to it."""
    tied: dict[int, list[Tie]] = {}
    for number in inside:
        time = times[number]
        found = _tie(tree, number, time.extent, shapes, time.dating) if time.dating is not None else None
        if found is not None:
            tied.setdefault(found[0], []).append(found[1])
    return tied


def dated_nouns(tree: Tree, times: Sequence[TimeExpression], inside: Sequence[int]) -> frozenset[int]:
    """The nouns that carry a date right before them: "third-quarter profit", "Monday's deal"."""
    heads = (time_head(tree, times[n].extent) for n in inside if times[n].dating is not None)
    return frozenset(tree.parse.heads[h] for h in heads if h is not None and tree.parse.deps[h] in _MODIFIES)


def time_head(tree: Tree, extent: Extent) -> int | None:
    """The token of a time expression whose head lies outside of it."""
    inside = tree.beginning(extent)
    return next((i for i in inside if tree.parse.heads[i] not in inside or tree.parse.heads[i] == i), None)


def _entry(tree: Tree, extent: Extent, shapes: Sequence[Shape]) -> int | None:
    """The main clause of an entry of a chronology: "March 4 - Dockers seize the town hall"."""
    inside = tree.beginning(extent)
    if not inside or inside[0] != 0 or tree.parse.words[min(inside[-1] + 1, len(tree) - 1)] not in _DASHES:
        return None
    return next((number for number, shape in enumerate(shapes) if shape.link == "root"), None)


def _tie(
    tree: Tree, number: int, extent: Extent, shapes: Sequence[Shape], dating: Dating | None = None
) -> tuple[int, Tie] | None:
    head = time_head(tree, extent)
    if head is None or _is_where_from(tree, extent) or _is_denied(tree, head):
        return None
    if (entry := _entry(tree, extent, shapes)) is not None:
        return entry, Tie(number, None, False, 0)
    head = _of_part(tree, head)
    said = _right_after_saying(tree, extent, shapes)
    if said is not None:
        return said, Tie(number, None, False, 0)
    alone = _lone_preposition(tree, extent)
    noun = _noun_of(tree, head) if alone is None else None
    head = head if alone is None else alone
    if noun is not None:
        host = _occasion(tree, noun, shapes, dating is not None and dating.precision in _PERIODS)
        return (host, Tie(number, None, True, 0)) if host is not None else None
    owner = next((n for n, shape in enumerate(shapes) if head in shape.tokens), None)
    if owner is None:
        return None
    above = [j for j in (head, *tree.up(head)) if j in shapes[owner].tokens and j != shapes[owner].head]
    if _is_compared(tree, above):
        return None
    deep = sum(tree.parse.deps[j] in ("pcomp", "advcl") for j in above)
    return owner, Tie(number, _frame(tree, head) or _frame_above(tree, above), False, deep)


def _is_denied(tree: Tree, head: int) -> bool:
    """ "will vote, but not today", "may be freed, but not on Monday": when it will not be."""
    above = tree.parse.heads[head]
    near = (head, above) if tree.parse.deps[head] == "pobj" else (head,)
    return any(tree.parse.lemmas[k] == "not" and k < j for j in near for k in tree.kids[j])


def _lone_preposition(tree: Tree, extent: Extent) -> int | None:
    """ "On Monday night officers fired": the preposition that the parser left without its time, which it hung on the officers."""
    first = tree.token_at(extent.start)
    before = first - 1 if first else None
    if before is None or tree.parse.tags[before] != "IN" or tree.kids[before] or tree.parse.deps[before] != "prep":
        return None
    return before


def _of_part(tree: Tree, head: int) -> int:
    """ "in the early hours of Friday": the hours are when it was, and Friday tells which."""
    above = tree.parse.heads[head]
    part = tree.parse.heads[above]
    of_part = tree.parse.deps[head] == "pobj" and tree.parse.lemmas[above] == "of"
    return part if of_part and tree.parse.lemmas[part] in rules.words("clauses", "parts_of_time") else head


def _noun_of(tree: Tree, head: int) -> int | None:
    """The noun that a time describes: "Sunday's poll", "the 2010 uprising", "the vote of 4 October", "a treaty signed in 2003"."""
    above = tree.parse.heads[head]
    if tree.parse.deps[head] in _MODIFIES and tree.parse.pos[above] in ("NOUN", "PROPN"):
        return above
    if _is_of_noun(tree, head):
        return tree.parse.heads[above]
    for j in tree.up(head):
        describes = tree.parse.deps[j] == "acl" or (tree.parse.deps[j] == "amod" and tree.parse.lemmas[j] == "due")
        if describes and tree.parse.deps[tree.parse.heads[j]] != "ROOT":
            return tree.parse.heads[j]
        if tree.parse.deps[j] in ("ROOT", "relcl", "ccomp", "advcl", "conj"):
            return None
    return None


def _is_of_noun(tree: Tree, head: int) -> bool:
    prep = tree.parse.heads[head]
    of = tree.parse.deps[head] == "pobj" and tree.parse.lemmas[prep] == "of"
    return of and tree.parse.pos[tree.parse.heads[prep]] in ("NOUN", "PROPN")


def hangs_on_noun(tree: Tree, extent: Extent) -> bool:
    """ "expected the vote of 4 October to end": the date is the noun's, whatever the verb expects."""
    head = time_head(tree, extent)
    return head is not None and _is_of_noun(tree, _of_part(tree, head))


def _occasion(tree: Tree, noun: int, shapes: Sequence[Shape], period: bool) -> int | None:
    """The clause that happens at what the dated noun tells: "in Sunday's debate", "attended a Friday rally", "Tuesday's attack
    killed", "the 1998 attack that killed"; of a ``period`` also what it brought: "third-quarter profit fell"."""
    parse, above = tree.parse, tree.parse.heads[noun]
    head: int | None = None
    if parse.deps[noun] == "dobj" and parse.lemmas[above] in rules.words("clauses", "takes_part"):
        head = above
    elif parse.deps[noun] == "pobj" and parse.pos[parse.heads[above]] in ("VERB", "AUX"):
        stretch = parse.lemmas[noun] in rules.words("clauses", "parts_of_time")  # "for the nine months ended in March"
        head = parse.heads[above] if stretch or parse.lemmas[above] in _HOSTS else None
    elif parse.lemmas[noun] in _happenings():
        told = (
            k for k in tree.kids_by(noun, "relcl") if parse.tags[k] == "VBD" and tree.own_subject(k, "nsubj") == noun
        )
        head = above if parse.deps[noun] == "nsubj" and parse.tags[above] == "VBD" else next(told, None)
    elif period and parse.deps[noun] == "nsubj" and parse.tags[above] == "VBD":
        head = above
    return next((n for n, shape in enumerate(shapes) if head in shape.tokens), None) if head is not None else None


@cache
def _happenings() -> frozenset[str]:
    """Nouns that name an event."""
    return frozenset(noun for kind in rules.table("events")["type"] for noun in kind["nouns"])


def _is_compared(tree: Tree, above: Sequence[int]) -> bool:
    """ "higher than a year earlier", "compared with last May"."""
    return any(tree.parse.lemmas[j] in ("than", "compare", "compared", "versus", "past") for j in above)


def _is_where_from(tree: Tree, extent: Extent) -> bool:
    """ "fell to 14 percent from 32 percent a year ago", "up from 300 in May": the time of the number that it is held against."""
    inside = tree.beginning(extent)
    first = inside[0] if inside else 0
    near = range(first - 1, max(first - 1 - _NUMBER, -1), -1)
    count = next((n for n in near if tree.parse.pos[n] == "NUM"), None)
    above = next((n for n in near if tree.parse.lemmas[n] == "from"), None)
    if above is None or count is None or above > count or tree.parse.lemmas[first - 1] == "on":
        return False
    before = range(max(above - _TO, 0), above)
    reached = any(tree.parse.lemmas[n] == "to" and tree.parse.pos[n + 1] in ("NUM", "SYM") for n in before)
    changed = reached or any(tree.parse.lemmas[n] in ("up", "down") for n in before)
    return changed and all(tree.parse.pos[n] in _OF_NUMBERS for n in range(count + 1, first))


def _frame(tree: Tree, head: int) -> str | None:
    """The preposition right above a time, where it says more than when; "as of" is a frame too."""
    above = tree.parse.heads[head]
    if tree.parse.deps[head] not in ("pobj", "pcomp"):
        return None
    lemma = tree.parse.lemmas[above]
    if lemma == "of" and tree.parse.lemmas[tree.parse.heads[above]] == "as":
        return "as of"
    return lemma if lemma in ("since", "until", "till", "by", "before", "after", "through") else None


def _frame_above(tree: Tree, above: Sequence[int]) -> str | None:
    """ "after losing the vote on Sunday", "since winning it in 2015", "since his defeat in 2015": the preposition above."""
    parse = tree.parse
    for j in above:
        prep = parse.heads[j]
        if parse.deps[j] == "pcomp" and parse.lemmas[prep] in ("after", "since", "before", "until", "till"):
            return parse.lemmas[prep]
        if parse.deps[j] == "pobj" and parse.lemmas[prep] == "since":
            return "since"
    return None


def _right_after_saying(tree: Tree, extent: Extent, shapes: Sequence[Shape]) -> int | None:
    """ "said on Tuesday it would ...": the day is of the saying, wherever the parser hung it."""
    first = tree.token_at(extent.start)
    if first is None or first == 0:
        return None
    before = first - 2 if tree.parse.lemmas[first - 1] in ("on", "in", "at") else first - 1
    if before == first - 1 and tree.parse.deps[first] == "nummod":
        return None  # "revealed 2005 tax returns"
    says = rules.words("attribution", "say_verbs")
    if before < 0 or tree.parse.lemmas[before] not in says or tree.parse.pos[before] != "VERB":
        return None
    return next((n for n, shape in enumerate(shapes) if before in shape.tokens), None)


# --- before times are resolved ---------------------------------------------------------------------------------------


def lies_ahead(
    trees: Sequence[Tree | None], shapes: Sequence[Sequence[Shape]], extents: Sequence[Extent]
) -> frozenset[int]:
    """Which of ``extents`` (time expressions) belong to a clause in the future tense or of what is planned."""
    found: set[int] = set()
    starts = [(t.at, t.at + t.parse.ends[-1], n) for n, t in enumerate(trees) if t is not None and len(t)]
    place = 0
    for number, extent in enumerate(extents):
        while place < len(starts) and starts[place][1] <= extent.start:
            place += 1
        if place == len(starts) or extent.start < starts[place][0]:
            continue
        tree, mine = trees[starts[place][2]], shapes[starts[place][2]]
        if tree is None or hangs_on_noun(tree, extent):
            continue
        tie = _tie(tree, number, extent, mine)
        if tie is not None and _is_ahead(tree, mine[tie[0]], extent):
            found.add(number)
    return frozenset(found)


def _is_ahead(tree: Tree, shape: Shape, extent: Extent) -> bool:
    """Whether what the clause tells at that time was still to come when it was told."""
    if shape.tense == "future" or _is_fixed(tree, shape, extent):
        return True
    if shape.rule == "marker:if" and shape.tense == "present":
        return True  # "if she wins in November"
    if _is_missed(tree, shape.head):
        return False
    if shape.realis not in ("planned", "demanded"):
        return False
    if shape.tense not in ("past", "perfect", "past-perfect") or not shape.rule.startswith(_GOVERNED):
        return True
    head = time_head(tree, extent)
    above = tree.parse.heads[head] if head is not None else shape.head
    return shape.head not in (above, tree.parse.heads[above])  # "agreed in June to meet": June is when they agreed


def _is_missed(tree: Tree, verb: int) -> bool:
    """ "should have acted on Monday": what was to be done, or may have been, is over."""
    helpers = auxiliaries(tree, verb)
    return any(tree.parse.tags[k] == "MD" for k in helpers) and any(tree.parse.lemmas[k] == "have" for k in helpers)


def _is_fixed(tree: Tree, shape: Shape, extent: Extent) -> bool:
    """ "Parliament votes on Friday": the present tense of a verb of schedules, with a day that has no date."""
    first, last = tree.token_at(extent.start), tree.token_at(extent.end - 1)
    if shape.tense != "present" or first is None or last is None:
        return False
    printed = _HOUR.sub("", " ".join(tree.parse.words[first : last + 1]).lower())
    if any(map(str.isdigit, printed)):
        return False
    return tree.parse.lemmas[shape.head] in rules.words("clauses", "scheduled") or _is_when(
        tree, shape.head, range(first, last + 1)
    )


def _is_when(tree: Tree, verb: int, time: range) -> bool:
    """ "the talks are on Friday": all that is said of something is its time."""
    subject = tree.kid(verb, "nsubj")
    if tree.parse.lemmas[verb] != "be" or subject is None or tree.parse.pos[subject] != "NOUN" or time[0] < verb:
        return False
    said = [k for k in tree.kids[verb] if k > verb and tree.parse.deps[k] not in ("punct", "neg", "advmod")]
    return all(k in time or time[0] in tree.subtree(k) for k in said)
