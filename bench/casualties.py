"""The main event of a report against coded articles: people killed, people injured, the day. Exact accuracy.

    python bench/casualties.py --data ../shared/bench/gv_articles/dev.jsonl.gz [--articles N] [--json] [--misses N] [--scorers PATH]

Each line has ``text``, ``publish_date`` and ``gold`` (``n_killed``, ``n_injured``, ``shooting_date``). The article is read as a report
that is stated to have appeared on that day, and goes through the whole of ``annotate``; what is scored is its ``incident``. The score
is that of ``scorers.py``, looked for in the folders above the data. The last line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

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


class MalformedError(Exception):
    """The data is not what this benchmark reads; the message says where and what is missing."""


def articles(path: Path, most: int | None) -> Iterator[Article]:
    """The first articles of a jsonl or jsonl.gz file, as reports."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, most), 1):
            try:
                row = json.loads(line)
                yield Article(report(number, row["text"], row["publish_date"]), {k: row["gold"][k] for k in KEYS})
            except (ValueError, KeyError, TypeError) as error:
                raise MalformedError(
                    f"{path}, line {number}: not an article with its gold values ({error!r})"
                ) from error


def loaded(path: Path, most: int | None) -> list[Article]:
    """All of ``articles``; none is an error."""
    found = list(articles(path, most))
    if not found:
        raise MalformedError(f"{path} holds no article.")
    return found


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
            told.append(dict(zip(KEYS, (main.killed if main else 0, main.injured if main else 0, day), strict=True)))
    return told


def scorers(given: Path | None, data: Path) -> ModuleType:
    """``scorers.py`` at ``given``, or in the nearest folder above ``data`` that has it."""
    places = [given] if given else [folder / "scorers.py" for folder in data.resolve().parents]
    path = next((p for p in places if p.is_file()), None)
    spec = importlib.util.spec_from_file_location("scorers", path) if path else None
    if spec is None or spec.loader is None:
        raise MalformedError(f"No scorers.py above {data}; name it with --scorers PATH.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    options.add_argument("--articles", type=int, default=None, metavar="N")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", type=int, default=0, metavar="N")
    options.add_argument("--scorers", type=Path, default=None, metavar="PATH")
    given = options.parse_args()
    try:
        scorer = scorers(given.scorers, given.data)
        found = loaded(given.data, given.articles)
    except (MalformedError, OSError, UnicodeDecodeError) as error:
        print(f"casualties: {error}", file=sys.stderr)
        return 2
    settings = Settings()
    told = predict(found, Parser(settings.model), settings)
    if given.misses and not given.json:
        show(found, told, given.misses)
    print(json.dumps({**scorer.score_casualties(told, [a.gold for a in found]), "articles": len(found)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
