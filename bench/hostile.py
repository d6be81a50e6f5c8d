"""What hostile input costs: processor time and peak memory of reports and files that nobody means well with, and how both grow.

    python bench/hostile.py [--part reports] [--part growth] [--part files] [--characters 1000000] [--megabytes 1000] [--rows] [--json]

``reports``: reports of so many characters of one thing, through segment, parse and annotate. ``growth``: pieces of text in several
arrangements, and sentences in which no name comes twice, at a size and at four times that; a ratio of 4 is linear; what is above 4.6 is
measured again, the least of three, at four and sixteen times the size. ``files``: mailboxes and archives of so many megabytes, and lines
of 100 MB, through the readers, each in a process of its own. Prints one JSON line at the end; without ``--part`` all three.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from scoring import exit_status, positive

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.annotate.statements import UNREAD
from dateline.model.reading import DateClaim, Failure, Report
from dateline.pipeline import annotate
from dateline.read import ReadOptions, read_inputs
from dateline.segment import segment
from dateline.segment.budget import MOST_WORDS, within_budget
from dateline.settings import Settings

SETTINGS = Settings()
LINEAR, DOUBTFUL = 4.0, 4.6
"""What four times the text costs if its cost grows with its length, and from where on a ratio is measured again."""
PARTS = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dar", "fel", "gor", "hin", "jal", "kom"]
WORD = re.compile(r"\w+|[^\w\s]")

REPORTS = {
    "quotation marks": "“", "straight marks": '"', "brackets": "(", "digits and commas": "1,", "said": "said ", "of the": "of the ",
    "lines": "a\n", "dates": "October 5, 2020, ", "sentences with a date": "It rained on October 5, 2020. ", "stops": "A. ",
    "quoted sentences": "“We go,” he said. ", "names": "Mara Ilvesen met Tomas Reik in Paris. ",
    "figures": "Police said 5 people were killed in Paris on Monday. ", "pronouns": "He left. ", "credits": "(AP Photo/Jane Roe)\n\n",
    "accents": "\u0301", "nothing seen": "a\u200b", "handles": "@a ", "full sentences of pronouns": "He " * 390 + ". ",
    "full sentences of quotations": "“a” " * 95 + ". ", "full sentences of clauses": "He denied that " * 120 + "it. ",
}  # fmt: skip

PIECES = [
    "a ", "“", '"', "“” ", "(", "()", "[", "1,", "1 ", "said ", "of the ", "Monday ", "October 5, 2020 ", "Mr. ", "John Smith ",
    "John Smith, ", "He ", "he said ", "“Hi,” he said ", "who ", "and ", "A.B.", "-", "— ", "'", "’s ", "🙂", "e\u0301", "\u200b", "\u202e",
    "\0", "(AP) — ", "@a ", "#a ", "http://a.b ", "killed 5 people, ", "5 people were killed ", "the minister of the interior, ",
    "President John Smith ", "told Reuters ", "according to ", "in Paris, ", "no ", "could ", "denied that ", "he said that she said that ",
    "“a “b ", "” ", "‘", ": ", "... ", "? ", "twenty-one ", "million ", "$5 ", "x and y and ", "protesters ", "was appointed president ",
    "acting ", "in 2017 ", "last week ", "\u2028", "\x0c", "١٢٣ ", "漢字", "U.S. ", "Jan. ", "Read more: ", "By John Smith ",
    "(John Smith/AP) ",
]  # fmt: skip


MANY = [
    "{0} {1} met {2} {3} in {4}. ", "Mr. {0} left. ", "{0} Reik left {1}. Reik wept. ", "Rain fell in {0}, {1} and {2}. ",
    "{0} {1} was appointed minister of {2}. ", "The {0} {1} Party accused the {2} Front. ", "The {0} {1} Council ({2}) met. ",
    "“We go to {0},” {1} {2} said. ", "{0} told {1} that {2} had left. ", "A bomb killed {5} people in {0} on Monday. ",
    "He paid US${5} to {0}. ", "{0} {1} left {2}.\n\n", "— {0} (@{1}) October 5, 2020\n\n", "({0} {1}/AP)\n\n",
]  # fmt: skip
"""Sentences in which each name and number is another than in all before it."""


class Cost(NamedTuple):
    """Seconds of the processor for each stage of one report; ``sentences`` that it was cut into."""

    segment: float
    parse: float
    annotate: float
    sentences: int


def cost(text: str, parser: Parser) -> Cost:
    """What the report ``text`` costs."""
    report = Report("r-1", "a.txt", "0", "0", text, dates=(DateClaim("2020-10-06", "option"),))
    start = time.process_time()
    allowed = within_budget(report, segment(report), SETTINGS, UNREAD)
    laid_out = time.process_time()
    pairs = zip(allowed.layout.sentences, allowed.analysed, strict=True)
    wanted = [text[s.start : s.end] if analysed else None for s, analysed in pairs]
    distinct = list(dict.fromkeys(words for words in wanted if words is not None))
    known = dict(zip(distinct, parser.parse(distinct), strict=True))
    parsed = time.process_time()
    annotate(report, allowed.layout, [known[w] if w is not None else None for w in wanted], load_gazetteer(), SETTINGS)
    done = time.process_time()
    return Cost(laid_out - start, parsed - laid_out, done - parsed, len(wanted))


def arrangements(piece: str, size: int) -> Iterator[tuple[str, str]]:
    """``piece`` over and over up to ``size`` characters: as one run, as sentences, as full sentences, as paragraphs, quoted."""
    bare = piece.strip(" ")
    full = (piece * min((MOST_WORDS - 20) // max(len(WORD.findall(piece)), 1), 1_900 // len(piece))).strip(" ")
    forms = {
        "run": piece,
        "sentences": f"{bare}. ",
        "full": f"{full}. The end. ",
        "paragraphs": f"{bare}\n\n",
        "quoted": f"“{bare},” he said. ",
    }
    yield from ((name, (unit * (size // len(unit) + 1))[:size]) for name, unit in forms.items())


def many(sentence: str, size: int) -> str:
    """``sentence`` up to ``size`` characters, each time with names that were not there before: "Babadak", "Bafelsol" ..."""
    made, length, number = [], 0, 0
    while length < size:
        names = ["".join(PARTS[(n >> 4 * k) % 16] for k in range(5)).capitalize() for n in range(number, number + 5)]
        made.append(sentence.format(*names, number % 900 + 3))
        length, number = length + len(made[-1]), number + 5
    return "".join(made)[:size]


def cases(size: int) -> Iterator[tuple[str, str]]:
    """The name and the text of each case of growth."""
    for piece in PIECES:
        yield from ((f"{piece!r} {name}", text) for name, text in arrangements(piece, size))
    yield from ((f"{sentence!r} many", many(sentence, size)) for sentence in MANY)


def reports(characters: int, rows: bool) -> dict[str, object]:
    """Seconds and memory of whole reports of one thing."""
    parser, found = Parser(SETTINGS.model), {}
    cost("The mayor resigned on Monday.", parser)
    for name, unit in REPORTS.items():
        each = cost((unit * (characters // len(unit) + 1))[:characters], parser)
        found[name] = round(each.segment + each.annotate, 1)
        if rows:
            print(
                f"{name:30} segment {each.segment:6.1f} parse {each.parse:6.1f} annotate {each.annotate:6.1f} s, {each.sentences} sentences"
            )
    worst = max(found, key=found.__getitem__)
    return {
        "characters": characters,
        "seconds": found,
        "worst": worst,
        "worst_seconds": found[worst],
        "peak_mb": peak(),
    }


def growth(size: int, rows: bool) -> dict[str, object]:
    """Ratios of the cost of four times the text; those of less than a tenth of a second are noise and count as 4."""
    parser, ratios, again = Parser(SETTINGS.model), {}, 0
    cost("The mayor resigned on Monday.", parser)
    gc.disable()  # it runs the more often the more there is, and is no work of ours
    for (name, small), (_, large) in zip(cases(size), cases(4 * size), strict=True):
        before, spent = least(small, parser, 1), least(large, parser, 1)
        ratio = spent / max(before, 0.001) if spent > 0.1 else LINEAR
        if ratio > DOUBTFUL:
            again += 1
            larger = dict(cases(16 * size))[name]
            before, spent = least(large, parser, 3), least(larger, parser, 3)
            ratio = spent / before
        ratios[name] = ratio
        if rows:
            print(f"{name:60} {spent:6.2f} s, {ratio:5.1f} times", flush=True)
    worst = sorted(ratios, key=ratios.__getitem__, reverse=True)[:5]
    named = {name: round(ratios[name], 1) for name in worst}
    return {"size": size, "cases": len(ratios), "measured_again": again, "worst": named, "worst_ratio": named[worst[0]]}


def least(text: str, parser: Parser, times: int) -> float:
    """The least of so many costs of ``text``, parsing left out: others use the processor too."""
    costs = []
    for _ in range(times):
        each = cost(text, parser)
        costs.append(each.segment + each.annotate)
        gc.collect()
    return min(costs)


def mailbox(path: Path, megabytes: int) -> None:
    """A mailbox of messages of ten thousand bytes."""
    text = b"The river rose on Thursday, and the mayor said that forty people were taken to the school.\n" * 105
    with path.open("wb") as file:
        for number in range(megabytes * 100):
            file.write(
                b"From a@b.test Tue Oct  6 04:10:00 2020\nFrom: a@b.test\nSubject: Rain %d\n\n%d. " % (number, number)
                + text
                + b"\n\n"
            )


def archive(path: Path, megabytes: int) -> None:
    """An archive of ten films of a hundred thousand bytes to each page."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    page = head + b"<h1>Rain</h1><p>The river rose on Thursday, said the mayor of Kessen, by %d metres."
    film = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n" + b"\0" * 100_000
    with path.open("wb") as file:
        for number in range(megabytes):
            for block in (*[film] * 10, page % number):
                began = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.test/%d\r\nContent-Length: %d\r\n\r\n"
                file.write(began % (number, len(block)) + block + b"\r\n\r\n")


