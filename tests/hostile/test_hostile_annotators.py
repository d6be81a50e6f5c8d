"""Whatever a text holds, and whatever a parser makes of it: no annotator fails, and all that it finds has its place in the text."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from nasty import TEXTS, tries

from dateline.annotate.gazetteer import load_gazetteer
from dateline.annotate.parse import Parser
from dateline.annotate.statements import UNREAD
from dateline.annotate.times import find, resolve
from dateline.errors import FAILURES
from dateline.export.json import encode
from dateline.model.notes import ReportNotes
from dateline.model.parse import Parse
from dateline.model.reading import Block, DateClaim, Report
from dateline.pipeline import annotate, annotate_all, make_record
from dateline.proof import verify
from dateline.segment import segment
from dateline.segment.budget import within_budget
from dateline.settings import Settings

SETTINGS = Settings()
WORD = re.compile(r"\w+|[^\w\s]|\s")
DEPS = [
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp",
    "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg", "nmod",
    "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt",
    "punct", "quantmod", "relcl", "xcomp",
]  # fmt: skip
KINDS = [("NOUN", "NN"), ("NOUN", "NNS"), ("PROPN", "NNP"), ("PROPN", "NNPS"), ("VERB", "VBD"), ("VERB", "VBN"), ("VERB", "VBG"),
         ("VERB", "VB"), ("VERB", "VBZ"), ("AUX", "MD"), ("AUX", "VBD"), ("ADJ", "JJ"), ("ADV", "RB"), ("ADP", "IN"), ("DET", "DT"),
         ("PRON", "PRP"), ("PRON", "WP"), ("PRON", "WDT"), ("NUM", "CD"), ("CCONJ", "CC"), ("SCONJ", "IN"), ("PART", "TO"), ("PUNCT", ","),
         ("PUNCT", "``"), ("SPACE", "_SP"), ("X", "FW")]  # fmt: skip
ENTS = ["", "", "", "PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "DATE", "TIME", "CARDINAL", "EVENT", "WORK_OF_ART"]


def made_parse(text: str, chance: random.Random) -> Parse:
    """A parse that no parser would give: any tree over the words of ``text``, with any labels."""
    found = list(WORD.finditer(text))
    order = list(range(len(found)))
    chance.shuffle(order)
    heads = [0] * len(found)
    for place, i in enumerate(order):
        heads[i] = chance.choice(order[:place]) if place else i
    kinds = [chance.choice(KINDS) for _ in found]
    return Parse(
        words=tuple(m[0] for m in found),
        starts=tuple(m.start() for m in found),
        ends=tuple(m.end() for m in found),
        lemmas=tuple(chance.choice([m[0].lower(), "say", "kill", "be", "put", "it"]) for m in found),
        pos=tuple(pos for pos, _ in kinds),
        tags=tuple(tag for _, tag in kinds),
        deps=tuple("ROOT" if heads[i] == i else chance.choice(DEPS[1:]) for i in range(len(found))),
        heads=tuple(heads),
        ents=tuple(chance.choice(ENTS) for _ in found),
        ent_starts=tuple(chance.random() < 0.7 for _ in found),
    )


def report(text: str, number: int = 0, hints: tuple[Block, ...] = ()) -> Report:
    """A report of ``text``."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    day = (DateClaim("2020-10-06", "option"),) if number % 2 == 0 else ()
    return Report(f"r-{number}", f"in/{number}.txt", sha256, sha256, text, "A title", dates=day, hints=hints)


def placed(found: Any) -> Iterator[tuple[int, int]]:
    """The places of all extents, blocks and spans in a value."""
    if isinstance(found, Struct):
        names = set(found.__struct_fields__)
        if {"start", "end"} <= names:
            yield found.start, found.end  # type: ignore[attr-defined]
        for name in names:
            yield from placed(getattr(found, name))
    elif isinstance(found, tuple) and hasattr(found, "_fields") and {"start", "end"} <= set(found._fields):
        yield found.start, found.end  # type: ignore[attr-defined]
    elif isinstance(found, tuple | list | frozenset):
        for each in found:
            yield from placed(each)


