"""Decisions as lines of JSON, to be kept beside the reports or given to another record.

Always true here: the same decisions are the same bytes, in whatever order they were taken in; each line says all of one decision, with
its id first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from ..model.decisions import Decision, in_order
from .json import line


def encode(decisions: Iterable[Decision]) -> bytes:
    """``decisions`` in the order of their time, one a line, in UTF-8."""
    return "".join(line(_said(decision)) for decision in in_order(decisions)).encode()


def _said(decision: Decision) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.to_builtins(decision)
    return {"id": decision.id} | said
