"""Decides how a number format shows a number: unchanged, as a date, or as something else.

Only what is known to leave a number as it is counts as plain. A code has up to four sections; which of them applies
depends on the number (ECMA-376 part 1, 18.8.31).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property, lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

from toolkit.numbers import Number, plain_number
from toolkit.office.sheets.book import DATED, ODD, PLAIN

CODE_LIMIT = 255  # characters, in Excel
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.?)|_(?P<pad>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<power>E[+-])|(?P<digit>[0#?])|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
COLOUR = re.compile(
    r"Black|Blue|Cyan|Green|Magenta|Red|Yellow|Color ?\d+|[黑蓝青绿红黄]色?|洋红|颜色 ?\d+", re.IGNORECASE
)
NUMERALS = re.compile(r"DBNum[1-4]|NatNum\d+", re.IGNORECASE)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
CURRENCY = re.compile(r"\$(?P<sign>[^0-9-]*)(?:-[0-9A-Fa-f,]+)?")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
COMPARE = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
WIDE = Context(prec=1_000, rounding=ROUND_HALF_UP)  # more digits than any code can ask for
PARTS_OF_A_DAY = {"h": 24, "m": 24 * 60, "s": 24 * 60 * 60}
DATE_LETTERS = frozenset("ymdhs年月日")
MONEY = frozenset("¥￥$€")
ROOM = "¥￥$€ "  # before or behind a number
NOTHING = re.compile(r"-[?#]*")  # how accountants write 0
BODY = re.compile(r"@|General|(?:[#?0]|,(?=[#?0]))+(?:\.[#?0]*)?|\.[#?0]+")
SIGNED = re.compile(r"-(?P<minus>.*)|(?P<behind>[^-(]*)-|\((?P<between>.*)\)")


class Token(NamedTuple):
    kind: str
    text: str


@dataclass(frozen=True)
class FormatSection:
    """``auto``: a negative number gets a minus of its own; ``negative``, ``zero``: for no other number."""

    tokens: tuple[Token, ...]
    auto: bool = True
    negative: bool = False
    zero: bool = False

    @cached_property
    def condition(self) -> re.Match[str] | None:
        """The first bracketed condition, such as ``[>=100]``, or None (ISO/IEC 29500-1, 18.8.31)."""
        brackets = (CONDITION.fullmatch(text) for kind, text in self.tokens if kind == "bracket")
        return next(filter(None, brackets), None)

    def takes(self, number: Number) -> bool:
        """Whether the section's own condition holds for the number; False without a condition."""
        found = self.condition
        return bool(found and COMPARE[found[1]](number, Decimal(found[2])))

    @cached_property
    def elapsed(self) -> str:
        """The unit of a time that is shown as so many of them altogether."""
        return next(
            (text[0].lower() for kind, text in self.tokens if kind == "bracket" and ELAPSED.fullmatch(text)), ""
        )

    @cached_property
    def dated(self) -> bool:
        """Whether the section has letters of a date or time, so that it shows a number as one."""
        return any(kind == "other" and text.lower() in DATE_LETTERS for kind, text in self.tokens)

    @cached_property
    def body(self) -> str:
        """What is shown, but for colours and room; what is no part of a plain number makes it none."""
        return "".join(map(_plain_part, self.tokens)).strip()

    @cached_property
    def bare(self) -> str:
        """The body without its sign and the currency before it."""
        found = SIGNED.fullmatch(self.body.lstrip(ROOM))
        return next(filter(None, found.groups()), "") if found else self.body

    def shows(self, number: Number | None) -> str:
        """How a number looks in this section: :data:`PLAIN` as it is, :data:`DATED` as a date, :data:`ODD` as
        something else.
        """
        if self.dated:
            return DATED
        signed = self.bare != self.body
        if self.zero and NOTHING.fullmatch(self.body.lstrip(ROOM)):
            return PLAIN
        if not BODY.fullmatch(self.bare.strip(ROOM)) or signed != self.negative:
            return ODD
        return ODD if number == 0 and "#" in self.body and "0" not in self.body else PLAIN


def _plain_part(token: Token) -> str:
    kind, text = token
    if kind == "bracket":
        money = CURRENCY.fullmatch(text)
        known = COLOUR.fullmatch(text) or NUMERALS.fullmatch(text) or CONDITION.fullmatch(text)
        return (money["sign"] if set(money["sign"]) <= MONEY else "[]") if money else "" if known else "[]"
    if kind == "general":
        return "General"
    if kind in ("pad", "fill"):
        return "" if kind == "fill" and text == " " else "" if kind == "pad" and not text.isdigit() else "[]"
    if kind in ("quoted", "escaped"):
        return text if set(text) <= MONEY | set("-() ") else "[]"
    return text


