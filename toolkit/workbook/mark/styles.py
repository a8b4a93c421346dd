"""Appends the cell formats that marks need to a workbook's styles, reusing equal ones."""

from toolkit.checks.finding import Level
from toolkit.office.sheets.xlsx_edit import FONT
from toolkit.office.xml_edit import at_end, in_order, prefixed, spliced, tree, with_attribute
from toolkit.office.xml_write import Xml, element
from toolkit.workbook.design.looks import BLUE_INK, LINE, ORANGE, PINK, RED, RUST, SKY, Look

ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
         "colors", "extLst")  # fmt: skip
COLOURS = {Level.ERROR: (PINK, RED), Level.WARNING: (ORANGE, RUST), Level.NOTE: (SKY, BLUE_INK)}  # paper and ink
SOLID = {"patternType": "solid"}
SIDES = ("left", "right", "top", "bottom")


class MarkStyles:
    """A styles part that grows as looks are asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._looks: dict[Look, int] = {}

    def look(self, look: Look) -> int:
        """The number of the cell format for a look."""
        if look not in self._looks:
            self._looks[look] = self._format(look)
        return self._looks[look]

    def _format(self, look: Look) -> int:
        numbers = {
            "numFmtId": 0,
            "fontId": self._number("fonts", _font(look)),
            "fillId": self._number("fills", _fill(look.fill)) if look.fill else 0,
            "borderId": self._number("borders", _border(look)),
            "xfId": 0,
        }
        applied = {f"apply{part}": 1 for part in ("Font", "Fill", "Border", "Alignment", "Protection")}
        alignment = {
            "horizontal": look.across,
            "vertical": look.upright,
            "wrapText": 1 if look.wrap else None,
            "indent": 1 if look.border and look.across == "left" else None,
        }
        inside = element("alignment", alignment), element("protection", {"locked": 1})
        return self._number("cellXfs", element("xf", numbers | applied, *inside))

    def mark(self, level: Level) -> int:
        """The number of the format that colours a marked cell, whatever its own."""
        paper, ink = COLOURS[level]
        colours = _colour("fgColor", paper), _colour("bgColor", paper)
        fill = element("fill", {}, element("patternFill", SOLID, *colours))
        return self._number("dxfs", element("dxf", {}, element("font", {}, _colour("color", ink)), fill))

    def _number(self, kind: str, xml: Xml) -> int:
        root = tree(self.data)
        kept = root.one(kind)
        if kept is None:
            self.data = spliced(self.data, [in_order(root, element(kind, {"count": 1}, xml), ORDER)])
            return 0
        written = prefixed(xml, kept.prefix).encode()
        for number, child in enumerate(kept.children):
            if self.data[child.start : child.end] == written:
                return number
        count = str(len(kept.children) + 1)
        splices = [with_attribute(self.data, kept, "count", count), at_end(self.data, kept, xml)]
        self.data = spliced(self.data, splices)
        return len(kept.children)


def _font(look: Look) -> Xml:
    size, name = element("sz", {"val": look.size}), element("name", {"val": FONT})
    return element("font", {}, *([element("b")] if look.bold else []), size, _colour("color", look.color), name)


def _border(look: Look) -> Xml:
    sides = [element(side, {"style": "thin"}, _colour("color", LINE)) for side in SIDES]
    return element("border", {}, *(sides if look.border else map(element, SIDES)), element("diagonal"))


def _fill(colour: str) -> Xml:
    return element("fill", {}, element("patternFill", SOLID, _colour("fgColor", colour)))


def _colour(name: str, rgb: str) -> Xml:
    return element(name, {"rgb": f"FF{rgb}"})
