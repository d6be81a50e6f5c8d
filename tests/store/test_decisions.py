"""What people ruled stays, in order, and can be undone but not removed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.errors import LookupFailed
from dateline.model.decisions import Anchor, Decision, standing
from dateline.model.reading import Span
from dateline.store import Store


def anchor(quote: Span) -> Anchor:
    return Anchor(quote, "0" * 64, "1" * 64, f"{quote.report}.txt")


MERGE = Decision(
    "merge",
    "entity",
    (anchor(Span("r1", 0, 5, "Ansel")), anchor(Span("r2", 9, 14, "Anzel"))),
    None,
    "ines",
    "2031-03-05T09:00:00Z",
    "one man",
)
GRADE = Decision(
    "grade", "statement", (anchor(Span("r1", 0, 5, "Ansel")),), "2", "ines", "2031-03-05T09:05:00Z", "on the spot"
)


def undo(decision: Decision, minute: int) -> Decision:
    return Decision("undo", None, (), None, "joss", f"2031-03-05T10:{minute:02}:00Z", "a mistake", decision.id)


def test_decisions_come_back_in_the_order_of_ruling(tmp_path: Path) -> None:
    """append keeps order; the same decision again is kept once."""
    path = tmp_path / "a.dateline"
    with Store.create_or_open(path) as store:
        for decision in (MERGE, GRADE, MERGE, undo(MERGE, 1)):
            store.append(decision)
    with Store.create_or_open(path) as store:
        assert store.decisions() == (MERGE, GRADE, undo(MERGE, 1))


def test_undoing_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """A decision can only undo one that is in the record."""
    with Store.create_or_open(tmp_path / "a.dateline") as store, pytest.raises(LookupFailed, match=MERGE.id):
        store.append(undo(MERGE, 1))


@pytest.mark.parametrize(
    "change",
    ["UPDATE decisions SET why = ''", "DELETE FROM decisions", "REPLACE INTO decisions SELECT * FROM decisions"],
)
def test_decisions_are_append_only(tmp_path: Path, change: str) -> None:
    """Plain SQL cannot change or remove a decision either."""
    path = tmp_path / "a.dateline"
    with Store.create_or_open(path) as store:
        store.append(MERGE)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(change)
    connection.close()


def test_the_id_is_made_of_the_content() -> None:
    """Any change of content is another id; the same content the same."""
    assert replace(MERGE).id == MERGE.id
    changed = [replace(MERGE, **{field: "x"}) for field in ("value", "who", "when", "why", "undoes")]
    assert len({MERGE.id, *(decision.id for decision in changed)}) == 6


def test_standing_leaves_out_what_was_undone_and_brings_back_what_was_undone_twice() -> None:
    """An undo of an undo revives the first decision."""
    back = undo(MERGE, 1)
    assert standing([MERGE, GRADE]) == (MERGE, GRADE)
    assert standing([MERGE, GRADE, back]) == (GRADE,)
    assert standing([MERGE, GRADE, back, undo(back, 2)]) == (MERGE, GRADE)
