"""Batches in the workers of a Dask cluster: one of this machine that comes and goes with the engine, or that of a scheduler.

Always true here: Dask is imported when an engine is entered, never before; only a bounded number of batches is under way; a
result is fetched as soon as it is there, so that a worker which dies costs only the batches that it held; a worker that differs
from this process in what results depend on gives none. Everything travels pickled, as Dask does it: whoever reaches the
scheduler can run what he likes, here and there.
"""

from __future__ import annotations

import asyncio
import logging
import traceback
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent import futures
from contextlib import ExitStack, contextmanager
from itertools import islice
from threading import Lock
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar
from uuid import uuid4

from msgspec import Struct

from .. import __version__
from ..errors import DatelineError
from .engine import Engine
from .interrupts import held_interrupts

if TYPE_CHECKING:
    from distributed import Client, Future, SpecCluster
    from distributed.security import Security

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2
"""Batches under way for each worker: one at work and one waiting, so that no worker idles while the results are used."""

DEATHS = 2
"""Deaths over one batch after which it is held to be the cause, where the cluster is our own."""

ANSWER = 10.0
"""Seconds in which a scheduler has to answer."""

PATIENCE = 30.0
"""Seconds that there may be no worker at all; one that dies and is started anew is there again in three."""

LOOKS = 6
"""How often in that time it is looked whether there is one."""

GLANCE = 0.25
"""Seconds after which it is looked whether Ctrl-C was pressed."""

KEPT = 2
"""States that a worker keeps, so that two who use the same workers in turn do not load their models for every batch."""


class _Order(Struct, Generic[S], frozen=True):
    """What goes with every batch, so that a worker which comes late, or anew, knows all that it needs."""

    id: str
    start: Callable[[], S]
    same: Callable[[], Mapping[str, str]]
    wanted: Mapping[str, str]


class _Outcome(Struct, Generic[R], frozen=True):
    """The one result, or the exception that the work raised; what fails without an outcome failed between the processes."""

    results: tuple[R, ...]
    error: Exception | None


class _Task(Struct, Generic[R], frozen=True):
    """A batch that is under way: what Dask knows it by, and its outcome once it is fetched."""

    handle: Future
    outcome: futures.Future[_Outcome[R]]

    def fetch(self, handle: Future) -> None:
        """Take the outcome over from the worker that holds it. Called in a thread of Dask when it is there."""
        try:
            self.outcome.set_result(handle.result())
        except Exception as error:  # noqa: BLE001  it is raised where the outcome is waited for
            self.outcome.set_exception(error)


_states: dict[str, Any] = {}
"""In a worker process: states by the id of their order. Dask gives its functions no other place to keep them."""

_turn = Lock()
"""In a worker with several threads: who works, since a parser does one thing at a time."""


def _work(order: _Order[S], work: Callable[[S, T], R], batch: T) -> _Outcome[R]:
    """Do one batch; the state is made here, so that an error in making it is raised like one in the work."""
    with _turn:
        try:
            if order.id not in _states:
                _keep(order)
            return _Outcome((work(_states[order.id], batch),), None)
        except Exception as error:  # noqa: BLE001  the edge of a process
            if not isinstance(error, DatelineError):
                error.add_note(traceback.format_exc())
            return _Outcome((), error)


def _keep(order: _Order[Any]) -> None:
    """Make a state, if this worker gives the same results as the process that waits for them."""
    found = order.same() if order.wanted else {}
    for name, value in order.wanted.items():
        if found.get(name) != value:
            raise DatelineError(
                "E605",
                f"A worker has {name} {found.get(name)}; this process has {value}.",
                "Install the same in both places, then start the workers anew.",
            )
    while len(_states) >= KEPT:
        del _states[next(iter(_states))]
    _states[order.id] = order.start()