def line(path: Path, _: int) -> None:
    """One line of a hundred megabytes."""
    with path.open("wb") as file:
        for _number in range(100):
            file.write(b"said " * 200_000)


FILES: dict[str, Callable[[Path, int], None]] = {
    "a.mbox": mailbox, "a.warc": archive, "line.txt": line, "line.jsonl": line, "line.csv": line, "line.html": line, "line.mbox": line,
}  # fmt: skip


def files(megabytes: int, rows: bool) -> dict[str, object]:
    """Seconds and peak memory of reading each file, in a process of its own."""
    found: dict[str, object] = {}
    with TemporaryDirectory(prefix="hostile-") as folder:
        for name, make in FILES.items():
            path = Path(folder) / name
            make(path, megabytes)
            size = path.stat().st_size
            run = subprocess.run(
                [sys.executable, __file__, "--read", str(path)], capture_output=True, encoding="utf-8", check=True
            )
            found[name] = {"megabytes": round(size / 1e6), **json.loads(run.stdout)}
            path.unlink()
            if rows:
                print(name, found[name])
    return found


def read(path: str) -> dict[str, object]:
    """What reading one file gives and costs; the report of each is let go."""
    start, counts, codes = time.process_time(), 0, set()
    for each in read_inputs([path], ReadOptions(), SETTINGS):
        counts += isinstance(each, Report)
        codes |= {each.code} if isinstance(each, Failure) else set()
    return {
        "reports": counts,
        "codes": sorted(codes),
        "seconds": round(time.process_time() - start, 1),
        "peak_mb": peak(),
    }


def peak() -> int:
    """The most memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Run the parts that are asked for."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    options.add_argument("--part", action="append", choices=["reports", "growth", "files"])
    options.add_argument("--characters", type=positive, default=1_000_000)
    options.add_argument("--size", type=positive, default=5_000, help="characters of the smaller texts of growth")
    options.add_argument("--megabytes", type=positive, default=1_000)
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--rows", action="store_true", help="print each case")
    options.add_argument("--read", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.read:
        print(json.dumps(read(asked.read)))
        return 0
    made: dict[str, object] = {}
    rows = asked.rows and not asked.json
    for part in asked.part or ["reports", "growth", "files"]:
        if part == "reports":
            made[part] = reports(asked.characters, rows)
        elif part == "growth":
            made[part] = growth(asked.size, rows)
        else:
            made[part] = files(asked.megabytes, rows)
    print(json.dumps(made, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