def _sections(code: str) -> Iterator[tuple[Token, ...]]:
    found: list[Token] = []
    for match in TOKEN.finditer(code[:CODE_LIMIT]):
        kind = str(match.lastgroup)
        if kind == "other" and match[0] == ";":
            yield tuple(found)
            found = []
        else:
            found.append(Token(kind, match[kind]))
    yield tuple(found)


@lru_cache(1024)
def sections(code: str) -> tuple[FormatSection, ...]:
    """Those for numbers."""
    found = [FormatSection(tokens) for tokens in _sections(code)][:3]
    if len(found) == 1 or any(section.condition for section in found):
        return tuple(found)
    parts = [(False, False), (True, False), (False, True)]
    return tuple(
        FormatSection(section.tokens, not negative and not zero, negative, zero)
        for section, (negative, zero) in zip(found, parts, strict=False)
    )


def section(code: str, number: Number) -> FormatSection:
    """The one that shows a number."""
    found = sections(code)
    if any(each.condition for each in found):
        return next((each for each in found if each.takes(number)), found[-1])
    return found[1 if number < 0 and len(found) > 1 else 2 if number == 0 and len(found) > 2 else 0]


def shown_by(code: str, number: Number | None = None) -> str:
    """What a format code makes of a number: “yyyy/m/d” a date, “0.0%” or “0"万"” something else. Without a number, what
    it may make of any.
    """
    if not code:
        return PLAIN
    found = sections(code) if number is None else (section(code, number),)
    all = {each.shows(number) for each in found}
    return next((shows for shows in (ODD, DATED) if shows in all), PLAIN)


def shown(code: str, number: Number) -> str | None:
    """What is seen in place of a number; None where that cannot be told."""
    found = section(code, number)
    kinds = {kind for kind, _ in found.tokens}
    if found.dated or kinds & {"fill", "power"} or any(token == Token("other", "/") for token in found.tokens):
        return None
    if found.elapsed:
        return str(int(number * PARTS_OF_A_DAY[found.elapsed]))
    text = _drawn(found.tokens, number if number >= 0 else -number)
    return ("-" if number < 0 and found.auto else "") + text.strip()


def _drawn(tokens: tuple[Token, ...], number: Number) -> str:
    point = next((at for at, token in enumerate(tokens) if token == Token("other", ".")), len(tokens))
    digits = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    before, after = [at for at in digits if at < point], [at for at in digits if at > point]
    whole, decimals = _rounded(tokens, number, before, after)
    shown = _spread(whole, before, tokens)
    shown |= {at: decimals[nth : nth + 1] for nth, at in enumerate(after)}
    return "".join(shown.get(at, _literal(token, number)) for at, token in enumerate(tokens))


def _rounded(tokens: tuple[Token, ...], number: Number, before: list[int], after: list[int]) -> tuple[str, str]:
    """The digits before and after the point, after percent signs and commas that mean thousands."""
    last = max(before, default=0)
    behind = [text for kind, text in tokens[last + 1 :] if kind == "other"]
    thousands = next((count for count, text in enumerate(behind) if text != ","), len(behind)) if before else 0
    hundreds = sum(token == Token("other", "%") for token in tokens)
    exact = WIDE.scaleb(Decimal(number), 2 * hundreds - 3 * thousands)
    kept = exact.quantize(Decimal(1).scaleb(-len(after)), context=WIDE)
    whole, _, decimals = format(kept, "f").partition(".")
    grouped = any(
        token == Token("other", ",") and min(before, default=0) < at < last for at, token in enumerate(tokens)
    )
    return (f"{int(whole):,}" if grouped else whole), decimals


def _spread(whole: str, places: list[int], tokens: tuple[Token, ...]) -> dict[int, str]:
    """Digits from the right, one for each place; what is left over stands at the first."""
    shown = {}
    rest = "" if whole == "0" else whole
    for at in reversed(places):
        take = rest[-1:] if at != places[0] else rest
        rest = rest[: len(rest) - len(take)]
        if rest.endswith(","):
            take, rest = "," + take, rest[:-1]
        shown[at] = take or ("0" if tokens[at].text == "0" else "")
    return shown


def _literal(token: Token, number: Number) -> str:
    kind, text = token
    if kind == "bracket":
        money = CURRENCY.fullmatch(text) or re.fullmatch(r"\$(?P<sign>[^-]*)(?:-.*)?", text)
        return money["sign"] if money else ""
    if kind == "general" or text == "@":
        return plain_number(number)
    return "" if kind == "pad" or (kind, text) == ("other", ",") else text
