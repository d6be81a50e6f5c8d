"""Mentions of events grouped over documents, against hand-marked news, beside "same lemma, same topic".

    python bench/grouping.py --data ../shared/bench/ecbplus/dev.jsonl.gz [--articles N] [--by-topic] [--misses] [--json]

A ``.jsonl(.gz)`` file has documents in the shape of ECB+: ``{id, topic, sentences, mentions: [[cluster, class, sentence, words]]}``; the
mentions of events are those of the classes ``ACTION_*`` and ``NEG_ACTION_*``.

All documents are read and linked as for one record, without dates or topics; with ``--by-topic`` each topic as a record of its own, as
somebody would who follows one story. Nothing is assembled. A marked mention is in that event of which a word that tells or refers to it
lies in the mention, the first such; what no event has is a cluster by itself. ``coverage`` is how many of the marked mentions some event
has. The baseline knows the topics and all marked mentions: two are one event if the parser gives their head words (the last of a noun
phrase, else the first) the same lemma and their documents are of one topic. B-cubed and pairwise scores are over all marked mentions,
those alone in their cluster too. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from entities import prose, read_documents
from msgspec import Struct
from scoring import DataError, exit_status, positive, scorer

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.model.notes import EventMention, ReportNotes
from dateline.model.parse import Parse
from dateline.model.reading import Report
from dateline.pipeline import annotate_all, link
from dateline.settings import Settings

CLASSES = ("ACTION_", "NEG_ACTION_")
KEYS = ("b3_F1", "b3_P", "b3_R", "pair_F1", "pair_P", "pair_R")


class Mark(Struct, frozen=True):
    """One marked mention of an event: where it is in its document's text, its cluster, the lemma of its head."""

    document: str
    start: int
    end: int
    cluster: str
    topic: str
    lemma: str
    words: str


