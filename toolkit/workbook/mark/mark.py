"""Marks the problems in a filer's own workbook: colours, comments, and a list in front; nothing else in it changes.

Marking begins by taking away every mark of ours, whoever has saved the file since: so there is always one set of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.checks.finding import Level, Spot
from toolkit.checks.messages.wording import LEVELS
from toolkit.form.reserved_names import LIST
from toolkit.office.edit_session import EditSession
from toolkit.office.messages import unreadable
from toolkit.office.opc import Package
from toolkit.office.sheets.addresses import Place, parse_area
from toolkit.office.sheets.xlsx import Contents
from toolkit.office.xml_edit import tree
from toolkit.rich_text import FORBIDDEN
from toolkit.workbook.design.labels import LIST_TITLE
from toolkit.workbook.mark.colours import colour, uncolour
from toolkit.workbook.mark.comments import comment, uncomment
from toolkit.workbook.mark.problem_list import TITLE, Mark, list_sheet, titles
from toolkit.workbook.mark.styles import MarkStyles
from toolkit.workbook.mark.tabs import deselect, drop_tab, first_tab


def marked(data: bytes, marks: Sequence[Mark], whose: str = "") -> bytes:
    """The workbook with these marks instead of those it had; ``whose`` stands under the title of the list.

    Without any mark it comes back as it was before. Raises :class:`UserError`.
    """
    package = Package(data)
    contents = Contents(package)
    session = EditSession(package)
    there = {name: part for name, part in contents.sheets.items() if part in package}
    lists = [name for name in there if _is_list(contents, name)]
    for name in lists:
        drop_tab(session, contents.workbook, there.pop(name))
    for part in there.values():
        uncolour(session, part)
        uncomment(session, part)
    if marks:
        _mark(session, contents.workbook, there, [_fit(mark, there) for mark in marks], whose)
    return session.saved() or data


def _is_list(contents: Contents, sheet: str) -> bool:
    """A copy of our list is one too; a sheet of the unit's own that has its name is not."""
    return LIST in sheet and contents.sheet(sheet).at(*TITLE).value == LIST_TITLE


def _fit(mark: Mark, sheets: Mapping[str, str]) -> Mark:
    """Without what XML cannot hold, and without cells that the workbook does not have."""
    spots = tuple(spot for spot in mark.spots if spot.sheet in sheets and _place(spot))
    return replace(mark, message=FORBIDDEN.sub("", mark.message), spots=spots)


def _mark(session: EditSession, workbook: str, sheets: Mapping[str, str], marks: Sequence[Mark], whose: str) -> None:
    part = session.target(workbook, "styles")
    if not part:
        raise unreadable()
    styles = MarkStyles(session.part(part))
    for sheet in sheets:
        if found := by_cell(marks, sheet):
            colour(session, sheets[sheet], styles, _by_level(found))
            comment(session, sheets[sheet], {place.ref: note(each) for place, each in found.items()})
    space = tree(session.part(workbook)).space
    listed = list_sheet(_in_order(marks, list(sheets)), whose, styles, space)
    deselect(session, sheets.values())
    first_tab(session, workbook, _free_name(sheets), listed, titles())
    session.put(part, styles.data)


def by_cell(marks: Sequence[Mark], sheet: str) -> dict[Place, list[Mark]]:
    """A sheet's marked cells, from above; each with its marks, the gravest first."""
    found: dict[Place, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: list(LEVELS).index(mark.level)):
        for place in dict.fromkeys(_place(spot) for spot in mark.spots if spot.sheet == sheet):
            if place:
                found.setdefault(place, []).append(mark)
    return dict(sorted(found.items()))


def _by_level(found: Mapping[Place, list[Mark]]) -> dict[Level, list[Place]]:
    """A cell has the colour of its gravest problem."""
    levels: dict[Level, list[Place]] = {}
    for level in LEVELS:
        if places := [place for place, marks in found.items() if marks[0].level is level]:
            levels[level] = places
    return levels


def note(marks: Sequence[Mark]) -> str:
    """What is said at a cell."""
    said = [f"{LEVELS[mark.level]}：{mark.message}" for mark in marks]
    return said[0] if len(said) == 1 else "\n".join(f"{number}. {each}" for number, each in enumerate(said, start=1))


def _in_order(marks: Sequence[Mark], sheets: list[str]) -> list[Mark]:
    """As one goes through the workbook; first what has no place in it."""

    def position(mark: Mark) -> tuple[int, int, int]:
        place = _place(mark.spots[0]) if mark.spots else None
        return (sheets.index(place.sheet), place.row, place.column) if place else (-1, 0, 0)

    return sorted(marks, key=position)


def _place(spot: Spot) -> Place | None:
    box = parse_area(spot.ref, spot.sheet)
    return Place(spot.sheet, box.top, box.left) if box else None


def _free_name(sheets: Mapping[str, str]) -> str:
    names = (LIST, *(f"{LIST}（{number}）" for number in range(2, len(sheets) + 3)))
    return next(name for name in names if name not in sheets)
