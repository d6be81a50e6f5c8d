"""A Dask cluster gives what every engine gives, loses nothing with a worker, leaves nothing behind and says what it lacks."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread, Timer
from uuid import uuid4

import pytest
from engine.asked import results_in_order, taken_as_needed

import dateline
from dateline.api import Progress
from dateline.engine import Cluster, engine_for
from dateline.errors import DatelineError
from dateline.settings import Settings

distributed = pytest.importorskip("distributed", reason="the extra dateline[dask] is not installed")
pytest.importorskip("cryptography", reason="the extra dateline[dask] is not installed")
psutil = pytest.importorskip("psutil", reason="comes with the extra dateline[dask]")

REPORTS = Path(__file__).parents[2] / "examples" / "kyrgyzstan-2020" / "reports"
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def start() -> str:
    """The state of a worker: its process, and which of its states it is."""
    return f"{os.getpid()} {uuid4()}"


def process(state: str, _: int) -> int:
    return int(state.split()[0])


def itself(state: str, _: int) -> str:
    return state


def lengths(_: str, batch: tuple[str, ...]) -> tuple[int, ...]:
    """Work that takes longer for earlier batches, so that order does not come of itself."""
    time.sleep(0.002 * max(0, 5 - len(batch)))
    return tuple(len(word) for word in batch)


def divide(_: str, number: int) -> float:
    return 60 / number


def slowly(log: str, state: str, number: int) -> int:
    """The square of a number; a line in ``log`` for each time that somebody begins it."""
    with Path(log).open("a") as file:
        file.write(f"{number} {process(state, number)}\n")
    time.sleep(0.1)
    return number * number


def die(_: str, number: int) -> int:
    """Batch 3 ends its process abruptly every time."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def fail_to_start() -> str:
    raise ValueError("no model")


def elsewhere() -> dict[str, str]:
    """What no two processes have in common."""
    return {"Dateline": f"0.0.{os.getpid()}"}


