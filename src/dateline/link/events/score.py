"""How alike two tellings are: two tables of weights, each score with the features that it is made of.

Always true here: a score is between 0 and 1 and is the same in either order; tellings whose days exclude each other score 0.

What is told in reports with a date is compared by ``WEIGHTS``. What only refers to an event, and what is told in a report without a
date, is compared by ``UNDATED``: days decide nothing, and like words in like reports must.
"""

from __future__ import annotations

import math

from .rarity import shared
from .stories import Stories
from .tellings import Telling

# (feature, weight). Tried on the two Kyrgyz documents and the sample: with patient or words at .15 the reports of one
# release fell apart; with type and day alone above .5 different rallies of one night became one. "near-day" (from .10), "far-reports",
# "strangers" and "other-trigger" within a family are set on the dev half of bench/merges.py, "other-speaker" by hand.
WEIGHTS: dict[str, float] = {
    "type": 0.20,
    "family": 0.10,
    "trigger": 0.15,
    "day": 0.20,
    "near-day": 0.05,
    "undated": 0.00,
    "both-nouns": 0.20,
    "patient": 0.25,
    "patient-kind": 0.10,
    "agent": 0.10,
    "agent-kind": 0.05,
    "place": 0.10,
    "beside": 0.10,
    "words": 0.35,
    "other-patient": -0.20,
    "other-agent": -0.10,
    "other-named-agent": -0.25,
    "other-named-patient": -0.35,
    "other-place": -0.20,
    "same-report": -0.05,
    "further": -0.30,
    "other-trigger": -0.20,
    "other-speaker": -0.45,
    "far-reports": -0.30,
    "strangers": -0.20,
}
# (feature, weight): logistic regression on the pairs of event mentions of ECB+ topics 1-35 that share a meaning, each topic weighted by the
# root of its pairs; in topics left out it is right on 70 of 100 pairs, "same lemma" on 60. ``base`` is set so that .6 is the best
# threshold there. ``other-trigger`` and ``long-ago`` are set by hand: the data has few of them.
UNDATED: dict[str, float] = {
    "base": -3.05,
    "same-report": 6.15,
    "like-reports": 4.10,
    "very-like-reports": 1.20,
    "twin-reports": 0.70,
    "same-sentence": -1.85,
    "trigger": -0.60,
    "root": -0.50,
    "alike": -1.20,
    "other-trigger": -2.50,
    "rare-trigger": 0.45,
    "patient": 0.95,
    "agent": 0.70,
    "cross-role": 0.85,
    "sentence": 0.80,
    "words": 0.75,
    "both-told": 0.45,
    "half-told": 0.20,
    "other-patient": -0.45,
    "other-named-patient": -1.35,
    "other-named-agent": -0.50,
    "other-place": -0.50,
    "other-known": -0.35,
    "realis": -0.95,
    "polarity": -0.40,
    "long-ago": -1.50,
}
_LONG_AGO = 14  # days between an event and the report that refers to it
_FEW = 3  # words of a clause: with fewer all count as of so many, so that "police shot" is not all that another says (merges.py dev: 2 has
# six wrong pairs more, 4 two right ones less). In reports of one story on one day they count in full: else 11 right pairs in 100 are
# lost. In one report too would join three right pairs more, and three wrong ones.


def score_pair(a: Telling, b: Telling, stories: Stories) -> tuple[float, str]:
    """The score of two tellings and the features it is made of, strongest first."""
    if _copied(a, b):
        return 1.0, "copied-words"
    found = _content(a, b, stories) if _by_content(a, b) else _dated(a, b, stories)
    if found is None:
        return 0.0, "other-day"
    told = [(name, v) for name, v in found.items() if round(v, 2) and name != "base"]
    why = "+".join(name for name, _ in sorted(told, key=lambda f: (-abs(f[1]), f[0])))
    return likeness(a, b, stories), why


def likeness(a: Telling, b: Telling, stories: Stories) -> float:
    """The score alone: most pairs that are compared are not put together, and nobody asks why."""
    if _copied(a, b):
        return 1.0
    if _by_content(a, b):
        shares = undated_features(a, b, stories)
        total = 1 / (1 + math.exp(-math.fsum([UNDATED[n] * v for n, v in shares.items()]))) if shares else 0.0
    else:
        found = _dated(a, b, stories)
        total = math.fsum(found.values()) if found else 0.0
    return min(1.0, max(0.0, total))


