"""How large a workbook may be. One of ours has 60 KB, 30 parts, 2,000 cells and 400 names; these are a stranger's.

A file within them is read in bounded time and memory; tests/workbook/test_hostile.py holds it to both. A workbook with
a million rows that hold nothing but a format, as WPS may save one, is within them.
"""

from toolkit.submission.refusal import Refusal

FILE = 50 * 2**20  # bytes, as it lies on the disk
PARTS = 2_000
PART = 96 * 2**20  # bytes of one part, inflated
ALL_PARTS = 160 * 2**20
TAGS = 2_500_000  # opening and closing, in all parts that are parsed
TEXT = 2**20  # characters of one text, formula or attribute; Excel has 32,767
CELLS = 200_000  # that hold something, on all sheets
SHARED = 300_000  # strings
SHEETS = 1_000
LISTED = 100_000  # of each: names, links, merged areas, formats, properties
NAMED = 200_000  # cells that names point to
CARRIED = 20 * 2**20  # characters of formulas that cells share, spelled out
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def within(number: int, limit: int, what: str) -> None:
    """Raises :class:`Refusal` for more than there may be; ``what`` says it, with ``{}`` for the limit."""
    if number > limit:
        raise Refusal("too-large", what=what.format(f"{limit:,}"))
