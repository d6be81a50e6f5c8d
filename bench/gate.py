"""The gate: every benchmark whose data and scorer are there must reach its floors. What is missing is named and skipped.

    python bench/gate.py [--all] [--shared ../shared]

Floors stand in bench/floors.toml, each with the figure that was measured when it was set. A change that lowers one says so there.
Without ``--all`` the slow ones run on a part of their data. Those that measure time (``alone``) run one after the other when the others,
two at a time, are done. How long each took on the clock is told with it. Exit 1 if a floor is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
AT_ONCE = 2
"""Benchmarks that run side by side: each takes most of a core and up to a gigabyte."""
Gate = dict[str, Any]
"""One table of floors.toml."""


def value(result: dict[str, Any], name: str) -> float:
    """ "quoted.pair.recall" looked up level by level, unless the whole name is a key; NaN, which no floor passes, where it is none."""
    if name in result:
        return float(result[name])
    found: Any = result
    for part in name.split("."):
        found = found.get(part, {}) if isinstance(found, dict) else {}
    return float(found) if isinstance(found, int | float) else float("nan")


def lacking(gate: Gate, shared: Path) -> list[str]:
    """What the benchmark needs and is not there: files of data, and modules (``needs``) that score it."""
    data = [path for path in gate["data"] if not (shared / path).exists()]
    return data + [module for module in gate.get("needs", []) if find_spec(module) is None]


def run(script: str, arguments: list[str]) -> dict[str, Any]:
    """The last line of a benchmark, decoded."""
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return {}
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


class Ran(NamedTuple):
    """What a benchmark gave, and its seconds on the clock."""

    gate: Gate
    result: dict[str, Any]
    seconds: float


def results(gates: Sequence[Gate], shared: Path, *, whole: bool) -> Iterator[Ran]:
    """What each benchmark gives, those that measure time last."""

    def result(gate: Gate) -> Ran:
        data, began = [str(shared / path) for path in gate["data"]], time.monotonic()
        found = run(gate["script"], ["--data", *data, *([] if whole else gate.get("part", []))])
        return Ran(gate, found, time.monotonic() - began)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(result, [gate for gate in gates if not gate.get("alone")])
    yield from map(result, [gate for gate in gates if gate.get("alone")])


def main() -> int:
    """Run, compare, print a line for each floor."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--all", action="store_true")
    options.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    given = options.parse_args()
    passed = failed = skipped = 0
    there = []
    for gate in tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["gate"]:
        missing = lacking(gate, given.shared)
        if missing:
            print(f"skipped  {gate['script']}: no {', '.join(missing)}")
            skipped += len(gate["floors"])
        else:
            there.append(gate)
    for gate, result, seconds in results(there, given.shared, whole=given.all):
        print(f"ran      {gate['script']}, {seconds:.0f} s", flush=True)
        for name, floor in gate["floors"].items():
            got = value(result, name)
            most = name in gate.get("at_most", [])
            fine = got <= floor if most else got >= floor
            print(
                f"{'passed ' if fine else 'FAILED '}  {gate['script']} {name} {got:g} ({'at most' if most else 'floor'} {floor:g})",
                flush=True,
            )
            passed, failed = passed + fine, failed + (not fine)
    print(f"gate: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
