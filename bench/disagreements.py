"""How many of the disagreements on numbers that a reader knows of are shown, as a conflict or as an update.

    python bench/disagreements.py --data ../shared/bench/t17/egypt ../shared/bench/t17/libya [--record FILE ...] [--misses] [--json]

They stand in bench/disagreements.jsonl without any text, found by reading reports, not what Dateline found: two sides, each the passages
that give one number (sha256 of the report's text, offsets), the measure, the half (`dev` was looked into while rules were mended, `test`
was not), and the kind: `conflict` (no number fits both), `update` (a later count replaces an earlier one), `bound` (both fit, as one is
"at least"). One is found if a contradiction of its measure names a passage of each side, with other values. Known ones count
as far as their reports are in the records. The last line printed is JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from conflicts import Passage, records, set_apart, with_sides
from msgspec import Struct
from scoring import exit_status, read_rows

KNOWN = Path(__file__).with_name("disagreements.jsonl")


class Known(Struct, frozen=True):
    """A disagreement; each side is one number, as one or several passages give it."""

    kind: str
    half: str
    measure: str
    sides: tuple[tuple[Passage, ...], tuple[Passage, ...]]

    def here(self, reports: set[str]) -> bool:
        """Whether some passage of each side is in these reports."""
        return all(any(passage.report in reports for passage in side) for side in self.sides)


def read_known(path: Path) -> tuple[Known, ...]:
    """The disagreements of ``path``, in order."""

    def read(_: int, row: dict[str, object]) -> Known:
        one, other = (
            tuple(Passage(report, start, end, "") for report, start, end in side)
            for side in row["sides"]  # type: ignore[attr-defined]
        )
        return Known(str(row["kind"]), str(row["half"]), str(row["measure"]), (one, other))

    return tuple(read_rows(path, read))


def main() -> int:
    """Build or read, look, count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, nargs="*", default=[])
    options.add_argument("--record", type=Path, nargs="*", default=[])
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", action="store_true", help="print those of the half dev that are not shown")
    given = options.parse_args()
    known, total, shown = read_known(KNOWN), Counter[str](), Counter[str]()
    for data in records(given.data, given.record):
        here = {report.sha256 for report in data.reports}
        found = list(with_sides(data, (c for c in data.contradictions if c.aspect == "figure"), sentences=True))
        for one in (k for k in known if k.here(here)):
            rule = f"figure:{one.measure}"
            seen = any(c.why.rule == rule and set_apart(sides, *one.sides) for c, sides in found)
            for key in (one.kind, one.half, "all"):
                total[key] += 1
                shown[key] += seen
            if given.misses and not given.json and not seen and one.half == "dev":
                print(one.kind, one.measure, one.sides)
    print(json.dumps({key: {"known": total[key], "shown": shown[key]} for key in sorted(total)}))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
