"""A Dask cluster of this machine that nobody else can use, and that leaves nothing behind. Needs the extra ``[dask]``.

Always true here: it listens on 127.0.0.1 alone, for those who hold a certificate made for this one cluster and kept in memory; no
dashboard and no other page is served; what its workers write stands in a temporary folder, which goes with it.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from tempfile import TemporaryDirectory
from typing import Any

import dask
from distributed import Nanny, Scheduler, SpecCluster, Worker
from distributed.security import Security

HOST = "127.0.0.1"


class _NoPages:
    """A scheduler and a worker each serve pages on a port of their own, even with no dashboard; these do not."""

    def start_http_server(self, *_: Any, **__: Any) -> None:
        """Open no port."""


class QuietScheduler(_NoPages, Scheduler):
    """A scheduler without pages."""


class QuietWorker(_NoPages, Worker):
    """A worker without pages. Ctrl-C and what to say of it is the business of the process that waits for the results."""

    def __init__(self, *given: Any, **named: Any) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        super().__init__(*given, **named)

    async def close(self, *given: Any, **named: Any) -> str | None:
        """End without waiting for the batch at work: nobody waits for it any more."""
        closed: str | None = await super().close(*given, **{**named, "executor_wait": False})
        return closed


class Guard(Nanny):
    """Starts a worker process, and starts it anew when it dies."""

    def __init__(self, *given: Any, **named: Any) -> None:
        if hasattr(signal, "pthread_sigmask"):
            # Inherited by the processes that this thread starts, which Ctrl-C would reach before they are a QuietWorker.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        super().__init__(*given, **named)


@contextmanager
def local_cluster(jobs: int, deaths: int) -> Iterator[SpecCluster]:
    """``jobs`` worker processes with one thread each; a batch over which more than ``deaths`` of them died is given up."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # started later, it would undo what a Guard does
    security = Security.temporary()
    where = {"host": HOST, "protocol": "tls://", "security": security}
    # Without a limit of memory nothing is spilled to the disk, and no worker is ended for its size.
    worker = {**where, "worker_class": QuietWorker, "nthreads": 1, "memory_limit": None}
    with ExitStack() as held:
        folder = held.enter_context(TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True))
        # The profiler of Dask looks at every worker a hundred times a second, and nobody looks at what it finds.
        with dask.config.set({"temporary-directory": folder, "distributed.worker.profile.enabled": False}):
            cluster = SpecCluster(
                workers={number: {"cls": Guard, "options": worker} for number in range(jobs)},
                scheduler={"cls": QuietScheduler, "options": {**where, "dashboard": False, "allowed_failures": deaths}},
                security=security,
                silence_logs=logging.CRITICAL,
            )
        yield held.enter_context(cluster)
