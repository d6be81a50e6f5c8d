"""The score of two names, and the reasons it gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.link.name_keys import body_keys, fold, person_keys, person_words, skeleton
from dateline.link.name_score import BODY, PERSON, given_names_conflict, score_names
from dateline.settings import Settings

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


@given(NAMES, NAMES, st.sampled_from(["person", "body"]))
def test_a_score_is_symmetric_and_between_0_and_1(one: str, other: str, kind: str) -> None:
    score, why = score_names(one, other, kind)  # type: ignore[arg-type]
    assert 0.0 <= score <= 1.0
    assert (score, why) == score_names(other, one, kind)  # type: ignore[arg-type]
    assert {r.rule for r in why} <= {f.name for f in (*PERSON, *BODY)}


@given(st.lists(st.sampled_from(["Ilka", "Morrow", "Davron", "Orrin", "Tolubek"]), min_size=2, max_size=4, unique=True))
def test_equal_names_score_1(parts: list[str]) -> None:
    assert score_names(" ".join(parts), " ".join(parts), "person")[0] == 1.0


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("person", "Morrow, Ilka", "Ilka Morrow", True),
        ("person", "IlkaMorrow", "Ilka Morrow", True),
        ("person", "Мария Телесова", "Mariya Telesova", True),
        ("person", "Mr. Oren Talmadge", "Oren Talmadge", True),
        ("person", "Oren Talmadge", "Oren Talbot", False),
        ("person", "Jin Kessen", "Jon Kessen", False),
        ("body", "Lantern & Sons Ltd.", "Lantern and Sons Limited", True),
        ("body", "Lantern Steel", "Lantern Foods", False),
        ("body", "OHC", "Orrin Harbour Council", True),
        ("person", "Fredrik Morrow", "Fred Morrow", True),
        ("person", "Bob Morrow", "Roberta Morrow", False),
        ("person", "JD Morrow", "James Dale Morrow", True),
        ("person", "Abd al-Karim al-Torfi", "Abdul Karim Torfi", True),
        ("person", "Omar bin Hassan al-Torfi", "Hassan bin Omar al-Torfi", False),
        ("person", "Mohamed Sultan Torfi", "Mohamed Hassan Torfi", False),
        ("person", "N.N.", "Nadia Norrow", False),
        ("person", "OrenTal", "Oren Tal", True),
        ("body", "Pilots Forty-Four", "Pilots 44", True),
        ("body", "U.S. Department of Rivers", "United States Department of Rivers", True),
        ("body", "Lantern Steel II Inc.", "Lantern Steel Inc.", False),
        ("body", "Lantern Steel AG", "Lantern Steel GmbH", False),
        ("body", "Lantern Steel OAO", "Lantern Steel JSC", True),
    ],
)
def test_pairs(kind: str, one: str, other: str, same: bool) -> None:
    assert (score_names(one, other, kind)[0] >= Settings().name_score) is same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("Ilka Morrow", "Oren Morrow", True),
        ("Ilka Morrow", "I. Morrow", False),
        ("Ilka P. Morrow", "Ilka S. Morrow", True),
        ("Morrow", "Ilka Morrow", False),
    ],
)
def test_given_names_conflict(one: str, other: str, conflict: bool) -> None:
    assert given_names_conflict(one, other) is conflict


def test_spellings_meet_under_a_key() -> None:
    assert set(person_keys("Davronbai Tolubekov")) & set(person_keys("Davronbay Tolubekov"))
    assert set(body_keys("Council on Harbour Safety")) & set(body_keys("Council of Harbour Safety"))


def test_folding() -> None:
    assert fold("Tolubekov’s") == ("tolubekov",)
    assert person_words("President Ilka Morrow Jr.")[-1] == "morrow"
    assert skeleton("davronbay") == skeleton("davronbai")
