"""What the listings print: whole lines into a pipe, JSON when asked, exact words everywhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from factory import HOSTILE, WALK, Run

LISTINGS = ("timeline", "names", "offices", "figures", "disputes", "sources")
STEERING = "\x1b\x07\x08\x7f\u202e\u202c"


@pytest.mark.parametrize("command", LISTINGS)
def test_json_is_one_value_and_nothing_else(run: Run, kessen: str, command: str) -> None:
    """``--json`` prints what a program can read, no word beside it, and nothing that steers a terminal."""
    done = run(command, kessen, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)
    assert not set(STEERING) & set(done.stdout)


@pytest.mark.parametrize("command", LISTINGS)
def test_no_report_steers_the_terminal(run: Run, kessen: str, command: str) -> None:
    """Controls and turns of direction never come out raw."""
    done = run(command, kessen)
    assert done.returncode == 0
    assert not set(STEERING) & set(done.stdout + done.stderr)


def test_timeline_reads_as_a_page(run: Run, kessen: str) -> None:
    """Days, the words, what stands behind them; background and undated at the end."""
    lines = run("timeline", kessen).stdout.splitlines()
    assert lines[:4] == [
        "Tue 3 Mar 2020",
        f"  “{WALK}”",
        "    night · port authority · 1 origin, 2 publishers, 2 reports, 1 speaker · in/harbour.txt:66",
        "",
    ]
    assert [line for line in lines if line and not line.startswith(" ")] == [
        "Tue 3 Mar 2020",
        "Wed 4 Mar 2020",
        "Background",
        "Undated",
    ]
    assert any("disputed · ≠ d-arrests · in/harbour.txt" in line for line in lines)
    assert "\\x1b[31mNobody" in lines[-3]
    assert lines[-2].startswith("    possible · the report states no date")


def test_timeline_says_what_it_leaves_out(run: Run, kessen: str) -> None:
    """Fewer dates, fewer events a date, no rest: the numbers of what is missing stand below, and in the JSON."""
    words = ("timeline", kessen, "--dates", "1", "--per-date", "1", "--rest", "0")
    last = run(*words).stdout.splitlines()[-1]
    assert last.startswith("Not shown: 2 by day, 1 background, 1 undated (events).")
    assert json.loads(run(*words, "--json").stdout)["left_out"] == {
        "days": 2,
        "periods": 0,
        "background": 1,
        "undated": 1,
    }
    assert "Not shown" not in run(*words, "--all").stdout


def test_timeline_filters(run: Run, kessen: str) -> None:
    """Names, days, places and origins narrow the timeline."""
    view: dict[str, Any] = json.loads(run("timeline", kessen, "--about", "Reik", "--json").stdout)
    assert [row["event"] for day in view["days"] for row in day["rows"]] == ["v-resigned"]
    view = json.loads(run("timeline", kessen, "--until", "2020-03-03", "--place", "kessen", "--json").stdout)
    assert [row["event"] for day in view["days"] for row in day["rows"]] == ["v-walk"]
    assert run("timeline", kessen, "--min-origins", "9").stdout == "No event passes.\n"


def test_names_have_cells_between_tabs(run: Run, kessen: str) -> None:
    """A pipe gets one row a line, with the columns first."""
    rows = [line.split("\t") for line in run("names", kessen, "--type", "person").stdout.splitlines()]
    assert rows == [
        ["name", "type", "also", "roles", "reports", "mentions", "why"],
        ["Mara Ilvesen", "person", "Ilvesen", "union leader", "2", "2", "surname 0.90"],
        ["Tomas Reik", "person", "", "Harbour master", "1", "1", ""],
    ]


def test_limit_says_how_many_are_left(run: Run, kessen: str) -> None:
    """What is cut off is counted on stderr."""
    done = run("names", kessen, "--limit", "2")
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr == "3 more names: --limit 5\n"


def test_disputes_show_both_sides(run: Run, kessen: str) -> None:
    """Both passages, each with value, speaker, publisher, date and place."""
    lines = run("disputes", kessen, "--kind", "conflict").stdout.splitlines()
    assert lines[0] == "conflict on how many · cannot both hold · d-arrests"
    assert lines[2].strip() == "12 · Mara Ilvesen · Kessen Daily · ≤Wed 4 Mar 2020 · in/harbour.txt:231"
    assert lines[4].strip() == "0 · Police · Coast Gazette · ~Wed 4 Mar 2020 · in/coast.txt:166"
    assert run("disputes", kessen, "--kind", "update").stdout == ""


def test_figures_and_offices_have_their_words(run: Run, kessen: str) -> None:
    """A row has the quotation, its place and what stands against it, then who stands behind it."""
    figures = run("figures", kessen, "--measure", "arrested").stdout.splitlines()
    assert figures[1].split("\t")[:2] == ["arrested", "12"]
    row = figures[1].split("\t")
    assert row[5:8] == ["“12 people”", "in/harbour.txt:247", "≠ d-arrests"]
    behind = dict(zip(figures[0].split("\t")[8:], row[8:], strict=True))
    assert behind == {
        "origins": "1", "publishers": "0", "reports": "1", "speakers": "0", "status": "unattributed", "day": "", "where": "",
    }  # fmt: skip
    assert (
        run("offices", kessen).stdout.splitlines()[1].startswith("Harbour master\t\tTomas Reik\tresigned\t≤Wed 4 Mar")
    )


def test_sources_name_speakers_and_origins(run: Run, kessen: str) -> None:
    """Speakers, relays, publishers, origins with their reason, events with their origins."""
    out = run("sources", kessen).stdout
    assert "port authority\t\t2\t2\t1\n" in out
    assert "Northwire\tnamed\t1\t1\t1\n" in out
    assert "Northwire\tthe agency named in the report\t5\t3\n" in out
    assert "“Police detained 12 people”\tNorthwire; unknown\n" in out


def test_search_finds_passages(run: Run, kessen: str) -> None:
    """The sentence, who says it, when, and where it stands."""
    done = run("search", kessen, "detained", "--speaker", "ilvesen")
    assert done.stdout.splitlines() == [
        "“Police detained 12 people, Ilvesen said.”",
        "  Mara Ilvesen · ≤Wed 4 Mar 2020 · in/harbour.txt:231 · s-detained",
    ]
    found = json.loads(run("search", kessen, "Reik", "--json").stdout)
    assert {row["kind"] for row in found} == {"sentence", "name"}


def test_search_that_finds_nothing(run: Run, kessen: str) -> None:
    """Nothing on stdout, a word on stderr, and no error."""
    done = run("search", kessen, "volcano")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing holds 'volcano'.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [(("",), "E501"), (("police", "--speaker", "nobody"), "names nobody"), ((), "Nothing is asked for")],
)
def test_search_that_cannot_be_done(run: Run, kessen: str, words: tuple[str, ...], said: str) -> None:
    """An empty query and an unknown speaker are explained."""
    done = run("search", kessen, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_show_explains(run: Run, kessen: str) -> None:
    """The paragraph, then each finding with its rule and the words that it rests on."""
    lines = run("show", kessen, "in/coast.txt:5").stdout.splitlines()
    assert lines[0] == "passage r-0002:5"
    assert f"  “{WALK}” in/coast.txt:0".replace("  ", "  words ") in lines
    assert "origin copied from: Northwire (there: the agency named in the report)" in lines
    assert any(line.startswith("copies exact copies in 2 places") for line in lines)
    shown = json.loads(run("show", kessen, "Ilvesen", "--json").stdout)
    assert (shown["kind"], shown["id"]) == ("entity", "e-ilvesen")


def test_hostile_text_keeps_its_words_in_json(run: Run, kessen: str) -> None:
    """Escapes in JSON mean the same characters once read."""
    view = json.loads(run("timeline", kessen, "--json").stdout)
    assert view["undated"][0]["quote"]["exact"] == HOSTILE.split("\n")[0]
