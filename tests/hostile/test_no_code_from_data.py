"""On the way of data nothing is run, unpickled, unpacked to names of its own choosing, or given to a shell.

Worker processes of the engine pickle values of ours between processes of ours (multiprocessing, Dask); nothing that was read from a file
is ever unpickled, and no other room knows of processes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "src" / "dateline"
FILES = sorted(ROOT.rglob("*.py"))

MODULES = frozenset(
    {
        "pickle", "_pickle", "marshal", "shelve", "dbm", "dill", "cloudpickle", "joblib", "yaml", "subprocess", "pty", "code", "codeop",
        "runpy", "ctypes", "cffi", "tarfile", "xml.etree", "xml.dom", "xml.sax", "telnetlib", "ftplib", "smtplib",
    }
)  # fmt: skip
BUILT_IN = frozenset({"eval", "exec", "compile", "__import__", "breakpoint", "input"})
CALLED = frozenset(
    {
        "system", "popen", "execv", "execve", "execvp", "execl", "spawnv", "spawnl", "startfile", "posix_spawn", "extract", "extractall",
        "unpack_archive", "enable_load_extension", "load_extension", "from_string", "unsafe_load", "full_load", "set_trace",
    }
)  # fmt: skip
SAID = {"shell": True, "allow_pickle": True, "resolve_entities": True, "huge_tree": True, "autoescape": False}
LOADED = {
    "__init__.py": "a fixed table of its own names",
    "record.py": "pandas, by that name",
    "engine/choice.py": "rooms by name",
    "export/__init__.py": "one of FORMATS: any other word is refused before",
    "cli/app.py": "modules of a fixed table of commands; what was typed is only looked up in it",
}
PROCESSES = frozenset({"multiprocessing", "concurrent.futures", "dask", "distributed"})


def imports(tree: ast.AST) -> Iterator[str]:
    """All modules that are imported, with each name taken from one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, modules: frozenset[str]) -> bool:
    """Whether a module, or one that holds it, is one of ``modules``."""
    parts = name.split(".")
    return any(".".join(parts[: n + 1]) in modules for n in range(len(parts)))


def faults(source: str, file: str = "") -> list[str]:
    """What in ``source`` runs, unpickles or unpacks what it is given."""
    tree = ast.parse(source)
    found = [f"imports {name}" for name in imports(tree) if within(name, MODULES)]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called, name = node.func, ""
        if isinstance(called, ast.Name):
            name = called.id
            found += [f"calls {name}"] if name in BUILT_IN else []
        elif isinstance(called, ast.Attribute):
            name = called.attr
            found += [f"calls .{name}"] if name in CALLED else []
        if name == "import_module" and file not in LOADED and not isinstance(node.args[0], ast.Constant):
            found.append("imports by a name that is made")
        for keyword in node.keywords:
            if isinstance(keyword.value, ast.Constant) and (keyword.arg, keyword.value.value) in SAID.items():
                found.append(f"says {keyword.arg}={keyword.value.value}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_code_from_data(path: Path) -> None:
    """No file of the program runs, unpickles or unpacks what it is given."""
    assert not faults(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_engine_knows_processes(path: Path) -> None:
    """What is pickled between processes is pickled by the engine."""
    found = [name for name in imports(ast.parse(path.read_text(encoding="utf-8"))) if within(name, PROCESSES)]
    assert not found or path.relative_to(ROOT).parts[0] == "engine"


BAD = [
    "import pickle", "from pickle import loads", "import numpy as np, marshal", "from xml.etree import ElementTree", "from xml import sax",
    "import subprocess as s", "from yaml import load", "eval(text)", "exec(text)", "os.system(name)", "compile(text, '', 'exec')",
    "run(name, shell=True)", "numpy.load(path, allow_pickle=True)", "archive.extractall(folder)", "shutil.unpack_archive(path)",
    "Environment(autoescape=False)", "environment.from_string(text)", "connection.enable_load_extension(True)",
    "importlib.import_module(name)", "etree.XMLParser(huge_tree=True)",
]  # fmt: skip


@pytest.mark.parametrize("source", BAD)
def test_the_walk_sees_it(source: str) -> None:
    """Each way of running what was read is found by the walk."""
    assert faults(source)


@pytest.mark.parametrize("source", ["json.loads(text)", "re.compile(words)", "import_module('pandas')", "open(path)"])
def test_the_walk_lets_pass(source: str) -> None:
    """What only reads is no fault."""
    assert not faults(source)