def scheduler_of(workers: int, folder: Path) -> object:
    """A scheduler as a user starts one, with worker processes; a batch over which a worker died is given up at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASK_TEMPORARY_DIRECTORY", str(folder))
        return distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
            local_directory=str(folder),
            scheduler_kwargs={"allowed_failures": 0},
        )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """HOST:PORT of a scheduler with two workers, for all tests that end none of them."""
    with scheduler_of(2, tmp_path_factory.mktemp("workers")) as cluster:
        yield cluster.scheduler_address.removeprefix("tcp://")


@pytest.fixture
def engine(address: str) -> Iterator[Cluster[str]]:
    """An engine at that scheduler."""
    with Cluster(1, start, address=address) as ready:
        yield ready


def test_results_come_in_the_order_of_the_batches(engine: Cluster[str]) -> None:
    results_in_order(engine, lengths)


def test_batches_are_taken_as_they_are_needed(engine: Cluster[str]) -> None:
    """However many batches there are, only two for each worker are held."""
    taken_as_needed(engine, divide, 3 + 4)


def test_an_exception_of_the_work_is_raised_in_its_place(engine: Cluster[str]) -> None:
    """What came before it is given; the engine can be used again."""
    results = engine.map(divide, [4, 5, 0, 6])
    assert [next(results), next(results)] == [15, 12]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert list(engine.map(divide, [6])) == [10]


def test_an_exception_in_making_the_state_is_raised(address: str) -> None:
    """What is missing is said as it is, not as a worker that died."""
    with Cluster(1, fail_to_start, address=address) as engine, pytest.raises(ValueError, match="no model"):
        next(engine.map(divide, [1]))


def test_a_state_is_made_once_for_each_worker(address: str) -> None:
    """Two maps, and two engines one after the other, find the model loaded."""
    states = set()
    for _ in range(2):
        with Cluster(1, start, address=address) as engine:
            states |= {state for _ in range(2) for state in engine.map(itself, range(12))}
    assert len(states) == len({state.split()[0] for state in states}) == 2
    assert str(os.getpid()) not in {state.split()[0] for state in states}


@posix
def test_a_worker_that_is_killed_costs_only_its_batches(tmp_path: Path) -> None:
    """SIGKILL half-way: every result comes once and in order, and no more is done again than the dead worker held."""
    log = tmp_path / "begun"
    with engine_for(2, start, "dask") as engine:
        victim = next(engine.map(process, [0]))
        results = engine.map(partial(slowly, str(log)), range(40))
        found = [next(results) for _ in range(10)]
        os.kill(victim, signal.SIGKILL)
        found += results
    assert found == [number * number for number in range(40)]
    begun = [line.split() for line in log.read_text().splitlines()]
    assert sorted({int(number) for number, _ in begun}) == list(range(40))
    assert len(begun) <= 40 + 2
    assert str(victim) in {worker for _, worker in begun}


@posix
def test_a_batch_that_kills_every_worker_is_an_error(tmp_path: Path) -> None:
    """Results before it may be given, none after it; the error says what to do."""
    found = []
    with scheduler_of(1, tmp_path) as cluster:
        address = cluster.scheduler_address.removeprefix("tcp://")
        with (
            Cluster(1, start, address=address) as engine,
            pytest.raises(DatelineError, match=r"E601.*--jobs 1"),
        ):
            found.extend(engine.map(die, range(9)))
    assert found == [0, 1, 4][: len(found)]


@posix
def test_a_scheduler_that_goes_is_an_error(tmp_path: Path) -> None:
    """Nobody waits for it for ever."""
    written = tmp_path / "scheduler.json"
    where = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(written))
    running = subprocess.Popen(
        (sys.executable, "-m", "distributed.cli.dask_scheduler", *where),
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(str(folder) for folder in Path(__file__).parents[:2])},
    )
    try:
        address = await_file(written)["address"].removeprefix("tcp://")
        with Cluster(1, start, address=address) as engine:
            Timer(0.5, running.kill).start()
            with pytest.raises(DatelineError, match=r"E603.*run the same command again"):
                next(engine.map(divide, [1]))
    finally:
        running.kill()
        running.wait()


def await_file(path: Path) -> dict[str, str]:
    """What a scheduler writes of itself once it is there."""
    for _ in range(600):
        time.sleep(0.05)
        if path.exists() and path.read_text().endswith("}"):
            return dict(json.loads(path.read_text()))
    raise AssertionError("no scheduler within half a minute")


def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    """It is said how to start some."""
    with scheduler_of(0, tmp_path) as cluster:
        address = cluster.scheduler_address.removeprefix("tcp://")
        with (
            Cluster(1, start, address=address, patience=1) as engine,
            pytest.raises(DatelineError, match=r"E604.*no worker for 1 seconds.*dask worker HOST:PORT"),
        ):
            next(engine.map(divide, [1]))


@pytest.mark.parametrize("words", [None, b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_an_address_that_no_scheduler_answers(words: bytes | None) -> None:
    """Nobody, somebody who says nothing, somebody who says something else: the error names the address."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        if words is not None:
            other.listen()
            Thread(target=greet, args=(other, words), daemon=True).start()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        with (
            pytest.raises(DatelineError, match=f"E603.*{address} does not answer"),
            Cluster(1, start, address=address, patience=1),
        ):
            pass


def greet(listening: socket.socket, words: bytes) -> None:
    """Say something to the first who comes, and listen to him."""
    caller, _ = listening.accept()
    with caller:
        caller.sendall(words)
        while caller.recv(4096):
            pass


def test_a_worker_with_another_version(address: str) -> None:
    """It gives no result; the error names both versions."""
    with (
        Cluster(1, start, elsewhere, address) as engine,
        pytest.raises(DatelineError, match=rf"E605.*Dateline 0\.0\.\d+; this process has 0\.0\.{os.getpid()}\."),
    ):
        next(engine.map(divide, [1]))


