"""Removes from a part's XML whatever refers to a dropped part or to the outside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.office.messages import unreadable
from toolkit.office.sheets.xlsx_strings import OFF
from toolkit.office.xml_edit import Element, Splice, gone, spliced, tree, with_attribute
from toolkit.workbook.mark.colours import CELLS
from toolkit.workbook.strip.formulas import reaches_out

DEEPEST = 100  # elements inside each other; Excel's own have some twenty
NEVER = frozenset(("attachedToolbars", "legacyDrawingHF", "webPublishing", "webPublishItems", "webPublishObjects"))
FORMULAS = frozenset(
    ("calculatedColumnFormula", "definedName", "f", "formula", "formula1", "formula2", "totalsRowFormula")
)
CALLING = ("function", "macro", "vbProcedure", "xlm")  # a name that is a macro's
CLICKED = frozenset(("hlinkClick", "hlinkHover", "hlinkMouseOver", "svgBlip"))
ANCHORS = frozenset(("absoluteAnchor", "oneCellAnchor", "twoCellAnchor"))
RULES = frozenset(("AlternateContent", "cfRule", "dataValidation"))
BAGS = frozenset(
    ("conditionalFormatting", "controls", "customProperties", "dataValidations", "definedNames", "externalReferences",
     "hyperlinks", "oleObjects", "pivotCaches", "tableParts")
)  # fmt: skip
RUN = frozenset(("macro", "textlink"))  # attributes of a shape: what a click runs, what it shows
QUERIED = frozenset(("connectionId", "tableType"))  # attributes of a table that was fetched
PAGE = "pageSetup"  # may name a printer's settings; what else it says stays

Path = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """``outside``: how many links, names and rules that reached outside are gone."""

    data: bytes
    outside: int


def cleaned(data: bytes, ids: frozenset[str], root: str = "") -> Cleaned:
    """``ids``: the relationships of the part that are gone. Raises :class:`UserError`, also for another ``root``."""
    top = tree(data, CELLS)
    if root and top.name != root:
        raise unreadable()
    cut: dict[int, Element] = {}
    splices: list[Splice] = []
    outside = 0
    parents: dict[int, Element] = {}
    for path in _paths(top):
        parents.update({id(child): path[-1] for child in path[-1].children})
        reaching = _reaches(path[-1])
        if reaching or path[-1].name in NEVER or _points(path[-1], ids):
            outside += reaching
            target = _whole(path)
            cut[id(target)] = target
        else:
            splices += _attributes(data, path[-1], ids)
    splices += _bags(data, cut, parents)
    return Cleaned(spliced(data, _apart([*map(gone, cut.values()), *splices])), outside)


def _paths(top: Element) -> Iterator[Path]:
    """Every element with those around it, in the order of the part."""
    waiting: list[Path] = [(top,)]
    while waiting:
        path = waiting.pop()
        if len(path) > DEEPEST:
            raise unreadable()
        yield path
        waiting += [(*path, child) for child in reversed(path[-1].children)]


def _reaches(element: Element) -> bool:
    if element.name in FORMULAS and reaches_out(element.text):
        return True
    if element.name == "definedName":
        return any(element.attributes.get(key, "0") not in OFF for key in CALLING)
    return element.name == "hyperlink" and reaches_out(element.attributes.get("location", ""))


def _points(element: Element, ids: frozenset[str]) -> bool:
    """Whether it names a relationship that is gone, under whatever prefix; a link in a picture always goes."""
    if element.name in CLICKED:
        return True
    return element.name != PAGE and any(":" in key and value in ids for key, value in element.attributes.items())


def _whole(path: Path) -> Element:
    """What must go with an element for the rest to be whole."""
    if path[-1].name in CLICKED:
        return path[-1]
    for around in (frozenset({"extLst"}), ANCHORS, RULES):
        if found := next((each for each in path if each.name in around), None):
            return found
    return path[-1]


def _attributes(data: bytes, element: Element, ids: frozenset[str]) -> Iterator[Splice]:
    for key, value in element.attributes.items():
        if key in RUN and value and (key == "macro" or reaches_out(value)):
            yield with_attribute(data, element, key, "")
        elif (element.name == PAGE and ":" in key and value in ids) or (element.name == "table" and key in QUERIED):
            yield with_attribute(data, element, key, None)


def _bags(data: bytes, cut: dict[int, Element], parents: dict[int, Element]) -> Iterator[Splice]:
    """What held nothing but things that are gone goes too; what counts its content counts anew."""
    bags = {id(bag): bag for each in cut.values() if (bag := parents.get(id(each))) and bag.name in BAGS}
    for bag in bags.values():
        left = sum(id(child) not in cut for child in bag.children)
        if left == 0:
            yield gone(bag)
        elif "count" in bag.attributes:
            yield with_attribute(data, bag, "count", str(left))


def _apart(splices: Iterable[Splice]) -> Iterator[Splice]:
    """Without those that lie inside another, which goes as a whole."""
    end = 0
    for splice in sorted(splices, key=lambda each: (each[0], -each[1])):
        if splice[0] >= end:
            yield splice
            end = max(end, splice[1])
