"""No form in the code (design, 2.9): next year's revision, or another report, is a new folder and nothing else."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drawn import ROOT, both_forms
from toolkit.form.form import Form
from toolkit.form.table import Line

SOURCES = sorted((ROOT / "toolkit").rglob("*.py"))
SUFFIXES = {".xml", ".html", ".jinja", ".j2", ".txt", ".toml"}
TEMPLATES = sorted(
    path
    for path in (ROOT / "toolkit").rglob("*")
    if path.suffix in SUFFIXES and path.parent.name != "built"  # a page that was built has everything in it
)

# Words a form and the program may both use, each for its own reason.
EXEMPT = {
    "其他": "everyday Chinese: “其他程序”",
    "规章": "inside everyday words such as 规章制度",
    "总计": "how any sentence may call its whole",
}


def labels(form: Form) -> Iterator[str]:
    """Every Chinese word of a form that could be mistaken for a word of the program."""
    for table in form.tables:
        yield from (table.name, table.title, table.sheet)
        for block in table.blocks:
            yield from (block.title, block.corner)
            for line in (*block.rows, *block.columns):
                yield from _of_line(line)
    for section in form.sections:
        yield from (section.heading, section.sheet)
    yield from (text.label for text in form.texts.values())
    yield from (form.name, form.called, form.collector, form.reviewer)


def _of_line(line: Line) -> Iterator[str]:
    yield from (line.label, line.short, *(group.label for group in line.groups))


def ids(form: Form) -> Iterator[str]:
    """``table.row``, ``table.row.column``, and every dotted text."""
    for cell in form.cells.values():
        yield cell.id
        yield cell.id.rpartition(".")[0]
    yield from (id for id in form.texts if "." in id)


def _forbidden() -> list[str]:
    words = {word for form in both_forms() for word in (*labels(form), *ids(form)) if len(word) > 1}
    return sorted(words - EXEMPT.keys(), key=len, reverse=True)


FORBIDDEN = re.compile(
    "|".join(rf"(?<![\w.]){re.escape(w)}(?![\w])" if w.isascii() else re.escape(w) for w in _forbidden())
)


def strings_and_comments(path: Path) -> Iterator[tuple[int, str]]:
    """What a program says: its strings, docstrings among them, and its comments; not its names."""
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def test_the_net_has_no_holes() -> None:
    """The words looked for include labels, sheets, headings and ids of both forms."""
    words = _forbidden()
    assert {"自然人", "（七）总计", "三、收到和处理申请", "requests.handled", "requests.handled.person"} <= set(words)
    assert {"少儿读本", "表丙", "staff.keepers", "opening.hours"} <= set(words)
    assert FORBIDDEN.search("see requests.handled here")
    assert not FORBIDDEN.search("self.requests.handled_by")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_form_in_a_string_or_comment(path: Path) -> None:
    """A label or an id of a form in the program would tie it to that form."""
    found = [f"{line}: {hit.group()}" for line, said in strings_and_comments(path) for hit in FORBIDDEN.finditer(said)]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_form_in_a_template(path: Path) -> None:
    """The templates draw any form."""
    assert [hit.group() for hit in FORBIDDEN.finditer(path.read_text(encoding="utf-8"))] == []
