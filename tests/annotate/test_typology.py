"""The typology holds codes that their schemes know, triggers that are one type's, modes that their triggers decide."""

from __future__ import annotations

from collections import Counter

import pytest

from dateline import rules
from dateline.errors import InputError
from dateline.settings import Settings
from dateline.typology import Condition, read_types, typology

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
    """No verb with its words and no noun tells two types, unless all of these but one say in which sense."""
    verbs = Counter(verb for kind in TYPES for verb in kind["verbs"] if verb not in kind.get("senses", {}))
    nouns = Counter(noun for kind in TYPES for noun in kind["nouns"] if f"the {noun}" not in kind.get("senses", {}))
    assert [word for word, n in (*verbs.items(), *nouns.items()) if n > 1] == []


def test_names_are_not_given_twice():
    """A type is known by its name."""
    assert len({kind["name"] for kind in TYPES}) == len(TYPES)


# --- a user's own types ---------------------------------------------------------------------------------------------------

MATCH = """
[[type]]
name = "match"
family = "sport"
weight = 0.9
iptc = "15000000"
verbs = ["storm side", "draw", "march"]
nouns = ["match"]
examples = ["The Reds stormed their own side."]
[type.modes]
draw = ["draw"]
"""


def test_own_types_are_one_line_whatever_their_order():
    """The same types give the same settings, so that the same record comes of them."""
    other = '[[type]]\nname = "award"\nfamily = "culture"\nnouns = ["prize"]\n'
    first, second = read_types(MATCH + other, "a.toml"), read_types(other + MATCH, "b.toml")
    assert first == second
    assert "\n" not in first
    assert [kind.name for kind in typology(first).types[:2]] == ["award", "match"]


def test_own_triggers_go_before_the_shipped_ones():
    """Of the same words the user's count; the longest still wins; what the user does not name stays."""
    types = typology(read_types(MATCH, "a.toml"))
    assert types.triggers["march"][0].type == "match"
    assert [(t.name, t.type) for t in types.triggers["storm"]] == [("storm side", "match"), ("storm", "seizure")]
    assert types.nouns["match"] == "match"
    assert types.type("match").iptc == "15000000"
    assert types.mode("match", "verb:draw") == "draw"
    assert types.families["protest"] == "unrest"
    assert "match" not in typology().families


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[[type", "it is no TOML"),
        ("", "`type`"),
        ("type = []", "length >= 1"),
        ("colour = 1\n" + MATCH, "unknown field `colour`"),
        (MATCH + "colour = ['x']\n", "type"),
        (MATCH.replace('"match"\nfamily', '"Match"\nfamily'), "type[0].name must be in small letters"),
        (MATCH.replace("storm side", "storm a b c d"), "type[0].verbs[0] must be in small letters"),
        (MATCH.replace('nouns = ["match"]', 'nouns = ["cup match"]'), "type[0].nouns[0] must be in small letters"),
        (MATCH.replace("0.9", "9"), "<= 2"),
        (MATCH.replace("match", "protest"), "there is a type 'protest' already"),
        (MATCH.replace('"match"\nfamily', '"other"\nfamily'), "there is a type 'other' already"),
        (MATCH + MATCH, "two types are named 'match'"),
        (MATCH + MATCH.replace('"match"\nfamily', '"game"\nfamily'), "two types have the same word in verbs"),
        ('[[type]]\nname = "game"\nfamily = "sport"\n', "neither verbs nor nouns"),
        (MATCH.replace('draw = ["draw"]', 'draw = ["win"]'), "a mode for 'win'"),
        (MATCH + 'tie = ["draw"]\n', "two modes for 'draw'"),
        (MATCH + '[type.senses]\nwin = ["agent TEAM"]\n', "a sense of 'win'"),
        (MATCH + '[type.senses]\ndraw = ["agent TEAM"]\n', "a class 'TEAM' that is not there"),
        (MATCH + '[type.senses]\ndraw = ["agent"]\n', "type[0].senses"),
    ],
)
def test_a_bad_file_is_refused_whole(text, wrong):
    """E104 with the file and what is wrong in it."""
    with pytest.raises(InputError) as caught:
        read_types(text, "types.toml")
    assert caught.value.code == "E104"
    assert caught.value.message.startswith("types.toml: ")
    assert wrong in caught.value.message


def test_own_senses_decide_own_triggers():
    """A user's trigger can ask for who does it to what, as the shipped ones do; a noun's conditions stand under "the NOUN"."""
    own = MATCH + '[type.senses]\nmarch = ["agent FIRM team", "not near out"]\n"the match" = ["patient cup"]\n'
    types = typology(read_types(own, "a.toml"))
    assert types.triggers["march"][0].senses == (
        Condition("agent", frozenset({"FIRM", "team"}), excludes=False),
        Condition("near", frozenset({"out"}), excludes=True),
    )
    assert types.noun_types["match"] == (("match", (Condition("patient", frozenset({"cup"}), excludes=False),)),)


def test_the_mode_is_that_of_the_trigger():
    """A verb, a noun, and a noun under a light verb."""
    types = typology()
    assert types.mode("attack", "verb:open fire") == "firearms"
    assert types.mode("strike", "noun:strike") == "strike"
    assert types.mode("clash", "light:begin riot") == "riot"
    assert types.mode("clash", "verb:clash") is None
    assert types.mode("other", "verb") is None


def test_settings_hold_own_types_only_where_there_are_any():
    """A record without them has the settings that it always had; they come back from a provenance."""
    own = read_types(MATCH, "a.toml")
    assert "types" not in Settings().table()
    assert Settings().with_values(**Settings(types=own).table()) == Settings(types=own)
    assert Settings().with_values(types="") == Settings()
