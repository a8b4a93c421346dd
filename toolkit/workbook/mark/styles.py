"""The looks that marks need, appended to a workbook's styles; one that is there already is used again."""

from xml.sax.saxutils import escape

from toolkit.checks.finding import Level
from toolkit.office.sheets.xlsx_edit import FONT
from toolkit.office.xml_spans import at_end, in_order, prefixed, spliced, tree, with_attribute
from toolkit.workbook.write.style import BLUE_INK, LINE, ORANGE, PINK, RED, RUST, SKY, Look

ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
         "colors", "extLst")  # fmt: skip
COLOURS = {Level.ERROR: (PINK, RED), Level.WARNING: (ORANGE, RUST), Level.NOTE: (SKY, BLUE_INK)}  # paper and ink
THIN = "".join(f'<{side} style="thin"><color rgb="FF{LINE}"/></{side}>' for side in ("left", "right", "top", "bottom"))


class Styles:
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
        bold = "<b/>" if look.bold else ""
        font = f'{bold}<sz val="{look.size}"/><color rgb="FF{look.color}"/><name val="{escape(FONT)}"/>'
        border = f"{THIN if look.border else '<left/><right/><top/><bottom/>'}<diagonal/>"
        numbers = [
            f'fontId="{self._number("fonts", f"<font>{font}</font>")}"',
            f'fillId="{self._number("fills", _fill(look.fill)) if look.fill else 0}"',
            f'borderId="{self._number("borders", f"<border>{border}</border>")}"',
        ]
        wrap = ' wrapText="1"' if look.wrap else ""
        indent = ' indent="1"' if look.border and look.across == "left" else ""
        return self._number(
            "cellXfs",
            f'<xf numFmtId="0" {" ".join(numbers)} xfId="0" applyFont="1" applyFill="1" applyBorder="1"'
            f' applyAlignment="1" applyProtection="1"><alignment horizontal="{look.across}"'
            f' vertical="{look.upright}"{wrap}{indent}/><protection locked="1"/></xf>',
        )

    def mark(self, level: Level) -> int:
        """The number of the format that colours a marked cell, whatever its own."""
        paper, ink = COLOURS[level]
        fill = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{paper}"/><bgColor rgb="FF{paper}"/>'
        return self._number("dxfs", f'<dxf><font><color rgb="FF{ink}"/></font>{fill}</patternFill></fill></dxf>')

    def _number(self, kind: str, xml: str) -> int:
        root = tree(self.data)
        kept = root.one(kind)
        if kept is None:
            self.data = spliced(self.data, [in_order(root, f'<{kind} count="1">{xml}</{kind}>', ORDER)])
            return 0
        written = prefixed(xml, kept.prefix).encode()
        for number, child in enumerate(kept.children):
            if self.data[child.start : child.end] == written:
                return number
        count = str(len(kept.children) + 1)
        splices = [with_attribute(self.data, kept, "count", count), at_end(self.data, kept, xml)]
        self.data = spliced(self.data, splices)
        return len(kept.children)


def _fill(colour: str) -> str:
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'
