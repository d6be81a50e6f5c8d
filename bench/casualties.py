"""The main event of a report against coded articles: people killed, people injured, the day. Exact accuracy.

    python bench/casualties.py --data ../shared/bench/gv_articles/dev.jsonl.gz [--articles N] [--json] [--misses N] [--scorers PATH]

Each line has ``text``, ``publish_date`` and ``gold`` (``n_killed``, ``n_injured``, ``shooting_date``). The article is read as a report
that is stated to have appeared on that day, and goes through the whole of ``annotate``; what is scored is its ``incident``. The score
is that of ``scorers.py``, looked for above the data, then in ../shared/bench. The last line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from scoring import exit_status, positive, read_rows, scorer, string

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate_all
from dateline.settings import Settings

KEYS = ("n_killed", "n_injured", "shooting_date")
AT_ONCE = 32


class Article(NamedTuple):
    report: Report
    gold: dict[str, int | str]


def articles(path: Path, most: int | None) -> list[Article]:
    """The first articles of the data, as reports."""

    def article(number: int, row: dict[str, Any]) -> Article:
        told = report(number, string(row, "text"), string(row, "publish_date"))
        return Article(told, {k: row["gold"][k] for k in KEYS})

    return list(islice(read_rows(path, article), most))


def report(number: int, text: str, day: str) -> Report:
    """An article as a report whose date its metadata state."""
    digest = hashlib.sha256(f"{number}\0{text}".encode()).hexdigest()
    return Report(
        f"r-{digest[:12]}", f"{number}", digest, digest, text, dates=(DateClaim(day[:10], "field:publish_date"),)
    )


def predict(found: list[Article], parser: Parser, settings: Settings) -> list[dict[str, int | str | None]]:
    """What Dateline says is the main event of each article."""
    gazetteer, told = load_gazetteer(), []
    for start in range(0, len(found), AT_ONCE):
        batch = [article.report for article in found[start : start + AT_ONCE]]
        for _, notes in annotate_all(batch, lambda batches: map(parser.parse, batches), gazetteer, settings):
            main = notes.incident
            day = main.when.earliest if main and main.when else None
            # what a report does not say is scored as nobody, as gold has it
            killed, injured = (main.killed or 0, main.injured or 0) if main else (0, 0)
            told.append(dict(zip(KEYS, (killed, injured, day), strict=True)))
    return told


def show(found: list[Article], told: list[dict[str, int | str | None]], most: int) -> None:
    """The articles that were told wrongly, with their first words."""
    wrong = [(a, t) for a, t in zip(found, told, strict=True) if any(t[k] != a.gold[k] for k in KEYS)]
    for article, guess in wrong[:most]:
        both = (f"{k} {guess[k]} (gold {article.gold[k]})" for k in KEYS if guess[k] != article.gold[k])
        print(f"line {article.report.path}", *both, " ".join(article.report.text[:240].split()), sep="\t")


def main() -> int:
    """Load, annotate, score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--articles", type=positive, default=None, metavar="N")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", type=int, default=0, metavar="N")
    options.add_argument("--scorers", type=Path, default=None, metavar="PATH")
    given = options.parse_args()
    found = articles(given.data, given.articles)
    measure = scorer([given.data], given.scorers, "score_casualties")
    settings = Settings()
    told = predict(found, Parser(settings.model), settings)
    if given.misses and not given.json:
        show(found, told, given.misses)
    print(json.dumps({**measure(told, [a.gold for a in found]), "articles": len(found)}))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
