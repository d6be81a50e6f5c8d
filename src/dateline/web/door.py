"""The door to ruling: who holds the token may enter, and every ruling must come from a page that this server gave to them.

Always true here: the token and the keys of sessions are drawn anew for each server and are compared in constant time; they are in no page,
no later address and no log; without a door nobody rules.
"""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

SESSIONS = 64
"""Browsers that may rule at once; whoever entered first must enter again then."""
LONGEST_NAME = 200
"""Letters of the name of whoever rules."""


class Note(Struct, frozen=True):
    """What became of the last ruling, told once: words, and the decision that it is about."""

    words: str
    decision: str | None = None


class Pen(Struct, frozen=True):
    """One browser that may rule: the key of its session, who rules with it, and what it is to be told next."""

    key: str
    who: str | None
    note: Note | None = None


class Editor(Struct, frozen=True):
    """What a page's forms need: who rules, where a ruling leads back to, and the seal that proves that this server made the form."""

    who: str | None
    back: str
    seal: str
    note: Note | None


class Door:
    """Who may rule on the record of one server; ``writing`` is held while the record is made anew."""

    def __init__(self, who: str | None = None) -> None:
        """``who`` is the name that everybody who enters rules under until they give another."""
        self.token = secrets.token_urlsafe(32)
        self.cookie = f"dateline-{secrets.token_hex(4)}"  # cookies are shared between the ports of a computer
        self.writing = Lock()
        self._who = named(who or "")
        self._pens: OrderedDict[str, Pen] = OrderedDict()
        self._lock = Lock()

    def enter(self, token: str) -> Pen | None:
        """A new pen for whoever has the token."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        pen = Pen(secrets.token_urlsafe(32), self._who)
        with self._lock:
            self._pens[_digest(pen.key)] = pen
            while len(self._pens) > SESSIONS:
                self._pens.popitem(last=False)
        return pen

    def pen(self, key: str | None) -> Pen | None:
        """The pen of a session; found by the digest of its key, so that time tells nothing of it."""
        with self._lock:
            return self._pens.get(_digest(key)) if key else None

    def sign(self, pen: Pen, who: str) -> Pen | None:
        """From now on ``who`` rules with the pen; None where that is no name."""
        name = named(who)
        return self._keep(replace(pen, who=name)) if name else None

    def tell(self, pen: Pen, note: Note) -> None:
        """Tell it on the next page."""
        self._keep(replace(pen, note=note))

    def leave(self, pen: Pen) -> None:
        """The pen rules no longer."""
        with self._lock:
            self._pens.pop(_digest(pen.key), None)

    def editor(self, pen: Pen, back: str) -> Editor:
        """What the forms of the page at ``back`` need; what the pen was to be told is told by it."""
        if pen.note:
            self._keep(replace(pen, note=None))
        return Editor(pen.who, back, seal(pen, back), pen.note)

    def _keep(self, pen: Pen) -> Pen:
        with self._lock:
            if _digest(pen.key) in self._pens:
                self._pens[_digest(pen.key)] = pen
        return pen


def seal(pen: Pen, back: str) -> str:
    """What proves that a form was made for this pen, on the page at ``back``."""
    return hmac.new(pen.key.encode(), back.encode(), sha256).hexdigest()


def sealed(pen: Pen, back: str, given: str) -> bool:
    """Whether ``given`` is that seal."""
    return hmac.compare_digest(given.encode(), seal(pen, back).encode())


def same_origin(origin: str | None, host: str | None) -> bool:
    """Whether a request comes from a page of the server that it goes to; browsers say that of every form."""
    if not origin or not host:
        return False
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc.casefold() == host.strip().casefold()


def named(who: str) -> str | None:
    """A name as it is kept: one line, not longer than ``LONGEST_NAME``; None for no name."""
    return " ".join(who.split())[:LONGEST_NAME] or None


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
