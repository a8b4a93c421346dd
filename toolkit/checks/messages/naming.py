"""Chinese names of figures, lines and texts for use in a sentence: “表一“（二）乙”行、甲列（D29）”."""

from collections.abc import Sequence

from toolkit.checks.reading import Reading
from toolkit.form.form import AFTER, BEFORE, Check, Form
from toolkit.form.table import Cell, Line

SHOWN_NAMES = 3  # how many cells a sentence calls by name before it says how many there are
SHOWN_PLACES = 8  # and how many by their place


def line_name(line: Line) -> str:
    """The label with the groups it stands in, but for the outermost one, which goes without saying."""
    return "·".join((*(group.label for group in line.groups[1:]), line.label))


def cell_name(cell: Cell, form: Form) -> str:
    """The Chinese name of a figure's cell: table, row and column, where the column is needed to tell it apart."""
    table = form.table(cell.table).name
    if cell.block.across:
        return f"{table}“{line_name(cell.row)}”" + (f"的“{cell.column.label}”" if cell.column.label else "")
    if len(cell.block.columns) == 1:
        return f"{table}“{line_name(cell.row)}”行"
    return f"{table}“{line_name(cell.row)}”行、{line_name(cell.column)}列"


def text_name(id: str, form: Form) -> str:
    """A text by its section and its label; a section's only text by the section's heading."""
    for section in form.sections:
        for text in section.texts:
            if text.id == id:
                return f"“{section.heading}”" + (f"的“{text.label}”" if len(section.texts) > 1 else "")
    return f"“{form.texts[id].label}”"


def texts_name(ids: Sequence[str], form: Form) -> str:
    """Several texts by what they have in common, if they are just that: all there are, or a section's."""
    if set(ids) == set(form.texts):
        return "全部文字"
    for section in form.sections:
        if section.texts and set(ids) == {text.id for text in section.texts}:
            return f"“{section.heading}”"
    return "、".join(text_name(id, form) for id in ids)


def located(id: str, reading: Reading) -> str:
    """A figure or text by its name, with its cell where the file has cells."""
    form = reading.submission.form
    name = cell_name(form.cells[id], form) if id in form.cells else text_name(id, form)
    spot = reading.places.get(id)
    return f"{name}（{spot.ref}）" if spot else name


def several(ids: Sequence[str], reading: Reading) -> str:
    """One cell by name; of more, the first ones, by their place alone where the file has places."""
    form = reading.submission.form
    if len(ids) > 1 and all(id in reading.places and id in form.cells for id in ids):
        first = form.table(form.cells[ids[0]].table).name
        named = first + "、".join(reading.places[id].ref for id in ids[:SHOWN_PLACES])
        return named if len(ids) <= SHOWN_PLACES else f"{named}等{len(ids)}格"
    named = "、".join(located(id, reading) for id in ids[:SHOWN_NAMES])
    return named if len(ids) <= SHOWN_NAMES else f"{named}等{len(ids)}处"


def in_all(ids: Sequence[str], reading: Reading) -> str:
    """Few cells as :func:`several` names them; many by their tables and sections, and how many there are."""
    if len(ids) <= SHOWN_PLACES:
        return several(ids, reading)
    form = reading.submission.form
    headings = {text.id: f"“{section.heading}”" for section in form.sections for text in section.texts}
    tables = {cell.id: form.table(cell.table).name for cell in form.cells.values()}
    names = dict.fromkeys((tables | headings).get(id, "") for id in ids)
    return f"{'、'.join(filter(None, names))}共{len(ids)}处"


def check_line(check: Check, form: Form) -> str:
    """The line in which an identity holds: “表一甲列”, “表一“乙”行”."""
    table = form.table(check.table).name
    if check.line is None:
        return table
    if check.along == "column":
        return f"{table}{line_name(check.line)}列"
    return f"{table}“{line_name(check.line)}”行"


ADDENDS = {
    ("column", BEFORE): "上面各项",
    ("column", AFTER): "下面各项",
    ("row", BEFORE): "左边各项",
    ("row", AFTER): "右边各项",
}


def addends(check: Check) -> str:
    """What a total adds up, by where it stands."""
    return ADDENDS.get((check.along, check.parts), "各分项")


def identity(check: Check) -> str:
    """What an identity says: “甲+乙＝丙+丁”, “合＝左边各项相加”."""
    return f"{check.left.words()}＝{addends(check)}相加" if check.total else check.words
