"""What a person does in the reading room, in a real browser."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from reading_room import running

PAGES = [
    "/", "/timeline", "/timeline?part=background", "/timeline?q=police", "/names", "/offices", "/figures", "/figures?measure=other", "/map",
    "/map?country=all", "/sources", "/disputes", "/reports", "/search?q=police", "/decisions", "/api",
]  # fmt: skip
THINGS = [("/timeline", "/events/"), ("/names", "/names/"), ("/reports", "/reports/"), ("/disputes", "/events/")]
WIDTHS = [1280, 390, 320]
SCHEMES = ["light", "dark"]


def first(seen: Any, page: str, start: str) -> str:
    """Where the first link of ``page`` that begins so leads."""
    seen.open(page)
    return str(seen.page.locator(f'main a[href^="{start}"]').first.get_attribute("href"))


def serious(page: Any) -> list[str]:
    """What axe finds serious or critical, by rule and first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['target']} {v['nodes'][0]['failureSummary']}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_without_complaints(seen: Any, address: str) -> None:
    """Nothing on the console; one heading; nothing wider than the window, at any width."""
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        assert seen.open(address).status == 200
        assert seen.page.locator("h1").count() == 1
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, width
    assert seen.complaints == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_serious(seen: Any, address: str, scheme: str) -> None:
    """In light and dark."""
    seen.page.emulate_media(color_scheme=scheme)
    seen.open(address)
    assert serious(seen.page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("page", "start"), THINGS)
def test_a_thing_opens_and_axe_finds_nothing_serious(seen: Any, page: str, start: str, scheme: str) -> None:
    """Events, names and reports."""
    seen.page.emulate_media(color_scheme=scheme)
    assert seen.open(first(seen, page, start)).status == 200
    assert serious(seen.page) == []
    assert seen.complaints == []


def test_the_filter_narrows_and_opens_again(seen: Any) -> None:
    """Typed into the form, it is in the address, in the chips and in the count; a chip takes it away."""
    seen.open("/timeline")
    every = seen.page.locator(".lede strong").inner_text()
    seen.page.get_by_label("Words", exact=True).fill("police")
    seen.page.get_by_role("button", name="Show").click()
    seen.page.wait_for_url("**/timeline?q=police")
    assert seen.page.locator(".lede strong").inner_text() != every
    seen.page.locator(".chip").click()
    seen.page.wait_for_url("**/timeline")
    assert seen.page.locator(".lede strong").inner_text() == every
    assert seen.complaints == []


def test_the_strip_jumps_to_its_days(seen: Any) -> None:
    """A bar leads to the events that it counts."""
    seen.open("/timeline")
    bar = seen.page.locator(".strip a").nth(1)
    n = re.search(r": (\d+)$", bar.get_attribute("aria-label"))
    bar.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/timeline?since=*")
    assert n is not None
    assert seen.page.locator('.tabs a[aria-current="true"] .n').inner_text() == n[1]


def test_from_a_line_to_its_words_and_back(seen: Any) -> None:
    """The cite of a line leads to the passage, lit and in view; a mark in it leads to the thing."""
    seen.open("/timeline")
    seen.page.locator(".line .cite a").first.click()
    seen.page.wait_for_url("**/reports/*")
    at = seen.page.locator("#at")
    assert at.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")
    mark = seen.page.locator(".text a.k-event").first
    mark.click()
    seen.page.wait_for_url("**/events/*")
    seen.page.go_back()
    seen.page.wait_for_url("**/reports/*")
    assert seen.complaints == []


def test_focus_explains_what_is_found(seen: Any) -> None:
    """A mark that gets the focus is explained beside the text, every finding that covers it."""
    seen.open("/reports")
    seen.page.locator("li.hit", has_text="sample-wire-1.txt").locator("a").first.click()
    seen.page.wait_for_url("**/reports/*")
    assert seen.page.locator("#explain").is_hidden()
    mark = seen.page.locator(".text a.m").first
    mark.focus()
    assert seen.page.locator("#explain li").count() == len(mark.get_attribute("data-m").split())
    seen.page.get_by_label("names").uncheck()
    assert (
        seen.page.locator(".text .k-name:not(.k-voice, .k-time)").first.evaluate(
            "e => getComputedStyle(e).textDecorationLine"
        )
        == "none"
    )


