"""The styles of an .ods: how cells and words look, how numbers are shown, which lines have no height (ODF 1.2, 16)."""

import re
from dataclasses import dataclass, field, replace

from toolkit import limits
from toolkit.limits import within
from toolkit.office.sheets.looks import SMALLEST, CellLook
from toolkit.office.sheets.xlsx_cells import whole

DATA_STYLES = {  # and how Excel would write what they show, where their parts do not matter
    "number-style": "",
    "currency-style": "",
    "percentage-style": "0%",
    "date-style": "yyyy/m/d",
    "time-style": "h:mm",
    "boolean-style": '"TRUE"',
    "text-style": "@",
}
PLACES = 30
INHERITED = 10  # styles in a row
LINE = re.compile(r"none|0[a-z%]*")  # a line through words that is none, and a place of words that is on the line
POINTS = re.compile(r"([0-9]{0,4}(?:\.[0-9]{0,9})?)pt")
NOTHING = re.compile(r"0*\.?0*[a-z]*")
WHITE = ("transparent", "#ffffff", "")
Said = dict[str, str]  # what a style says of its own


@dataclass
class OdsStyles:
    """Collects them while their XML goes by."""

    said: dict[str, Said] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    looks: dict[str, CellLook] = field(default_factory=dict)
    style: Said | None = None
    data: str | None = None  # the style of numbers that goes by
    literal: list[str] | None = None  # words in it

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start tag of an element, by local names (ODF 1.2 part 1, 16).

        Raises :class:`~toolkit.errors.UserError` where the file has more styles than :data:`toolkit.limits.LISTED`.
        """
        if name == "style":
            self.style = self.said[attributes.get("name", "")] = {
                key: attributes[key] for key in ("parent-style-name", "data-style-name") if key in attributes
            }
            within(len(self.said), limits.LISTED, "格式超过{}种")
        elif name == "default-style":
            self.style = None
        elif name in DATA_STYLES:
            self.data = attributes.get("name", "")
            self.codes[self.data] = DATA_STYLES[name]
            within(len(self.codes), limits.LISTED, "格式超过{}种")
        elif self.data is not None:
            self._number(name, attributes)
        elif self.style is not None and name.endswith("-properties"):
            self.style |= attributes

    def _number(self, name: str, attributes: dict[str, str]) -> None:
        if name == "text":
            self.literal = []
        elif name == "number":
            places = min(whole(attributes.get("decimal-places", "0")), PLACES)
            self._add(("#,##0" if attributes.get("grouping") == "true" else "0") + "." * bool(places) + "0" * places)
        elif name in ("scientific-number", "fraction"):
            self._add("0E+00" if name == "scientific-number" else "# ?/?")

    def end(self, name: str) -> None:
        """Take the end tag of an element: closes a number format, a literal in it, or a style."""
        if name in DATA_STYLES and self.data is not None:
            self.codes[self.data] = self.codes[self.data] or ";;;"
            self.data = None
        elif name == "text" and self.literal is not None:
            words = "".join(self.literal).replace('"', "")
            self._add(f'"{words}"' if words.strip() else "")
            self.literal = None
        elif name == "style":
            self.style = None

    def characters(self, data: str) -> None:
        """Take character data; only a literal inside a number format keeps it."""
        if self.literal is not None:
            self.literal.append(data)

    def _add(self, code: str) -> None:
        """To a style whose parts matter; nobody shows a number in more than a few."""
        if self.data is not None and (self.codes[self.data] == "" or self.codes[self.data][:1] in '#0"'):
            self.codes[self.data] = (self.codes[self.data] + code)[: limits.NAME]

    def look(self, name: str) -> CellLook:
        """How a cell of this style looks."""
        if name not in self.looks:
            said = self._inherited(name)
            look = self._changed(CellLook(), said)
            faint = said.get("color", "#000000").lower() == said.get("background-color", "").lower().replace(
                "transparent", "#ffffff"
            ) or (said.get("color", "").lower() == "#ffffff" and said.get("background-color", "").lower() in WHITE)
            self.looks[name] = replace(
                look, unseen=look.unseen or faint, code=self.codes.get(said.get("data-style-name", ""), "")
            )
        return self.looks[name]

    def over(self, name: str, look: CellLook) -> CellLook:
        """How words of this style look within others."""
        return self._changed(look, self._inherited(name))

    def flat(self, name: str) -> bool:
        """Whether a line of this style has no height, or no width."""
        said = self._inherited(name)
        return any(key in said and bool(NOTHING.fullmatch(said[key])) for key in ("row-height", "column-width"))

    def _changed(self, look: CellLook, said: Said) -> CellLook:
        if "font-weight" in said:
            look = replace(look, bold=said["font-weight"] == "bold")
        for key in ("text-line-through-style", "text-line-through-type"):
            if key in said:
                look = replace(look, struck=not LINE.fullmatch(said[key]))
        if "text-position" in said:
            look = replace(look, raised=not LINE.fullmatch((said["text-position"].split() or ["0"])[0]))
        size = POINTS.fullmatch(said.get("font-size", ""))
        return replace(look, unseen=float(size[1] or 0) < SMALLEST) if size and size[1] != "." else look

    def _inherited(self, name: str) -> Said:
        chain: list[Said] = []
        while name in self.said and len(chain) < INHERITED:
            chain.append(self.said[name])
            name = chain[-1].get("parent-style-name", "")
        return {key: value for said in reversed(chain) for key, value in said.items()}
