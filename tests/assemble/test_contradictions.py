"""What is a quarrel and what is not: pairs of short reports of one day."""

from __future__ import annotations

import hashlib

import pytest

from dateline.annotate.gazetteer import load_gazetteer
from dateline.model.reading import DateClaim, Report
from dateline.pipeline import annotate_all, make_record
from dateline.settings import Settings

MINISTRY = "Twelve people were killed in the clashes in the old town on Monday, the Health Ministry said."

CASES = [
    ([MINISTRY, "Thirty people were killed in the clashes in the old town on Monday, the Red Crescent said."], ["conflict"]),
    ([MINISTRY, "Fifteen people were killed in the clashes in the old town on Monday, the Health Ministry said."], ["update"]),
    ([MINISTRY, "Thirty people were killed in the clashes in the old town on Monday, we believe."], []),
    ([MINISTRY, "At least ten people were killed in the clashes in the old town on Monday, the Red Crescent said."], []),
    ([MINISTRY, "Three children were killed in the clashes in the old town on Monday, the Red Crescent said."], []),
    (["The attack on Monday killed 20 children and six adults, the police said."], []),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "kinds"), CASES)
def test_figures(texts, kinds, parser):
    """Two voices conflict, one voice corrects itself; guesses of "we", bounds that fit, parts and other counts are no quarrel."""
    reports = []
    for number, text in enumerate(texts):
        digest = hashlib.sha256(text.encode()).hexdigest()
        claim = (DateClaim("2020-10-06", "option"),)
        reports.append(
            Report(f"r-{number}", f"{number}.txt", digest, digest, text, publisher=f"Outlet {number}", dates=claim)
        )
    pairs = list(annotate_all(reports, lambda batches: map(parser.parse, batches), load_gazetteer(), Settings()))
    data = make_record([r for r, _ in pairs], {n.report: n for _, n in pairs}, (), Settings(), "0", "p").opened()
    assert [c.kind for c in data.contradictions if c.aspect == "figure"] == kinds
