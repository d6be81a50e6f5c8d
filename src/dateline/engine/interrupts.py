"""Ctrl-C where losing it, or half of what it interrupts, would do harm.

Always true here: Ctrl-C is noted, and raised where the one who holds it asks; a second one is raised at once. Where somebody else
handles it already, or in another thread, nothing is changed.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def held_interrupts() -> Iterator[Callable[[], None]]:
    """Gives what raises KeyboardInterrupt if Ctrl-C was pressed since. It is raised at the end at the latest."""
    if threading.current_thread() is not threading.main_thread():
        yield _nothing
        return
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield _nothing
        return
    noted: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if noted:
            signal.default_int_handler(number, frame)
        noted.append(number)

    def give() -> None:
        if noted:
            noted.clear()
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    try:
        yield give
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    give()


def _nothing() -> None:
    """Ctrl-C is somebody else's business."""
