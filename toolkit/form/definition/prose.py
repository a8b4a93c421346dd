"""Loads one rule about texts from its TOML table; the key it has tells its kind."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toolkit.fields import RULE_ID, Fields, take_id
from toolkit.form.count import Count, Share
from toolkit.form.expression import Mistake, Sum
from toolkit.form.form import LEVELS, PATTERNS, TEXT_KINDS, TextRule
from toolkit.form.fraction import Fraction

COUNT_KEYS = (
    *("between", "not_near", "needs", "says", "links", "joints"),
    *("scope", "topics", "subject", "nothing", "unsure"),
)
Bind = Callable[[str], Sum]  # an expression as a sum over the form's inputs; raises Mistake


def text_rule(fields: Fields, bound: Bind) -> TextRule:
    """Every mistake goes to ``fields``; what is then returned only lets the reading go on."""
    kind = _kind(fields)
    rule = TextRule(
        kind=kind,
        **_values(kind, fields, bound),
        id=take_id(fields, RULE_ID),
        texts=fields.texts("texts", required="texts" in fields.given("texts")),
        level=fields.one_of("level", LEVELS),
        why=fields.text("why"),
        mend=fields.text("mend"),
        cite=fields.text("cite", ""),
        levels=fields.texts("levels", required=False),
    )
    fields.done()
    return rule


def _kind(fields: Fields) -> str:
    kinds = fields.given(*TEXT_KINDS)
    if len(kinds) != 1:
        fields.wrong(f"{'、'.join(TEXT_KINDS)} 要写一个，也只能写一个")
    return kinds[0] if kinds else TEXT_KINDS[0]


def _values(kind: str, fields: Fields, bound: Bind) -> dict[str, Any]:
    """What each kind takes, as fields of a :class:`TextRule`."""
    match kind:
        case "mentions" | "forbids":
            return {"words": _words(fields, kind)}
        case "forbids_pattern":
            return {"words": _patterns(fields, kind)}
        case "length" | "at_least" | "similar":
            return {"limit": _limit(fields, kind)}
        case "adds_up":
            ends = fields.texts("ends", required=False)
            return {"words": _words(fields, kind), "units": fields.texts("unit"), "ends": ends}
        case "ratios":
            return {"words": _words(fields, kind), "units": fields.texts("unit")}
        case "number":
            return {"counts": _counts(fields, bound)}
        case _:
            return {"shares": _shares(fields, bound)}


def _words(fields: Fields, key: str) -> tuple[str, ...]:
    words = fields.texts(key)
    _no_spaces(fields, key, words)
    return words


def _patterns(fields: Fields, key: str) -> tuple[str, ...]:
    names = fields.texts(key)
    for name in names:
        if name not in PATTERNS:
            fields.wrong(f"“{name}”应是 {'、'.join(PATTERNS)} 之一", key)
    return names


def _limit(fields: Fields, key: str) -> int:
    limit = fields.whole(key, 1)
    if limit < 1:
        fields.wrong("应是正整数", key)
    return limit


def _counts(fields: Fields, bound: Bind) -> tuple[Count, ...]:
    """What stands beside the rule holds for all its numbers, and one may add to it."""
    units = fields.texts("unit")
    common = _optional(fields, COUNT_KEYS)
    return tuple(
        Count(_words(one, "near"), _sums(one, bound), units, **_own(one, common))
        for one in fields.tables("number", required=True)
    )


def _shares(fields: Fields, bound: Bind) -> tuple[Share, ...]:
    units = fields.texts("unit")
    links = fields.texts("links", required=False)
    common = _optional(fields, ("between", "not_near", "needs"))
    return tuple(
        Share(_words(one, "near"), _fractions(one, bound), units, links, **_own(one, common))
        for one in fields.tables("percent", required=True)
    )


def _optional(fields: Fields, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {key: fields.texts(key, required=False) for key in keys}


def _own(fields: Fields, common: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What is common to all, with what one adds to it; nothing else may stand beside it."""
    own = {key: (*found, *fields.texts(key, required=False)) for key, found in common.items()}
    for key, words in own.items():
        _no_spaces(fields, key, words)
    fields.done()
    return own


def _sums(fields: Fields, bound: Bind) -> tuple[Sum, ...]:
    try:
        return tuple(bound(source) for source in fields.texts("is"))
    except Mistake as mistake:
        fields.wrong(str(mistake), "is")
        return ()


def _fractions(fields: Fields, bound: Bind) -> tuple[Fraction, ...]:
    """Each is written “part / whole”; a sum of several stands in brackets."""
    try:
        return tuple(_fraction(source, bound) for source in fields.texts("is"))
    except Mistake as mistake:
        fields.wrong(str(mistake), "is")
        return ()


def _fraction(source: str, bound: Bind) -> Fraction:
    part, slash, whole = source.partition("/")
    if not slash:
        raise Mistake(f"“{source}”应写成“部分 / 总数”")
    return Fraction(bound(part), bound(whole))


def _no_spaces(fields: Fields, key: str, words: tuple[str, ...]) -> None:
    for word in words:
        if " " in word:
            fields.wrong(f"“{word}”：查找时不计空格，这里不要写空格", key)
