"""Batches in several processes of this machine.

Always true here: processes are spawned, never forked, so that every system behaves alike; ``start``, ``work``, the batches
and the results are pickled, hence ``start`` and ``work`` are functions of a module. Only a bounded number of batches is
under way, whatever the number of batches. When a process dies, the batches without a result are done again.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from msgspec import Struct

from ..errors import DatelineError
from .engine import Engine

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2
"""Batches under way for each process: one at work and one waiting, so that no process idles while the results are used."""

DEATHS = 2
"""Deaths in a row, without one result between them, after which the batch is held to be the cause."""

_start: list[Callable[[], Any]] = []
_state: list[Any] = []
"""In a worker process: how its state is made, and the state. A pool gives its functions no other place to keep them."""


def _begin(start: Callable[[], Any]) -> None:
    """Get a worker ready. Ctrl-C is the business of the process that waits for the results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _start[:] = [start]


def _work(work: Callable[[Any, T], R], batch: T) -> R:
    """Do one batch; the state is made here, so that an error in making it is raised like one in the work."""
    if not _state:
        _state.append(_start[0]())
    return work(_state[0], batch)


class _Task(Struct, Generic[T, R]):
    """A batch that is under way."""

    batch: T
    result: Future[R]


class Processes(Engine[S]):
    """``jobs`` worker processes, each with a state of its own."""

    def __init__(self, jobs: int, start: Callable[[], S]) -> None:
        """``start`` makes the state, once in each process."""
        self._jobs = jobs
        self._start = start
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[S, T], R], batches: Iterable[T]) -> Iterator[R]:
        """``work(state, batch)`` for each batch, in the order of ``batches``.

        Raises DatelineError E601 where worker processes die over the same batch again and again.
        """
        left = iter(batches)
        tasks: deque[_Task[T, R]] = deque()
        deaths = 0
        try:
            while True:
                tasks.extend(self._begin(work, batch) for batch in islice(left, self._jobs * AHEAD - len(tasks)))
                if not tasks:
                    return
                try:
                    result = tasks[0].result.result()
                except BrokenProcessPool as error:
                    deaths += 1
                    self._again(work, tasks, deaths, error)
                    continue
                deaths = 0
                tasks.popleft()
                yield result
        finally:
            for task in tasks:
                task.result.cancel()

    def _begin(self, work: Callable[[S, T], R], batch: T) -> _Task[T, R]:
        """Hand one batch to the pool; where it has broken meanwhile, the batch fails as those under way do."""
        if self._pool is None:
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(self._jobs, context, initializer=_begin, initargs=(self._start,))
        try:
            return _Task(batch, self._pool.submit(_work, work, batch))
        except BrokenProcessPool as error:
            broken: Future[R] = Future()
            broken.set_exception(error)
            return _Task(batch, broken)

    def _again(
        self, work: Callable[[S, T], R], tasks: deque[_Task[T, R]], deaths: int, error: BrokenProcessPool
    ) -> None:
        """Put a new pool in the place of a broken one, and begin again what has no result."""
        self._let_go()
        if deaths > DEATHS:
            raise DatelineError(
                "E601",
                f"Worker processes died {deaths} times over the same batch.",
                "Free some memory or run with --jobs 1; a script needs the line: if __name__ == '__main__':",
            ) from error
        for number, task in enumerate(tasks):
            if not task.result.done() or task.result.cancelled() or task.result.exception() is not None:
                tasks[number] = self._begin(work, task.batch)

    def _let_go(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        """The engine, ready; processes start with the first batch."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; batches that have not begun are dropped."""
        self._let_go()
