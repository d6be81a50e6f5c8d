"""How long names take to be linked over many reports, and how much memory: which actors are one person, body or place.

    python bench/linking.py --data allsides.jsonl.gz [--articles N] [--json]
    python bench/linking.py --data stories.dateline [--articles N] [--json]

A record is taken with the notes that it holds, whatever version made them; of articles (``{text, date, source, title}``) a record is
built first, which takes far longer than what is measured. Measured is the linking alone, each time in a process of its own that holds
the names, actors and credits of the reports: ``seconds`` of processor time, ``peak_mib`` the most memory that the process ever had, of
it ``notes_mib`` before linking began; ``growth_exponent`` is that of the seconds between a quarter of the reports and all. The last
line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict
from scoring import DataError, exit_status, positive, read_rows, string, tell

import dateline
from dateline.link.entities import link_entities
from dateline.link.outlets import known_outlets, with_outlets
from dateline.model.notes import ReportNotes
from dateline.model.reading import Layout
from dateline.settings import Settings
from dateline.store import Store

LEAST = 8
"""Reports below which a quarter of them is no measure of growth."""
AT_ONCE = 200
"""Reports whose whole notes are in memory at once while those of all are being stripped to what linking reads."""


class Taken(Struct, frozen=True):
    """What linking took: reports, their actors, the entities found; processor seconds; MiB before linking and at most."""

    articles: int
    actors: int
    entities: int
    seconds: float
    notes_mib: int
    peak_mib: int


def measure(record: Path, most: int | None) -> Taken:
    """Links the first ``most`` reports of ``record`` by id; to be called once in a process."""
    notes, printers = stored(record, most)
    before = peak_mib()
    began = time.process_time()
    known = known_outlets(notes, printers)
    entities = link_entities([with_outlets(n, known) for n in notes], Settings())
    seconds = time.process_time() - began
    return Taken(len(notes), sum(len(n.actors) for n in notes), len(entities), round(seconds, 2), before, peak_mib())


def peak_mib() -> int:
    """The most memory that this process ever had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024))


def stored(record: Path, most: int | None) -> tuple[list[ReportNotes], frozenset[str]]:
    """The notes of the first reports by id, with nothing but what linking reads, and who printed them."""
    ids, key = catalogue(record)
    notes, printers = list[ReportNotes](), set[str]()
    with Store.open(record) as store:
        for begin in range(0, len(ids[:most]), AT_ONCE):
            part = ids[:most][begin : begin + AT_ONCE]
            notes += map(linked_part, store.notes(part, key).values())
            printers |= {name for r in store.reports(part) for name in (r.publisher, r.agency) if name}
    return notes, frozenset(printers)


def linked_part(notes: ReportNotes) -> ReportNotes:
    """Notes without clauses, events and all else that linking of names does not look at."""
    return ReportNotes(
        notes.report,
        Layout((), ()),
        notes.published,
        (),
        mentions=notes.mentions,
        actors=notes.actors,
        credits=notes.credits,
    )


def catalogue(record: Path) -> tuple[list[str], str]:
    """The reports that have notes of the version that most have, in order of id, and the key of that version."""
    try:
        with sqlite3.connect(f"{record.resolve().as_uri()}?mode=ro", uri=True) as file:
            found = file.execute("SELECT key FROM notes GROUP BY key ORDER BY count(*) DESC, key LIMIT 1").fetchone()
            key = str(found[0]) if found else ""
            rows = file.execute("SELECT DISTINCT report FROM notes WHERE key = ? ORDER BY report", (key,)).fetchall()
    except sqlite3.Error as error:
        raise DataError(f"{record}: no record with notes ({error})") from error
    if not rows:
        raise DataError(f"{record}: no notes in it")
    return [str(row[0]) for row in rows], key


JOBS = 2
"""Processes that build the record, which is the same however many they are; what is measured comes after them, in one."""


def built(data: Path, most: int | None, folder: Path) -> Path:
    """A record of the first ``most`` articles of ``data``."""
    rows = list(read_rows(data, article))[:most]
    source, record = folder / "articles.jsonl", folder / "articles.dateline"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = Settings().with_values(max_bytes=source.stat().st_size + 1, jobs=JOBS)
    dateline.build(str(source), record, settings=settings).close()
    return record


def article(number: int, row: dict[str, Any]) -> dict[str, str]:
    """An article as Dateline reads it."""
    given = {"published": row.get("date"), "publisher": row.get("source"), "title": row.get("title")}
    return {"id": str(number), "text": string(row, "text"), **{k: str(v) for k, v in given.items() if v}}


def figures(record: Path, most: int | None) -> dict[str, float]:
    """All reports against a quarter of them."""
    whole = in_own_process(record, most)
    if whole.articles < LEAST:
        raise DataError(f"{record}: {whole.articles} reports; growth is measured on {LEAST} and more")
    quarter = in_own_process(record, whole.articles // 4)
    growth = math.log(max(whole.seconds, 1e-2) / max(quarter.seconds, 1e-2)) / math.log(
        whole.articles / quarter.articles
    )
    return {**asdict(whole), "quarter.seconds": quarter.seconds, "growth_exponent": round(growth, 2)}


def in_own_process(record: Path, most: int | None) -> Taken:
    """``measure`` where nothing else has taken memory before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, record, most).result()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print one line of JSON last."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="a .jsonl(.gz) file of articles, or a record")
    options.add_argument("--articles", type=positive, default=None, help="the first N only")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        ready = given.data.suffix == ".dateline" and given.data.is_file()
        record = given.data if ready else built(given.data, given.articles, Path(folder))
        found = figures(record, given.articles)
    tell(found, given.json)
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
