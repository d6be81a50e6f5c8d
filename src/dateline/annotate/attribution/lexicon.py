"""Which words count as cues in which frame.

Always true here: the lists are data (``attribution.toml`` by hand, ``attribution_cues.toml`` counted by
``bench/attribution_lexicon.py``); the family in a rule's name says which list let it in.
"""

from __future__ import annotations

from functools import cache

from ... import rules
from .frames import Frame

_SPEECH = {
    "clause": "say_verbs",
    "told": "say_verbs",
    "question": "say_verbs",
    "directive": "directive",
    "infinitive": "directive",
    "object": "object_says",
}
_NEED_HEARER = frozenset({"order", "urge", "tell", "ask", "warn", "instruct", "advise", "invite", "encourage"})
_NAMES = {"clause": "clause", "told": "clause", "question": "question", "directive": "infinitive"}


def rule_of(frame: Frame) -> str | None:
    """The name of the rule by which a frame counts: ``verb:...`` for speech, ``stance:...`` and more for the rest; else None."""
    name = _NAMES.get(frame.name, frame.name)
    hearer = frame.name != "infinitive" or frame.key not in _NEED_HEARER
    if frame.name in _SPEECH and hearer and frame.key in rules.words("attribution", _SPEECH[frame.name]):
        return f"verb:{name}"
    return f"stance:{name}" if frame.key in _counted(frame.name) else None


@cache
def cue_lemmas() -> frozenset[str]:
    """The lemmas of all words that count as cues in some frame, of "make clear" and "call for" the first."""
    keys = (rules.words("attribution", name) for name in {*_SPEECH.values()})
    counted = (rules.words("attribution_cues", name) for name in rules.table("attribution_cues"))
    return frozenset(key.partition(" ")[0] for listed in (*keys, *counted) for key in listed)


def _counted(name: str) -> frozenset[str]:
    return rules.words("attribution_cues", name) if name in rules.table("attribution_cues") else frozenset()
