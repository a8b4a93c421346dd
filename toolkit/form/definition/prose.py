"""One rule about texts, from its TOML table: which kind it is shows by the key it has."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toolkit.fields import RULE_ID, Shape, take_id
from toolkit.form.count import Count, Fraction, Share
from toolkit.form.expression import Mistake, Sum
from toolkit.form.form import LEVELS, PATTERNS, TEXT_KINDS, TextRule

Bind = Callable[[str], Sum]  # an expression as a sum over the form's inputs; raises Mistake


def text_rule(shape: Shape, bound: Bind) -> TextRule:
    """Every mistake goes to ``shape``; what is then returned only lets the reading go on."""
    kind = _kind(shape)
    rule = TextRule(
        kind=kind,
        **_values(kind, shape, bound),
        id=take_id(shape, RULE_ID),
        texts=shape.texts("texts", required="texts" in shape.given("texts")),
        level=shape.one_of("level", LEVELS),
        why=shape.text("why"),
        mend=shape.text("mend"),
        cite=shape.text("cite", ""),
        levels=shape.texts("levels", required=False),
    )
    shape.done()
    return rule


def _kind(shape: Shape) -> str:
    kinds = shape.given(*TEXT_KINDS)
    if len(kinds) != 1:
        shape.wrong(f"{'、'.join(TEXT_KINDS)} 要写一个，也只能写一个")
    return kinds[0] if kinds else TEXT_KINDS[0]


def _values(kind: str, shape: Shape, bound: Bind) -> dict[str, Any]:
    """What each kind takes, as fields of a :class:`TextRule`."""
    match kind:
        case "mentions" | "forbids":
            return {"words": _words(shape, kind)}
        case "forbids_pattern":
            return {"words": _patterns(shape, kind)}
        case "length" | "at_least" | "similar":
            return {"limit": _limit(shape, kind)}
        case "adds_up":
            ends = shape.texts("ends", required=False)
            return {"words": _words(shape, kind), "units": shape.texts("unit"), "ends": ends}
        case "number":
            return {"counts": _counts(shape, bound)}
        case _:
            return {"shares": _shares(shape, bound)}


def _words(shape: Shape, key: str) -> tuple[str, ...]:
    words = shape.texts(key)
    _no_spaces(shape, key, words)
    return words


def _patterns(shape: Shape, key: str) -> tuple[str, ...]:
    names = shape.texts(key)
    for name in names:
        if name not in PATTERNS:
            shape.wrong(f"“{name}”应是 {'、'.join(PATTERNS)} 之一", key)
    return names


def _limit(shape: Shape, key: str) -> int:
    limit = shape.whole(key, 1)
    if limit < 1:
        shape.wrong("应是正整数", key)
    return limit


def _counts(shape: Shape, bound: Bind) -> tuple[Count, ...]:
    """What stands beside the rule holds for all its numbers, and one may add to it."""
    units = shape.texts("unit")
    common = _optional(shape, ("between", "not_near", "needs", "says"))
    return tuple(
        Count(_words(one, "near"), _sums(one, bound), units, **_own(one, common))
        for one in shape.shapes("number", required=True)
    )


def _shares(shape: Shape, bound: Bind) -> tuple[Share, ...]:
    units = shape.texts("unit")
    links = shape.texts("links", required=False)
    common = _optional(shape, ("between", "not_near", "needs"))
    return tuple(
        Share(_words(one, "near"), _fractions(one, bound), units, links, **_own(one, common))
        for one in shape.shapes("percent", required=True)
    )


def _optional(shape: Shape, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {key: shape.texts(key, required=False) for key in keys}


def _own(shape: Shape, common: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What is common to all, with what one adds to it; nothing else may stand beside it."""
    own = {key: (*found, *shape.texts(key, required=False)) for key, found in common.items()}
    for key, words in own.items():
        _no_spaces(shape, key, words)
    shape.done()
    return own


def _sums(shape: Shape, bound: Bind) -> tuple[Sum, ...]:
    try:
        return tuple(bound(source) for source in shape.texts("is"))
    except Mistake as mistake:
        shape.wrong(str(mistake), "is")
        return ()


def _fractions(shape: Shape, bound: Bind) -> tuple[Fraction, ...]:
    """Each is written “part / whole”; a sum of several stands in brackets."""
    try:
        return tuple(_fraction(source, bound) for source in shape.texts("is"))
    except Mistake as mistake:
        shape.wrong(str(mistake), "is")
        return ()


def _fraction(source: str, bound: Bind) -> Fraction:
    part, slash, whole = source.partition("/")
    if not slash:
        raise Mistake(f"“{source}”应写成“部分 / 总数”")
    return Fraction(bound(part), bound(whole))


def _no_spaces(shape: Shape, key: str, words: tuple[str, ...]) -> None:
    for word in words:
        if " " in word:
            shape.wrong(f"“{word}”：查找时不计空格，这里不要写空格", key)
