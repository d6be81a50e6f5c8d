"""What annotating costs grows with the text, also where no name comes twice; counted in calls, not in seconds.

Always true here: sentences of one report have one form, and in each of them all names are new; a sentence that fills itself has one
saying inside the other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.link.entities import link_entities
from dateline.model.parse import Parse
from dateline.model.reading import DateClaim, Layout, Report
from dateline.pipeline import annotate
from dateline.segment import segment
from dateline.settings import Settings

PARTS = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti")
# With a day, because what a report tells again and again without one is compared with itself, up to 200 times of one meaning.
SENTENCES = [
    "{0} {1} met {2} {3} in {4}. ",
    "{0} Reik left {1} on Monday. Mr. Reik wept on Tuesday. ",
    "{0} J. Reik, {1} K. Reik and J. {2} Reik left on Monday. ",
    "Rain fell in {0}, {1} and {2} on Monday. ",
    "The {0} {1} Party accused the {1} Party and the {2} Front. ",
    "{0} {1} was appointed minister of {2}. ",
    "President {0} met First Lady {1} {0}. ",
]


def calls(work: Callable[[], object]) -> int:
    """Calls of functions, ours and Python's own, that ``work`` makes."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def cost(text: str, parser: Parser) -> int:
    """Calls that annotating the report ``text`` takes."""
    return calls(lambda: annotate(*parsed(text, parser), load_gazetteer()))


def parsed(text: str, parser: Parser) -> tuple[Report, Layout, list[Parse]]:
    """The report ``text``, cut into sentences, with their parses."""
    report = Report("r-1", "a.txt", "0", "0", text, dates=(DateClaim("2020-10-06", "option"),))
    layout = segment(report)
    return report, layout, parser.parse([text[s.start : s.end] for s in layout.sentences])


def told(sentence: str, begin: int, times: int) -> str:
    """``sentence`` so many times, each time with other names, from the number ``begin`` on."""
    numbers = range(begin, begin + 5 * times, 5)
    return "".join(sentence.format(*(called(n + k) for k in range(5))) for n in numbers)


def called(number: int) -> str:
    """A name of its own for each number."""
    return "".join(PARTS[(number >> 3 * k) % 8] for k in range(5)).capitalize()


NESTED = ["He denied that ", "Mara Ilvesen said that ", "The mayor told Northwire that ", "adding that he "]
DEEPER = 5.8
"""How much four times as many sayings inside one another may cost: until each was asked once what it holds, they cost 6.7 to 8.7 times."""


@pytest.mark.parametrize("sentence", SENTENCES)
def test_many_names_cost_as_much_each_as_few(sentence: str, parser: Parser) -> None:
    """Four times as many names, four times the calls."""
    costs = []
    for begin, times in ((0, 60), (5_000, 60), (10_000, 240)):  # the first fills what is remembered of tables
        costs.append(cost(told(sentence, begin, times), parser))
    assert costs[2] < 4.4 * costs[1]


@pytest.mark.parametrize("saying", NESTED)
def test_a_sentence_of_sayings_inside_one_another_costs_little_more_than_its_length(
    saying: str, parser: Parser
) -> None:
    """Four times as many sayings inside one another, little more than four times the calls."""
    few, more = (saying * (words // len(saying.split())) + "it rained." for words in (75, 300))
    cost(few, parser)
    assert cost(more, parser) < DEEPER * cost(few, parser)


@pytest.mark.parametrize("name", ["Mar{0}na{1} Ilvesen", "Mara Ilve{1}s{0}na", "Mar{0}na Ilves{1}en"])
def test_names_a_letter_apart_cost_as_much_each_as_few_to_link(name: str, parser: Parser) -> None:
    """Four times as many spellings, all alike, little more than four times the calls: while each was compared with all others of its
    entity, they cost 15 times as many."""
    costs = []
    for many in (150, 600):
        letters = ((chr(97 + number % 26), chr(97 + number // 26)) for number in range(many))
        notes = annotate(*parsed("".join(f"{name.format(*pair)} left. " for pair in letters), parser), load_gazetteer())
        costs.append(calls(lambda: link_entities([notes], Settings())))  # noqa: B023  called at once
    assert costs[1] < 6 * costs[0]
