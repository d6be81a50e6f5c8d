"""Whether a text is English.

Always true here: a text is rejected only where two tests agree, the letters of the language model and the share of
English function words; so neither names nor capitals make an English report foreign.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..rules import words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 5_000
"""Characters looked at; a longer look costs more and none of 6,572 articles needed it."""

FUNCTION_WORDS = 0.13
"""Share of English function words from which a text is English. Over 6,572 news articles of 2015-17 the 1st percentile is
.154; below .13 the letters alone still called 22 of 23 English, and the other is a third French. Paragraphs in fifteen
other languages have at most .11 (Czech, whose "to" is frequent)."""


def foreign(text: str, min_letters: int) -> str | None:
    """The language code of ``text`` where it is not English; None where it is, or where it is too short to tell.

    ``min_letters`` is the number of letters below which a text is too short.
    """
    sample = text[:SAMPLE].lower()
    if sum(map(str.isalpha, sample)) < min_letters or _share(sample) >= FUNCTION_WORDS:
        return None
    language = str(_identifier().classify(sample)[0])
    return None if language == "en" else language


def _share(text: str) -> float:
    found = re.findall(r"[^\W\d_]+", text)
    english = words("language", "english.words")
    return sum(word in english for word in found) / len(found) if found else 0.0


@cache
def _identifier() -> LanguageIdentifier:
    # Loads numpy and a model of 7 MB: only when the first text is tested.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
