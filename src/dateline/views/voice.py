"""Who says a statement, and who relayed it."""

from __future__ import annotations

from msgspec import Struct

from ..model.record import AttributionSpan, ChainLink, Statement
from ..model.words import SpeechKind
from .index import Index


class Relay(Struct, frozen=True):
    """An outlet or body between the speaker and the report: the printed words, and its name where known."""

    words: str
    name: str | None

    @property
    def label(self) -> str:
        """The name, else the printed words."""
        return self.name or self.words


class Voice(Struct, frozen=True):
    """Who says a statement: the printed words, the entity they stand for, the relays, nearest to the speaker first.

    ``others`` are the names of the further speakers of "X and Y said".
    """

    words: str | None
    speaker: str | None
    name: str | None
    kind: SpeechKind
    cue: str | None
    relays: tuple[Relay, ...]
    others: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The speakers as one line: the entity's name, else the printed words; relays follow after "via"."""
        who = " and ".join((self.name or self.words or "an unnamed source", *self.others))
        return " via ".join((who, *(relay.label for relay in self.relays)))


def _speaks(said: AttributionSpan, link: ChainLink) -> bool:
    """Whether a relay is the speaker: an outlet that reports a thing in its own name relays nobody."""
    return link.source == said.source or (link.entity is not None and link.entity == said.speaker)


def voice(index: Index, statement: Statement | None) -> Voice | None:
    """Who says ``statement``; None where the report says it in its own name."""
    said = statement.attribution if statement else None
    if said is None:
        return None
    relays = tuple(Relay(link.source.exact, index.name(link.entity)) for link in said.chain if not _speaks(said, link))
    words = said.source.exact if said.source else None
    cue = said.cue.exact if said.cue else None
    others = tuple(name for other in said.speakers if other != said.speaker and (name := index.name(other)))
    return Voice(words, said.speaker, index.name(said.speaker), said.kind, cue, relays, others)
