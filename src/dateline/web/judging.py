"""From the fields of a form to judgements; and the words of a judgement that could not be made, to be mended and sent again.

Always true here: nothing is guessed from what is missing; what a person typed is kept as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import get_args
from urllib.parse import parse_qs, unquote

from msgspec import Struct

from ..errors import InputError
from ..model.judgements import (
    Alias,
    Comment,
    Distinct,
    Grade,
    Judgement,
    Merge,
    Reject,
    Remove,
    Rename,
    Resolve,
    SetDate,
    SetPlace,
    Split,
    Undo,
)
from ..model.notes import EntityType

MOST_FIELDS = 600
"""Fields of one form: more than the passages that a page shows."""
_OWN = re.compile(r"(?:https?://[^/\s]+)?/(?:events|names|reports|disputes)/([^/?#\s]+)(?:[?#]\S*)?")


class Form(Struct, frozen=True):
    """What a form sends. ``targets`` are the things ruled on; of a form over passages ``of`` is what they are passages of and ``parts``
    are those that were ticked; ``value`` is a date, place, name, grade or another thing; ``back`` and ``seal`` are the page's."""

    verb: str
    targets: tuple[str, ...]
    of: str
    parts: tuple[str, ...]
    value: str
    type: str
    why: str
    back: str
    seal: str

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """The fields that nobody types, by name, so that the form can be sent again."""
        single = (("of", self.of), ("type", self.type))
        return (
            *(("target", given) for given in self.targets),
            *(("part", given) for given in self.parts),
            *((name, given) for name, given in single if given),
        )


def form_of(body: bytes) -> Form:
    """The form in the body of a request. Raises InputError (E105) for more than ``MOST_FIELDS`` fields."""
    try:
        sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise _cannot("The form has too many fields.", "Tick fewer passages.") from error

    def one(name: str) -> str:
        return sent.get(name, [""])[0].strip()

    def several(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(given.strip() for given in sent.get(name, ()) if given.strip()))

    return Form(
        verb=one("verb"),
        targets=several("target"),
        of=one("of"),
        parts=several("part"),
        value=one("value"),
        type=one("type"),
        why=one("why"),
        back=one("back"),
        seal=one("seal"),
    )


def judgements_of(form: Form) -> tuple[Judgement, ...]:
    """What the form rules. Raises InputError (E105) for what is missing or unknown."""
    if not form.why:
        raise _cannot("No reason is given.", "Say why; a few words are enough.")
    verb, _, grade = form.verb.partition(":")
    make = _MAKE.get(verb)
    if make is None:
        raise _cannot(f"There is no judgement {verb!r}.", "Choose one of those that the page offers.")
    if form.of and not form.parts:
        raise _cannot("No passage is ticked.", "Tick those that you rule on.")
    things = form.parts if form.of and verb != "split" else form.targets
    if not things and verb != "split":
        raise _cannot("Nothing is ruled on.", "Open the page of the thing and rule there.")
    return make(_Said(things, grade or form.value, form))


class _Said(Struct, frozen=True):
    """The things ruled on, what is ruled of them, and the form that says it."""

    things: tuple[str, ...]
    value: str
    form: Form

    @property
    def type(self) -> EntityType | None:
        """The type of entities that a ruling on names is narrowed to."""
        return next((known for known in get_args(EntityType) if known == self.form.type), None)

    def needed(self, what: str) -> str:
        """The value. Raises InputError (E105) where it is missing."""
        if not self.value:
            raise _cannot(f"The {what} is missing.", f"Give the {what}.")
        return self.value


def thing_of(typed: str) -> str:
    """What a person points at: the id in an address of this room, else what was typed."""
    found = _OWN.fullmatch(typed.strip())
    return unquote(found[1]) if found else typed.strip()


def _cannot(message: str, remedy: str) -> InputError:
    return InputError("E105", message, remedy)


def _split(said: _Said) -> tuple[Judgement, ...]:
    if not said.form.of:
        raise _cannot("Nothing is split.", "Open the page of the thing and rule there.")
    return (Split(said.form.of, said.form.parts),)


_MAKE: Mapping[str, Callable[[_Said], tuple[Judgement, ...]]] = MappingProxyType({
    "merge": lambda said: (Merge((*said.things, *((thing_of(said.value),) if said.value else ()))),),
    "split": _split,
    "reject": lambda said: (Reject(said.things),),
    "date": lambda said: (SetDate(said.things, said.needed("date")),),
    "place": lambda said: (SetPlace(said.things, thing_of(said.needed("place"))),),
    "rename": lambda said: (Rename(said.things[0], said.needed("name")),),
    "alias": lambda said: (Alias(said.things[0], said.needed("other name"), said.type),),
    "distinct": lambda said: (Distinct(said.things[0], said.needed("other name"), said.type),),
    "resolve": lambda said: (Resolve(said.things[0]),),
    "grade": lambda said: tuple(Grade(thing, said.needed("grade")) for thing in said.things),
    "comment": lambda said: (Comment(said.things),),
    "remove": lambda said: (Remove(said.things),),
    "undo": lambda said: (Undo(said.things[0]),),
})  # fmt: skip
"""What each verb makes of the things ruled on and of the value that was typed or chosen."""
