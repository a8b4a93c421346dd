"""The report as a Word file, laid out after GB/T 9704-2012.

The folder ``template`` holds the parts of the file as they are zipped. A part with Jinja tags is filled in, all others
are fixed; whatever the layout is, is said there (fonts and spacing in ``word/styles.xml``), not here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from toolkit.form.grid import FIGURE, Grid
from toolkit.office.zip_write import PackedPart, assembled, packed
from toolkit.report.content import Closing, Figures, Listing, Report, report
from toolkit.report.environment import environment, own_environment
from toolkit.report.word.table import figure_size, scaled, word_table
from toolkit.rich_text import Paragraph, Run, plain, width
from toolkit.submission.json import code_of
from toolkit.submission.submission import Submission

TEMPLATE = Path(__file__).resolve().parent / "template"
DRAWN = TEMPLATE.with_name("drawn.xml")
MARK = "\ue000"  # where a figure or a text is to be; no label of a form has it
BREAKS = re.compile("([\n\t])")
BETWEEN = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=[<{])")  # tags: line ends and indents that are only for reading
CHARACTERS = 28  # in a line: GB/T 9704-2012, 5.2.3


def render(submission: Submission, draft: bool = False) -> bytes:
    """The report as the bytes of a .docx; ``draft`` marks every page as 送审稿 and lets figures and texts be missing.

    Texts are data: whatever was typed stands in the file as typed, tags and braces too.
    """
    return drawn(report(submission, draft), submission.unit, submission.year, code_of(submission), draft)


def drawn(content: Report, unit: str, year: int, code: str = "", draft: bool = False) -> bytes:
    """Whatever is to be said, in the looks of the report; ``unit`` and ``year`` are for the file's properties."""
    facts = {"report": content, "unit": unit, "year": year, "code": code, "draft": draft}
    return assembled(
        part if isinstance(part, PackedPart) else packed(name, part.render(facts).encode()) for name, part in _parts()
    )


@cache
def _parts() -> tuple[tuple[str, PackedPart | Template], ...]:
    """Every part of the file by its name in the zip, in a fixed order that puts ``[Content_Types].xml`` first."""
    paths = sorted(path for path in TEMPLATE.rglob("*") if path.is_file())
    named = {path.relative_to(TEMPLATE).as_posix(): _dense(path) for path in paths}
    return tuple((name, _part(name, text)) for name, text in named.items())


def _dense(path: Path) -> str:
    """A template without the blanks between its tags: half of a report's XML would be blanks."""
    return BETWEEN.sub("", path.read_text(encoding="utf-8"))


def _part(name: str, text: str) -> PackedPart | Template:
    """What is the same in all reports is compressed already."""
    tagged = "{{" in text or "{%" in text
    return _environment().from_string(text) if tagged else packed(name, text.encode())


@cache
def word_environment() -> SandboxedEnvironment:
    """The one that draws Word's XML in somebody's own template."""
    return environment(_drawn(), _filters())


@cache
def _environment() -> Environment:
    """The one for the report's own template."""
    return own_environment(_drawn(), _filters())


def _drawn() -> DictLoader:
    return DictLoader({DRAWN.name: _dense(DRAWN)})


def _filters() -> dict[str, Callable[..., Any]]:
    return {"pieces": pieces, "runs": runs_xml, "table": table_xml, "widths": _widths, "indents": _indents}


def runs_xml(runs: Paragraph) -> Markup:
    """The runs of a paragraph in Word's XML."""
    return Markup("".join(map(_run_xml, runs)))


def _run_xml(run: Run) -> str:
    if not run.text or BREAKS.search(run.text):
        return str(_macros().run(run.text, run.bold))
    before, after = _around(run.bold)
    return f"{before}{escape(run.text)}{after}"


@cache
def _around(bold: bool) -> tuple[str, str]:
    """What stands before and after the text of a run without line breaks and tabs."""
    before, after = str(_macros().run(MARK, bold)).split(MARK)
    return before, after


def _macros() -> Any:
    """What ``drawn.xml`` can draw."""
    return _environment().get_template(DRAWN.name).module


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A table without its figures, in order: what is ``between`` them, and what goes ``before`` and ``after`` one."""

    ids: tuple[str, ...]
    between: tuple[str, ...]
    before: str
    after: str


def table_xml(figures: Figures) -> Markup:
    """A table in Word's XML: drawn once for each form and size of figures, then only the figures are put in."""
    drawn = _skeleton(figures.title, figures.grid, figure_size(figures))
    first, *following = drawn.between
    made = [first]
    for id, between in zip(drawn.ids, following, strict=True):
        value = figures.values[id]
        made += [drawn.before, escape(value), drawn.after, between] if value else [between]
    return Markup("".join(made))


@lru_cache(maxsize=64)
def _skeleton(title: str, grid: Grid, size: int | None) -> _Skeleton:
    """Cut at the figures: one that is not known has no run."""
    cells = sorted((cell for cell in grid.cells if cell.kind == FIGURE), key=lambda cell: (cell.row, cell.column))
    marked = word_table(Figures(title, grid, {cell.cell: MARK for cell in cells}))
    run = str(_macros().run(MARK, size=size))
    before, after = run.split(MARK)
    drawn = str(_macros().table(replace(marked, size=size)))
    return _Skeleton(tuple(cell.cell for cell in cells), tuple(drawn.split(run)), before, after)


def pieces(text: str) -> Iterator[str]:
    """A text cut at line breaks and tabs, which have elements of their own in Word."""
    return filter(None, BREAKS.split(text))


def _widths(listing: Listing) -> tuple[int, ...]:
    return scaled(listing.widths)


def _indents(closing: Closing) -> list[int]:
    """How far each line of the closing stands in, in hundredths of a character.

    GB/T 9704-2012, 7.3.5.2: the name ends two characters from the right, the date starts two further in than the name;
    where the date is the longer one, it is the date that ends there.
    """
    ends = [2 * position + width(plain(line)) / 2 for position, line in enumerate(closing.lines)]
    start = max(CHARACTERS - 2 - max(ends), 0)
    return [round(100 * (start + 2 * position)) for position in range(len(ends))]
