"""Damage to a file: seeded, of named kinds, to its bytes and to the XML inside."""

import re
from collections.abc import Callable
from random import Random

from tests.office.sheets.drawn_parts import parts_of
from toolkit.office.opc import zipped

JUNK = (b"\0", b"\xff", b"<", b"PK\x03\x04", b"PK\x01\x02", b"\xff\xff\xff\xff", b"\xd0\xcf\x11\xe0")
NUMBERS = ("0", "-1", "99999999999999999999", "1E400", "NaN", "1e-400", "65536", "１２", "")
TEXTS = ("_x0000_", "&#x10FFFF;", "=1+1", "#REF!", "9" * 400, "\u202e", "/", "２", "2024-01-02", "**")
KINDS = ("s", "str", "inlineStr", "b", "e", "d", "n", "x", "")
ENTITIES = ('<!DOCTYPE a [<!ENTITY b "bb">]>', "&b;", "&#0;", "<![CDATA[", "<!--", "<?x?>", "&#xD800;")
ENCODINGS = ("utf-16", "utf-16-be", "gb18030", "latin-1", "utf-7", "utf-32")
TAG = re.compile("<[^<>]*>")
ATTRIBUTE = re.compile(r'\b([A-Za-z:]+)="([^"]*)"')
REF = re.compile(r'\br="([A-Z]+)([0-9]+)"')
TYPE = re.compile(r' t="[^"]*"')
ROW = re.compile("<row .*?</row>", re.DOTALL)
VALUE = re.compile("<(v|t)([^>]*)>([^<]*)</")

ByteMutation = Callable[[bytes, bytes, Random], bytes]
TextMutation = Callable[[str, Random], str]


def _place(data: bytes, random: Random) -> int:
    """Anywhere, but often near the end, where a zip's directory lies."""
    size = len(data)
    return random.randrange(size) if random.random() < 0.6 else size - 1 - random.randrange(min(size, 3_000))


def flip(data: bytes, other: bytes, random: Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(random.randint(1, 8)):
        damaged[_place(data, random)] = random.randrange(256)
    return bytes(damaged)


def cut(data: bytes, other: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] if random.random() < 0.5 else data[:at] + data[at + random.randint(1, 500) :]


def insert(data: bytes, other: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[:at] + random.choice(JUNK) * random.randint(1, 40) + data[at:]


def duplicate(data: bytes, other: bytes, random: Random) -> bytes:
    at = _place(data, random)
    return data[: at + random.randint(1, 5_000)] + data[at:]


def splice(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: _place(data, random)] + other[_place(other, random) :]


BYTES: dict[str, ByteMutation] = {each.__name__: each for each in (flip, cut, insert, duplicate, splice)}


def _one(pattern: re.Pattern[str], xml: str, random: Random, change: Callable[[re.Match[str]], str]) -> str:
    """One of the places where the pattern stands, changed."""
    found = list(pattern.finditer(xml))
    if not found:
        return xml
    chosen = random.choice(found)
    return xml[: chosen.start()] + change(chosen) + xml[chosen.end() :]


def lost_tag(xml: str, random: Random) -> str:
    return _one(TAG, xml, random, lambda found: "")


def doubled_tag(xml: str, random: Random) -> str:
    return _one(TAG, xml, random, lambda found: found.group() * random.choice((2, 2, 3_000)))


def attribute(xml: str, random: Random) -> str:
    value = random.choice((*NUMBERS, *TEXTS))
    return _one(ATTRIBUTE, xml, random, lambda found: f'{found[1]}="{value}"')


def lost_attribute(xml: str, random: Random) -> str:
    return _one(ATTRIBUTE, xml, random, lambda found: "")


def reference(xml: str, random: Random) -> str:
    anew = random.choice(("A1", "XFD1048576", "ZZZ9999999", "a1", "!!", "A0", "R1C1", "D8:E9"))
    return _one(REF, xml, random, lambda found: f'r="{anew}"')


def swapped_references(xml: str, random: Random) -> str:
    other = random.choice([found.group() for found in REF.finditer(xml)] or [""])
    return _one(REF, xml, random, lambda found: other)


def cell_type(xml: str, random: Random) -> str:
    return _one(TYPE, xml, random, lambda found: f' t="{random.choice(KINDS)}"')


def value(xml: str, random: Random) -> str:
    anew = random.choice((*NUMBERS, *TEXTS))
    return _one(VALUE, xml, random, lambda found: f"<{found[1]}{found[2]}>{anew}</")


def doubled_row(xml: str, random: Random) -> str:
    return _one(ROW, xml, random, lambda found: found.group() * random.choice((2, 300)))


def lost_row(xml: str, random: Random) -> str:
    return _one(ROW, xml, random, lambda found: "")


def entity(xml: str, random: Random) -> str:
    at = random.randrange(len(xml) + 1)
    return xml[:at] + random.choice(ENTITIES) + xml[at:]


def cut_xml(xml: str, random: Random) -> str:
    return xml[: random.randrange(len(xml) + 1)]


def moved_text(xml: str, random: Random) -> str:
    start, end = sorted(random.randrange(len(xml) + 1) for _ in range(2))
    at = random.randrange(len(xml) + 1)
    return xml[:at] + xml[start : min(end, start + 2_000)] + xml[at:]


XML: dict[str, TextMutation] = {
    each.__name__: each
    for each in (lost_tag, doubled_tag, attribute, lost_attribute, reference, swapped_references, cell_type, value,
                 doubled_row, lost_row, entity, cut_xml, moved_text)
}  # fmt: skip
OTHERS = ("encoding", "lost_part", "swapped_parts")
SHEETS = ("content.xml", *(f"sheet{number}.xml" for number in range(1, 20)))
TRIES = 20
KINDS_OF_DAMAGE = (*BYTES, *XML, *OTHERS)


def damaged(data: bytes, other: bytes, kind: str, random: Random) -> bytes:
    """A file with damage of one kind; of XML in one place."""
    if kind in BYTES:
        return BYTES[kind](data, other, random)
    parts = parts_of(data)
    name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    if kind == "lost_part":
        return zipped({other: part for other, part in parts.items() if other != name})
    if kind == "swapped_parts":
        return zipped({**parts, name: parts[random.choice(list(parts))]})
    xml = parts[name].decode()
    if kind == "encoding":
        return zipped({**parts, name: xml.encode(random.choice(ENCODINGS), "replace")})
    for _ in range(TRIES):  # not every part has what is to be damaged
        if (after := XML[kind](xml, random)) != xml:
            return zipped({**parts, name: after.encode("utf-8", "replace")})
        name = random.choice([name for name in parts if name.endswith(SHEETS)])
        xml = parts[name].decode()
    return data
