"""The slots of one block against the rows of a report: one alignment in printed order (Needleman and Wunsch, 1970)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.published.alike import CERTAIN, likeness
from toolkit.published.figures.rows import Row
from toolkit.published.figures.slots import Slot, Stack

EVEN = 0.45  # likeness that speaks neither for nor against a row
WEIGHT = 1.6
FULL = 0.2  # gained where a row has just the slot's number of figures
UNNAMED = 0.05  # such a row without words
SHORT = 0.25  # lost where a figure or two are missing
BARE = 0.6  # lost where no figure stands at all
HOME = 0.1  # gained in the source's table that has most of the form's labels
EMPTY = 0.2  # lost for a slot without a row
PASSED = 0.12  # lost for a full row that is no slot's
NEVER = -1.0
ANCHOR = 0.72  # likeness that tells which row it is
CLOSE = 0.1  # a rival row


@dataclass(frozen=True)
class Alignment:
    """``chosen``: the row of each slot, by positions. ``unsure``: slots whose row is not clear."""

    chosen: Mapping[int, int]
    unsure: frozenset[int]


def align(stack: Stack, rows: Sequence[Row], home: int = -1) -> Alignment:
    """``home``: the block of the report that has most labels of this table."""
    scores = [[_score(slot, row, stack, home) for row in rows] for slot in stack.slots]
    chosen = _best_path(stack, rows, scores)
    return Alignment(chosen, frozenset(_unanchored(stack, rows, chosen) | _rivalled(stack, rows, chosen, scores)))


def named(slot: Slot, row: Row, groups: Sequence[str] = ()) -> float | None:
    """How much a row is called like a slot; None for one without words of its own, -1 for one of another group."""
    if not row.words:
        return None
    if groups and not slot.optional and all(_is_one(word, groups) for word in row.words):
        return None if any(_is_one(word, slot.groups) for word in row.words) else NEVER
    return max(likeness(label, phrase) for label in slot.labels for phrase in row.phrases)


def _is_one(word: str, groups: Sequence[str]) -> bool:
    return any(likeness(group, word) >= CERTAIN for group in groups)


def _score(slot: Slot, row: Row, stack: Stack, home: int) -> float:
    wanted, there = len(slot.ids), row.numbers + row.blanks
    if not _may_hold(row, wanted):
        return NEVER
    likely = named(slot, row, stack.groups)
    if slot.across:
        return NEVER if there < wanted else (1.0 if row.numbers == wanted else 0.55) + 0.5 * max(likely or 0, 0)
    if slot.optional and (likely is None or likely < 0.75 or there < wanted):
        return NEVER
    if likely is None:
        return UNNAMED if row.numbers == wanted > 1 else NEVER
    score = (likely - EVEN) * WEIGHT + (HOME if row.block == home else 0)
    if row.numbers == wanted:
        return score + FULL
    if row.numbers == 0 and row.blanks < wanted:
        return score - BARE
    return score - (SHORT if wanted > 1 and there < wanted - 1 else 0)


def _may_hold(row: Row, wanted: int) -> bool:
    """Enough cells for the figures, or nearly, or all digits run together in one."""
    if wanted == 1:
        return row.numbers + row.blanks >= 1
    run = row.numbers == 1 and any(len(cell.text) >= wanted and cell.text.isdecimal() for cell in row.cells)
    return run or row.numbers + row.blanks >= wanted or row.numbers >= max(2, wanted - 2)


def _best_path(stack: Stack, rows: Sequence[Row], scores: Sequence[Sequence[float]]) -> dict[int, int]:
    slots, wanted = stack.slots, len(stack.slots[0].ids)
    cost = [0.0 if slot.optional else EMPTY for slot in slots]
    passed = [PASSED if row.numbers == wanted > 1 else 0.0 for row in rows]
    best = [[0.0] * (len(rows) + 1)]
    steps: list[list[str]] = [["row"] * (len(rows) + 1)]
    for at, slot_scores in enumerate(scores):
        above, line, step = best[-1], [best[-1][0] - cost[at]], ["slot"]
        inside = at + 1 < len(slots)
        for column, score in enumerate(slot_scores):
            ways = [(line[column] - (passed[column] if inside else 0), "row"), (above[column + 1] - cost[at], "slot")]
            if score > NEVER / 2:
                ways.append((above[column] + score, "both"))
            value, way = max(ways)
            line.append(value)
            step.append(way)
        best.append(line)
        steps.append(step)
    return _traced(steps)


def _traced(steps: Sequence[Sequence[str]]) -> dict[int, int]:
    found: dict[int, int] = {}
    slot, row = len(steps) - 1, len(steps[0]) - 1
    while slot > 0:
        step = steps[slot][row]
        if step == "both":
            found[slot - 1] = row - 1
        row -= step in ("both", "row")
        slot -= step in ("both", "slot")
    return found


def _unanchored(stack: Stack, rows: Sequence[Row], chosen: Mapping[int, int]) -> set[int]:
    """Rows that their words do not tell: sure only where as many stand between two that are told by theirs."""
    slots, wanted = stack.slots, len(stack.slots[0].ids)
    if slots[0].across or len(slots) < 3:
        return {
            at for at, row in chosen.items() if not slots[at].across and (named(slots[at], rows[row]) or 0) < ANCHOR
        }
    told = [
        (at, row) for at, row in sorted(chosen.items()) if (named(slots[at], rows[row], stack.groups) or 0) >= ANCHOR
    ]
    subtotals = {row for at, row in chosen.items() if slots[at].optional}
    unsure: set[int] = set()
    ends = [(-1, -1), *told, (len(slots), len(rows))]
    for (above, top), (below, bottom) in pairwise(ends):
        expected = [at for at in range(above + 1, below) if not slots[at].optional]
        full = [at for at in range(top + 1, bottom) if rows[at].numbers == wanted and at not in subtotals]
        between = {at for at in expected if at in chosen}
        if between and len(expected) != len(full):
            unsure |= between
        elif not between and full and above >= 0 and below < len(slots):
            unsure |= {above, below}  # figures between them that are no slot's
    return unsure


def _rivalled(
    stack: Stack, rows: Sequence[Row], chosen: Mapping[int, int], scores: Sequence[Sequence[float]]
) -> set[int]:
    """Slots for which another row would do nearly as well and says something else; only where nothing stands around."""
    if len(stack.slots) > 2:
        return set()
    return {
        slot
        for slot, row in chosen.items()
        for other, score in enumerate(scores[slot])
        if other != row
        and other not in chosen.values()
        and score > scores[slot][row] - CLOSE
        and _figures(rows[other]) != _figures(rows[row])
    }


def _figures(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if cell.text not in row.words]
