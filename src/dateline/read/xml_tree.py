"""XML as a bounded tree.

Always true here: no entity that a file declares is taken, nothing outside the file is looked at, depth and the number of
elements are bounded; of malformed XML there is what came before the malformed place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from msgspec import Struct, field

from .fault import Fault

DEEPEST = 400
"""Elements inside one another at most; office documents with tables in tables reach forty."""

MOST = 300_000
"""Elements at most, which take 150 MB; a document of a thousand pages has half of that."""


class Element(Struct, eq=False):
    """An element: ``space`` is the address of its namespace (empty: none), ``whole`` whether its end was seen.

    ``attributes`` are under their names without namespace; ``parts`` are its text and elements in order.
    """

    space: str
    name: str
    attributes: Mapping[str, str]
    parts: list[Element | str] = field(default_factory=list)
    whole: bool = False

    def elements(self) -> Iterator[Element]:
        """The elements directly inside."""
        return (part for part in self.parts if isinstance(part, Element))

    def below(self) -> Iterator[Element]:
        """This element and all inside it, in the order of the file."""
        todo = [self]
        while todo:
            element = todo.pop()
            yield element
            todo.extend(reversed(list(element.elements())))

    def text(self) -> str:
        """All characters inside, in order."""
        found: list[str] = []
        todo: list[Element | str] = [self]
        while todo:
            part = todo.pop()
            if isinstance(part, str):
                found.append(part)
            else:
                todo.extend(reversed(part.parts))
        return "".join(found)


class Parsed(NamedTuple):
    """The outermost element, None where there is none, and what stopped the reading."""

    root: Element | None
    fault: Fault | None


class _Stopped(Exception):  # noqa: N818 - it is no error of the program
    """The file asks for more than is given."""


class _Builder(Struct):
    """The tree while it is read; ``open`` are the open elements, outermost first."""

    root: Element | None = None
    open: list[Element] = field(default_factory=list)
    count: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST or len(self.open) >= DEEPEST:
            raise _Stopped(f"It has more than {MOST:,} elements, or {DEEPEST} inside one another.")
        space, _, local = name.rpartition(" ")
        element = Element(space, local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})
        if self.open:
            self.open[-1].parts.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _: str) -> None:
        self.open.pop().whole = True

    def characters(self, text: str) -> None:
        self.open[-1].parts.append(text)

    def entity(self, name: str, *_: object) -> None:
        raise _Stopped(f"It uses an entity of its own ({name[:40]!r}), which is not taken.")


def parse_xml(text: str) -> Parsed:
    """The tree of ``text``, whose declaration of an encoding is passed over; R109 where it is malformed or too much."""
    builder = _Builder()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.EntityDeclHandler = builder.entity
    parser.SkippedEntityHandler = builder.entity
    fault = None
    try:
        parser.Parse(text.lstrip("\ufeff \t\r\n").encode("utf-8"), True)
    except _Stopped as stopped:
        fault = Fault("R109", str(stopped), f"line {parser.CurrentLineNumber}")
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        fault = Fault("R109", f"The XML is malformed: {reason}.", f"line {error.lineno}, column {error.offset + 1}")
    return Parsed(builder.root, fault)
