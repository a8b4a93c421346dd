"""How the parts spell and encode the same XML."""

import re
from collections.abc import Callable
from random import Random

from tests.instruments.vandal.kind import Act, Fair, Kind
from tests.instruments.vandal.kinds.file import MAIN_XML, finishing, in_parts
from tests.instruments.vandal.patient import ENCODING, Patient
from tests.office.sheets.drawn_parts import parts_of
from toolkit.office.opc import zipped

VALUE = re.compile(r"<((?:\w+:)?v)>(\d+)</\1>")
SHEETS = r"xl/worksheets/[^/]*\.xml"


def each_value(form: Callable[[str], str]) -> Callable[[str], str]:
    return lambda xml: VALUE.sub(lambda found: f"<{found[1]}>{form(found[2])}</{found[1]}>", xml)


cdata = each_value(lambda value: f"<![CDATA[{value}]]>")
entities = each_value(lambda value: "".join(f"&#{ord(each)};" for each in value))
split_by_comment = each_value(lambda value: f"{value[:1]}<!-- -->{value[1:]}")


def commented(xml: str) -> str:
    """A comment and an instruction before every row and cell."""
    return re.sub(r"<((?:\w+:)?(?:row|c)) ", r"<!-- 12 --><?note 34?><\1 ", xml)


def indented(xml: str) -> str:
    """White space wherever no text stands."""
    return re.sub(r"(<(?:/?(?:\w+:)?(?:row|c|sheetData|worksheet|v|f|is)\b[^>]*)>)\s*(?=<)", "\\1\n    ", xml)


def undeclared(xml: str) -> str:
    return re.sub(r"^<\?xml[^>]*\?>\s*", "", xml)


def in_bytes(change: Callable[[str], bytes], pattern: str) -> Callable[[bytes], bytes]:
    """Parts encoded otherwise."""

    def finish(workbook: bytes) -> bytes:
        parts = parts_of(workbook)
        return zipped(
            {
                name: change(undeclared(data.decode("utf-8-sig"))) if re.fullmatch(pattern, name) else data
                for name, data in parts.items()
            }
        )

    return finish


def encoded(name: str, codec: str, bom: bytes = b"") -> Callable[[str], bytes]:
    return lambda xml: bom + f'<?xml version="1.0" encoding="{name}"?>{xml}'.encode(codec)


def encoding(change: Callable[[str], bytes], said: str, refusable: bool = False, pattern: str = MAIN_XML) -> Act:
    """One encoding a workbook: the next would have to know the one before."""
    finish = finishing(in_bytes(change, pattern), said, phase=ENCODING)

    def act(patient: Patient, random: Random) -> str | None:
        if any(phase >= ENCODING for phase, _ in patient.finishes):
            return None
        patient.refusable = patient.refusable or refusable
        return finish(patient, random)

    return act


def epoch(xml: str) -> str:
    """Days are counted from 1904, as on old Macs; numbers are the same."""
    if "<workbookPr" in xml:
        return re.sub(r"<workbookPr(?=[\s/])", '<workbookPr date1904="1"', xml)
    return re.sub(r"(<workbook\b[^>]*>)", r'\1<workbookPr date1904="1"/>', xml)


H = Fair.HARMLESS

ENCODINGS = (
    Kind(
        "cdata",
        "values as CDATA",
        "数值用CDATA存放",
        finishing(in_parts(cdata, SHEETS), "CDATA"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "entities",
        "digits as character references",
        "数字写成字符引用",
        finishing(in_parts(entities, SHEETS), "字符引用"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "split-by-comment",
        "a comment within a value",
        "数值中间有注释",
        finishing(in_parts(split_by_comment, SHEETS), "值内注释"),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "commented",
        "comments and instructions between cells",
        "单元格之间有注释",
        finishing(in_parts(commented, SHEETS), "注释"),
        fair=H,
    ),
    Kind(
        "indented", "white space between elements", "部件带缩进", finishing(in_parts(indented, SHEETS), "缩进"), fair=H
    ),
    Kind(
        "epoch-1904",
        "days counted from 1904",
        "1904日期系统",
        finishing(in_parts(epoch, "xl/workbook.xml"), "1904"),
        fair=H,
    ),
    Kind(
        "undeclared",
        "parts without an XML declaration",
        "部件没有XML声明",
        encoding(lambda xml: xml.encode(), "无声明"),
        fair=H,
    ),
    Kind(
        "bom",
        "parts with a byte order mark",
        "部件带BOM",
        encoding(encoded("UTF-8", "utf-8", b"\xef\xbb\xbf"), "BOM"),
        fair=H,
    ),
    Kind(
        "utf-16-le",
        "parts in UTF-16",
        "部件用UTF-16",
        encoding(encoded("UTF-16", "utf-16-le", b"\xff\xfe"), "UTF-16"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "utf-16-be",
        "parts in UTF-16, the other way round",
        "部件用UTF-16（大端）",
        encoding(encoded("UTF-16", "utf-16-be", b"\xfe\xff"), "UTF-16BE"),
        fair=H,
        stranger=False,
    ),
    Kind(
        "ascii",
        "parts that declare ASCII",
        "部件声明为ASCII",
        encoding(
            lambda xml: b'<?xml version="1.0" encoding="US-ASCII"?>' + xml.encode("ascii", "xmlcharrefreplace"), "ASCII"
        ),
        fair=H,
        stranger=False,
    ),
    Kind(
        "gb18030",
        "parts in GB18030",
        "部件用GB18030",
        encoding(encoded("GB18030", "gb18030"), "GB18030", True),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "doctype",
        "parts with a document type",
        "部件带文档类型声明",
        encoding(lambda xml: ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "12">]>' + xml).encode(), "DOCTYPE", True),
        hostile=True,
        stranger=False,
    ),
)
