"""HTML: which text, which roles, which facts, and that every character keeps its place in the raw file."""

from __future__ import annotations

import html
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.reading import Role
from dateline.read.fault import Fault
from dateline.read.item import Item
from dateline.read.labels import class_says
from dateline.read.live import read_pages
from dateline.read.page import declared_encoding, read_fragment
from dateline.read.tree import MOST
from dateline.rules import table

PARAGRAPHS = (
    "The dam above the town broke on Thursday morning without any warning, the mayor of the valley said.",
    "Forty people were taken to the school and given food, and the army was asked for boats and tents.",
    "The river is expected to rise until Saturday, the weather service said on its website, and then to fall.",
)
BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
TEXT = "\n\n".join(PARAGRAPHS)
STATED = (
    '<title>Dam breaks</title><meta property="og:site_name" content="Valley News"><meta name=author content="Ana Reis">'
)


def page(body: str, head: str = STATED) -> Item:
    """The item of a page with ``body``, its offsets checked."""
    raw = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    (item,) = read_pages(raw)
    assert isinstance(item, Item), item
    check_offsets(raw, item)
    return item


def check_offsets(raw: str, item: Item) -> None:
    """Each run stands in the raw file unchanged or as an entity; what no run covers is a separator."""
    covered = 0
    for run in item.offsets:
        words = item.text[run.text_start : run.text_start + run.length]
        assert item.text[covered : run.text_start].strip(" \n") == ""
        entity = re.match(r"&#?\w+;?", raw[run.raw_start :])
        assert words == raw[run.raw_start : run.raw_start + run.length] or (
            entity and html.unescape(entity[0]) == words
        )
        covered = run.text_start + run.length
    assert covered == len(item.text)


def roles(item: Item) -> list[tuple[Role, str]]:
    """Each hint with its words."""
    return [(hint.role, item.text[hint.start : hint.end]) for hint in item.hints]


WHERE = [
    f"<article>{BODY}</article>",
    f"<nav><a href=/>Home</a></nav><main>{BODY}</main><footer>All rights reserved</footer>",
    f"<div class=story-body>{BODY}</div><div>Terms of use</div>",
    f"<div><div itemprop=articleBody>{BODY}</div></div><div>Contact us</div>",
    f"<table><tr><td><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul><td>{BODY}</table>",
    f"<header><a href=/>Valley News</a></header><div><div>{BODY}</div></div><aside>{BODY}</aside>",
    f"<article>{BODY}<div class=share-tools>Share this</div><form>Sign up<input></form></article>",
    f"<div class='page has-sidebar share'><article>{BODY}</article></div>",
    f"<article>{BODY}</article><article><p>Another story, in short.</p></article>",
    f"<article>{BODY.replace('</p>', '')}</article>",
    f"<article>{BODY}<!-- a comment --><script>if (a < b) write('<p>no</p>')</script><style>p{{}}</style></article>",
    f"<article>{BODY}<p hidden>Not seen</p><p style='display: none'>Not seen</p></article>",
    f"<p class=byline></p>{BODY}",
    BODY.replace("<p>", "<P CLASS='x'>").replace("</p>", "</P>"),
    BODY.replace("<p>", "<div><b>").replace("</p>", "</div>"),
    BODY.replace("</p><p>", "<br><br>"),
]


@pytest.mark.parametrize("body", WHERE)
def test_the_article_is_found(body: str) -> None:
    """The article's paragraphs are the text, whatever is around them."""
    assert page(body).text == TEXT


def test_white_space() -> None:
    """White space of the mark-up becomes one space; a break becomes a line; what is set in lines stays so."""
    item = page("<article><p> The\n\t river <b> rose </b>, \n he said.<br> It fell.<br></p><pre>a\n  b</pre></article>")
    assert item.text == "The river rose , he said.\nIt fell.\n\na\n  b"


