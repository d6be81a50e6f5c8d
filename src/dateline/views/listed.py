"""The first rows of a listing."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Listed(Struct, Generic[T], frozen=True):
    """The first rows of a listing, and how many it has in all."""

    rows: tuple[T, ...]
    total: int
