"""English passes, other languages do not."""

from __future__ import annotations

import pytest

from dateline.read.language import foreign
from dateline.rules import table

LETTERS = 40


@pytest.mark.parametrize("example", table("language")["examples"], ids=lambda example: example["text"][:30])
def test_examples(example: dict[str, str | bool]) -> None:
    """Each example is told right, also in capitals."""
    text = str(example["text"])
    assert (foreign(text, LETTERS) is None) is example["english"]
    assert (foreign(text.upper(), LETTERS) is None) is example["english"]


@pytest.mark.parametrize("text", ["", "12 345", "Ja, nein, vielleicht.", "Бишкек спокоен"])
def test_too_short_to_tell(text: str) -> None:
    """A text with few letters passes."""
    assert foreign(text, LETTERS) is None


def test_only_the_beginning_counts() -> None:
    """A quotation in another language after an English report does not make it foreign; a long text costs no more."""
    english = "The mayor said that the bridge was closed and that it would open after the rain. " * 120
    german = "Der Bürgermeister sagte, dass die Brücke gesperrt sei und erst nach dem Regen öffne. " * 3000
    assert foreign(english + german, LETTERS) is None
    assert foreign(german + english, LETTERS) == "de"
