"""The report's day inferred from its text alone, against the day that the collection states.

    python bench/report_dates.py --data ARTICLES.jsonl.gz [--articles N] [--misses N] [--json]

``--data`` is a .jsonl or .jsonl.gz file, or a folder of them; a line has ``text`` and a day (``date``, ``publish_date``, ``published`` or
``time``), which is hidden from the reader. Lines without either are counted and passed over. ``exact`` and
``within_one_day`` are shares of the reports that were dated, ``coverage`` is the share that was dated; ``calibration``
tells for each tenth of the score how many were dated so and which share of them was right within a day. ``printed`` is
the share of reports that print a full date within a day of theirs; the others say their day at best in pieces. The last
line of the output is one JSON object; with ``--json`` it is the only one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from scoring import DataError, exit_status, positive, read_rows

from dateline.annotate.report_date import published
from dateline.annotate.report_date.signs import find_signs
from dateline.annotate.times import find
from dateline.model.reading import Report
from dateline.segment import segment

DAYS = ("date", "publish_date", "published", "time")


class Article(NamedTuple):
    text: str
    day: date


class Guess(NamedTuple):
    """What was inferred for an article: days from the true day, the score, what was told, whether the day is printed."""

    off: int | None
    score: float
    evidence: Sequence[str]
    printed: bool


def articles(path: Path, most: int) -> tuple[list[Article], int]:
    """The first ``most`` articles of the data, and how many rows had no text or no day."""
    found: list[Article] = []
    passed = 0
    for article in read_rows(path, _article):
        if len(found) == most:
            break
        if article:
            found.append(article)
        else:
            passed += 1
    return found, passed


def _article(_number: int, row: dict[str, Any]) -> Article | None:
    """A row that has a text and a day; None for any other."""
    stated = next((row[name] for name in DAYS if row.get(name)), "")
    text = row.get("text")
    try:
        day = date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
    return Article(text, day) if isinstance(text, str) and text.strip() else None


def guess(article: Article) -> Guess:
    """What the program infers for an article without its day."""
    report = Report("bench", "bench.txt", "", "", article.text)
    layout, hits = segment(report), find(article.text)
    found = published(report, layout, hits)
    signs = find_signs(article.text, layout, hits).signs
    printed = any(sign.full and abs((sign.full - article.day).days) <= 1 for sign in signs)
    if found.dating is None:
        return Guess(None, 0.0, found.evidence, printed)
    off = (date.fromisoformat(found.dating.edtf) - article.day).days
    return Guess(off, float(found.evidence[-1].removeprefix("score: ")), found.evidence, printed)


def shares(guesses: Sequence[Guess]) -> dict[str, Any]:
    """The figures that are printed."""
    dated = [g for g in guesses if g.off is not None]
    return {
        "exact": _share(g.off == 0 for g in dated),
        "within_one_day": _share(abs(g.off or 0) <= 1 for g in dated),
        "coverage": _share(g.off is not None for g in guesses),
        "printed": _share(g.printed for g in guesses),
        "articles": len(guesses),
        "calibration": calibration(dated),
    }


def calibration(dated: Iterable[Guess]) -> dict[str, list[float]]:
    """For each tenth of the score: how many were dated with it, their mean score, the share right within a day."""
    tenths: dict[int, list[Guess]] = {}
    for told in dated:
        tenths.setdefault(min(9, int(told.score * 10)), []).append(told)
    return {
        f"{tenth / 10:.1f}": [
            len(told),
            round(sum(g.score for g in told) / len(told), 3),
            _share(abs(g.off or 0) <= 1 for g in told),
        ]
        for tenth, told in sorted(tenths.items())
    }


def _share(held: Iterable[bool]) -> float:
    told = list(held)
    return round(sum(told) / max(len(told), 1), 4)


def _print_misses(data: Sequence[Article], guesses: Sequence[Guess], most: int) -> None:
    missed = [(a, g) for a, g in zip(data, guesses, strict=True) if g.off is not None and abs(g.off) > 1]
    for article, told in missed[:most]:
        print(article.day, told.off, *told.evidence, sep="\t")


def main() -> int:
    """Infer, compare, print; 2 where there is nothing to read."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--articles", type=positive, default=1_000_000, metavar="N")
    arguments.add_argument("--misses", type=int, default=0, metavar="N")
    arguments.add_argument("--json", action="store_true")
    options = arguments.parse_args()
    data, passed = articles(options.data, options.articles)
    if not data:
        raise DataError(f"{options.data}: no row with a text and a day ({', '.join(DAYS)})")
    guesses = [guess(article) for article in data]
    figures = {**shares(guesses), "passed_over": passed}
    if not options.json:
        _print_misses(data, guesses, options.misses)
        labels = Counter((g.evidence[0].split(":")[0], abs(g.off) <= 1) for g in guesses if g.off is not None)
        for (label, near), count in sorted(labels.items()):
            print(f"strongest sign: {label:12}{'within a day' if near else 'further off':14}{count:6}")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
