"""What is asked of every engine, wherever its workers are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.engine import Engine

Lengths = Callable[[str, tuple[str, ...]], tuple[int, ...]]


def results_in_order(engine: Engine[str], lengths: Lengths) -> None:
    """Two maps over one engine give what a plain loop gives; of no batches nothing."""
    batches = [tuple("ab" * n for n in range(size)) for size in range(30)]
    expected = [tuple(len(word) for word in batch) for batch in batches]
    assert list(engine.map(lengths, batches)) == expected
    assert list(engine.map(lengths, reversed(batches))) == expected[::-1]
    assert list(engine.map(lengths, [])) == []


def taken_as_needed(engine: Engine[str], divide: Callable[[str, int], float], most: int) -> None:
    """Of many batches at most ``most`` are held when three results have been asked for."""
    taken = []

    def batches() -> Iterator[int]:
        for number in range(1, 10_000):
            taken.append(number)
            yield number

    results = engine.map(divide, batches())
    assert [next(results) for _ in range(3)] == [60, 30, 20]
    assert len(taken) <= most
