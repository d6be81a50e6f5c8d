"""A bar for long work, on stderr, where somebody looks; nothing where nobody does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..api import Progress, Watcher

STAGES = {"read": "reading", "annotate": "annotating", "link": "linking", "store": "storing"}


@contextmanager
def watching(printing: bool = False) -> Iterator[Watcher | None]:
    """What ``api`` is to tell its progress to; None where stderr is no terminal, or ``printing`` goes to the same one."""
    if not sys.stderr.isatty() or (printing and sys.stdout.isatty()):
        yield None
        return
    # Only a terminal needs rich.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _watcher(bar.add_task, bar.update)


def _watcher(add: Callable[..., int], update: Callable[..., None]) -> Watcher:
    """One line a stage; a stage's line appears when it begins."""
    tasks: dict[str, int] = {}

    def watch(progress: Progress) -> None:
        if progress.stage not in tasks:
            tasks[progress.stage] = add(STAGES.get(progress.stage, progress.stage), total=progress.total)
        update(tasks[progress.stage], completed=progress.done, total=progress.total)

    return watch
