"""docs/inputs.md names all that is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.read.kinds import ENDINGS
from dateline.read.sidecar import NAME
from dateline.rules import table
from dateline.settings import Settings

DOCS = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text(encoding="utf-8")
FIELDS = table("fields")
TERMS = [
    *(f"`{ending}`" for ending in ENDINGS if ending),
    *(name for names in FIELDS["fields"].values() for name in names),
    *(f"`{name}`" for names in FIELDS["header"].values() for name in names),
    *(f"`{name}`" for name in FIELDS["lists"]["names"]),
    ",".join(FIELDS["sidecar"]["columns"]),
    NAME,
    f"{Settings().max_bytes:,} bytes",
    f"{Settings().max_characters:,} characters",
    f"fewer than {Settings().min_english} letters",
]


@pytest.mark.parametrize("term", TERMS)
def test_everything_is_documented(term: str) -> None:
    """Each ending, field, header line, column and limit stands in docs/inputs.md."""
    assert term in DOCS
