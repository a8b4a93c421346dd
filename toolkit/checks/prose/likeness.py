"""How much of one text is in another, and which of ten thousand texts are alike without comparing each with each.

A text is cut into pieces of :data:`LENGTH` hanzi, each kept as a checksum of 32 bits. One piece in :data:`SAMPLE` is
looked up in a list of who says it (one that very many say, only among the :data:`NEAR` next to the text in the run);
with the few texts that share most of these pieces, a text is compared wholly.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from typing import NamedTuple, TypeAlias
from zlib import crc32

from toolkit.submission.phrases import phrase_text
from toolkit.submission.submission import Submission

Pieces: TypeAlias = "array[int]"  # 32 bits each, sorted, each once

LENGTH = 5  # hanzi
LEAST = 60  # pieces: a text of a few lines may well be said in the same words
ALL = 300  # reports that are compared pair by pair
SAMPLE = 4  # of the pieces of a text, one in so many is looked up: of 60 about 15
NEAR = 24  # of those who say a piece, so many before a text and so many behind it are looked at
CLOSEST = 4  # that are compared wholly
PIECES = 2**32  # different checksums
PARTS = 16  # in which they are sorted

KEPT = re.compile(r"[\u4e00-\u9fff]")
SENTENCE = re.compile("[^。；！？\n]+")


class Likeness(NamedTuple):
    """A text, how much of it is in another one in per cent, and that one, both by their positions."""

    number: int
    same: int
    other: int


def pieces(submission: Submission, texts: Sequence[str]) -> Pieces:
    """What the texts say, without the ready-made sentences that only repeat figures."""
    ready = {
        _bare(sentence)
        for phrase in submission.form.phrases
        if phrase.text in texts
        for sentence in SENTENCE.findall(phrase_text(submission, phrase))
    }
    said = "\n".join(line for id in texts for line in submission.plain_texts.get(id, ()))
    kept = [bare for sentence in SENTENCE.findall(said) if (bare := _bare(sentence)) not in ready]
    return array("I", sorted({crc32(piece) for bare in kept for piece in _cut(bare)}))


def _bare(sentence: str) -> str:
    return "".join(KEPT.findall(sentence))


def _cut(bare: str) -> Iterator[bytes]:
    coded = bare.encode("utf-16-le")
    return (coded[start : start + 2 * LENGTH] for start in range(0, len(coded) - 2 * LENGTH + 2, 2))


def share(own: Pieces, other: Pieces) -> int:
    """How much of a text is in another one, in per cent; of a short one none."""
    return len(set(own).intersection(other)) * 100 // len(own) if len(own) >= LEAST else 0


def nearest(texts: Sequence[Pieces], units: Sequence[Hashable], limit: int) -> Iterator[Likeness]:
    """Each text of which more than ``limit`` per cent is in another unit's, with the one that has most of it.

    ``units``: whose each text is.
    """
    candidates = _everybody(texts) if len(texts) <= ALL else _neighbours(texts, units)

    @lru_cache(ALL)
    def at(number: int) -> frozenset[int]:
        return frozenset(texts[number])

    for number, own in enumerate(texts):
        if len(own) < LEAST:
            continue
        others = (other for other in candidates(number) if units[other] != units[number])
        same, other = max(((len(at(number) & at(other)) * 100 // len(own), -other) for other in others), default=(0, 0))
        if same > limit:
            yield Likeness(number, same, -other)


def _everybody(texts: Sequence[Pieces]) -> Callable[[int], Iterable[int]]:
    return lambda number: range(len(texts))


def _neighbours(texts: Sequence[Pieces], units: Sequence[Hashable]) -> Callable[[int], Iterable[int]]:
    """Of a text, the few of other units that share most of the pieces that are looked up."""
    looked_up = [array("I", (piece for piece in text if piece % SAMPLE == 0)) for text in texts]
    index = _index(looked_up)

    def near(number: int) -> list[int]:
        own = looked_up[number]
        counts = Counter(chain.from_iterable(index.around(piece, number) for piece in own))
        others = (other for other in counts if units[other] != units[number])
        return nlargest(CLOSEST, others, key=counts.__getitem__)

    return near


class _Index(NamedTuple):
    """Who says what: ``numbers`` of texts beside the ``pieces`` they say, both in the order of the pieces."""

    pieces: Pieces
    numbers: "array[int]"

    def around(self, piece: int, number: int) -> "array[int]":
        """Those who say a piece, or of very many the nearest in the run."""
        start, end = bisect_left(self.pieces, piece), bisect_right(self.pieces, piece)
        if end - start > 2 * NEAR:
            at = bisect_left(self.numbers, number, start, end)
            start, end = max(at - NEAR, start), min(at + NEAR, end)
        return self.numbers[start:end]


def _index(texts: Sequence[Pieces]) -> _Index:
    """Sorted in parts, since numbers take nine times as much memory while they are in a list."""
    index = _Index(array("I"), array("I"))
    for part in range(PARTS):
        least, most = (number * PIECES // PARTS for number in (part, part + 1))
        said = ((text[bisect_left(text, least) : bisect_left(text, most)], number) for number, text in enumerate(texts))
        pairs = sorted((piece << 32) + number for own, number in said for piece in own)
        index.pieces.extend(pair >> 32 for pair in pairs)
        index.numbers.extend(pair & (PIECES - 1) for pair in pairs)
    return index
