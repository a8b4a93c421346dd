"""How a cell's text is written, in LibreOffice behind xlwings' own classes."""

from collections.abc import Callable

from xlwings import base_classes


class Font(base_classes.Font):
    """How cells, or a part of a text, are written."""

    def __init__(self, bold: bool | None, embolden: Callable[[bool], None]) -> None:
        self._bold, self.embolden = bold, embolden

    @property
    def bold(self) -> bool | None:
        return self._bold

    @bold.setter
    def bold(self, value: bool) -> None:
        self.embolden(value)


class Characters(base_classes.Characters):
    """A part of a cell's text, counted as Excel does: in halves of what goes beyond 16 bits."""

    def __init__(
        self,
        runs: list[tuple[str, bool]],
        embolden: Callable[[int, int, bool], None],
        start: int = 1,
        length: int | None = None,
    ) -> None:
        self.runs, self.embolden, self.start = runs, embolden, start
        self.length = sum(len(text.encode("utf-16-le")) // 2 for text, _ in runs) if length is None else length

    def part(self) -> list[tuple[bytes, bool]]:
        units = [(data[at : at + 2], bold) for data, bold in self._encoded() for at in range(0, len(data), 2)]
        return units[self.start - 1 : self.start - 1 + self.length]

    def _encoded(self) -> list[tuple[bytes, bool]]:
        return [(text.encode("utf-16-le"), bold) for text, bold in self.runs]

    @property
    def text(self) -> str:
        return b"".join(unit for unit, _ in self.part()).decode("utf-16-le", "replace")

    @property
    def font(self) -> Font:
        weights = {bold for _, bold in self.part() or self._encoded()}
        bold = weights.pop() if len(weights) == 1 else None
        return Font(bold, lambda value: self.embolden(self.start - 1, self.length, value))

    def __getitem__(self, item: int | slice) -> "Characters":
        """As in Excel's own engine, always counted from the start of the cell."""
        if isinstance(item, int):
            return Characters(self.runs, self.embolden, item + 1 if item >= 0 else self.length + 1 + item, 1)
        start = item.start + 1 if item.start else 1
        stop = item.stop or self.start - 1 + self.length
        return Characters(self.runs, self.embolden, start, stop + 1 - start)
