"""Words that make a clause speak of something else: another body, another business, a part."""

import re
from collections.abc import Sequence
from functools import lru_cache

SEATS = "省市州盟区县旗乡镇"  # behind these characters the short names of a unit begin or end
SHORTEST = 3
NAMED = "\0"  # in place of the unit's own name


def says_any(guards: Sequence[str], known: Sequence[str], text: str, own: Sequence[str] = ()) -> bool:
    """Whether one of the guards stands in a text as a word of its own.

    It does not inside a longer one of ``known``, nor in a name of the unit's ``own``.
    """
    if not guards or not any_of(tuple(guards)).search(text):
        return False
    for name in own:
        text = text.replace(name, NAMED)
    return any(found.group() in guards for found in any_of((*guards, *known)).finditer(text))


@lru_cache(maxsize=1024)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds the longest of some words at each place."""
    return re.compile("|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))))


@lru_cache(maxsize=16)
def own_names(unit: str) -> tuple[str, ...]:
    """How a unit may call itself: “大河镇人民政府办公室” is also “镇政府办公室”, “镇政府办”."""
    full = unit.replace("人民政府", "政府")
    tails = [full[at:] for at, each in enumerate(full) if each in SEATS or (at and full[at - 1] in SEATS)]
    names = [unit, full, *tails]
    return tuple(dict.fromkeys(name for each in names for name in (each, _shortened(each)) if len(name) >= SHORTEST))


def _shortened(name: str) -> str:
    return name.removesuffix("公室") if name.endswith("办公室") else name
