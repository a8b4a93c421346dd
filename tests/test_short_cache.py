"""Short texts are remembered, and a stranger's long ones are not kept."""

from collections.abc import Callable

import pytest

from toolkit.checks.prose.sentences import sentences
from toolkit.office.sheets.addresses import position
from toolkit.published.alike import bare, flat, likeness
from toolkit.published.figures.rows import look, together
from toolkit.short_cache import short_cache
from toolkit.workbook.read.index import alike


def test_short_texts_alone_are_remembered() -> None:
    """Whatever their number, by their length together."""
    heard: list[tuple[str, ...]] = []

    @short_cache(10, 4)
    def say(*texts: str) -> str:
        heard.append(texts)
        return "".join(texts)

    for texts in (("ab",), ("ab",), ("ab", "cd"), ("ab", "cd"), ("abcde",), ("abcde",), ("abc", "de"), ("abc", "de")):
        assert say(*texts) == "".join(texts)
    assert heard == [("ab",), ("ab", "cd"), ("abcde",), ("abcde",), ("abc", "de"), ("abc", "de")]


@pytest.mark.parametrize("function", [position, alike, sentences, flat, bare, look, together])
def test_a_long_text_is_not_kept(function: Callable[[str], object]) -> None:
    """A thousand of a megabyte each would be a gigabyte."""
    assert kept(function, "长" * 10_000) == 0


def test_a_long_text_beside_a_label_is_not_kept() -> None:
    assert kept(lambda text: likeness("标签", text), "长" * 10_000, likeness) == 0


def kept(call: Callable[[str], object], text: str, function: Callable[..., object] | None = None) -> int:
    """How many entries a call adds to the cache inside of a function."""
    closure = (function or call).__closure__ or ()
    [cache] = [each.cell_contents for each in closure if hasattr(each.cell_contents, "cache_info")]
    before = cache.cache_info().currsize
    call(text)
    return int(cache.cache_info().currsize - before)