def check(notes: ReportNotes, text: str) -> None:
    """All places are in the text, failures have a code, indices point at what is there, and the notes can be kept."""
    assert all(0 <= start <= end <= len(text) for start, end in placed(notes))
    assert all(each.code in FAILURES for each in notes.failures)
    sentences, times, attributions = len(notes.layout.sentences), len(notes.times), len(notes.attributions)
    for clause in notes.clauses:
        assert 0 <= clause.sentence < sentences
        assert clause.time is None or 0 <= clause.time < times
        assert clause.attribution is None or 0 <= clause.attribution < attributions
    assert all(0 <= mention.actor < len(notes.actors) for mention in notes.mentions)
    assert msgspec.json.decode(msgspec.json.encode(notes), type=ReportNotes) == notes


HINTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["headline", "caption", "post", "boilerplate"])), max_size=3
)  # fmt: skip


@tries(150)
@given(text=TEXTS, seed=st.integers(0, 2**16), stated=HINTS)
def test_no_annotator_fails(text: str, seed: int, stated: list[tuple[int, int, Any]]) -> None:
    """Any text, any hints, any tree: notes whose places and indices hold."""
    hints = tuple(Block(a, b, role) for a, b, role in stated if a < b <= len(text))
    given_report = report(text, seed, hints)
    allowed = within_budget(given_report, segment(given_report), SETTINGS, UNREAD)
    chance = random.Random(seed)  # noqa: S311  nothing secret
    parses = [
        made_parse(text[s.start : s.end], chance) if analysed and chance.random() < 0.9 else None
        for s, analysed in zip(allowed.layout.sentences, allowed.analysed, strict=True)
    ]
    check(annotate(given_report, allowed.layout, parses, load_gazetteer(), SETTINGS), text)


@tries(150)
@given(text=TEXTS, stated=HINTS)
def test_a_layout_holds_all_letters_once(text: str, stated: list[tuple[int, int, Any]]) -> None:
    """Blocks in order and apart, sentences in their blocks, and no letter outside of them."""
    hints = tuple(Block(a, b, role) for a, b, role in stated if a < b <= len(text))
    layout = segment(report(text, 0, hints))
    edges = [edge for block in layout.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    inside = set()
    for sentence in layout.sentences:
        block = layout.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        inside.update(range(sentence.start, sentence.end))
    assert all(place in inside for place, sign in enumerate(text) if sign.isalnum())


@tries(150)
@given(text=TEXTS, anchor=st.sampled_from([None, "2020-10-06", "0001-01-01", "9999-12-31", "2020-02-29"]))
def test_times_at_the_ends_of_the_calendar(text: str, anchor: str | None) -> None:
    """Expressions are found and resolved whatever day they are told on."""
    hits = find(text)
    assert len(resolve(text, hits, anchor, set())) == len(hits)


@tries(10)
@given(texts=st.lists(TEXTS.filter(lambda text: bool(text.strip())), min_size=1, max_size=3))
def test_a_record_of_anything_is_proved(texts: list[str], parser: Parser) -> None:
    """With the real parser, through linking and assembling: every quotation is exact and no text has changed."""
    reports = [report(text, number) for number, text in enumerate(texts)]
    pairs = list(annotate_all(reports, lambda batches: map(parser.parse, batches), load_gazetteer(), SETTINGS))
    for read, notes in pairs:
        check(notes, read.text)
    data = make_record([r for r, _ in pairs], {n.report: n for _, n in pairs}, (), SETTINGS, "0", "p").opened()
    assert {r.id: r.text for r in data.reports} == {r.id: r.text for r in reports}
    assert verify(data, {r.id: r.text for r in reports}) == ()
    assert encode(data)
