"""Damage to the records of an .xls and to the words of a JSON file: seeded, of named kinds."""

import json
import re
import struct
from collections.abc import Callable
from random import Random

from tests.office.drawn_compound import compound
from tests.office.sheets.drawn_xls import CONTINUES, record
from tests.workbook.mutations import TEXTS
from toolkit.office.compound import Compound

KINDS = (0x0006, 0x000A, 0x0017, 0x0018, 0x0031, 0x0085, 0x00BD, 0x00E0, 0x00E5, 0x00FC, 0x00FD, 0x0203, 0x0205, 0x0207,
         0x0208, 0x0225, 0x027E, 0x041E, 0x0809, CONTINUES, 0x0092, 0x0042, 0x007D)  # fmt: skip
SIZES = (0, 1, 3, 7, 0xFF, 0x7FFF, 0xFFFF)
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|[\[\]{},:]|true|false|null')
VALUES = ("0", "-1", "1e999999", "1e-90000", "9" * 5_000, "NaN", "null", "true", '""', '"\\ud800"', '"\\u202e\\n"',
          "[]", "{}", '{"a":[{}]}', "[" * 900, *(json.dumps(text) for text in TEXTS))  # fmt: skip

Records = list[bytes]
RecordMutation = Callable[[Records, int, Random], None]


def records(stream: bytes) -> Records:
    found, at = [], 0
    while at + 4 <= len(stream):
        size = 4 + struct.unpack_from("<H", stream, at + 2)[0]
        found.append(stream[at : at + size])
        at += size
    return found


def lost_record(each: Records, at: int, random: Random) -> None:
    del each[at]


def doubled_record(each: Records, at: int, random: Random) -> None:
    each[at:at] = [each[at]] * random.choice((1, 2, 3_000))


def other_kind(each: Records, at: int, random: Random) -> None:
    each[at] = struct.pack("<H", random.choice(KINDS)) + each[at][2:]


def other_size(each: Records, at: int, random: Random) -> None:
    each[at] = each[at][:2] + struct.pack("<H", random.choice(SIZES)) + each[at][4:]


def cut_record(each: Records, at: int, random: Random) -> None:
    body = each[at][4:]
    each[at] = record(struct.unpack_from("<H", each[at])[0], body[: random.randrange(len(body) + 1)])


def other_number(each: Records, at: int, random: Random) -> None:
    if len(each[at]) > 6:
        place = random.randrange(4, len(each[at]) - 1)
        each[at] = each[at][:place] + struct.pack("<H", random.choice(SIZES)) + each[at][place + 2 :]


def continued(each: Records, at: int, random: Random) -> None:
    each[at + 1 : at + 1] = [record(CONTINUES, random.randbytes(random.randrange(40)))] * random.choice((1, 2_000))


def swapped_records(each: Records, at: int, random: Random) -> None:
    other = random.randrange(len(each))
    each[at], each[other] = each[other], each[at]


RECORDS: dict[str, RecordMutation] = {
    each.__name__: each
    for each in (lost_record, doubled_record, other_kind, other_size, cut_record, other_number, continued,
                 swapped_records)
}  # fmt: skip


def damaged_records(data: bytes, kind: str, random: Random) -> bytes:
    """An .xls with one or two records damaged; the places of its sheets are left as they were."""
    found = records(Compound(data).stream("Workbook"))
    for _ in range(random.choice((1, 1, 2))):
        RECORDS[kind](found, random.randrange(len(found)), random)
    return compound({"Workbook": b"".join(found)})


def _lost_word(words: list[str], at: int, random: Random) -> None:
    del words[at]


def _doubled_word(words: list[str], at: int, random: Random) -> None:
    words[at:at] = [words[at]] * random.choice((1, 2, 2_000))


def _other_word(words: list[str], at: int, random: Random) -> None:
    words[at] = random.choice(VALUES)


def _swapped_words(words: list[str], at: int, random: Random) -> None:
    other = random.randrange(len(words))
    words[at], words[other] = words[other], words[at]


def _doubled_key(words: list[str], at: int, random: Random) -> None:
    keys = [place for place, word in enumerate(words) if word == ":"]
    place = random.choice(keys)
    words[place - 1 : place - 1] = [words[place - 1], ":", random.choice(VALUES), ","]


def _other_value(words: list[str], at: int, random: Random) -> None:
    keys = [place for place, word in enumerate(words) if word == ":"]
    words[random.choice(keys) + 1] = random.choice(VALUES)


WORDS: dict[str, Callable[[list[str], int, Random], None]] = {
    "lost_word": _lost_word,
    "doubled_word": _doubled_word,
    "other_word": _other_word,
    "swapped_words": _swapped_words,
    "doubled_key": _doubled_key,
    "other_value": _other_value,
}


def damaged_words(data: bytes, kind: str, random: Random) -> bytes:
    """A JSON file with one of its words damaged."""
    words = TOKEN.findall(data.decode())
    WORDS[kind](words, random.randrange(len(words)), random)
    return "".join(words).encode("utf-8", "surrogatepass")
