"""Debian's Chromium, driven by Playwright, before the reading room of the sample and of hostile reports.

``make test-browser`` runs these; elsewhere they are skipped, and the reason is named.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from reading_room import Server, built, running

BROWSER = which("chromium") or which("chromium-browser")
"""Debian's browser; no other is downloaded."""


def missing() -> str | None:
    """Why these tests cannot run here; None where they can."""
    if not os.environ.get("DATELINE_BROWSER"):
        return "they run by make test-browser"
    if BROWSER is None:
        return "chromium is not installed (apt-get install chromium)"
    for name in ("playwright", "axe_playwright_python", "uvicorn", "fastapi"):
        if importlib.util.find_spec(name) is None:
            return f"{name} is not installed (make test-browser installs it)"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip them with the reason where they cannot run."""
    reason = missing()
    for item in items:
        if reason and Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.skip(reason=reason))


QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-sandbox",
)  # fmt: skip


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample and of hostile reports, or the one that DATELINE_BROWSER_RECORD names."""
    given = os.environ.get("DATELINE_BROWSER_RECORD")
    return Path(given) if given else built(tmp_path_factory.mktemp("room") / "room.dateline")


@pytest.fixture(scope="session")
def room(record: Path) -> Iterator[Server]:
    """A server over it."""
    with running(record) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=list(QUIET))
        yield opened
        opened.close()


class Watched:
    """A page of the browser; ``complaints`` is all that it wrote to its console and every error of a script."""

    def __init__(self, page: Any, base: str) -> None:
        self.page = page
        self.base = base
        self.complaints: list[str] = []
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str) -> Any:
        """Go to ``address`` of the room."""
        return self.page.goto(self.base + address)


@pytest.fixture
def seen(browser: Any, room: Any) -> Iterator[Watched]:
    """A page 1280 wide that may speak to the server alone."""
    base = f"http://127.0.0.1:{room.port}"
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith((base, "data:")) else route.abort()
    )
    yield Watched(context.new_page(), base)
    context.close()
