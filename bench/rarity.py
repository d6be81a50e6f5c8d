"""How many reports print each word: ``resources/rarity.toml``, counted over reports of many stories.

    python bench/rarity.py --data ../shared/bench/allsides -o src/dateline/resources/rarity.toml

Words are stems as the linking of events compares them (``link/events/stories.py``), of letters only: a number is telling in one year
and common in another. Words of fewer than 10 reports are left out, since so small a count says little. What is kept are counts of single
words, no text. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scoring import exit_status, read_rows, string, tell

from dateline.link.events.stories import printed

FEWEST = 10
WIDTH = 140
HEADER = """# How many of {total} news reports of many stories print each word, as bench/rarity.py counts them (see link/events/rarity.py).
# Do not edit by hand.

reports = {count}

[words]
"""


def text_of(_: int, row: dict[str, Any]) -> str:
    """The text of an article."""
    return string(row, "text")


def counted(texts: Sequence[str]) -> Counter[str]:
    """How many of ``texts`` print each word."""
    return Counter(word for text in texts for word in printed(text) if word.replace("-", "").replace("'", "").isalpha())


def table(total: int, words: Counter[str]) -> str:
    """The resource: words by the number of reports, most first."""
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for word, reports in words.items():
        if reports >= FEWEST:
            by_count[reports].append(word)
    fill = textwrap.TextWrapper(WIDTH, break_on_hyphens=False, break_long_words=False).fill
    lines = (
        fill(f"{reports} = '''{' '.join(sorted(by_count[reports]))}'''") + "\n"
        for reports in sorted(by_count, reverse=True)
    )
    return HEADER.format(total=f"{total:,}", count=total) + "".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, and write the resource."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="a .jsonl(.gz) file of articles, or a folder of them")
    options.add_argument("-o", "--output", type=Path, required=True, help="the resource to write")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    given = options.parse_args(arguments)
    texts = list(read_rows(given.data, text_of))
    words = counted(texts)
    given.output.write_text(table(len(texts), words), encoding="utf-8")
    kept = sum(reports >= FEWEST for reports in words.values())
    tell({"reports": len(texts), "words": kept, "left_out": len(words) - kept}, given.json)
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
