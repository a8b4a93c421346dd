"""Witnesses of damage: openpyxl, zipfile and the bare bytes say whether a file is as a kind says. No reader of ours."""

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook

Witness = Callable[[bytes], object]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {info.filename: book.read(info) for info in book.infolist()}


def infos(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.infolist()


def all_xml(data: bytes) -> bytes:
    return b"".join(part for name, part in parts(data).items() if not name.endswith(".bin"))


def xml(pattern: str) -> Witness:
    """Something in a part reads so; as shown by a search of the bare bytes."""
    return lambda data: re.search(pattern.encode(), all_xml(data), re.DOTALL)


def file(pattern: bytes) -> Witness:
    return lambda data: re.search(pattern, data, re.DOTALL)


def named(pattern: str) -> Witness:
    """A part is called so."""
    return lambda data: any(re.fullmatch(pattern, name) for name in parts(data))


def entry(fits: Callable[[zipfile.ZipInfo], object]) -> Witness:
    return lambda data: any(fits(info) for info in infos(data))


def loaded(data: bytes, rich: bool = False) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), rich_text=rich)


def font(fits: Callable[[Any], object]) -> Witness:
    """A cell that is not blank has such a font."""

    def seen(data: bytes) -> bool:
        sheets = loaded(data).worksheets
        return any(fits(cell.font) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)

    return seen


def run(fits: Callable[[Any], object]) -> Witness:
    """A run within a cell's text has such a font."""

    def seen(data: bytes) -> bool:
        cells = (cell.value for sheet in loaded(data, True).worksheets for row in sheet.iter_rows() for cell in row)
        blocks = (block for value in cells if isinstance(value, CellRichText) for block in value)
        return any(fits(block.font) for block in blocks if not isinstance(block, str))

    return seen


def state(wanted: str) -> Witness:
    return lambda data: any(sheet.sheet_state == wanted for sheet in loaded(data).worksheets)


