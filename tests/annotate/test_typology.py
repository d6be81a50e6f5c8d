"""The typology holds codes that their schemes know, triggers that are one type's, modes that their triggers decide."""

from __future__ import annotations

from collections import Counter

import pytest

from dateline import rules

TYPES = rules.table("events")["type"]
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
PLOVER_MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial",
        "drone", "heavy-weapons", "crowd-control", "unconventional",
    },
}  # fmt: skip
OUR_MODES = {"coup", "escape", "bankruptcy", "layoff", "merger"}
"""Modes that PLOVER does not have, of things that it does not code or does not tell apart."""
BORROWED = {("clash", "riot"), ("agreement", "ceasefire"), ("suspension", "withhold"), ("displacement", "deport")}
"""Modes of another PLOVER event than that of the type as a whole."""
ACLED = {
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
}
CAMEO = {f"{n:02}" for n in range(1, 21)}
IPTC = {
    "11000000": "politics", "16000000": "conflict, war and peace", "20000056": "armed conflict", "20000065": "civil unrest",
    "20000066": "demonstration", "20000100": "kidnapping", "20000107": "court", "20000118": "prosecution and prosecutors",
    "20000119": "justice", "20000129": "law enforcement", "20000130": "arrest", "20000131": "investigation (criminal)",
    "20000139": "accident and emergency incident", "20000148": "disaster", "20000168": "emergency response",
    "20000170": "business information", "20000344": "economy", "20000385": "market and exchange", "20000448": "communicable disease",
    "20000530": "labour strike", "20000574": "election", "20000593": "government", "20000599": "armed forces",
    "20000615": "legislative body", "20000619": "safety of citizens", "20000638": "international relations", "20000639": "diplomacy",
    "20000641": "treaty", "20000642": "economic sanction", "20000645": "refugees and internally displaced people",
}  # fmt: skip


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind["name"])
def test_codes_are_of_their_schemes(kind):
    """No code is made up; a type that a scheme does not hold has none."""
    for key, known in (("plover", PLOVER), ("acled", ACLED), ("cameo", CAMEO), ("iptc", IPTC)):
        assert key not in kind or kind[key] in known


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind["name"])
def test_modes_are_decided_by_triggers_of_the_type(kind):
    """Each trigger decides one mode at most, and the mode is one of PLOVER's for the type, or named as ours or borrowed."""
    decided = Counter(trigger for triggers in kind.get("modes", {}).values() for trigger in triggers)
    assert set(decided) <= {*kind["verbs"], *kind["nouns"]}
    assert all(n == 1 for n in decided.values())
    own = PLOVER_MODES.get(kind.get("plover", ""), set())
    assert {mode for mode in kind.get("modes", {}) if (kind["name"], mode) not in BORROWED} <= own | OUR_MODES


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind["name"])
def test_every_type_says_who_takes_part(kind):
    """An agent at least, in words; a weight, a family and examples."""
    assert kind["roles"].keys() <= {"agent", "patient"}
    assert kind["roles"]["agent"]
    assert 0 < kind["weight"] <= 2
    assert kind["family"]
    assert kind["examples"]


def test_a_trigger_belongs_to_one_type():
    """No verb with its words and no noun tells two types."""
    verbs = Counter(verb for kind in TYPES for verb in kind["verbs"])
    nouns = Counter(noun for kind in TYPES for noun in kind["nouns"])
    assert [word for word, n in (*verbs.items(), *nouns.items()) if n > 1] == []


def test_names_are_not_given_twice():
    """A type is known by its name."""
    assert len({kind["name"] for kind in TYPES}) == len(TYPES)
