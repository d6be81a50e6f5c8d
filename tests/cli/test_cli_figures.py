"""``dateline figures --policy``: every figure under the number that the policy chose, as rows, and as JSON."""

from __future__ import annotations

import json

import pytest
from factory import Run

from dateline.views.policies import POLICIES


@pytest.mark.parametrize("policy", POLICIES)
def test_piped_rows_keep_every_figure(run: Run, kessen: str, policy: str) -> None:
    """A pipe gets one row a figure with tabs between the cells, whatever the policy chose."""
    head, *rows = run("figures", kessen, "--policy", policy, "--measure", "arrested").stdout.splitlines()
    assert head.split("\t")[:3] == ["policy", "measure", "headline"]
    cells = [dict(zip(head.split("\t"), row.split("\t"), strict=True)) for row in rows]
    assert {cell["words"] for cell in cells} >= {"“12 people”"}
    assert {cell["policy"] for cell in cells} == {policy}
    assert "\x1b" not in "".join(rows)


def test_json_holds_the_points(run: Run, kessen: str) -> None:
    """JSON has the headline with its reason and all points."""
    series = json.loads(run("figures", kessen, "--policy", "highest", "--json").stdout)
    arrested = next(s for s in series if s["measure"] == "arrested")
    assert (arrested["best"], arrested["policy"]) == (12, "highest")
    assert [p["figure"]["quote"]["exact"] for p in arrested["points"] if p["chosen"]] == ["12 people"]
    assert arrested["reason"]


def test_an_unknown_policy_is_refused_with_the_known_ones(run: Run, kessen: str) -> None:
    """A wrong name says which there are."""
    told = run("figures", kessen, "--policy", "median")
    assert told.returncode == 2
    assert all(policy in told.stderr for policy in POLICIES)
