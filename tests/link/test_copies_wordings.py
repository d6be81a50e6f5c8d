"""Wordings are grouped as a plain reading of the rule does it, one by one, with sets of words."""

from __future__ import annotations

from collections import Counter, defaultdict
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.link.shingles import hash_units, hash_words
from dateline.link.wordings import COMMON, LEAST_SHARED, group_wordings
from dateline.settings import Settings

SETTINGS = Settings().with_values(containment=0.5)
STOCK = "according to the tally that the harbour office keeps"
Told = set[tuple[frozenset[int], str]]


def found(lines: list[str]) -> Told:
    """The passages of each group, and the kind."""
    words = hash_words(lines)
    groups = list(group_wordings(words.hashes, np.diff(words.bounds), SETTINGS))
    assert len({n for group in groups for n in group.passages}) == sum(len(group.passages) for group in groups)
    return {(frozenset(group.passages), group.kind) for group in groups}


def runs(words: list[str]) -> list[tuple[str, ...]]:
    """All shingles of a wording, in order."""
    return [tuple(words[i : i + SETTINGS.shingle]) for i in range(len(words) - SETTINGS.shingle + 1)]


def plain(lines: list[str]) -> Told:
    """The same by the rule: longest first, each joins the group of whose founder it shares most, or founds one."""
    told, share = [runs(line.split()) for line in lines], SETTINGS.containment
    keys = [int(hash_units(w.hashes, np.diff(w.bounds))[0]) for w in (hash_words([line]) for line in lines)]
    by_key = {key: n for n, key in reversed(list(enumerate(keys)))}
    several = {s for s, n in Counter(s for n in by_key.values() for s in {*told[n]}).items() if n > 1}
    of = {key: [s for s in told[n] if s in several] for key, n in by_key.items()}
    joining = {s for k, own in of.items() if len(own) >= max(LEAST_SHARED, share * len(told[by_key[k]])) for s in own}
    left = {key: [s for s in own if s in joining] for key, own in of.items()}
    sets = {key: {*own} if len(own) >= LEAST_SHARED else set() for key, own in left.items()}
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    members: dict[int, list[int]] = {}
    for key in sorted(by_key, key=lambda k: (-len(told[by_key[k]]), k)):
        need = max(LEAST_SHARED, share * len(told[by_key[key]]))
        counts = Counter(other for s in sets[key] for other in index[s])
        near = sorted(
            (o for o, n in counts.items() if n >= LEAST_SHARED), key=lambda o: (-counts[o], [*members].index(o))
        )
        fit = (o for o in near if all(len(sets[key] & sets[m]) >= need for m in (o, members[o][-1])))
        founder = next(fit, key)
        members.setdefault(founder, []).append(key)
        if founder == key:
            for s in sets[key]:
                if len(index[s]) < COMMON:
                    index[s].append(key)
    groups: Told = set()
    for founder, own in members.items():
        passages = frozenset(n for n, key in enumerate(keys) if key in own)
        least = min(len(sets[founder] & sets[key]) for key in own)
        kind = "exact" if len(own) == 1 else "near" if least >= share * len(told[by_key[founder]]) else "partial"
        if len(passages) > 1:
            groups.add((passages, kind))
    return groups


LINES = st.lists(
    st.lists(st.sampled_from("abcd"), min_size=8, max_size=16).map(" ".join) | st.just("a b c d a b c d"), max_size=14
)


@given(LINES)
def test_groups_are_those_of_the_rule(lines: list[str]) -> None:
    """Whatever repeats in and between the wordings."""
    assert found(lines) == plain(lines)


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_the_passages_does_not_matter(lines: list[str], random: Random) -> None:
    """The same wordings come together."""
    order = random.sample(range(len(lines)), len(lines))
    mixed = {(frozenset(order[n] for n in passages), kind) for passages, kind in found([lines[n] for n in order])}
    assert mixed == found(lines)


@pytest.mark.parametrize("seed", range(4))
def test_stock_phrases_of_many_wordings(seed: int) -> None:
    """A phrase that more wordings hold than one shingle leads to: groups are still those of the rule."""
    random = Random(seed)  # noqa: S311 - the same lines each time
    lines = []
    for n in range(COMMON + 40):
        own = [f"w{random.randrange(12) if n % 3 else n}x{i}" for i in range(random.randrange(3, 14))]
        lines += [" ".join([*own, STOCK]), *([" ".join([*own[1:], STOCK, "again"])] if n % 5 == 0 else [])]
    random.shuffle(lines)
    assert found(lines) == plain(lines)
    assert max(len(passages) for passages, _ in found(lines)) > 2


def test_nothing_gives_nothing() -> None:
    """No passage, no group."""
    assert found([]) == set()
