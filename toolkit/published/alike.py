"""How much what was seen looks like a label of the form, whatever its numbering, brackets and spaces."""

import re
from collections import Counter
from difflib import SequenceMatcher

from toolkit.entry import PLAIN
from toolkit.short_cache import short_cache

QUOTES = dict.fromkeys(map(ord, "“”„‟″〝〞＂\"'‘’"), ord('"'))
FLAT = PLAIN | {0x3000: 32} | QUOTES
PUNCTUATION = re.compile(r"[()\[\]〔〕【】,.、;:。\"·—\-*#]")
NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十0-9]{1,3}[).、．])+")
LONGEST = 160  # characters that can be a label with the words around it; printed ones have up to 45
SLIGHT = 0.2  # below that nobody need know how little alike
PART = 4  # characters of the shorter one, from which it may be a part of the other
CERTAIN = 0.9  # so much alike are a label and its misprint


@short_cache(1 << 14, LONGEST)
def flat(text: str) -> str:
    """For comparing: half width, without spaces, all quotation marks the same."""
    return re.sub(r"\s+", "", text.translate(FLAT))


@short_cache(1 << 14, LONGEST)
def bare(text: str) -> str:
    """A label without its numbering and punctuation."""
    text = flat(text)
    return PUNCTUATION.sub("", NUMBERING.sub("", text) or text)


@short_cache(1 << 17, 2 * LONGEST)
def likeness(label: str, seen: str) -> float:
    """From 0 to 1; 1 for words that differ in numbering, punctuation and spaces alone."""
    if len(seen) > LONGEST:
        return 0.0
    wanted, found = bare(label), bare(seen)
    if not wanted or not found:
        return 0.0
    if wanted == found:
        return 1.0
    if 2 * _shared(wanted, found) < SLIGHT * (len(wanted) + len(found)):
        return 0.0
    blocks = SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks)
    return max(2 * common / (len(wanted) + len(found)), _as_part(common, len(wanted), len(found)))


def _as_part(common: int, wanted: int, found: int) -> float:
    """A long label that was cut short, or that stands among a few other words."""
    shorter, longer = sorted((wanted, found))
    if shorter < PART or found > 2.2 * wanted + 8:
        return 0.0
    return 0.92 * common / shorter * (0.6 + 0.4 * shorter / longer)


def _shared(one: str, other: str) -> int:
    return sum((Counter(one) & Counter(other)).values())
