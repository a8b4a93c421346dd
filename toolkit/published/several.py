"""A file with more than one report: a yearly volume, a county's page with all its towns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit import limits
from toolkit.form.form import Form
from toolkit.limits import within
from toolkit.published.alike import CERTAIN, likeness
from toolkit.published.blocks import Block, Passage
from toolkit.published.figures.slots import Slot, stacks
from toolkit.published.words.title import titles


def parts(blocks: Sequence[Block], form: Form) -> list[Sequence[Block]]:
    """The blocks of each report; each begins at the title after the table before it. Raises :class:`UserError`."""
    first = max(stacks(form), key=lambda stack: len(stack.slots)).slots[0]
    marks = [at for at, block in enumerate(blocks) if _begins(block, first)]
    within(len(marks), limits.REPORTS, "一个文件里超过{}份报告")
    cuts = [0]
    for before, behind in pairwise(marks):
        cuts.append(_cut(blocks, before, behind, form))
    return [blocks[start:end] for start, end in zip(cuts, [*cuts[1:], len(blocks)], strict=True)]


def _begins(block: Block, first: Slot) -> bool:
    texts = (block.text,) if isinstance(block, Passage) else (cell.text for cell in block.cells)
    return any(likeness(label, text.rstrip("0123456789 \t")) >= CERTAIN for text in texts for label in first.labels)


def _cut(blocks: Sequence[Block], before: int, behind: int, form: Form) -> int:
    """Between two tables of the same kind: before the title, else before the first heading, else behind the first."""
    at = [number for number in range(before + 1, behind) if isinstance(blocks[number], Passage)]
    between = list(_passages(blocks, at))
    if found := next(iter(titles(between, form)), None):
        return at[found.first]
    heading = form.sections[0].heading if form.sections else ""
    starts = (number for number, each in zip(at, between, strict=True) if likeness(heading, each.text) >= CERTAIN)
    return next(starts, before + 1)


def _passages(blocks: Sequence[Block], numbers: Sequence[int]) -> Iterator[Passage]:
    for number in numbers:
        block = blocks[number]
        if isinstance(block, Passage):
            yield block
