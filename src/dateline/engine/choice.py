"""Which engine a user asked for.

Always true here: what cannot be had is said before any work begins; asking loads no engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TypeVar

from ..errors import DatelineError, SettingError
from ..settings import ENGINE, ENGINES
from .cluster import Cluster
from .engine import Engine, Serial
from .processes import Processes

S = TypeVar("S")

EXTRA = ("distributed", "cryptography")
"""What a cluster needs of the extra ``[dask]``; the second is for the certificates of one of our own."""


def check_engine(engine: str) -> None:
    """Raises SettingError E302 for an engine that there is not, DatelineError E602 where its extra is not installed."""
    if not ENGINE.fullmatch(engine):
        raise SettingError("E302", f"The setting engine cannot be {engine!r}.", f"It takes {ENGINES}.")
    if engine != "processes" and any(find_spec(package) is None for package in EXTRA):
        remedy = "Install it with: pip install 'dateline[dask]'; or leave --engine out, and --jobs uses processes of its own."
        raise DatelineError("E602", "Dask is not installed.", remedy)


def engine_for(
    jobs: int, start: Callable[[], S], engine: str = "processes", same: Callable[[], Mapping[str, str]] = dict
) -> Engine[S]:
    """The engine of this name (docs/settings.md) with ``jobs`` processes: this one alone where own processes are one.

    ``start`` makes the state of a worker; ``same`` says what results depend on, and workers elsewhere are asked it too.
    """
    check_engine(engine)
    if engine != "processes":
        return Cluster(jobs, start, same, engine.removeprefix("dask").removeprefix("://"))
    return Processes(jobs, start) if jobs > 1 else Serial(start)
