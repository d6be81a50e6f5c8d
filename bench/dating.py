"""Which date goes with which happening, and what is told as fact, against TimeML's links.

    python bench/dating.py --data FOLDER_WITH_TML [FOLDER ...] [--half dev|held] [--json] [--misses N]

Each document is annotated as a report that states its day of creation. Gold events are met where they head a clause or stand in
the chain of infinitives below its head. What is counted, as shares from 0 to 1:

- ``tie``: the clause is dated by an expression that gold links to the event (included, simultaneous, during, identity), or by one
  that means the same days. Wrong is what gold places before or after, or an event that gold links to another expression there.
- ``day``: the clause's date against the linked expression's days: equal, overlapping, disjoint (wrong with confidence), undated.
  ``elsewhere`` where the expression stands in another sentence, ``today`` where it is the day of creation.
- ``said``: the same for the verb of a saying and the day on which it was said.
- ``dct``: against the day of creation: what gold places after it but we tell as fact (the worst), what it places before it and
  we tell as fact of no later day.
- ``negative``, ``not_actual``: what is denied; what is planned, possible, demanded or hypothetical. Gold polarity is left out
  where more than a third of a document is negative: those files have it at random. ``told_as_fact`` is the share of clauses
  marked actual that gold does not hold for modal, conditional or future.

``--half`` takes every second document by name. The last line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from scoring import DataError, exit_status

from dateline.annotate.gazetteer import Gazetteer, load_gazetteer
from dateline.annotate.parse import Parser
from dateline.model.notes import Clause, Dating, ReportNotes
from dateline.model.reading import DateClaim, Extent, Report
from dateline.model.syntax import Tree
from dateline.pipeline import annotate
from dateline.segment import segment
from dateline.settings import Settings

TOKEN = re.compile(r"(<[^>]+>)")
WITHIN = frozenset({"IS_INCLUDED", "SIMULTANEOUS", "DURING", "IDENTITY"})
MET = WITHIN | {"INCLUDES"}
APART = frozenset({"BEFORE", "AFTER", "IBEFORE", "IAFTER"})
TURNED = {
    "INCLUDES": "IS_INCLUDED", "IS_INCLUDED": "INCLUDES", "BEFORE": "AFTER", "AFTER": "BEFORE", "IBEFORE": "IAFTER",
    "IAFTER": "IBEFORE", "BEGINS": "BEGUN_BY", "BEGUN_BY": "BEGINS", "ENDS": "ENDED_BY", "ENDED_BY": "ENDS",
}  # fmt: skip
MODALS = frozenset({"would", "could", "may", "can", "must", "might", "should", "have"})

Days = tuple[date, date]


class Time(NamedTuple):
    extent: Extent
    days: Days | None


class Event(NamedTuple):
    """``modal``: gold holds it for modal, conditional or future; ``fact``: gold has it under a fact or before the day of creation."""

    extent: Extent
    negative: bool
    modal: bool
    fact: bool


class Document(NamedTuple):
    """One TimeML file; ``links`` are (event id, time id, relation of the event to the time), ``t0`` the id of the creation."""

    name: str
    text: str
    created: Days | None
    t0: str
    times: dict[str, Time]
    events: dict[str, Event]
    links: list[tuple[str, str, str]]
    polarity: bool


class Seen(NamedTuple):
    """One clause of ours that meets gold events: those on its chain of verbs, the last of which is the happening."""

    clause: Clause
    events: tuple[str, ...]


# --- gold -----------------------------------------------------------------------------------------------------------


def days(value: str) -> Days | None:
    """First and last day of a TIMEX3 value that names days, a week, a month, a quarter or a year."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(T.*)?", value):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return first, first + timedelta(days=6)
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        last = 3 * int(found[2])
        return date(int(found[1]), last - 2, 1), date(int(found[1]), last, monthrange(int(found[1]), last)[1])
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = int(found[1]), int(found[2])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if re.fullmatch(r"[12]\d{3}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    return None


def attributes(tag: str) -> dict[str, str]:
    return dict(re.findall(r'(\w+)="([^"]*)"', tag))


def load(path: Path) -> Document:
    """One file with its events, expressions and links."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
    if body is None:
        raise DataError(f"{path}: no TimeML, for there is no <TEXT> ... </TEXT> in it")
    creation = attributes((re.search(r"<DCT>(.*?)</DCT>", raw, re.S) or [""])[0])
    t0, created = creation.get("tid", "t0"), days(creation.get("value", ""))
    text, times, extents = "", {t0: Time(Extent(-1, -1), created)}, dict[str, Extent]()
    opened: list[tuple[int, dict[str, str]]] = []
    for token in TOKEN.split(body[1]):
        if not token.startswith("<"):
            text += html.unescape(token)
        elif token.startswith("</"):
            start, found = opened.pop() if opened else (0, {})
            if "tid" in found:
                times[found["tid"]] = Time(Extent(start, len(text)), days(found.get("value", "")))
            elif "eid" in found:
                extents[found["eid"]] = Extent(start, len(text))
        elif not token.endswith("/>"):
            opened.append((len(text), attributes(token)))
    made = [attributes(tag) for tag in re.findall(r"<MAKEINSTANCE [^>]*>", raw)]
    links = list(_links(raw, {m["eiid"]: m["eventID"] for m in made}))
    negative = sum(m.get("polarity") == "NEG" for m in made)
    events = _events(raw, made, extents, {e: r for e, t, r in links if t == t0})
    return Document(path.stem, text, created, t0, times, events, links, 3 * negative < len(made))


def _links(raw: str, event_of: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Links between an event and a time, read from the event."""
    for tag in re.findall(r"<TLINK [^>]*>", raw):
        link = attributes(tag)
        relation = link.get("relType", "")
        if "eventInstanceID" in link and "relatedToTime" in link:
            yield event_of.get(link["eventInstanceID"], ""), link["relatedToTime"], relation
        elif "timeID" in link and "relatedToEventInstance" in link:
            yield event_of.get(link["relatedToEventInstance"], ""), link["timeID"], TURNED.get(relation, relation)


def _events(
    raw: str, made: Sequence[dict[str, str]], extents: dict[str, Extent], to_creation: dict[str, str]
) -> dict[str, Event]:
    under: dict[str, set[str]] = {}
    for tag in re.findall(r"<SLINK [^>]*>", raw):
        link = attributes(tag)
        under.setdefault(link.get("subordinatedEventInstance", ""), set()).add(link.get("relType", ""))
    found = {}
    for m in made:
        event, above = m["eventID"], under.get(m["eiid"], set())
        if event not in extents:
            continue
        modal = bool(
            MODALS & set(m.get("modality", "").lower().replace("'d", "would").split("_"))
            or above & {"MODAL", "CONDITIONAL"}
            or m.get("tense") == "FUTURE"
            or to_creation.get(event) in ("AFTER", "IAFTER")
        )
        negative = m.get("polarity") == "NEG" or bool(above & {"COUNTER_FACTIVE", "NEG_EVIDENTIAL"})
        fact = not modal and (
            bool(above & {"EVIDENTIAL", "FACTIVE"}) or to_creation.get(event) in ("BEFORE", "IBEFORE")
        )
        found[event] = Event(extents[event], negative, modal, fact)
    return found


# --- ours -----------------------------------------------------------------------------------------------------------


class Judged(NamedTuple):
    """A document with our notes on it, and the trees that they were made from."""

    gold: Document
    notes: ReportNotes
    trees: list[Tree]


def judge(gold: Document, parser: Parser, gazetteer: Gazetteer) -> Judged:
    """The document annotated as a report of the day on which it was created."""
    claims = (DateClaim(gold.created[0].isoformat(), "option"),) if gold.created else ()
    report = Report(gold.name, gold.name, "", "", gold.text, dates=claims)
    layout = segment(report)
    parses = parser.parse([gold.text[s.start : s.end] for s in layout.sentences])
    trees = [Tree(p, s.start, n) for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))]
    return Judged(gold, annotate(report, layout, parses, gazetteer), trees)


