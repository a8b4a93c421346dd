"""Inserts Jinja source into the elements of a Word part."""

from collections.abc import Iterator
from typing import cast
from xml.dom import minidom
from xml.dom.minidom import Element, Node

from toolkit.report.user_template.tags import BLOCK, TAG, VALUE


class Raw(minidom.Text):
    """Text that is written as it is."""

    def writexml(self, writer: object, *_: object) -> None:
        """Write the text without escaping it, as :mod:`xml.dom.minidom` asks each node to write itself."""
        writer.write(self.data)  # type: ignore[attr-defined]


def said(element: Element) -> str:
    """The text directly inside an element, without that of inner elements."""
    return "".join(child.data for child in element.childNodes if isinstance(child, minidom.Text))


def split(element: Element, actions: Iterator[str]) -> None:
    """The tags in an element's text become what Jinja is to do."""
    text, position = said(element), 0
    while element.firstChild:
        element.removeChild(element.firstChild)
    for found in TAG.finditer(text):
        _add(element, minidom.Text(), text[position : found.start()])
        if not found.group().startswith("{#"):
            _add(element, Raw(), next(actions))
        position = found.end()
    _add(element, minidom.Text(), text[position:])
    element.setAttribute("xml:space", "preserve")


def _add(element: Element, node: minidom.Text, text: str) -> None:
    node.data, node.ownerDocument = text, element.ownerDocument
    element.appendChild(node)


def parent(element: Element) -> Element:
    """What an element inside a part stands in."""
    assert isinstance(element.parentNode, Element)
    return element.parentNode


def put(element: Element, source: str, after: bool = False) -> None:
    """Source before an element or after it."""
    node = Raw()
    node.data, node.ownerDocument = source, element.ownerDocument
    parent(element).insertBefore(node, cast("Element | None", element.nextSibling) if after else element)


def last(paragraph: Element) -> bool:
    """Word wants a paragraph after a table that ends a cell or the document."""
    following = paragraph.nextSibling
    while following is not None and following.nodeType != Node.ELEMENT_NODE:
        following = following.nextSibling
    return following is None or following.nodeName == "w:sectPr"


def runs(holder: Element, name: str) -> None:
    """The run with the tag once for each run of the paragraph, in its looks, bold or not."""
    original = parent(holder)
    for each in list(original.childNodes):
        if each is not holder and each.nodeName != "w:rPr":
            original.removeChild(each)
    while holder.firstChild:
        holder.removeChild(holder.firstChild)
    _add(holder, minidom.Text(), f"{VALUE[0]} nianbao_run.text {VALUE[1]}")
    holder.setAttribute("xml:space", "preserve")
    put(original, f"{BLOCK[0]} for nianbao_run in {name} {BLOCK[1]}{BLOCK[0]} if nianbao_run.bold {BLOCK[1]}")
    parent(original).insertBefore(_weighted(original, bold=True), original)
    put(original, f"{BLOCK[0]} else {BLOCK[1]}")
    parent(original).insertBefore(_weighted(original, bold=False), original)
    put(original, f"{BLOCK[0]} endif {BLOCK[1]}{BLOCK[0]} endfor {BLOCK[1]}")
    parent(original).removeChild(original)


def _weighted(original: Element, bold: bool) -> Element:
    """A copy of a run that is bold, or is not, whatever the tag itself was."""
    copy = original.cloneNode(True)
    document = original.ownerDocument
    assert copy
    assert document
    looks = next((each for each in copy.childNodes if each.nodeName == "w:rPr"), None)
    if not isinstance(looks, Element):
        looks = document.createElement("w:rPr")
        copy.insertBefore(looks, copy.firstChild)
    for each in [each for each in looks.childNodes if each.nodeName in ("w:b", "w:bCs")]:
        looks.removeChild(each)
    before = next((each for each in looks.childNodes if each.nodeName not in ("w:rStyle", "w:rFonts", "#text")), None)
    for name in ("w:b", "w:bCs") if bold else ():
        looks.insertBefore(document.createElement(name), cast("Element | None", before))
    return copy
