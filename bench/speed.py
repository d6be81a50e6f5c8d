"""How long a record takes, where the time and the memory go, and how long it is until a reader has an answer.

    python bench/speed.py --data ../shared/bench/allsides [--articles 1000] [--processes 2] [--growth] [--json]
    python bench/speed.py --data articles.jsonl.gz --articles 200 --staged 100

Articles (``{text, date, source, title}``) come first to last from a .jsonl(.gz) file or a folder of them. In one run, so that ratios
hold on a busy machine:

- ``build_to_parse``: the whole build of the articles, from starting its processes to the finished file, against one bare full pass of
  the same spaCy pipeline as it loads by default over the same texts, in as many processes of their own, each given its whole share.
  ``cpu_to_parse`` is the same in processor seconds of all processes together. Medians of ``--runs``, taken in turn.
- ``stage.*``: processor seconds of each stage by itself in one process, over the first ``--staged`` articles.
- ``peak_mib``: the most memory of the build and all its processes together, looked at ten times a second.
- ``add_seconds``: one article more, without ``load_seconds``, in which interpreter, model and gazetteer are loaded.
- ``search_p50_ms``, ``search_p95_ms``: 200 queries drawn with a fixed seed from the texts: words, several words, phrases.
- ``start_seconds``: the slowest command that reads no text, over a record of two articles; medians of processor seconds, since how
  long a process waits for its turn is not ours. ``start.*`` are the single commands. Where PYTHONDONTWRITEBYTECODE is set, each start
  compiles anew what it imports of a checkout, which an installation keeps compiled.
- ``growth_exponent`` (``--growth``): of the processor seconds of builds between a tenth of the articles and all.

The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict
from scoring import exit_status, positive, read_rows, string, tell

import dateline
from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.assemble.record import assemble
from dateline.model.reading import Report
from dateline.pipeline import annotate_all, link
from dateline.read import read_inputs
from dateline.read.options import ReadOptions
from dateline.segment import segment
from dateline.settings import Settings
from dateline.store import Store

ME = Path(__file__)
LOOKS_A_SECOND = 10
FILED = 500
"""Articles in a file, so that none is larger than what is read."""
QUERIES = 200
SEED = 20201006
NO_TEXT: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "--help": (), "--version": (), "schema": (), "doctor": (),
    "timeline": ("RECORD",), "names": ("RECORD",), "offices": ("RECORD",), "places": ("RECORD",), "figures": ("RECORD",),
    "disputes": ("RECORD",), "sources": ("RECORD",), "search": ("RECORD", "the"), "show": ("RECORD", "REPORT"),
    "brief": ("RECORD",), "changes": ("RECORD", "--since", "2016"), "review": ("RECORD",), "judge": ("RECORD",),
    "verify": ("RECORD",),
})  # fmt: skip
"""Commands that read no text, each with its words: RECORD stands for the file of a record, REPORT for a report of it."""


class Taken(Struct, frozen=True):
    """What a command took: seconds on the clock, processor seconds of all its processes, the most memory of them together in MiB."""

    seconds: float
    cpu: float
    peak_mib: float


def watched(arguments: Sequence[str]) -> Taken:
    """What running this script with ``arguments`` takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen([sys.executable, str(ME), *arguments], stdout=subprocess.DEVNULL)
    peak, done = [0.0], Event()
    watcher = Thread(target=_look, args=(process.pid, peak, done))
    watcher.start()
    status = process.wait()
    seconds = time.perf_counter() - began
    done.set()
    watcher.join()
    if status:
        raise dateline.DatelineError("E601", f"{' '.join(arguments[:2])} ended with {status}.", "See above.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(round(seconds, 2), round(cpu, 2), round(peak[0]))


def _look(pid: int, peak: list[float], done: Event) -> None:
    while not done.wait(1 / LOOKS_A_SECOND):
        peak[0] = max(peak[0], sum(map(_mib, _family(pid))))


def _family(pid: int) -> Iterator[int]:
    """A process and all that descend from it, as Linux lists them; elsewhere it alone."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = children.read_text().split()
        except OSError:
            continue
        for child in found:
            yield from _family(int(child))


def _mib(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 2**20


# What runs in processes of its own


def bare(data: Path, part: int, parts: int) -> None:
    """One bare full pass over a share of the texts."""
    import spacy

    lines = (line for file in sorted(data.iterdir()) for line in file.read_text(encoding="utf-8").splitlines())
    texts = [str(json.loads(line)["text"]) for line in lines]
    for _ in spacy.load(Settings().model).pipe(texts[part::parts]):
        pass


def bare_all(data: Path, parts: int) -> None:
    """The bare pass in ``parts`` processes."""
    shares = [
        subprocess.Popen([sys.executable, str(ME), "bare", str(data), str(part), str(parts)]) for part in range(parts)
    ]
    if sum(share.wait() for share in shares):
        raise SystemExit(1)


def build(data: Path, record: Path, jobs: int) -> None:
    """The whole build."""
    dateline.build(str(data), record, settings=Settings().with_values(jobs=jobs)).close()


def add(record: Path, article: Path) -> None:
    """One article more."""
    dateline.add(record, str(article)).close()


def load() -> None:
    """What any command that annotates loads first."""
    Parser(Settings().model)
    load_gazetteer()


ACTIONS: dict[str, Callable[..., None]] = {
    "bare": lambda data, part, parts: bare(Path(data), int(part), int(parts)),
    "bare_all": lambda data, parts: bare_all(Path(data), int(parts)),
    "build": lambda data, record, jobs: build(Path(data), Path(record), int(jobs)),
    "add": lambda record, article: add(Path(record), Path(article)),
    "load": load,
}


# What is measured


def stages(data: Path, folder: Path) -> dict[str, float]:
    """Processor seconds of each stage in this process; the parser is loaded before."""
    settings = Settings()
    parser, gazetteer = Parser(settings.model), load_gazetteer()
    parser.parse(["The first sentence takes longer."])
    spent: dict[str, float] = {}

    def clocked(stage: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        made = work()
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - began
        return made

    def read() -> list[Report]:
        found = read_inputs([str(data)], ReadOptions(), settings)
        return sorted((r for r in found if isinstance(r, Report)), key=lambda r: r.id)

    reports = clocked("read", read)
    clocked("segment", lambda: [segment(report) for report in reports])
    parses = lambda batches: (clocked("parse", lambda b=batch: parser.parse(b)) for batch in batches)  # noqa: E731
    pairs = clocked("annotate", lambda: list(annotate_all(reports, parses, gazetteer, settings)))
    spent["annotate"] -= spent["parse"] + spent["segment"]
    notes = {n.report: n for _, n in pairs}
    materials = clocked("link", lambda: link(reports, notes, settings))
    made = clocked("assemble", lambda: assemble(materials, (), dateline.__version__, "bench", settings.table()))
    with Store.create_or_open(folder / "staged.dateline") as store:

        def keep() -> None:
            store.accept(pairs, "bench")
            store.replace_record(made, [r.id for r in reports])

        clocked("store", keep)
    return {f"stage.{name}": round(seconds, 2) for name, seconds in spent.items()}


def queries(texts: Sequence[str]) -> list[str]:
    """Words, several words of one place, and phrases of ``texts``, drawn with a fixed seed."""
    chance = random.Random(SEED)  # noqa: S311  a sample, not a secret
    found: list[str] = []
    while len(found) < QUERIES:
        words = chance.choice(texts).split()
        if len(words) < 4:
            continue
        at, kind = chance.randrange(len(words) - 3), chance.randrange(4)
        near = ["".join(c for c in word if c.isalnum()) for word in words[at : at + 3]]
        asked = near[0] if kind < 2 else " ".join(near[:2]) if kind == 2 else f'"{" ".join(near)}"'
        if all(near) and len(near[0]) > 3:
            found.append(asked)
    return found


def searched(record: Path, texts: Sequence[str]) -> dict[str, float]:
    """Milliseconds of a search in an open record."""
    taken: list[float] = []
    with dateline.open(record) as opened:
        opened.search("before")
        for query in queries(texts):
            began = time.perf_counter()
            opened.search(query)
            taken.append((time.perf_counter() - began) * 1000)
    taken.sort()
    at = lambda share: round(taken[min(len(taken) - 1, int(share * len(taken)))], 2)  # noqa: E731
    return {"search_p50_ms": at(0.5), "search_p95_ms": at(0.95)}


def starts(record: Path, times: int) -> dict[str, float]:
    """Median processor seconds of commands that read no text, each started so many ``times``."""
    found: dict[str, float] = {}
    with dateline.open(record) as opened:
        meant = {"RECORD": str(record), "REPORT": opened.reports[0].path}
    for command, words in NO_TEXT.items():
        rest = [meant.get(word, word) for word in words]
        spent: list[float] = []
        for _ in range(times):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-m", "dateline", command, *rest], capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        found[f"start.{command.lstrip('-')}"] = round(statistics.median(spent), 3)
    return {"start_seconds": max(found.values()), **found}


def article(number: int, row: dict[str, Any]) -> dict[str, str]:
    """An article as Dateline reads it."""
    given = {"published": row.get("date"), "publisher": row.get("source"), "title": row.get("title")}
    return {"id": str(number), "text": string(row, "text"), **{k: str(v) for k, v in given.items() if v}}


def written(rows: Sequence[dict[str, str]], folder: Path) -> Path:
    """``rows`` as a folder of files that Dateline and the bare pass read."""
    folder.mkdir()
    for first in range(0, len(rows), FILED):
        lines = (json.dumps(row) + "\n" for row in rows[first : first + FILED])
        (folder / f"{first:07}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def builds(data: Path, record: Path, processes: int, runs: int) -> tuple[Taken, dict[str, float]]:
    """Builds and bare passes in turn; the median build by the clock, and the ratios."""
    made: list[Taken] = []
    passes: list[Taken] = []
    for _ in range(runs):
        passes.append(watched(["bare_all", str(data), str(processes)]))
        for old in record.parent.glob(f"{record.name}*"):
            old.unlink()
        made.append(watched(["build", str(data), str(record), str(processes)]))
    middle = sorted(made, key=lambda taken: taken.seconds)[len(made) // 2]
    seconds, cpu = (statistics.median(getattr(p, name) for p in passes) for name in ("seconds", "cpu"))
    return middle, {
        "parse_seconds": seconds,
        "parse_cpu": cpu,
        "build_to_parse": round(statistics.median(m.seconds for m in made) / seconds, 3),
        "cpu_to_parse": round(statistics.median(m.cpu for m in made) / cpu, 3),
    }


def figures(rows: Sequence[dict[str, str]], folder: Path, given: argparse.Namespace) -> dict[str, float]:
    """All that is measured."""
    data, record = written(rows[:-1], folder / "articles"), folder / "whole.dateline"
    made, ratios = builds(data, record, given.processes, given.runs)
    text = sum(len(row["text"].encode("utf-8", "surrogatepass")) for row in rows[:-1])
    words = sum(len(row["text"].split()) for row in rows[:-1])
    found: dict[str, float] = {"articles": len(rows) - 1, "words": words, **asdict(made), **ratios}
    found |= {
        "words_per_second": round(words / made.seconds),
        "bytes_per_byte": round(record.stat().st_size / text, 1),
    }
    found |= stages(written(rows[: given.staged], folder / "staged"), folder)
    found |= searched(record, [row["text"] for row in rows])
    loading = watched(["load"])
    adding = watched(["add", str(record), str(written(rows[-1:], folder / "one"))])
    found |= {"load_seconds": loading.cpu, "add_seconds": round(adding.cpu - loading.cpu, 2)}
    build(written(rows[:2], folder / "two"), folder / "two.dateline", 1)
    found |= starts(folder / "two.dateline", given.starts)
    if given.growth:
        tenth = rows[: max(1, (len(rows) - 1) // 10)]
        few = watched(
            ["build", str(written(tenth, folder / "few")), str(folder / "few.dateline"), str(given.processes)]
        )
        growth = math.log(made.cpu / few.cpu) / math.log((len(rows) - 1) / len(tenth))
        found |= {"tenth.cpu": few.cpu, "growth_exponent": round(growth, 3)}
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print one line of JSON last."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="a .jsonl(.gz) file of articles, or a folder of them")
    options.add_argument("--articles", type=positive, default=1000, help="the first N (default 1000)")
    options.add_argument("--processes", type=positive, default=2, help="of the build and of the bare pass (default 2)")
    options.add_argument("--runs", type=positive, default=1, help="builds and passes of which the median is taken")
    options.add_argument(
        "--staged", type=positive, default=100, help="articles for the stages one by one (default 100)"
    )
    options.add_argument("--starts", type=positive, default=5, help="of each command that reads no text (default 5)")
    options.add_argument("--growth", action="store_true", help="build a tenth of them too")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args(arguments)
    rows = list(islice(read_rows(given.data, article), given.articles + 1))
    with tempfile.TemporaryDirectory() as folder:
        found = figures(rows, Path(folder), given)
    tell(found, given.json)
    return 0


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in ACTIONS:
        ACTIONS[sys.argv[1]](*sys.argv[2:])
        sys.exit(0)
    sys.exit(exit_status(main))