def seen(judged: Judged) -> list[Seen]:
    """Our clauses with the gold events on their chains of verbs."""
    places = {e.extent.start: name for name, e in judged.gold.events.items()}
    found = []
    for clause in judged.notes.clauses:
        tree = judged.trees[clause.sentence]
        token = tree.token_at(clause.head.start) if clause.link != "nominal" else None
        chain = []
        while token is not None:
            chain.append(token)
            token = tree.kid(token, "xcomp")
        names = tuple(n for t in chain if (n := places.get(tree.at + tree.parse.starts[t])))
        if names:
            found.append(Seen(clause, names))
    return found


def span(dating: Dating) -> Days:
    return date.fromisoformat(dating.earliest), date.fromisoformat(dating.latest)


def compared(dating: Dating | None, gold: Days) -> str:
    """equal, overlapping, disjoint or undated."""
    if dating is None:
        return "undated"
    first, last = span(dating)
    if (first, last) == gold:
        return "equal"
    return "overlapping" if first <= gold[1] and gold[0] <= last else "disjoint"


class Tally:
    """Counts by name, and a line for each miss."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.misses: list[tuple[str, ...]] = []

    def add(self, name: str, judged: Judged, clause: Clause, note: str = "", miss: bool = False) -> None:
        self.counts[name] += 1
        if miss:
            sentence = judged.notes.layout.sentences[clause.sentence]
            words = " ".join(judged.gold.text[sentence.start : sentence.end].split())
            head = judged.gold.text[clause.head.start : clause.head.end]
            ours = f"{clause.dating.edtf} {clause.dating.rule}" if clause.dating else "undated"
            self.misses.append((name, judged.gold.name, head, ours, f"{clause.realis} {clause.rule}", note, words))

    def share(self, part: str, *whole: str) -> float:
        total = sum(self.counts[w] for w in whole)
        return round(self.counts[part] / total, 4) if total else 0.0


# --- scores ---------------------------------------------------------------------------------------------------------


def tie(judged: Judged, found: Sequence[Seen], tally: Tally) -> None:
    """Clauses and the expressions of their sentence: gold says yes, or no by another relation or by another expression."""
    for clause, names in found:
        sentence = judged.notes.layout.sentences[clause.sentence]
        here = {
            t: g for t, g in judged.gold.times.items()
            if t != judged.gold.t0 and sentence.start <= g.extent.start < sentence.end
        }  # fmt: skip
        links = {(t, r) for e, t, r in judged.gold.links if e in names and t in here}
        met = {t: days for t, r in links if r in MET and (days := here[t].days)}
        ours = judged.notes.times[clause.time].extent if clause.time is not None else None
        tied = {t for t, g in here.items() if ours and g.extent.touches(ours)}
        same = {t for t, days in met.items() if ours and compared(clause.dating, days) == "equal"}
        for t in met:
            hit = t in tied or t in same
            tally.add(
                "tie.hit" if hit else "tie.missed", judged, clause, judged.gold.text[slice(*here[t].extent)], not hit
            )
        if ours and tied and not same and not tied & met.keys() and (met or tied & {t for t, _ in links}):
            wrong = all(r in APART for t, r in links if t in tied)
            tally.add("tie.wrong" if wrong else "tie.edge", judged, clause, judged.gold.text[slice(*ours)], wrong)


def dated(judged: Judged, found: Sequence[Seen], tally: Tally) -> None:
    """Clauses whose happening gold places within known days."""
    for clause, names in found:
        for e, t, r in judged.gold.links:
            gold = judged.gold.times[t].days if t in judged.gold.times else None
            if e != names[-1] or r not in WITHIN or gold is None or (gold[1] - gold[0]).days > 366:
                continue
            sentence, place = judged.notes.layout.sentences[clause.sentence], judged.gold.times[t].extent
            near = "day" if sentence.start <= place.start < sentence.end else "elsewhere"
            how = compared(clause.dating, gold)
            note = f"{gold[0]}/{gold[1]} {judged.gold.text[slice(*place)]}"
            name = f"{'today' if t == judged.gold.t0 else near}.{how}"
            tally.add(name, judged, clause, note, how in ("disjoint", "undated"))


def said(judged: Judged, tally: Tally) -> None:
    """The day on which something was said, where gold links the saying verb to an expression of its sentence."""
    at = {e.extent.start: name for name, e in judged.gold.events.items()}
    linked = [(e, judged.gold.times[t]) for e, t, r in judged.gold.links if r in MET and t in judged.gold.times]
    for clause in judged.notes.clauses:
        told = judged.notes.attributions[clause.attribution] if clause.attribution is not None else None
        sentence = judged.notes.layout.sentences[clause.sentence]
        inside = told is not None and told.cue is not None and sentence.start <= told.cue.start < sentence.end
        event = at.get(told.cue.start) if inside and told and told.cue else None
        for e, gold in linked:
            if e == event and gold.days and sentence.start <= gold.extent.start < sentence.end:
                how = compared(clause.said, gold.days)
                note = f"said {clause.said.edtf if clause.said else None}, gold {gold.days[0]}"
                tally.add(f"said.{how}", judged, clause, note, how in ("disjoint", "undated"))


def creation(judged: Judged, found: Sequence[Seen], tally: Tally) -> None:
    """What gold places before or after the day of creation."""
    created = judged.gold.created
    for clause, names in found if created else ():
        relations = {r for e, t, r in judged.gold.links if e == names[-1] and t == judged.gold.t0}
        later = bool(clause.dating and created and span(clause.dating)[0] > created[1])
        fact = clause.realis == "actual" and clause.polarity == "positive" and not later
        if relations & {"AFTER", "IAFTER"}:
            tally.add("after.fact" if fact else "after.kept", judged, clause, "after creation", fact)
        elif relations & {"BEFORE", "IBEFORE"} and not judged.gold.events[names[-1]].negative:
            tally.add("before.fact" if fact else "before.not", judged, clause, "before creation", not fact)


def told(judged: Judged, found: Sequence[Seen], tally: Tally) -> None:
    """Polarity and realis of the happening at the end of each chain."""
    for clause, names in found:
        gold = judged.gold.events[names[-1]]
        if judged.gold.polarity:
            wanted = any(judged.gold.events[n].negative for n in names)
            got = clause.polarity == "negative"
            tally.add(f"negative.{_cell(got, wanted)}", judged, clause, "", got != wanted)
        if gold.modal or gold.fact:
            got = clause.realis != "actual"
            tally.add(f"not_actual.{_cell(got, gold.modal)}", judged, clause, "", got != gold.modal)


def _cell(got: bool, wanted: bool) -> str:
    return ("hit" if wanted else "wrong") if got else ("missed" if wanted else "rest")


def f1(tally: Tally, name: str) -> dict[str, float]:
    precision = tally.share(f"{name}.hit", f"{name}.hit", f"{name}.wrong")
    recall = tally.share(f"{name}.hit", f"{name}.hit", f"{name}.missed")
    f = round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0
    return {f"{name}.precision": precision, f"{name}.recall": recall, f"{name}.f1": f}


def scores(tally: Tally) -> dict[str, float]:
    """The counts as shares."""
    found = {**f1(tally, "tie")}
    for name in ("day", "elsewhere", "today", "said"):
        whole = [f"{name}.{how}" for how in ("equal", "overlapping", "disjoint", "undated")]
        found[f"{name}.equal"] = tally.share(whole[0], *whole)
        found[f"{name}.right"] = round(found[f"{name}.equal"] + tally.share(whole[1], *whole), 4)
        found[f"{name}.disjoint"] = tally.share(whole[2], *whole)
        found[f"{name}.undated"] = tally.share(whole[3], *whole)
    found["dct.after_told_as_fact"] = tally.share("after.fact", "after.fact", "after.kept")
    found["dct.before_told_as_fact"] = tally.share("before.fact", "before.fact", "before.not")
    told_as_fact = tally.share("not_actual.rest", "not_actual.rest", "not_actual.missed")
    return {**found, **f1(tally, "negative"), **f1(tally, "not_actual"), "told_as_fact": told_as_fact}


def measure(judged: Sequence[Judged]) -> Tally:
    """All counts over all documents."""
    tally = Tally()
    for one in judged:
        found = seen(one)
        said(one, tally)
        for count in (tie, dated, creation, told):
            count(one, found, tally)
    return tally


def half(paths: Sequence[Path], name: str | None) -> list[Path]:
    """Every second file, the even ones to develop on and the odd ones to check."""
    return [p for n, p in enumerate(paths) if name is None or (n % 2 == 0) == (name == "dev")]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, nargs="+", required=True)
    arguments.add_argument("--half", choices=("dev", "held"))
    arguments.add_argument("--json", action="store_true", help="print nothing but the last line")
    arguments.add_argument("--misses", type=int, default=0, metavar="N")
    options = arguments.parse_args()
    for missing in (path for path in options.data if not path.exists()):
        raise DataError(f"{missing}: there is no such file or folder")
    files = (file for path in options.data for file in (path.rglob("*.tml") if path.is_dir() else [path]))
    paths = sorted(files, key=lambda p: p.name)
    if not paths:
        raise DataError(f"no TimeML (.tml) in {', '.join(map(str, options.data))}")
    parser, gazetteer = Parser(Settings().model), load_gazetteer()
    tally = measure([judge(load(path), parser, gazetteer) for path in half(paths, options.half)])
    if not options.json:
        for miss in tally.misses[: options.misses]:
            print(*miss, sep="\t")
        for name, count in sorted(tally.counts.items()):
            print(f"{name:24}{count:6}")
    print(json.dumps(scores(tally)))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
