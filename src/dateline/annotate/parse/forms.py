"""What a word is by its tag and its place in the tree: its lemma and its part of speech, asked of the pipeline once a form.

A pipeline's attribute ruler and rule lemmatizer take a sixth of its time, and nearly all of their rules look at one token alone: its
word, its tag, its relation. Such a token is as the same word with the same tag and relation was before.

Always true here: a token gets exactly what the pipeline's own parts give it. A sentence in which a rule over several tokens matches is
left to them, and so is every sentence of a pipeline whose parts are others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from spacy.attrs import DEP, ORTH, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

BY_TOKEN = frozenset({"TAG", "DEP", "LOWER", "ORTH", "TEXT", "IS_SPACE", "IS_PUNCT", "LENGTH", "SHAPE"})
"""What a rule may ask of a token without looking beyond its word, tag and relation."""
KEPT = 100_000
"""Forms remembered, some 30 MB; 5,000 articles of one year have about as many. Then it is begun anew."""


class Form(NamedTuple):
    """What a token is: its lemma as the pipeline prints it, the Universal part of speech, the tag, the relation."""

    lemma: str
    pos: str
    tag: str
    dep: str


class Forms:
    """The forms of one pipeline; ``spared`` are the parts of it that need not be run."""

    def __init__(self, pipeline: Language) -> None:
        """Sorts the rules of ``pipeline``: by one token, by several."""
        self._vocab = pipeline.vocab
        self._parts = _parts(pipeline)
        self._known: dict[tuple[int, int, int], Form] = {}
        self._several = Matcher(pipeline.vocab)
        for number, rule in enumerate(_rules(self._parts)):
            if patterns := [pattern for pattern in rule["patterns"] if len(pattern) != 1]:
                self._several.add(str(number), patterns)

    @property
    def spared(self) -> list[str]:
        """Names of the parts whose work is done here."""
        return [part.name for part in self._parts]

    def of(self, doc: Doc) -> list[Form]:
        """The forms of the tokens of ``doc``, which the other parts have read."""
        if not self._parts:
            return [_form(token) for token in doc]
        if len(self._several) and self._several(doc, allow_missing=True):
            return self._made(doc)
        if len(self._known) > KEPT:
            self._known.clear()
        known = self._known
        return [known.get(key) or self._new(key) for key in map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist())]

    def _new(self, key: tuple[int, int, int]) -> Form:
        """The form of a token in no sentence: no rule that is left looks at one."""
        word, tag, dep = (self._vocab.strings[part] for part in key)
        (form,) = self._made(Doc(self._vocab, words=[word], spaces=[False], tags=[tag], deps=[dep], heads=[0]))
        self._known[key] = form
        return form

    def _made(self, doc: Doc) -> list[Form]:
        for part in self._parts:
            doc = part(doc)
        return [_form(token) for token in doc]


def _form(token: Token) -> Form:
    return Form(token.lemma_, token.pos_, token.tag_, token.dep_)


def _parts(pipeline: Language) -> tuple[Any, ...]:
    """The ruler and the lemmatizer of ``pipeline``, if they are spaCy's own, by rules over tokens, and nothing after them reads
    what they set."""
    parts = [(name, part) for name, part in pipeline.pipeline if name in ("attribute_ruler", "lemmatizer")]
    after = pipeline.pipe_names[pipeline.pipe_names.index(parts[0][0]) :] if parts else []
    lemmatizer = parts[-1][1] if parts else None
    fit = (
        [name for name, _ in parts] == ["attribute_ruler", "lemmatizer"]
        and set(after) <= {"attribute_ruler", "lemmatizer", "ner"}
        and type(parts[0][1]) is AttributeRuler
        and isinstance(lemmatizer, Lemmatizer)
        and lemmatizer.mode in ("rule", "lookup")
    )
    found = tuple(part for _, part in parts) if fit else ()
    return found if all(_by_token(pattern) for rule in _rules(found) for pattern in rule["patterns"]) else ()


def _rules(parts: tuple[Any, ...]) -> Iterable[dict[str, Any]]:
    return parts[0].patterns if parts else ()


def _by_token(pattern: Iterable[Mapping[str, Any]]) -> bool:
    """Whether each token of a pattern is asked for itself alone, and none is left out or repeated."""
    return all(token.keys() <= BY_TOKEN for token in pattern)
