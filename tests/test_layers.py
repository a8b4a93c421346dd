"""The order of the packages, and where each foreign library lives (design, 2.8, 2.11 and 3)."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import toolkit
from tests.drawn import ROOT

TOOLKIT = ROOT / "toolkit"
GROUND = ("errors", "limits", "numbers", "numerals", "entry", "rich_text", "toml_files", "fields", "short_cache")
LAYERS = (
    *("ground", "office", "form", "submission", "checks", "published", "workbook", "report", "mail"),
    *("tasks", "district", "excel", "cli", "page"),
)
ROOMS = {  # inside a package, imports go down these; what lies beside its rooms may import and be imported freely
    "workbook": ("design", "formulas", "read", "write", "mark", "strip", "lint"),
    "checks": ("prose", "messages"),
    "published": ("pdf", "source", "figures", "words"),
    "mail": ("message", "attachments", "mailbox", "outgoing"),
    "report": ("word", "web", "user_template", "verify"),
    "district": ("units", "ledger", "intake", "overview", "letters", "recovery"),
}
CORE = ("ground", "office", "form", "submission", "checks", "published", "workbook", "report", "tasks")
# Of the tasks, what touches files; the others are the verbs, and take and give bytes.
FILES = "toolkit.tasks.files"
VERBS = ("read", "check", "new", "fill", "mark", "repair", "render", "total", "export")
EDGES = (
    *("toolkit.office.sheets.passwords", "toolkit.office.libreoffice", "toolkit.office.bounded"),
    *("toolkit.published.pdf.child", "toolkit.published.pdf.process"),
    *("toolkit.tasks.files.parallel", "toolkit.tasks.files.cluster"),
)  # these need more, and nothing is imported for them
HOMES = {
    "openpyxl": "workbook.write",
    "jinja2": "report",
    "pebble": "tasks.files.parallel",
    "distributed": "tasks.files.cluster",
    "markupsafe": "report",
    "msoffcrypto": "office.sheets",
    "imapclient": "mail.mailbox",
    "keyring": "district",
    "filelock": "district",
    "sqlite3": "district.ledger",
    "typer": "cli",
    "click": "cli",
    "rich": "cli",
    "xlwings": "excel",
    "pypdfium2": "published.pdf",
}
SQL = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA ")
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
    """The package a module of ours belongs to; a module beside the packages is of the ground, or a layer of its own."""
    first = name.split(".")[1] if "." in name else "__init__"
    return "ground" if first in GROUND else first


def room(name: str) -> str:
    """The folder inside its package that a module of ours lies in, "" where it lies beside the folders."""
    parts = name.split(".")
    return parts[2] if len(parts) > 2 and parts[2] in ROOMS.get(parts[1], ()) else ""


@cache
def reached(name: str) -> frozenset[str]:
    """Every module, ours or foreign, that importing one of ours imports."""
    found, left = set[str](), [name]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += [each.imported for each in imports() if each.importer == one]
    return frozenset(found - {name})


def test_there_is_something_to_look_at() -> None:
    """An empty folder keeps every order."""
    assert {layer(name) for name in modules()} >= {"form", "submission", "checks"}
    assert len(imports()) > 50


def test_every_package_has_its_place_in_the_order() -> None:
    """A new package is put into the order before it is written."""
    assert {layer(name) for name in modules()} <= {*LAYERS, *BESIDE}


def test_imports_go_down_never_up() -> None:
    """The ground knows nothing of the rest, the command line may know all of it."""
    upward = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if one.imported.startswith("toolkit.")
        and layer(one.importer) in LAYERS
        and LAYERS.index(layer(one.imported)) > LAYERS.index(layer(one.importer))
    ]
    assert upward == []


def test_imports_go_down_inside_a_package_too() -> None:
    """A room's neighbours on one side may be read without it."""
    upward = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if (rooms := ROOMS.get(layer(one.importer)))
        and layer(one.imported) == layer(one.importer)
        and (here := room(one.importer))
        and (there := room(one.imported))
        and rooms.index(there) > rooms.index(here)
    ]
    assert upward == []


