"""The first rows of a listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """The first rows of a listing, and how many it has in all."""

    rows: tuple[T, ...]
    total: int
