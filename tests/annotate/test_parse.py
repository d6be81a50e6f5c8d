"""The parser is quickened, and gives what the pipeline gives."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from thinc.api import NumpyOps

from dateline.annotate.parse import PLAIN, embeddings
from dateline.annotate.parse.entities import Entities
from dateline.annotate.parse.forms import Forms
from dateline.annotate.parse.products import Products
from dateline.settings import Settings

SENTENCES = (
    "The mayor of Arden resigned on Monday, a spokesman said.",
    "There's no word of the two ferries that were lost near Port Lume.",
    "There are 12 dead, and there were more to come.",
    "“We're gonna leave; let's not wait,” Lena Orlova told Sample Wire.",
    "He ain't sorry, y'all, but I've gotta say it hurt him.",
    "It did not do what it had to do, I can tell you that.",
    "This is that\xa0same\ttown  where  that happened.",
    "c'm on",
    "?",
    "That",
    "A\n\nB",
    "🙂 \u202e e\u0301 \x00",
)


@pytest.fixture(scope="module")
def bare():
    """The pipeline as spaCy loads it."""
    return spacy.load(Settings().model)


def read_by(pipeline, text: str):
    """What the whole pipeline says of one sentence."""
    doc = pipeline.make_doc(text.translate(PLAIN))
    for token in doc[1:] if len(doc) > 1 else ():
        token.is_sent_start = False
    for _, part in pipeline.pipeline:
        doc = part(doc)
    return [
        (t.text, t.idx, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_ == "B") for t in doc
    ]


def columns(parse):
    """A parse, token by token."""
    kept = (parse.words, parse.starts, parse.lemmas, parse.pos, parse.tags, parse.deps, parse.heads, parse.ents)
    return list(zip(*kept, parse.ent_starts, strict=True))


@pytest.mark.parametrize("text", SENTENCES)
def test_parse_is_that_of_the_bare_pipeline(text, bare, parser):
    """Nothing that makes the parser quicker shows in what it says."""
    (made,) = parser.parse([text])
    assert columns(made) == read_by(bare, text)


NAMES_AND_OTHERS = (
    "On Monday the 12 members of Port Lume Council told Lena Orlova and Sample Wire that $ 3 million per cent early night . ( ) "
    "French U.S. \u2019s ? \" there is got ta let 's y all gon na"
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from((*NAMES_AND_OTHERS.split(), " ", "\n")), min_size=1, max_size=40))
def test_names_are_those_of_the_bare_pipeline(parser, bare, words):
    """Names of any length, side by side, cut by blanks and at ends: as the pipeline's own part finds them."""
    text = " ".join(words).lstrip() or "?"
    (made,) = parser.parse([text])
    assert columns(made) == read_by(bare, text)


def test_names_that_another_part_sets_are_kept():
    """Where a part beside the recognizer sets names, they are read as the pipeline leaves them."""
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Port Lume"}])
    entities = Entities(pipeline)
    assert entities.spared == []
    doc = pipeline("In Port Lume")
    assert entities.of([doc]) == [(("", "GPE", "GPE"), (False, True, False))]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=70))
def test_parse_does_not_depend_on_the_batch(parser, texts):
    """A sentence among others is read as it is alone."""
    alone = {text: parser.parse([text])[0] for text in SENTENCES}
    assert parser.parse(texts) == [alone[text] for text in texts]


@pytest.mark.parametrize("kept", [0, 5, 40])
def test_words_are_not_forgotten_wrongly(kept, bare, monkeypatch):
    """Where fewer words are remembered than a batch has, or all are forgotten between batches, vectors are those of the network."""
    monkeypatch.setattr(embeddings, "KEPT", kept)
    pipeline = spacy.load(Settings().model, exclude=["ner", "tagger", "parser"])
    embeddings.remember_vectors(pipeline)
    for texts in (SENTENCES[:1], SENTENCES[:4], SENTENCES):
        docs = [bare.make_doc(text) for text in texts]
        theirs = bare.get_pipe("tok2vec").predict(docs)
        ours = pipeline.get_pipe("tok2vec").predict([pipeline.make_doc(text) for text in texts])
        for made, wanted in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(made, wanted, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("inner", "columns_"), [(288, 288), (96, 50), (64, 128), (1, 1), (7, 3), (576, 288)])
def test_rows_of_a_product_do_not_depend_on_the_others(inner, columns_):
    """A row alone, and among any number of rows, has the same bits."""
    chance = np.random.default_rng(1)
    left = chance.standard_normal((1500, inner)).astype("f")
    right = chance.standard_normal((columns_, inner)).astype("f")
    products = Products()
    whole = products.gemm(left, right, trans2=True)
    np.testing.assert_allclose(whole, left @ right.T, rtol=1e-3, atol=1e-4)
    for begin, end in ((0, 1), (3, 5), (100, 111), (700, 763), (700, 764), (1, 1500)):
        assert np.array_equal(products.gemm(left[begin:end], right, trans2=True), whole[begin:end])


def test_products_are_those_of_the_parser():
    """Turned, into a place of the caller's own, with nothing in them: as thinc multiplies."""
    chance = np.random.default_rng(2)
    left, right = (chance.standard_normal((30, 30)).astype("f") for _ in range(2))
    ours, theirs = Products(), NumpyOps()
    for turned in ({}, {"trans1": True}, {"trans2": True}, {"trans1": True, "trans2": True}):
        np.testing.assert_allclose(ours.gemm(left, right, **turned), theirs.gemm(left, right, **turned), atol=1e-4)
    place = np.empty((30, 30), dtype="f")
    assert ours.gemm(left, right, out=place) is place
    np.testing.assert_allclose(place, left @ right, atol=1e-4)
    assert ours.gemm(left[:0], right).shape == (0, 30)


def test_a_pipeline_with_rules_over_other_things_runs_its_own_parts():
    """A rule that asks for more than word, tag and relation leaves the whole work to the pipeline."""
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("attribute_ruler")
    pipeline.add_pipe("lemmatizer", config={"mode": "rule"})
    ruler.add([[{"ENT_TYPE": "PERSON"}]], {"LEMMA": "somebody"})
    assert Forms(pipeline).spared == []
    doc = Doc(pipeline.vocab, words=["Orlova"], tags=["NNP"], lemmas=["Orlova"])
    assert [[form.lemma for form in forms] for forms in Forms(pipeline).of([doc])] == [["orlova"]]
