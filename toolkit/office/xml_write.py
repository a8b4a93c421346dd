"""Writes XML: only :func:`element` puts tags together and escapes text."""

from collections.abc import Mapping
from html import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
QUOTE = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
NONE: Mapping[str, object] = {}


class Xml(str):
    """Markup that is written already; :func:`element` takes it as it is, and escapes every other string."""

    __slots__ = ()


def element(name: str, attributes: Mapping[str, object] = NONE, *children: object) -> Xml:
    """One element with its attributes in the order given, and its children: texts, numbers and other elements.

    An attribute whose value is None is left out. Without children the element closes itself; an empty text is one.
    """
    written = (f' {key}="{attribute(str(value))}"' for key, value in attributes.items() if value is not None)
    tag = f"{name}{''.join(written)}"
    content = "".join(child if isinstance(child, Xml) else text(str(child)) for child in children)
    return Xml(f"<{tag}>{content}</{name}>" if children else f"<{tag}/>")


def document(root: Xml) -> bytes:
    """A whole part: the declaration and its root, as UTF-8."""
    return f"{DECLARATION}{root}".encode()


def text(value: str) -> str:
    """A value as it stands between tags."""
    return escape(value, quote=False)


def attribute(value: str) -> str:
    """A value as it stands between double quotes."""
    return text(value).translate(QUOTE)
