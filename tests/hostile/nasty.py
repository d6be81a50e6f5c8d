"""Text and files that nobody means well with. ``DATELINE_FUZZ=50`` makes the tests here try fifty times as many."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

TIMES = int(os.environ.get("DATELINE_FUZZ", "1"))


def tries(count: int) -> settings:
    """``count`` examples in an ordinary run, without a limit of time."""
    unchecked = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(deadline=None, max_examples=count * TIMES, suppress_health_check=unchecked)


LINE_ENDS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\n\n", "\n \n"]
UNSEEN = ["\0", "\x1b[31m", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\ufe0f", "\U000e0041", "\u202a", "\u202e",
          "\u2066", "\u2069", "\u061c", "\ufffe", "\uffff", "\U0010ffff"]  # fmt: skip
LETTERS = ["e\u0301", "a" + "\u0301" * 30, "İ", "ß", "ﬁ", "ǆ", "K", "Å", "ſ", "ŉ", "𝔄", "漢字", "한국", "שלום", "مرحبا", "नमस्ते", "ไทย",
           "🙂", "👨‍👩‍👧", "🇰🇬", "١٢", "²", "½", "Ⅻ", "①", "𝟙"]  # fmt: skip
MARKS = ['"', "'", "“", "”", "‘", "’", "«", "»", "„", "‚", "`", "(", ")", "[", "]", "—", "–", "-", "...", "…", ".", ",", ":", ";", "?", "!",
         "/", "\\", "%", "$", "€", "@", "#", "&", "*", "|", "_", "~", "^", "<", ">", "{{", "}}", "%s", "{0}"]  # fmt: skip
WORDS = [
    "The mayor", "the minister of the interior", "President Reis", "Mara Ilvesen", "ILVESEN", "Kessen", "Paris", "the Coast Gazette",
    "Police",
    "protesters", "a man", "he", "she", "they", "it", "who", "which", "that", "said", "told Northwire", "according to", "denied", "asked",
    "was appointed", "resigned", "killed", "were injured", "12", "590", "1,000", "1,1,1", "two", "a dozen", "million", "per cent",
    "people", "ships", "on Monday", "Oct. 5", "5 October 2020", "2020-10-05", "last week", "earlier", "in 2017", "since", "until", "will",
    "could", "not", "no", "if", "and", "or", "but", "of", "in", "the", "a", "(AP)", "KESSEN (Northwire) —", "By Ana Reis", "Read more:",
    "Photo: Ana Reis/AP", "— Ana (@ana) October 5, 2020", "https://hill.test/a?b=c", "U.S.", "Mr.", "No. 5",
]  # fmt: skip
NAMES = [
    "Robert'); DROP TABLE reports;--", "../../etc/passwd", "..\\..\\boot.ini", "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}", "$(reboot)", "`reboot`", "=SUM(A1)", "@SUM(A1)", "-1+1", "%00", "con.txt", "[a](javascript:alert(1))", "&lt;b&gt;", "]]>",
    "' OR 1=1 --", "NULL", "None", "nan", "AND NOT *", 'a"b*c^d',
]  # fmt: skip

PIECES = st.one_of(*map(st.sampled_from, (LINE_ENDS, UNSEEN, LETTERS, MARKS, WORDS, WORDS, WORDS, NAMES)))
JOINTS = st.sampled_from(["", " ", " ", "  ", ". ", ", ", "\n"])
TEXTS = st.one_of(
    st.lists(st.tuples(PIECES, JOINTS), max_size=40).map(lambda pairs: "".join(map("".join, pairs))),
    st.tuples(PIECES, JOINTS, st.integers(1, 300)).map(lambda told: (told[0] + told[1]) * told[2]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
)
"""Text as a report may hold it: whatever encodes to UTF-8."""

SHOWN: dict[str, tuple[str, ...]] = {
    "terminal": (
        "\x1b[31mRed\x1b[0m", "\x1b]8;;http://evil.test\x1b\\click\x1b]8;;\x1b\\", "\x1b]0;owned\x07", "\x9b31mRed", "Bell\x07\x08\x7f",
        "Vt\x0bFf\x0c", "Nul\0byte",
    ),
    "direction": ("\u202egnp.exe", "\u2066iso\u2069", "Mark\u200f", "\ufeffBom"),
    "lines": ("First\nSecond", "Cr\rover", "Crlf\r\nline", "Sep\u2028line", "Nel\x85line", "Tab\tstop"),
    "spreadsheet": ('=HYPERLINK("http://evil.test","x")', "=cmd|' /C calc'!A0", "+1+one", "-2+two", "@SUM(A1)", "'=one", 'q"u""o'),
    "page": (
        "<script>alert(1)</script>", "</script><b>x", "</style>x", "<!--x", "--><i>x", '" onmouseover="x', "' onclick='x", "&lt;b&gt;",
        "{{7*7}}x", "{% raw %}", "x]]>", "javascript:alert(1)",
    ),
    "Markdown": (
        "[a](http://evil.test)", "![i](http://evil.test/x.png)", "# Head", "```x", "a|b", "<http://evil.test>", "1. one", "- dash",
        "> said", "~~x~~", "$x$", "[bold red]x[/]", "**x**",
    ),
    "programs": (
        "Robert'); DROP TABLE reports;--", "' OR 1=1 --", "../../etc/passwd", "C:\\boot.ini", "-rf", "--help", "%s%n{0}", "$(reboot)",
        "`reboot`", "NEAR(a b)", "a*^:", "NULL", "x" * 1_900,
    ),
}  # fmt: skip
"""Names that mean harm to what they are shown on, by kind."""
