"""Whatever a person types is words to look for, never syntax."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_records import KEY, digest, made_record, made_reports

from dateline.errors import LookupFailed
from dateline.model.record import Statement
from dateline.store import Hit, Store
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
    assert hits == tuple(
        sorted(
            hits, key=lambda hit: (hit.score, hit.span.report if hit.span else "", hit.span.start if hit.span else 0)
        )
    )
    assert store.search("police", limit=5) == hits[:5]


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
