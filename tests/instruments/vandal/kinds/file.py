"""What other programs do to the file as a whole when they save it."""

import io
import re
import warnings
from collections.abc import Callable
from functools import partial
from random import Random
from xml.etree import ElementTree

from openpyxl import load_workbook

from tests.instruments.vandal.book_file import opened, saved
from tests.instruments.vandal.kind import Act, Kind
from tests.instruments.vandal.patient import PROGRAM, XML, Finish, Patient
from tests.instruments.vandal.styles import STYLES
from tests.office.sheets.drawn_parts import MAIN, RELATED, STRICT, STRICT_RELATED, TRANSITIONAL, parts_of
from toolkit.office.opc import zipped

ONE_STYLE = f"""<styleSheet xmlns="{TRANSITIONAL}"><fonts count="1"><font><sz val="11"/></font></fonts>
<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>"""
STRINGS = "xl/sharedStrings.xml"


def finishing(finish: Finish, said: str, *erases: str, first: bool = False, phase: int = XML) -> Act:
    """A change of the file as a whole once all else is done; other programs' own saving comes first."""

    def act(patient: Patient, random: Random) -> str | None:
        if not patient.erases(*erases):
            return None
        patient.finishes.insert(0 if first else len(patient.finishes), (PROGRAM if first else phase, finish))
        return said

    return act


def saved_by_openpyxl(workbook: bytes, values_only: bool) -> bytes:
    """Loaded and saved by a script: cached results are dropped, or formulas become values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(workbook), data_only=values_only)
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


def by_a_script(values_only: bool, said: str, *erases: str) -> Act:
    """openpyxl undoes “_x005F_” when it loads and does not write it again: a text that needs it would change."""
    finish = finishing(partial(saved_by_openpyxl, values_only=values_only), said, *erases, first=True)

    def act(patient: Patient, random: Random) -> str | None:
        escaped = any("_x" in paragraph for said in patient.texts.values() for paragraph in said)
        return None if escaped else finish(patient, random)

    return act


def in_parts(change: Callable[[str], str], pattern: str) -> Finish:
    def finish(workbook: bytes) -> bytes:
        parts = parts_of(workbook)
        return zipped(
            {
                name: change(data.decode()).encode() if re.fullmatch(pattern, name) else data
                for name, data in parts.items()
            }
        )

    return finish


def strict(xml: str) -> str:
    return xml.replace(TRANSITIONAL, STRICT).replace(RELATED, STRICT_RELATED)


def prefixed(xml: str) -> str:
    xml = re.sub(r"<(/?)([a-zA-Z]\w*)(?=[\s/>])", r"<\1x:\2", xml)
    return xml.replace('xmlns="', 'xmlns:x="', 1)


def without_protection(xml: str) -> str:
    return re.sub("<(sheetProtection|workbookProtection)[^>]*/>", "", xml)


def styles_replaced(workbook: bytes) -> bytes:
    parts = parts_of(workbook)
    bare = {
        name: re.sub(r'(<(?:c|col|row) [^>]*?)\s(?:s|style)="\d+"', r"\1", data.decode()).encode()
        for name, data in parts.items()
        if name.startswith("xl/worksheets/")
    }
    bare = {
        name: re.sub(rb"<(conditionalFormatting) .*?</\1>", b"", data, flags=re.DOTALL) for name, data in bare.items()
    }
    return zipped({**parts, **bare, STYLES: ONE_STYLE.encode()})


def strings_shared(workbook: bytes) -> bytes:
    """Texts in a table of their own, as Excel saves them."""
    if STRINGS in parts_of(workbook):
        return workbook
    book = opened(workbook)
    table = ElementTree.Element(MAIN + "sst")
    for _, _, cell in book.cells():
        inline = cell.child("is")
        if inline is not None:
            cell.raw("s", str(len(table)))
            ElementTree.SubElement(table, MAIN + "si").extend(list(inline))
    parts = book.parts
    parts[STRINGS] = ElementTree.tostring(table, encoding="UTF-8", xml_declaration=True)
    relation = f'<Relationship Type="{RELATED}/sharedStrings" Target="sharedStrings.xml" Id="strings"/></Relationships>'
    for part, end, new in (
        ("xl/_rels/workbook.xml.rels", "</Relationships>", relation),
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/{STRINGS}" ContentType="{TYPE}"/></Types>'),
    ):
        parts[part] = parts[part].decode().replace(end, new).encode()
    return saved(book)


TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
ANY_XML = r"(xl|docProps|_rels)/.*(xml|rels)"
MAIN_XML = r"xl/(workbook|styles|sharedStrings|worksheets/[^/]*)\.xml"

FILE = (
    Kind(
        "openpyxl",
        "saved by a script: formulas without results",
        "被脚本另存，公式没有结果",
        by_a_script(False, "脚本另存", "types", "looks"),
    ),
    Kind(
        "openpyxl-values",
        "saved by a script: values instead of formulas",
        "被脚本另存，公式变成数值",
        by_a_script(True, "脚本另存为数值", "types", "formulas", "looks"),
    ),
    Kind(
        "unprotected",
        "all protection removed",
        "保护被撤销",
        finishing(in_parts(without_protection, MAIN_XML), "撤销保护"),
    ),
    Kind("styles-replaced", "every style dropped", "格式全部丢失", finishing(styles_replaced, "格式丢失", "formats")),
    Kind(
        "strings-shared",
        "texts in a table of shared strings",
        "文字集中存放",
        finishing(strings_shared, "共享字符串", first=True),
    ),
    Kind("strict", "a strict Open XML file", "严格Open XML格式", finishing(in_parts(strict, ANY_XML), "严格格式")),
    Kind(
        "prefixed",
        "namespace prefixes in the parts",
        "部件带命名空间前缀",
        finishing(in_parts(prefixed, MAIN_XML), "带前缀"),
    ),
)
