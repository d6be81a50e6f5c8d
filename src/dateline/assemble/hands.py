"""How near a report is to whoever says a thing: seen by a reporter, heard from the speaker, through others, or said by nobody else.

Always true here: an outlet's own sentence is unattributed; what another outlet reports is second-hand, and what the speaker puts
out is first-hand, on whatever paper or platform.
"""

from __future__ import annotations

from .. import rules
from ..model.notes import Attribution, Hand, Relay, ReportNotes
from ..model.reading import Extent
from .materials import Lookup, Materials

_OWN_CHANNELS = ("document", "platform")


def hand_of(materials: Materials, lookup: Lookup, notes: ReportNotes, said: Attribution | None) -> Hand:
    """The hand of a statement of ``notes`` with the attribution ``said``."""
    if said is None or said.source is None:
        return "unattributed"
    if said.witnessed:
        return "witnessed"
    passed = [r for r in said.chain if r.how not in _OWN_CHANNELS and holds(lookup, notes.report, r)]
    if any(r.how == "outer" or not _is_own(materials, lookup, notes.report, r.actor) for r in passed):
        return "second-hand"
    foreign = _is_media(materials, lookup, notes.report, said.source, said.speaker)
    return "second-hand" if foreign and not _is_own(materials, lookup, notes.report, said.speaker) else "first-hand"


def holds(lookup: Lookup, report: str, relay: Relay) -> bool:
    """Whether a relay is one: whom somebody told something has to prove to be an outlet."""
    return relay.how != "told" or lookup.is_outlet(report, relay.actor)


def _is_own(materials: Materials, lookup: Lookup, report: str, actor: int | None) -> bool:
    """Whether the outlet is the one whose report this is: its publisher or the agency whose copy it is."""
    entity = lookup.entity(report, actor)
    if entity is None:
        return False
    printed = materials.reports[report]
    own = {materials.family(name).casefold() for name in (printed.publisher, printed.agency) if name}
    return materials.family(lookup.entities[entity].name).casefold() in own


def _is_media(materials: Materials, lookup: Lookup, report: str, source: Extent, speaker: int | None) -> bool:
    """Whether an outlet, or "local media", says it in its own name."""
    if lookup.is_outlet(report, speaker):
        return True
    words = materials.reports[report].text[source.start : source.end].casefold().split()
    return "media" in words[-2:] or (words[-1:] != [] and words[-1] in rules.words("attribution", "media_nouns"))
