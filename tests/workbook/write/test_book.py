"""The blank workbook as another program sees it: what is locked, named, merged, checked and said."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.utils.escape import unescape
from openpyxl.utils.protection import hash_password
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation

from tests.drawn import ROOT
from tests.office.sheets.drawn_parts import MAIN, UNIT, YEAR, empty, parts_of, sheets_of, xml_of
from toolkit.checks.messages.naming import line_name
from toolkit.checks.messages.wording import NO_LAST_YEAR, OPTIONAL, WAITING
from toolkit.form.form import Check, Form, TextRule
from toolkit.form.grid import FIGURE
from toolkit.form.library import fingerprint
from toolkit.form.table import Cell
from toolkit.office.sheets.addresses import Place
from toolkit.submission.submission import DECLARATIONS
from toolkit.workbook.design.labels import CHOOSE, PASSWORD, PHRASES
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER, Layout, Subject, TextSheet
from toolkit.workbook.formulas.workbook import formulas
from toolkit.workbook.write.book import blank

STRANGE_UNITS = ("=1+1", "<a&b>", "{year}", "{{ unit }}", '"引号"&\'', "_x000D_", "+86", "@某乡")
CHINESE = re.compile("[一-龥]")
ENGLISH = re.compile("[A-Za-z]{2,}")
HASHES = "import hashlib, sys; from tests.office.sheets.drawn_parts import *; from tests.drawn import *; "
HASHES += "print([hashlib.sha256(empty(form)).hexdigest() for form in both_forms()])"


@cache
def opened(form: Form) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(empty(form)))


def writable(placed: Layout) -> Iterator[Place]:
    """What an officer may type into, by what it is."""
    yield from (placed.figures[cell.id] for cell in placed.form.inputs)
    yield from (sheet.declared for sheet in placed.tables.values())
    yield from (place for places in placed.texts.values() for place in places)
    yield from placed.last_year.values()
    yield from placed.cover_fields.values()
    yield from (reason.words for reason in placed.reasons.values())
    yield from (reason.choice for key, reason in placed.reasons.items() if placed.form.choices(key))


def unlocked(book: Workbook) -> Iterator[Place]:
    """The cells that can be typed into, of merged ones the first only."""
    for sheet in book.worksheets:
        covered = {cell for area in sheet.merged_cells.ranges for cell in list(area.cells)[1:]}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.has_style and not cell.protection.locked and (cell.row, cell.column) not in covered:
                    yield Place(sheet.title, cell.row, cell.column)  # type: ignore[arg-type]


def validations(form: Form) -> list[tuple[str, DataValidation]]:
    return [(sheet.title, rule) for sheet in opened(form).worksheets for rule in sheet.data_validations.dataValidation]


def validation_of(form: Form, place: Place) -> DataValidation:
    [found] = [rule for sheet, rule in validations(form) if sheet == place.sheet and place.ref in rule.sqref]
    return found


def test_just_what_is_to_be_filled_in_is_unlocked(any_form: Form) -> None:
    """An officer may not write over a total, and can reach every field."""
    assert sorted(unlocked(opened(any_form))) == sorted(writable(layout(any_form)))


def test_every_other_cell_is_locked_by_its_own_format(any_form: Form) -> None:
    """Normal is unlocked, so a locked cell must say so itself."""
    formats = xml_of(empty(any_form), "xl/styles.xml").find(f"{MAIN}cellXfs")
    assert formats is not None
    locks = [(format.get("applyProtection"), format.find(f"{MAIN}protection")) for format in formats]
    assert all(applied == "1" and lock is not None for applied, lock in locks)
    open_formats = {number for number, (_, lock) in enumerate(locks) if lock is not None and lock.get("locked") == "0"}
    allowed = {(place.sheet, place.ref) for place in writable(layout(any_form))}
    for sheet, root in sheets_of(empty(any_form)).items():
        covered = {
            Place("", row, column).ref
            for area in root.iter(f"{MAIN}mergeCell")
            for row, column in list(CellRange(area.get("ref", "")).cells)
        }
        for cell in root.iter(f"{MAIN}c"):
            if int(cell.get("s", "0")) in open_formats:
                assert (sheet, cell.get("r")) in allowed or cell.get("r") in covered


def test_what_a_paste_brings_along_is_unlocked(any_form: Form) -> None:
    """Pasting can bring the style Normal and cell format 0 into an input, which would lock it for good."""
    styles = xml_of(empty(any_form), "xl/styles.xml")
    for group in ("cellStyleXfs", "cellXfs"):
        first = styles.find(f"{MAIN}{group}/{MAIN}xf")
        assert first is not None
        lock = first.find(f"{MAIN}protection")
        assert lock is not None
        assert (first.get("applyProtection"), lock.get("locked")) == ("1", "0")
    [normal] = [style for style in styles.iter(f"{MAIN}cellStyle") if style.get("name") == "Normal"]
    assert (normal.get("xfId"), normal.get("builtinId")) == ("0", "0")


def test_normal_is_in_the_font_of_the_cells(any_form: Form) -> None:
    """A paste brings it along, and column widths are counted in its digits."""
    font = xml_of(empty(any_form), "xl/styles.xml").find(f"{MAIN}fonts/{MAIN}font")
    assert font is not None
    assert [(child.tag.removeprefix(MAIN), child.get("val")) for child in font] == [("sz", "11"), ("name", "宋体")]


def test_sheets_and_structure_are_protected(any_form: Form) -> None:
    """With a published password: it keeps from accidents, and anybody can still help."""
    known = hash_password(PASSWORD)
    book = opened(any_form)
    assert book.security is not None
    assert book.security.lockStructure
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password == known
        assert (sheet.protection.selectUnlockedCells, sheet.protection.formatRows) == (False, False)


def test_every_figure_is_a_hidden_name(any_form: Form) -> None:
    """The names are what reading goes by, in any program; the officer does not meet them."""
    names = opened(any_form).defined_names
    assert names.keys() == layout(any_form).names.keys()
    assert all(name.hidden for name in names.values())
    for id, place in layout(any_form).figures.items():
        assert list(names[id].destinations) == [(place.sheet, f"${place.ref[0]}${place.row}")]


def test_merged_cells_are_the_forms_own(any_form: Form) -> None:
    """The tables look like the printed ones."""
    for sheet in layout(any_form).tables.values():
        expected = {
            (sheet.place(cell.row, cell.column), sheet.place(cell.row + cell.height - 1, cell.column + cell.width - 1))
            for cell in sheet.grid.cells
            if cell.height * cell.width > 1
        }
        ranges = opened(any_form)[sheet.table.sheet].merged_cells.ranges
        name = sheet.table.sheet
        found = {(Place(name, r.min_row, r.min_col), Place(name, r.max_row, r.max_col)) for r in ranges}
        first, last = sheet.place(0, 0).row, sheet.place(sheet.grid.rows - 1, 0).row
        assert {pair for pair in found if first <= pair[0].row <= last} == expected


def test_no_merged_cells_overlap(any_form: Form) -> None:
    """Excel takes such a workbook for damaged; the validator does not see it."""
    for sheet in opened(any_form).worksheets:
        taken = [cell for area in sheet.merged_cells.ranges for cell in area.cells]
        assert len(set(taken)) == len(taken)


def test_labels_stand_in_their_places(any_form: Form) -> None:
    """Every heading of the form, and the sheet's own title."""
    book = opened(any_form)
    for sheet in layout(any_form).tables.values():
        drawn = book[sheet.table.sheet]
        assert drawn["A1"].value == sheet.heading
        for cell in sheet.grid.cells:
            place = sheet.place(cell.row, cell.column)
            if cell.kind != FIGURE:
                assert (drawn[place.ref].value or "") == cell.text
    for written in layout(any_form).sheets:
        if isinstance(written, TextSheet):
            for text, head in written.texts:
                label = book[written.sheet].cell(head.row, 1).value
                assert str(label).startswith(text.label)


