"""One rule about texts, from its TOML table: which kind it is shows by the key it has."""

from collections.abc import Callable, Mapping, Sequence

from toolkit.fields import RULE_ID, Shape, take_id
from toolkit.form.count import Count, Fraction, Share
from toolkit.form.expression import Mistake, Sum
from toolkit.form.form import LEVELS, PATTERNS, TEXT_KINDS, TextRule

LIMITED = ("length", "at_least", "similar")
BOUND = ("number", "percent")  # they name figures


def text_rule(shape: Shape, bound: Callable[[str], Sum]) -> TextRule:
    """``bound`` turns an expression into a sum over the form's inputs, or raises :class:`Mistake`."""
    kind = _kind(shape)
    words = shape.texts(kind) if kind not in (*LIMITED, *BOUND) else ()
    limit = shape.whole(kind, 1) if kind in LIMITED else 0
    if kind in LIMITED and limit < 1:
        shape.wrong("应是正整数", kind)
    for word in words if kind == "forbids_pattern" else ():
        if word not in PATTERNS:
            shape.wrong(f"“{word}”应是 {'、'.join(PATTERNS)} 之一", kind)
    _no_spaces(shape, kind, words)
    rule = TextRule(
        id=take_id(shape, RULE_ID),
        kind=kind,
        texts=shape.texts("texts", required="texts" in shape.given("texts")),
        words=words,
        limit=limit,
        level=shape.one_of("level", LEVELS),
        why=shape.text("why"),
        mend=shape.text("mend"),
        cite=shape.text("cite", ""),
        levels=shape.texts("levels", required=False),
        counts=_counts(shape, bound) if kind == "number" else (),
        units=shape.texts("unit") if kind == "adds_up" else (),
        ends=shape.texts("ends", required=False) if kind == "adds_up" else (),
        shares=_shares(shape, bound) if kind == "percent" else (),
    )
    shape.done()
    return rule


def _kind(shape: Shape) -> str:
    kinds = shape.given(*TEXT_KINDS)
    if len(kinds) != 1:
        shape.wrong(f"{'、'.join(TEXT_KINDS)} 要写一个，也只能写一个")
    return kinds[0] if kinds else TEXT_KINDS[0]


def _counts(shape: Shape, bound: Callable[[str], Sum]) -> tuple[Count, ...]:
    """What stands beside the rule holds for all its numbers, and one may add to it."""
    units = shape.texts("unit")
    common = _words(shape, ("between", "not_near", "needs", "says"))
    return tuple(
        Count(_near(one), _sums(one, bound), units, **_own(one, common))
        for one in shape.shapes("number", required=True)
    )


def _shares(shape: Shape, bound: Callable[[str], Sum]) -> tuple[Share, ...]:
    units = shape.texts("unit")
    links = shape.texts("links", required=False)
    common = _words(shape, ("between", "not_near", "needs"))
    return tuple(
        Share(_near(one), _fractions(one, bound), units, links, **_own(one, common))
        for one in shape.shapes("percent", required=True)
    )


def _words(shape: Shape, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {key: shape.texts(key, required=False) for key in keys}


def _near(shape: Shape) -> tuple[str, ...]:
    near = shape.texts("near")
    _no_spaces(shape, "near", near)
    return near


def _own(shape: Shape, common: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What is common to all, with what one adds to it; nothing else may stand beside it."""
    own = {key: (*found, *shape.texts(key, required=False)) for key, found in common.items()}
    for key, words in own.items():
        _no_spaces(shape, key, words)
    shape.done()
    return own


def _sums(shape: Shape, bound: Callable[[str], Sum]) -> tuple[Sum, ...]:
    try:
        return tuple(bound(source) for source in shape.texts("is"))
    except Mistake as mistake:
        shape.wrong(str(mistake), "is")
        return ()


def _fractions(shape: Shape, bound: Callable[[str], Sum]) -> tuple[Fraction, ...]:
    """Each is written “part / whole”; a sum of several stands in brackets."""
    try:
        return tuple(_fraction(source, bound) for source in shape.texts("is"))
    except Mistake as mistake:
        shape.wrong(str(mistake), "is")
        return ()


def _fraction(source: str, bound: Callable[[str], Sum]) -> Fraction:
    part, slash, whole = source.partition("/")
    if not slash:
        raise Mistake(f"“{source}”应写成“部分 / 总数”")
    return Fraction(bound(part), bound(whole))


def _no_spaces(shape: Shape, key: str, words: tuple[str, ...]) -> None:
    for word in words:
        if " " in word:
            shape.wrong(f"“{word}”：查找时不计空格，这里不要写空格", key)
