"""What people ruled is on the pages, with who, when and why, apart from what the machine found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading_room import Server, running

from dateline import api
from dateline.model.judgements import Comment, Reject
from dateline.record import Record

WHEN = "2031-03-04T10:20:00Z"


@pytest.fixture(scope="module")
def told(record: Path) -> tuple[str, str, str]:
    """An event that several statements tell, one of these, and its report."""
    with Record.open(record) as opened:
        event = max(opened.events, key=lambda e: (len(e.statements), e.id))
        statement = next(s for s in opened.statements if s.id == event.statements[0])
    return event.id, statement.id, statement.span.report


@pytest.fixture(scope="module")
def ruled(record: Path, told: tuple[str, str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a record on which somebody ruled."""
    path = tmp_path_factory.mktemp("ruled") / "ruled.dateline"
    shutil.copy(record, path)
    event, statement, report = told
    api.judge(path, Comment((report,)), who="Ada <b>Okoro</b>", why="Second edition of the day.", when=WHEN).close()
    api.judge(path, Comment((event,)), who="Ada Okoro", why="Seen on film as well.", when=WHEN).close()
    api.judge(path, Reject((statement,)), who="Ada Okoro", why="Satire.", when=WHEN).close()
    with running(path) as server:
        yield server


def test_a_ruling_is_on_the_page_of_its_thing(ruled: Server, told: tuple[str, str, str]) -> None:
    """With who, when and why, escaped, and marked as people's."""
    page = ruled.get(f"/reports/{told[2]}").text
    assert "Ruled by people" in page
    assert "Second edition of the day." in page
    assert "Ada &lt;b&gt;Okoro&lt;/b&gt;" in page
    assert "2031-03-04 10:20" in page


def test_a_thing_without_a_ruling_says_nothing_of_people(room: Server, told: tuple[str, str, str]) -> None:
    """What the machine found is not marked as people's."""
    assert "Ruled by people" not in room.get(f"/reports/{told[2]}").text
    assert "Nobody has ruled" in room.get("/decisions").text


def test_every_decision_is_listed(ruled: Server) -> None:
    """The last first, each with its reason."""
    rows = ruled.get("/decisions?format=json").json["rows"]
    assert sorted(row["kind"] for row in rows) == ["comment", "comment", "reject"]
    assert all(row["stands"] for row in rows)
    page = ruled.get("/decisions").text
    for why in ("Second edition of the day.", "Seen on film as well.", "Satire."):
        assert why in page
