"""Long works on many values without the garbage collector.

Always true here: after a rest the collector runs again, if it ran before; values of Dateline hold no cycles, so that nothing is left
for it to find.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """No garbage collection meanwhile: it walks all values again and again, which doubles the time of decoding and writing and takes 30
    of 100 seconds of linking and assembling."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
