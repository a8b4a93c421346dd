"""The slots of one block against the rows of a report: one alignment in printed order (Needleman and Wunsch, 1970)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.published.alike import CERTAIN, likeness
from toolkit.published.figures.rows import Row, together
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
EXACT = 0.97  # likeness of a label to itself, but for a stroke
CLOSE = 0.1  # a rival row


@dataclass(frozen=True)
class Alignment:
    """``chosen``: the row of each slot, by positions. ``unsure``: slots whose row is not clear."""

    chosen: Mapping[int, int]
    unsure: frozenset[int]


def align(stack: Stack, rows: Sequence[Row], home: int = -1) -> Alignment:
    """``home``: the block of the report that has most labels of this table."""
    scores = [[_score(slot, row, stack, home) for row in rows] for slot in stack.slots]
    chosen = _out_of_order(stack, rows, _best_path(stack, rows, scores))
    names = _Names(stack, rows, chosen)
    return Alignment(chosen, frozenset(names.unanchored() | names.rivalled(scores)))


def named(slot: Slot, row: Row, groups: Sequence[str] = ()) -> float | None:
    """How much a row is called like a slot; None for one without words of its own, -1 for one of another group."""
    if not row.words:
        return None
    phrases = row.words[-1:] if slot.optional else row.phrases  # a group's name behind which no other stands
    if groups and not slot.optional:
        own = tuple(word for word in row.words if not _is_one(word, groups))
        if not own:
            return None if any(_is_one(word, slot.groups) for word in row.words) else NEVER
        phrases = together(*own)
    return max(likeness(label, phrase) for label in slot.labels for phrase in phrases)


def _is_one(word: str, groups: Sequence[str]) -> bool:
    return any(likeness(group, word) >= CERTAIN for group in groups)


def _out_of_order(stack: Stack, rows: Sequence[Row], chosen: dict[int, int]) -> dict[int, int]:
    """Rows that stand elsewhere but are called just like one slot and no other belong to it."""
    if len(stack.slots) < 3:
        return chosen
    exact = {
        (at, number)
        for at, slot in enumerate(stack.slots)
        for number, row in enumerate(rows)
        if not slot.optional and row.numbers == len(slot.ids) and (named(slot, row, stack.groups) or 0) >= EXACT
    }
    alone = {
        at: row
        for at, row in exact
        if sum(other == at for other, _ in exact) == 1 and sum(other == row for _, other in exact) == 1
    }
    kept = {at: row for at, row in chosen.items() if at not in alone and row not in alone.values()}
    return kept | alone


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


class _Names:
    """Which of the chosen rows are not told by what they are called."""

    def __init__(self, stack: Stack, rows: Sequence[Row], chosen: Mapping[int, int]) -> None:
        self._stack, self._rows, self._chosen = stack, rows, chosen
        self._told = sorted((at, row) for at, row in chosen.items() if self._likely(at, row) >= ANCHOR)

    def _likely(self, at: int, row: int) -> float:
        return named(self._stack.slots[at], self._rows[row], self._stack.groups) or 0

    def unanchored(self) -> set[int]:
        """Sure are those between two that are told, if as many rows stand there as should."""
        slots = self._stack.slots
        untold = {at for at in self._chosen if not slots[at].across} - {at for at, _ in self._told}
        if len(slots) < 3:
            return untold
        unsure = {at for at in untold if self._is_another(at)}
        ends = [(-1, -1), *self._told, (len(slots), len(self._rows))]
        for above, below in pairwise(ends):
            unsure |= self._between(above, below)
        return unsure

    def _is_another(self, at: int) -> bool:
        """Whether the row is called like some other slot."""
        row = self._chosen[at]
        return any(self._likely(other, row) >= CERTAIN for other in range(len(self._stack.slots)) if other != at)

    def _between(self, above: tuple[int, int], below: tuple[int, int]) -> set[int]:
        slots, wanted = self._stack.slots, len(self._stack.slots[0].ids)
        subtotals = {row for at, row in self._chosen.items() if slots[at].optional}
        expected = [at for at in range(above[0] + 1, below[0]) if not slots[at].optional]
        taken = {row for _, row in self._told} | subtotals
        there = range(above[1] + 1, below[1])
        full = [row for row in there if self._rows[row].numbers == wanted and row not in taken]
        between = {at for at in expected if at in self._chosen}
        if between and len(expected) != len(full):
            return between
        inside = above[0] >= 0 and below[0] < len(slots)
        return {above[0], below[0]} if full and not between and inside else set()  # figures that are no slot's

    def rivalled(self, scores: Sequence[Sequence[float]]) -> set[int]:
        """Slots for which another row would do nearly as well and says something else, where nothing stands around."""
        if len(self._stack.slots) > 2:
            return set()
        return {at for at, row in self._chosen.items() if any(self._rivals(row, scores[at]))}

    def _rivals(self, row: int, scores: Sequence[float]) -> Iterator[int]:
        for other, score in enumerate(scores):
            near = other not in self._chosen.values() and score > scores[row] - CLOSE
            if near and _figures(self._rows[other]) != _figures(self._rows[row]):
                yield other


def _figures(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if cell.text not in row.words]
