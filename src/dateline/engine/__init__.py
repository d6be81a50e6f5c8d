"""Running a function over batches, here or in other processes: the results are the same, and in the order of the batches."""

from .choice import EXTRA, check_engine, engine_for
from .cluster import Cluster
from .engine import Engine, Serial
from .processes import Processes

__all__ = ["EXTRA", "Cluster", "Engine", "Processes", "Serial", "check_engine", "engine_for"]
