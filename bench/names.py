"""F1 of the cross-report name scorer on labelled pairs of names.

    python bench/names.py --data PATH [--json] [--misses]

PATH is a CSV of pairs, or a folder of them, with the columns schema, name1, name2, is_match, category. The last
line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from pathlib import Path

from scoring import DataError, exit_status, files_of

from dateline.link.name_score import score_names
from dateline.settings import Settings

COLUMNS = ("schema", "name1", "name2", "is_match", "category")


def measure(rows: list[dict[str, str]], threshold: float) -> tuple[dict[str, float], list[str]]:
    """Precision, recall and F1 of "score >= threshold", and the pairs that it gets wrong."""
    hits = wrong = missed = 0
    misses = []
    for row in rows:
        score, _ = score_names(row["name1"], row["name2"], "person" if row["schema"] == "Person" else "body")
        same, said = row["is_match"] == "true", score >= threshold
        hits += same and said
        wrong += said and not same
        missed += same and not said
        if same != said:
            misses.append(
                f"{'wrong ' if said else 'missed'} {score:.2f} {row['schema']:12} {row['name1']} | {row['name2']} | {row['category']}"
            )
    precision, recall = hits / max(1, hits + wrong), hits / max(1, hits + missed)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"F1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}, misses


def read_pairs(path: Path) -> list[dict[str, str]]:
    """The rows of the CSV files; raises DataError where there are none or a column is lacking."""
    rows: list[dict[str, str]] = []
    for file in files_of(path, (".csv",)):
        try:
            with file.open(encoding="utf-8", newline="") as lines:
                found = list(csv.DictReader(lines))
        except (OSError, csv.Error, UnicodeDecodeError) as error:
            raise DataError(f"{file}: cannot be read ({error})") from error
        for number, row in enumerate(found, 1):
            if any(row.get(column) is None for column in COLUMNS):
                raise DataError(f"{file}, row {number}: not all of the columns {', '.join(COLUMNS)}")
        rows += found
    if not rows:
        raise DataError(f"{path}: no pairs in it")
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a CSV of pairs, or a folder of them")
    parser.add_argument("--threshold", type=float, default=Settings().name_score)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--misses", action="store_true", help="print the pairs that are wrong")
    options = parser.parse_args()
    rows = read_pairs(options.data)
    started = time.perf_counter()
    total, misses = measure(rows, options.threshold)
    seconds = time.perf_counter() - started
    people, _ = measure([r for r in rows if r["schema"] == "Person"], options.threshold)
    if options.misses and not options.json:
        print("\n".join(misses))
    rate = round(len(rows) / seconds)
    print(
        json.dumps(
            {
                **total,
                "people.F1": people["F1"],
                "people.precision": people["precision"],
                "pairs": len(rows),
                "pairs_per_second": rate,
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
