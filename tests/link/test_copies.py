"""Copies: what is found, what is kept apart, and that order does not matter."""

from __future__ import annotations

import random
import re

import pytest

from dateline.link.copies import ReportText, Reprint, find_copies, find_reprints, reprints
from dateline.model.links import CopyLink
from dateline.model.reading import Block, Layout, Role, Sentence
from dateline.settings import Settings

LEAD = (
    "The harbour authority has closed the northern quay after a tanker ran aground in the storm, halting all ferries."
)
CAPTION = "Fishermen look at a stranded tanker beside the northern quay of the port in Varnholt, Estmark"


def report(name: str, *lines: str, role: Role = "body") -> ReportText:
    """A report of one block a line, one sentence for each full stop."""
    text = "\n\n".join(lines)
    blocks, sentences = [], []
    for found in re.finditer(r"[^\n]+", text):
        blocks.append(Block(found.start(), found.end(), role))
        sentences.extend(
            Sentence(found.start() + s.start(), found.start() + s.end(), len(blocks) - 1, len(blocks) - 1)
            for s in re.finditer(r"[^.\s][^.]*\.?", found.group())
        )
    return ReportText(name, text, Layout(tuple(blocks), tuple(sentences)))


def quoted(texts: list[ReportText], links: tuple[CopyLink, ...]) -> list[tuple[str, list[str]]]:
    by_id = {t.report: t.text for t in texts}
    return [(k.kind, [by_id[p.report][p.extent.start : p.extent.end] for p in k.passages]) for k in links]


def found(*texts: ReportText) -> list[tuple[str, list[str]]]:
    return quoted(list(texts), find_copies(texts, Settings()))


CASES = [
    pytest.param(LEAD, LEAD.upper().replace(",", ""), "exact", id="case and punctuation do not count"),
    pytest.param(
        LEAD,
        LEAD.replace("storm,", "storm, an official said on Friday,"),
        "near",
        id="a lead with an inserted clause",
    ),
    pytest.param(
        CAPTION + ", Friday, Oct 5, 2018", CAPTION + ", October 5, 2018 (AP)", "near", id="a caption with two datelines"
    ),
    pytest.param(
        "Critics disagree, but the minister said: " + LEAD[4:-1].lower() + " and nobody believed" * 9,
        LEAD,
        "partial",
        id="a sentence inside a much longer one",
    ),
]


@pytest.mark.parametrize(("one", "other", "kind"), CASES)
def test_copies_are_found(one: str, other: str, kind: str) -> None:
    """Each pair is one group of its kind, within a report and across two."""
    across = found(report("a", one), report("b", other))
    assert across == [(kind, [one, other])]
    assert found(report("a", one, other)) == across


@pytest.mark.parametrize(
    "other",
    [
        "The harbour authority has not yet said whether the tanker that ran aground on Sunday had insurance.",
        "The northern quay was closed.",
        "After a tanker ran aground, the port doctor treated nine sailors for cold and shock in the town hall.",
    ],
)
def test_kindred_sentences_are_kept_apart(other: str) -> None:
    """The same matter in other words is no copy."""
    assert found(report("a", LEAD), report("b", other)) == []


def test_strangers_do_not_meet_through_a_sentence_that_holds_both() -> None:
    """Two different sentences are not joined by a third that quotes both."""
    one = "Twelve barges carrying grain were moved upstream before the water rose on Thursday night"
    two = "Schools along the river will stay shut until engineers have looked at every bridge in the valley"
    groups = found(report("a", f"{one} and {two}."), report("b", one + "."), report("c", two + "."))
    assert len(groups) == 1
    assert len(groups[0][1]) == 2


def test_blocks_of_short_sentences_are_passages() -> None:
    """A block whose sentences are all too short to tell is compared whole; boilerplate never."""
    short = "No power. No water. No roads. No news from the islands. No boats."
    assert found(report("a", short), report("b", short)) == [("exact", [short, short])]
    assert found(report("a", short, LEAD, role="boilerplate"), report("b", short, LEAD)) == []


def mixed(seed: int) -> list[ReportText]:
    """Reports that share passages in several wordings."""
    rng = random.Random(seed)  # noqa: S311 - a test wants the same numbers each time
    vocabulary = [f"word{i}" for i in range(60)]
    base = [[rng.choice(vocabulary) for _ in range(rng.randint(6, 20))] for _ in range(12)]
    made = []
    for n in range(8):
        chosen = [list(s) for s in rng.sample(base, 5)]
        for sentence in chosen:
            sentence[rng.randrange(len(sentence))] = rng.choice(vocabulary)
        made.append(report(f"r{n}", *(" ".join(s) + "." for s in chosen)))
    return made


