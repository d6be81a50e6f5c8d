"""Copies of whole articles: what is found, against all pairs compared in full, and how fast.

Gold is brute force: every pair of articles, as plain sets of word tuples, of which one holds the share that the settings
ask for. To the articles as they are, variants are added: a word in twenty edited, cut to 60 percent, a new lead with a
tenth dropped, embedded in a third more text. Speed is that of finding reprints among all articles, texts in memory, in
processor seconds of one core.

    python bench/copies.py --data allsides.jsonl.gz [--articles N] [--json]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from itertools import combinations, pairwise
from pathlib import Path

from scoring import DataError, exit_status, positive, read_rows, string

from dateline.link.copies import ReportText, find_copies, find_reprints
from dateline.model.reading import Block, Layout, Sentence
from dateline.settings import Settings

VARIED = 0.2
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+")


def main() -> int:
    """Measure, and print one line of JSON last."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--data", type=Path, required=True, help="a .jsonl.gz file of articles with a field text, or its folder"
    )
    options.add_argument(
        "--articles", type=positive, default=600, help="articles compared with all others by brute force"
    )
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args()
    texts = load(given.data)
    chosen = texts[: given.articles]
    figures = quality(chosen, Settings()) | speed(texts, Settings())
    if not given.json:
        for name, value in figures.items():
            print(f"{name:28} {value}")
    print(json.dumps(figures))
    return 0


def load(path: Path) -> list[str]:
    """The texts of all articles, in the order of the file."""
    texts = [
        text for text in read_rows(path, lambda _, row: row["text"] and string(row, "text")) if text and text.strip()
    ]
    if not texts:
        raise DataError(f"{path}: no article with a text")
    return texts


def quality(texts: list[str], settings: Settings) -> dict[str, float]:
    """Recall and precision over all pairs of articles and variants; recall of each kind of variant with its original."""
    rng = random.Random(7)  # noqa: S311 - the same variants each time
    origins = rng.sample(range(len(texts)), max(1, int(VARIED * len(texts))))
    planted = [(kind, i, vary(texts[i], texts[i - 1], rng)) for i in origins for kind, vary in VARIANTS.items()]
    everything = texts + [text for _, _, text in planted]
    gold = brute_force(everything, settings)
    found = {tuple(sorted((int(r.shorter), int(r.longer)))) for r in find_reprints(reports(everything), settings)}
    hits: dict[str, list[bool]] = {kind: [] for kind in VARIANTS}
    for n, (kind, i, _) in enumerate(planted, len(texts)):
        hits[kind].append((i, n) in found)
    scores = {
        "recall": len(gold & found) / max(1, len(gold)),
        "precision": len(gold & found) / max(1, len(found)),
        "pairs": float(len(gold)),
    }
    return {k: round(v, 4) for k, v in scores.items()} | {
        f"recall.{k}": round(sum(h) / len(h), 4) for k, h in hits.items()
    }


def speed(texts: list[str], settings: Settings) -> dict[str, float]:
    """Articles a second: whole articles as reprints, and all their sentences as copies."""
    laid = reports(texts)
    begin = time.process_time()
    find_reprints(laid, settings)
    whole = time.process_time() - begin
    begin = time.process_time()
    find_copies(laid, settings)
    sentences = time.process_time() - begin
    return {"docs_per_second": round(len(texts) / whole), "docs_per_second.sentences": round(len(texts) / sentences)}


def reports(texts: list[str]) -> list[ReportText]:
    """Each text as a report named by its number, one block a line, sentences cut at stops."""
    return [ReportText(f"{n:06}", text, layout(text)) for n, text in enumerate(texts)]


def layout(text: str) -> Layout:
    """Blocks at line ends, sentences at stops: enough to compare passages."""
    blocks, sentences = [], []
    for line in re.finditer(r"[^\n]+", text):
        blocks.append(Block(line.start(), line.end(), "body"))
        edges = [line.start(), *(line.start() + m.end() for m in SENTENCE_END.finditer(line.group())), line.end()]
        sentences += [Sentence(a, b, len(blocks) - 1, 0) for a, b in pairwise(edges) if a < b]
    return Layout(tuple(blocks), tuple(sentences))


def brute_force(texts: list[str], settings: Settings) -> set[tuple[int, int]]:
    """All pairs of which one holds the share asked of the other's shingles, as sets of word tuples."""
    sets = [shingles(text, settings.shingle) for text in texts]
    return {
        (i, j)
        for i, j in combinations(range(len(sets)), 2)
        if sets[i] and sets[j] and len(sets[i] & sets[j]) >= settings.containment * min(len(sets[i]), len(sets[j]))
    }


def shingles(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """The distinct runs of ``size`` folded words; the whole of a shorter text."""
    words = re.findall(r"[^\W_]+", re.sub("['’‘]", "", text).casefold())
    return frozenset(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))) if words else frozenset()


def edited(text: str, _other: str, rng: random.Random) -> str:
    """One word in twenty replaced."""
    return " ".join("edited" if rng.random() < 0.05 else word for word in text.split())


def cut(text: str, _other: str, _rng: random.Random) -> str:
    """The first 60 percent of the words."""
    words = text.split()
    return " ".join(words[: int(0.6 * len(words))])


def new_lead(text: str, other: str, rng: random.Random) -> str:
    """Thirty words of another article in front, and a tenth of the words dropped in one stretch."""
    words = text.split()
    start = rng.randrange(max(1, int(0.9 * len(words))))
    return " ".join([*other.split()[:30], *words[:start], *words[start + len(words) // 10 :]])


def embedded(text: str, other: str, _rng: random.Random) -> str:
    """In the middle of a third more text of another article."""
    more = other.split()[: len(text.split()) // 3]
    return " ".join([*more[: len(more) // 2], text, *more[len(more) // 2 :]])


VARIANTS = {"edited": edited, "cut": cut, "new_lead": new_lead, "embedded": embedded}


if __name__ == "__main__":
    sys.exit(exit_status(main))