class Once:
    """A parser that parses the same words once."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._known: dict[str, Parse] = {}

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One ``Parse`` a text, in order."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._parser.parse(new), strict=True))
        return [self._known[text] for text in texts]

    def batches(self, batches: Iterable[list[str]]) -> Iterator[list[Parse]]:
        """Each batch parsed, in order."""
        return map(self.parse, batches)


def laid_out(row: dict[str, Any], parser: Once) -> tuple[str, list[Mark]]:
    """The text of a document and its marks, in the order of the data."""
    lines = [prose(sentence.split()) for sentence in row["sentences"]]
    starts = [sum(len(line) + 1 for line, _ in lines[:n]) for n in range(len(lines))]
    parses = parser.parse([line for line, _ in lines])
    marks, used = [], set[tuple[int, int]]()
    for cluster, kind, number, words in row["mentions"]:
        if not kind.startswith(CLASSES) or number >= len(lines):
            continue
        places = _place(row["sentences"][number].split(), words.split(), number, used)
        if places is None:
            continue
        own = [lines[number][1][n] for n in places]
        lemma = _head_lemma(parses[number], own[0][0], own[-1][1])
        start, end = own[0][0] + starts[number], own[-1][1] + starts[number]
        marks.append(Mark(str(row["id"]), start, end, f"{row['topic']} {cluster}", str(row["topic"]), lemma, words))
    return "".join(line + "\n" for line, _ in lines), marks


def _place(tokens: Sequence[str], words: Sequence[str], number: int, used: set[tuple[int, int]]) -> list[int] | None:
    """The tokens of a mark: where its words stand in a row for the first time that no mark has taken, else in order with gaps."""
    for first in range(len(tokens) - len(words) + 1):
        if list(tokens[first : first + len(words)]) == list(words) and (number, first) not in used:
            used.add((number, first))
            return list(range(first, first + len(words)))
    found: list[int] = []
    for word in words:
        after = found[-1] + 1 if found else 0
        at = next((n for n in range(after, len(tokens)) if tokens[n] == word), None)
        if at is None:
            return None
        found.append(at)
    return found


def _head_lemma(parse: Parse, start: int, end: int) -> str:
    """The lemma of the last word of a mark if that is a noun, else of the first."""
    inside = [n for n, (a, b) in enumerate(zip(parse.starts, parse.ends, strict=True)) if a < end and start < b]
    if not inside:
        return ""
    return parse.lemmas[inside[-1] if parse.pos[inside[-1]] in ("NOUN", "PROPN") else inside[0]]


def events_of(reports: Sequence[Report], notes: Sequence[ReportNotes]) -> Iterator[tuple[str, tuple[int, int, str]]]:
    """The words that tell or refer to an event, with report and event, as the linker groups them in one record of ``reports``."""
    read = {one.report: one for one in notes}
    linked = link(reports, read, Settings())
    for ref, event in linked.event_of.items():
        yield ref.report, _words(read[ref.report].events[ref.event], event)
    for ref, event in linked.references.items():
        yield ref.report, _words(read[ref.report].references[ref.event], event)
    for named in linked.referred:
        for ref in named.members:
            yield ref.report, _words(read[ref.report].references[ref.event], named.id)


def _words(mention: EventMention, event: str) -> tuple[int, int, str]:
    return mention.trigger.start, mention.trigger.end, event


def mapped(marks: Sequence[Mark], events: Mapping[str, Sequence[tuple[int, int, str]]]) -> dict[int, str]:
    """The event of each mark, by its number, where there is one."""
    found = {}
    for number, mark in enumerate(marks):
        inside = (event for start, end, event in events.get(mark.document, ()) if start < mark.end and mark.start < end)
        event = next(inside, None)
        if event is not None:
            found[number] = event
    return found


def measure(rows: Iterable[dict[str, Any]], by_topic: bool) -> tuple[list[Mark], dict[int, str]]:
    """The marks of all documents and the event of each."""
    parser = Once(Parser(Settings().model))
    reports: list[Report] = []
    topics: defaultdict[str, set[str]] = defaultdict(set)
    marks: list[Mark] = []
    for row in rows:
        text, own = laid_out(row, parser)
        ident = str(row["id"])
        reports.append(Report(ident, f"{ident}.txt", "", "", text))
        topics[str(row["topic"]) if by_topic else ""].add(ident)
        marks += own
    annotated = list(annotate_all(reports, parser.batches, load_gazetteer(), Settings()))
    events: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for topic in topics.values():
        together = [(report, notes) for report, notes in annotated if report.id in topic]
        for document, words in events_of([r for r, _ in together], [n for _, n in together]):
            events[document].append(words)
    return marks, mapped(marks, {document: sorted(words) for document, words in events.items()})


def misses(marks: Sequence[Mark], found: Mapping[int, str]) -> list[str]:
    """The marked words that no event has, and the pairs of lemmas wrongly together, the most frequent first."""
    lost = Counter(f"lost {mark.lemma}" for n, mark in enumerate(marks) if n not in found)
    together: defaultdict[str, list[Mark]] = defaultdict(list)
    for number, event in found.items():
        together[event].append(marks[number])
    wrong = Counter(
        f"wrong {' + '.join(sorted((a.lemma, b.lemma)))}"
        for group in together.values()
        for n, a in enumerate(group)
        for b in group[:n]
        if a.cluster != b.cluster
    )
    return [f"{count:5} {what}" for what, count in (lost + wrong).most_common()]


def main() -> int:
    """Read, build, compare, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--scorers", type=Path, default=None, help="default: above the data or in ../shared/bench")
    options.add_argument("--articles", type=positive, default=None, help="the first N documents only")
    options.add_argument("--by-topic", action="store_true", help="one record a topic")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    score = scorer([given.data], given.scorers, "score_clusters")
    marks, found = measure(read_documents(given.data)[: given.articles], given.by_topic)
    if not marks:
        raise DataError(f"{given.data}: no marked events")
    gold = {number: mark.cluster for number, mark in enumerate(marks)}
    ours = score(found, gold)
    baseline = score({n: f"{mark.topic} {mark.lemma}" for n, mark in enumerate(marks)}, gold)
    if given.misses and not given.json:
        print("\n".join(misses(marks, found)))
    result: dict[str, Any] = {key: round(ours[key], 4) for key in KEYS}
    result["baseline"] = {key: round(baseline[key], 4) for key in KEYS}
    result |= {"coverage": round(len(found) / len(marks), 4), "mentions": len(marks)}
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
