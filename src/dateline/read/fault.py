"""What went wrong with one input, before it is known under which path it is shown.

Always true here: ``code`` stands in ``errors.FAILURES``; a fault never ends the reading of other inputs.
"""

from __future__ import annotations

from msgspec import Struct

from ..errors import FAILURES
from ..model.reading import Failure


class Fault(Struct, frozen=True):
    """A failure in the making: ``code`` (R1xx), what happened, where (``line 3``), and the number of its item from 1."""

    code: str
    message: str
    where: str | None = None
    number: int | None = None


def failure(fault: Fault, path: str) -> Failure:
    """``fault`` as the failure of ``path``, with the severity and remedy of its code."""
    kind = FAILURES[fault.code]
    return Failure(path, fault.code, kind.severity, _written(fault.message), kind.remedy, fault.where)


def _written(message: str) -> str:
    """``message`` as it can be written: what it quotes of an input may hold halves of characters."""
    return message.encode("utf-8", "backslashreplace").decode("utf-8")


def item_path(path: str, number: int | None) -> str:
    """``path``, with ``#n`` where it is one item of several."""
    return path if number is None else f"{path}#{number}"
