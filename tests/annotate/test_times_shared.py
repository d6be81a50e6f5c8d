"""The time expressions of the two reports in ``../shared/gold/kyrgyzstan-2020``, by place and value; skipped where they are not.

Always true here: only offsets, types and values, none of the text.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.annotate.times import tag

REPORTS = Path(__file__).parents[3] / "shared" / "gold" / "kyrgyzstan-2020" / "reports"
READ_ON = "2020-10-06"
FIRST = [
    (6, 16, "DATE", "2020-10-06"), (443, 460, "DATE", "2020"), (478, 501, "DURATION", "P11Y2M"), (1170, 1177, "DATE", "2020-10-06"),
    (2418, 2438, "DATE", "2020-10-05"),
]  # fmt: skip
SECOND = [
    (564, 571, "DATE", "2020-10-06"), (743, 758, "DATE", "2020-10-05"), (828, 840, "TIME", "2020-10-05TNI"),
    (925, 932, "DATE", "2020-10-06"), (1373, 1380, "DATE", "2020-10-06"), (1535, 1550, "DATE", "2020-10-05"),
    (1635, 1650, "TIME", "2020-10-06TMO"), (2005, 2019, "TIME", "2020-10-05TEV"), (2087, 2093, "DATE", "2020-10-04"),
    (2471, 2486, "DATE", "2020-10-05"), (2668, 2677, "DATE", "2020"), (3169, 3184, "DATE", "2020-10-06"),
    (3247, 3254, "DATE", "2020-10-06"), (3699, 3706, "DURATION", "P11Y"), (3994, 4009, "DATE", "2020-10-06"),
    (4158, 4165, "DATE", "2020-10-06"), (4498, 4513, "DATE", "2020-10-05"), (4627, 4644, "DURATION", "P15Y"),
    (4854, 4858, "DATE", "2017"), (5071, 5080, "DATE", "2019"), (5197, 5212, "DATE", "2020-10-05"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "wanted"), [("000_081d669421ae4ae5.txt", FIRST), ("002_a20876ab42a53ffe.txt", SECOND)]
)
def test_every_expression_of_the_first_real_reports(name: str, wanted: list[tuple[int, int, str, str]]) -> None:
    """All that the reports say of time is found, read on their day, and nothing else is."""
    report = REPORTS / name
    if not report.is_file():
        pytest.skip(f"no {report}")
    assert tag(report.read_text(encoding="utf-8"), READ_ON) == wanted
