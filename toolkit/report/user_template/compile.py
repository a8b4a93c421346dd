"""Compiles one part of a user's Word template to Jinja: validates each tag and moves it to where it acts."""

from dataclasses import dataclass, field
from xml.dom import minidom
from xml.dom.minidom import Element, Node
from xml.parsers.expat import ExpatError

from toolkit.office.messages import unreadable
from toolkit.office.xml import parse
from toolkit.report.user_template.faults import TemplateFault, fault, place_name
from toolkit.report.user_template.names import NUMBERS, PARAGRAPH, TABLE, TEXT, WORD
from toolkit.report.user_template.tags import (
    BLOCK,
    LIST,
    NUMBER,
    TAG,
    VALUE,
    WORDS,
    Tag,
    expression,
    half,
    join,
    mixed,
    tags,
)
from toolkit.report.user_template.weave import last, parent, put, runs, said, split

ENDS = {"if": "endif", "for": "endfor"}
LONGEST = 10_000  # characters of a paragraph: templates are short
LOOPS = 3  # one in another
OUTER = {"p": "w:p", "tr": "w:tr"}
EMPTY = "<w:p/>"


@dataclass(frozen=True, slots=True)
class Begun:
    """An ``if`` or ``for`` that waits for its end. ``home``: what must hold both."""

    tag: Tag
    place: str
    home: Node | None
    variable: str = ""
    kind: str = ""


@dataclass(slots=True)
class Compiled:
    """``placed``: the names that the part prints."""

    source: str = ""
    placed: set[str] = field(default_factory=set)
    faults: list[TemplateFault] = field(default_factory=list)


def compiled(name: str, data: bytes, known: dict[str, str]) -> Compiled:
    """One part; ``known`` names with their kinds."""
    parse(data)  # no document type: what follows would build what it declares
    try:
        document = minidom.parseString(data)
    except ExpatError as error:  # a prefix that nobody declared
        raise unreadable() from error
    part = _Part(name, known)
    for number, each in enumerate(list(document.getElementsByTagName("w:p")), start=1):
        part.paragraph(each, number)
    for begun in part.begun:
        part.complain("not-ended", begun.place, tag=begun.tag.written, end=_ending(begun.tag))
    part.made.source = document.toxml()
    return part.made


def _ending(tag: Tag) -> str:
    return f"{{%{tag.mode} {ENDS[tag.word]} %}}"


def _texts(paragraph: Element) -> list[Element]:
    """Its own, not those of text boxes in it."""
    return [each for each in paragraph.getElementsByTagName("w:t") if _outer(each, "w:p") is paragraph]


def _outer(element: Node, name: str) -> Element | None:
    found = element.parentNode
    while found is not None and found.nodeName != name:
        found = found.parentNode
    return found if isinstance(found, Element) else None


