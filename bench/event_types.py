"""How often an event has the type that a reader gives it, over verdicts on 387 words of US news that tell one.

    python bench/event_types.py --data ../shared/bench/allsides/2016-01_2017-06.jsonl.gz [--misses] [--json]

The verdicts stand in bench/event_types_verdicts.jsonl without any text: the sha256 of the report's text, the offsets of a trigger, the
sha256 of its words, the types that are right, the best first (``other`` where none is: a figure of speech, another sense), and the half:
``dev``, on which the rules were mended, ``test``, judged before that, though known to who mended them, or ``fresh``, drawn and judged when
the rules were done. Drawn at random from the events of 4,998 articles: 330 that had a type, of announcements, support, plans and demands
one in three, and 57 that had none though their verb or noun tells one elsewhere. Only the sentences of these are parsed. The last line
printed is JSON: ``precision``, the share of right types among the judged words that are given one; ``recall``, the share of the judged
words with a right type that are given it; both by half too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from scoring import exit_status
from verdicts import Verdict, asked, judged

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.model.notes import EventMention
from dateline.model.reading import Report
from dateline.pipeline import annotate
from dateline.segment import segment
from dateline.settings import Settings

VERDICTS = Path(__file__).with_name("event_types_verdicts.jsonl")
OTHER = "other"


def events(text: str, verdicts: Sequence[Verdict], parser: Parser) -> tuple[EventMention, ...]:
    """The events told, and then those referred to, in the sentences on which there are verdicts."""
    report = Report("", "", "", "", text)
    layout = segment(report)
    read = [s for s in layout.sentences if any(s.start < v.end and v.start < s.end for v in verdicts)]
    parsed = dict(zip(read, parser.parse([text[s.start : s.end] for s in read]), strict=True))
    notes = annotate(report, layout, [parsed.get(s) for s in layout.sentences], load_gazetteer())
    return (*notes.events, *notes.references)


def given_type(verdict: Verdict, told: Iterable[EventMention]) -> str:
    """The type of the first event that has its trigger where the verdict is; ``other`` where there is none."""
    return next((e.type for e in told if e.trigger.start < verdict.end and verdict.start < e.trigger.end), OTHER)


def figures(seen: Sequence[tuple[Verdict, str]]) -> dict[str, float]:
    """Precision and recall over verdicts with the type that was given."""
    typed = [given in verdict.what.split() for verdict, given in seen if given != OTHER]
    to_find = [given in verdict.what.split() for verdict, given in seen if OTHER not in verdict.what.split()]
    return {
        "precision": round(sum(typed) / max(1, len(typed)), 4),
        "recall": round(sum(to_find) / max(1, len(to_find)), 4),
        "typed": len(typed),
        "to_find": len(to_find),
    }


def main() -> int:
    """Read, type, count."""
    given = asked(__doc__, VERDICTS)
    parser, seen = Parser(Settings().model), list[tuple[Verdict, str]]()
    for text, verdicts in judged(given.data, given.verdicts):
        told = events(text, verdicts, parser)
        for verdict in verdicts:
            found = given_type(verdict, told)
            seen.append((verdict, found))
            if given.misses and not given.json and found not in verdict.what.split():
                print(f"{verdict.half}\t{found}\t{verdict.miss(text)}")
    halves = {half: figures([s for s in seen if s[0].half == half]) for half in sorted({v.half for v, _ in seen})}
    print(json.dumps({**figures(seen), **halves}))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
