"""What annotators look at first lets everything through that they could find: of random trees over the words of the lists."""

from __future__ import annotations

import pytest
from first_looks import always_holds
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.attribution import discourse
from dateline.annotate.figures import relation, scope
from dateline.annotate.figures.relation import may_tell_of_harm, said_of
from dateline.annotate.figures.victims import find_victims
from dateline.annotate.numbers import find_numbers
from dateline.model.parse import Parse
from dateline.model.syntax import Tree
from dateline.rules import Sought, table

FIGURES = table("figures")
HARM = sorted(
    {
        w
        for rule in FIGURES["measure"]
        for key in ("nouns", "toll", "states", "suffer", "undergo", "deeds")
        for w in rule.get(key, ())
    }
    | {w for listed in FIGURES["harm"].values() if isinstance(listed, list) for w in listed}
)
BESIDE = "he she himself man woman victim another one his life lose away pass down with in at to of by from on after among condition"
DEPS = "nsubj nsubjpass dobj pobj prep agent poss amod compound acl relcl advcl xcomp ccomp acomp oprd prt advmod conj auxpass"
OTHERS = sorted({*HARM, *BESIDE.split()} - relation._words_of_harm())


@st.composite
def trees(draw) -> Tree:
    """Any tree over words with which harm is told, but those that are looked for first; with any labels."""
    words = tuple(draw(st.lists(st.sampled_from(OTHERS), min_size=1, max_size=9)))
    order = draw(st.permutations(range(len(words))))
    above = [draw(st.integers(0, max(n - 1, 0))) for n in range(len(words))]  # of the token that stands at ``order[n]``
    heads = {order[n]: order[above[n]] for n in range(len(words))}
    starts = tuple(20 * n for n in range(len(words)))

    def some(values: str) -> tuple[str, ...]:
        return tuple(draw(st.sampled_from(values.split())) for _ in words)

    deps = tuple("ROOT" if heads[n] == n else dep for n, dep in enumerate(some(DEPS)))
    ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
    pos, tags = some("NOUN VERB ADJ PROPN PRON ADP"), some("NN VBD VBN VBG PRP IN NNS")
    none, no = ("",) * len(words), (False,) * len(words)
    return Tree(
        Parse(words, starts, ends, words, pos, tags, deps, tuple(heads[n] for n in range(len(words))), none, no), 0, 0
    )


@settings(max_examples=500, deadline=None)
@given(trees())
def test_harm_is_told_only_with_words_of_harm(tree):
    """Nobody is said to be killed, injured or shot in a sentence without any of the words that are looked for first."""
    told = {measure for token in range(len(tree)) for measure in said_of(tree, token)}
    assert not told & {"killed", "injured", "shot"}
    assert not may_tell_of_harm(tree)


def test_a_sentence_without_words_of_harm_has_no_victims(tree_of):
    """The look is one that most sentences do not pass."""
    assert not may_tell_of_harm(tree_of("The council of Arden met on Monday and agreed on a budget."))
    assert may_tell_of_harm(tree_of("A man was killed."))
    (victims,) = find_victims("A man was killed.", [tree_of("A man was killed.")])
    assert [v.noun for v in victims] == ["man"]


@pytest.mark.parametrize("sought", [scope._sought("other_event"), scope._sought("many_events"), discourse._terms()])
def test_phrases_hold_one_of_their_pieces(sought: Sought):
    """A pattern is tried wherever it can match."""
    assert always_holds(sought)


@pytest.mark.parametrize(
    "text",
    ["ſeparate ſhootings", "UNRELATED", "an unrelated case", "thıs year", "thİs year", "in another case", "ſtatewide"],
)
def test_letters_that_count_as_others_are_tried_too(text):
    """Without regard to case, old and Turkish letters are those that they look like."""
    for kind in ("other_event", "many_events"):
        assert (scope._sought(kind).search(text) is None) == (scope._phrases(kind).search(text) is None)


def _words() -> set[str]:
    return {
        *(word for kind in FIGURES["words"].values() for word in kind),
        *FIGURES["vague"],
        *FIGURES["plural_scales"],
    }


NUMBERS = sorted({*_words(), "a", "an", "half", "dozen", "hundred"})


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*NUMBERS, "of", "and", "-", "the", "ships", "A", "Half"]), min_size=1, max_size=6))
def test_no_number_in_words_is_passed_over(words):
    """What is found in words is found beside digits, which are always looked at."""
    text = " ".join(words)
    assert find_numbers(text) == tuple(n for n in find_numbers(f"{text} , the 7") if n.extent.end <= len(text))
