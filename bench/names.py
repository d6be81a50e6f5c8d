"""F1 of the cross-report name scorer on labelled pairs of names.

python bench/names.py --data FOLDER [--json] [--misses]

FOLDER holds one CSV of pairs with the columns schema, name1, name2, is_match, category. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from pathlib import Path

from dateline.link.name_score import score_names
from dateline.settings import Settings


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the CSV of pairs")
    parser.add_argument("--threshold", type=float, default=Settings().name_score)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--misses", action="store_true", help="print the pairs that are wrong")
    options = parser.parse_args()
    rows = [row for path in sorted(options.data.glob("*.csv")) for row in csv.DictReader(path.open(encoding="utf-8"))]
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


if __name__ == "__main__":
    main()
