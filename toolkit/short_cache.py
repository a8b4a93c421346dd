"""Remembers what a function says of short texts; a stranger's long text is not kept.

A cache of a thousand entries is small for words, and a gigabyte for texts of a megabyte each.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Answer = TypeVar("Answer")


def short_cache(entries: int, longest: int) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Caches a function of one or more texts for those that have at most ``longest`` characters together."""

    def decorated(function: Callable[..., Answer]) -> Callable[..., Answer]:
        kept = lru_cache(entries)(function)

        @wraps(function)
        def answer(*texts: str) -> Answer:
            return kept(*texts) if sum(map(len, texts)) <= longest else function(*texts)

        return answer

    return decorated
