"""Who says what against PolNeAR: sources, cues and contents by character, and pairs of source and content.

    python bench/attribution.py --data ../shared/bench/polnear/dev.jsonl.gz [--articles N] [--json] [--misses N]

``scorers.py`` stands in the folder above the data. ``quoted`` repeats the scores on attributions that hold a quotation mark. The last
line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
import time
from pathlib import Path
from typing import Any

from dateline.annotate.attribution import find_attributions
from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.names import find_names
from dateline.annotate.parse import Parser
from dateline.model.named import Named
from dateline.model.notes import Attribution
from dateline.model.reading import Extent, Report
from dateline.model.syntax import Tree
from dateline.segment import segment
from dateline.settings import Settings

Item = dict[str, list[list[int]]]


def item(found: Attribution) -> Item:
    """One attribution in the scorer's shape."""

    def pieces(*extents: Extent | None) -> list[list[int]]:
        return [list(e) for e in extents if e]

    return {"source": pieces(found.source), "cue": pieces(found.cue), "content": pieces(*found.content)}


def predict(articles: list[dict[str, Any]], parser: Parser) -> tuple[dict[str, list[Item]], float]:
    """The attributions of each article, and the seconds that finding them took beside the parse."""
    gazetteer, seconds, out = load_gazetteer(), 0.0, {}
    for article in articles:
        text = article["text"]
        layout = segment(Report(id="r", path="", sha256="", raw_sha256="", text=text, title=article["title"]))
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        trees = [Tree(p, s.start, n) for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))]
        names = find_names(text, layout, parses, gazetteer)
        begun = time.perf_counter()
        found = find_attributions(text, layout, trees, Named(names.mentions, names.actors))
        seconds += time.perf_counter() - begun
        out[article["id"]] = [item(a) for a in found]
    return out, seconds


def quoted(text: str, items: list[Item]) -> list[Item]:
    """Those whose content holds a quotation mark."""
    return [a for a in items if any(mark in text[s:e] for s, e in a["content"] for mark in '“"”')]


def main() -> int:
    """Load, predict, score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--articles", type=int, default=None)
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument(
        "--misses", type=int, default=0, help="print the gold attributions of N articles beside what was found"
    )
    given = options.parse_args()
    spec = importlib.util.spec_from_file_location("scorers", given.data.parent.parent / "scorers.py")
    if spec is None or spec.loader is None:
        options.error("scorers.py must stand in the folder above the data's")
    scorers = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorers)
    with gzip.open(given.data, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines][: given.articles]
    found, seconds = predict(articles, Parser(Settings().model))
    gold = {a["id"]: a["annotations"][0]["attributions"] for a in articles}
    texts = {a["id"]: a["text"] for a in articles}
    for article in articles[: given.misses]:
        for name, items in (("gold", gold[article["id"]]), ("found", found[article["id"]])):
            for a in items:
                print(
                    name,
                    *(
                        " ... ".join(article["text"][s:e] for s, e in a.get(r, []))
                        for r in ("source", "cue", "content")
                    ),
                    sep=" | ",
                )
    both = [{i: quoted(texts[i], x) for i, x in side.items()} for side in (found, gold)]
    result = scorers.score_attribution(found, gold)
    result["quoted"] = scorers.score_attribution(*both)
    result["words_per_second"] = round(sum(len(t.split()) for t in texts.values()) / max(seconds, 1e-9))
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
