"""When news without a date of its own has the report's day: what the clause says of its time, and what its report tells around it.

Always true here: a plan, a demand, background and what only came before something never get the report's day; of what is over
something must speak for that day.
"""

from __future__ import annotations

from datetime import date

from ... import rules
from ...model.notes import Dating
from ...model.syntax import Shape
from .before import is_before, is_recalled
from .clocks import happened, is_backshift, is_offset
from .news import is_long_ago
from .reading import Here

_OVER = ("past", "past-perfect")


def news_day(here: Here, index: int, attribution: int | None, *, background: bool) -> Dating | None:
    """The report's day for what is told without a date, but as news."""
    shape = here.shapes[index]
    if background or shape.tense == "future" or shape.realis not in ("actual", "possible"):
        return None
    if shape.rule == "question" or is_recalled(here.tree, shape) or _hangs_on_old(here, index):
        return None
    if shape.rule.startswith("modal:") or shape.subject in here.dated_nouns or _is_away(here, shape):
        return None
    if shape.link == "relcl" and shape.parent is not None and here.shapes[shape.parent].tense in ("present", "future"):
        return None  # "is accused of the attack that killed two": some time before
    if shape.tense == "past" and here.tied and is_before(here.tree, shape):
        return None  # "on Sunday the court struck down the law that he backed"
    if shape.link == "advcl" and shape.marker not in (None, "as", "while", "when"):
        return None  # "after the vote was annulled": some time before
    if shape.tense in _OVER and not _is_of_late(here, shape):
        return None
    if shape.tense == "perfect" and _has_long_been(here, shape):
        return None
    told = shape.tense in ("past", "perfect") or (attribution is not None and is_backshift(shape))
    goes_on = shape.tense == "present" and here.tree.parse.tags[shape.head] == "VBG"
    headed = here.role in ("headline", "subhead", "caption", "post")
    return here.reported if headed or told or goes_on else None


def _hangs_on_old(here: Here, index: int) -> bool:
    """ "In 2011 they were told that the wall was safe": what hangs on a clause of long before is no news."""
    shape, published = here.shapes[index], here.reading.published
    if not here.tied or published is None or shape.parent is None or shape.tense not in _OVER:
        return False
    above = happened(here, shape.parent, None)[1]
    return above is not None and is_long_ago(above, date.fromisoformat(published.earliest))


def _is_of_late(here: Here, shape: Shape) -> bool:
    """Whether what is over happened in the report's own days, by where it is told and how."""
    number, news = here.tree.sentence, here.news
    if number in news.near:
        return True
    if (_describes(here, shape) and not news.quotes) or _says_when(here, shape):
        return False
    return number in news.of_the_day or (number in news.close and _is_said(here, shape))


def _has_long_been(here: Here, shape: Shape) -> bool:
    """Whether what has come about may have done so long before: the report looks back and opens with no day near by.

    Of 27 such clauses 14 had, of the 57 in other reports 20.
    """
    number, news = here.tree.sentence, here.news
    away = number not in news.near and number not in news.lead
    return news.looks_back and away and not _is_said(here, shape)


def _is_said(here: Here, shape: Shape) -> bool:
    """What somebody says, asks or praises in a report that looks back is mostly new all the same."""
    return here.tree.parse.lemmas[shape.head] in rules.words("attribution", "say_verbs")


def _says_when(here: Here, shape: Shape) -> bool:
    """ "When the mayor took office, he shut the mine": the clause tells of which time the sentence is. "Was hurt when the gate fell"
    tells of the same news. Of 14 such clauses of the simple past 11 were old.
    """
    if shape.link == "root" or shape.marker not in ("when", "where") or shape.parent is None:
        return False
    above = here.shapes[shape.parent]
    return above.link not in ("root", "ccomp") or above.tense != "past" or shape.head < above.head


def _describes(here: Here, shape: Shape) -> bool:
    """Whether a clause, or that which it is joined to, says of a noun which is meant: "the ruling that struck it down and freed him".

    Where no words date them 9 of 10 such clauses had happened long before, in reports that do not tell what people said.
    """
    while shape.link == "conj" and shape.parent is not None:
        shape = here.shapes[shape.parent]
    return shape.link == "relcl"


def _is_away(here: Here, shape: Shape) -> bool:
    """ "Two days after the king", "a day after he left": some way from a day that is not given."""
    parse = here.tree.parse
    from_thing = any(
        parse.lemmas[k] in ("after", "before", "later", "earlier") and here.tree.kid(k, "npadvmod") is not None
        for k in here.tree.kids[shape.head]
    )
    below = (s for s in here.shapes if s.link == "advcl" and s.parent is not None and here.shapes[s.parent] is shape)
    return from_thing or is_offset(here, shape) or any(is_offset(here, s) for s in below)