def test_a_search_from_the_keyboard(seen: Any) -> None:
    """A slash goes to the field; what is found is marked."""
    seen.open("/")
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("police")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/search?q=police")
    assert "police" in seen.page.locator("main mark").first.inner_text().casefold()


def test_the_skip_link_is_first(seen: Any) -> None:
    """The first stop of the keyboard leads to the text."""
    seen.open("/timeline")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.className") == "skip"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "main"


def test_pages_work_without_scripts(browser: Any, room: Any) -> None:
    """Filter, marks and folds are the server's and the style's."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{room.port}/timeline")
    page.fill("#f-q", "police")
    page.click("#filter button")
    page.wait_for_url("**/timeline?*q=police*")
    assert page.locator(".line").count()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_decision_is_made_and_undone(browser: Any, record: Path, tmp_path: Path, scripts: bool) -> None:
    """By its form, with and without scripts; it is seen at once, apart from the machine's word, and is gone when it is undone."""
    from dateline.web.door import Door

    door = Door("ines")
    with running(Path(shutil.copy(record, tmp_path / "ruled.dateline")), door) as server:
        home = f"http://127.0.0.1:{server.port}"
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{home}/enter?token={door.token}")
        assert page.url == f"{home}/"
        page.goto(home + server.first("/timeline", r"/events/[^\"]+"))
        page.locator("summary", has_text=re.compile("^date$")).click()
        page.get_by_label("When it happened").fill("2019-02-03")
        page.locator('details[open] input[name="why"]').fill("by the minutes")
        if scripts:
            assert serious(page) == []
        page.get_by_role("button", name="Set the date").click()
        assert "dated 2019-02-03" in page.get_by_role("status").inner_text()
        assert "by the minutes" in page.locator(".ruled").first.inner_text()
        assert page.locator('.facts [aria-label="somebody ruled it"]').count()
        page.get_by_role("link", name="See or undo it").click()
        page.locator("summary", has_text=re.compile("^undo$")).click()
        page.locator('details[open] input[name="why"]').fill("it was another meeting")
        if scripts:
            assert serious(page) == []
        page.get_by_role("button", name="It no longer holds").click()
        assert "undone" in page.get_by_role("status").inner_text()
        page.go_back()
        assert said == []
        context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_with_forms_are_as_good_as_those_without(browser: Any, record: Path, width: int, scheme: str) -> None:
    """All forms unfolded: nothing serious by axe, nothing wider than the window, nothing on the console."""
    from dateline.web.door import Door

    door = Door("ines")
    with running(record, door) as server:
        home = f"http://127.0.0.1:{server.port}"
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{home}/enter?token={door.token}")
        things = [server.first(listed, rf"{start}[^\"]+") for listed, start in THINGS[:3]]
        for address in (*things, "/disputes", "/review", "/decisions", "/who"):
            page.goto(home + address)
            page.evaluate(
                "document.querySelectorAll('.judge details, details.judge').forEach((d, n) => { d.open = n < 30 })"
            )
            assert serious(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert said == []
        context.close()


def test_hostile_reports_do_nothing(seen: Any) -> None:
    """Scripts of reports stay words, wherever they are quoted."""
    for name in ("script.txt", "bidi.txt", "line.txt"):
        seen.open("/reports")
        seen.page.locator("li.hit", has_text=name).locator("a").first.click()
        seen.page.wait_for_url("**/reports/*")
        assert "taken" not in seen.page.title()
    for address in ("/search?q=Olin", "/timeline?q=Olin", "/names?like=Olin"):
        seen.open(address)
        assert seen.page.locator("main img, main script, main svg[onload]").count() == 0
    assert seen.complaints == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_one_file_report_from_disk_without_a_network(
    browser: Any, record: Path, tmp_path: Path, scheme: str
) -> None:
    """It opens, asks for nothing, its links lead to places in it, and axe finds nothing serious."""
    from dateline.record import Record
    from dateline.web.publish import published

    path = tmp_path / "report.html"
    with Record.open(record) as opened:
        path.write_bytes(published(opened))
    context = browser.new_context(offline=True, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    page.locator(".line .cite a").first.click()
    assert "#r-" in page.url
    assert page.locator(":target").count() == 1
    assert {url.partition("#")[0] for url in asked} == {path.as_uri()}
    assert said == []
    assert serious(page) == []
    context.close()
