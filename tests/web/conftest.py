"""One record and one server for all tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reading_room import Server, built, running

pytest.importorskip("uvicorn")
pytest.importorskip("fastapi")


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample and of hostile reports."""
    return built(tmp_path_factory.mktemp("room") / "room.dateline")


@pytest.fixture(scope="session")
def room(record: Path) -> Iterator[Server]:
    """A server over it."""
    with running(record) as server:
        yield server