def test_a_worker_with_an_older_dateline(tmp_path: Path) -> None:
    """It is found before any work is handed over, which the worker could not even unpack."""
    older = tmp_path / "dateline-0.0.1.dist-info"
    older.mkdir()
    (older / "METADATA").write_text("Metadata-Version: 2.1\nName: dateline\nVersion: 0.0.1\n")
    with scheduler_of(0, tmp_path) as cluster:
        address = cluster.scheduler_address.removeprefix("tcp://")
        running = subprocess.Popen(
            (sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-dashboard", "--no-nanny"),
            stderr=subprocess.DEVNULL,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path), "DASK_TEMPORARY_DIRECTORY": str(tmp_path)},
        )
        try:
            with distributed.Client(cluster, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=30)
            with (
                pytest.raises(DatelineError, match=r"E605: The worker at .* has Dateline 0\.0\.1; this is"),
                Cluster(1, start, address=address),
            ):
                pass
        finally:
            running.kill()
            running.wait()


def test_nobody_else_can_use_a_cluster_of_our_own() -> None:
    """Every port is on 127.0.0.1, there is none but those by which the parts talk, and a stranger is turned away."""
    known = {port for port, _ in listening()}
    with Cluster(2, start) as engine:
        assert len(set(engine.map(process, range(20)))) == 2
        opened = {(port, host) for port, host in listening() if port not in known}
        assert {host for _, host in opened} == {"127.0.0.1"}
        assert len(opened) == 1 + 2 + 2  # the scheduler, the workers and who starts them
        for port, _ in opened:
            with (
                pytest.raises(DatelineError, match="E603"),
                Cluster(1, start, address=f"127.0.0.1:{port}", patience=0.5),
            ):
                pass
    assert {port for port, _ in listening()} <= known


def listening() -> set[tuple[int, str]]:
    """Ports, with their addresses, on which this process and its children listen."""
    me = psutil.Process()
    connections = [c for p in (me, *me.children(recursive=True)) for c in p.net_connections()]
    return {(c.laddr.port, c.laddr.ip) for c in connections if c.status == psutil.CONN_LISTEN}


@posix
def test_records_are_the_same_whoever_makes_them(tmp_path: Path) -> None:
    """Serial, two processes, and a cluster of two workers one of which is killed: the same bytes."""
    others = set(psutil.Process().children())
    killed = []

    def kill(progress: Progress) -> None:
        if progress.stage == "annotate" and not killed:
            new = set(psutil.Process().children()) - others
            workers = [p for p in new if "spawn_main" in " ".join(p.cmdline())]
            assert len(workers) == 2
            killed.append(workers[0].pid)
            workers[0].kill()

    reports = [str(path) for path in sorted(REPORTS.glob("sample-*"))]
    made = {}
    for name, jobs, engine in (("serial", 1, "processes"), ("processes", 2, "processes"), ("cluster", 2, "dask")):
        settings = Settings(jobs=jobs, engine=engine, batch=16)
        watch = kill if name == "cluster" else None
        with dateline.build(reports, settings=settings, progress=watch) as record:
            record.export("json", tmp_path / name)
        made[name] = (tmp_path / name).read_bytes()
    assert killed
    assert made["processes"] == made["serial"]
    assert made["cluster"] == made["serial"]


@posix
def test_ctrl_c_ends_all_of_it(tmp_path: Path) -> None:
    """In a terminal it reaches every process: the command ends as it always does, and no process and no file is left."""
    folder, home = tmp_path / "tmp", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    build = ("build", str(REPORTS), "-o", str(tmp_path / "x.dateline"), "--jobs", "2", "--engine", "dask")
    running = subprocess.Popen(
        (sys.executable, "-m", "dateline", *build, "--set", "batch=1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(folder), "HOME": str(home)},
    )
    workers = await_workers(running)
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", "")
    assert psutil.wait_procs(workers, timeout=10)[1] == []
    assert (list(folder.iterdir()), list(home.iterdir())) == ([], [])


def await_workers(running: subprocess.Popen[str]) -> list[object]:
    """The worker processes of a command, once both have a port, that is, are ready."""
    for _ in range(600):
        time.sleep(0.05)
        assert running.poll() is None, running.communicate()
        with suppress(psutil.NoSuchProcess):
            children = psutil.Process(running.pid).children(recursive=True)
            ready = [p for p in children if any(c.status == psutil.CONN_LISTEN for c in p.net_connections())]
            if len(ready) == 2:
                return children
    raise AssertionError("no workers within half a minute")
