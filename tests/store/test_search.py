"""Whatever a person types is words to look for, never syntax."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import KEY, Made, digest, made_record, made_reports

import dateline
from dateline.errors import LookupFailed
from dateline.model.record import Statement
from dateline.pages.search import search_page
from dateline.store import RANKED, Hit, Store
from dateline.store.query import expression


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record of three reports with four sentences each."""
    path = tmp_path_factory.mktemp("search") / "a.dateline"
    made = made_reports(3)
    with Store.create_or_open(path) as writer:
        writer.accept(((m.report, m.notes) for m in made), KEY)
        writer.replace_record(made_record(made), [m.id for m in made])
    with Store.open(path) as reader:
        yield reader


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record of more sentences about dockers than are ranked."""
    with Store.open(grown(tmp_path_factory.mktemp("many") / "a.dateline", [made_reports(180)])) as reader:
        yield reader


def grown(path: Path, editions: list[tuple[Made, ...]]) -> Path:
    """A record at ``path`` that held one edition after the other."""
    with Store.create_or_open(path) as writer:
        for made in editions:
            writer.accept(((m.report, m.notes) for m in made), KEY)
            writer.replace_record(made_record(made), [m.id for m in made])
    return path


def place(hit: Hit) -> tuple[int, str]:
    """Where a sentence begins in its report, and the report."""
    assert hit.span is not None
    return hit.span.start, hit.span.report


def words(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.span.exact if hit.span else hit.id for hit in hits]


def test_every_hit_is_a_quotation_of_its_report(store: Store) -> None:
    """A span is where it says, and a sentence names a statement in it."""
    texts = {report.id: report.text for report in store.reports()}
    hits = store.search("dockers", limit=50)
    assert len(hits) == 12
    for hit in hits:
        assert hit.span is not None
        assert texts[hit.span.report][hit.span.start : hit.span.end] == hit.span.exact
        assert store.get(Statement, [hit.id])[0].sentence == hit.span


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("docker", 12),  # stems
        ("DETAINED tebrook", 3),  # all the words, in any case
        ('"Tebrook detained"', 3),
        ('"detained Tebrook"', 0),
        ("tebrook OR orvanne", 8),  # six sentences and two names
        ("dockers tebrook OR orvanne", 6),
        ("dockers -tebrook", 9),
        ('dockers -"Port Ainsley" -tebrook', 6),
        ("ковач police", 3),  # no Latin letters
        ("AKERLUND police", 3),  # without its ring
        ("day strike", 3),  # headlines: no sentence with a statement, found all the same
    ],
)
def test_queries(store: Store, query: str, found: int) -> None:
    """The grammar of a search engine: all words, phrases, OR, minus."""
    assert len(store.search(query, limit=50)) == found


def test_a_name_is_found(store: Store) -> None:
    """Entities are hits of their own."""
    hits = store.search("brandt leigh", limit=50)
    assert [hit.id for hit in hits if hit.kind == "name"] == [digest("Josef Brandt-Leigh")]


def test_sentences_of_a_choice(store: Store) -> None:
    """With a choice of sentences only those are hits; nothing but sentences is."""
    chosen = [s.sentence for s in store.read(Statement) if "Mira Oldane" in s.sentence.exact]
    hits = store.search("dockers", limit=50, within={(span.report, span.start, span.end) for span in chosen})
    assert {hit.span for hit in hits} == set(chosen)
    assert store.search("dockers", limit=50, within=()) == ()


def test_the_order_is_always_the_same(store: Store) -> None:
    """Ties of the score are broken by place, and a limit cuts the end off."""
    hits = store.search("police", limit=50)
    spans = [hit.span for hit in hits if hit.span]
    places = [(hit.score, span.start, span.report) for hit, span in zip(hits, spans, strict=True)]
    assert places == sorted(places)
    assert store.search("police", limit=5) == hits[:5]


def test_of_many_passages_those_nearest_the_beginnings_are_ranked(many: Store) -> None:
    """The first by place stand best first, the others behind them by place: none is lost, and a limit cuts the end off."""
    hits = many.search("dockers", limit=10_000)
    assert len(hits) == len(set(hits)) == 720 > RANKED
    best, rest = hits[:RANKED], hits[RANKED:]
    assert [hit.score for hit in best] == sorted(hit.score for hit in best)
    assert max(map(place, best)) < min(map(place, rest))
    assert list(rest) == sorted(rest, key=place)
    for limit in (1, 20, RANKED, RANKED + 1):
        assert many.search("dockers", limit=limit) == hits[:limit]


def test_pages_of_many_passages_are_one_list(many: Store) -> None:
    """Page after page gives each sentence once, in the order of the search; the counts say how many there are."""
    pages = [many.shelf.found("dockers", "sentence", 50, offset) for offset in range(0, 800, 50)]
    assert tuple(hit for page in pages for hit in page) == many.search("dockers", limit=10_000)
    assert many.shelf.n_found("dockers") == {"sentence": 720, "paragraph": 360}
    assert many.shelf.n_found("Courier -police") == {"name": 1}


def test_a_page_says_how_many_of_its_sentences_are_ranked(many: Store) -> None:
    """Where more are found than are ranked, the page knows it."""
    found = search_page(many.shelf, "dockers", 36)
    assert (found.n_sentences, found.n_ranked, found.pages, len(found.rows)) == (720, RANKED, 36, 20)
    few = search_page(many.shelf, '"day 7"', 1)
    assert few.n_sentences == few.n_ranked == 0 < few.n_paragraphs


def test_a_paragraph_of_one_sentence_is_not_counted_again(tmp_path: Path) -> None:
    """It is the sentence; paragraphs of several sentences are passages of their own."""
    for sentences, counts in ((1, {"sentence": 2}), (4, {"sentence": 8, "paragraph": 4})):
        with Store.open(grown(tmp_path / f"{sentences}.dateline", [made_reports(2, sentences)])) as made:
            assert made.shelf.n_found("dockers") == counts


def test_a_choice_of_sentences_is_looked_for_in_all(many: Store) -> None:
    """Sentences that are asked for are found and ranked however many others stand before them."""
    last = [s.sentence for s in many.read(Statement) if s.sentence.exact.startswith("Police in Port Ainsley")]
    hits = many.search("dockers", limit=500, within={(span.report, span.start, span.end) for span in last})
    assert {hit.span for hit in hits} == set(last)
    assert [hit.score for hit in hits] == sorted(hit.score for hit in hits)


def test_passages_stand_before_names(store: Store) -> None:
    """Names get a quarter of the room, and more where passages leave it."""
    kinds = [hit.kind for hit in store.search("karsel", limit=8)]
    assert kinds == ["sentence"] * 6 + ["name"] * 2
    assert [hit.kind for hit in store.search("karsel", limit=50)] == ["sentence"] * 12 + ["name"] * 2
    assert [hit.kind for hit in store.search("karsel", limit=1)] == ["sentence"]


def test_how_a_record_came_about_does_not_change_what_is_found(many: Store, tmp_path: Path) -> None:
    """Passages at the same place were numbered in another order; the hits are the same, whichever are ranked."""
    whole = made_reports(180)
    path = grown(tmp_path / "a.dateline", [whole[90:], whole[60:120], whole[::-7], whole])
    with Store.open(path) as other:
        for query in ("dockers", "police OR mayor", '"day 7"', "karsel"):
            for limit in (3, RANKED - 1, 10_000):
                assert other.search(query, limit) == many.search(query, limit)
            assert other.shelf.found(query, "paragraph", 90, 30) == many.shelf.found(query, "paragraph", 90, 30)


def test_a_line_that_a_found_sentence_runs_through_is_left_out(tmp_path: Path) -> None:
    """Of a paragraph with hard line ends a sentence is found once, not with each of its lines again."""
    lines = (
        "The ferry to Velm stopped sailing on Monday, the ferry company",
        "said on Tuesday, and no other ferry sailed from the harbour of",
        "Velm until Thursday.",
    )
    text = "Harbour closed on Monday\n\n" + "\n".join(lines) + " It rained.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with dateline.build(str(tmp_path / "a.txt"), tmp_path / "a.dateline") as record:
        found = [row.quote.exact for row in record.search("ferry") if row.quote and row.kind != "name"]
    assert found == ["\n".join(lines)]


@pytest.mark.parametrize("query", ["", "   ", '""', "-tebrook", "OR", "— … !", "-", '"'])
def test_a_query_for_nothing(store: Store, query: str) -> None:
    """A query without a word to look for is an error that says so."""
    with pytest.raises(LookupFailed, match="E501"):
        store.search(query)


@pytest.mark.parametrize(
    "query",
    [
        'a" OR b',
        "NEAR(a b)",
        "words: a",
        "a*",
        "^a",
        "{a b}",
        "a AND",
        "NOT a",
        "(a",
        "a -",
        "x\x00y",
        "'; DROP TABLE events; --",
        'a"b"c',
        "OR a OR",
        "-OR a",
    ],
)
def test_syntax_is_not_syntax(store: Store, query: str) -> None:
    """What would be an FTS5 or SQL expression is taken as words."""
    assert isinstance(store.search(query), tuple)


@given(st.text(max_size=80))
def test_no_query_breaks_the_search(store: Store, query: str) -> None:
    """Any text is answered, or refused as naming nothing."""
    try:
        store.search(query)
    except LookupFailed as error:
        assert error.code == "E501"


@pytest.mark.parametrize("query", ['"' * 1_000_000, "a " * 500_000, "1" * 1_000_000, "-" * 1_000_000, 'a"' * 500_000])
def test_hostile_queries_are_answered_at_once(store: Store, query: str) -> None:
    """A million characters take no more than a moment."""
    start = time.perf_counter()
    try:
        store.search(query)
    except LookupFailed as error:
        assert len(str(error)) < 400
    assert time.perf_counter() - start < 5


def test_expressions_quote_every_term() -> None:
    """Terms stand in quotes, groups in brackets."""
    assert (
        expression('mayor OR "state of emergency" -football') == '(("mayor" OR "state of emergency")) NOT ("football")'
    )


def test_the_page_says_how_many_are_ranked() -> None:
    """Who reads of the search learns where its ranking ends."""
    pages = Path(__file__).parents[2] / "docs"
    assert f"more than {RANKED} passages" in (pages / "commands.md").read_text(encoding="utf-8")
    assert f"more than {RANKED} sentences" in (pages / "reading-room.md").read_text(encoding="utf-8")
