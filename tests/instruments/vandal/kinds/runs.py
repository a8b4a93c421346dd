"""Struck out, raised, unseen: what a cell shows besides its words."""

from collections.abc import Callable
from functools import partial
from random import Random

from tests.instruments.vandal.book import Cell, Sheet
from tests.instruments.vandal.kind import Act, Fair, Kind, chosen
from tests.instruments.vandal.kinds.file import strings_shared
from tests.instruments.vandal.kinds.texts import said
from tests.instruments.vandal.kinds.texts import written as paragraphs
from tests.instruments.vandal.kinds.xml import inline
from tests.instruments.vandal.patient import CELLS, SHARED, Patient
from tests.instruments.vandal.raw import Write, cells_of, changed, ref, written
from tests.instruments.vandal.styles import with_font, with_quote
from toolkit.office.sheets.xlsx_strings import escape

STRUCK: Write = inline(("12", "strike"), ("{}", ""))
STRUCK_AFTER: Write = inline(("{}", ""), ("7", "strike"))
RAISED: Write = inline(("{}", ""), ("3", "vertAlign=superscript"))
SUNK: Write = inline(("{}", ""), ("2", "vertAlign=subscript"))
WHITE: Write = inline(("{}", ""), ("5", "color=FFFFFFFF"))
TINY: Write = inline(("{}", ""), ("5", "sz=1"))
ALL_STRUCK: Write = inline(("{}", "strike"))
NOT_STRUCK: Write = inline(("{}", "strike=0 b i u"))


def shared(act: Act) -> Act:
    """The same, with the runs in the table of shared strings, where Excel and WPS keep them."""

    def also_shared(patient: Patient, random: Random) -> str | None:
        done = act(patient, random)
        if done:
            patient.finishes.append((SHARED, strings_shared))
        return done

    return also_shared


def fonts(*parts: tuple[str, dict[str, str]], clear: bool = False) -> Act:
    """Whole cells in this font; their figures stay."""

    def act(patient: Patient, random: Random) -> str | None:
        if not clear and not patient.relies_on("formats"):
            return None
        here, style = patient.inputs(), with_font(patient.book, *parts)
        ids = [id for id in chosen(patient, random, 6) if patient.figures[id]]
        for id in ids:
            sheet, key = here[id]
            sheet.cells[key].attributes["s"] = style(sheet.cells[key].attributes.get("s", "0"))
            patient.touched |= set() if clear else {id}
        return "、".join(ids) or None

    return act


def quoted(patient: Patient, random: Random) -> str | None:
    """An apostrophe typed before the number: it is a text then."""
    here, ids = patient.inputs(), chosen(patient, random, 6)
    style = with_quote(patient.book)
    for id in ids:
        sheet, key = here[id]
        figure = patient.count(id, random)
        patient.mean(id, figure)
        sheet.cells[key].type(str(figure))
        sheet.cells[key].attributes["s"] = style(sheet.cells[key].attributes.get("s", "0"))
    return "、".join(ids) or None


def in_a_text(look: str, clear: bool) -> Act:
    """Some words of a paragraph look otherwise: struck out, raised."""

    def act(patient: Patient, random: Random) -> str | None:
        rows = [each for each in paragraphs(patient) if len(said(each[1].cells[each[2]])) > 3]
        if not rows:
            return None
        id, sheet, key = random.choice(rows)
        cell = sheet.cells[key]
        middle = len(said(cell)) // 2
        patient.touched |= set() if clear else {id}
        patient.finishes.append((CELLS, partial(_relooked, patient, sheet, cell, look, middle)))
        return f"{id}：“{said(cell)[middle:][:10]}”"

    return act


def _relooked(patient: Patient, sheet: Sheet, cell: Cell, look: str, middle: int, workbook: bytes) -> bytes:
    key = next((key for where, key, each in patient.book.cells() if where is sheet and each is cell), None)
    if key is None or cell.blank:
        return workbook
    words = str(cell.value)
    pieces = [escape(words[:middle]).replace("{", "{{").replace("}", "}}"), ""]
    pieces[1] = escape(words[middle:]).replace("{", "{{").replace("}", "}}")
    write = inline((pieces[0], ""), (pieces[1], look))
    return changed(workbook, sheet.name, lambda root: write(cells_of(root)[ref(key)], 0, Random(0)))