def test_phrases_stand_beside_their_text(any_form: Form) -> None:
    """In one cell that can be copied, in a row of fixed height, so that a long one makes no row grow; not printed."""
    for written in layout(any_form).sheets:
        if not isinstance(written, TextSheet):
            continue
        drawn = opened(any_form)[written.sheet]
        heads = {text.id: head for text, head in written.texts}
        assert [place.row for _, place in written.phrases] == [heads[phrase.text].row for phrase, _ in written.phrases]
        assert all(drawn.row_dimensions[place.row].height >= 16 for _, place in written.phrases)
        assert {area for area in drawn.merged_cells.ranges if area.max_col > 2} == set()
        assert (drawn["C2"].value == PHRASES) == bool(written.phrases)
        assert drawn.print_area.endswith(f"$B${max(places[-1].row for places in text_places(any_form, written))}")


def text_places(form: Form, sheet: TextSheet) -> list[tuple[Place, ...]]:
    return [layout(form).texts[text.id] for text, _ in sheet.texts]


def test_a_blank_workbook_holds_nothing(any_form: Form) -> None:
    """No zero is there that nobody typed; every choice is open."""
    book = opened(any_form)
    placed = layout(any_form)
    declared = {sheet.declared for sheet in placed.tables.values()}
    for place in writable(placed):
        assert book[place.sheet][place.ref].value == (CHOOSE if place in declared else None)


