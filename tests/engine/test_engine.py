"""Every engine gives the same results in the same order, and says clearly when it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from engine.asked import results_in_order, taken_as_needed

from dateline.engine import Engine, Processes, Serial, choice, engine_for
from dateline.errors import DatelineError, SettingError
from dateline.settings import Settings

ENGINES: dict[str, Callable[[Callable[[], str]], Engine[str]]] = {"serial": Serial, "processes": partial(Processes, 2)}


def start() -> str:
    """The state of a worker: which process it is."""
    return f"worker {os.getpid()}"


def lengths(state: str, batch: tuple[str, ...]) -> tuple[int, ...]:
    """Work that takes longer for earlier batches, so that order does not come of itself."""
    time.sleep(0.002 * max(0, 5 - len(batch)))
    return tuple(len(word) for word in batch) if state.startswith("worker") else ()


def process(state: str, _: int) -> str:
    return state


def divide(_: str, number: int) -> float:
    return 60 / number


def die_once(marker: str, _: str, number: int) -> int:
    """Batch 3 ends its process abruptly the first time."""
    if number == 3 and not Path(marker).exists():
        Path(marker).touch()
        os._exit(9)
    return number * number


def die(_: str, number: int) -> int:
    """Batch 3 ends its process abruptly every time."""
    if number == 3:
        os._exit(9)
    return number * number


def fail_to_start() -> str:
    raise ValueError("no model")


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[Engine[str]]:
    """Each engine in turn."""
    with ENGINES[request.param](start) as ready:
        yield ready


def test_results_come_in_the_order_of_the_batches(engine: Engine[str]) -> None:
    results_in_order(engine, lengths)


def test_batches_are_taken_as_they_are_needed(engine: Engine[str]) -> None:
    """However many batches there are, only a few are held."""
    taken_as_needed(engine, divide, 8)


def test_an_exception_of_the_work_is_raised_in_its_place(engine: Engine[str]) -> None:
    """What came before it is given; the engine can be used again."""
    results = engine.map(divide, [4, 5, 0, 6])
    assert [next(results), next(results)] == [15, 12]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert list(engine.map(divide, [6])) == [10]


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_an_exception_in_making_the_state_is_raised(name: str) -> None:
    """What is missing is said as it is, not as a worker that died."""
    with ENGINES[name](fail_to_start) as engine, pytest.raises(ValueError, match="no model"):
        next(engine.map(divide, [1]))


def test_a_state_is_made_once_for_each_process(engine: Engine[str]) -> None:
    """Every call gets the state of its process."""
    states = set(engine.map(process, range(20)))
    assert 1 <= len(states) <= 2
    assert set(engine.map(process, range(20))) <= states or isinstance(engine, Processes)


def test_other_processes_do_the_work() -> None:
    """Processes is not this process; Serial is."""
    with Processes(2, start) as engine:
        assert start() not in set(engine.map(process, range(8)))
    with Serial(start) as alone:
        assert set(alone.map(process, range(8))) == {start()}


def test_a_batch_whose_process_died_is_done_again(tmp_path: Path) -> None:
    """No result is lost or given twice."""
    with Processes(2, start) as engine:
        results = list(engine.map(partial(die_once, str(tmp_path / "died")), range(9)))
    assert results == [number * number for number in range(9)]
    assert (tmp_path / "died").exists()


def test_a_batch_that_kills_every_process_is_an_error() -> None:
    """The results before it are given; then the error says what to do."""
    with Processes(2, start) as engine:
        results = engine.map(die, range(9))
        assert [next(results) for _ in range(3)] == [0, 1, 4]
        with pytest.raises(DatelineError, match=r"E601.*--jobs 1"):
            next(results)


def test_the_number_of_jobs_chooses_the_engine() -> None:
    """One job needs no other process."""
    assert isinstance(engine_for(1, start), Serial)
    assert isinstance(engine_for(3, start), Processes)


@pytest.mark.parametrize("engine", ["processes", "dask", "dask://node-7.example:8786", "dask://[::1]:8786"])
def test_an_engine_is_no_part_of_what_a_record_depends_on(engine: str) -> None:
    """Each is accepted, and the settings that stand in a record are the same."""
    chosen = Settings().with_values(engine=engine)
    assert chosen.engine == engine
    assert chosen.table() == Settings().table()


@pytest.mark.parametrize(
    "engine", ["", "ray", "Dask", "dask:", "dask://", "dask://node", "dask://node:", "dask://a/b:1", "tcp://node:8786"]
)
def test_an_engine_that_there_is_not(engine: str) -> None:
    """A setting and an engine say the same, and what there is."""
    with pytest.raises(SettingError, match=r"E302.*dask://HOST:PORT"):
        Settings().with_values(engine=engine)
    with pytest.raises(SettingError, match=r"E302.*dask://HOST:PORT"):
        engine_for(2, start, engine)


def test_an_extra_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said how to install it; own processes need none."""
    monkeypatch.setattr(choice, "EXTRA", ("a_package_that_nobody_wrote",))
    for engine in ("dask", "dask://127.0.0.1:8786"):
        with pytest.raises(DatelineError, match=r"E602.*pip install 'dateline\[dask\]'"):
            engine_for(2, start, engine)
    assert isinstance(engine_for(2, start), Processes)


def test_leaving_early_ends_the_processes() -> None:
    """A caller that stops half way does not wait for all batches."""
    begun = time.perf_counter()
    with Processes(2, start) as engine:
        results = engine.map(partial(_slowly, 0.1), range(1_000))
        assert next(results) == 0
    assert time.perf_counter() - begun < 20


def _slowly(seconds: float, _: str, number: int) -> int:
    time.sleep(seconds)
    return number


def test_an_engine_loads_nothing_heavy() -> None:
    """No process pool and no parser before it is needed."""
    ask = "import sys, dateline.engine; print([m for m in ('spacy', 'numpy', 'dask') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
