"""Templates and what they are given: words made safe, labels, small geometry.

Always true here: autoescape is on for every template, whatever is printed steers nothing, and an undefined name is an error, not an empty
place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from ..rules import table
from ..views.counts import behind, counted
from ..views.disputes import Side
from ..views.figures import number
from ..views.index import Quote
from ..views.marks import Mark, Piece
from ..views.mood import mood
from ..views.rulings import ruling_words
from ..views.strip import ticks
from ..views.timeline import date_beside, meant
from ..views.versions import change_kind, changed, moment
from ..views.visible import printed, quoted, visible
from .coast import lines_in

CLASSES = {"source": "voice", "cue": "voice cue", "relay": "voice", "role": "office"}
"""Kinds of marks that look alike."""


class PieceView(Struct, frozen=True):
    """A piece of a report as it is drawn: style names, what explains it, the numbers of its marks, the thing it leads to."""

    classes: str
    label: str
    numbers: str
    target: tuple[str, str] | None


def piece_view(marks: Sequence[Mark], piece: Piece) -> PieceView:
    """How ``piece`` is drawn; it leads to what its shortest mark with an aim leads to."""
    found = [marks[n] for n in piece.marks]
    kinds = dict.fromkeys(f"k-{name}" for mark in found for name in CLASSES.get(mark.kind, mark.kind).split())
    labels = dict.fromkeys(f"{mark.kind}: {mark.label}" if mark.label else mark.kind for mark in found)
    target = next((mark.target for mark in found if mark.target), None)
    classes = " ".join([*kinds, *(["focus"] if piece.focused else [])])
    return PieceView(classes, "\n".join(labels), " ".join(map(str, piece.marks)), target)


Told = list[tuple[Quote, list[Side]]]
"""Sentences, each with the sides of a contradiction that it gives: copies of one sentence are printed once."""


def by_value(sides: Sequence[Side]) -> list[tuple[str | None, Told]]:
    """The sides of a contradiction by the value that they give, in the order of the first; without values each by itself."""
    found: dict[str | int, list[Side]] = {}
    for n, side in enumerate(sides):
        found.setdefault(side.value.casefold() if side.value else n, []).append(side)
    return [(given[0].value, _by_sentence(given)) for given in found.values()]


def _by_sentence(sides: Sequence[Side]) -> Told:
    found: dict[str, list[Side]] = {}
    for side in sides:
        found.setdefault(side.sentence.exact, []).append(side)
    return [(given[0].sentence, given) for given in found.values()]


def xml(text: str) -> str:
    """Words of a report as XML can hold them: no control characters, line ends as blanks."""
    return " ".join(shown(text).split())


def no_href(_: object) -> None:
    """Nowhere to go."""


def shown(text: object) -> str:
    """Words of a report as a page shows them: what steers a reader's eye is visible."""
    return visible(str(text))


@cache
def environment() -> Environment:
    """The templates of the reading room."""
    made = Environment(
        loader=PackageLoader("dateline", "web/templates"),
        autoescape=True,
        finalize=printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"shown": shown, "quoted": quoted, "xml": xml}
    made.globals |= {
        "behind": behind,
        "by_value": by_value,
        "change_kind": change_kind,
        "changed": changed,
        "counted": counted,
        "date_beside": date_beside,
        "edit": None,
        "labels": table("labels"),
        "lines_in": lines_in,
        "no_href": no_href,
        "meant": meant,
        "moment": moment,
        "mood_of": mood,
        "number": number,
        "piece_view": piece_view,
        "ruling_words": ruling_words,
        "ticks": ticks,
    }
    return made


def render(template: str, **given: Any) -> str:
    """The text of a page."""
    return environment().get_template(template).render(**given)


@cache
def static(name: str) -> bytes:
    """A file of the package that pages load. Raises FileNotFoundError."""
    return files("dateline").joinpath("web", "static", name).read_bytes()
