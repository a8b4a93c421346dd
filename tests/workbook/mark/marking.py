"""Marked workbooks: made as the command makes them, and looked at with openpyxl, a stranger to our own XML."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import openpyxl
from openpyxl.workbook.workbook import Workbook

from tests.drawn import both_forms
from tests.office.sheets.drawn_parts import parts_of, sheet_part
from toolkit.checks.check import check
from toolkit.checks.finding import Level, Spot
from toolkit.checks.messages.wording import where, worded
from toolkit.office.opc import zipped
from toolkit.office.sheets.addresses import letters
from toolkit.workbook.design.labels import COMMENT_BEGINS, COMMENT_ENDS
from toolkit.workbook.mark.mark import marked
from toolkit.workbook.mark.problem_list import Mark
from toolkit.workbook.read.reader import read

KNOWN = both_forms()
WHOSE = "青石镇　　2024年　　校验码：123456"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns="{MAIN}"'


def findings_of(workbook: bytes) -> list[Mark]:
    """A mark for each finding."""
    reading = read(workbook, KNOWN)
    return [Mark(each.level, worded(each, reading).message, tuple(where(each, reading))) for each in check(reading)]


def checked(workbook: bytes) -> bytes:
    """The workbook marked with what checking finds now."""
    return marked(workbook, findings_of(workbook), WHOSE)


def error(message: str, *spots: Spot) -> Mark:
    return Mark(Level.ERROR, message, spots)


def opened(workbook: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook))


def comments(workbook: bytes) -> dict[Spot, str]:
    return {
        Spot(sheet.title, cell.coordinate): cell.comment.text
        for sheet in opened(workbook).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def coloured(workbook: bytes) -> set[Spot]:
    """The cells under a rule of ours."""
    return {
        Spot(sheet.title, f"{letters(column)}{row}")
        for sheet in opened(workbook).worksheets
        for area in sheet.conditional_formatting
        if any("nianbao.mark" in rule.formula[0] for rule in area.rules)
        for part in area.cells.ranges
        for row, column in part.cells
    }


def said(*messages: str) -> str:
    return "\n".join([COMMENT_BEGINS, *messages, COMMENT_ENDS])


def spots(marks: Iterable[Mark]) -> set[Spot]:
    return {spot for mark in marks for spot in mark.spots}


def differing(one: bytes, other: bytes) -> set[str]:
    """The parts in which two workbooks are not the same, byte for byte."""
    first, second = parts_of(one), parts_of(other)
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


@dataclass(frozen=True)
class Hung:
    """A part hung on a sheet: its name, bytes, content type, and the kind of the relationship to it."""

    name: str
    data: bytes
    type: str
    kind: str


def hanging(workbook: bytes, sheet: str, hung: Sequence[Hung], elements: Sequence[str] = ()) -> bytes:
    """The workbook with parts hung on a sheet, and elements (naming them ``r1``, ``r2`` …) at the end of its XML."""
    parts = parts_of(workbook)
    part = sheet_part(workbook, sheet)
    folder, _, name = part.rpartition("/")
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{each.kind}" Target="/{each.name}"/>'
        for number, each in enumerate(hung, start=1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts[f"{folder}/_rels/{name}.rels"] = f'<Relationships xmlns="{package}">{relations}</Relationships>'.encode()
    types = "".join(f'<Override PartName="/{each.name}" ContentType="{each.type}"/>' for each in hung)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode() + b"</Types>")
    closing = f"{''.join(elements)}</worksheet>"
    parts[part] = parts[part].replace(b"</worksheet>", closing.encode())
    return zipped({**parts, **{each.name: each.data for each in hung}})


COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1030" type="#_x0000_t202">'
    '<div>不成对的<br></div><x:ClientData ObjectType="Note"><x:Anchor>1, 1, 1, 1, 3, 3, 4, 4</x:Anchor>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape></xml>"
)


def with_comment(workbook: bytes, sheet: str, row: int, column: int, ref: str, text: str) -> bytes:
    """The workbook with an officer's own comment at a cell; ``text`` is the XML inside its ``<text>``."""
    listed = (
        f'<comments {NAMES}><authors><author>王五</author></authors><commentList><comment ref="{ref}" authorId="0">'
        f"<text>{text}</text></comment></commentList></comments>"
    )
    boxes = BOXES.format(row=row - 1, column=column - 1)
    hung = (
        Hung("xl/comments1.xml", listed.encode(), COMMENTS_TYPE, f"{RELATED}/comments"),
        Hung("xl/drawings/vmlDrawing1.vml", boxes.encode(), VML_TYPE, f"{RELATED}/vmlDrawing"),
    )
    return hanging(workbook, sheet, hung, [f'<legacyDrawing xmlns:r="{RELATED}" r:id="r2"/>'])
