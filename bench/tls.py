"""Timelines of Timeline17 against those made by hand: the words on the right dates (AR1, AR2), and the dates.

    python bench/tls.py --data ../shared/bench/t17 [--topic NAME ...] [--jobs N] [--keep FOLDER] [--timelines] [--scorers PATH] [--json]

For each timeline made by hand a record is built of the articles inside its span, by ``dateline.build``; what reaches Dateline of the
timeline is its first and last day, how many dates it has, and how many sentences a date. A date shows the headlines of the events of its
``TimelineEntry``. Nothing is learned: weights are the same for all topics (``assemble/days.py`` and ``assemble/lines.py`` say what was
tried). The text comes in Penn Treebank tokens; it is made prose first, and lines are cut into such tokens again to be compared.

``--keep`` keeps records in a folder, so that a second run only chooses: remove the folder when the program has changed. Protocol and
score are those of ``scorers.py``, looked for in the folders above the data; it needs ``pip install tilse``. ``seconds_per_1000`` is time
on the clock for a thousand articles, reading to timeline, over the articles of all timelines; ``cpu_seconds`` is of all processes.
The last line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from corpora import detokenized
from scoring import exit_status, load_scorers

import dateline
from dateline.settings import Settings

Timeline = dict[str, list[str]]
TOKEN = re.compile(
    r"(?:[a-z]\.){2,}|\d[\d,.:]*\d|\d|n't\b|'(?:s|re|ve|ll|d|m)\b|\w+(?=n't\b)|\w+(?:[-&]\w+)*|--|\.\.\.|[^\w\s]",
    re.IGNORECASE,
)
"""A Penn Treebank token, nearly: names with full stops, numbers, endings, words, single marks."""


class Made(NamedTuple):
    """A timeline made, and how many articles were read for it just now."""

    timeline: Timeline
    read: int


def tokens(text: str) -> str:
    """``text`` in tokens with blanks between them, as the timelines made by hand are printed."""
    return " ".join(TOKEN.findall(text.replace("’", "'")))


def record_of(task: dict[str, Any], folder: Path, jobs: int, earlier: Path | None) -> tuple[dateline.Record, int]:
    """The record of the articles of ``task``, and how many were read; ``earlier`` is a record of the same topic, whose notes serve."""
    path = folder / f"{task['topic']}-{task['number']}.dateline"
    if path.exists():
        return dateline.open(path), 0
    if earlier:
        shutil.copy(earlier, path)
    source = folder / f"{task['topic']}.jsonl"
    with source.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(article(a)) + "\n" for a in task["articles"])
    return dateline.build([str(source)], path, settings=Settings(jobs=jobs)), len(task["articles"])


def article(given: dict[str, Any]) -> dict[str, str]:
    """One article with the field names that Dateline reads."""
    return {
        "id": str(given["id"]),
        "published": given["time"][:10],
        "publisher": given.get("source") or "",
        "text": detokenized(given["text"]),
    }


def made(task: dict[str, Any], folder: Path, jobs: int, earlier: Path | None) -> Made:
    """The timeline that Dateline makes with the room and in the span of the one made by hand."""
    record, read = record_of(task, folder, jobs, earlier)
    with record:
        entries = record.timeline(
            dates=task["dates"], per_date=task["per_date"], since=min(task["gold"]), until=max(task["gold"])
        )
        return Made({entry.date: [event.headline.exact for event in entry.events] for entry in entries}, read)


def drawn(task: dict[str, Any], timeline: Timeline) -> str:
    """Both timelines, date by date: ``hand`` and ``made``."""
    lines = [f"# {task['topic']} {task['number']}"]
    for day in sorted({*task["gold"], *timeline}):
        lines.append(day)
        lines.extend(f"  hand  {text}" for text in task["gold"].get(day, ()))
        lines.extend(f"  made  {text}" for text in timeline.get(day, ()))
    return "\n".join(lines)


def measure(given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """The scores over all timelines, and of each."""
    scorers = load_scorers([given.data], given.scorers)
    scores: list[dict[str, Any]] = []
    single: dict[str, dict[str, float]] = {}
    earlier: dict[str, Path] = {}
    seconds, articles = 0.0, 0
    for task in scorers.tls_tasks(str(given.data.resolve())):
        if given.topic and task["topic"] not in given.topic:
            continue
        name, began = f"{task['topic']}-{task['number']}", time.perf_counter()
        timeline, read = made(task, folder, given.jobs, earlier.get(task["topic"]))
        seconds, articles = seconds + time.perf_counter() - began, articles + read
        earlier[task["topic"]] = folder / f"{name}.dateline"
        scores.append(
            scorers.score_timeline({day: [*map(tokens, lines)] for day, lines in timeline.items()}, task["gold"])
        )
        single[name] = scorers.average_timelines(scores[-1:])
        if not given.json:
            print(drawn(task, timeline) if given.timelines else f"{name:12} {json.dumps(single[name])}", flush=True)
    if not scores:
        raise SystemExit(f"There is no timeline in {given.data}" + (f" for {given.topic}." if given.topic else "."))
    used = os.times()
    return {
        **scorers.average_timelines(scores),
        "seconds_per_1000": round(1000 * seconds / articles, 1) if articles else None,
        "cpu_seconds": round(used.user + used.system + used.children_user + used.children_system, 1),
        "articles": articles,
        "timelines": single,
    }


def main() -> int:
    """Print the scores."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="the folder with one folder a topic")
    options.add_argument(
        "--topic", action="append", default=None, metavar="NAME", help="this topic only; may be repeated"
    )
    options.add_argument("--jobs", type=int, default=2, help="processes that parse")
    options.add_argument("--keep", type=Path, default=None, metavar="FOLDER", help="keep the records here")
    options.add_argument("--timelines", action="store_true", help="print both timelines, date by date")
    options.add_argument("--scorers", type=Path, default=None, metavar="PATH")
    options.add_argument("--json", action="store_true", help="print the last line only")
    given = options.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    with nullcontext(str(given.keep)) if given.keep else TemporaryDirectory(prefix="tls-") as folder:
        print(json.dumps(measure(given, Path(folder))))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
