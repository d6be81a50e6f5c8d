"""What annotating costs grows with the text, also where no name comes twice; counted in calls, not in seconds.

Always true here: the sentences have one form each, and in each of them all names are new.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate
from dateline.segment import segment

PARTS = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti")
SENTENCES = [
    "{0} {1} met {2} {3} in {4}. ",
    "{0} Reik left {1}. Mr. Reik wept. ",
    "{0} J. Reik, {1} K. Reik and J. {2} Reik left. ",
    "Rain fell in {0}, {1} and {2}. ",
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


def told(sentence: str, begin: int, times: int) -> str:
    """``sentence`` so many times, each time with other names, from the number ``begin`` on."""
    numbers = range(begin, begin + 5 * times, 5)
    return "".join(sentence.format(*(called(n + k) for k in range(5))) for n in numbers)


def called(number: int) -> str:
    """A name of its own for each number."""
    return "".join(PARTS[(number >> 3 * k) % 8] for k in range(5)).capitalize()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_many_names_cost_as_much_each_as_few(sentence: str, parser: Parser) -> None:
    """Four times as many names, four times the calls."""
    costs = []
    for begin, times in ((0, 60), (5_000, 60), (10_000, 240)):  # the first fills what is remembered of tables
        text = told(sentence, begin, times)
        report = Report("r-1", "a.txt", "0", "0", text, dates=(DateClaim("2020-10-06", "option"),))
        layout = segment(report)
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        costs.append(calls(lambda: annotate(report, layout, parses, load_gazetteer())))  # noqa: B023  called at once
    assert costs[2] < 4.4 * costs[1]
