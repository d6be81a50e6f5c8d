"""Names typed and grouped, against hand-marked news: typed mentions, people apart, clusters over documents.

    python bench/entities.py --data ../shared/bench/ecbplus/dev.jsonl.gz ../shared/gold/kyrgyzstan-2020 [--articles N] [--misses] [--json]

A ``.jsonl(.gz)`` file has documents in the shape of ECB+: ``{id, topic, sentences, mentions: [[cluster, class, sentence, words]]}``; a
folder has ``reports/`` and ``gold.json`` with facts of the kinds ``variant`` and ``role``.

ECB+ marks only those who take part in the events that it marks, so a name that it leaves out is no error. Its names are the marked
mentions with a word that the topic prints in capitals only, inside its sentences. ``recall`` is how many of them are found with the right
type, ``precision`` how many of the found have it, ``F1`` of both; ``people`` the same for persons alone; ``found`` the recall without
the type. Clusters are scored by B-cubed over the found names, within each topic. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec import Struct
from scoring import DataError, exit_status, positive, read_rows, scorer

import dateline
from dateline.model.record import Entity

TYPES = {
    "HUMAN_PART_PER": {"person", "group"},  # "Commandos" too
    "HUMAN_PART_ORG": {"organization", "outlet", "group"},
    "HUMAN_PART_GPE": {"place"},
    "LOC_GEO": {"place"},
    "LOC_FAC": {"facility", "organization"},  # a clinic is marked by where something happens in it, not by what it is
}
"""The types of ours that each class of ECB+ may be."""
LEFT = re.compile(r"[,.;:!?%)\]}]|'s|'re|'ve|'ll|'d|'m|n't|'|''|”")
RIGHT = re.compile(r"[(\[{$#£€]|``|`|“")
PRONOUNS = frozenset({"i", "he", "she", "it", "we", "you", "they", "who", "that", "this"})
"""Whose contractions stand in capitals ("I'm")."""
LEAST = 0.5
"""Share of the shorter of two extents that must be common to both."""


class Mark(Struct, frozen=True):
    """One marked mention: its document, its extent in the document's text, class, cluster."""

    document: str
    start: int
    end: int
    kind: str
    cluster: str
    words: str


class Found(Struct, frozen=True):
    """One of our mentions."""

    start: int
    end: int
    type: str
    entity: str


