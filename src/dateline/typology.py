"""The types of events: those of ``events.toml``, and a user's own, written in the same form.

Always true here: a typology is a pure function of the two; a user's trigger goes before the shipped one of the same words; a trigger
tells one type, and one mode of it at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Annotated

import msgspec
from msgspec import Struct

from . import rules
from .own_rules import OwnRules, line_of, twice

NO_TYPE = 0.3
"""Weight of a happening of no known type. Of 0.2, 0.25, 0.3 and 0.4 the last two gave the same days on five topics of news, one day in a
hundred better than 0.2."""
MOST = 200
"""Types that a user's file may hold: all of them stand in the record's settings."""

_OWN = OwnRules(
    "types",
    "docs/events.md",
    "in small letters: a name, one noun, up to four lemmas of a verb and its words; of a sense a role, then lemmas or CLASSES",
)

_Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
_Words = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z'-]*( [a-z][a-z'-]*){0,3}$", max_length=80)]
_Noun = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z'-]*$", max_length=80)]
_Condition = Annotated[str, msgspec.Meta(pattern=r"^(not )?[a-z]+( ([a-z][a-z'&-]*|[A-Z]+))+$", max_length=300)]
_Code = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One type: its triggers, how much one telling weighs, who takes part, its modes by trigger, its codes in other schemes.

    ``senses`` are the conditions under which a trigger tells it (docs/events.md).
    """

    name: _Name
    family: _Name
    verbs: tuple[_Words, ...] = ()
    nouns: tuple[_Noun, ...] = ()
    weight: Annotated[float, msgspec.Meta(gt=0, le=2)] = 1.0
    plover: _Code | None = None
    acled: _Code | None = None
    cameo: _Code | None = None
    iptc: _Code | None = None
    roles: dict[str, _Text] = {}
    modes: dict[str, tuple[str, ...]] = {}
    senses: dict[str, tuple[_Condition, ...]] = {}
    examples: tuple[_Text, ...] = ()


_UNKNOWN = EventType(name="other", family="other", weight=NO_TYPE)


ANY = "ANY"
"""In a condition: whatever stands there."""


class Condition(Struct, frozen=True):
    """What must, or must not, stand in a role beside a trigger: lemmas, and classes of ``classes.toml`` in capitals.

    Roles are ``agent``, ``patient``, ``passive`` (to whom a passive verb happens), ``recipient``, ``clause`` (what it governs), of these
    ``content`` (what is said or shown) and ``infinitive``, ``near`` (what hangs on it), ``whose`` a noun is, ``above`` (what a noun hangs
    on), and prepositions.
    """

    role: str
    items: frozenset[str]
    excludes: bool

    @classmethod
    def of(cls, words: str) -> Condition:
        """The condition that ``words`` write: "agent PRICE", "not near out of"."""
        said = words.split()
        excludes = said[0] == "not"
        role, *items = said[1:] if excludes else said
        return cls(role, frozenset(items), excludes)


class Trigger(Struct, frozen=True):
    """One way to tell an event: a verb with the lemmas that must hang on it, and what must stand beside it."""

    verb: str
    needs: frozenset[str]
    type: str
    name: str
    senses: tuple[Condition, ...] = ()


