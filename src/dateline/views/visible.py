"""Text of strangers made safe to look at: characters that steer a terminal or turn a line are shown, not obeyed.

Always true here: a text without such characters comes back as it is, so what is shown equals what was printed.
"""

from __future__ import annotations

import re

STEERING = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
"""Beyond ASCII's own controls: DEL and C1, marks of direction, line separators, byte order mark, lone surrogates."""
_STEERING = re.compile(f"[{STEERING}]")
_HIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{STEERING}]|\r(?!\n)")
OWN_MARKS = frozenset('“"«„')
_BREAKS = re.compile(r"[\n\r]+")


def visible(text: str) -> str:
    r"""``text`` with steering characters as ``\x1b`` or ``\u202e``; line ends and tab stay."""
    return _HIDDEN.sub(escaped, text)


def printed(value: object) -> object:
    """What a template prints of a value: a text as ``visible`` has it; mark-up that a template made is printed already."""
    return visible(value) if type(value) is str else value


def one_line(text: str) -> str:
    """``text`` in one line: each line break with the blanks around it is one space, steering characters are shown."""
    parts = (part.strip(" \t") for part in _BREAKS.split(text))
    return visible(" ".join(part for part in parts if part).replace("\t", " ")).strip()


def quoted(text: str) -> str:
    """``text`` in quotation marks, unless it begins with its own: doubled marks would look like somebody's mistake."""
    return text if text[:1] in OWN_MARKS else f"“{text}”"


def json_escaped(document: str) -> str:
    r"""A JSON document with steering characters as ``\u`` escapes, which mean the same to every reader of JSON."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def escaped(found: re.Match[str]) -> str:
    r"""The one character that was found as ``\x1b`` or ``\u202e``."""
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
