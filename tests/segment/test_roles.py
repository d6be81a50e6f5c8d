"""Block roles: each rule's examples, and whole reports as tables of (role, words)."""

from __future__ import annotations

import itertools

import pytest
from first_looks import always_holds
from hypothesis import given
from hypothesis import strategies as st

from dateline import rules
from dateline.model.reading import Block, Report
from dateline.segment import segment
from dateline.segment.roles import role_rules

RULES = [(rule, table) for rule, table in zip(role_rules(), rules.table("segment")["role"], strict=True)]


def report(text: str, **known: object) -> Report:
    return Report(id="r-1", path="a.txt", sha256="", raw_sha256="", text=text, **known)  # type: ignore[arg-type]


def roles(text: str, **known: object) -> list[tuple[str, str]]:
    layout = segment(report(text, **known))
    return [(b.role, text[b.start : b.end]) for b in layout.blocks]


@pytest.mark.parametrize(("rule", "table"), RULES, ids=lambda x: getattr(x, "name", ""))
def test_examples_of_each_rule(rule, table):
    """A rule matches each of its examples and none of its counter-examples."""
    assert all(rule.sought.search(words) for words in table["examples"])
    assert not [words for words in table["counter"] if rule.sought.search(words)]


@pytest.mark.parametrize("rule", [r for r in role_rules() if r.sought.holds], ids=lambda r: r.name)
def test_what_a_rule_matches_holds_one_of_its_pieces(rule):
    """The pattern is tried wherever it can match."""
    assert always_holds(rule.sought)


STORY = (
    "The council met for three hours on Monday and could not agree on a budget, its chairman said after the sitting."
)

