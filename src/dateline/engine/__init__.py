"""Running a function over batches, here or in several processes: the results are the same, and in the order of the batches."""

from .engine import Engine, Serial
from .processes import Processes, engine_for

__all__ = ["Engine", "Processes", "Serial", "engine_for"]
