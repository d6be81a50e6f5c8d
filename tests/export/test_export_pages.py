"""The page and the Markdown show the reports' words, escaped, each with its place, and load nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from factory import COAST, EVENTS, HARBOUR, HOSTILE, record
from msgspec.structs import replace

from dateline.export import html, markdown
from dateline.model.record import RecordData
from dateline.views.visible import visible

NOWHERE = 10**9
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Reader(HTMLParser):
    """Reads a page: ids, links, tags, the text of each report, and whether tags are balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.quotes: list[str] = []
        self.depth = NOWHERE

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        if tag not in VOID:
            self.open.append(tag)
        if found.get("class") == "text":
            self.texts.append("")
            self.depth = len(self.open)
        if tag == "q":
            self.quotes.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self.depth:
            self.depth = NOWHERE

    def handle_data(self, data: str) -> None:
        if len(self.open) >= self.depth:
            self.texts[-1] += data
        if "q" in self.open:
            self.quotes[-1] += data


def read(data: RecordData | None = None) -> Reader:
    """The page of a record, read back."""
    reader = Reader()
    reader.feed(html.encode(data or record()).decode())
    reader.close()
    return reader


def test_the_page_is_well_formed_and_its_ids_are_its_own() -> None:
    """Tags close in order, and no id stands twice."""
    reader = read()
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))


def test_every_link_leads_to_a_place_in_the_page() -> None:
    """Nothing points outside, nothing points nowhere."""
    reader = read()
    assert len(reader.links) > 15
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)
    assert all(link.startswith("#") for link in reader.links)


def test_the_page_loads_nothing() -> None:
    """No script, image, font, style sheet or frame; a policy in the page forbids them."""
    page = html.encode(record()).decode()
    assert not {"script", "img", "link", "iframe", "object", "video"} & set(read().tags)
    assert "default-src 'none'" in page
    assert not re.search(r"@import|url\(|https?://", page)


def test_reports_stand_in_full_and_as_printed() -> None:
    """The text of each report is in the page to the letter, steering characters shown."""
    assert read().texts == [visible(text) for text in (HARBOUR, COAST, HOSTILE)]


def test_quotations_on_the_page_are_words_of_the_reports() -> None:
    """Whatever stands in quotation marks is in a report."""
    texts = [visible(text) for text in (HARBOUR, COAST, HOSTILE)]
    quotes = read().quotes
    assert len(quotes) > 8
    assert all(any(quote.removeprefix("“").removesuffix("”") in text for text in texts) for quote in quotes)


def test_hostile_text_cannot_become_markup() -> None:
    """A tag in a report is text on the page."""
    page = html.encode(record()).decode()
    assert "<b>when</b>" not in page
    assert "&lt;b&gt;when&lt;/b&gt;" in page
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_an_empty_record_has_a_page() -> None:
    """A record without reports is shown without empty sections."""
    reader = read(RecordData(record().provenance, (), (), (), (), (), (), (), (), ()))
    assert "disputes" not in reader.ids
    assert reader.open == []


def test_the_same_record_gives_the_same_page() -> None:
    """No clock, no order of chance."""
    assert html.encode(record()) == html.encode(record())


def test_repeated_lines_stand_once_and_are_counted() -> None:
    """Events in the same words, of one day or of the background, are one line, on the page and in Markdown."""
    again = replace(EVENTS[0], id="v-again", weight=0.5), replace(EVENTS[3], id="v-last-again")
    data = replace(record(), events=(*EVENTS, *again))
    page, text = html.encode(data).decode(), markdown.encode(data).decode()
    assert "2 events more, told in words that repeat a line above." in page
    assert "2 events more, told in words that repeat a line above." in text
    assert 'id="v-again"' not in page
    assert "repeat a line" not in markdown.encode(record()).decode()


def test_markdown_cites_every_line() -> None:
    """Each quotation has path, start and end, and they are right."""
    found = re.findall(r"“(.+)” \((.+?):(\d+)-(\d+)\)", markdown.encode(record()).decode())
    texts = {"in/harbour.txt": HARBOUR, "in/coast.txt": COAST, "in/odd.txt": HOSTILE}
    assert len(found) == 5 + 3 + 1 + 2
    for words, path, start, end in found:
        assert markdown.escaped(texts[path][int(start) : int(end)]) == words


def test_markdown_renders_words_as_printed() -> None:
    """Signs that mean something to Markdown are behind a backslash."""
    assert markdown.escaped("*a* _b_ [c](d) <i> #1 `e` 5 | 6\n2. x") == (
        r"\*a\* \_b\_ \[c\](d) \<i\> \#1 \`e\` 5 \| 6 2. x"
    )
    assert markdown.escaped("2. x") == r"2\. x"
    assert markdown.escaped("- x") == r"\- x"


def test_markdown_has_a_heading_a_day() -> None:
    """Days, background, undated, then figures, offices, disputes, reports and failures."""
    lines = markdown.encode(record()).decode().split("\n")
    headings = [line for line in lines if line.startswith("#")]
    assert headings == [
        "# Record of 3 reports",
        "## Timeline",
        "### Tue 3 Mar 2020",
        "### Wed 4 Mar 2020",
        "### Background",
        "### Undated",
        "## Figures",
        "## Offices",
        "## Disputes",
        "## Reports",
        "## Not read, or read with doubt",
    ]
