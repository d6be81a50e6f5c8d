"""A record of hand-read documents against the facts that a person found in them.

    python bench/gold.py --data ../shared/gold/kyrgyzstan-2020 [--json] [--misses]

The folder holds ``reports/`` and ``gold.json``; the scorer ``score.py`` stands in the folder above it. The last line printed is one JSON
object with the scorer's table as fractions, under names such as ``event.found``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import dateline


def scores(lines: list[str]) -> dict[str, float]:
    """ "event  found 23/23  merged per 100 0.0" as numbers."""
    found = {}
    for line in lines:
        kind, rest = line[:28].strip(), line[28:].split("  ")
        for part in (p.strip() for p in rest if p.strip()):
            name, _, value = part.rpartition(" ")
            hits, _, total = value.partition("/")
            found[f"{kind}.{name}"] = round(float(hits) / float(total or 1), 4)
    return found


def main() -> int:
    """Build, export, score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        exported = Path(folder) / "record.json"
        with dateline.build(str(given.data / "reports")) as record:
            record.export("json", exported)
        scorer = [sys.executable, str(given.data.parent / "score.py"), str(exported), str(given.data / "gold.json")]
        done = subprocess.run([*scorer, "--misses"], capture_output=True, text=True, check=True, encoding="utf-8")
    lines = done.stdout.splitlines()
    table = [line for line in lines if line[:28].strip() and len(line) > 28 and line[27] == " " and "/" in line[28:]]
    if not given.json:
        print("\n".join(lines if given.misses else table))
    print(json.dumps(scores([line for line in table if not line.startswith("G")])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
