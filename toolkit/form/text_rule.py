"""One rule about texts, from its TOML table: which kind it is shows by the key it has."""

from toolkit.form.model import LEVELS, PATTERNS, TEXT_KINDS, TextRule
from toolkit.form.shape import RULE_ID, Shape, take_id


def text_rule(shape: Shape) -> TextRule:
    kind = _kind(shape)
    words = shape.texts(kind) if kind != "length" else ()
    limit = shape.whole(kind, 1) if kind == "length" else 0
    if kind == "length" and limit < 1:
        shape.wrong("应是正整数", kind)
    for word in words if kind == "forbids_pattern" else ():
        if word not in PATTERNS:
            shape.wrong(f"“{word}”应是 {'、'.join(PATTERNS)} 之一", kind)
    for word in words:
        if " " in word:
            shape.wrong(f"“{word}”：查找时不计空格，这里不要写空格", kind)
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
    )
    shape.done()
    return rule


def _kind(shape: Shape) -> str:
    kinds = shape.given(*TEXT_KINDS)
    if len(kinds) != 1:
        shape.wrong(f"{'、'.join(TEXT_KINDS)} 要写一个，也只能写一个")
    return kinds[0] if kinds else TEXT_KINDS[0]
