"""Text in which all cells run together: the digits between two labels are a row, cut where the row adds up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from toolkit import limits
from toolkit.form.form import Form
from toolkit.numbers import number
from toolkit.published.alike import flat
from toolkit.published.figures.identities import Identity, holds, identities
from toolkit.published.figures.sighting import Doubt, Sighting
from toolkit.published.figures.slots import Slot, stacks

Cut = tuple[int, ...]
RUN = re.compile(r"[\d.,/]+")
LONGEST = 60  # digits of a row
SOLUTIONS = 50  # that are compared
SHOWN = 60


def run_on(text: str, form: Form) -> dict[str, Sighting]:
    """What can be read of a text without any space between its figures; what can be cut in several ways is doubted."""
    found: dict[str, Sighting] = {}
    spaced, whole = text.translate({10: 32}), flat(text)
    for stack in stacks(form):
        ways: dict[Slot, tuple[str, list[Cut]]] = {}
        for slot, run in _runs(stack.slots, whole, spaced):
            if len(slot.ids) == 1:
                value = number(run) if re.fullmatch(r"\d+(?:\.\d+)?", run) else None
                found[slot.ids[0]] = Sighting(run, value, None if value is not None else Doubt.RUN_ON)
            else:
                ways[slot] = (run, list(_cuts(run, slot, form)))
        found |= _agreed(ways, identities(form))
    return _judged(found, form)


def _runs(slots: Sequence[Slot], whole: str, spaced: str) -> Iterator[tuple[Slot, str]]:
    """Each slot's digits: they stand behind its label and end where the next label begins."""
    ends: list[tuple[int, int, Slot]] = []
    at = 0
    for slot in slots:
        if slot.across:
            yield from _across(slot, spaced, whole)
        elif (start := _start(flat(slot.labels[0]), whole, at)) >= 0 and not slot.optional:
            at = start + len(flat(slot.labels[0]))
            ends.append((start, at, slot))
    starts = [start for start, _, _ in ends[1:]] + [len(whole)]
    for (_, end, slot), following in zip(ends, starts, strict=False):
        found = RUN.match(whole, end)
        run = whole[end : min(found.end(), following)] if found else ""
        if run := run.rstrip("."):
            yield slot, run


def _start(label: str, text: str, after: int) -> int:
    """Where a label stands with a figure behind it, else where it stands at all; -1 where it does not."""
    told = re.compile(re.escape(label) + r"(?=[\d/])").search(text, after)
    return told.start() if told else text.find(label, after)


def _across(slot: Slot, spaced: str, whole: str) -> Iterator[tuple[Slot, str]]:
    head = re.escape(slot.heads[-1])
    apart = re.search(rf"{head}\s+(\d+(?:\s+\d+){{{len(slot.ids) - 1}}})(?![\s\d]*\d)", spaced)
    together = re.search(rf"{head}(\d{{{len(slot.ids)},{LONGEST}}})", whole)
    if apart or together:
        yield slot, (apart or together)[1]  # type: ignore[index]


def _cuts(run: str, slot: Slot, form: Form) -> Iterator[Cut]:
    """Every way to cut a row's digits into its figures so that the row adds up."""
    rows = [identity for identity in identities(form) if {id for _, id in identity} <= set(slot.ids)]
    parts = run.split()
    ways = [tuple(map(int, parts))] if len(parts) == len(slot.ids) else parted(run, len(slot.ids))
    for cut in ways:
        values = dict(zip(slot.ids, cut, strict=True))
        if all(holds(identity, values.get) for identity in rows):
            yield cut


def parted(run: str, parts: int) -> Iterator[Cut]:
    """Every way to cut digits into so many numbers without leading zeros, of the first thousands."""
    if not run.isdecimal() or len(run) > LONGEST:
        return
    waiting: list[tuple[int, Cut]] = [(0, ())]
    for _ in range(limits.WAYS):
        if not waiting:
            return
        at, cut = waiting.pop()
        left = parts - len(cut)
        if left == 1:
            if run[at] != "0" or at == len(run) - 1:
                yield (*cut, int(run[at:]))
            continue
        last = at + 1 if run[at] == "0" else len(run) - left + 1
        waiting += [(end, (*cut, int(run[at:end]))) for end in range(at + 1, last + 1)]


def _agreed(ways: Mapping[Slot, tuple[str, list[Cut]]], known: Sequence[Identity]) -> dict[str, Sighting]:
    """The cut that all solutions agree on; where they do not, what all of a row's cuts have in common."""
    solved = _solved({slot: cuts for slot, (_, cuts) in ways.items()}, known)
    found: dict[str, Sighting] = {}
    for slot, (run, cuts) in ways.items():
        one = solved.get(slot)
        for at, id in ((at, id) for at, id in enumerate(slot.ids) if id):
            values = {one[at]} if one else {cut[at] for cut in cuts}
            value = values.pop() if len(values) == 1 else None
            found[id] = Sighting(run[:SHOWN], value, None if one else Doubt.RUN_ON)
    return found


def _solved(ways: Mapping[Slot, list[Cut]], known: Sequence[Identity]) -> dict[Slot, Cut]:
    """Rows with one cut, and those for which the columns leave but one."""
    fixed = {slot: cuts[0] for slot, cuts in ways.items() if len(cuts) == 1}
    open_ = {slot: cuts for slot, cuts in ways.items() if len(cuts) > 1}
    if not open_ or prod(len(cuts) for cuts in open_.values()) > limits.WAYS:
        return fixed
    ids = {id for slot in ways for id in slot.ids}
    columns = [identity for identity in known if {id for _, id in identity} <= ids]
    solutions: list[dict[Slot, Cut]] = []
    for combination in product(*open_.values()):
        rows = fixed | dict(zip(open_, combination, strict=True))
        values = {id: value for slot, cut in rows.items() for id, value in zip(slot.ids, cut, strict=True)}
        if all(holds(identity, values.get) for identity in columns):
            solutions.append(rows)
        if len(solutions) > SOLUTIONS:
            return fixed
    return fixed | {slot: solutions[0][slot] for slot in open_ if len({each[slot] for each in solutions}) == 1}


def _judged(found: dict[str, Sighting], form: Form) -> dict[str, Sighting]:
    """A figure is sure where every identity that it stands in holds; a row that can be cut in one way needs none."""
    values = {id: each.value for id, each in found.items() if isinstance(each.value, int)}
    broken = {id for identity in identities(form) if not holds(identity, values.get) for _, id in identity}
    return {id: each.doubted(Doubt.RUN_ON) if id in broken else each for id, each in found.items()}
