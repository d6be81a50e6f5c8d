"""The points of report_dates.toml, made from dated articles: what each sign tells about the day of its report.

    python bench/report_dates_fit.py --data ARTICLES.jsonl.gz [ARTICLES ...] [--folds N]

Prints the ``wrong_weekday`` line and the table ``[points]``. The points are those that give the true days the highest
chances together, less ``DAMPING`` for each point squared, so that what is rarely seen stays near zero. With ``--folds`` it
prints instead what the points of the other folds (each file cut in order, so by time or topic) say about each fold: the
figures in docs/dates.md.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from report_dates import Guess, articles, shares
from scoring import exit_status

from dateline.annotate.report_date.chances import candidates, chosen, places
from dateline.annotate.report_date.signs import find_signs
from dateline.annotate.times import find
from dateline.model.reading import Report
from dateline.rules import table
from dateline.segment import segment

DAMPING = 1.0
"""Of 0.5, 1, 2 and 4 the one with which scores come nearest to the share that is right, in five-fold cross-validation."""
RARE = 10
"""Signs seen in fewer articles than this get no points."""
ROUNDS = 15
STEP = 0.08
BATCH = 32
NEARBY = 1_600
"""Days around the true one among which it has to be found while points are made; all are looked at when they are used."""

Columns = Mapping[str, int]


class Dated(NamedTuple):
    """An article with a printed date: the day it appeared, the days it could be of, where its signs stand for each."""

    day: date
    days: NDArray[np.int64]
    rows: tuple[str, ...]
    columns: NDArray[np.int64]  # one row a sign, one column a day

    @property
    def true(self) -> int | None:
        """The index of the day it appeared; None where it is not among the days."""
        number = (self.day - date(1970, 1, 1)).days
        at = int(np.searchsorted(self.days, number))
        return at if at < len(self.days) and self.days[at] == number else None


def read(path: Path) -> list[Dated | None]:
    """The articles of a file in order; None for those without a printed date."""
    found, _ = articles(path, 10**9)
    return [_dated(_untokenized(text), day) for text, day in found]


def _untokenized(text: str) -> str:
    """A text whose words were cut apart ("on Jan. 5 , 2019 -RRB-"), joined again; any other text as it is."""
    if 2 * text.count(" ,") < text.count(","):
        return text
    joined = (
        text.replace("\\/", "/").replace("-LRB- ", "(").replace(" -RRB-", ")").replace("`` ", '"').replace(" ''", '"')
    )
    return re.sub(r" ([,.;:?!]|'s\b|n't\b)", r"\1", joined).replace("\n", "\n\n")


def _dated(text: str, day: date) -> Dated | None:
    report = Report("bench", "bench.txt", "", "", text)
    signs = find_signs(text, segment(report), find(text))
    days = candidates(signs, None)
    if not len(days) or all(sign.day is None for sign in signs.signs):
        return None
    told = list(places(signs, days))
    return Dated(day, days, tuple(p.row for p in told), np.array([p.column for p in told]))


def fitted(data: Sequence[Dated]) -> dict[str, NDArray[np.float64]]:
    """The points of each row, by gradient ascent (Adam) in a fixed order."""
    seen = Counter(row for dated in data for row in set(dated.rows))
    rows = sorted(row for row, times in seen.items() if times >= RARE)
    widest = 1 + max(int(dated.columns.max()) for dated in data)
    start = {row: number * widest for number, row in enumerate(rows)}
    points = np.zeros(len(rows) * widest)
    cases = [case for dated in data if (case := _case(dated, start))]
    mean, spread, order, step = np.zeros_like(points), np.zeros_like(points), np.random.default_rng(0), 0
    for turn in range(ROUNDS):
        rate = STEP * 0.5 * (1 + np.cos(np.pi * turn / ROUNDS))
        shuffled = order.permutation(len(cases))
        for at in range(0, len(cases), BATCH):
            batch = [cases[number] for number in shuffled[at : at + BATCH]]
            slope = sum((_slope(*case, points) for case in batch), np.zeros_like(points))
            slope = slope * len(cases) / BATCH - DAMPING * points
            step += 1
            mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
            points += rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return {row: points[first : first + widest] for row, first in start.items()}


def _case(dated: Dated, start: Columns) -> tuple[int, NDArray[np.int64]] | None:
    """The index of the true day among those nearby, and for each sign and day the index of its points."""
    if dated.true is None:
        return None
    nearby = np.flatnonzero(np.abs(dated.days - dated.days[dated.true]) <= NEARBY)
    known = [(start[row], column) for row, column in zip(dated.rows, dated.columns, strict=True) if row in start]
    indices = np.array([first + column[nearby] for first, column in known])
    return int(np.searchsorted(nearby, dated.true)), indices


def _slope(true: int, indices: NDArray[np.int64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """How the logarithm of the chance of the true day grows with each point."""
    chances = _chances(points[indices].sum(0))
    expected = np.bincount(indices.ravel(), np.tile(chances, len(indices)), len(points))
    return np.bincount(indices[:, true], minlength=len(points)) - expected


def _chances(total: NDArray[np.float64]) -> NDArray[np.float64]:
    raised: NDArray[np.float64] = np.exp(total - total.max())
    return raised / raised.sum()


WIDTHS = {
    "month-of-year": 18,
    "month-of-year-others": 18,
    "years-behind": 9,
    "years-ahead": 6,
    "weekday": 7,
    "month": 12,
}
"""Columns of the rows that are not by days, by the whole name or its first word."""
YEARLESS = ("yearless-past", "yearless-with-weekday")
"""The two rows of most dates without a year that print a weekday."""


def _toml(points: Mapping[str, NDArray[np.float64]], edges: int) -> Iterator[str]:
    """The rows as they stand in the resource; the points of a wrong weekday are shared by the two rows of a date."""
    yield f"wrong_weekday = {sum(points[row][edges + 1] for row in YEARLESS) / 2:.1f}"
    yield "\n[points]"
    for row, told in sorted(points.items()):
        width = WIDTHS.get(row, WIDTHS.get(row.partition("-")[0], edges + 1))
        yield f"{row} = [{', '.join(str(round(float(x), 1) + 0.0) for x in told[:width])}]"


def _guess(dated: Dated, points: Mapping[str, NDArray[np.float64]]) -> Guess:
    """The likeliest day by ``points``, as the program takes it."""
    total = np.zeros(len(dated.days))
    for row, column in zip(dated.rows, dated.columns, strict=True):
        if row in points:
            total += points[row][column]
    likely = chosen(total, dated.days)
    off = (likely.day - dated.day).days
    return Guess(off if likely.chance >= table("report_dates")["least"] else None, likely.chance, (), printed=False)


def _folded(files: Sequence[list[Dated | None]], folds: int) -> None:
    """Print for each file what the points made of the other folds of all files say of each of its folds."""
    told: list[list[Guess]] = [[] for _ in files]
    for fold in range(folds):
        parts = [range(len(file) * fold // folds, len(file) * (fold + 1) // folds) for file in files]
        rest = [d for file, part in zip(files, parts, strict=True) for n, d in enumerate(file) if d and n not in part]
        points = fitted(rest)
        for guesses, file, part in zip(told, files, parts, strict=True):
            guesses += [_guess(file[n], points) if file[n] else Guess(None, 0.0, (), printed=False) for n in part]
    for guesses in told:
        print(json.dumps(shares(guesses)))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, nargs="+", required=True)
    arguments.add_argument("--folds", type=int, default=0)
    options = arguments.parse_args()
    files = [read(path) for path in options.data]
    if options.folds:
        _folded(files, options.folds)
    else:
        points = fitted([dated for file in files for dated in file if dated])
        print(*_toml(points, len(table("report_dates")["edges"])), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
