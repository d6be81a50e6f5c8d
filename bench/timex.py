"""Time expressions against TimeML: strict, relaxed, type and value F1 in percent, speed, and the slowest of hostile texts.

    python bench/timex.py --data PATH [PATH ...] [--data PATH ...] [--scorers FILE] [--misses N] [--json]

A PATH is a .tml file or a folder, which is searched through. The measure is ``score_timex`` of ``scorers.py``, looked for
above each PATH and in ``../shared/bench``; without one it is the same measure of our own, and ``scorer`` says so. A file
that is no TimeML is named on standard error and passed over. ``words_per_second`` is the median of five runs over all
texts, ``worst_seconds_per_mb`` the time that the slowest hostile text takes. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scoring import DataError, NoScorersError, exit_status, scorer

from dateline.annotate.times import find, resolve, tag
from dateline.rules import table

TOKEN = re.compile(r"(<[^>]+>)")
RUNS = 5
HOSTILE_SIZE = 50_000  # characters of each hostile text
HOSTILE_DAY = "2020-10-06"
SLOWEST = 10  # hostile texts that are timed again
SEED = 20201006
OPENINGS = (
    "in the past ", "the ", "the the ", "1 ", "1 1 1 ", "Monday, ", "1/1/1/1/", "1-", "1–", "-", "– ", "1,", "1.", "1:", "1,111,",
    "between Monday and ", "from 5 to ", "early late mid ", "the end of the ", "the day before the day after ", "next last this ",
    "the week of ", "the second half of the ", "twenty-one ", "nineteen ninety ", "two hundred and ", "a few more ", "at least about ",
    "every other ", "October 5 ", "on October 5, ", "Oct. ", "2020 ", "2020-", "2020-10-05 ", "10/10/2020 ", "4 p.m. ", "o'", "a.", "p.",
    "Q4 ", "now ", "until ", "had been due to ", "’", "’s ", "'80s ", "’80s", "$ ", "$1", "_", "_1", "1e", "\u0301", "e\u0301", "\0", "٣",
    "\n", "\n ", "\n\n", " ", "\t", "\u00a0", ".", ". ", "! A", "New Year's ", "St. Patrick's ",
)  # fmt: skip

Measure = Callable[..., dict[str, Any]]


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


class NotTimeMLError(ValueError):
    """A file without the parts that TimeML has."""


def load(path: Path) -> Document:
    """One TimeML file: the text without mark-up, its time expressions, the day it was created."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    body = re.search(r"<TEXT[^>]*>(.*)</TEXT>", raw, re.DOTALL)
    if body is None:
        raise NotTimeMLError("no <TEXT> ... </TEXT>")
    created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d[^"]*)"', raw, re.DOTALL)
    text, gold, opened = "", [], []
    for token in TOKEN.split(body[1]):
        if not (token.startswith("<") and token.endswith(">")):
            text += html.unescape(token)
        elif token.startswith("<TIMEX3") and not token.endswith("/>"):
            opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', token))))
        elif token.startswith("</TIMEX3") and opened:
            start, attributes = opened.pop()
            if len(text) > start:
                gold.append(Timex(start, len(text), attributes.get("type", ""), attributes.get("value", "")))
    return Document(str(path), text, gold, created[1] if created else None)


def documents_of(paths: list[Path]) -> Iterator[Document]:
    """Every readable TimeML file under ``paths``; what cannot be read is named and passed over."""
    for missing in (path for path in paths if not path.exists()):
        print(f"{missing}: there is no such file or folder", file=sys.stderr)
    files = [file for path in paths for file in (sorted(path.rglob("*.tml")) if path.is_dir() else [path])]
    for file in dict.fromkeys(file.resolve() for file in files if file.exists()):
        try:
            yield load(file)
        except (OSError, NotTimeMLError) as error:
            print(f"{file}: passed over, {error}", file=sys.stderr)


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


def own_score(predicted: dict[str, list[Timex]], gold: dict[str, list[Timex]]) -> dict[str, float]:
    """The measure of TempEval-3 task A, for where there is no scorers.py: F1 in percent."""
    n, g = sum(map(len, predicted.values())), sum(map(len, gold.values()))
    met = [(p, w) for name, wanted in gold.items() for p, w in pair(predicted[name], wanted) if w]
    hits = {
        "strict": sum(len({t[:2] for t in wanted} & {t[:2] for t in predicted[name]}) for name, wanted in gold.items()),
        "relaxed": len(met),
        "type": sum(p.type == w.type for p, w in met),
        "value": sum(p.value == w.value for p, w in met),
    }
    return {**{k: round(200 * v / (n + g), 2) for k, v in hits.items()}, "predicted": n, "gold": g}


def measure_of(paths: list[Path], given: Path | None) -> tuple[Measure, str]:
    """``score_timex`` of scorers.py and "shared"; our own and "own" where there is none and none was named."""
    try:
        return scorer(paths, given, "score_timex"), "shared"
    except NoScorersError:
        if given:
            raise
        return own_score, "own"


def score(documents: list[Document], tagged: list[list[Timex]], measure: Measure) -> dict[str, Any]:
    """The measure, with precision and recall of overlapping extents."""
    predicted = {d.name: got for d, got in zip(documents, tagged, strict=True)}
    gold = {d.name: d.gold for d in documents}
    scored = measure(predicted, gold)
    n, g = sum(map(len, tagged)), sum(len(d.gold) for d in documents)
    met = scored["relaxed"] * (n + g) / 200
    return {**scored, "precision": round(met / max(n, 1), 4), "recall": round(met / max(g, 1), 4)}


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


def words_per_second(documents: list[Document]) -> float:
    """Words found and resolved in a second of one core: the median of five runs; others on the machine do not count."""
    n = sum(len(d.text.split()) for d in documents)
    return n / statistics.median(sum(seconds(d.text, d.created) for d in documents) for _ in range(RUNS))


def seconds(text: str, created: str | None) -> float:
    """The time that finding and resolving take."""
    begin = time.process_time()
    resolve(text, find(text), created)
    return time.process_time() - begin


def hostile() -> Iterator[tuple[str, str]]:
    """(name, text): an opening repeated, each rule's example repeated, one long token, all words at random."""
    for opening in OPENINGS:
        yield repr(opening), opening * (HOSTILE_SIZE // len(opening))
    for rule in table("times")["rule"]:
        for example in rule["examples"]:
            text = example.split(" -> ")[0] + " "
            yield text, text * (HOSTILE_SIZE // len(text))
    yield "one long word", "a" * HOSTILE_SIZE
    yield "one long number", "1" * HOSTILE_SIZE
    words = sorted(
        {w for entries in table("times")["classes"].values() for w in entries}
        | {"the", "a", "of", "in", "(", ")", "7", "30", "1999"}
    )
    chance = random.Random(SEED)  # noqa: S311  nothing secret
    yield "all words at random", " ".join(chance.choices(words, k=HOSTILE_SIZE // 6))
    yield (
        "all words and marks at random",
        "".join(w + chance.choice([" ", ", ", "-", "’s ", ". "]) for w in chance.choices(words, k=HOSTILE_SIZE // 7)),
    )


def worst() -> tuple[float, str]:
    """Seconds a megabyte (a million characters) and the name of the slowest hostile text: the best of three more runs."""
    once = sorted(((seconds(text, HOSTILE_DAY) / len(text), name, text) for name, text in hostile()), reverse=True)
    again = [(min(seconds(text, HOSTILE_DAY) for _ in range(3)) / len(text), name) for _, name, text in once[:SLOWEST]]
    slowest, name = max(again)
    return slowest * 1e6, name


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, nargs="+", action="extend", required=True)
    arguments.add_argument("--scorers", type=Path, metavar="FILE")
    arguments.add_argument("--json", action="store_true", help="print nothing but the last line")
    arguments.add_argument("--misses", type=int, default=0, metavar="N")
    options = arguments.parse_args()
    documents = list(documents_of(options.data))
    if not documents:
        raise DataError(f"no TimeML (.tml) in {', '.join(map(str, options.data))}")
    measure, measured = measure_of(options.data, options.scorers)
    tagged = [[Timex(*t) for t in tag(d.text, d.created)] for d in documents]
    if options.misses and not options.json:
        misses(documents, tagged, options.misses)
    slowest, name = worst()
    if not options.json:
        print(f"scored by {'scorers.py' if measured == 'shared' else 'our own measure'}; slowest hostile text: {name}")
    result = score(documents, tagged, measure)
    speed = {"words_per_second": round(words_per_second(documents)), "worst_seconds_per_mb": round(slowest, 2)}
    print(json.dumps({**result, **speed, "documents": len(documents), "scorer": measured}))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
