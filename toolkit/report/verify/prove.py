"""Compares a finished report with its submission: every figure in its cell, every paragraph as written.

A template may add words, change looks, and put the sections in another order; what was filed stands in it unchanged.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from toolkit.checks.messages.naming import cell_name
from toolkit.errors import UserError
from toolkit.form.form import Form
from toolkit.form.grid import FIGURE, GridCell
from toolkit.report.content import Closing, Figures, Heading, Part, Prose, report
from toolkit.report.messages import report_differs
from toolkit.report.verify.reread import Place, ReportText, Reread, reread
from toolkit.rich_text import Paragraph, Run, paragraph, plain, to_markup
from toolkit.submission.submission import Submission

SHOWN = 30  # characters of a paragraph that name it in a sentence
NOTHING = "（没有）"


def prove(data: bytes, submission: Submission, draft: bool = False, own: bool = False) -> None:
    """Raises :class:`UserError` ``report-differs``, naming the first place, where a report does not say what was filed.

    ``own``: made with a template of somebody's own, whose headings and other words are that person's.
    """
    found = reread(data)
    expected = report(submission, draft)
    _prove_tables([part for part in expected.parts if isinstance(part, Figures)], found, submission.form)
    if own:
        _prove_title(expected.title, found.paragraphs)
        _prove_texts(expected.parts, found.paragraphs)
    else:
        lines = [_heading(line) for line in expected.title] + [line for part in expected.parts for line in _lines(part)]
        _prove_all(lines, found.paragraphs)


def _prove_tables(tables: list[Figures], found: Reread, form: Form) -> None:
    left = list(found.tables)
    for figures in tables:
        alike = [table for table in left if (table.rows, table.columns) == (figures.grid.rows, figures.grid.columns)]
        if not alike:
            raise _differs(f"表“{figures.title}”", "一张完整的表", NOTHING)
        compared = [(list(_differences(figures, table)), table) for table in alike]
        differences, nearest = min(compared, key=lambda pair: len(pair[0]))
        for place, expected in differences:
            raise _differs(_place_name(figures, place, form), expected, nearest.cells.get(place, NOTHING))
        left.remove(nearest)


def _differences(figures: Figures, found: ReportText) -> Iterator[tuple[Place, str]]:
    """Each place that is not as filed, with what should stand there."""
    expected = {(cell.row, cell.column): _text(figures, cell) for cell in figures.grid.cells}
    if expected == found.cells:
        return
    for place in sorted({*expected, *found.cells}):
        if expected.get(place) != found.cells.get(place):
            yield place, expected.get(place, "")


def _text(figures: Figures, cell: GridCell) -> str:
    return figures.values[cell.cell] if cell.kind == FIGURE else cell.text


def _place_name(figures: Figures, place: Place, form: Form) -> str:
    """A figure by its name; anything else by where it stands."""
    for cell in figures.grid.cells:
        if (cell.row, cell.column) == place and cell.kind == FIGURE:
            return cell_name(form.cells[cell.cell], form)
    return f"表“{figures.title}”第{place[0] + 1}行第{place[1] + 1}列"


def _lines(part: Part) -> tuple[Paragraph, ...]:
    match part:
        case Heading():
            return (_heading(part.text),)
        case Prose():
            return (paragraph(part.runs),)
        case Closing():
            return tuple(map(paragraph, part.lines))
    return ()


def _heading(text: str) -> Paragraph:
    return paragraph([Run(text)])


def _prove_all(expected: list[Paragraph], found: list[Paragraph]) -> None:
    """Nothing but what was filed, in the form's order."""
    for number, (line, printed) in enumerate(zip_longest(expected, found, fillvalue=()), start=1):
        if line != printed:
            raise _differs(f"第{number}段", _quoted(line), _quoted(printed))


def _prove_title(lines: tuple[str, ...], found: list[Paragraph]) -> None:
    for line in lines:
        if not any(line.strip() in plain(each) for each in found):
            raise _differs("标题", line, NOTHING)


def _prove_texts(parts: tuple[Part, ...], found: list[Paragraph]) -> None:
    """Every paragraph as often as it was written, those of one section in their order."""
    for texts in _sections(parts):
        following = iter(found)
        for line in texts:
            if not any(line == each for each in following):
                raise _differs("文字", _quoted(line), _quoted(_nearest(line, found)))
    written = Counter(line for texts in _sections(parts) for line in texts)
    printed = Counter(found)
    for line, times in written.items():
        if printed[line] < times:
            raise _differs("文字", _quoted(line), NOTHING)


def _sections(parts: tuple[Part, ...]) -> Iterator[list[Paragraph]]:
    """The paragraphs of each section, and of the closing."""
    gathered: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Closing) or (isinstance(part, Heading) and part.level == 1):
            yield gathered
            gathered = []
        gathered += [] if isinstance(part, Heading) else _lines(part)
    yield gathered


def _nearest(line: Paragraph, found: list[Paragraph]) -> Paragraph:
    """The same words in another weight or place, if they are there at all."""
    return next((each for each in found if plain(each) == plain(line)), ())


def _quoted(line: Paragraph) -> str:
    """Its beginning, with ``**`` where bold begins and ends."""
    said = to_markup(line)
    return said[:SHOWN] + "……" * (len(said) > SHOWN) or NOTHING


def _differs(where: str, expected: str, found: str) -> UserError:
    return report_differs(where=where, expected=expected, found=found)
