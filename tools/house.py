"""Measures how the program is built and writes docs/proof/house.md: sizes, folders, imports, names, docstrings.

    python -m tools.house [COMMIT]

``COMMIT``: what to compare with; the commit before the program got its rooms, unless given. It is read through git.
"""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "proof" / "house.md"
BEFORE = "c6063c6"
READING = (
    "toolkit.workbook.read.reader",
    "toolkit.workbook.read",
)  # where the reading of a workbook begins, now and then
LETTER = ("toolkit.mail.letter",)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, the folder it lies in, its lines and its syntax tree."""

    name: str
    folder: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def lines(self) -> int:
        return self.source.count("\n")

    @property
    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    @property
    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    @property
    def public(self) -> Iterator[Function]:
        """Functions and methods that others may call: no underscore in their own name or their class's."""
        classes = (each for each in self.tree.body if isinstance(each, ast.ClassDef) and not each.name.startswith("_"))
        bodies = [self.tree.body, *(each.body for each in classes)]
        nodes = (node for body in bodies for node in body if isinstance(node, Function))
        return (node for node in nodes if not node.name.startswith("_"))


def modules(files: Mapping[str, str]) -> dict[str, Module]:
    """By dotted name, from paths and sources; files without a line of code are left out."""
    found = {}
    for path, source in files.items():
        parts = path.removesuffix(".py").split("/")
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, "/".join(path.split("/")[:-1]), source)
    return found


def in_commit(commit: str) -> dict[str, str]:
    """The program's sources in a commit, by path."""
    listed = _git("ls-tree", "-r", "--name-only", commit, "toolkit").splitlines()
    return {path: _git("show", f"{commit}:{path}") for path in listed if path.endswith(".py")}


def at_hand() -> dict[str, str]:
    """The program's sources as they lie here, by path."""
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in (ROOT / "toolkit").rglob("*.py")}


def _git(*arguments: str) -> str:
    return subprocess.run(("git", *arguments), cwd=ROOT, check=True, capture_output=True, text=True).stdout


def imports(known: Mapping[str, Module]) -> dict[str, set[str]]:
    """Module to the modules of ours that it imports, anywhere in it."""
    return {name: set(_imported(module, known)) for name, module in known.items()}


def _imported(module: Module, known: Mapping[str, Module]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("toolkit"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                target = inner if inner in known else node.module
                if target in known and target != "toolkit":
                    yield target


def reached(start: tuple[str, ...], graph: Mapping[str, set[str]]) -> int:
    """How many modules are loaded when the first of ``start`` that there is, is."""
    left = [next(name for name in start if graph.get(name))]
    found: set[str] = set()
    while left:
        for name in graph[left.pop()] - found:
            found.add(name)
            left.append(name)
    return len(found)


def circles(graph: Mapping[str, set[str]]) -> int:
    """1 where some modules import each other in a circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return 1
    return 0


def measures(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What there is to say of the program, each with its figure."""
    known = modules(files)
    graph = imports(known)
    full = [module for module in known.values() if module.lines > 1]
    sizes = [module.lines for module in full]
    lengths = [(node.end_lineno or 0) - node.lineno + 1 for module in full for node in module.functions]
    folders = Counter(module.folder for module in known.values())
    public = [node for module in full for node in module.public]
    names = Counter(node.name for module in full for node in module.classes)
    yield "modules / lines", f"{len(full)} / {sum(sizes)}"
    yield "module, median / max lines", f"{median(sizes):.0f} / {max(sizes)}"
    yield "functions", str(len(lengths))
    yield (
        "function, median / p95 / max lines",
        f"{median(lengths):.0f} / {quantiles(lengths, n=20)[-1]:.0f} / {max(lengths)}",
    )
    folder, count = folders.most_common(1)[0]
    yield "fullest folder", f"{folder} ({count})"
    yield "circles of imports", str(circles(graph))
    yield "class names taken twice", str(sum(count > 1 for count in names.values()))
    yield (
        "public functions without docstring",
        f"{sum(ast.get_docstring(node) is None for node in public)} of {len(public)}",
    )
    yield "modules reached by reading a workbook", str(reached(READING, graph))
    yield "modules reached by reading a letter", str(reached(LETTER, graph))


def page(commit: str) -> str:
    """The page as Markdown."""
    before, after = dict(measures(in_commit(commit))), dict(measures(at_hand()))
    rows = [f"| {name} | {before[name]} | {figure} |" for name, figure in after.items()]
    return "\n".join((INTRODUCTION.format(commit=commit), *rows, ""))


INTRODUCTION = """# The house

Written by `python -m tools.house`, which reads the sources of `toolkit/`. Before is commit {commit}. That imports go
one way, between packages and inside them, is held by `tests/test_layers.py`.

| | before | now |
|---|---|---|"""


def main() -> None:
    PAGE.write_text(page(sys.argv[1] if sys.argv[1:] else BEFORE), encoding="utf-8")


if __name__ == "__main__":
    main()