def struck_paragraph(patient: Patient, random: Random) -> str | None:
    """A whole paragraph struck out by its cell's font."""
    rows = paragraphs(patient)
    if not rows or not patient.relies_on("formats"):
        return None
    id, sheet, key = random.choice(rows)
    style = with_font(patient.book, ("strike", {}))
    sheet.cells[key].attributes["s"] = style(sheet.cells[key].attributes.get("s", "0"))
    patient.touched.add(id)
    return f"{id}第{key[0]}行"


H = Fair.HARMLESS
MORE: Callable[[Write], Act] = partial(written, clear=False)

RUNS = (
    Kind("struck-digits", "“~~12~~15”", "划掉的数字后写新数", MORE(STRUCK), stranger=False),
    Kind(
        "struck-digits-shared",
        "a struck-out number before, as a shared string",
        "划掉的数字后写新数（共享）",
        shared(MORE(STRUCK)),
        stranger=False,
    ),
    Kind(
        "struck-behind",
        "a struck-out digit behind the number",
        "数字后有划掉的数字",
        MORE(STRUCK_AFTER),
        stranger=False,
    ),
    Kind("struck-all-runs", "a number that is one struck-out run", "数字整段划掉", MORE(ALL_STRUCK), stranger=False),
    Kind("raised-mark", "a raised footnote mark behind the number", "数字后有上标", MORE(RAISED), stranger=False),
    Kind(
        "raised-mark-shared",
        "a raised mark as a shared string",
        "数字后有上标（共享）",
        shared(MORE(RAISED)),
        stranger=False,
    ),
    Kind("sunk-mark", "a lowered digit behind the number", "数字后有下标", MORE(SUNK), stranger=False),
    Kind(
        "white-digit", "a white digit behind the number", "数字后有白色数字", MORE(WHITE), hostile=True, stranger=False
    ),
    Kind(
        "tiny-digit",
        "a digit of one point behind the number",
        "数字后有极小数字",
        MORE(TINY),
        hostile=True,
        stranger=False,
    ),
    Kind("looks", "bold, slanted, underlined, “not struck out”", "数字加粗、倾斜、下划线", written(NOT_STRUCK), fair=H),
    Kind("struck-cell", "whole cells struck out", "整格划掉", fonts(("strike", {}))),
    Kind("raised-cell", "whole cells raised", "整格上标", fonts(("vertAlign", {"val": "superscript"}), clear=True)),
    Kind("white-text", "white figures", "白色数字", fonts(("color", {"rgb": "FFFFFFFF"}))),
    Kind("one-point", "figures of one point", "1磅大小的数字", fonts(("sz", {"val": "1"}))),
    Kind(
        "coloured",
        "red figures, large ones",
        "数字变色变大",
        fonts(("color", {"rgb": "FFFF0000"}), ("sz", {"val": "16"}), clear=True),
        fair=H,
    ),
    Kind("apostrophe", "an apostrophe before the number", "数字前有撇号", quoted, fair=H),
    Kind("struck-words", "struck-out words in a paragraph", "文字里有划掉的部分", in_a_text("strike", False)),
    Kind(
        "struck-words-shared",
        "struck-out words as a shared string",
        "文字里有划掉的部分（共享）",
        shared(in_a_text("strike", False)),
    ),
    Kind("struck-paragraph", "a struck-out paragraph", "一段文字整段划掉", struck_paragraph),
    Kind(
        "raised-words", "raised words in a paragraph", "文字里有上标", in_a_text("vertAlign=superscript", True), fair=H
    ),
    Kind("coloured-words", "red words in a paragraph", "文字里有红字", in_a_text("color=FFFF0000", True), fair=H),
)
