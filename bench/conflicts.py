"""How much of what is called a conflict is one, over verdicts that a person gave to pairs of passages.

    python bench/conflicts.py --data ../shared/bench/t17/egypt ../shared/bench/t17/libya [--record FILE ...] [--unjudged] [--json]

Each corpus is built (minutes an article hundred), or read from a record that was built from the output of corpora.py. The verdicts
stand in bench/conflicts_verdicts.jsonl without any text: two passages, each the sha256 of its report's text, offsets and the sha256 of its
words, the aspect, and whether a strict reader calls the pair a conflict. A found conflict is judged by the pairs whose passages stand
among its sides with other values: it is one only if all of them are. The last line printed is JSON: precision over the judged, how many
are unjudged, and how many of the pairs that are conflicts (as far as their corpus is here) are found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from corpora import articles, record_of
from msgspec import Struct
from scoring import DataError, exit_status, read_rows

import dateline
from dateline.model.record import Contradiction, RecordData

VERDICTS = Path(__file__).with_name("conflicts_verdicts.jsonl")


class Passage(Struct, frozen=True):
    """A stretch of the report whose text has this sha256; ``words`` is the sha256 of the stretch."""

    report: str
    start: int
    end: int
    words: str

    def touches(self, other: Passage) -> bool:
        """Whether both share a character."""
        return self.report == other.report and self.start < other.end and other.start < self.end


Side = tuple[Passage, str]
"""A passage, and the value that it gives, case folded."""


class Verdict(Struct, frozen=True):
    """What a strict reader says of two passages."""

    aspect: str
    sides: tuple[Passage, Passage]
    conflict: bool

    def is_on(self, sides: Sequence[Side]) -> bool:
        """Whether it is on two of the ``sides`` of a contradiction."""
        return set_apart(sides, self.sides[:1], self.sides[1:])


def digest(words: str) -> str:
    """The sha256 of ``words`` in UTF-8."""
    return sha256(words.encode()).hexdigest()


def read_verdicts(path: Path) -> tuple[Verdict, ...]:
    """The verdicts of ``path``, in order."""

    def read(_: int, row: dict[str, object]) -> Verdict:
        sides = [Passage(**side) for side in row["sides"]]  # type: ignore[attr-defined]
        return Verdict(str(row["aspect"]), (sides[0], sides[1]), row["conflict"] is True)

    return tuple(read_rows(path, read))


def with_sides(
    data: RecordData, found: Iterable[Contradiction], *, sentences: bool = False
) -> Iterator[tuple[Contradiction, list[Side]]]:
    """Each contradiction with its passages, or the whole sentences that these stand in, and their values."""
    texts = {report.id: report.sha256 for report in data.reports}
    spans = {statement.id: statement.sentence if sentences else statement.span for statement in data.statements}

    def side(statement: str, value: str) -> Side:
        span = spans[statement]
        return Passage(texts[span.report], span.start, span.end, digest(span.exact)), value.casefold()

    for one in found:
        yield one, list(map(side, one.statements, one.values))


def set_apart(sides: Sequence[Side], one: Sequence[Passage], other: Sequence[Passage]) -> bool:
    """Whether ``sides`` name passages of ``one`` and of the ``other``, with other values."""
    first, second = ({value for p, value in sides if any(map(p.touches, known))} for known in (one, other))
    return bool(first) and bool(second) and first != second


def judged(sides: Sequence[Side], aspect: str, verdicts: Sequence[Verdict]) -> bool | None:
    """Whether all verdicts on pairs of ``sides`` with other values call them a conflict; None where there is no verdict."""
    found = [v.conflict for v in verdicts if v.aspect == aspect and v.is_on(sides)]
    return all(found) if found else None


def records(data: Sequence[Path], built: Sequence[Path]) -> Iterator[RecordData]:
    """The records of corpora and files."""
    for path in (*data, *built):
        if not path.exists():
            raise DataError(f"{path}: there is no such file or folder")
    if not (data or built):
        raise DataError("nothing to look at: give --data or --record")
    for path in built:
        with dateline.open(str(path)) as record:
            yield record.data()
    for path in data:
        yield record_of(articles(path), f"{path.name}.jsonl")


def main() -> int:
    """Build or read, judge, count."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, nargs="*", default=[])
    options.add_argument("--record", type=Path, nargs="*", default=[])
    options.add_argument("--verdicts", type=Path, default=VERDICTS)
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--unjudged", action="store_true", help="print the ids of conflicts without a verdict")
    given = options.parse_args()
    verdicts = read_verdicts(given.verdicts)
    right = wrong = unjudged = known = again = 0
    for data in records(given.data, given.record):
        found = list(with_sides(data, (c for c in data.contradictions if c.kind == "conflict")))
        results = [(c, judged(sides, c.aspect, verdicts)) for c, sides in found]
        right += sum(verdict is True for _, verdict in results)
        wrong += sum(verdict is False for _, verdict in results)
        unjudged += sum(verdict is None for _, verdict in results)
        here = {report.sha256 for report in data.reports}
        true = [v for v in verdicts if v.conflict and all(side.report in here for side in v.sides)]
        known += len(true)
        again += sum(any(v.aspect == c.aspect and v.is_on(sides) for c, sides in found) for v in true)
        for contradiction, verdict in results:
            if verdict is None and given.unjudged and not given.json:
                print(f"unjudged {contradiction.aspect} {contradiction.id}")
    precision = round(right / (right + wrong), 4) if right + wrong else None
    figures = {
        "precision": precision,
        "judged": right + wrong,
        "unjudged": unjudged,
        "true_pairs": known,
        "found_again": again,
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