class _Part:
    """One part while its paragraphs are gone through in order."""

    def __init__(self, name: str, known: dict[str, str]) -> None:
        self.name = name
        self.known = known
        self.made = Compiled()
        self.begun: list[Begun] = []
        self.place = ""

    def complain(self, code: str, place: str = "", **facts: str) -> None:
        self.made.faults.append(fault(code, place or self.place, **facts))

    def kinds(self) -> dict[str, str]:
        return self.known | {begun.variable: begun.kind for begun in self.begun if begun.variable}

    def paragraph(self, paragraph: Element, number: int) -> None:
        texts = _texts(paragraph)
        if sum(len(said(each)) for each in texts) > LONGEST:
            self.complain("too-large", place_name(self.name, number, said(texts[0])))
            return
        whole = join(texts)
        self.place = place_name(self.name, number, whole)
        if broken := half(whole):
            self.complain("tag-open", tag=broken)
            return
        found = list(tags(whole))
        alone = len(found) == 1 and not TAG.sub("", whole).strip()
        actions = iter([self._action(tag, paragraph, alone) for tag in found])
        holders = [each for each in texts if TAG.search(said(each))]
        if alone and (found[0].mode or self._kind(found[0]) != WORD):
            self._alone(found[0], next(actions), paragraph, holders[0])
        else:
            for each in holders:
                split(each, actions)

    def _kind(self, tag: Tag) -> str:
        return WORD if tag.statement else self.kinds().get(tag.rest, WORD)

    def _action(self, tag: Tag, paragraph: Element, alone: bool) -> str:
        """What Jinja is to do for a tag; nothing where it is wrong, which is said."""
        outer = paragraph if tag.mode == "p" else _outer(paragraph, OUTER[tag.mode]) if tag.mode else None
        if tag.mode == "tr" and outer is None:
            self.complain("no-row", tag=tag.written)
        elif tag.mode == "p" and not alone:
            self.complain("not-alone", tag=tag.written)
        elif tag.statement:
            return self._statement(tag, outer.parentNode if outer else paragraph)
        else:
            return self._value(tag, alone)
        return ""

    def _names(self, tag: Tag) -> tuple[bool, tuple[str, ...]] | None:
        read = expression(tag.rest)
        if read is None:
            self.complain("expression", tag=tag.written)
            return None
        unknown = [name for name in read[1] if name not in self.kinds()]
        for name in unknown:
            self.complain("name-unknown", name=name)
        if not unknown and mixed(tag.rest, {name: self._type(name) for name in read[1]}):
            words = all(self.kinds()[name] == WORD for name in read[1])
            self.complain("mixed" if words else "expression", tag=tag.written)
            return None
        return None if unknown else read

    def _type(self, name: str) -> str:
        return LIST if self.kinds()[name] != WORD else NUMBER if name in NUMBERS else WORDS

    def _value(self, tag: Tag, alone: bool) -> str:
        read = self._names(tag)
        if read is None:
            return ""
        bare, named = read
        kinds = {self.kinds()[name] for name in named}
        if kinds - {WORD} and not bare:
            self.complain("expression", tag=tag.written)
        elif kinds - {WORD} and not alone:
            self.complain("not-alone", tag=tag.written)
        else:
            self.made.placed.update(named)
            return f"{VALUE[0]} {tag.rest} {VALUE[1]}"
        return ""

    def _statement(self, tag: Tag, home: Node | None) -> str:
        match tag.word:
            case "if":
                self.begun.append(Begun(tag, self.place, home))
                return self._block(tag) if self._names(tag) else ""
            case "for":
                return self._loop(tag, home)
            case "elif" | "else":
                self._within(tag, ("if", "for") if tag.word == "else" else ("if",), home)
                return self._block(tag) if tag.word == "else" or self._names(tag) else ""
            case "endif" | "endfor":
                if self._within(tag, (tag.word[3:],), home):
                    self.begun.pop()
                return self._block(tag)
        self.complain("tag-unknown", tag=tag.written)
        return ""

    def _block(self, tag: Tag) -> str:
        return f"{BLOCK[0]} {tag.word} {'' if tag.word in ('else', 'endif', 'endfor') else tag.rest} {BLOCK[1]}"

    def _loop(self, tag: Tag, home: Node | None) -> str:
        variable, found, name = tag.rest.partition(" in ")
        variable, name = variable.strip(), name.strip()
        kind = self.kinds().get(name, "")
        self.begun.append(Begun(tag, self.place, home, variable, PARAGRAPH))
        if not found or not variable.isidentifier() or (name.isidentifier() and kind and kind != TEXT):
            self.complain("no-loop", tag=tag.written)
        elif not kind:
            self.complain("name-unknown", name=name)
        elif variable in self.known or sum(each.tag.word == "for" for each in self.begun) > LOOPS:
            self.complain("too-deep", tag=tag.written)
        else:
            self.made.placed.add(name)
            return f"{BLOCK[0]} for {variable} in {name} {BLOCK[1]}"
        return ""

    def _within(self, tag: Tag, words: tuple[str, ...], home: Node | None) -> bool:
        """Whether the last that was begun is what this tag goes on or ends."""
        if not self.begun or self.begun[-1].tag.word not in words:
            self.complain("not-begun", tag=tag.written)
            return False
        if self.begun[-1].home is not home or self.begun[-1].tag.mode != tag.mode:
            self.complain("crossed", tag=tag.written)
        return True

    def _alone(self, tag: Tag, action: str, paragraph: Element, holder: Element) -> None:
        """A tag that stands for its paragraph, its row, or for many paragraphs like it."""
        kind = self._kind(tag)
        if tag.statement or kind == TABLE:
            outer = paragraph if tag.mode != "tr" else _outer(paragraph, OUTER["tr"]) or paragraph
            after = EMPTY if kind == TABLE and last(paragraph) else ""
            put(outer, action + after)
            parent(outer).removeChild(outer)
        elif kind == TEXT:
            put(paragraph, f"{BLOCK[0]} for nianbao_each in {tag.rest} {BLOCK[1]}")
            put(paragraph, f"{BLOCK[0]} endfor {BLOCK[1]}", after=True)
            runs(holder, "nianbao_each")
        else:
            runs(holder, tag.rest)
