"""What one report changes in a record: everything is made with it and without it, and compared.

    python bench/touched.py --data allsides.jsonl.gz [--articles 200] [--report 100] [--json]
    python bench/touched.py --data story.dateline [--report 140] [--json]

A record is taken with the notes that it holds; of articles (``{text, date, source, title}``) one is built first. ``--report`` is the
number, by id and from 1 on, of the report that is left out (default: the middle one). ``entities.regrouped`` and ``events.regrouped`` are
how many of the record without it have other mentions or other statements in the record with it. ``NOUN.rows`` are the rows of the record
without it, of which some are ``gone`` and some ``changed`` in the record with it, ``NOUN.changed.FIELD`` of them in this field; ``new`` are
those that it did not have. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from scoring import DataError, exit_status, positive, read_rows, tell
from speed import article, build, written

from dateline.collector import collector_resting
from dateline.model.decisions import standing
from dateline.model.record import RecordData
from dateline.pipeline import make_record
from dateline.proof import NOUNS
from dateline.settings import Settings
from dateline.store import Store

Members = Callable[[Any], frozenset[Any]]


def touched(record: Path, left_out: int | None) -> dict[str, float]:
    """What the report number ``left_out`` (from 1 on) changes in ``record``."""
    with Store.open(record) as store:
        members = store.edition()
        number = left_out or (len(members) + 1) // 2
        if len(members) < 2 or number > len(members):
            raise DataError(f"{record}: of its {len(members)} reports number {number} cannot be left out")
        one = members[number - 1]
        after = _made(store, members)
        before = _made(store, [member for member in members if member != one])
    found: dict[str, float] = {"reports": len(members)}
    found["left_out.statements"] = sum(s.span.report == one for s in after.statements)
    found["entities.regrouped"] = _regrouped(before.entities, after.entities, lambda e: frozenset(e.mentions))
    found["events.regrouped"] = _regrouped(before.events, after.events, lambda e: frozenset(e.statements))
    for noun in NOUNS:
        found |= {f"{noun}.{name}": n for name, n in _rows(getattr(before, noun), getattr(after, noun)).items()}
    return found


def _made(store: Store, members: Sequence[str]) -> RecordData:
    """The whole record of some reports of ``store``, of the notes that it keeps."""
    made = store.provenance()
    (key,) = next(iter(store.shelf.rows("SELECT key FROM notes LIMIT 1", ())))
    settings = Settings().with_values(**made.settings)
    with collector_resting():
        ruled = standing(store.decisions())
        closed = make_record(
            store.reports(members), store.notes(members, key), (), settings, made.version, made.parser, ruled
        )
        return closed.opened()


def _regrouped(before: Iterable[Any], after: Iterable[Any], members: Members) -> int:
    return len({members(value) for value in before} - {members(value) for value in after})


def _rows(before: Sequence[Any], after: Sequence[Any]) -> dict[str, int]:
    """How many values are gone, new and changed, and in which fields."""
    old, new = _by_id(before), _by_id(after)
    changed = [(value, new[id]) for id, value in old.items() if id in new and new[id] != value]
    where = Counter(
        name for one, other in changed for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name)
    )
    counts = {"rows": len(old), "gone": len(old.keys() - new.keys()), "new": len(new.keys() - old.keys())}
    return counts | {"changed": len(changed)} | {f"changed.{name}": n for name, n in sorted(where.items())}


def _by_id(values: Sequence[Any]) -> Mapping[str, Any]:
    return {value.id: value for value in values}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print one line of JSON last."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="a record, or a .jsonl(.gz) file of articles")
    options.add_argument("--articles", type=positive, default=200, help="the first N (default 200)")
    options.add_argument("--report", type=positive, help="the number of the report to leave out (default: the middle)")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        record = given.data
        if record.suffix != ".dateline":
            rows = list(islice(read_rows(record, article), given.articles))
            record = Path(folder) / "all.dateline"
            build(written(rows, Path(folder) / "articles"), record, 2)
        found = touched(record, given.report)
    tell(found, given.json)
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
