"""A record of hand-read documents against the facts that a person found in them.

    python bench/gold.py --data ../shared/gold/kyrgyzstan-2020 [--json] [--misses]

The folder holds ``reports/`` and ``gold.json``; the scorer ``score.py`` stands in a folder above it or in ../shared/gold. The
last line printed is one JSON object with the scorer's table as fractions, under names such as ``event.found``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from scoring import SHARED, DataError, exit_status

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


def find_scorer(data: Path) -> Path:
    """score.py above ``data``, or beside the checkout; raises DataError where it is not, or ``data`` is no folder of facts."""
    for path in (data / "reports", data / "gold.json"):
        if not path.exists():
            raise DataError(f"{path}: there is no such file or folder")
    try:
        json.loads((data / "gold.json").read_text(encoding="utf-8"))["facts"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{data}/gold.json: no facts in it ({error!r})") from error
    places = [folder / "score.py" for folder in (*data.resolve().parents, SHARED / "gold")]
    scorer = next((place for place in places if place.is_file()), None)
    if scorer is None:
        raise DataError(f"no score.py above {data} or in {SHARED}/gold")
    return scorer


def main() -> int:
    """Build, export, score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    scorer = find_scorer(given.data)
    with tempfile.TemporaryDirectory() as folder:
        exported = Path(folder) / "record.json"
        with dateline.build(str(given.data / "reports")) as record:
            record.export("json", exported)
        command = [sys.executable, str(scorer), str(exported), str(given.data / "gold.json"), "--misses"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    if done.returncode:
        raise DataError(f"{scorer} failed:\n{done.stderr.strip()}")
    lines = done.stdout.splitlines()
    table = [line for line in lines if line[:28].strip() and len(line) > 28 and line[27] == " " and "/" in line[28:]]
    if not given.json:
        print("\n".join(lines if given.misses else table))
    print(json.dumps(scores([line for line in table if not line.startswith("G")])))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
