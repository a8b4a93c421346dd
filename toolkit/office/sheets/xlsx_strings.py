"""Parses strings of a workbook: shared and inline ones, with their runs and looks."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from toolkit import limits
from toolkit.limits import too_large, within
from toolkit.office.xml import walk
from toolkit.rich_text import FORBIDDEN

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
LINE_BREAK = 0x0B
OFF = ("0", "false", "off")
STRING = frozenset({"si"})
RAISED = ("superscript", "subscript")


def unescape(text: str) -> str:
    """Excel writes a character that XML cannot hold as ``_x0008_``, and the text “_x0008_” as ``_x005F_x0008_``."""
    return ESCAPED.sub(lambda found: _character(int(found.group(1), 16)), text) if "_x" in text else text


def _character(code: int) -> str:
    """Word's own line break is a line end; other characters that no XML can hold are dropped: nobody sees them."""
    return "\n" if code == LINE_BREAK else FORBIDDEN.sub("", chr(code))


def escape(text: str) -> str:
    """Text for an ST_Xstring: ``_x0041_`` typed as text becomes ``_x005F_x0041_`` (ISO/IEC 29500-1, 22.9.2.19)."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


class RawRun(NamedTuple):
    """A part of a string; None where it looks as its cell does."""

    text: str
    bold: bool | None = None
    struck: bool | None = None
    raised: bool | None = None


RawRuns = tuple[RawRun, ...]


def runs(string: Element) -> RawRuns:
    """The runs of one string: ``<t>`` alone or ``<r>`` with properties of its own (CT_Rst: ISO/IEC 29500-1, 18.4).

    Phonetic hints are no text. Raises :class:`~toolkit.errors.UserError` for a string longer than
    :data:`toolkit.limits.TEXT` characters.
    """
    if len(string) == 1 and string[0].tag == "t":
        return (RawRun(unescape(content(string[0]))),)
    found: list[RawRun] = []
    for element in string:
        if element.tag == "t":
            found.append(RawRun(unescape(content(element))))
        elif element.tag != "rPh":
            found += runs_inside(element)
    within(sum(len(run.text) for run in found), limits.TEXT, "一处文字超过{}个字符")
    return tuple(found)


def runs_inside(element: Element) -> Iterator[RawRun]:
    """The texts of an element that is no text itself, as they look after the properties that come before them."""
    look: dict[str, bool] = {}
    hints = {text for hint in element.iter("rPh") for text in hint.iter("t")}
    for each in element.iter():
        if each.tag == "r":
            look = {}
        elif each.tag == "rPr":
            look = _look(each)
        elif each.tag == "t" and each not in hints:
            yield RawRun(unescape(content(each)), **look)


def _look(properties: Element) -> dict[str, bool]:
    look = {"bold": False, "struck": False, "raised": False}
    for each in properties.iter():
        value = each.get("val", "1")
        if each.tag == "b":
            look["bold"] = value not in OFF
        elif each.tag == "strike":
            look["struck"] = value not in OFF
        elif each.tag == "vertAlign":
            look["raised"] = value in RAISED
    return look


def shared_strings(data: bytes) -> list[RawRuns]:
    """The runs of each ``<si>`` of ``sharedStrings.xml`` in order, as cells count them (ISO/IEC 29500-1, 18.4.8)."""
    found: list[RawRuns] = []
    for element in walk(data, STRING):
        if element.tag == "si":
            found.append(runs(element))
            within(len(found), limits.SHARED, "文字超过{}条")
    return found


def content(element: Element) -> str:
    """The characters in an element; raises :class:`~toolkit.errors.UserError` where they are too many."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    if len(text) > limits.TEXT:
        raise too_large(f"一处文字超过{limits.TEXT:,}个字符")
    return text
