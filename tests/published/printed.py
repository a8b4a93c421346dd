"""Submissions printed as others print them: our own tables, with the habits of seven kinds of websites and clerks."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from toolkit.form.grid import FIGURE, HEAD, SIDE, Grid, GridCell
from toolkit.numbers import plain_number
from toolkit.report.content import Closing, Figures, Heading, Prose, report
from toolkit.rich_text import plain
from toolkit.submission.submission import Submission

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
NUMBERING = re.compile(r"^(?:（[一二三四五六七八九十]）|[0-9]\.|[一二三四五六七八九十]、)")


@dataclass(frozen=True)
class Printed:
    """One cell as printed."""

    row: int
    column: int
    height: int
    width: int
    text: str
    kind: str
    id: str = ""


Mutation = Callable[[list[Printed]], list[Printed]]


def cells(grid: Grid, values: Mapping[str, str]) -> list[Printed]:
    return [_printed(cell, values) for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column))]


def _printed(cell: GridCell, values: Mapping[str, str]) -> Printed:
    text = values[cell.cell] if cell.kind == FIGURE else cell.text
    return Printed(cell.row, cell.column, cell.height, cell.width, text, cell.kind, cell.cell)


def values(submission: Submission) -> dict[str, str]:
    """Every figure as the report prints it; what was typed that is no number stays as it is."""
    found = {}
    for id, cell in submission.form.cells.items():
        figure = submission.figure(id)
        typed = "" if cell.computed else submission.entries.get(id, "")
        found[id] = typed if isinstance(typed, str) and typed else "" if figure is None else plain_number(figure)
    return found


def page(submission: Submission, table: Callable[[list[Printed]], str], mutate: Mutation = list) -> str:
    """The report as a web page; ``table`` writes a table's cells, which ``mutate`` may have changed."""
    content = report(submission)
    parts = [f"<p align=center>{html.escape(line)}</p>" for line in content.title]
    known = values(submission)
    for part in content.parts:
        match part:
            case Heading(_, text):
                parts.append(f"<p><b>{html.escape(text)}</b></p>")
            case Prose(runs):
                parts.append(f"<p>{html.escape(plain(runs)).replace(chr(10), '<br>')}</p>")
            case Figures(_, grid, _):
                parts.append(table(mutate(cells(grid, known))))
            case Closing(lines):
                parts += [f"<p align=right>{html.escape(plain(line))}</p>" for line in lines]
    return "<html><head><title>年报_网站</title></head><body>" + "\n".join(parts) + "</body></html>"


def rows(printed: list[Printed]) -> list[list[Printed]]:
    last = max(cell.row for cell in printed)
    return [[cell for cell in printed if cell.row == row] for row in range(last + 1)]


def plain_table(printed: list[Printed]) -> str:
    lines = ["".join(_cell(cell, html.escape(cell.text)) for cell in row) for row in rows(printed)]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _cell(cell: Printed, inner: str, tag: str = "td") -> str:
    spans = f' rowspan="{cell.height}"' * (cell.height > 1) + f" colspan={cell.width}" * (cell.width > 1)
    return f"<{tag}{spans}>{inner}</{tag}>"


def word_paste(printed: list[Printed]) -> str:
    """As a word processor pastes: labels in many spans, blanks as ``<o:p>``, line ends inside attributes."""
    lines = []
    for row in rows(printed):
        line = ""
        for cell in row:
            pieces = [html.escape(cell.text[at : at + 3]) for at in range(0, len(cell.text), 3)] or [
                "<o:p>&nbsp;</o:p>"
            ]
            inner = "".join(
                f'<span style="mso-font-kerning:&#39;yes&#39;;\n font-size:12pt">{each}</span>' for each in pieces
            )
            line += _cell(cell, f'<p class="MsoNormal"\n style=\'mso-x:"a>b"\'>{inner}<span></span></p>')
        lines.append(f"<tr>{line}</tr>")
    return "<table border=1>" + "".join(lines) + "</table>"


def cleaned(printed: list[Printed]) -> str:
    """As publishing systems clean up: a paragraph of one style in every cell, spaces and units beside figures."""

    def inner(cell: Printed) -> str:
        text = f" {cell.text}　" if cell.kind == FIGURE else html.escape(cell.text)
        return f'<p style="text-indent: 0em;">{text}</p>'

    lines = ["".join(_cell(cell, inner(cell)) for cell in row) for row in rows(printed)]
    return "<table><tbody>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</tbody></table>"


def crumbs(printed: list[Printed]) -> str:
    """Two characters a span, line ends between all tags, an empty ``<o:p>`` behind each cell."""
    lines = []
    for row in rows(printed):
        line = ""
        for cell in row:
            pieces = [html.escape(cell.text[at : at + 2]) for at in range(0, len(cell.text), 2)]
            inner = "".join(f'<span style="font-family: 微软雅黑;">{each}</span>' for each in pieces)
            line += _cell(cell, f'\n      <p align="">{inner}<span><o:p> </o:p></span></p>\n      ') + "\n"
        lines.append(f"    <tr>\n{line}    </tr>\n")
    return "<table>\n  <tbody>\n" + "".join(lines) + "  </tbody>\n</table>"


def shouting(printed: list[Printed]) -> str:
    """Upper case, no end tags, inside a table that lays out the page."""
    lines = []
    for row in rows(printed):
        lines.append("<TR>" + "".join(_cell(cell, f"\n   {html.escape(cell.text)}&nbsp;", "TD")[:-5] for cell in row))
    return "<TABLE><TR><TD>左栏<TD><TABLE>" + "\n".join(lines) + "</TABLE></TABLE>"


