"""How the cells of an .xls look: its fonts, formats and colours (MS-XLS 2.4.122, 2.4.126, 2.4.353)."""

import struct
from dataclasses import dataclass, field

from toolkit import limits
from toolkit.limits import within
from toolkit.office.sheets.looks import SMALLEST, CellLook
from toolkit.office.sheets.xls_records import Rich
from toolkit.office.sheets.xlsx_formats import BUILT_IN

TWIPS, BOLD, STRUCK = 20, 600, 0x08
NO_FONT = 4  # no font has this number
AUTOMATIC, WINDOW, WINDOW_TEXT = 0x7FFF, 65, 64
FIXED, OWN = 8, 56  # colours that never change, and those of a file's own palette
WHITE, BLACK = b"\xff\xff\xff", b"\0\0\0"
USUAL = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, WINDOW: WHITE, WINDOW_TEXT: BLACK, AUTOMATIC: BLACK}


@dataclass(frozen=True, slots=True)
class _XlsFont:
    bold: bool = False
    struck: bool = False
    raised: bool = False
    tiny: bool = False
    colour: int = AUTOMATIC


@dataclass
class Looks:
    """What the records say, in their order; ``of`` and ``parts`` say what that makes of a cell."""

    fonts: list[_XlsFont] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    formats: list[bytes] = field(default_factory=list)
    palette: list[bytes] = field(default_factory=list)
    made: dict[int, CellLook] = field(default_factory=dict)

    def add_font(self, body: bytes) -> None:
        """Take the body of a Font record (MS-XLS 2.4.122); one of less than 10 bytes is left out.

        Raises :class:`~toolkit.errors.UserError` above :data:`toolkit.limits.LISTED` fonts.
        """
        if len(body) >= 10:
            height, flags, colour, weight, above = struct.unpack_from("<5H", body)
            tiny = height < SMALLEST * TWIPS
            self.fonts.append(_XlsFont(weight >= BOLD, bool(flags & STRUCK), above in (1, 2), tiny, colour))
            within(len(self.fonts), limits.LISTED, "格式超过{}种")

    def add_format(self, body: bytes) -> None:
        """Take the body of an XF record (MS-XLS 2.4.353).

        Raises :class:`~toolkit.errors.UserError` above :data:`toolkit.limits.LISTED` records.
        """
        self.formats.append(body)
        within(len(self.formats), limits.LISTED, "格式超过{}种")

    def add_palette(self, body: bytes) -> None:
        """Take the body of a Palette record: a count of 2 bytes, then 4 bytes a colour, of which red, green, blue
        are kept.
        """
        self.palette = [body[at : at + 3] for at in range(2, min(len(body) - 3, 4 * OWN), 4)]

    def of(self, number: int) -> CellLook:
        """How a cell of this format looks."""
        if number not in self.made:
            self.made[number] = self._look(self.formats[number]) if number < len(self.formats) else CellLook()
        return self.made[number]

    def parts(self, rich: Rich, look: CellLook) -> list[tuple[str, CellLook]]:
        """A text in pieces of one look each; its first is that of the cell, places are in units of two bytes."""
        written = rich[0].encode("utf-16-le", "replace")
        starts = [(0, look), *((at * 2, self._run(font, look)) for at, font in struct.iter_unpack("<HH", rich[1]))]
        ends = [*(at for at, _ in starts[1:]), len(written)]
        return [
            (written[at:end].decode("utf-16-le", "replace"), own)
            for (at, own), end in zip(starts, ends, strict=True)
            if at < end
        ]

    def _font(self, number: int) -> _XlsFont:
        number -= number > NO_FONT
        return self.fonts[number] if number < len(self.fonts) else _XlsFont()

    def _run(self, number: int, look: CellLook) -> CellLook:
        font = self._font(number)
        faint = look.unseen and self._colour(font.colour) == WHITE
        return CellLook(font.bold, font.struck, font.raised, font.tiny or faint)

    def _look(self, body: bytes) -> CellLook:
        number, shown = struct.unpack_from("<HH", body) if len(body) >= 4 else (0, 0)
        font = self._font(number)
        unseen = font.tiny or self._colour(font.colour) == self._paper(body)
        return CellLook(font.bold, font.struck, font.raised, unseen, self._code(shown))

    def _code(self, number: int) -> str:
        return self.codes.get(number) or BUILT_IN.get(number, "")

    def _paper(self, body: bytes) -> bytes | None:
        """The colour behind a cell; None where it is a pattern."""
        if len(body) < 20:
            return WHITE  # Excel 5 says it otherwise
        pattern, colours = body[17] >> 2, struct.unpack_from("<H", body, 18)[0]
        return WHITE if pattern == 0 else self._colour(colours & 0x7F) if pattern == 1 else None

    def _colour(self, number: int) -> bytes | None:
        own = number - FIXED
        return self.palette[own] if 0 <= own < len(self.palette) else USUAL.get(number, bytes((number & 0xFF,)))
