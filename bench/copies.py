"""Copies of whole articles and of single passages: what is found, against all pairs compared in full, and how fast.

Gold is every pair of articles of which one holds half of the other's shingles, as plain runs of words counted one by one. To the
articles as they are, variants are added: a word in twenty edited, cut to 60 percent, a new lead with a tenth dropped, embedded in a
third more text. The same is done to single sentences, which come back as captions. Speed is processor time of one core, texts in memory, at
``--scale`` articles (where the data has fewer, variants fill up), of whole articles (``.whole_reports``) and of all their sentences
(``.passages``, what a record needs); ``growth`` is the exponent between half of them and all.

    python bench/copies.py --data allsides.jsonl.gz [--articles N] [--scale N] [--json]
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scoring import DataError, exit_status, positive, read_rows, string

from dateline.link.copies import ReportText, find_copies, find_reprints
from dateline.model.reading import Block, Layout, Role, Sentence
from dateline.settings import Settings

VARIED = 0.2
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+")
SHARE = 0.5
"""Containment asked of articles and captions here; in a record it is a setting, 0.6 by default."""
CAPTION_WORDS = (14, 40)
"""Words of a sentence that can be a caption: of fewer a cut leaves less than a passage has to have."""
NEW_WORDS = 5
"""Words of another sentence before or around a caption."""


def main() -> int:
    """Measure, and print one line of JSON last."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--data", type=Path, required=True, help="a .jsonl.gz file of articles with a field text, or its folder"
    )
    options.add_argument("--articles", type=positive, default=2000, help="articles of which all pairs are compared")
    options.add_argument("--scale", type=positive, default=10_000, help="articles on which speed is measured")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args()
    texts, settings = load(given.data), Settings().with_values(containment=SHARE)
    chosen = texts[: given.articles]
    figures = quality(chosen, settings) | captions(chosen, settings) | speed(filled(texts, given.scale), settings)
    if not given.json:
        for name, value in figures.items():
            print(f"{name:32} {value}")
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


def captions(texts: list[str], settings: Settings) -> dict[str, float]:
    """Of sentences that come back as captions, each varied in one way: the share that is grouped with the sentence."""
    rng = random.Random(11)  # noqa: S311 - the same variants each time
    laid = reports(texts)
    short, long = CAPTION_WORDS
    fit = [
        words
        for n in rng.sample(range(len(laid)), max(1, int(VARIED * len(laid))))
        for s in laid[n].layout.sentences[:1]
        if short <= len((words := laid[n].text[s.start : s.end]).split()) <= long
    ]
    planted = [
        (kind, words, vary(words, " ".join(other.split()[:NEW_WORDS]), rng))
        for words, other in pairwise(fit)
        for kind, vary in VARIANTS.items()
    ]
    under = [report(f"x{n:06}", text, "caption") for n, (_, _, text) in enumerate(planted)]
    found: dict[str, set[str]] = defaultdict(set)
    by_id = {told.report: told.text for told in (*laid, *under)}
    for link in find_copies([*laid, *under], settings):
        members = {by_id[p.report][slice(*p.extent)] for p in link.passages}
        for passage in link.passages:
            found[passage.report] |= members
    hits: dict[str, list[bool]] = {kind: [] for kind in VARIANTS}
    for n, (kind, words, _) in enumerate(planted):
        hits[kind].append(words in found[f"x{n:06}"])
    return {f"captions.{k}": round(sum(h) / len(h), 4) for k, h in hits.items() if h}


def filled(texts: list[str], n: int) -> list[str]:
    """``n`` articles in mixed order: those that there are, and variants of them."""
    rng, kinds = random.Random(13), list(VARIANTS.values())  # noqa: S311 - the same variants each time
    more = range(max(0, n - len(texts)))
    planted = (kinds[i % len(kinds)](texts[i % len(texts)], texts[i % len(texts) - 1], rng) for i in more)
    mixed = [*texts[:n], *planted]
    rng.shuffle(mixed)
    return mixed


def speed(texts: list[str], settings: Settings) -> dict[str, float]:
    """Articles a second: whole articles as reprints, and all their passages as copies, which is what a record looks for; how both grow, and
    how the copied passages that are there to be found do: of variants and their originals half of a mixture holds a quarter."""
    laid, half = reports(texts), reports(texts[: len(texts) // 2])
    figures: dict[str, float] = {"articles": len(texts), "words": sum(len(text.split()) for text in texts)}
    for name, work in (("whole_reports", find_reprints), ("passages", find_copies)):
        seconds, fewer = timed(work, laid, settings), timed(work, half, settings)
        figures[f"docs_per_second.{name}"] = round(len(laid) / seconds)
        figures[f"growth.{name}"] = round(math.log2(seconds / fewer), 2)
        figures[f"seconds.{name}"] = round(seconds, 2)
    copied, fewer_copied = (sum(len(link.passages) for link in find_copies(told, settings)) for told in (laid, half))
    figures["copied_passages"] = copied
    figures["growth.copied_passages"] = round(math.log2(max(1, copied) / max(1, fewer_copied)), 2)
    return figures


def timed(
    work: Callable[[Sequence[ReportText], Settings], object], laid: list[ReportText], settings: Settings
) -> float:
    """Processor seconds, the better of two runs: other work on the machine only adds."""
    taken = []
    for _ in range(2):
        begin = time.process_time()
        work(laid, settings)
        taken.append(time.process_time() - begin)
    return max(min(taken), 1e-6)


def reports(texts: list[str]) -> list[ReportText]:
    """Each text as a report named by its number."""
    return [report(f"{n:06}", text) for n, text in enumerate(texts)]


def report(name: str, text: str, role: Role = "body") -> ReportText:
    """A report of one block a line, sentences cut at stops: enough to compare passages."""
    blocks, sentences = [], []
    for line in re.finditer(r"[^\n]+", text):
        blocks.append(Block(line.start(), line.end(), role))
        edges = [line.start(), *(line.start() + m.end() for m in SENTENCE_END.finditer(line.group())), line.end()]
        sentences += [Sentence(a, b, len(blocks) - 1, 0) for a, b in pairwise(edges) if a < b]
    return ReportText(name, text, Layout(tuple(blocks), tuple(sentences)))


def brute_force(texts: list[str], settings: Settings) -> set[tuple[int, int]]:
    """All pairs of which one holds the share asked of the other's shingles: what each pair has in common is counted in full."""
    sets = [shingles(text, settings.shingle) for text in texts]
    sizes = np.array([len(s) for s in sets])
    having: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    found = set()
    for j, own in enumerate(sets):
        shared = np.bincount([i for shingle in own if shingle in having for i in having[shingle]], minlength=j + 1)[:j]
        enough = (shared > 0) & (shared >= settings.containment * np.minimum(sizes[:j], sizes[j]))
        found |= {(i, j) for i in np.flatnonzero(enough).tolist()}
        for shingle in own:
            having[shingle].append(j)
    return found


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
