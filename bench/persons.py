"""How many of the names that a report's reading calls people are people, and how many people it calls so, over a reader's verdicts.

    python bench/persons.py --data ../shared/bench/allsides/2016-01_2017-06.jsonl.gz ../shared/bench/t17/egypt [--misses] [--json]

The verdicts stand in bench/persons_verdicts.jsonl without any text: the sha256 of the report's text as corpora.py gives it, the offsets
of a name, the sha256 of its words, and what it is: ``person``, or ``other`` for what is nobody's name. Most are of names that the
parser's label alone vouches for, drawn before the rules that look at them were written and after, which are the hard ones: of the
others 99 in 100 are right. The last line printed is JSON: ``precision``, the share of people among the judged names that are called
people; ``recall``, the share of the judged people that are; how many of each are in the data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from scoring import exit_status
from verdicts import Verdict, asked, judged

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names import find_names
from dateline.annotate.parse import Parser
from dateline.model.reading import Extent, Report
from dateline.segment import segment
from dateline.settings import Settings

VERDICTS = Path(__file__).with_name("persons_verdicts.jsonl")


def people(text: str, parser: Parser) -> list[Extent]:
    """Where a report names somebody, by our reading of it alone."""
    layout = segment(Report("", "", "", "", text))
    read = [s for s in layout.sentences if layout.role(s) != "boilerplate"]
    parsed = dict(zip(read, parser.parse([text[s.start : s.end] for s in read]), strict=True))
    names = find_names(text, layout, [parsed.get(s) for s in layout.sentences], load_gazetteer())
    return [m.extent for m in names.mentions if m.type == "person" and m.form in {"name", "surname", "acronym"}]


def called_person(verdict: Verdict, named: Sequence[Extent]) -> bool:
    """Whether half of the judged name, or more, is in the name of a person."""
    half = (verdict.end - verdict.start) / 2
    return any(min(e.end, verdict.end) - max(e.start, verdict.start) >= half for e in named)


def main() -> int:
    """Read, name, count."""
    given = asked(__doc__, VERDICTS)
    parser, seen = Parser(Settings().model), list[tuple[bool, bool]]()
    for text, verdicts in judged(given.data, given.verdicts):
        named = people(text, parser)
        for verdict in verdicts:
            person, called = verdict.what == "person", called_person(verdict, named)
            seen.append((person, called))
            if given.misses and not given.json and person != called:
                print(verdict.miss(text))
    of_people = [called for person, called in seen if person]
    of_called = [person for person, called in seen if called]
    figures = {
        "precision": round(sum(of_called) / max(1, len(of_called)), 4),
        "recall": round(sum(of_people) / max(1, len(of_people)), 4),
    }
    print(json.dumps({**figures, "people": len(of_people), "others": len(seen) - len(of_people)}))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
