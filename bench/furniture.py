"""How much of a page that is no report of the world is set aside, and how much of the story is kept, over a person's verdicts.

    python bench/furniture.py --data ../shared/bench/t17/egypt ../shared/bench/gv_articles/dev.jsonl.gz [--misses] [--json]

The verdicts stand in bench/furniture_verdicts.jsonl without any text: the sha256 of the report's text as corpora.py gives it, the
offsets of a sentence, the sha256 of its words, and what it is: ``story``; ``comment`` of a reader, ``notice`` of the page or ``other
story``, which are to be set aside; ``caption``, which is to be one; ``glued``: a sentence that a page ran something into, which is to
be cut; ``set aside``: it was, and rightly so. Half of them were drawn from pages before the rules for such lines were written, half
from other pages after. Only blocks and sentences are made, nothing is parsed. The last line printed is JSON: the share of the story
that is kept (``kept``), of what is to be set aside that is (``aside``), of captions and glued sentences that are mended
(``mended``), and how many of each are in the data.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from scoring import exit_status
from verdicts import Verdict, asked, judged

from dateline.model.reading import Layout, Report
from dateline.segment import segment

VERDICTS = Path(__file__).with_name("furniture_verdicts.jsonl")
UNREAD = ("boilerplate", "credit", "byline", "dateline")
TO_SET_ASIDE = ("comment", "notice", "other story", "set aside")


def is_right(layout: Layout, verdict: Verdict) -> bool:
    """Whether the sentence is told as what it is."""
    if verdict.what == "glued":
        return not any((s.start, s.end) == (verdict.start, verdict.end) for s in layout.sentences)
    if verdict.what == "caption":
        return _share(layout, verdict, (*UNREAD, "caption")) > 0.5
    return (_share(layout, verdict, UNREAD) > 0.5) == (verdict.what in TO_SET_ASIDE)


def _share(layout: Layout, verdict: Verdict, roles: Sequence[str]) -> float:
    """The share of the sentence that lies in blocks with one of ``roles``."""
    pieces = (min(b.end, verdict.end) - max(b.start, verdict.start) for b in layout.blocks if b.role in roles)
    return sum(max(piece, 0) for piece in pieces) / (verdict.end - verdict.start)


def measure(of: str) -> str:
    """The measure that a verdict counts for."""
    return "kept" if of == "story" else "aside" if of in TO_SET_ASIDE else "mended"


def main() -> int:
    """Read, cut, count."""
    given = asked(__doc__, VERDICTS)
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for text, verdicts in judged(given.data, given.verdicts):
        layout = segment(Report("", "", "", "", text))
        for verdict in verdicts:
            good = is_right(layout, verdict)
            right[measure(verdict.what)].append(good)
            if given.misses and not given.json and not good:
                print(verdict.miss(text))
    figures = {name: round(sum(found) / len(found), 4) for name, found in sorted(right.items())}
    print(json.dumps({**figures, **{f"judged.{name}": len(found) for name, found in sorted(right.items())}}))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
