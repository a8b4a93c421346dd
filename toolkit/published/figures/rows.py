"""Blocks as rows of words and of cells that may be figures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from toolkit import limits
from toolkit.entry import PLAIN, Kind, read
from toolkit.limits import within
from toolkit.published.alike import LONGEST
from toolkit.published.blocks import Block, Passage, PrintedCell, PrintedTable
from toolkit.short_cache import short_cache

COMMON = "件"
SHORT = 40  # characters of a figure with a remark
SIGN = 8  # and of a sign or word for nothing; a longer one may be a label
UNREADABLE = frozenset({Kind.SEVERAL, Kind.UNIT, Kind.ROUGH, Kind.LOOKALIKE, Kind.ERROR, Kind.TOO_LARGE, Kind.REMARK})
LEADS = re.compile(r"[约共计合超近¥￥#]{0,2}[-+]?[0-9]")
DIGIT = re.compile("[0-9]")
BROKEN = re.compile(r"\s*\n\s*")  # a number over several lines of a narrow cell
DASHES = r"[-—–－·\s]*"
PAGE = re.compile(
    rf"{DASHES}\d{{1,3}}{DASHES}[-—–－·]|[-—–－·]{DASHES}\d{{1,3}}{DASHES}|P\.\s*\d+|第\s*\d+\s*页.{{0,12}}"
)
ENDING = re.compile(r"(?:(?<=\s)|^|(?<=[^\d\s.,/]))((?:[\d,]+(?:\.\d+)?|/|—|-)(?:\s+(?:[\d,]+(?:\.\d+)?|/|—|-))*)$")
SENTENCE = re.compile("[。；;！]")
LABEL = 80  # characters before figures on one line
GATHERED = 8  # lines of words that may be one label


class FigureLook(Enum):
    """What a cell looks like: ``NOTHING`` for a blank and for signs such as “/”."""

    WORDS = 0
    NOTHING = 1
    NUMBER = 2


@short_cache(1 << 14, LONGEST)
def look(text: str) -> FigureLook:
    """Whether a cell's text looks like a number, like words, or like a blank or a sign for none."""
    plain = closed_up(text)
    if not plain:
        return FigureLook.NOTHING
    if len(plain) > SHORT:
        return FigureLook.WORDS
    if not DIGIT.search(plain):
        sign = plain == "一" or (len(plain) <= SIGN and read(plain, COMMON).kind is Kind.SIGN)
        return FigureLook.NOTHING if sign else FigureLook.WORDS
    entry = read(plain, COMMON)
    if entry.number is not None or (entry.kind in UNREADABLE and LEADS.match(plain)):
        return FigureLook.NUMBER
    return FigureLook.WORDS


def closed_up(text: str) -> str:
    """A cell's text on one line, a number that was broken over several lines in one piece."""
    text = text.translate(PLAIN).strip()
    whole = BROKEN.sub("", text)
    return whole if re.fullmatch(r"[0-9.,]+", whole) else BROKEN.sub(" ", text)


@dataclass(frozen=True, eq=False)
class Row:
    """``words``: labels from left to right. ``cells``: all cells in which it begins or that look like figures.

    ``line``: what covers each column, where the source has columns; ``table``: the one it is a row of.
    """

    words: tuple[str, ...]
    cells: tuple[PrintedCell, ...]
    line: tuple[PrintedCell | None, ...] = ()
    table: PrintedTable | None = None
    block: int = 0

    @cached_property
    def numbers(self) -> int:
        """How many cells look like a number."""
        return sum(look(cell.text) is FigureLook.NUMBER for cell in self.cells)

    @cached_property
    def blanks(self) -> int:
        """How many cells look blank."""
        return sum(look(cell.text) is FigureLook.NOTHING for cell in self.cells)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The words, and neighbours of them read in one."""
        return together(*self.words)


@short_cache(1 << 12, 20 * LONGEST)
def together(*words: str) -> tuple[str, ...]:
    """The words, each run of up to five last ones joined, and each two neighbours joined: labels may be split over
    cells.
    """
    tails = ("".join(words[-count:]) for count in range(1, min(5, len(words)) + 1))
    pairs = ("".join(words[at : at + 2]) for at in range(len(words) - 1))
    return tuple(dict.fromkeys((*words, *tails, *pairs)))


def rows(blocks: Sequence[Block]) -> list[Row]:
    """Every row of every table, and every line of text that ends in figures. Raises :class:`UserError`."""
    found: list[Row] = []
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Passage):
            lines += block.text.split("\n")
            continue
        gathered, left = of_lines(lines, number)
        found += [*gathered, *_of_table(block, number, left)]
        lines = []
    found += of_lines(lines, len(blocks))[0]
    within(len(found), limits.PRINTED_ROWS, "一份报告里表格超过{}行")
    return found


def _of_table(table: PrintedTable, number: int, before: list[str]) -> Iterator[Row]:
    """``before``: words above a table without rulings, which may be the label of its first row."""
    for position, line in enumerate(table.lines):
        cells = tuple(dict.fromkeys(cell for cell in line if cell))
        words = tuple(cell.text for cell in cells if look(cell.text) is FigureLook.WORDS)
        if not words and position == 0 and not table.ruled:
            words = tuple(before[-GATHERED:])
        begun = tuple(cell for cell in cells if cell.row == position or look(cell.text) is not FigureLook.WORDS)
        if words or any(look(cell.text) is FigureLook.NUMBER for cell in begun):
            yield Row(words, begun, tuple(line) if table.ruled else (), table, number)


def of_lines(lines: Iterable[str], number: int = 0) -> tuple[list[Row], list[str]]:
    """Words gather until figures come; single figures on lines of their own make one row. With the words left over."""
    gathering = _Gathering(number)
    for line in lines:
        if not PAGE.fullmatch(line.strip()):
            gathering.add(*_parted(line))
    gathering.close()
    return gathering.rows, gathering.words


def _parted(line: str) -> tuple[str, list[str]]:
    """“甲 1 2 3” as “甲” and its figures; a sentence has none."""
    text = line.translate(PLAIN).strip()
    found = ENDING.search(text) if len(text) <= 4 * LABEL else None
    if not found:
        return text, []
    label = text[: found.start(1)].strip()
    if SENTENCE.search(label) or len(label) > LABEL:
        return text, []
    return label, found[1].split()


class _Gathering:
    def __init__(self, number: int) -> None:
        self.rows: list[Row] = []
        self.words: list[str] = []
        self._number = number
        self._figures: list[str] = []
        self._whole = False  # the figures stood on one line

    def add(self, label: str, figures: list[str]) -> None:
        if not figures:
            if label:
                self.close()
                self.words = [*self.words[-GATHERED:], label]
            return
        if label:
            self.close()
            self.words.append(label)
        elif len(figures) > 1 or self._whole:
            self.close()
        self._figures += figures
        self._whole = len(figures) > 1

    def close(self) -> None:
        if self._figures:
            cells = tuple(PrintedCell(text, 0, column) for column, text in enumerate(self._figures))
            self.rows.append(Row(tuple(self.words[-6:]), cells, block=self._number))
            self.words, self._figures = [], []
        self._whole = False