def test_every_room_has_its_place_in_the_order() -> None:
    """A new room is put into the order before it is written."""
    folders = {path.parent.name for name in ROOMS for path in (TOOLKIT / name).glob("*/__init__.py")}
    assert folders == {each for rooms in ROOMS.values() for each in rooms}


def test_reading_reaches_no_writing() -> None:
    """Whoever only reads a workbook loads neither the drawing of one nor openpyxl."""
    found = reached("toolkit.workbook.read.reader")
    writing = ("toolkit.workbook.write", "toolkit.report", "openpyxl")
    assert [each for each in found if each.startswith(writing)] == []
    assert len([each for each in found if each.startswith("toolkit.")]) < 80


def test_a_letter_is_read_without_the_rest() -> None:
    """Mail knows no form: neither forms nor workbooks are loaded to read a letter."""
    found = [each for each in reached("toolkit.mail.letter") if each.startswith("toolkit.")]
    assert len(found) <= 20
    assert {layer(each) for each in found} == {"ground", "office", "mail"}


def test_no_folder_is_a_warehouse() -> None:
    """About twenty modules a folder, so that one look finds the right one."""
    counts = Counter(path.parent for path in modules().values())
    assert {str(folder.relative_to(ROOT)): count for folder, count in counts.items() if count > 22} == {}


def test_nothing_is_exported_twice() -> None:
    """A package's own file takes no name from another module: every name has one module to be imported from."""
    facades = [
        str(path.relative_to(ROOT))
        for path in modules().values()
        if path.name == "__init__.py" and path.parent != TOOLKIT and _statements(path) > 0
    ]
    assert facades == []


def _statements(path: Path) -> int:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return sum(isinstance(node, ast.ImportFrom) for node in body)


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
        if (home := HOMES.get(one.imported.split(".")[0])) and not f"{one.importer}.".startswith(f"toolkit.{home}.")
    ]
    assert astray == []


def test_the_ledger_alone_speaks_sql() -> None:
    """Everybody else asks it a question by name."""
    spoken = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for name, path in modules().items()
        if not name.startswith("toolkit.district.ledger.")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(SQL)
    ]
    assert spoken == []


def test_the_core_is_plain_python() -> None:
    """So that the same code can run where nothing can be installed: the standard library, openpyxl, jinja2."""
    known = {*sys.stdlib_module_names, "toolkit", "openpyxl", "jinja2", "markupsafe"}
    foreign = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if layer(one.importer) in CORE and one.importer not in EDGES and one.imported.split(".")[0] not in known
    ]
    assert foreign == []


def test_a_verb_is_bytes_in_and_bytes_out() -> None:
    """No path, no printing, no file: whoever offers a verb does that, and the same task runs anywhere."""
    outside = {"argparse", "getpass", "io", "logging", "os", "pathlib", "shutil", "sys", "tempfile"}
    told = "toolkit.tasks.messages"  # its sentences name files, and open none
    verbs = [name for name in modules() if layer(name) == "tasks" and not name.startswith(FILES) and name != told]
    assert {f"toolkit.tasks.{verb}" for verb in VERBS} <= {*verbs}
    found = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if one.importer in verbs and (one.imported.split(".")[0] in outside or one.imported.startswith(FILES))
    ]
    printing = [name for name in verbs if "print(" in modules()[name].read_text(encoding="utf-8")]
    assert found == printing == []


def test_the_api_names_the_verbs() -> None:
    """And what a program needs to word a refusal."""
    assert {*toolkit.__all__} == {*VERBS, "UserError"}


def test_the_core_needs_no_process_or_thread() -> None:
    """A web page has neither, nor sockets."""
    outside = {"subprocess", "multiprocessing", "threading", "concurrent", "asyncio", "socket", "ctypes", "sqlite3"}
    found = [
        f"{one.place} imports {one.imported}"
        for one in imports()
        if layer(one.importer) in CORE and one.importer not in EDGES and one.imported.split(".")[0] in outside
    ]
    assert found == []


def test_a_class_name_is_used_once() -> None:
    """Whoever reads a name knows which thing it is; private ones may repeat."""
    names = Counter(
        node.name
        for path in modules().values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, count in names.items() if count > 1} == set()