def _copied(a: Telling, b: Telling) -> bool:
    return bool(a.copy) and a.copy == b.copy and a.lemma == b.lemma and a.type == b.type and a.told == b.told


def _by_content(a: Telling, b: Telling) -> bool:
    """Whether days cannot help: one only refers, or has no day because its report has none."""
    unknown = any(t.first is None and t.reported is None for t in (a, b))
    return not a.told or not b.told or unknown


def same_deed(a: Telling, b: Telling) -> bool:
    """Enough in common for one to deny the other: a deed of the typology, told by the same verb, done to the same; of what is done to
    nobody ("resigned") by the same who has a name."""
    alone = not a.patients and not b.patients and bool(a.agents & b.agents & a.named & b.named)
    same = alone or bool(a.patients & b.patients)
    return a.main and b.main and a.type == b.type != "other" and a.lemma == b.lemma and same


# --- told, in reports with a date -------------------------------------------------------------------------------------


def _dated(a: Telling, b: Telling, stories: Stories) -> dict[str, float] | None:
    day = _day_feature(a, b)
    if day is None or apart(a, b):
        return None
    same = a.ref.report == b.ref.report
    alike = not same and stories.near_each_other(a.ref.report, b.ref.report)
    few = 1 if alike and day != "near-day" else _FEW
    like = len(set(a.words).intersection(b.words)) / max(few, min(len(a.words), len(b.words)))
    names = [
        day,
        _kind_feature(a, b),
        "trigger" if a.lemma == b.lemma else None,
        "both-nouns" if a.nominal and b.nominal and a.type == b.type else None,
        None if _may_be_one(a, b) else _who_feature("patient", a.patients, b.patients, a.named | b.named),
        _agent_feature(a, b),
        _place_feature(a, b),
        "beside" if a.beside & b.beside else None,
        "same-report" if same else None,
        "further" if same and a.sentence != b.sentence and (a.further or b.further) else None,
        "far-reports" if day == "undated" and _far_reports(a, b) else None,
        "strangers" if not (same or alike or (a.firm and b.firm) or a.known & b.known) else None,
    ]
    return {name: WEIGHTS[name] for name in names if name} | {"words": WEIGHTS["words"] * like}


def apart(a: Telling, b: Telling) -> bool:
    """Whether the times of two happenings, however long, exclude each other, or one counts several of a time that is not over."""
    if a.tally != b.tally:
        return True
    if a.since is None or a.until is None or b.since is None or b.until is None or (a.first and b.first):
        return False
    return max(a.since, b.since) > min(a.until, b.until)


def _far_reports(a: Telling, b: Telling) -> bool:
    """Whether weeks lie between reports of what has no time here or there: people do most things more than once."""
    if a.reported is None or b.reported is None or (a.since is not None and b.since is not None):
        return False
    return abs((a.reported - b.reported).days) > _LONG_AGO


def _agent_feature(a: Telling, b: Telling) -> str | None:
    """What two people say is two deeds, however alike."""
    feature = _who_feature("agent", a.agents, b.agents, a.named | b.named)
    return "other-speaker" if feature == "other-named-agent" and a.family == b.family == "statement" else feature


def _kind_feature(a: Telling, b: Telling) -> str | None:
    """The type, where there is one; what has none is known by its verb alone."""
    if a.type == "other" and b.type == "other":
        return None if a.means & b.means else "other-trigger"
    if a.type != b.type and a.family == b.family and not a.means & b.means:
        return "other-trigger"
    return "type" if a.type == b.type else "family" if a.family == b.family else None


def _who_feature(role: str, a: frozenset[str], b: frozenset[str], named: frozenset[str]) -> str | None:
    """A shared name is evidence; a shared common noun ("troops") is little; nobody in common, and two names more so, speaks against."""
    if a & b:
        return role if a & b & named else f"{role}-kind"
    if a & named and b & named:
        return f"other-named-{role}"
    return f"other-{role}" if a and b else None


def _may_be_one(a: Telling, b: Telling) -> bool:
    """Whether one patient is named, the other only described, in words that describe the first too: "the port authority's tower"."""
    one_named = bool(a.patients & a.named) != bool(b.patients & b.named)
    return one_named and not a.patients & b.patients and bool(a.described & b.described)


def _place_feature(a: Telling, b: Telling) -> str | None:
    return "place" if a.places & b.places else "other-place" if a.places and b.places else None