CASES = [
    (
        f"Crowd fills the square (Demo Agency Photo)\n\n{STORY}",
        [("caption", "Crowd fills the square"), ("credit", "(Demo Agency Photo)"), ("body", STORY)],
    ),
    (f"Council fails to agree\n\n{STORY}\n\n{STORY}", [("headline", "Council fails to agree"), ("body", STORY), ("body", STORY)]),
    (f"{STORY}\n\nWho is in charge?\n\n{STORY}", [("body", STORY), ("subhead", "Who is in charge?"), ("body", STORY)]),
    (f"By Jane Roe, Sample Wire\n\n{STORY}", [("byline", "By Jane Roe, Sample Wire"), ("body", STORY)]),
    (f"ARDEN, Nordland (Sample Wire) — {STORY}", [("dateline", "ARDEN, Nordland (Sample Wire) —"), ("body", STORY)]),
    (
        f"{STORY}\n\nWe are at the gate now #Arden\n\npic.twitter.com/abc — Sample Paper (@samplepaper) October 6, 2020",
        [
            ("body", STORY),
            ("post", "We are at the gate now #Arden"),
            ("post", "pic.twitter.com/abc — Sample Paper (@samplepaper) October 6, 2020"),
        ],
    ),
    (
        f"ARDEN | Fri Apr 24, 2009 7:50 pm ARDEN (Reuters) - {STORY}",
        [("subhead", "ARDEN | Fri Apr 24, 2009 7:50 pm ARDEN"), ("dateline", "(Reuters) -"), ("body", STORY)],
    ),
    (f"{STORY}\n\nRead more: What we know so far", [("body", STORY), ("boilerplate", "Read more: What we know so far")]),
    (
        "Guards stand at the gate, Monday, Oct. 5, 2020. The gate was open. (AP Photo/Jane Roe) Credit: Jane Roe Credit: Jane Roe",
        [
            ("caption", "Guards stand at the gate, Monday, Oct. 5, 2020. The gate was open."),
            ("credit", "(AP Photo/Jane Roe) Credit: Jane Roe Credit: Jane Roe"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_roles(text, expected):
    """Captions, credits, posts and sub-heads are told from the story."""
    assert roles(text) == expected


def test_title_makes_the_headline():
    """A paragraph that repeats the stated title is the headline, however it ends."""
    assert roles(f"Who rules Arden?\n\n{STORY}", title="Who rules Arden?")[0] == ("headline", "Who rules Arden?")


def test_stated_roles_stand_above_the_rules():
    """What the format says of a block is kept, and only the rest is judged."""
    text = f"date 2020-10-06 {STORY}"
    assert roles(text, hints=(Block(0, 15, "dateline"),)) == [("dateline", "date 2020-10-06"), ("body", STORY)]


def test_wrapped_lines_are_one_paragraph():
    """Lines broken at a margin belong together; lines that end sentences do not."""
    wrapped = "The council met for three hours on Monday and\ncould not agree on a budget, its chairman said\nafter the sitting."
    assert roles(wrapped) == [("body", wrapped)]
    lines = f"{STORY}\n{STORY}"
    assert roles(lines) == [("body", STORY), ("body", STORY)]


@given(st.text(alphabet=st.sampled_from(list("aAbB .,!?\"'“”‘’()\n#@—-:1")), max_size=300))
def test_every_letter_in_one_block_and_one_sentence(text):
    """Blocks and sentences are in order, do not overlap, and cover all that is not blank."""
    layout = segment(report(text))
    for spans in (layout.blocks, layout.sentences):
        covered = "".join(text[s.start : s.end] for s in spans)
        assert "".join(covered.split()) == "".join(text.split())
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(
        layout.blocks[s.block].start <= s.start and s.end <= layout.blocks[s.block].end for s in layout.sentences
    )


@pytest.mark.parametrize(
    "text", ['"' * 20_000, "(" * 20_000, "A." * 20_000, "Photo/" * 5_000, "By A " * 5_000, "\n" * 20_000 + "x"]
)
def test_hostile_text_is_cut_too(text):
    """No pattern of marks makes the rules run away: this returns."""
    assert segment(report(text)).blocks


def test_a_notice_inside_a_story_takes_its_own_sentence_only():
    """A page that runs a notice into its story loses the notice, not the story."""
    told = "The pier in Dorven burned. Two men fled. A guard called the brigade. It came at noon. Nobody was hurt."
    told_then = "The mayor thanked the crew."
    notice = "Click here for the video."
    assert roles(f"{told} {notice} {told_then}") == [("body", told), ("boilerplate", notice), ("body", told_then)]


def test_a_notice_at_any_place_of_a_paragraph_is_set_aside():
    """Pages without line breaks run notices into the story; the few words behind one in a short paragraph belong to it."""
    told, notice = "Two men were held on Monday, police said.", "Copyright 2020 Sample Media. All rights reserved."
    assert roles(f"{told} {notice}") == [("body", told), ("boilerplate", notice)]
    assert roles("© Sample Media. Best read on paper.") == [("boilerplate", "© Sample Media. Best read on paper.")]


def test_what_stands_before_a_sentence_is_cut_off():
    """A word of the page or a picture's credit without a stop takes nothing of the sentence behind it."""
    assert roles(f"Advertisement {STORY}") == [("boilerplate", "Advertisement"), ("body", STORY)]
    assert roles(f"{STORY}\n\n{STORY} Photograph: Jane Roe/AP {STORY}")[2:] == [
        ("credit", "Photograph: Jane Roe/AP"),
        ("body", STORY),
    ]
    assert roles(f"ARDEN (AFP) - {STORY}") == [("dateline", "ARDEN (AFP) -"), ("body", STORY)]


def test_what_stands_between_credits_is_a_caption():
    """Pictures one after the other: each credit ends a caption, and the story goes on behind the last."""
    text = f"The gate at noon.\n(Photo by Jane Roe/Sample) The pier at night.\nIt is dark.\n(Jane Roe - AP) {STORY}"
    expected = ["caption", "credit", "caption", "caption", "credit", "body"]
    assert [role for role, _ in roles(text)] == expected


def test_titles_of_other_stories_are_set_aside():
    """Lines behind words that announce links are titles of other stories, up to the next sentence."""
    text = f"{STORY}\n\nRELATED:\n\nMayor of Orel steps down over a budget that nobody wanted to sign\n\n{STORY}"
    assert [role for role, _ in roles(text)] == ["body", "boilerplate", "boilerplate", "body"]