@pytest.mark.parametrize("seed", range(12))
def test_order_does_not_matter_and_passages_are_in_one_group(seed: int) -> None:
    """Any order gives equal links; no passage is in two of them; ids are distinct."""
    texts = mixed(seed)
    links = find_copies(texts, Settings())
    shuffled = texts[:]
    random.Random(seed + 1).shuffle(shuffled)  # noqa: S311
    assert find_copies(shuffled, Settings()) == links
    passages = [p for link in links for p in link.passages]
    assert len(passages) == len(set(passages))
    assert len({link.id for link in links}) == len(links)
    assert all(len(link.passages) > 1 and list(link.passages) == sorted(link.passages) for link in links)


def test_reprint_gives_the_share_of_the_shorter_report() -> None:
    """A report embedded in another is contained whole; the unrelated one is not a pair."""
    more = "Engineers expect that the vessel can be towed at the next spring tide if the wind drops below gale force."
    last = "The mayor thanked volunteers who brought blankets and soup to the crew through the whole night."
    texts = [report("a", LEAD, more), report("b", last, LEAD, more), report("c", last[10:30])]
    assert reprints(texts, find_copies(texts, Settings()), Settings()) == (Reprint("a", "b", 1.0),)


def test_half_a_reprint() -> None:
    """Where half of the words are shared, the share is a half."""
    one = [f"shared{i}" for i in range(20)]
    texts = [report("a", " ".join(one) + ".", " ".join(f"own{i}" for i in range(20)) + "."),
             report("b", " ".join(one) + ".", " ".join(f"else{i}" for i in range(30)) + ".")]  # fmt: skip
    assert reprints(texts, find_copies(texts, Settings()), Settings()) == (Reprint("a", "b", 0.5),)


def test_many_copies_of_one_wording_stay_cheap() -> None:
    """A lead in 400 reports is one group of 400, and its reprints are not all pairs."""
    own = "Line number {0} of this report differs from all others by {0} words or {0} signs."
    texts = [report(f"r{i:03}", LEAD, own.format(i)) for i in range(400)]
    links = find_copies(texts, Settings())
    assert max(len(link.passages) for link in links) == 400
    assert len(reprints(texts, [k for k in links if len(k.passages) == 400 and k.kind == "exact"], Settings())) == 399


def words_of(seed: int, n: int) -> list[str]:
    """``n`` words that no other seed has."""
    rng = random.Random(seed)  # noqa: S311
    return [f"w{seed}x{rng.randrange(500)}" for _ in range(n)]


def test_whole_reports_are_found_by_what_they_hold() -> None:
    """A report in a longer one, one cut to two thirds and one with edits are reprints; half a report is none."""
    one = words_of(1, 400)
    edited = [w if i % 20 else "edited" for i, w in enumerate(one)]
    made = {
        "a": one,
        "b": [*words_of(2, 100), *one, *words_of(3, 40)],
        "c": one[:260],
        "d": edited,
        "e": [*one[:200], *words_of(4, 200)],
        "f": words_of(5, 400),
    }
    texts = [report(name, " ".join(words)) for name, words in made.items()]
    found = find_reprints(texts[::-1], Settings())
    assert found == find_reprints(texts, Settings())
    assert {frozenset((r.shorter, r.longer)) for r in found if "a" in (r.shorter, r.longer)} == {
        frozenset("ab"),
        frozenset("ac"),
        frozenset("ad"),
    }
    assert next(r.share for r in found if {r.shorter, r.longer} == {"a", "b"}) == 1.0
    assert all("e" not in (r.shorter, r.longer) or "c" in (r.shorter, r.longer) for r in found)


def test_nothing_gives_nothing() -> None:
    """No reports, empty reports and reports of a word have neither copies nor reprints."""
    for texts in ([], [report("a", ""), report("b", "")], [report("a", "Word"), report("b", "Word")]):
        assert find_copies(texts, Settings()) == ()
        assert reprints(texts, (), Settings()) == ()
    assert find_reprints([report("a", ""), report("b", "")], Settings()) == ()