def test_entities() -> None:
    """Entities are read, those without a semicolon too, and what is no entity stays."""
    item = page("<p>A &amp; B &ldquo;C&rdquo; &#8212; &#x2014; &copy 2021 R&D &nosuch; &lt;b&gt; a&nbsp;b &</p>")
    assert item.text == "A & B “C” — — © 2021 R&D &nosuch; <b> a\u00a0b &"


def test_roles() -> None:
    """Block roles that elements and their classes state."""
    item = page(
        "<h1>Dam breaks</h1><article><p class=c-byline>By <a rel=author>Ana Reis</a></p><p><time>4 March</time></p>"
        "<figure><img src=a><figcaption>The bank of the river. <span class=photo-credit>Rui Gomes</span></figcaption></figure>"
        f"<p><span class=dateline>LORIGA &mdash;</span> It broke.</p>{BODY}<h2>Second breach</h2>"
        "<blockquote class=twitter-tweet><p>Stay at home!</p></blockquote>"
        "<ul><li><a href=a>Road closed</a><li><a href=b>How it was built</a></ul>"
        "<p><a href=c>Read more: the warning</a></p><p>The <a href=d>old mill</a> fell.</p></article>"
    )
    assert roles(item) == [
        ("headline", "Dam breaks"),
        ("byline", "By Ana Reis"),
        ("dateline", "4 March"),
        ("caption", "The bank of the river."),
        ("credit", "Rui Gomes"),
        ("dateline", "LORIGA —"),
        ("subhead", "Second breach"),
        ("post", "Stay at home!"),
        ("boilerplate", "Road closed"),
        ("boilerplate", "How it was built"),
        ("boilerplate", "Read more: the warning"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"<article class='hentry author-ana'><p>It rained.</p>{BODY}</article>",
        f"<article><div class='related'>{BODY}</div></article>",
        f"<article><div class='copyright'>{BODY}</div></article>",
        f"<article>{BODY}<p>On <time datetime=2021-03-04>Thursday</time> the police arrested two men at the dam.</p></article>",
        f"<article>{BODY}<p>The book by <a rel=author>Ana Reis</a> was found in the school after the flood.</p></article>",
    ],
)
def test_a_wrapper_or_a_mention_gives_no_role(body: str) -> None:
    """A class of the whole article speaks of the page, and a sentence that mentions an author or a date stays text."""
    assert roles(page(body)) == []


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("<div class=post-author>Ana Reis, Loriga</div>", "byline"),
        ("<p>By <a rel=author>Ana Reis</a> <time>4 March 2021</time></p>", "byline"),
        ("<p>Published <time>4 March 2021, 10:00</time></p>", "dateline"),
        ("<span class=entry-date>4 March 2021</span>", "dateline"),
    ],
)
def test_short_labels(body: str, role: Role) -> None:
    """A short block that is mostly an author or a date is a byline or a dateline."""
    assert [told for told, _ in roles(page(f"<article>{body}{BODY}</article>"))] == [role]


def test_the_sites_own_heading_is_no_headline() -> None:
    """Of top headings above the article the one that the page's title holds is the headline."""
    head = "<title>Dam breaks in the valley - Valley News</title>"
    item = page(f"<h1>Valley News</h1><h1>Dam breaks in the valley</h1><article>{BODY}</article>", head)
    assert roles(item) == [("headline", "Dam breaks in the valley")]


def test_facts_of_schema_org() -> None:
    """Schema.org data state the facts; other statements of the date are kept beside it."""
    data = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],'
        ' "headline": "Rain &amp; wind", "datePublished": "2021-03-04T05:00:00Z", "author": [{"name": "Ana Reis"}],'
        ' "dateModified": "2021-03-06",'
        ' "publisher": {"name": "Valley News"}, "sourceOrganization": {"name": "Hill Wire"}, "url": "https://news.test/1"}]}'
        '</script><meta property="article:published_time" content="2021-03-04">'
    )
    told = page(BODY, data).facts
    assert (told.title, told.author, told.publisher) == ("Rain & wind", "Ana Reis", "Valley News")
    assert (told.agency, told.url) == ("Hill Wire", "https://news.test/1")
    assert told.dates == (
        ("2021-03-04T05:00:00Z", "page:datePublished"),
        ("2021-03-06", "page-changed:dateModified"),
        ("2021-03-04", "page:article:published_time"),
    )