def limits(cell: Cell) -> tuple[str, str, str, str]:
    kind = "decimal" if cell.kind == "amount" else "whole"
    return kind, "between", "-999999999" if cell.kind == "change" else "0", "999999999"


def test_every_input_is_checked_while_it_is_typed(any_form: Form) -> None:
    """Whole numbers from zero, decimals for amounts, both signs for changes; anything else is refused."""
    for cell in any_form.inputs:
        rule = validation_of(any_form, layout(any_form).figures[cell.id])
        assert (rule.type, rule.operator or "between", rule.formula1, rule.formula2) == limits(cell)
        assert rule.showErrorMessage
        assert rule.errorStyle in (None, "stop")
        assert rule.allowBlank
        assert CHINESE.search(rule.error or "")
        assert (cell.unit in (rule.error or "")) or cell.kind != "amount"


def test_declarations_are_chosen_from_a_list(any_form: Form) -> None:
    """Typed freely, they would not be understood."""
    for sheet in layout(any_form).tables.values():
        rule = validation_of(any_form, sheet.declared)
        assert (rule.type, rule.formula1) == ("list", f'"{",".join((CHOOSE, *DECLARATIONS.values()))}"')
        assert rule.showErrorMessage
        assert not rule.showDropDown  # Excel's word for hiding the arrow


def test_messages_of_checks_keep_excels_limits(any_form: Form) -> None:
    """Longer ones make Excel repair the workbook, and drop every check."""
    for _, rule in validations(any_form):
        for text, most in ((rule.error, 255), (rule.errorTitle, 32), (rule.prompt, 255), (rule.promptTitle, 32)):
            assert len(text or "") <= most
            assert not ENGLISH.search((text or "").replace("Excel", "").replace("Word", ""))
        if rule.type == "list":
            assert len((rule.formula1 or "").strip('"')) <= 255


def test_every_row_with_a_definition_shows_it(any_form: Form) -> None:
    """The officer has no manual at hand: the whole definition, under the row's own name."""
    described = {line_name(cell.row)[:31]: cell.row.help for cell in any_form.inputs if cell.row.help}
    rules = [rule for _, rule in validations(any_form) if rule.showInputMessage and rule.prompt]
    assert {(rule.promptTitle or "")[:31]: rule.prompt for rule in rules} == described
    assert all(len(rule.promptTitle or "") < 32 or (rule.promptTitle or "").endswith("…") for rule in rules)


def test_no_macros(any_form: Form) -> None:
    """WPS without VBA, no rights: a macro would only be a warning on opening."""
    names = parts_of(empty(any_form)).keys()
    assert not [name for name in names if "vba" in name.lower() or "macro" in name.lower() or name.endswith(".bin")]
    assert b"macroEnabled" not in parts_of(empty(any_form))["[Content_Types].xml"]


def test_nothing_is_fetched_from_outside(any_form: Form) -> None:
    """A workbook that asks to update links makes officers call."""
    assert not [name for name, data in parts_of(empty(any_form)).items() if b'TargetMode="External"' in data]


