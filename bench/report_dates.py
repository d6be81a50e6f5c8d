"""The report's day inferred from its text alone, against the day that the collection states.

    python bench/report_dates.py --data ARTICLES.jsonl.gz [--articles N] [--misses N]

Each line has ``date`` and ``text``; the date is hidden from the reader. ``exact`` and ``within_one_day`` are shares of the
reports that were dated, ``coverage`` is the share that was dated. The last line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dateline.annotate.report_date import Publication, published
from dateline.annotate.times import find
from dateline.model.reading import Report
from dateline.segment import segment


class Article(NamedTuple):
    text: str
    day: date


def articles(path: Path, most: int) -> Iterator[Article]:
    """The first articles of a jsonl or jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for _, line in zip(range(most), lines, strict=False):
            row = json.loads(line)
            yield Article(row["text"], date.fromisoformat(row["date"][:10]))


def infer(text: str) -> Publication:
    """The publication of a report of which only the text is known."""
    report = Report("bench", "bench.txt", "", "", text)
    return published(report, segment(report), find(text))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--articles", type=int, default=1_000_000, metavar="N")
    arguments.add_argument("--misses", type=int, default=0, metavar="N")
    options = arguments.parse_args()
    n = dated = exact = near = shown = 0
    rules: Counter[tuple[str, str]] = Counter()
    for article in articles(options.data, options.articles):
        n += 1
        found = infer(article.text)
        if found.dating is None:
            continue
        off = (date.fromisoformat(found.dating.edtf) - article.day).days
        dated, exact, near = dated + 1, exact + (off == 0), near + (abs(off) <= 1)
        rules[found.dating.rule or "", "exact" if off == 0 else "near" if abs(off) <= 1 else "far"] += 1
        if abs(off) > 1 and shown < options.misses:
            shown += 1
            print(article.day, off, found.dating.rule, *found.evidence, sep="\t")
    for (rule, how), count in sorted(rules.items()):
        print(f"{rule:24}{how:8}{count:6}")
    share = {"exact": exact / max(dated, 1), "within_one_day": near / max(dated, 1), "coverage": dated / max(n, 1)}
    print(json.dumps({**{k: round(v, 4) for k, v in share.items()}, "articles": n}))


if __name__ == "__main__":
    main()
