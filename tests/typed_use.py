"""How a user's typed code looks; ``make types`` checks it, and a test runs it."""

from __future__ import annotations

from pathlib import Path

import dateline
from dateline import Record, TimelineEntry
from dateline.model.judgements import Reject, SetDate


def lines(record: Record) -> list[str]:
    """The words of a short timeline."""
    entries: tuple[TimelineEntry, ...] = record.timeline(dates=3, per_date=2, min_origins=1)
    return [statement.span.exact for entry in entries for statement in entry.statements]


def build(folder: Path, output: Path) -> list[str]:
    """Build, look, close."""
    seen: list[dateline.Progress] = []
    settings = dateline.Settings().with_values(event_score=0.6)
    with dateline.build(str(folder), output, settings=settings, progress=seen.append) as record:
        assert record.path == output and seen
        assert {event.status for event in record.events} <= {
            "unattributed",
            "single-origin",
            "corroborated",
            "disputed",
        }
        return lines(record)


def look(path: Path) -> int:
    """Open what is there."""
    with dateline.open(path) as record:
        return len(record.statements) + len(record.figures) + len(record.entities)


def rule(path: Path) -> list[str]:
    """Judge twice, take what waits, give the decisions out."""
    with dateline.judge(
        path, Reject(("a.txt:12",)), SetDate(("a.txt:40",), "2031-03"), who="ines", why="seen"
    ) as record:
        waiting = [row.about for row in record.review()]
        states = [f"{row.state}: {row.why}" for row in record.rulings()]
        assert record.export_decisions()
        return [*waiting, *states]
