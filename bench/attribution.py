"""Who says what against PolNeAR: sources, cues and contents by character, and pairs of source and content.

    python bench/attribution.py --data ../shared/bench/polnear/dev.jsonl.gz [--articles N] [--json] [--misses N] [--scorers PATH]

``scorers.py`` is looked for above the data, then in ../shared/bench, unless ``--scorers`` names it. PolNeAR marks
no attribution inside the content of another, so those found there (the chain's) are left out of the comparison. ``quoted``
repeats the scores on attributions that hold a double quotation mark; its ``precision`` is the share of those found whose
content is that of a marked attribution (they share half of their characters). ``share_of_parse`` is the time of finding
attributions over that of the parse; ``raised`` counts the articles that raise. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from scoring import exit_status, positive, read_rows, scorer, string

from dateline.annotate.attribution import find_attributions
from dateline.annotate.gazetteer import Gazetteer, load_gazetteer
from dateline.annotate.names import find_names
from dateline.annotate.parse import Parser
from dateline.model.named import Named
from dateline.model.notes import Attribution
from dateline.model.reading import Extent, Report
from dateline.model.syntax import Tree
from dateline.segment import segment
from dateline.settings import Settings

Item = dict[str, list[list[int]]]
ROLES = ("source", "cue", "content")


class Run(Struct):
    """What was found in each article, and the seconds of processor time that it took."""

    found: dict[str, list[Item]] = field(default_factory=dict)
    parse_seconds: float = 0.0
    seconds: float = 0.0
    raised: int = 0


def item(found: Attribution) -> Item:
    """One attribution in the scorer's shape."""

    def pieces(*extents: Extent | None) -> list[list[int]]:
        return [list(e) for e in extents if e]

    return {"source": pieces(found.source), "cue": pieces(found.cue), "content": pieces(*found.content)}


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Without those that are told inside the content of another."""

    def place(a: Attribution) -> Extent:
        return a.cue or a.source or a.content[0]

    def within(a: Attribution, other: Attribution) -> bool:
        return any(c.holds(place(a)) for c in other.content)

    return [a for a in found if not any(b is not a and within(a, b) and not within(b, a) for b in found)]


def predict(articles: list[dict[str, Any]], parser: Parser) -> Run:
    """The attributions of each article."""
    gazetteer, run = load_gazetteer(), Run()
    for article in articles:
        try:
            _predict(article, parser, gazetteer, run)
        except Exception as error:  # noqa: BLE001 - what raises is counted, and fails the gate
            run.raised += 1
            run.found[article["id"]] = []
            print(f"{article['id']}: {type(error).__name__}: {error}", file=sys.stderr)
    return run


def _predict(article: dict[str, Any], parser: Parser, gazetteer: Gazetteer, run: Run) -> None:
    text = article["text"]
    layout = segment(Report(id="r", path="", sha256="", raw_sha256="", text=text, title=article["title"]))
    begun = time.process_time()
    parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
    run.parse_seconds += time.process_time() - begun
    names = find_names(text, layout, parses, gazetteer)
    begun = time.process_time()
    trees = [Tree(p, s.start, n) for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))]
    found = find_attributions(text, layout, trees, Named(names.mentions, names.actors))
    run.seconds += time.process_time() - begun
    run.found[article["id"]] = [item(a) for a in outermost(found)]


def quoted(text: str, items: list[Item]) -> list[Item]:
    """Those whose content holds a quotation mark."""
    return [a for a in items if any(mark in text[s:e] for s, e in a["content"] for mark in '“"”')]


def precision(found: dict[str, list[Item]], gold: dict[str, list[Item]]) -> float:
    """Of the attributions in ``found``, how many have the content of one in ``gold`` (half of all their characters), in percent."""
    hits = total = 0
    for article, items in found.items():
        marked = [_characters(a) for a in gold[article]]
        total += len(items)
        hits += sum(any(len(c & m) >= 0.5 * len(c | m) for m in marked) for c in map(_characters, items))
    return round(100 * hits / max(total, 1), 2)


def _characters(a: Item) -> set[int]:
    return {i for s, e in a["content"] for i in range(s, e)}


def load(path: Path, articles: int | None) -> list[dict[str, Any]]:
    """The articles of a .jsonl(.gz) file or a folder of them."""

    def article(_number: int, row: dict[str, Any]) -> dict[str, Any]:
        return {"id": row["id"], "text": string(row, "text"), "gold": _gold(row), **_metadata(row)}

    return list(islice(read_rows(path, article), articles))


def _metadata(row: dict[str, Any]) -> dict[str, str]:
    return {key: row.get(key) or "" for key in ("title", "publisher")}


def _gold(row: dict[str, Any]) -> list[Item]:
    return [
        {role: [[int(s), int(e)] for s, e in a.get(role) or []] for role in ROLES}
        for a in row["annotations"][0]["attributions"]
    ]


def score(measure: Callable[..., dict[str, Any]], run: Run, articles: list[dict[str, Any]]) -> dict[str, Any]:
    """All figures, in the order in which the documentation names them."""
    gold = {a["id"]: a["gold"] for a in articles}
    texts = {a["id"]: a["text"] for a in articles}
    some = [{i: quoted(texts[i], x) for i, x in side.items()} for side in (run.found, gold)]
    words = sum(len(t.split()) for t in texts.values())
    return {
        **measure(run.found, gold),
        "precision": precision(run.found, gold),
        "quoted": {**measure(*some), "precision": precision(some[0], gold)},
        "words_per_second": round(words / max(run.seconds, 1e-9)),
        "share_of_parse": round(run.seconds / max(run.parse_seconds, 1e-9), 4),
        "raised": run.raised,
    }


def show(article: dict[str, Any], found: list[Item]) -> None:
    """The gold attributions of one article beside what was found."""
    for name, items in (("gold", article["gold"]), ("found", found)):
        for a in items:
            print(name, *(" ... ".join(article["text"][s:e] for s, e in a[role]) for role in ROLES), sep=" | ")


def main() -> int:
    """Load, predict, score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--articles", type=positive, default=None, help="the first N only")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", type=int, default=0, help="print gold and found of the first N articles")
    options.add_argument("--scorers", type=Path, default=None, help="scorers.py, if it is not above the data")
    given = options.parse_args()
    articles = load(given.data, given.articles)
    measure = scorer([given.data], given.scorers, "score_attribution")
    run = predict(articles, Parser(Settings().model))
    for article in articles[: 0 if given.json else given.misses]:
        show(article, run.found[article["id"]])
    print(json.dumps(score(measure, run, articles)))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
