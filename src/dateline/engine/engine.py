"""What an engine is, and the one that needs no other process.

Always true here: an engine knows no stage; results come in the order of the batches; whoever does the work has a state of
its own (the parser, say), made by ``start`` once and handed to every call, so that no function needs a global.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self, TypeVar

S = TypeVar("S")
S_co = TypeVar("S_co", covariant=True)
T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol[S_co]):
    """Runs a function over batches. Use it as a context manager: leaving it lets its processes go."""

    def map(self, work: Callable[[S_co, T], R], batches: Iterable[T]) -> Iterator[R]:
        """``work(state, batch)`` for each batch, in the order of ``batches``, which are taken only as they are needed.

        An exception of ``work`` is raised in the place of its result, and no later batch is begun after it.
        """
        ...

    def __enter__(self) -> Self:
        """The engine, ready."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let everything go that the engine holds."""
        ...


class Serial(Engine[S]):
    """One batch after the other, in this process; the state is made when the first batch comes."""

    def __init__(self, start: Callable[[], S]) -> None:
        """``start`` makes the state."""
        self._start = start
        self._made: list[S] = []

    def map(self, work: Callable[[S, T], R], batches: Iterable[T]) -> Iterator[R]:
        """``work(state, batch)`` for each batch, each when its result is asked for."""
        for batch in batches:
            if not self._made:
                self._made.append(self._start())
            yield work(self._made[0], batch)

    def __enter__(self) -> Self:
        """The engine, ready."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Forget the state."""
        self._made.clear()
