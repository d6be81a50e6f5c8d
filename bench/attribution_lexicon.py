"""The word lists of ``resources/attribution_cues.toml``, counted in PolNeAR's training part.

    python bench/attribution_lexicon.py --data ../shared/bench/polnear/train.jsonl.gz -o src/dateline/resources/attribution_cues.toml

For each way in which content hangs on a word (a frame, see ``annotate/attribution/frames.py``) the lemmas that carry an
attribution there more often than not: marked in the articles of at least two publishers, and more often marked than
unmarked, one doubt added. Words inside the content of another attribution are not counted, for PolNeAR marks nothing there.
What is kept are single words (with a preposition), no text. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from attribution import Item, load
from msgspec import Struct, field
from scoring import exit_status, positive

from dateline.annotate.attribution.frames import Frame, frames_of
from dateline.annotate.attribution.sources import source_of
from dateline.annotate.parse import Parser
from dateline.model.reading import Report
from dateline.model.syntax import Tree
from dateline.segment import segment
from dateline.settings import Settings

LEAST_PUBLISHERS = 2  # one publisher's habit, or one story's word, is no rule
LEAST_SHARE = 0.5
DOUBT = 1  # added to the unmarked; keeps out words that were seen twice and marked once
SOURCELESS = ("told", "expected", "seen", "concerned", "criticized", "seems", "noun-clause", "noun-about")
WIDTH = 140
HEADER = """# Words that carry an attribution in a frame, counted in PolNeAR's training part by bench/attribution_lexicon.py.
# Do not edit by hand. A frame is a way in which content hangs on a word (annotate/attribution/frames.py, docs/attribution.md).

"""


class Tally(Struct):
    """How often a word was marked as the cue of what the frame gives it as content, how often it was not, and by whom."""

    marked: int = 0
    unmarked: int = 0
    publishers: set[str] = field(default_factory=set)

    def counts(self) -> bool:
        """Whether the word belongs on the list of its frame."""
        share = self.marked / (self.marked + self.unmarked + DOUBT)
        return len(self.publishers) >= LEAST_PUBLISHERS and share >= LEAST_SHARE


def owners(length: int, gold: Sequence[Item], role: str) -> list[int]:
    """For each character which of the ``gold`` attributions has it in ``role``, or -1."""
    owner = [-1] * length
    for number, told in enumerate(gold):
        for start, end in told[role]:
            owner[start : min(end, length)] = [number] * max(min(end, length) - start, 0)
    return owner


def candidates(trees: Iterable[Tree]) -> Iterator[tuple[Tree, Frame]]:
    """All frames of all words that could tell: a frame that needs a source has one."""
    for tree in trees:
        for i in range(len(tree)):
            for frame in frames_of(tree, i):
                if frame.name in SOURCELESS or source_of(tree, frame) is not None:
                    yield tree, frame


def count(article: dict[str, Any], trees: Sequence[Tree], tallies: dict[tuple[str, str], Tally]) -> None:
    """Add the words of one article to ``tallies``, by frame and key."""
    cue, content = (owners(len(article["text"]), article["gold"], role) for role in ("cue", "content"))
    for tree, frame in candidates(trees):
        place = tree.at + tree.parse.starts[frame.head]
        below = {t for k in frame.content for t in tree.subtree(k)} - {frame.head}
        said = sum(content[tree.at + tree.parse.starts[t]] == cue[place] for t in below)
        tally = tallies[frame.name, frame.key]
        if cue[place] >= 0 and said >= 0.5 * len(below):
            tally.marked += 1
            tally.publishers.add(article["publisher"])
        elif content[place] < 0:
            tally.unmarked += 1


def toml(tallies: dict[tuple[str, str], Tally]) -> str:
    """The lists as TOML, in order."""
    lists: dict[str, list[str]] = defaultdict(list)
    for (frame, key), tally in sorted(tallies.items()):
        if tally.counts() and key.replace(" ", "").isalpha():
            lists[frame].append(key)
    return HEADER + "\n".join(f"{frame} = [\n{_wrapped(keys)},\n]\n" for frame, keys in lists.items())


def _wrapped(keys: Sequence[str]) -> str:
    words = ", ".join(f"'{key}'".replace(" ", "_") for key in keys)
    lines = textwrap.fill(words, WIDTH, initial_indent="  ", subsequent_indent="  ")
    return lines.replace("_", " ").replace("'", '"')


def main() -> int:
    """Parse, count, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--articles", type=positive, default=None, help="the first N only")
    options.add_argument("-o", "--output", type=Path, required=True)
    given = options.parse_args()
    parser, tallies = Parser(Settings().model), defaultdict[tuple[str, str], Tally](Tally)
    for article in load(given.data, given.articles):
        text = article["text"]
        layout = segment(Report(id="r", path="", sha256="", raw_sha256="", text=text, title=article["title"]))
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        trees = [Tree(p, s.start, n) for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))]
        count(article, trees, tallies)
    written = toml(tallies)
    given.output.write_text(written, encoding="utf-8")
    print(json.dumps({"frames": len({f for f, _ in tallies}), "words": sum(t.counts() for t in tallies.values())}))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
