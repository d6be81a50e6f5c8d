"""What a word is by its tag and its place in the tree: its lemma and its part of speech, asked of the pipeline once a form.

A pipeline's attribute ruler and rule lemmatizer take a sixth of its time, and nearly all of their rules look at one token alone: its
word, its tag, its relation. Such a token is as the same word with the same tag and relation was before.

Always true here: a token gets exactly what the pipeline's own parts give it. A sentence in which a rule over several tokens matches is
left to them, and so is every sentence of a pipeline whose parts are others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


Key = tuple[int, int, int]
"""A word, its tag and its relation, as the pipeline numbers them."""


class Form(NamedTuple):
    """What a token is: the word, its lemma in small letters, the Universal part of speech, the tag, the relation."""

    word: str
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
        self._known: dict[Key, Form] = {}
        self._leading: set[Key] = set()
        self._several, self._leads = Matcher(pipeline.vocab), Matcher(pipeline.vocab)
        for number, rule in enumerate(_rules(self._parts)):
            if patterns := [pattern for pattern in rule["patterns"] if len(pattern) != 1]:
                self._several.add(str(number), patterns)
                self._leads.add(str(number), [pattern[:1] for pattern in patterns])

    @property
    def spared(self) -> list[str]:
        """Names of the parts whose work is done here."""
        return [part.name for part in self._parts]

    def of(self, docs: Sequence[Doc]) -> list[list[Form]]:
        """The forms of the tokens of each of ``docs``, which the other parts have read."""
        if not self._parts:
            return [[_form(token) for token in doc] for doc in docs]
        if len(self._known) > KEPT:
            self._known.clear()
            self._leading.clear()
        printed = [[*map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist())] for doc in docs]
        self._learn([*dict.fromkeys(key for keys in printed for key in keys if key not in self._known)])
        return [self._read(doc, keys) for doc, keys in zip(docs, printed, strict=True)]

    def _read(self, doc: Doc, keys: list[Key]) -> list[Form]:
        """The forms of one sentence: by itself where a rule over several tokens matches."""
        if not self._leading.isdisjoint(keys) and self._several(doc, allow_missing=True):
            return self._made(doc)
        return [self._known[key] for key in keys]

    def _learn(self, keys: list[Key]) -> None:
        """The forms of tokens in no sentence: no rule that is left looks beyond one. They are asked for side by side, if no rule over
        several matches there."""
        if not keys:
            return
        words, tags, deps = ([self._vocab.strings[part] for part in column] for column in zip(*keys, strict=True))
        count = range(len(keys))
        doc = Doc(self._vocab, words=words, spaces=[False for _ in count], tags=tags, deps=deps, heads=[*count])
        if len(self._several) and self._several(doc, allow_missing=True):
            half = len(keys) // 2
            self._learn(keys[:half])
            self._learn(keys[half:])
            return
        if len(self._leads):
            self._leading.update(keys[start] for _, start, _ in self._leads(doc, allow_missing=True))
        self._known.update(zip(keys, self._made(doc), strict=True))

    def _made(self, doc: Doc) -> list[Form]:
        for part in self._parts:
            doc = part(doc)
        return [_form(token) for token in doc]


def _form(token: Token) -> Form:
    return Form(token.text, token.lemma_.lower(), token.pos_, token.tag_, token.dep_)


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
    if not all(_by_token(pattern) for rule in _rules(found) for pattern in rule["patterns"]):
        return ()
    if isinstance(lemmatizer, Lemmatizer) and found:
        _index(lemmatizer)
    return found


def _index(lemmatizer: Lemmatizer) -> None:
    """Let the known lemmas, 57,000 nouns in a list that is gone through for every word, be looked up."""
    if lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech, lemmas in table.items():
            table[part_of_speech] = frozenset(lemmas)


def _rules(parts: tuple[Any, ...]) -> Iterable[dict[str, Any]]:
    return parts[0].patterns if parts else ()


def _by_token(pattern: Iterable[Mapping[str, Any]]) -> bool:
    """Whether each token of a pattern is asked for itself alone, and none is left out or repeated."""
    return all(token.keys() <= BY_TOKEN for token in pattern)