def halves(printed: list[Printed]) -> str:
    """Broken by the end of a page: the second part has no heading."""
    figures = sorted({cell.row for cell in printed if cell.kind == FIGURE})
    middle = figures[len(figures) // 2]
    groups = [cell for cell in printed if cell.row < middle < cell.row + cell.height]
    above = [
        replace(cell, height=middle - cell.row) if cell in groups else cell for cell in printed if cell.row < middle
    ]
    rest = [replace(cell, row=0, height=cell.row + cell.height - middle, text="") for cell in groups]
    below = rest + [replace(cell, row=cell.row - middle) for cell in printed if cell.row >= middle]
    both = (sorted(part, key=lambda cell: (cell.row, cell.column)) for part in (above, below) if part)
    return "<p></p>".join(map(plain_table, both))


def spanless(printed: list[Printed]) -> str:
    """No spans at all: what a cell covers stands there as empty cells."""
    columns = max(cell.column + cell.width for cell in printed)
    at = {(cell.row, cell.column): cell.text for cell in printed}
    lines = range(max(cell.row for cell in printed) + 1)
    return (
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<td>{html.escape(at.get((row, column), ''))}</td>" for column in range(columns))
            for row in lines
        )
        + "</table>"
    )


def tabs(printed: list[Printed]) -> str:
    return "\n" + "\n".join("\t".join(cell.text for cell in row) for row in rows(printed)) + "\n"


def full_width(printed: list[Printed]) -> list[Printed]:
    return [replace(cell, text=cell.text.translate(FULL_WIDTH)) if cell.kind == FIGURE else cell for cell in printed]


def unnumbered(printed: list[Printed]) -> list[Printed]:
    return [replace(cell, text=NUMBERING.sub("", cell.text)) if cell.kind == SIDE else cell for cell in printed]


def wrapped(printed: list[Printed]) -> list[Printed]:
    def broken(text: str) -> str:
        return "\n".join(text[at : at + 4] for at in range(0, len(text), 4)).replace("（", "(").replace("）", ")")

    return [replace(cell, text=broken(cell.text)) if cell.kind in (SIDE, HEAD) else cell for cell in printed]


def misprinted(printed: list[Printed]) -> list[Printed]:
    """Long labels have lost a character and gained another."""

    def worse(text: str) -> str:
        return text if len(text) < 8 else text[: len(text) // 2] + "的" + text[len(text) // 2 + 1 :]

    return [replace(cell, text=worse(cell.text)) if cell.kind == SIDE else cell for cell in printed]


def blank_column(printed: list[Printed]) -> list[Printed]:
    columns = max(cell.column + cell.width for cell in printed)
    lines = range(max(cell.row for cell in printed) + 1)
    added = [Printed(row, columns, 1, 1, "", "spare") for row in lines]
    return sorted([*printed, *added], key=lambda cell: (cell.row, cell.column))


def remarks(printed: list[Printed]) -> list[Printed]:
    """A column of remarks behind the figures."""
    return [replace(cell, text="备注说明") if cell.kind == "spare" else cell for cell in blank_column(printed)]


def subtotals(printed: list[Printed]) -> list[Printed]:
    """A line above each inner group with its own sum, as some print it."""
    found = list(printed)
    inner = [cell for cell in printed if cell.kind == SIDE and cell.column == 1 and cell.height > 1]
    for group in reversed(inner):
        columns = sorted({cell.column for cell in printed if cell.kind == FIGURE})
        found = [
            replace(cell, row=cell.row + 1)
            if cell.row >= group.row
            else replace(cell, height=cell.height + 1)
            if cell.row + cell.height > group.row
            else cell
            for cell in found
        ]
        mine = [cell for cell in printed if cell.kind == FIGURE and group.row <= cell.row < group.row + group.height]
        sums = {c: sum(int(cell.text or 0) for cell in mine if cell.column == c) for c in columns}
        found.append(Printed(group.row, 1, 1, 2, group.text + "小计", "extra"))
        found += [Printed(group.row, column, 1, 1, str(total), "extra") for column, total in sums.items()]
    return sorted(found, key=lambda cell: (cell.row, cell.column))


def swapped(printed: list[Printed]) -> list[Printed]:
    """Two neighbouring columns of one width, headings and all, in the other order."""
    heads = [cell for cell in printed if cell.kind == HEAD and cell.width == 1]
    pairs = [
        (a, b) for a in heads for b in heads if b.column == a.column + 1 and (a.row, a.height) == (b.row, b.height)
    ]
    if not pairs:
        return printed
    left, right = pairs[len(pairs) // 2][0].column, pairs[len(pairs) // 2][1].column
    change = {left: right, right: left}
    top = pairs[len(pairs) // 2][0].row
    moved = [
        replace(cell, column=change.get(cell.column, cell.column)) if cell.row >= top and cell.width == 1 else cell
        for cell in printed
    ]
    return sorted(moved, key=lambda cell: (cell.row, cell.column))


def headless(printed: list[Printed]) -> list[Printed]:
    """Without headings, where the table is one block."""
    first = min(cell.row for cell in printed if cell.kind == FIGURE)
    if sum(cell.kind == "title" for cell in printed):
        return printed
    return [replace(cell, row=cell.row - first) for cell in printed if cell.row >= first]


MARKUPS = {each.__name__: each for each in (plain_table, cleaned, word_paste, crumbs, shouting, halves, spanless)}
MUTATIONS: dict[str, Mutation] = {
    each.__name__: each
    for each in (full_width, unnumbered, wrapped, misprinted, blank_column, remarks, subtotals, swapped, headless)
}
