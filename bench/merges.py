"""How many of the passages that are put together as one event tell one happening, over a reader's verdicts on pairs of them.

    python bench/merges.py --data ../shared/bench/allsides/2016-01_2017-06.jsonl.gz [--articles N] [--misses] [--json]

The verdicts stand in bench/merges_verdicts.jsonl without any text: two triggers of events, each the sha256 of its report's text as
corpora.py gives it, offsets and the sha256 of its words, whether both tell the same happening, and a half. Off the ``dev`` half the rules
were read; the ``test`` half was judged before and scored after. Most pairs are of events that were of several origins in a record of 4,998
articles of many stories, drawn at random; the others are of openings of two reports of one day. A record is made of the judged articles
alone, or of the first N of them. The last line printed is JSON, for each half and for both: ``precision``, the share of same happenings
among the judged pairs that are put together; ``recall``, the share of same happenings that are; how many pairs of either kind are in the
data, and how many of these are put together.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from corpora import record_of
from msgspec import Struct
from scoring import DataError, exit_status, positive, read_rows
from verdicts import each_article

VERDICTS = Path(__file__).with_name("merges_verdicts.jsonl")
HALVES = ("dev", "test")


class Trigger(Struct, frozen=True):
    """A trigger in the report whose text has this sha256; ``words`` is the sha256 of the trigger."""

    report: str
    start: int
    end: int
    words: str


class Verdict(Struct, frozen=True):
    """Whether two passages tell the ``same`` happening."""

    passages: tuple[Trigger, Trigger]
    same: bool
    half: str


Told = Mapping[str, Sequence[tuple[int, int, str]]]
"""By the sha256 of a report's text: where events are told or referred to in it, and which."""


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """The verdicts of ``path``, in order."""

    def read(_: int, row: dict[str, Any]) -> Verdict:
        one, other = (Trigger(**passage) for passage in row["passages"])
        return Verdict((one, other), row["same"] is True, str(row["half"]))

    return tuple(read_rows(path, read))


def judged(data: Iterable[Path], verdicts: Iterable[Verdict]) -> Iterator[dict[str, str]]:
    """Each article of corpora that a verdict is on, once."""
    wanted = {passage.report for verdict in verdicts for passage in verdict.passages}
    for article in each_article(data):
        known = sha256(article["text"].encode()).hexdigest()
        if known in wanted:
            wanted.remove(known)
            yield article


def told(given: Iterable[dict[str, str]]) -> Told:
    """What a record of these articles holds."""
    data = record_of(given, "articles.jsonl")
    texts = {report.id: report.sha256 for report in data.reports}
    found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for event in data.events:
        for mention in event.mentions:
            found[texts[mention.report]].append((mention.start, mention.end, event.id))
    return found


def together(verdict: Verdict, found: Told) -> bool:
    """Whether one event has words of both passages."""
    one, other = (
        {event for start, end, event in found.get(p.report, ()) if start < p.end and p.start < end}
        for p in verdict.passages
    )
    return not one.isdisjoint(other)


def figures(results: Iterable[tuple[Verdict, bool]]) -> dict[str, Any]:
    """Precision and recall with what they are counted from."""
    counts = Counter((verdict.same, joined) for verdict, joined in results)
    right, wrong, lost = counts[True, True], counts[False, True], counts[True, False]
    return {
        "precision": round(right / max(1, right + wrong), 4),
        "recall": round(right / max(1, right + lost), 4),
        "same": right + lost,
        "same_together": right,
        "other": wrong + counts[False, False],
        "other_together": wrong,
    }


def main() -> int:
    """Read, build, count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, nargs="+", required=True)
    options.add_argument("--articles", type=positive, default=None, help="the first N judged articles only")
    options.add_argument("--verdicts", type=Path, default=VERDICTS)
    options.add_argument("--misses", action="store_true", help="print the pairs that are wrongly together or apart")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args()
    verdicts = read_verdicts(given.verdicts)
    read = list(islice(judged(given.data, verdicts), given.articles))
    texts = {sha256(article["text"].encode()).hexdigest(): article["text"] for article in read}
    here = [v for v in verdicts if all(passage.report in texts for passage in v.passages)]
    if not here:
        raise DataError("no two judged reports are in the data")
    found = told(read)
    results = [(verdict, together(verdict, found)) for verdict in here]
    if given.misses and not given.json:
        for verdict, joined in results:
            if verdict.same != joined:
                words = (_around(texts[p.report], p) for p in verdict.passages)
                print("apart" if verdict.same else "together", *words, sep="\t")
    halves = {half: figures(r for r in results if r[0].half == half) for half in HALVES}
    print(json.dumps({**figures(results), **halves, "articles": len(read)}))
    return 0


def _around(text: str, passage: Trigger) -> str:
    """A trigger in brackets with some words beside it."""
    before, after = text[max(0, passage.start - 60) : passage.start], text[passage.end : passage.end + 60]
    return " ".join(f"{before}[{text[passage.start : passage.end]}]{after}".split())


if __name__ == "__main__":
    sys.exit(exit_status(main))
