"""Processes that build, add, migrate and judge, killed (SIGKILL) at random moments; nothing that was accepted may be lost.

    python bench/kills.py [--moments 200] [--seed 20310604] [--only build] [--data articles.jsonl.gz] [--articles 6] [--json]

After each kill the file must open, or say that its build did not finish; ``verify`` must find nothing; every report, reading and decision
of before must be there; and the same command again must end in the very rows and export of a run that nobody disturbed. The harness and
its reports stand in tests/store/kills.py, unless ``--data`` gives articles (``{text, date, source, title}``): of the first ones two
thirds are built, and the rest added. Moments that came too late, after the work was done, are drawn again and counted apart.
The last line printed is one JSON object. Exit 1 at the first loss. Needs a system with fork and SIGKILL.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scoring import DataError, exit_status, positive, read_rows, string

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "store"))

from kills import KINDS, REPORTS, Killed, LostError, campaign


def main() -> int:
    """Kill, look, say."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--moments", type=positive, default=200)
    options.add_argument("--seed", type=int, default=20310604)
    options.add_argument("--only", nargs="*", default=(), help="build, add, migration, decision")
    options.add_argument("--data", type=Path, help="a .jsonl(.gz) file of articles, or a folder of them")
    options.add_argument("--articles", type=positive, default=6, help="how many of them (default 6, at least 2)")
    options.add_argument("--json", action="store_true", help="print only the JSON object")
    given = options.parse_args()
    reports = articles(given.data, given.articles) if given.data else REPORTS
    found: list[Killed] = []
    start, lost = time.monotonic(), ""
    try:
        with TemporaryDirectory(prefix="kills-") as home:
            for done in campaign(Path(home), given.moments, given.seed, tuple(given.only), reports):
                found.append(done)
                if not given.json:
                    print(f"{done.work:10} {done.moment.kind:10} {done.moment.at:12.3f} {done.left}", flush=True)
    except LostError as error:
        lost = str(error)
    print(json.dumps(summary(found, lost) | {"seconds": round(time.monotonic() - start, 1)}))
    return 1 if lost else 0


def articles(data: Path, most: int) -> Mapping[str, str]:
    """The first articles of ``data`` as the texts of files in the folders ``in`` and ``later``. Raises DataError for less than two."""
    texts = list(islice(read_rows(data, article), most))
    if len(texts) < 2:
        raise DataError(f"{data}: two articles are needed, one to build and one to add")
    built = max(1, len(texts) * 2 // 3)
    return {f"{'in' if n < built else 'later'}/{n}.txt": text for n, text in enumerate(texts)}


def article(_: int, row: dict[str, Any]) -> str:
    """An article as the text of a file."""
    date, publisher, title, text = (string(row, key) for key in ("date", "source", "title", "text"))
    return f"date: {date}\npublisher: {publisher}\n\n{title}\n\n{text}"


def summary(found: list[Killed], lost: str) -> dict[str, object]:
    """The counts: kills by command, by kind of moment, by what was left of the record."""
    kills = [done for done in found if done.left != "late"]
    return {
        "kills": len(kills),
        "lost": lost or 0,
        "by_command": dict(Counter(done.work for done in kills)),
        "by_moment": {kind: sum(done.moment.kind == kind for done in kills) for kind in dict.fromkeys(KINDS)},
        "left": dict(Counter(f"{done.work}: {done.left}" for done in kills)),
        "too_late": len(found) - len(kills),
    }


if __name__ == "__main__":
    sys.exit(exit_status(main))
