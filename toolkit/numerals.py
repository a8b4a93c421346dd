"""Chinese numerals below ten thousand: “十二”, “一百零五”, “二〇”."""

import re
from functools import cache

DIGITS = "零一二三四五六七八九"
NUMERALS = DIGITS + "〇两十百千"
ONE_BY_ONE = {"〇": "0"} | {digit: str(value) for value, digit in enumerate(DIGITS)}


def arabic(text: str) -> str | None:
    """The same number in digits; None where the characters do not make one, or make two (“一二”, “一百二”)."""
    if re.fullmatch(f"[{DIGITS[1:]}][{DIGITS}〇]+", text) and re.search("[零〇]", text):
        return "".join(ONE_BY_ONE[digit] for digit in text)
    full = text if text == "〇" else text.replace("〇", "零")
    full = re.sub("^两$|两(?=[百千])", "二", full)
    return _numbers().get(re.sub(f"(?<![{DIGITS[1:]}])十", "一十", full))


def written(number: int) -> str:
    """A number below ten thousand as it is written out: 1005 is “一千零五”."""
    places = zip(f"{number:04}", ("千", "百", "十", ""), strict=True)
    text = "".join(DIGITS[int(digit)] + place if digit != "0" else "零" for digit, place in places)
    return re.sub("零+", "零", text).strip("零") or "零"


@cache
def _numbers() -> dict[str, str]:
    return {written(number): str(number) for number in range(10_000)}