def test_schema_org_references() -> None:
    """An author or a publisher that stands elsewhere in the data is found by its reference; one that does not is left out."""
    data = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Rain", "author":'
        ' [{"@id": "#ana"}, {"@id": "#none"}], "publisher": {"@id": "#us"}}, {"@id": "#us", "@type": "Organization",'
        ' "name": "Valley News"}, {"@id": "#ana", "@type": "Person", "name": "Ana Reis"}]}</script>'
    )
    told = page(BODY, data).facts
    assert (told.title, told.author, told.publisher) == ("Rain", "Ana Reis", "Valley News")


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="pubdate" content="2021-03-04">', "", ("2021-03-04", "page:pubdate")),
        ('<meta itemprop="datePublished" content="2021-03-04">', "", ("2021-03-04", "page:datepublished")),
        ("", '<time itemprop=datePublished datetime="2021-03-04">today</time>', ("2021-03-04", "page:datepublished")),
        ("", '<time datetime="2021-03-04">4 March</time>', ("2021-03-04", "page:time")),
        ("", '<time datetime="2021-03-01">1 March</time><time pubdate datetime="2021-03-04">4 March</time>', ("2021-03-04", "page:time")),
        ("", '<time datetime="2021-03-01">1 March</time><time datetime="2021-03-04">4 March</time>', None),
        ("", "<p>Posted on 4 March 2021</p>", None),
        ('<meta property="article:modified_time" content="2021-03-05">', "", ("2021-03-05", "page-changed:article:modified_time")),
        ('<meta name="parsely-pub-date" content="2021-03-04T05:00Z">', "", ("2021-03-04T05:00Z", "page:parsely-pub-date")),
        ('<meta name="sailthru.date" content="2021-03-04 05:00:00">', "", ("2021-03-04 05:00:00", "page:sailthru.date")),
        ('<meta name="DC.date" content="2021-03-04">', "", ("2021-03-04", "page:dc.date")),
        ('<meta http-equiv="Last-Modified" content="Thu, 04 Mar 2021 05:00:00 GMT">', "", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", broken</script>', "", None),
    ],
)  # fmt: skip
def test_dates_are_stated_or_none(head: str, body: str, date: tuple[str, str] | None) -> None:
    """A date is what the page states as that of publication; a date in its text, or one of two, is none."""
    assert page(body + BODY, STATED + head).facts.dates == ((date,) if date else ())


@pytest.mark.parametrize(
    ("url", "publisher"),
    [("https://www.valley.test/a", "valley.test"), ("/a", None), ("https://[broken/a", None), ("", None)],
)
def test_the_site_stands_for_the_publisher(url: str, publisher: str | None) -> None:
    """A page that names no publisher has its site for one, where it states its address."""
    head = f"<title>Dam breaks - Daily Rain</title><meta name=author content=x><link rel=canonical href='{url}'>"
    assert page(BODY, head).facts.publisher == publisher


def test_layout_fills_gaps() -> None:
    """What the page does not state is made out from its layout, but never a date."""
    told = page(f"<h1>Dam breaks</h1><p>Posted on 4 March 2021</p><div class=author>By Ana Reis</div>{BODY}", "").facts
    assert (told.title, told.dates) == ("Dam breaks", ())


@pytest.mark.parametrize(
    "raw", ["<p></p>", "<html><script>x</script>", "<a href=x>Home</a> <a href=y>News</a>", "<!-- x -->"]
)
def test_pages_without_text(raw: str) -> None:
    """A page with nothing, only scripts or only links is a fault."""
    (found,) = read_pages(raw)
    assert isinstance(found, Fault)
    assert found.code == "R105"


@pytest.mark.parametrize(
    "rule", [r for r in table("page")["classes"] if "examples" in r], ids=lambda rule: rule["name"]
)
def test_class_rules(rule: dict[str, object]) -> None:
    """Each rule reads its own examples."""
    for example in rule["examples"]:  # type: ignore[attr-defined]
        assert rule["says"] in class_says(example), example


