"""The house: imports only go down, rooms are small, names are the field's."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "dateline"
FILES = sorted(p for p in ROOT.rglob("*.py"))

# From the top of the house to its ground. A room may import from rooms below it, never from one above or beside it.
FLOORS = [
    {"__main__"},
    {"cli"},
    {"__init__"},
    {"doctor", "collation"},
    {"web"},
    {"api"},
    {"made"},
    {"record", "annotation", "pages"},
    {"export"},
    {"views"},
    {"proof", "store", "engine", "pipeline", "read"},
    {"assemble", "link", "annotate", "segment"},
    {"typology", "outlets"},
    {"own_rules"},
    {"settings", "rules", "resources", "collector"},
    {"errors"},
    {"model"},
]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[tuple[str, ...]]:
    """What ``path`` imports of Dateline, as parts below the package; imports for types only count too."""
    package = ("dateline", *path.relative_to(ROOT).parts[:-1])
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            target = (*base, *(node.module.split(".") if node.module else ()))
            found |= {(*target, alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {tuple(alias.name.split(".")) for alias in node.names}
    return {parts[1:] for parts in found if parts[0] == "dateline" and len(parts) > 1}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down(path):
    """No file imports from a room above its own, or from a room beside it."""
    mine = room(path)
    for parts in imported(path):
        target = parts[0]
        if target == mine or target == "__version__":
            continue
        assert target in FLOOR_OF, f"{path.name} imports {target}, which has no floor"
        assert FLOOR_OF[target] > FLOOR_OF[mine], f"{path.name} ({mine}) imports {target}"


@pytest.mark.parametrize("path", [p for p in FILES if room(p) == "annotate"], ids=lambda p: str(p.relative_to(ROOT)))
def test_annotators_do_not_know_each_other(path):
    """An annotator's files import each other, the ground below, and the notes of no other annotator."""
    inside = path.relative_to(ROOT / "annotate").parts
    mine = inside[0].removesuffix(".py")
    shared = {"gazetteer", "numbers"}  # tables, not annotators
    for parts in imported(path):
        if parts[0] == "annotate" and len(parts) > 1 and parts[1] not in (mine, *shared):
            assert (mine, parts[1]) in {("report_date", "times")}, f"{path.name} imports {parts[1]}"


def functions(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_sizes():
    """Files stay under 400 lines, functions under 50, and most functions are short."""
    long_files = [p.name for p in FILES if p.read_text(encoding="utf-8").count("\n") > 400]
    sizes = [(f.end_lineno - f.lineno + 1, f"{p.name}:{f.name}") for p in FILES for f in functions(p)]
    assert not long_files
    assert not [name for size, name in sizes if size > 50]
    assert sorted(size for size, _ in sizes)[len(sizes) // 2] <= 10


def test_parameters():
    """Nobody takes more than seven parameters that are not options."""
    many = [
        f"{p.name}:{f.name}"
        for p in FILES
        for f in functions(p)
        if len([a for a in f.args.args if a.arg not in ("self", "cls")]) > 7 and room(p) != "cli"
    ]
    assert not many


def test_no_drawers():
    """No file is named after nothing."""
    drawers = {"utils", "util", "helpers", "misc", "common", "core", "base", "manager", "internals"}
    assert not [p for p in FILES if p.stem in drawers]


def test_no_clock_no_chance():
    """What makes the record knows no clock, no chance, no environment, and prints nothing."""
    pure = {"segment", "annotate", "link", "assemble", "pipeline", "views", "rules", "settings", "model"}
    forbidden = {"random", "time", "os", "secrets", "uuid"}
    for path in FILES:
        if room(path) not in pure:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {a.name.split(".")[0] for a in node.names} if isinstance(node, ast.Import) else set()
            module = (
                {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) and not node.level else set()
            )
            assert not (names | module) & forbidden, path
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            assert called not in ("now", "today", "utcnow"), path


def test_no_words_of_other_places():
    """No pickle, no eval, no shell on the way of data."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "__import__"), path
            if isinstance(node, ast.Import):
                assert not {a.name for a in node.names} & {"pickle", "marshal", "shelve", "subprocess"}, path