def prose(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """A sentence from its tokens, and where each of them is in it."""
    text, places = "", []
    for number, token in enumerate(tokens):
        if text and not _glued(tokens, number):
            text += " "
        shown = {"``": "“", "''": "”", "`": "‘"}.get(token, token)
        places.append((len(text), len(text) + len(shown)))
        text += shown
    return text, places


def _glued(tokens: Sequence[str], number: int) -> bool:
    """Whether no space stands before a token in print: marks, halves of "90-day", "U.S.", "8:30" and "200,000"."""
    token = tokens[number]
    first, before = (tokens[k] if k >= 0 else "" for k in (number - 2, number - 1))
    after = tokens[number + 1] if number + 1 < len(tokens) else ""
    if LEFT.fullmatch(token) or RIGHT.fullmatch(before):
        return True
    if before in {"-", "’", "/"}:
        return first[-1:].isalnum() and (token[0].islower() or token[0].isdigit())
    if token in {"-", "’", "/"}:
        return before[-1:].isalnum() and (after[:1].islower() or after[:1].isdigit())
    figures = before in {".", ":", ","} and first.isdigit() and token.isdigit()
    letters = before == "." and len(first) == 1 == len(token) and first.isalpha() and token.isalpha()
    return figures or letters


def read_documents(path: Path) -> list[dict[str, Any]]:
    """The rows of the data."""
    return list(read_rows(path, _document))


def _document(_number: int, row: dict[str, Any]) -> dict[str, Any]:
    marked = [(cluster, kind, int(number), str(words)) for cluster, kind, number, words in row["mentions"]]
    return {"id": row["id"], "topic": row["topic"], "sentences": [str(s) for s in row["sentences"]], "mentions": marked}


def lay_out(row: dict[str, Any]) -> tuple[str, list[Mark]]:
    """The text of a document and the marks of the classes in ``TYPES`` that can be found in it."""
    text, places, tokens = "", [], []
    for sentence in row["sentences"]:
        tokens.append(sentence.split())
        line, own = prose(tokens[-1])
        places.append([(a + len(text), b + len(text)) for a, b in own])
        text += line + "\n"
    marks, used = [], set[tuple[int, int]]()
    for cluster, kind, number, words in row["mentions"]:
        if kind not in TYPES or number >= len(tokens):
            continue
        first = _next(tokens[number], words.split(), number, used)
        if first is not None:
            own = places[number][first : first + len(words.split())]
            marks.append(Mark(str(row["id"]), own[0][0], own[-1][1], kind, f"{row['topic']} {cluster}", words))
    return text, marks


def _next(tokens: Sequence[str], words: Sequence[str], number: int, used: set[tuple[int, int]]) -> int | None:
    """Where ``words`` stand in a sentence for the first time that no mark has taken."""
    for first in range(len(tokens) - len(words) + 1):
        if tokens[first : first + len(words)] == list(words) and (number, first) not in used:
            used.add((number, first))
            return first
    return None


def proper_words(rows: Iterable[dict[str, Any]]) -> dict[Any, set[str]]:
    """For each topic the words that it prints in capitals inside sentences and never in small letters, pronouns apart."""
    upper, small = defaultdict[Any, set[str]](set), defaultdict[Any, set[str]](set)
    for row in rows:
        for sentence in row["sentences"]:
            tokens = sentence.split()
            long = [t for t in tokens if len(t) > 3 and t[0].isalpha()]
            small[row["topic"]].update(t.casefold() for t in tokens if t[0].islower())
            if sum(t[0].isupper() for t in long) <= 0.6 * len(long):
                upper[row["topic"]].update(t for t in tokens[1:] if t[0].isupper() and len(t) > 1)
    return {topic: {w for w in upper[topic] if w.casefold() not in small[topic]} for topic in upper}


def named(marks: Iterable[Mark], proper: set[str]) -> list[Mark]:
    """The marks that are names: cut to the words from the first to the last proper one, nothing else but small words in between."""
    found = []
    for mark in marks:
        words = mark.words.split()
        at = [n for n, w in enumerate(words) if w in proper]
        # a description with a name in it ("a plant in Philadelphia") is no name; "Lohan 's" and "the Betty Ford Center" are
        spoken = words[0].casefold().split("'")[0] in PRONOUNS
        if at and not spoken and all(w in proper or not w[0].isalpha() or len(w) < 4 for w in words):
            found.append(mark)
    return found


def mentions(entities: Iterable[Entity], documents: dict[str, str]) -> dict[str, list[Found]]:
    """Our mentions by document."""
    found = defaultdict(list)
    for entity in entities:
        for span in entity.mentions:
            found[documents[span.report]].append(Found(span.start, span.end, entity.type, entity.id))
    return found


def nearest(mark: Mark, ours: Iterable[Found]) -> Found | None:
    """The mention that shares most with ``mark``, the shorter of two."""
    best = None
    for one in ours:
        shared = min(one.end, mark.end) - max(one.start, mark.start)
        if shared >= LEAST * min(one.end - one.start, mark.end - mark.start) and shared > 0:
            rank = (shared, -(one.end - one.start), one.entity)
            best = max(best, (rank, one), key=lambda b: b[0]) if best else (rank, one)
    return best[1] if best else None


def typed(pairs: Sequence[tuple[Mark, Found | None]]) -> dict[str, float]:
    """Recall, precision and F1 of the type, and how many are found at all."""
    met = [(m, f) for m, f in pairs if f is not None]
    right = sum(f.type in TYPES[m.kind] for m, f in met)
    recall, precision = right / max(1, len(pairs)), right / max(1, len(met))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    rows = {"F1": f1, "precision": precision, "recall": recall, "found": len(met) / max(1, len(pairs))}
    return {name: round(value, 4) for name, value in rows.items()}


def measure_documents(
    path: Path, rows: list[dict[str, Any]], measure: Callable[..., dict[str, Any]], misses: list[str]
) -> dict[str, float]:
    """Typed mentions and clusters on the marked documents ``rows`` of ``path``."""
    proper = proper_words(rows)
    laid = {str(row["id"]): lay_out(row) for row in rows}
    gold = [m for row in rows for m in named(laid[str(row["id"])][1], proper.get(row["topic"], set()))]
    if not gold:
        raise DataError(f"{path}: no marked names")
    ours = _ours({ident: text for ident, (text, _) in laid.items()})
    pairs = [(m, nearest(m, ours.get(m.document, ()))) for m in gold]
    people = [p for p in pairs if p[0].kind == "HUMAN_PART_PER"]
    misses += [
        f"{m.document} {m.kind} {m.words!r}: {f.type if f else 'not found'}" for m, f in pairs if not _right(m, f)
    ]
    topics = {m: m.cluster.split(" ")[0] for m, f in pairs if f is not None}
    clusters = measure({m: (topics[m], f.entity) for m, f in pairs if f is not None}, {m: m.cluster for m in topics})
    return {
        **typed(pairs),
        **{f"people.{name}": value for name, value in typed(people).items()},
        "b3_F1": round(clusters["b3_F1"], 4),
        "b3_P": round(clusters["b3_P"], 4),
        "b3_R": round(clusters["b3_R"], 4),
        "names": len(pairs),
    }


def _right(mark: Mark, found: Found | None) -> bool:
    return found is not None and found.type in TYPES[mark.kind]


def _ours(texts: dict[str, str]) -> dict[str, list[Found]]:
    """Our mentions in each text, from one record of all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        lines = (json.dumps({"id": ident, "text": text}) + "\n" for ident, text in texts.items())
        path.write_text("".join(lines), encoding="utf-8")
        with dateline.build(str(path)) as record:
            names = list(texts)
            documents = {report.id: names[int(report.path.rpartition("#")[2]) - 1] for report in record.reports}
            return mentions(record.entities, documents)


def measure_story(folder: Path, misses: list[str]) -> dict[str, float]:
    """Variants together, others apart, people with their roles, on a folder of hand-read reports."""
    try:
        facts = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["facts"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{folder}/gold.json: {error}") from error
    with dateline.build(str(folder / "reports")) as record:
        names = {r.id: Path(r.path).name for r in record.reports}
        entities = list(record.entities)
    hits: dict[str, list[bool]] = defaultdict(list)
    for fact in facts:
        if fact["kind"] == "variant":
            sets = [_on(support, entities, names) for support in fact["support"]]
            apart = fact.get("negative", False)
            rule = "apart" if apart else "stretch variants" if fact.get("stretch") else "variants"
            together = bool(set.intersection(*sets))
            fine = all(sets) and (not any(a & b for a, b in combinations(sets, 2)) if apart else together)
            hits[rule].append(fine)
            misses += [] if fine else [f"{fact['id']} {fact['fact']}"]
        elif fact["kind"] == "role":
            holders = [e for e in entities if e.name == fact["entity"] or fact["entity"] in e.aliases]
            fine = any(e.type == "person" and e.roles for e in holders)
            hits["roles"].append(fine)
            misses += [] if fine else [f"{fact['id']} {fact['fact']}"]
    return {f"story.{rule}": round(sum(found) / len(found), 4) for rule, found in sorted(hits.items())}


def _on(support: dict[str, Any], entities: Iterable[Entity], names: dict[str, str]) -> set[str]:
    """The entities with a mention on a supporting passage."""
    mark = Mark(support["doc"], support["start"], support["end"], "", "", "")
    return {
        e.id
        for e in entities
        for m in e.mentions
        if names[m.report] == mark.document and nearest(mark, [Found(m.start, m.end, e.type, e.id)])
    }


def main() -> int:
    """Read, build, compare, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, nargs="+", required=True)
    options.add_argument(
        "--scorers", type=Path, default=None, help="default: found above the data or in ../shared/bench"
    )
    options.add_argument("--articles", type=positive, default=None, help="the first N documents only")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    result: dict[str, float] = {}
    misses: list[str] = []
    for path in given.data:
        if path.is_dir() and (path / "gold.json").exists():
            result |= measure_story(path, misses)
        else:
            rows = read_documents(path)[: given.articles]
            measure = scorer([path], given.scorers, "score_clusters")
            result |= measure_documents(path, rows, measure, misses)
    if given.misses and not given.json:
        print("\n".join(f"{count:3} {miss}" for miss, count in Counter(misses).most_common()))
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
