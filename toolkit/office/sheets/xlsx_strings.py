"""Parses strings of a workbook: shared and inline ones, with their runs and looks."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit import limits
from toolkit.limits import within
from toolkit.office.xml import parse
from toolkit.office.xml_namespaces import Spaces
from toolkit.rich_text import FORBIDDEN

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
LINE_BREAK = 0x0B
OFF = ("0", "false", "off")
RAISED = ("superscript", "subscript")


def unescape(text: str) -> str:
    """Excel writes a character that XML cannot hold as ``_x0008_``, and the text “_x0008_” as ``_x005F_x0008_``."""
    return ESCAPED.sub(lambda found: _character(int(found.group(1), 16)), text)


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


@dataclass(slots=True)
class Rich:
    """The runs of one string: ``<t>`` alone or ``<r>`` with properties of its own; phonetic hints are no text."""

    runs: list[RawRun] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    look: dict[str, bool] | None = None
    phonetic: bool = False
    length: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start tag of an element, by its local name (CT_Rst: ISO/IEC 29500-1, 18.4)."""
        if name == "rPh":
            self.phonetic = True
        elif name == "rPr":
            self.look = {"bold": False, "struck": False, "raised": False}
        elif name == "t":
            self.text.clear()
        elif self.look is not None:
            self._look(name, attributes.get("val", "1"))

    def _look(self, name: str, value: str) -> None:
        assert self.look is not None
        if name == "b":
            self.look["bold"] = value not in OFF
        elif name == "strike":
            self.look["struck"] = value not in OFF
        elif name == "vertAlign":
            self.look["raised"] = value in RAISED

    def end(self, name: str) -> None:
        """Take the end tag of an element; ``</t>`` adds a run, except inside a phonetic hint (``<rPh>``).

        Raises :class:`~toolkit.errors.UserError` for a string longer than :data:`toolkit.limits.TEXT` characters.
        """
        if name == "rPh":
            self.phonetic = False
        elif name == "t" and not self.phonetic:
            self.length += len(text := joined(self.text))
            within(self.length, limits.TEXT, "一处文字超过{}个字符")
            self.runs.append(RawRun(unescape(text), **(self.look or {})))
        elif name == "r":
            self.look = None


def shared_strings(data: bytes) -> list[RawRuns]:
    """The runs of each ``<si>`` of ``sharedStrings.xml`` in order, as cells count them (ISO/IEC 29500-1, 18.4.8)."""
    found: list[RawRuns] = []
    rich = Rich()
    spaces = Spaces(data)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal rich
        name = spaces.enter(name, attributes)
        if name == "si":
            rich = Rich()
        rich.start(name, attributes)

    def end(name: str) -> None:
        name = spaces.leave(name)
        rich.end(name)
        if name == "si":
            found.append(tuple(rich.runs))
            within(len(found), limits.SHARED, "文字超过{}条")

    def characters(data: str) -> None:
        rich.text.append(data)

    parse(data, start, end, characters)
    return found


def joined(pieces: list[str]) -> str:
    """What the parser gave piece by piece; raises :class:`UserError` where it is too long."""
    text = "".join(pieces)
    within(len(text), limits.TEXT, "一处文字超过{}个字符")
    return text
