"""Time expressions against TimeML: strict, relaxed, type and value F1 in percent, and words tagged in a second.

    python bench/timex.py --data FOLDER_WITH_TML [FOLDER ...] [--misses N]

The score follows TempEval-3 task A: a value counts where the expressions overlap and the values are the same. The last
line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import time
from pathlib import Path
from typing import NamedTuple

from dateline.annotate.times import find, resolve, tag

TOKEN = re.compile(r"(<[^>]+>)")


class Timex(NamedTuple):
    start: int
    end: int
    type: str
    value: str


class Document(NamedTuple):
    name: str
    text: str
    gold: list[Timex]
    created: str | None


def load(path: Path) -> Document:
    """One TimeML file: the text without mark-up, its time expressions, the day it was created."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    created = re.search(r'<DCT>.*?value="([^"]*)"', raw, re.S)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
    text, gold, opened = "", [], []
    for token in TOKEN.split(body[1] if body else ""):
        if not token.startswith("<"):
            text += html.unescape(token)
        elif token.startswith("<TIMEX3") and not token.endswith("/>"):
            opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', token))))
        elif token.startswith("</TIMEX3") and opened:
            start, attributes = opened.pop()
            if len(text) > start:
                gold.append(Timex(start, len(text), attributes.get("type", ""), attributes.get("value", "")))
    return Document(path.stem, text, gold, created[1] if created else None)


def pair(got: list[Timex], gold: list[Timex]) -> list[tuple[Timex, Timex | None]]:
    """Each prediction with the gold expression that it overlaps most and nobody took before."""
    used: set[int] = set()
    pairs: list[tuple[Timex, Timex | None]] = []
    for p in got:
        overlaps = [(min(p.end, g.end) - max(p.start, g.start), j) for j, g in enumerate(gold) if j not in used]
        best = max((o for o in overlaps if o[0] > 0), default=None, key=lambda o: o[0])
        if best:
            used.add(best[1])
        pairs.append((p, gold[best[1]] if best else None))
    return pairs


def score(documents: list[Document], tagged: list[list[Timex]]) -> dict[str, float]:
    """F1 in percent: strict (same extent), relaxed (overlap), type and value (overlap and the same)."""
    n = g = strict = relaxed = types = values = 0
    for document, got in zip(documents, tagged, strict=True):
        n, g = n + len(got), g + len(document.gold)
        spans = {(t.start, t.end) for t in document.gold}
        strict += sum((p.start, p.end) in spans for p in got)
        met = [(p, w) for p, w in pair(got, document.gold) if w]
        relaxed += len(met)
        types += sum(p.type == w.type for p, w in met)
        values += sum(p.value == w.value for p, w in met)
    f1 = {k: round(200 * hits / (n + g), 2) if n + g else 0.0 for k, hits in
          (("strict", strict), ("relaxed", relaxed), ("type", types), ("value", values))}  # fmt: skip
    return {**f1, "precision": round(relaxed / max(n, 1), 4), "recall": round(relaxed / max(g, 1), 4), "gold": g}


def misses(documents: list[Document], tagged: list[list[Timex]], most: int) -> None:
    """Print what was missed, invented, cut wrongly or valued wrongly, with its surroundings."""
    shown = 0
    for document, got in zip(documents, tagged, strict=True):
        pairs = pair(got, document.gold)
        met = {w for _, w in pairs if w}
        rows = [("missed", w, None) for w in document.gold if w not in met] + [
            ("invented" if w is None else "cut" if (p.start, p.end) != (w.start, w.end) else "valued", p, w)
            for p, w in pairs if w is None or p != w
        ]  # fmt: skip
        for kind, first, second in sorted(rows, key=lambda row: row[1].start):
            if shown >= most:
                return
            shown += 1
            around = document.text[max(0, first.start - 40) : first.end + 25].replace("\n", " ")
            words = document.text[first.start : first.end]
            want = f"{document.text[second.start : second.end]!r} {second.type} {second.value}" if second else ""
            print(kind, f"{words!r}", first.type, first.value, want, document.created, f"...{around}...", sep="\t")


def words_per_second(documents: list[Document], rounds: int = 3) -> float:
    """Words found and resolved in a second of one core, in the best of some rounds; others on the machine do not count."""
    n = sum(len(d.text.split()) for d in documents)
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time()
        for d in documents:
            resolve(d.text, find(d.text), d.created)
        best = min(best, time.process_time() - begin)
    return n / best


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, nargs="+", required=True)
    arguments.add_argument("--json", action="store_true", help="print nothing but the last line")
    arguments.add_argument("--misses", type=int, default=0, metavar="N")
    options = arguments.parse_args()
    documents = [load(path) for folder in options.data for path in sorted(folder.rglob("*.tml"))]
    tagged = [[Timex(*t) for t in tag(d.text, d.created)] for d in documents]
    if options.misses and not options.json:
        misses(documents, tagged, options.misses)
    print(json.dumps({**score(documents, tagged), "words_per_second": round(words_per_second(documents))}))


if __name__ == "__main__":
    main()
