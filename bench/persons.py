"""How many of the names that a report's reading calls people are people, and how many people it calls so, over a reader's verdicts.

    python bench/persons.py --data ../shared/bench/allsides/2016-01_2017-06.jsonl.gz ../shared/bench/t17/egypt [--misses] [--json]

The verdicts stand in bench/persons_verdicts.jsonl without any text: the sha256 of the report's text as corpora.py gives it, the offsets
of a name, the sha256 of its words, and what it is: ``person``, or ``other`` for what is nobody's name. Most are of names that the
parser's label alone vouches for, drawn before the rules that look at them were written and after, which are the hard ones: of the
others 99 in 100 are right. The last line printed is JSON: ``precision``, the share of people among the judged names that are called
people; ``recall``, the share of the judged people that are; how many of each are in the data.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpora import articles
from scoring import DataError, exit_status, read_rows

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names import find_names
from dateline.annotate.parse import Parser
from dateline.model.reading import Extent, Report
from dateline.segment import segment
from dateline.settings import Settings

VERDICTS = Path(__file__).with_name("persons_verdicts.jsonl")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of the name from ``start`` to ``end`` in the report whose text has this sha256."""

    report: str
    start: int
    end: int
    words: str
    what: str


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """The verdicts of ``path``, in order."""
    return tuple(read_rows(path, lambda _, row: Verdict(**row)))


def texts(data: Sequence[Path], wanted: set[str]) -> dict[str, str]:
    """The texts of the articles of corpora whose sha256 is wanted."""
    found = {}
    for path in data:
        if not path.exists():
            raise DataError(f"{path}: there is no such file or folder")
        try:
            for article in articles(path):
                digest = sha256(article["text"].encode()).hexdigest()
                if digest in wanted:
                    found[digest] = article["text"]
        except (KeyError, OSError, ValueError) as error:
            raise DataError(f"{path}: no articles to read there: {error!r}") from error
    return found


def people(digest: str, text: str, parser: Parser) -> list[Extent]:
    """Where a report names somebody, by our reading of it alone."""
    layout = segment(Report(digest, digest, digest, digest, text))
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
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, nargs="+", required=True)
    options.add_argument("--verdicts", type=Path, default=VERDICTS)
    options.add_argument("--misses", action="store_true", help="print the names that are taken for what they are not")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args()
    wanted: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in read_verdicts(given.verdicts):
        wanted[verdict.report].append(verdict)
    parser, seen = Parser(Settings().model), list[tuple[bool, bool]]()
    for digest, text in texts(given.data, set(wanted)).items():
        named = people(digest, text, parser)
        for verdict in wanted[digest]:
            person, called = verdict.what == "person", called_person(verdict, named)
            seen.append((person, called))
            if given.misses and not given.json and person != called:
                print(verdict.what, " ".join(text[verdict.start : verdict.end].split()), sep="\t")
    if not seen:
        raise DataError("none of the judged reports is in the data")
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
