"""Styles for tables and signature in a user's template: found by name, added where missing."""

import re
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from toolkit.office.messages import unreadable
from toolkit.office.xml import parse
from toolkit.report.word.word import TEMPLATE

STYLE = re.compile(r'<w:style\b[^>]*\bw:styleId="([^"]+)"[^>]*>.*?</w:style>', re.DOTALL)
NAME = re.compile(r'<w:name w:val="([^"]+)"')
USED = re.compile(r'(<w:(?:pStyle|tblStyle|basedOn|next) w:val=")([^"]+)(")')
NEEDED = re.compile("Normal|TableNormal|Closing|Figures|Table[A-Z].*")
OURS = "nianbao"  # before the id of a style that is brought along: no other program's begins so


def with_styles(data: bytes) -> tuple[bytes, Mapping[str, str]]:
    """A template's styles with ours among them, and what each of ours is called there."""
    parse(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise unreadable() from error
    theirs = {found.group(1): id for id, found in _named(text)}
    ids = {id: theirs.get(name, OURS + id) for id, (name, _) in _ours().items()}
    missing = "".join(_renamed(style, id, ids) for id, (name, style) in _ours().items() if name not in theirs)
    return text.replace("</w:styles>", missing + "</w:styles>").encode(), ids


def styled(drawn: str, ids: Mapping[str, str]) -> Markup:
    """What we have drawn, in the template's styles."""
    return Markup(USED.sub(lambda found: found[1] + ids.get(found[2], found[2]) + found[3], drawn))


def _named(text: str) -> list[tuple[str, re.Match[str]]]:
    styles = ((style.group(1), NAME.search(style.group())) for style in STYLE.finditer(text))
    return [(id, name) for id, name in styles if name]


@cache
def _ours() -> Mapping[str, tuple[str, str]]:
    """By id: the name a person sees, and the whole of it."""
    text = (TEMPLATE / "word" / "styles.xml").read_text(encoding="utf-8")
    found = {style.group(1): style.group() for style in STYLE.finditer(text) if NEEDED.fullmatch(style.group(1))}
    names = {id: name.group(1) for id, name in _named(text)}
    return {id: (names[id], style) for id, style in found.items()}


def _renamed(style: str, id: str, ids: Mapping[str, str]) -> str:
    """Under its new id, never as a default: a template has its own."""
    plain = style.replace(f'w:styleId="{id}"', f'w:styleId="{ids[id]}"').replace(' w:default="1"', "")
    return str(styled(plain, ids))
