"""The order of the packages, and where each foreign library lives (design, 2.8, 2.11 and 3)."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.drawn import ROOT

TOOLKIT = ROOT / "toolkit"
LAYERS = ("form", "submission", "checks", "workbook", "report", "files", "mail", "district", "excel", "cli", "page")
CORE = ("form", "submission", "checks", "workbook", "report")
HOMES = {
    "openpyxl": "workbook",
    "jinja2": "report",
    "markupsafe": "report",
    "msoffcrypto": "files",
    "imapclient": "mail",
    "keyring": "district",
    "filelock": "district",
    "typer": "cli",
    "click": "cli",
    "rich": "cli",
    "xlwings": "excel",
}
BESIDE = ("__init__", "__main__")  # the package itself and ``python -m toolkit`` stand outside the order


@dataclass(frozen=True)
class Import:
    importer: str
    imported: str
    place: str


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {module(path): path for path in sorted(TOOLKIT.rglob("*.py"))}


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for name, path in modules().items() for found in _imports(name, path))


def _imports(name: str, path: Path) -> Iterator[Import]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, place)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place}: a relative import hides which package it reaches"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield Import(name, inner if inner in modules() else str(node.module), place)


def layer(name: str) -> str:
    """The package a module of ours belongs to; a module beside the packages is a layer of its own."""
    return name.split(".")[1] if "." in name else "__init__"


def test_there_is_something_to_look_at() -> None:
    """An empty folder keeps every order."""
    assert {layer(name) for name in modules()} >= {"form", "submission", "checks"}
    assert len(imports()) > 50


def test_every_package_has_its_place_in_the_order() -> None:
    """A new package is put into the order before it is written."""
    assert {layer(name) for name in modules()} <= {*LAYERS, *BESIDE}


def test_imports_go_down_never_up() -> None:
    """form <- submission <- checks <- workbook <- report <- files <- mail <- district <- excel <- cli, page."""
    upward = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if one.imported.startswith("toolkit.")
        and layer(one.importer) in LAYERS
        and LAYERS.index(layer(one.imported)) > LAYERS.index(layer(one.importer))
    ]
    assert upward == []


def test_the_ways_in_do_not_know_each_other() -> None:
    """The command line and the page stand at the top, side by side."""
    sides = {"cli", "page"}
    crossing = [one.place for one in imports() if len({layer(one.importer), layer(one.imported)} & sides) > 1]
    assert crossing == []


def test_there_are_no_cycles() -> None:
    """Modules that import each other cannot be read one after the other."""
    graph: dict[str, set[str]] = {name: set() for name in modules()}
    for one in imports():
        if one.imported in graph and one.imported != "toolkit":
            graph[one.importer].add(one.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_each_foreign_library_lives_in_one_place() -> None:
    """It can be replaced by rewriting one package."""
    astray = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if (home := HOMES.get(one.imported.split(".")[0])) and layer(one.importer) != home
    ]
    assert astray == []


def test_the_core_is_plain_python() -> None:
    """So that the same code can run where nothing can be installed: the standard library, openpyxl, jinja2."""
    known = {*sys.stdlib_module_names, "toolkit", "openpyxl", "jinja2", "markupsafe"}
    foreign = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if layer(one.importer) in CORE and one.imported.split(".")[0] not in known
    ]
    assert foreign == []


def test_the_core_needs_no_process_or_thread() -> None:
    """A web page has neither, nor sockets."""
    outside = {"subprocess", "multiprocessing", "threading", "concurrent", "asyncio", "socket", "ctypes", "sqlite3"}
    found = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if layer(one.importer) in CORE and one.imported.split(".")[0] in outside
    ]
    assert found == []