class Cluster(Engine[S]):
    """The workers of the scheduler at ``address`` (HOST:PORT), or ``jobs`` worker processes of this machine where it is empty."""

    def __init__(
        self,
        jobs: int,
        start: Callable[[], S],
        same: Callable[[], Mapping[str, str]] = dict,
        address: str = "",
        patience: float = PATIENCE,
    ) -> None:
        """``start`` makes the state, once in each worker; ``same`` says what results depend on, and is asked here and there."""
        self._jobs = jobs
        self._start = start
        self._same = same
        self._address = address
        self._patience = patience
        self._held = ExitStack()
        self._connection: Client | None = None
        self._interrupt: Callable[[], None] = lambda: None

    def map(self, work: Callable[[S, T], R], batches: Iterable[T]) -> Iterator[R]:
        """``work(state, batch)`` for each batch, in the order of ``batches``.

        Raises DatelineError: E601 where workers die over the same batch again and again, E603 where the scheduler is lost, E604 where
        it is left without workers, E605 where a worker would not give the same results.
        """
        order = self._order()
        left = iter(batches)
        tasks: deque[_Task[R]] = deque()
        try:
            while True:
                self._interrupt()
                tasks.extend(self._begin(order, work, batch) for batch in islice(left, self._most() - len(tasks)))
                if not tasks:
                    return
                outcome = self._outcome(tasks[0])
                tasks.popleft()
                if outcome.error is not None:
                    raise outcome.error
                yield from outcome.results
        finally:
            for task in tasks if self._connection else ():
                task.handle.cancel()

    def _order(self) -> _Order[S]:
        from dask.base import tokenize

        wanted = dict(self._same()) if self._address else {}  # workers of our own are of the same installation
        return _Order(tokenize(self._start, wanted), self._start, self._same, wanted)

    def _most(self) -> int:
        """Batches that may be under way. The workers of a scheduler come and go; ours come back."""
        return AHEAD * (max(1, self._workers()) if self._address else self._jobs)

    def _workers(self) -> int:
        """How many workers there are now."""
        try:
            return int(self._client.scheduler_info(n_workers=1)["n_workers"])
        except OSError as error:
            raise self._lost() from error

    def _begin(self, order: _Order[S], work: Callable[[S, T], R], batch: T) -> _Task[R]:
        """Hand one batch to the cluster."""
        handle = self._client.submit(_work, order, work, batch, key=f"dateline-{uuid4().hex}", pure=False)
        task: _Task[R] = _Task(handle, futures.Future())
        handle.add_done_callback(task.fetch)
        return task

    def _outcome(self, task: _Task[R]) -> _Outcome[R]:
        """The outcome of a batch, however long it takes, unless there is nobody to do it."""
        alone = 0
        while not self._done(task.outcome, self._patience / LOOKS):
            alone = 0 if self._workers() else alone + 1
            if alone == LOOKS:
                raise DatelineError(
                    "E604",
                    f"{self._name()} has had no worker for {self._patience:g} seconds.",
                    "Start workers, such as 'dask worker HOST:PORT --nthreads 1', then run the same command again.",
                )
        try:
            return task.outcome.result()
        except Exception as error:
            raise self._explained(error) from error

    def _done(self, outcome: futures.Future[Any], seconds: float) -> bool:
        """Whether an outcome is there, after at most so long."""
        end = monotonic() + seconds
        while not futures.wait([outcome], min(GLANCE, seconds)).done:
            self._interrupt()
            if monotonic() > end:
                return False
        return True

    def _explained(self, error: Exception) -> Exception:
        """What it means to the user that a batch came to no outcome."""
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return DatelineError(
                "E601",
                "Worker processes died again and again over the same batch.",
                "Give the workers more memory or run with --jobs 1; nothing that was accepted is lost.",
            )
        if isinstance(error, futures.CancelledError | OSError):
            return self._lost()
        return error

    def _lost(self) -> DatelineError:
        remedy = "Check that it runs, then run the same command again; nothing that was accepted is lost."
        return DatelineError("E603", f"{self._name()} does not answer.", remedy)

    def _name(self) -> str:
        return f"The scheduler at {self._address}" if self._address else "The cluster of this machine"

    @property
    def _client(self) -> Client:
        if self._connection is None:
            raise RuntimeError("A cluster is used as a context manager.")
        return self._connection

    def __enter__(self) -> Self:
        """The engine, connected. Raises DatelineError E603 where no scheduler answers, E601 where no worker process starts."""
        from distributed import Client
        from distributed.utils import silence_logging_cmgr

        with ExitStack() as held:
            # Dask has places where Ctrl-C is lost, and others that it leaves half done.
            self._interrupt = held.enter_context(held_interrupts())
            held.enter_context(silence_logging_cmgr(logging.CRITICAL))
            cluster = None if self._address else held.enter_context(_own(self._jobs))
            client = Client(cluster, timeout=ANSWER) if cluster else self._at_scheduler()
            self._connection = held.enter_context(client)
            self._interrupt()
            if self._address:
                self._check_versions()
            self._held = held.pop_all()
        return self

    def _at_scheduler(self) -> Client:
        """A connection to a scheduler that is there already, encrypted where the user's configuration of Dask says so."""
        from distributed import Client
        from distributed.security import Security
        from distributed.versions import VersionMismatchWarning

        security, seconds = Security(), min(ANSWER, self._patience)
        address = f"{'tls' if security.require_encryption else 'tcp'}://{self._address}"
        try:
            with futures.ThreadPoolExecutor(1) as thread:  # this one may have a loop of its own
                thread.submit(asyncio.run, _greet(address, security, seconds)).result()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", VersionMismatchWarning)  # what matters is asked of each worker
                return Client(address, timeout=seconds, security=security)
        except Exception as error:
            raise self._lost() from error

    def _check_versions(self) -> None:
        """See that the scheduler and its workers have this Dateline, before they get work that they could not even unpack."""
        found = self._client.get_versions(packages=["dateline"])
        for name, one in (("The scheduler", found["scheduler"]), *found["workers"].items()):
            version = (one or {}).get("packages", {}).get("dateline")
            if version != __version__:
                who = name if one is found["scheduler"] else f"The worker at {name}"
                raise DatelineError(
                    "E605",
                    f"{who} has {f'Dateline {version}' if version else 'no Dateline'}; this is Dateline {__version__}.",
                    "Install the same Dateline and the same model for the scheduler and its workers, then start them anew.",
                )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster; one of our own ends. Batches that have not begun are dropped."""
        self._connection = None
        self._held.close()


@contextmanager
def _own(jobs: int) -> Iterator[SpecCluster]:
    """A cluster of ``jobs`` worker processes of this machine."""
    from .local_cluster import local_cluster

    with ExitStack() as held:
        try:
            cluster = held.enter_context(local_cluster(jobs, DEATHS))
        except RuntimeError as error:
            raise DatelineError(
                "E601",
                "The worker processes could not be started.",
                "Free some memory or run with --jobs 1; a script needs the line: if __name__ == '__main__':",
            ) from error
        yield cluster


async def _greet(address: str, security: Security, seconds: float) -> None:
    """Exchange greetings with a scheduler. A ``Client`` would wait for ever for those of somebody who listens and says nothing."""
    from distributed.comm import connect

    given = security.get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, timeout=seconds, **given), seconds)
    await comm.close()