WITNESSES: dict[str, Witness] = {
    "xml-str": xml(r't="str"[^>]*><v>\d+</v></c>'),
    "xml-n": xml(r't="n"[^>]*><v>\d+</v>'),
    "xml-exponent": xml(r"<v>\d+(E0|\.0+|E-1|e\+0)</v>"),
    "xml-padded": xml(r"<v>\s+\d+"),
    "xml-preserved": xml(r'<v xml:space="preserve">'),
    "xml-metadata": xml(r'<c [^>]*\bph="'),
    "xml-extension": xml(r"<c [^>]*><v>\d+</v><extLst><ext [^>]*>\s*<[^>]*v[^>]*>\d+"),
    "xml-phonetic": xml(r"<rPh "),
    "xml-bold-digit": xml(r"<r><rPr><b */></rPr><t[^>]*>\d</t></r><r>"),
    "xml-formula-str": xml(r't="str"[^>]*><f>\d+\+0</f><v>\d+</v>'),
    "xml-array": xml(r'<f t="array" ref="[A-Z]+\d+">'),
    "xml-formula-empty": xml(r"<f */><v>\d+</v>"),
    "xml-data-table": xml(r'<f [^>]*t="dataTable"'),
    "xml-formula-error": xml(r"<v>#SPILL!</v>"),
    "xml-inline-value": xml(r't="inlineStr"[^>]*><v>\d+</v>'),
    "xml-type-unknown": xml(r't="x"[^>]*><v>'),
    "xml-two-values": xml(r"<v>\d+</v><v>\d+</v>"),
    "xml-foreign-value": xml(r"<v>\d+</v><ns\d+:v>\d+"),
    "xml-string-lost": xml(r't="s"[^>]*><v(>(999999|-1|x|4294967296)</v>)'),
    "xml-boolean": xml(r't="b"[^>]*><v>(true|false)</v>'),
    "xml-no-number": xml(r"<v>(NaN|-?INF|1,5|1 2|--|1e999|0x1F)</v>"),
    "xml-huge": xml(r"<v>(1E\+300|123456789012345678901|9{300}|1e-300)</v>"),
    "no-references": xml(r"<c>|<c (?!r=)[^>]*><v>"),
    "no-row-numbers": xml(r"<row(?! r=)(?![^>]* r=)[^>]*>"),
    "small-letters": xml(r'<c r="[a-z]+\d+"'),
    "lying-size": xml(r'<dimension ref="A1" */>.*spans="1:1"'),
    "rows-without-end": xml(r'<row r="1048576"'),
    "second-data": xml(r"</sheetData><sheetData */>"),
    "later-programs": xml(r'dyDescent="0.15"'),
    "foreign-cells": xml(r"<ns\d+:row "),
    "cdata": xml(r"<v><!\[CDATA\[\d+\]\]></v>"),
    "entities": xml(r"<v>&#\d+;"),
    "split-by-comment": xml(r"<v>\d<!-- -->"),
    "commented": xml(r"<!-- 12 --><\?note 34\?><c "),
    "indented": xml(r">\n    <c "),
    "epoch-1904": lambda data: loaded(data).epoch.year == 1904,
    "undeclared": lambda data: parts(data)["xl/workbook.xml"].startswith(b"<workbook"),
    "bom": lambda data: parts(data)["xl/workbook.xml"].startswith(b"\xef\xbb\xbf<?xml"),
    "utf-16-le": lambda data: "<workbook" in parts(data)["xl/workbook.xml"].decode("utf-16"),
    "utf-16-be": lambda data: parts(data)["xl/workbook.xml"].startswith(b"\xfe\xff\0<"),
    "ascii": lambda data: parts(data)["xl/workbook.xml"].isascii(),
    "gb18030": lambda data: "封面" in parts(data)["xl/workbook.xml"].decode("gb18030", "replace"),
    "doctype": xml(r"<!DOCTYPE x "),
    "names-encoded": named(r"xl/worksheets/sheet%3\d\.xml"),
    "targets-encoded": xml(r'Target="worksheets/sheet%3\d'),
    "names-chinese": named(r"xl/worksheets/表\d+\.xml"),
    "names-shouted": named(r"XL/WORKSHEETS/SHEET\d+\.XML"),
    "targets-dotted": xml(r'Target="\./\.\./xl/\./worksheets'),
    "targets-absolute": xml(r'Target="/xl/worksheets/'),
    "targets-relative": xml(r'Target="worksheets/'),
    "names-backslash": file(rb"xl\\worksheets\\sheet"),
    "names-rooted": file(rb"/xl/workbook\.xml"),
    "another-folder": named(r"office/book/workbook\.xml"),
    "no-theme": lambda data: not any("theme" in name for name in parts(data)),
    "more-parts": named(r"xl/calcChain\.xml"),
    "types-first": lambda data: next(iter(parts(data))) == "[Content_Types].xml",
    "part-lost": lambda data: (
        len(re.findall(rb"/worksheets/sheet", parts(data)["[Content_Types].xml"]))
        > sum(name.startswith("xl/worksheets/sheet") for name in parts(data))
    ),
    "zip-stored": lambda data: all(info.compress_type == zipfile.ZIP_STORED for info in infos(data)),
    "zip-streamed": entry(lambda info: info.flag_bits & 8 and info.compress_type),
    "zip-streamed-stored": entry(lambda info: info.flag_bits & 8 and not info.compress_type),
    "zip-extra-fields": entry(lambda info: b"\x77\x77" in info.extra and info.comment),
    "zip-zip64": file(struct.pack("<HH", 1, 16)),
    "zip-folders": entry(lambda info: info.is_dir()),
    "zip-unix": entry(lambda info: info.create_system == 3 and info.external_attr >> 16 == 0o100644),
    "zip-backwards": lambda data: infos(data)[0].filename == "[Content_Types].xml",
    "zip-slowly": lambda data: len(data) < 1_000_000,
    "zip-odd-times": entry(lambda info: info.date_time[0] == 2107),
    "zip-prefixed-bytes": lambda data: data.startswith(b"\r\n\r\nPK"),
    "zip-trailing-bytes": lambda data: data.endswith(b"\r\n" * 20),
    "zip-trailing-zeros": lambda data: len(data) % 4096 == 0 and data.endswith(b"\0\0"),
    "zip-truncated": lambda data: not zipfile.is_zipfile(io.BytesIO(data)),
    "zip-wrong-sum": lambda data: zipfile.ZipFile(io.BytesIO(data)).testzip(),
    "zip-twin-entries": lambda data: len(infos(data)) > len(parts(data)),
    "zip-rival-entries": lambda data: len(infos(data)) > len(parts(data)),
    "zip-encrypted-flag": entry(lambda info: info.flag_bits & 1),
    "zip-misnamed": file(rb"xl/worksheets/sheeT"),
    "zip-bzip2": entry(lambda info: info.compress_type == zipfile.ZIP_BZIP2),
    "struck-digits": run(lambda font: font.strike),
    "struck-digits-shared": run(lambda font: font.strike),
    "struck-behind": run(lambda font: font.strike),
    "struck-all-runs": run(lambda font: font.strike),
    "raised-mark": run(lambda font: font.vertAlign == "superscript"),
    "raised-mark-shared": run(lambda font: font.vertAlign == "superscript"),
    "sunk-mark": run(lambda font: font.vertAlign == "subscript"),
    "white-digit": run(lambda font: font.color.rgb == "FFFFFFFF"),
    "tiny-digit": run(lambda font: font.sz == 1),
    "looks": run(lambda font: font.b and font.i and not font.strike),
    "struck-cell": font(lambda font: font.strike),
    "raised-cell": font(lambda font: font.vertAlign == "superscript"),
    "white-text": font(lambda font: font.color and font.color.rgb == "FFFFFFFF"),
    "one-point": font(lambda font: font.sz == 1),
    "coloured": font(lambda font: font.sz == 16 and font.color.rgb == "FFFF0000"),
    "struck-words": run(lambda font: font.strike),
    "struck-words-shared": run(lambda font: font.strike),
    "struck-paragraph": font(lambda font: font.strike),
    "raised-words": run(lambda font: font.vertAlign == "superscript"),
    "coloured-words": run(lambda font: font.color.rgb == "FFFF0000"),
    "row-flat": xml(r'<row [^>]*ht="0"'),
    "row-thin": xml(r'<row [^>]*ht="0\.5"'),
    "column-flat": xml(r'<col [^>]*width="0"'),
    "row-folded": xml(r'<row [^>]*outlineLevel="1"'),
    "column-folded": xml(r'<col [^>]*outlineLevel="1"'),
    "default-hidden": lambda data: any(sheet.sheet_format.zeroHeight for sheet in loaded(data).worksheets),
    "filtered": lambda data: any(sheet.auto_filter.ref for sheet in loaded(data).worksheets),
    "sheet-hidden": state("hidden"),
    "sheet-very-hidden": state("veryHidden"),
    "merges-dropped": lambda data: not any(sheet.merged_cells.ranges for sheet in loaded(data).worksheets),
    "own-sheet": lambda data: "台账" in loaded(data).sheetnames and loaded(data)["台账"]["B1"].value is not None,
    "own-sheet-hidden": lambda data: any(sheet.title == "_cache" for sheet in loaded(data).worksheets),
    "odd-names": lambda data: "税率" in loaded(data).defined_names,
}