class Typology:
    """The types, by what the stages ask of them. ``types`` are in order: of equal triggers the first counts."""

    def __init__(self, types: Sequence[EventType]) -> None:
        self.types = tuple(types)
        self._by_name = {kind.name: kind for kind in reversed(self.types)}

    def type(self, name: str) -> EventType:
        """The type of this name; for ``other`` and unknown names one without codes."""
        return self._by_name.get(name, _UNKNOWN)

    @cached_property
    def triggers(self) -> Mapping[str, tuple[Trigger, ...]]:
        """Verb triggers by verb, the most demanding first."""
        by_verb: dict[str, list[Trigger]] = {}
        for kind in self.types:
            for words in kind.verbs:
                verb, *needs = words.split()
                senses = tuple(map(Condition.of, kind.senses.get(words, ())))
                by_verb.setdefault(verb, []).append(Trigger(verb, frozenset(needs), kind.name, words, senses))
        rank = {kind.name: n for n, kind in enumerate(self.types)}
        own = {verb: sorted(found, key=lambda t: (t.name, rank[t.type])) for verb, found in by_verb.items()}
        return {verb: tuple(sorted(found, key=lambda t: -len(t.needs))) for verb, found in own.items()}

    @cached_property
    def nouns(self) -> Mapping[str, str]:
        """The type that each event noun names, of several the first."""
        return {noun: kind.name for kind in reversed(self.types) for noun in kind.nouns}

    @cached_property
    def noun_types(self) -> Mapping[str, tuple[tuple[str, tuple[Condition, ...]], ...]]:
        """The types that each event noun may name, in order, each with what must stand beside it for that."""
        found: dict[str, list[tuple[str, tuple[Condition, ...]]]] = {}
        for kind in self.types:
            for noun in kind.nouns:
                senses = tuple(map(Condition.of, kind.senses.get(f"the {noun}", ())))
                found.setdefault(noun, []).append((kind.name, senses))
        return {noun: tuple(kinds) for noun, kinds in found.items()}

    @cached_property
    def families(self) -> Mapping[str, str]:
        """The family of each type."""
        return {kind.name: kind.family for kind in self.types}

    @cached_property
    def _modes(self) -> Mapping[tuple[str, str], str]:
        return {
            (kind.name, trigger): mode
            for kind in self.types
            for mode, triggers in kind.modes.items()
            for trigger in triggers
        }

    def mode(self, type: str, rule: str) -> str | None:
        """How it was done, where the trigger decides it; ``rule`` is that of a mention: ``verb:shoot``, ``light:begin riot``."""
        how, _, words = rule.partition(":")
        return self._modes.get((type, words.rpartition(" ")[2] if how == "light" else words))


@cache
def typology(own: str = "") -> Typology:
    """The shipped types, and before them a user's ``own`` as ``read_types`` gives them. Raises SettingError (E302) for anything else."""
    shipped = msgspec.convert(rules.table("events")["type"], list[EventType])
    return Typology((*(_OWN.of_setting(own, list[EventType]) if own else ()), *shipped))


def read_types(text: str, place: str) -> str:
    """A user's types in TOML as one line of JSON, the same for the same types; ``place`` names the file in messages.

    Raises InputError (E104) with what is wrong, so that a file is taken in whole or not at all.
    """
    types = _OWN.read(text, place, _File).type
    if wrong := next(_faults(types), None):
        raise _OWN.bad(place, wrong)
    return line_of(sorted(types, key=lambda kind: kind.name))


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """A user's file: nothing but types."""

    type: Annotated[list[EventType], msgspec.Meta(min_length=1, max_length=MOST)]


def _faults(types: Sequence[EventType]) -> Iterator[str]:
    """What is wrong with types that have the right form."""
    shipped = {kind.name for kind in typology().types} | {_UNKNOWN.name}
    yield from (
        f"there is a type {kind.name!r} already; give yours another name" for kind in types if kind.name in shipped
    )
    yield from (f"two types are named {name!r}" for name in twice(kind.name for kind in types))
    yield from (
        f"the type {kind.name!r} has neither verbs nor nouns" for kind in types if not (kind.verbs or kind.nouns)
    )
    for field in ("verbs", "nouns"):
        yield from (
            f"two types have the same word in {field}: {word!r}"
            for word in twice(w for k in types for w in getattr(k, field))
        )
    for kind in types:
        known = {*kind.verbs, *kind.nouns}
        told = {*kind.verbs, *(f"the {noun}" for noun in kind.nouns)}
        decided = [trigger for triggers in kind.modes.values() for trigger in triggers]
        yield from (
            f"the type {kind.name!r} has a mode for {t!r}, which is none of its words"
            for t in decided
            if t not in known
        )
        yield from (f"the type {kind.name!r} has two modes for {trigger!r}" for trigger in twice(decided))
        yield from (
            f"the type {kind.name!r} has a sense of {t!r}, which is none of its words"
            for t in kind.senses
            if t not in told
        )
        yield from (
            f"the type {kind.name!r} asks for a class {item!r} that is not there"
            for conditions in kind.senses.values()
            for item in sorted(item for words in conditions for item in Condition.of(words).items if item.isupper())
            if item != ANY and item not in rules.table("classes")["class"]
        )
