"""Ordinary words, which news prints in small letters and nobody is called by: ``resources/ordinary.toml``, counted over many stories.

    python bench/ordinary.py --data ../shared/bench/allsides -o src/dateline/resources/ordinary.toml

Kept is a word of letters that at least ``FEWEST`` reports print in small letters, more than print it with a capital inside a sentence, and
that hardly ever stands behind a given name ("Ilka Page"). What is kept are single words, no text. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from scoring import exit_status, read_rows, string, tell

from dateline.annotate.names.lexicon import lexicon

FEWEST = 8
"""Reports that print a word in small letters: with 3 one word in ten is a slip or a name of a site, with 20 "pizza" and "rift" are near."""
SURNAME = 0.01
"""Share of them that may print it behind a given name: "page" and "ball" are above, "pizza" and "minutes" at nothing."""
HEADING = 0.6
"""Share of capitals among the long words of a line from which they mean nothing."""
LONG = 3
WORD = re.compile(r"[A-Za-z]+")
WIDTH = 140
HEADER = """# Words that {total} news reports print in small letters mostly and hardly ever as a surname, as bench/ordinary.py counts them.
# Do not edit by hand; words that are names of people all the same are `names_too` of names.toml.

words = '''
"""


class Counts(Struct):
    """How many reports print each word in small letters, with a capital inside a sentence, and behind a given name."""

    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    surname: Counter[str] = field(default_factory=Counter)


def counted(texts: Iterable[str]) -> Counts:
    """The counts over ``texts``."""
    counts = Counts()
    for text in texts:
        lines = [list(WORD.finditer(line)) for line in text.splitlines()]
        counts.small.update({found[0] for line in lines for found in line if found[0].islower()})
        inside = [pair for line in lines for pair in _inside(line)]
        counts.capital.update({word.lower() for _, word in inside})
        given = lexicon().given
        behind = {word.lower() for before, word in inside if before[0].isupper() and before.lower() in given}
        counts.surname.update(behind)
    return counts


def _inside(line: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    """The words with one capital, each with the word before it, that no mark parts them from; none of a heading."""
    long = [found[0] for found in line if len(found[0]) > LONG]
    if sum(word[0].isupper() for word in long) > HEADING * len(long):
        return
    for before, found in pairwise(line):
        if found[0].istitle() and found.string[before.end() : found.start()] == " ":
            yield before[0], found[0]


def ordinary(counts: Counts) -> list[str]:
    """The words that are kept, in order."""
    return sorted(
        word
        for word, small in counts.small.items()
        if len(word) >= LONG and small >= FEWEST and small > counts.capital[word]
        if counts.surname[word] <= max(1, SURNAME * small)
    )


def text_of(_: int, row: dict[str, Any]) -> str:
    """The text of an article."""
    return string(row, "text")


def main(arguments: list[str] | None = None) -> int:
    """Count, and write the resource."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="a .jsonl(.gz) file of articles, or a folder of them")
    options.add_argument("-o", "--output", type=Path, required=True, help="the resource to write")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args(arguments)
    texts = list(read_rows(given.data, text_of))
    kept = ordinary(counted(texts))
    lines = textwrap.fill(" ".join(kept), WIDTH)
    given.output.write_text(f"{HEADER.format(total=f'{len(texts):,}')}{lines}\n'''\n", encoding="utf-8")
    tell({"reports": len(texts), "words": len(kept)}, given.json)
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
