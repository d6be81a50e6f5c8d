"""A reader's verdicts on stretches of reports, and the texts that they are on; the verdicts hold no text themselves."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from corpora import articles
from msgspec import Struct
from scoring import DataError, read_rows


class Verdict(Struct, frozen=True):
    """``what`` a reader says of the stretch from ``start`` to ``end`` of the report whose text has this sha256; ``half`` of the judged."""

    report: str
    start: int
    end: int
    words: str
    what: str
    half: str = ""

    def miss(self, text: str) -> str:
        """A line that shows the stretch in ``text``."""
        return f"{self.what}\t{' '.join(text[self.start : self.end].split())}"


def asked(about: str | None, verdicts: Path) -> argparse.Namespace:
    """What a bench over verdicts, which are in ``verdicts`` if nobody says otherwise, is asked on the command line."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, nargs="+", required=True)
    options.add_argument("--verdicts", type=Path, default=verdicts)
    options.add_argument("--misses", action="store_true", help="print the stretches that are told as what they are not")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    return options.parse_args()


def judged(data: Sequence[Path], verdicts: Path) -> Iterator[tuple[str, list[Verdict]]]:
    """The text of each article of corpora on which there are ``verdicts``, once, with these. Raises DataError if there is none."""
    wanted: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in read_rows(verdicts, lambda _, row: Verdict(**row)):
        wanted[verdict.report].append(verdict)
    all_of_them = len(wanted)
    for text in (article["text"] for article in each_article(data)):
        found = wanted.pop(sha256(text.encode()).hexdigest(), None)
        if found:
            yield text, found
    if len(wanted) == all_of_them:
        raise DataError("none of the judged reports is in the data")


def each_article(data: Iterable[Path]) -> Iterator[dict[str, str]]:
    """The articles of corpora. Raises DataError where there are none to read."""
    for path in data:
        if not path.exists():
            raise DataError(f"{path}: there is no such file or folder")
        try:
            yield from articles(path)
        except (KeyError, OSError, ValueError) as error:
            raise DataError(f"{path}: no articles to read there: {error!r}") from error
