"""The documentation names every command, option, setting and code, and says what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from dateline.cli.app import app_for
from dateline.errors import ERRORS, FAILURES
from dateline.export import FORMATS
from dateline.model.record import RecordData
from dateline.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"
SOURCE = Path(__file__).parent.parent / "src" / "dateline"
COMMANDS = typer.main.get_command(app_for(())).commands  # type: ignore[attr-defined]


def page(name: str) -> str:
    """A page of the documentation."""
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def sections(name: str) -> dict[str, str]:
    """The parts of a page by their second-level heading."""
    parts = re.split(r"^## (.+)\n", page(name), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(name: str) -> list[list[str]]:
    """The cells of all tables of a page."""
    lines = (line for line in page(name).splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_command_has_its_section() -> None:
    """No command is left out, and none is described that is not there."""
    described = [title for title in sections("commands") if title != "What all commands have in common"]
    assert sorted(described) == sorted(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described(command: str) -> None:
    """Each option stands in the section of its command, with an example of the command."""
    text = sections("commands")[command]
    options = [word for param in COMMANDS[command].params for word in param.opts if word.startswith("-")]
    assert [word for word in options if f"`{word}`" not in text and word not in ("-h", "--help")] == []
    assert f"    dateline {command}" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_described_that_is_not_there(command: str) -> None:
    """An option that went away goes from the page too."""
    known = {word for param in COMMANDS[command].params for word in param.opts} | {"--output"}
    assert set(re.findall(r"`(--[a-z-]+)`", sections("commands")[command])) <= known


def test_every_setting_is_described_with_its_default() -> None:
    """Names and defaults are those of ``Settings``."""
    described = {row[0].strip("`"): row[1].strip("`") for row in rows("settings") if row[0].startswith("`")}
    assert described == {name: str(getattr(Settings(), name)) for name in Settings.__struct_fields__}


def test_every_error_is_described() -> None:
    """Each code stands in the table with its meaning."""
    described = {row[0]: row[1] for row in rows("errors") if re.fullmatch(r"E\d{3}", row[0])}
    assert {code: described.get(code) for code in ERRORS} == ERRORS


def test_every_failure_is_described() -> None:
    """Each code stands in the table with severity, meaning and remedy."""
    described = {row[0]: row[1:] for row in rows("errors") if re.fullmatch(r"R\d{3}", row[0])}
    assert described == {code: [kind.severity, kind.title, kind.remedy] for code, kind in FAILURES.items()}


def test_every_code_that_is_raised_is_described() -> None:
    """No module uses a code that the user cannot look up."""
    used = {code for path in SOURCE.rglob("*.py") for code in re.findall(r'"([ER]\d{3})"', path.read_text("utf-8"))}
    assert used - {row[0] for row in rows("errors")} == set()


def test_every_noun_and_format_is_described() -> None:
    """The parts of a record and its exports stand in docs/record.md."""
    nouns = {row[0].strip("`") for row in rows("record")}
    assert set(RecordData.__struct_fields__) - nouns == {"provenance", "format"}
    assert set(FORMATS) <= set(sections("record"))


def anchors(path: Path) -> set[str]:
    """Where links into a page may lead: its headings, as they are addressed."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.casefold()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: str(path.relative_to(DOCS)))
def test_every_link_between_pages_leads_somewhere(path: Path) -> None:
    """A page, and the heading on it that is meant."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        file, _, place = link.partition("#")
        if "://" not in link:
            target = path if not file else (path.parent / file).resolve()
            if not target.exists() or (place and target.suffix == ".md" and place not in anchors(target)):
                lost.append(link)
    assert lost == []