def test_identity_stands_in_cells_and_properties(any_form: Form) -> None:
    """One of the two survives whatever an officer's program does."""
    level = any_form.levels[0]
    expected = {
        "form": any_form.key,
        "fingerprint": fingerprint(any_form),
        "unit": UNIT,
        "code": "640402",
        "level": level.label,
        "year": YEAR,
    }
    cover = opened(any_form)[COVER]
    assert {key: cover[layout(any_form).identity[key].ref].value for key in expected} == expected
    stored = {key: str(value) for key, value in expected.items()}
    stored |= {"form": any_form.id, "revision": any_form.revision, "level": level.id}
    properties = opened(any_form).custom_doc_props  # type: ignore[attr-defined]
    assert {each.name: each.value for each in properties} == {f"nianbao.{key}": text for key, text in stored.items()}


def test_the_unit_is_the_author(official: Form) -> None:
    """Never the person who ran the program."""
    properties = opened(official).properties
    assert (properties.creator, properties.title, properties.lastModifiedBy) == (UNIT, f"{UNIT}{YEAR}", None)
    assert (properties.created, properties.modified) == (properties.created, properties.created)


def test_no_clock_and_no_chance() -> None:
    """The same unit and year give the same bytes: on another day, in another process, whatever order sets take."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", HASHES],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            stdout=subprocess.PIPE,
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert first == second
    assert len(first) > 100


def test_the_only_dates_are_the_years_end(official: Form) -> None:
    """A date of today anywhere would make every copy another file."""
    dates = {date for data in parts_of(empty(official)).values() for date in re.findall(rb"\d{4}-\d\d-\d\dT", data)}
    assert dates == {b"%d-12-31T" % YEAR}


def test_every_formula_has_a_value(any_form: Form) -> None:
    """Previews, phones and programs that do not calculate show what the file holds."""
    placed = {(place.sheet, place.ref): node.excel(place.sheet) for place, node in formulas(any_form).items()}
    found = {
        (sheet, cell.get("r")): cell
        for sheet, root in sheets_of(empty(any_form)).items()
        for cell in root.iter(f"{MAIN}c")
    }
    calculated = {key: cell for key, cell in found.items() if cell.find(f"{MAIN}f") is not None}
    assert {key: cell.findtext(f"{MAIN}f") for key, cell in calculated.items()} == placed
    assert all(cell.findtext(f"{MAIN}v") for cell in calculated.values())


def test_a_blank_workbook_waits(official: Form) -> None:
    """Nothing is wrong yet, nothing is done yet; the count of cells left is right."""
    book = openpyxl.load_workbook(io.BytesIO(empty(official)), data_only=True)
    placed = layout(official)
    for line in placed.results:
        assert book[line.state.sheet][line.state.ref].value == _untouched(line.subject)
    glances = {id: placed.glance(sheet.table.sheet) for id, sheet in placed.tables.items()}
    left = {id: book[glance.left.sheet][glance.left.ref].value for id, glance in glances.items()}
    assert left == {"publication": 10, "requests": 144, "disputes": 12}


def _untouched(subject: Subject) -> str:
    """The state of a line while nothing is written; a preamble may stay so."""
    if isinstance(subject, Check):
        return NO_LAST_YEAR if subject.looks_back else WAITING
    return OPTIONAL if isinstance(subject, TextRule) and subject.texts == ("preamble",) else WAITING


@pytest.mark.parametrize("unit", STRANGE_UNITS)
def test_the_unit_is_data(unit: str, official: Form) -> None:
    """A name is a name: no formula, no tag, no blank to be filled in."""
    workbook = blank(official, unit, YEAR)
    cell = openpyxl.load_workbook(io.BytesIO(workbook))[COVER][layout(official).identity["unit"].ref]
    assert cell.data_type == "s"
    assert unescape(str(cell.value)) == unit
    assert b"<f>1+1" not in parts_of(workbook)["xl/worksheets/sheet1.xml"]


def test_an_unknown_level_leaves_the_cell_empty(official: Form) -> None:
    """The level is optional; nothing is guessed."""
    cover = openpyxl.load_workbook(io.BytesIO(blank(official, UNIT, YEAR)))[COVER]
    assert not cover[layout(official).identity["level"].ref].value
