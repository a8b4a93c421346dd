"""A web page read back with the standard library's parser: its elements in order, and its tables as drawn."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "col"}


@dataclass
class Element:
    """``text``: all that stands in it, a line break as ``\\n``; ``inside``: the names of the elements around it."""

    name: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""
    bold: list[str] = field(default_factory=list)

    def number(self, name: str) -> int:
        return int(self.attributes.get(name, "1"))


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says something twice: {names}"
        element = Element(tag, {k: v or "" for k, v in attrs}, tuple(each.name for each in self.open))
        self.found.append(element)
        if tag == "br":
            self.handle_data("\n")
        elif tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].name == tag, f"<{self.open[-1].name}> is closed by </{tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def parsed(html: bytes) -> list[Element]:
    """Every element, in order; whatever is not closed where it should be fails."""
    parser = _Parser()
    parser.feed(html.decode())
    parser.close()
    assert parser.open == []
    return parser.found


def texts(html: bytes, *names: str) -> list[str]:
    """What stands in each element of these names."""
    return [element.text for element in parsed(html) if element.name in names]


def tables(html: bytes) -> list[list[list[Element]]]:
    """The cells of each table, row by row."""
    drawn: list[list[list[Element]]] = []
    for element in parsed(html):
        if element.name == "table":
            drawn.append([])
        elif element.name == "tr":
            drawn[-1].append([])
        elif element.name in ("th", "td"):
            drawn[-1][-1].append(element)
    return drawn


def placed(rows: list[list[Element]]) -> list[list[Element]]:
    """The cell that covers each place, as a browser lays a table out; no place is covered twice or never."""
    places: dict[tuple[int, int], Element] = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in places:
                column += 1
            for place in (
                (row + r, column + c) for r in range(cell.number("rowspan")) for c in range(cell.number("colspan"))
            ):
                assert place not in places, f"two cells at {place}"
                places[place] = cell
    columns = max(column for _, column in places) + 1
    assert len(places) == len(rows) * columns
    return [[places[row, column] for column in range(columns)] for row in range(len(rows))]
