"""Bytes to text.

Always true here: a byte order mark is no part of the text, line ends stay as they are, no character is replaced or left
out, and a text that is given encodes to UTF-8. Where the encoding would be a mere guess there is no text but a fault.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from charset_normalizer import from_bytes

from ..rules import table
from .fault import Fault

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 before UTF-16: the one's mark begins with the other's."""

CHAOS = 0.05
"""Most disorder (charset-normalizer's share) of a guess that is taken; right guesses on news text in eight encodings
measure 0 to .03, wrong ones mostly .1 and more."""

SAMPLE = 100_000
"""Bytes that a guess is made from; the whole is then decoded strictly."""

NOT_PRINT = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7", "charmap", "undefined"})
"""Encodings that Python knows and no page or message is printed in: a file that declares one would have its bytes read as
something else, and the first takes time by the square of the length."""

NULS = 0.3
"""Share of zero bytes on one side of the byte pairs from which a text without a mark is UTF-16: English has over .9."""

ODD = re.compile(
    r"[^\W\d_A-Z][^\W\d_a-zß-ÿа-яёђ-џA-Z](?<=[À-ÖØ-ÞŒŠŽŸА-ЯЁЂ-Џ])|[À-ÖØ-öø-ÿŒœŠšŽžŸА-яЀ-џĀ-ſ]\d"
    r"|[A-Za-z](?![A-Za-zÀ-ɏ])[^\W\d_]|[^\W\d_](?<![A-Za-zÀ-ɏ])[A-Za-z]"
    r"|[^\W\d_][†‡‚„•¤¦¨¬¯±¶¸¹ƒˆ]|[†‡¤¦¨¬¯¶¸¹ƒˆ][^\W\d_]"
)
"""What a wrong encoding looks like: capitals inside words, digits or rare signs on letters, two alphabets in a word."""

ODD_IN_WESTERN = re.compile("(?<![A-Za-zÀ-ÿ])[À-ÖØ-Þ](?![A-Za-zÀ-ÿ])|[À-ÖØ-öø-ÿ]{3}|[À-Þ][¡-¿]|[ÐðÞþÝý]")
"""What other encodings look like when read as Windows-1252: capitals alone, runs of accents, signs on them, and the six
letters that are Turkish in Windows-1254 (a wrong letter in a name is worse than a question)."""

ACCENTED = re.compile("[À-ÖØ-öø-ɏ]")
"""Latin letters beyond ASCII: eight-bit encodings differ in them, and no test of letters tells which is meant."""


SEVEN_BIT = re.compile(rb"\+(?:A[I-P]|IB)[A-Za-z0-9+/]{1,40}-")
"""Accents and curly quotation marks in UTF-7, whose bytes are all letters of ASCII: "caf+AOk-"."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CONTROLS = 0.01
"""Share of control characters from which a file is no text; news text has none, a terminal's log under .005."""


def decode(raw: bytes, encoding: str | None = None, declared: str | None = None) -> str | Fault:
    """``raw`` as text: by its mark, by ``encoding`` (the user's word), as UTF-8, as the file declares, or by its bytes."""
    text = _decode(raw, encoding, declared)
    if isinstance(text, str) and len(CONTROL.findall(text)) > CONTROLS * len(text):
        return Fault("R102", "The file holds control characters throughout.")
    return text


def _decode(raw: bytes, encoding: str | None, declared: str | None) -> str | Fault:
    if not raw:
        return Fault("R101", "The file has no bytes.")
    if encoding is not None:
        return _stated(raw, encoding)
    for mark, name in MARKS:
        if raw.startswith(mark):
            return _stated(raw[len(mark) :], name)
    if kind := _binary(raw):
        return Fault("R102", f"The file is {kind}.")
    if b"\0" in raw:
        return _unmarked_utf16(raw)
    return _utf8_or_older(raw, declared)


def _stated(raw: bytes, encoding: str) -> str | Fault:
    try:
        text = raw.decode(encoding)
        text.encode("utf-8")
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        return Fault("R103", f"The file is not {encoding}.", f"byte {start + 1}")
    return text.removeprefix("\ufeff")


@cache
def _magic() -> tuple[tuple[bytes, str], ...]:
    return tuple((bytes.fromhex(rule["magic"]), rule["name"]) for rule in table("encodings")["binary"])


def _binary(raw: bytes) -> str | None:
    return next((name for magic, name in _magic() if raw.startswith(magic)), None)


def _unmarked_utf16(raw: bytes) -> str | Fault:
    half = len(raw) // 2
    for name, zeros in (("utf-16-le", raw[1::2].count(0)), ("utf-16-be", raw[::2].count(0))):
        if len(raw) % 2 == 0 and zeros >= NULS * half and zeros == raw.count(0):
            return _stated(raw, name)
    return Fault("R102", "The file holds zero bytes.", f"byte {raw.index(0) + 1}")


def _utf8_or_older(raw: bytes, declared: str | None) -> str | Fault:
    if raw.isascii() and len(SEVEN_BIT.findall(raw)) > 1:
        return Fault("R103", "The file looks like UTF-7.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {error.start + 1}"
    if declared and (text := _decoded(raw, declared)) is not None:
        return text
    western = _decoded(raw, "cp1252")
    if western is not None and not ODD.search(western) and not ODD_IN_WESTERN.search(western):
        return western
    return _guessed(raw) or Fault("R103", "The file is not UTF-8, and its encoding cannot be told.", where)


def _decoded(raw: bytes, encoding: str) -> str | None:
    # The web reads these two labels as Windows-1252, of which they are a part.
    name = {"iso-8859-1": "cp1252", "us-ascii": "cp1252"}.get(encoding.lower(), encoding)
    try:
        if codecs.lookup(name).name in NOT_PRINT:
            return None
        text = raw.decode(name)
        text.encode("utf-8")
    except (LookupError, ValueError):
        return None
    return text


def _guessed(raw: bytes) -> str | None:
    best = from_bytes(raw[:SAMPLE]).best()
    if best is None or best.chaos > CHAOS:
        return None
    text = _decoded(raw, best.encoding)
    return None if text is None or ODD.search(text) or ACCENTED.search(text) else text
