"""What the blank workbooks of all units share, calculated and compressed once; what names a unit is written for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.sheets.xlsx_edit import New, OpenSheet, by_sheet, open_sheet, patched
from toolkit.office.zip_write import PackedPart, assembled, packed
from toolkit.workbook.formulas.settled import Settled, settled
from toolkit.workbook.formulas.tree import Node
from toolkit.workbook.formulas.typed import values


@dataclass(frozen=True)
class Stencil:
    """A workbook in which all is written that no ``open`` cell changes.

    ``cells``: what was typed into it; ``sheets``: by title the part, and its cells that are still to be written.
    """

    cells: Mapping[Place, New]
    formulas: Settled
    sheets: Mapping[str, tuple[str, OpenSheet]]
    entries: tuple[PackedPart, ...]

    def filled(self, cells: Mapping[Place, New], parts: Mapping[str, bytes]) -> bytes:
        """The workbook with some of its open cells typed, every formula calculated, and these parts in place of its
        own. The bytes are those that :func:`~toolkit.office.sheets.xlsx_edit.rewrite` gives for all cells together.
        """
        written = {**cells, **self.formulas.calculated(values({**self.cells, **cells}))}
        changed = {**parts, **self._rewritten(written)}
        return assembled(
            packed(each.name, changed[each.name]) if each.name in changed else each for each in self.entries
        )

    def _rewritten(self, cells: Mapping[Place, New]) -> dict[str, bytes]:
        sheets = ((self.sheets[title], changes) for title, changes in by_sheet(cells).items())
        return {part: sheet.with_cells(changes) for (part, sheet), changes in sheets}


def stencil(workbook: bytes, nodes: Mapping[Place, Node], cells: Mapping[Place, New], open: Iterable[Place]) -> Stencil:
    """A drawn workbook with ``cells`` typed; the ``open`` ones are those that each copy of it may have typed.

    ``nodes``: its formulas. Raises :class:`UserError` for a cell that it does not have.
    """
    contents, formulas = Contents(Package(workbook)), settled(nodes, values(cells), open)
    parts = {name: contents.package.part(name) for name in contents.package.names}
    for title, changes in by_sheet({**cells, **formulas.shown}).items():
        parts[contents.sheets[title]] = patched(parts[contents.sheets[title]], changes)
    later = by_sheet(dict.fromkeys([*open, *formulas.waiting]))
    sheets = {
        title: (part, open_sheet(parts[part], later[title]))
        for title, part in contents.sheets.items()
        if title in later
    }
    return Stencil(cells, formulas, sheets, tuple(packed(name, data) for name, data in parts.items()))
