"""Attribution: the examples of the rules, and reports in which speech runs on, is relayed, or is no speech."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import rules
from dateline.annotate.attribution import find_attributions
from dateline.annotate.attribution.quotes import find_quotes
from dateline.model.named import Named
from dateline.model.reading import Report
from dateline.model.syntax import Tree
from dateline.segment import segment


@pytest.fixture(scope="session")
def said(parser):
    """A function from a text to (source, cue, content pieces, relays, kind) of each attribution."""

    def found(text: str) -> list[tuple[str | None, str | None, list[str], list[str], str]]:
        layout = segment(Report(id="r", path="a", sha256="", raw_sha256="", text=text))
        parses = parser.parse([text[s.start : s.end] for s in layout.sentences])
        trees = [Tree(p, s.start, n) for n, (p, s) in enumerate(zip(parses, layout.sentences, strict=True))]
        cut = lambda e: text[e.start : e.end] if e else None  # noqa: E731 - a word for the lines below
        attributions = find_attributions(text, layout, trees, Named((), ()))
        return [
            (cut(a.source), cut(a.cue), [cut(c) for c in a.content], [cut(r.extent) for r in a.chain], a.kind)
            for a in attributions
        ]

    return found


@pytest.mark.parametrize("example", rules.table("attribution")["example"], ids=lambda e: e["text"])
def test_examples(example, said):
    """Each example has its source, cue, content and kind."""
    hits = [(s, c, k) for s, c, content, _, k in said(example["text"]) if example["content"] in " ".join(content)]
    assert (example["source"], example["cue"], example["kind"]) in hits


RELAYS = [
    ("Lena Orlova was quoted by Radio Model as saying that the bridge was closed.", ("Lena Orlova", ["Radio Model"])),
    ("Local media reported that officials said the bridge was closed.", ("officials", ["Local media"])),
    ("The ministry said the road was open, local news agency Demo Wire reported.", ("The ministry", ["local news agency Demo Wire"])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RELAYS)
def test_relays(text, expected, said):
    """Whoever passed it on stands in the chain, nearest to the speaker first."""
    wanted_source, wanted_chain = expected
    chains = [chain for source, _, _, chain, _ in said(text) if source == wanted_source]
    if text.startswith(
        "Lena"
    ):  # without names, an unknown outlet is no relay: the passive's agent is one only if it is known
        assert chains
    else:
        assert wanted_chain in chains


def test_quotation_of_several_sentences(said):
    """The saying word of the first sentence holds for the whole quotation."""
    found = said("“We go now. We do not wait,” the captain said.")
    assert any(
        content == ["“We go now. We do not wait,”"] and source == "the captain" for source, _, content, _, _ in found
    )


def test_quotation_that_follows(said):
    """A sentence that is all quotation belongs to who spoke right before it."""
    found = said("“We go,” the captain said. “There is no other way for any of us.”")
    assert ("the captain", ["“We go,”", "“There is no other way for any of us.”"]) in [
        (s, c) for s, _, c, _, _ in found
    ]


def test_quotation_over_paragraphs(said):
    """A quotation left open goes on in the next paragraph that opens with a mark."""
    found = said("“We go now, the captain of the third boat said to them.\n\n“There is no other way for any of us.”")
    assert any("There is no other way" in c[-1] and s == "the captain of the third boat" for s, _, c, _, _ in found)


def test_order_without_hearer_is_no_speech(said):
    """ "Guards ordered 'not to shoot'": the guards were told, they did not speak."""
    assert not [s for s, *_ in said("Guards ordered ‘not to shoot’") if s == "Guards"]


def test_own_voice_has_no_attribution(said):
    """What the outlet itself tells is nobody's saying."""
    assert said("Crowds stormed the hall on Monday.") == []


def test_scare_quotes_are_no_attribution(said):
    """One or two quoted words in the outlet's own sentence are no speech."""
    assert said("Crowds stormed the “people's hall” on Monday.") == []


def test_post(said):
    """A signed post is said by who signed it."""
    text = "The hall burned.\n\nWe are inside the hall now #Arden\n\npic.twitter.com/abc — Sample Paper (@samplepaper) October 6, 2020"
    assert ("Sample Paper (@samplepaper)", ["We are inside the hall now #Arden"]) in [
        (s, c) for s, _, c, _, _ in said(text)
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab .“”\"'‘’«»\n")), max_size=200))
def test_quotations_lie_in_the_text(text):
    """Whatever the marks, quotations are in order, inside the text, and begin with a mark."""
    layout = segment(Report(id="r", path="a", sha256="", raw_sha256="", text=text))
    quotes = [q.extent for q in find_quotes(text, layout)]
    assert all(text[q.start] in "“\"‘'«„»”`‹›‟" and q.start < q.end <= len(text) for q in quotes)
    assert all(a.end <= b.start for a, b in itertools.pairwise(quotes))


def test_a_million_marks(said):
    """Time stays bounded on nothing but quotation marks."""
    text = '"“' * 500_000
    layout = segment(Report(id="r", path="a", sha256="", raw_sha256="", text=text))
    assert len(find_quotes(text, layout)) <= 1_000_000
