"""Closed lists of words that notes and records hold, and that people choose from on a command line.

Always true here: nothing is imported that a command line would have to wait for; ``notes`` and ``record``, whose fields hold these words,
give them too.
"""

from __future__ import annotations

from typing import Literal

EntityType = Literal["person", "organization", "group", "place", "facility", "outlet", "document", "product", "event"]
PLACED: tuple[EntityType, ...] = ("place", "facility")
"""Types of what lies somewhere, so that something can happen at it."""
Hand = Literal["witnessed", "first-hand", "second-hand", "unattributed"]
PlaceState = Literal["located", "unlocated", "user"]
ContradictionKind = Literal["conflict", "update", "refinement"]
MentionForm = Literal["name", "surname", "acronym", "role", "pronoun", "nominal"]
Basis = Literal["stated", "relative", "report-date", "inferred", "none", "ruled"]
Precision = Literal[
    "time", "part-of-day", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century",
    "interval", "vague",
]  # fmt: skip
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Polarity = Literal["positive", "negative"]
Realis = Literal["actual", "planned", "possible", "demanded", "hypothetical"]
PlacePrecision = Literal["site", "town", "district", "region", "country"]
SpeechKind = Literal["direct", "indirect", "mixed"]
RelayHow = Literal["told", "named", "outer", "document", "platform"]
UnnamedKind = Literal[
    "official", "police", "military", "security", "diplomat", "spokesperson", "witness", "resident", "protester", "medic", "lawyer",
    "aide", "expert", "activist", "fighter", "relative", "victim", "worker", "journalist", "politician", "source", "person", "people",
]  # fmt: skip
RelationKind = Literal["contains", "follows", "response-to", "part-of"]
OfficeStatus = Literal[
    "holds", "acting", "former", "appointed", "elected", "resigned", "dismissed", "claimed", "disputed"
]
TimelinePart = Literal["days", "periods", "background", "undated"]
"""Where an event stands on a timeline: new and known to the day, new and known less well, background, without a date."""
