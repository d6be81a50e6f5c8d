"""How near each statement is to who says it, on a record that the pipeline makes of invented reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dateline
from dateline.model.notes import Hand
from dateline.model.record import Statement

# Publisher, text, words of the statement, its hand.
HANDS: list[tuple[str, str, str, Hand]] = [
    ("Coast Gazette", "Crews cleared the pier at night.", "Crews cleared", "unattributed"),
    ("Coast Gazette", "“Nobody came to the pier that night.”", "Nobody came", "unattributed"),
    ("Coast Gazette", "Mayor Jonas Reis said two cranes had failed.", "two cranes", "first-hand"),
    ("Coast Gazette", "Mayor Jonas Reis told the Coast Gazette that two cranes had failed.", "two cranes", "first-hand"),
    ("Coast Gazette", "Mayor Jonas Reis told reporters that two cranes had failed.", "two cranes", "first-hand"),
    ("Coast Gazette", "Mayor Jonas Reis told Reuters that two cranes had failed.", "two cranes", "second-hand"),
    ("Reuters", "Mayor Jonas Reis told Reuters that two cranes had failed.", "two cranes", "first-hand"),
    ("Coast Gazette", "Mayor Jonas Reis wrote on Facebook that two cranes had failed.", "two cranes", "first-hand"),
    ("Coast Gazette", "The ministry said in a statement on its website that two cranes had failed.", "two cranes", "first-hand"),
    ("Coast Gazette", "Local media reported that two cranes had failed at the pier.", "two cranes", "second-hand"),
    ("Coast Gazette", "Two cranes had failed at the pier, state television reported on Monday.", "Two cranes", "second-hand"),
    ("Coast Gazette", "Reuters, citing the mayor, said two cranes had failed at the pier.", "two cranes", "second-hand"),
    ("Coast Gazette", "Reuters reported that officials said two cranes had failed at the pier.", "two cranes", "second-hand"),
    ("Coast Gazette", "The mayor was quoted by Reuters as saying that two cranes had failed.", "two cranes", "second-hand"),
    ("Coast Gazette", "The mayor said officials had told him that two cranes had failed.", "two cranes", "second-hand"),
    ("Coast Gazette", "A Coast Gazette reporter at the scene saw two cranes fall.", "two cranes", "witnessed"),
    ("Coast Gazette", "I saw two cranes fall into the sea.", "two cranes", "witnessed"),
    ("Coast Gazette", "A witness said he saw two cranes fall into the sea.", "two cranes", "first-hand"),
]  # fmt: skip


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Statement]]:
    """The statements of each text, by the number of its row."""
    folder: Path = tmp_path_factory.mktemp("hands")
    rows = [{"text": text, "publisher": publisher, "published": "2020-03-04"} for publisher, text, _, _ in HANDS]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with dateline.build(str(folder / "in.jsonl")) as record:
        paths = {report.id: report.path.rpartition("#")[2] for report in record.reports}
        found: dict[str, list[Statement]] = {}
        for statement in record.statements:
            found.setdefault(paths[statement.span.report], []).append(statement)
        return found


@pytest.mark.parametrize("number", range(len(HANDS)), ids=lambda n: HANDS[n][1][:50])
def test_hands(number: int, statements: dict[str, list[Statement]]) -> None:
    """Seen, heard from the speaker, through others, or the outlet's own word."""
    _, _, words, hand = HANDS[number]
    holding = [s for s in statements[str(number + 1)] if words in s.span.exact]
    assert holding
    assert min(holding, key=lambda s: len(s.span.exact)).hand == hand