def test_words_inside_words_say_nothing() -> None:
    """A class name must hold the whole word."""
    for rule in table("page")["no_classes"]:
        for example in rule["examples"]:
            assert class_says(example) == frozenset(), example


def test_lead_ins() -> None:
    """A paragraph that is one link and begins as a pointer to another story is boilerplate."""
    for words in table("page")["lead_ins"]["examples"]:
        assert roles(page(f"<article>{BODY}<p><a href=x>{words}</a></p></article>")) == [("boilerplate", words)]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>', "iso-8859-1"),
        (b"<p>charset</p>", None),
    ],
)
def test_declared_encoding(raw: bytes, name: str | None) -> None:
    """A page names its encoding in one of three ways."""
    assert declared_encoding(raw) == name


def test_too_many_elements() -> None:
    """A page of more elements than memory should be spent on is a fault."""
    (found,) = read_pages("<b>" * (MOST + 1))
    assert isinstance(found, Fault)
    assert found.code == "R109"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("The river <b>rose", "The river rose"),
        ("a <b and c", "a"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("<p title='x>rose</p>", "rose"),
        ('<p title="a>b">rose</p>', "rose"),
        ("rose <!-- never ends <p>fell</p>", "rose fell"),
        ("<p>one<p>two<div>three</div>four", "one\n\ntwo\n\nthree\n\nfour"),
        ("<ul><li>one<li>two<ul><li>three</ul><li>four</ul>", "one\n\ntwo\n\nthree\n\nfour"),
        ("</div></p>rose</b></i>", "rose"),
        ("<?xml version='1.0'?><html><title/><script/><p>rose</p></html>", "rose"),
        ("<b><p>one</b> two</p>", "one two"),
        ("<title>a</title><p>rose<textarea><p>no</textarea>", "rose"),
    ],
)
def test_malformed_mark_up(raw: str, text: str) -> None:
    """Unclosed, crossed and stray tags still give the text."""
    fragment = read_fragment(raw)
    assert fragment is not None
    assert fragment.text == text


TAGS = "p div b a br li ul article h1 h2 span figcaption time script pre table td nav blockquote".split()  # noqa: SIM905
WORDS = st.text(alphabet="ab <>&;\"'\n\t\u00a0“é#x1=/!-", max_size=12) | st.sampled_from(
    ["&amp;", "&mdash;", "&#233;", "&#0;", " "]
)
MARK_UP = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, parts, closed: f"<{tag} class='byline x' id={tag}>{''.join(parts)}{f'</{tag}>' if closed else ''}",
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
        st.booleans(),
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.lists(MARK_UP, max_size=6).map("".join))
def test_offsets_of_any_mark_up(raw: str) -> None:
    """On any mark-up, well formed or not, every character keeps its place and hints are in order."""
    (item,) = read_pages(f"<title>a</title><meta property=og:site_name content=b><meta name=author content=c>{raw}")
    if isinstance(item, Item):
        check_offsets(f"<title>a</title><meta property=og:site_name content=b><meta name=author content=c>{raw}", item)
        edges = [edge for hint in item.hints for edge in (hint.start, hint.end)]
        assert edges == sorted(edges)
        assert all(item.text[hint.start : hint.end].strip() for hint in item.hints)


HOSTILE = [
    "<",
    '<a "',
    "<a x='",
    "<!--",
    "<b>",
    "<div>",
    "<p><i>",
    "<h1>x</h1>",
    "&",
    "&#1",
    "<script>",
    "<a x=",
    "<li>",
    "</q>",
    "<td>x",
    "<br>",
    '"',
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_mark_up_takes_linear_time(unit: str) -> None:
    """Thirty thousand of the same broken thing are read in seconds, where quadratic time would be minutes."""
    begun = time.perf_counter()
    read_fragment("<b>" * 300 + unit * 30_000)
    assert time.perf_counter() - begun < 20
