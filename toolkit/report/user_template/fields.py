"""Fields and objects in a Word file that load, run or reveal something when it is opened or printed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.office.opc import Package
from toolkit.office.xml import elements, local, parse
from toolkit.report.user_template.faults import TemplateFault, fault, place_name

# What only counts, dates or repeats what stands in the document itself. Any other field may reach outside of it.
HARMLESS = frozenset({
    "=", "ADVANCE", "AUTHOR", "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DOCPROPERTY", "EDITTIME", "EQ",
    "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "IF", "INDEX", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "NOTEREF",
    "NUMCHARS", "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION",
    "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TC", "TIME", "TITLE", "TOC", "XE",
})  # fmt: skip
LINK = "HYPERLINK"
INSIDE = re.compile(r'(?:\s*\\[lot]\s*(?:"[^"]*"|[^\s"\\]+)|\s*\\[hmn]\b)*\s*', re.IGNORECASE)  # and no address
MARKED = re.compile(r"\\l\b", re.IGNORECASE)  # a place in the document
WORD = re.compile(r"\s*(=|[^\s\\\"=]+)")
NESTED = "\ufffc"  # stands for a field inside an instruction: nobody knows what will come of it
INSTRUCTIONS = frozenset({"instrText", "delInstrText"})
SHOWN = 30  # characters

# Elements by which a document takes in another one, or something that runs.
OBJECTS = frozenset({
    "altChunk", "subDoc", "frameset", "frame", "sourceFileName", "OLEObject", "objectEmbed", "objectLink",
    "control", "mailMerge", "linkToQuery", "saveThroughXslt", "webVideoPr", "movie", "ocx", "entryMacro",
    "exitMacro", "attachedTemplate",
})  # fmt: skip
DRAWN = frozenset({"imagedata", "fill", "stroke"})  # of VML: they may name a file without a relationship
# What a relationship may not be, by the last word of its type, even where it leads to a part of the package.
CARRIED = frozenset({
    "afchunk", "subdocument", "attachedtemplate", "frame", "oleobject", "control", "activexcontrolbinary",
    "mailmergesource", "mailmergeheadersource", "recipientdata", "vbaproject", "wordvbadata",
    "keymapcustomizations", "attachedtoolbars", "extensibility", "webextension", "webextensiontaskpanes",
    "transform", "externallink",
})  # fmt: skip
CLICKED = re.compile(r"\s*(?:https?|mailto):", re.IGNORECASE)
RELATIONSHIP = frozenset({"Relationship"})
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff|<\x00|\x00<")


def is_markup(data: bytes) -> bool:
    """Whether a part is XML, whatever it is called: its name may say anything."""
    return bool(MARKUP.match(data[:100]))


def reaching(package: Package) -> Iterator[TemplateFault]:
    """Every field and object that is not harmless, with its paragraph; then what the package itself links to."""
    marked_up = [name for name in package.names if is_markup(package.part(name))]
    for name in marked_up:
        yield from _FieldPart(name).read(package.xml(name))
    for name in marked_up:
        if name.casefold().endswith(".rels"):
            yield from _links(package.xml(name))


def harmless(instruction: str) -> bool:
    """Whether a field stays inside its document. What does not begin with a word is no field that we know."""
    found = WORD.match(instruction)
    if not found:
        return not instruction.strip()
    rest = instruction[found.end() :]
    if found[1].upper() == LINK:
        return bool(NESTED not in rest and INSIDE.fullmatch(rest) and MARKED.search(rest))
    return found[1].upper() in HARMLESS


def _links(data: bytes) -> Iterator[TemplateFault]:
    """A picture or template on somebody else's server would be fetched by whoever opens the report."""
    for _, attributes, _ in elements(data, RELATIONSHIP):
        kind, target = attributes.get("Type", "").rpartition("/")[2].casefold(), attributes.get("Target", "")
        clicked = kind == "hyperlink" and CLICKED.match(target)
        if attributes.get("TargetMode", "").strip().casefold() == "external" and not clicked:
            yield fault("outside", target=target[:60])
        elif kind in CARRIED:
            yield fault("object", kind=kind)


@dataclass(slots=True)
class _WordField:
    """``paragraph``: where it begins, by number. ``shown``: what follows is what the field came to, no instruction."""

    paragraph: int
    said: list[str] = field(default_factory=list)
    shown: bool = False


class _FieldPart:
    """One part, read once: a field may begin in one paragraph and end in another, its words cut into any pieces."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self.inside: list[_WordField] = []  # paragraphs that are open; what stands there outside of any field
        self.fields: list[_WordField] = []
        self.path: list[str] = []
        self.words: dict[int, list[str]] = defaultdict(list)
        self.found: list[tuple[int, str, dict[str, str]]] = []

    def read(self, data: bytes) -> Iterator[TemplateFault]:
        parse(data, self._start, self._end, self._text)
        for each in self.fields:
            self._judge(each)
        for number, code, facts in self.found:
            yield fault(code, place_name(self.name, number, "".join(self.words[number])) if number else "", **facts)

    @property
    def number(self) -> int:
        return self.inside[-1].paragraph if self.inside else 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        said = {local(key): value for key, value in attributes.items()}
        if name == "p":
            self.count += 1
            self.inside.append(_WordField(self.count))
        elif name == "fldSimple":
            self._judge(_WordField(self.number, [said.get("instr", "")]))
        elif name == "fldChar":
            self._mark(said.get("fldCharType", ""))
        elif name in OBJECTS:
            self.found.append((self.number, "object", {"kind": name}))
        if target := said.get("src") or (said.get("href") if name in DRAWN else ""):
            self.found.append((self.number, "outside", {"target": target[:60]}))
        self.path.append(name)

    def _mark(self, kind: str) -> None:
        """A field begins, shows what it came to, or ends."""
        if kind == "begin":
            if self.fields and not self.fields[-1].shown:
                self.fields[-1].said.append(NESTED)
            self.fields.append(_WordField(self.number))
        elif self.fields and kind in ("separate", "end"):
            self._judge(self.fields[-1])
            self.fields[-1].shown = True
            if kind == "end":
                self.fields.pop()

    def _end(self, _: str) -> None:
        if self.path.pop() == "p":
            self._judge(self.inside.pop())

    def _text(self, text: str) -> None:
        if self.path[-1] in INSTRUCTIONS:
            holder = self.fields[-1] if self.fields and not self.fields[-1].shown else None
            (holder or (self.inside[-1] if self.inside else _WordField(0))).said.append(text)
        elif self.path[-1] == "t" and len(self.words[self.number]) < SHOWN:
            self.words[self.number].append(text[:SHOWN])

    def _judge(self, each: _WordField) -> None:
        said = "".join(each.said)
        if not each.shown and not harmless(said):
            self.found.append((each.paragraph, "field", {"field": " ".join(said.replace(NESTED, "…").split())[:SHOWN]}))
