"""All figures of one report: each block of the form's tables found among the rows of the source."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from toolkit.form.form import Form
from toolkit.published.alike import CERTAIN
from toolkit.published.blocks import Block, Passage, PrintedTable
from toolkit.published.figures.align import align, named
from toolkit.published.figures.columns import Columns
from toolkit.published.figures.rows import Row, rows
from toolkit.published.figures.run_on import run_on
from toolkit.published.figures.sighting import Doubt, Sighting, sightings
from toolkit.published.figures.slots import Slot, Stack, stacks

FEW = 0.4  # of all figures: with fewer the text may have lost all space between its cells


def figures(blocks: Sequence[Block], form: Form) -> dict[str, Sighting]:
    """What was seen of each figure that was found, by its id. Raises :class:`UserError` beyond the bounds."""
    there = rows(blocks)
    homes = _homes(there, form)
    tables = [block for block in blocks if isinstance(block, PrintedTable)]
    found: dict[str, Sighting] = {}
    for stack in stacks(form):
        found |= _of_stack(stack, there, homes.get(stack.table, -1), Columns(tables), form)
    if _sure(found) < FEW * len(form.cells):
        text = "\n".join(block.text for block in blocks if isinstance(block, Passage))
        together = run_on(text, form)
        found = together if _sure(together) > _sure(found) else found
    return found


def _sure(found: Mapping[str, Sighting]) -> int:
    return sum(each.doubt is None for each in found.values())


def _homes(there: Sequence[Row], form: Form) -> dict[str, int]:
    """For each table of the form, the block of the source that has most of its labels."""
    homes: dict[str, int] = {}
    for table in form.tables:
        slots = [slot for stack in stacks(form) if stack.table == table.id for slot in stack.slots if not slot.across]
        counts = Counter(row.block for row in there for slot in slots if (named(slot, row) or 0) >= CERTAIN)
        if counts:
            homes[table.id] = counts.most_common(1)[0][0]
    return homes


def _of_stack(stack: Stack, there: Sequence[Row], home: int, columns: Columns, form: Form) -> dict[str, Sighting]:
    alignment = align(stack, there, home)
    found: dict[str, Sighting] = {}
    for at in sorted(alignment.chosen):
        slot, row = stack.slots[at], there[alignment.chosen[at]]
        seen = sightings(slot, row, columns.of(slot, row), form)
        if at in alignment.unsure:
            seen = tuple(each.doubted(Doubt.PLACE) for each in seen)
        if not slot.optional:
            found |= dict(zip(slot.ids, seen, strict=False))
        else:
            found = dict(_of_group(slot, seen)) | found
    return _without_group_lines(found, stack, alignment.chosen)


def _of_group(slot: Slot, seen: Sequence[Sighting]) -> Iterator[tuple[str, Sighting]]:
    """One line for several: where it is 0 all of them are, else nobody knows which of them it is."""
    for at, each in enumerate(seen):
        for member in slot.members:
            known = each.value == 0 and each.doubt is None
            yield member.ids[at], each if known else Sighting(each.seen, None, Doubt.GROUP)


def _without_group_lines(found: dict[str, Sighting], stack: Stack, chosen: Mapping[int, int]) -> dict[str, Sighting]:
    """A group's own line says nothing where some of its lines are there."""
    gone: set[str] = set()
    mine = {slot.ids for at, slot in enumerate(stack.slots) if at in chosen}
    for at, slot in enumerate(stack.slots):
        if slot.optional and at in chosen and any(member.ids in mine for member in slot.members):
            gone |= {id for member in slot.members if member.ids not in mine for id in member.ids}
    return {id: each for id, each in found.items() if id and id not in gone}