def _day_feature(a: Telling, b: Telling) -> str | None:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return "undated" if a.first is None and b.first is None else None
    if a.first <= b.last and b.first <= a.last:
        return "day"
    gap = min(abs((a.first - b.last).days), abs((b.first - a.last).days))
    return "near-day" if gap <= 1 and not (a.firm and b.firm) else None


# --- referred to, or in reports without a date ------------------------------------------------------------------------


def _content(a: Telling, b: Telling, stories: Stories) -> dict[str, float] | None:
    found = undated_features(a, b, stories)
    return {name: UNDATED[name] * value for name, value in found.items()} if found else None


def undated_features(a: Telling, b: Telling, stories: Stories) -> dict[str, float] | None:
    """What two tellings share, each feature between 0 and about 1; None where one refers to what its report cannot know yet, and where both
    tell a deed, of one report or in words of other meanings, that was done to others, or by others elsewhere."""
    long_ago, word = _long_ago(a, b), _word_feature(a, b)
    alone = a.told and b.told and (a.ref.report == b.ref.report or word == "other-trigger")
    if long_ago is None or apart(a, b) or (alone and not _shares_who(a, b)) or _by_others(a, b):
        return None
    found = {"base": 1.0, word: 1.0}
    found["rare-trigger"] = min(a.rare, b.rare) / 6
    found["words"], found["sentence"] = shared(a.words, b.words), shared(a.context, b.context)
    _add_who(found, a, b)
    if a.places and b.places and not a.places & b.places:
        found["other-place"] = 1.0
    if a.known and b.known and not a.known & b.known:
        found["other-known"] = 1.0
    if a.told or b.told:
        found["both-told" if a.told and b.told else "half-told"] = 1.0
    if a.told and b.told and a.realis != b.realis:
        found["realis"] = 1.0
    if a.polarity != b.polarity:
        found["polarity"] = 1.0
    if long_ago:
        found["long-ago"] = 1.0
    _add_story(found, a, b, stories)
    return found


def _add_who(found: dict[str, float], a: Telling, b: Telling) -> None:
    """People in the same roles or in changed ones; of a shared common noun too little is known in reports without a date."""
    for role, one, other in (("patient", a.patients, b.patients), ("agent", a.agents, b.agents)):
        feature = _who_feature(role, one, other, a.named | b.named) if one and other else None
        if feature in UNDATED:
            found[feature] = 1.0
    crossed = not a.patients & b.patients and not a.agents & b.agents
    if crossed and (a.agents | a.patients) & (b.agents | b.patients):
        found["cross-role"] = 1.0


def _shares_who(a: Telling, b: Telling) -> bool:
    if a.patients and b.patients:
        return bool(a.patients & b.patients)
    return bool((a.patients | a.agents | a.places) & (b.patients | b.agents | b.places))


def _by_others(a: Telling, b: Telling) -> bool:
    """Whether one report names other doers of both."""
    return (
        a.ref.report == b.ref.report
        and _who_feature("agent", a.agents, b.agents, a.named | b.named) == "other-named-agent"
    )


def _word_feature(a: Telling, b: Telling) -> str:
    """What the triggers have in common: the lemma, the root ("resign", "resignation"), a set of like words."""
    if a.lemma == b.lemma:
        return "trigger"
    common = a.means & b.means
    return "other-trigger" if not common else "alike" if all(m.startswith("=") for m in common) else "root"


def _add_story(found: dict[str, float], a: Telling, b: Telling, stories: Stories) -> None:
    """The likeness of the reports in three steps: the first .1 says most."""
    if a.ref.report == b.ref.report:
        found["same-report"] = 1.0
        if a.context == b.context:
            found["same-sentence"] = 1.0
        return
    like = stories.likeness(a.ref.report, b.ref.report)
    found["like-reports"] = min(like, 0.1) / 0.1
    found["very-like-reports"] = max(0.0, min(like, 0.2) - 0.1) / 0.1
    found["twin-reports"] = max(0.0, min(like, 0.4) - 0.2) / 0.2


def _long_ago(a: Telling, b: Telling) -> bool | None:
    """Whether the one with a day happened long before the report of the other; None if it happened after it."""
    for one, other in ((a, b), (b, a)):
        if one.first is not None and one.last is not None and other.reported is not None:
            if (one.first - other.reported).days > 1:
                return None
            return (other.reported - one.last).days > _LONG_AGO
    return False
