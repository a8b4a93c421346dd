"""A submission as JSON, in and out (design, 5.2)."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from unicodedata import category

from toolkit import limits
from toolkit.form.expression import Ref
from toolkit.form.form import Form
from toolkit.form.library import find
from toolkit.limits import too_large, within
from toolkit.numbers import Number, number
from toolkit.rich_text import Paragraph, Run, forbidden, forbidden_character, from_markup, paragraph, plain, to_markup
from toolkit.submission.check_code import check_code
from toolkit.submission.messages import (
    broken_json,
    forbidden_text,
    key_missing,
    key_twice,
    not_one_line,
    not_ours,
    unknown_form,
    unknown_id,
    wrong_shape,
)
from toolkit.submission.submission import DECLARATIONS, Submission

KEYS = (
    "form", "unit", "code", "level", "year", "figures", "check_code", "texts", "declared", "reasons", "last_year",
    "doubtful",
)  # fmt: skip
FAR = 10**8  # an exponent that any Decimal holds
UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))  # pasted along from a web page


@dataclass(frozen=True)
class Filing:
    """A submission with what its file said beside it: computed figures as stated, what nobody knows or asks for."""

    submission: Submission
    stated: Mapping[str, Number | str]
    unknown_keys: tuple[str, ...] = ()
    unused_last_year: tuple[str, ...] = ()


def parse(text: str) -> Any:
    """JSON text to plain values, numbers kept exactly; raises :class:`Refusal`.

    Brackets and commas are counted before anything is made of them: each takes a thousand times its byte in memory.
    """
    within(len(text), limits.JSON, "超过{}个字符")
    within(text.count("[") + text.count("{"), limits.BRACKETS, "括号超过{}对")
    within(text.count(","), limits.VALUES, "逗号超过{}个")
    try:
        return json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=_no_constant, object_pairs_hook=_once
        )
    except RecursionError as error:
        raise too_large("括号套得太深") from error
    except ValueError as error:
        raise broken_json(getattr(error, "lineno", 1)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that is said twice is refused: programs do not agree which one counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        count = Counter(key for key, _ in pairs)
        raise key_twice(_shown(count.most_common(1)[0][0]))
    return found


def _whole(text: str) -> int | Decimal:
    """Python itself refuses to make an int of very many digits."""
    return int(text) if len(text) <= limits.DIGITS else Decimal(text)


def _decimal(text: str) -> Decimal:
    """As it is written; an exponent that no decimal holds as one that no spreadsheet holds either."""
    try:
        return Decimal(text)
    except ArithmeticError:
        digits, _, exponent = text.lower().partition("e")
        return Decimal(f"{digits}e{exponent[:1].strip('+0123456789')}{FAR}")


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _shown(key: str) -> str:
    """What a file calls something, fit to be printed and mailed."""
    return "".join("�" if category(each).startswith("C") else each for each in key[: limits.NAME])


def from_json(data: Any, known: tuple[Form, ...]) -> Filing:
    """One submission from parsed JSON; raises :class:`Refusal` for what cannot be one."""
    if not isinstance(data, dict) or "form" not in data:
        raise not_ours()
    form = find(_text(data, "form"), known)
    if form is None:
        raise unknown_form(_shown(data["form"]))
    within(sum(map(len, _strings(data))), limits.TEXT, "文字超过{}个字符")
    for key in ("unit", "year", "figures"):
        if key not in data:
            raise key_missing(key)
    entries, stated = _figures(data, form)
    submission = Submission(
        form=form,
        unit=_text(data, "unit"),
        year=_year(data["year"]),
        code=_text(data, "code"),
        level=_text(data, "level"),
        entries=entries,
        texts=_texts(data, form),
        declared=_declared(data, form),
        reasons=_reasons(data, form),
        last_year=_last_year(data, form),
        doubtful=_doubtful(data, form),
    )
    unused = tuple(id for id in _table(_table(data, "last_year"), "figures") if id not in form.last_year)
    return Filing(submission, stated, tuple(_shown(key) for key in data if key not in KEYS), unused)


def _strings(data: Any) -> Iterator[str]:
    """Every text in parsed JSON, however deep."""
    waiting = [data]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case list(values):
                waiting += values
            case dict(named):
                waiting += named.values()


def to_json(submission: Submission) -> dict[str, Any]:
    """Plain values for JSON: inputs as read, computed figures recomputed, blanks and what cannot be read left out."""
    form = submission.form
    figures = {
        id: submission.figure(id) if cell.computed else submission.entry(id).number for id, cell in form.cells.items()
    }
    last_year = {id: _plain(submission.last_year[id]) for id in form.cells if id in submission.last_year}
    doubtful = {"doubtful": dict(submission.doubtful)} if submission.doubtful else {}
    return {
        "form": form.key,
        "unit": submission.unit,
        "code": submission.code,
        "level": submission.level,
        "year": submission.year,
        "figures": {id: _plain(figure) for id, figure in figures.items() if figure is not None},
        "check_code": code_of(submission),
        "texts": {
            id: [to_markup(each) for each in submission.texts[id]] for id in form.texts if id in submission.texts
        },
        "declared": {
            table.id: submission.declared[table.id] for table in form.tables if table.id in submission.declared
        },
        "reasons": {id: submission.reasons[id] for id in form.reason_keys if id in submission.reasons},
        "last_year": {"figures": last_year},
        **doubtful,
    }


def code_of(submission: Submission) -> str:
    """The 校验码 over what was typed as numbers, as the workbook itself computes and prints it."""
    return check_code(submission.form, submission.year, lambda id: submission.counted(Ref(id)) or 0)


def _plain(figure: Number) -> int | float:
    return figure if isinstance(figure, int) else float(figure)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise wrong_shape(where=key, expected="文字")
    return _one_line(value, key)


def _one_line(value: str, where: str) -> str:
    """A name or code: without what nobody sees; what would break its line or turn it around is refused."""
    kept = _clean(value.translate(UNSEEN), where)
    for each in kept:
        if category(each) in ("Cc", "Cf", "Zl", "Zp"):
            raise not_one_line(where=where, name=f"U+{ord(each):04X}")
    return kept


def _clean(value: str, where: str) -> str:
    """Plain text, outer space dropped."""
    if name := forbidden(value):
        raise forbidden_character(where=where, name=name)
    return plain(paragraph([Run(value)]))


def _year(value: Any) -> int:
    if type(value) is not int or not 1900 <= value <= 9999:
        raise wrong_shape(where="year", expected="四位数的年份")
    return value


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise wrong_shape(where=key, expected="{ } 包起来的一组值")
    return value


def _known(where: str, id: str, ids: Callable[[str], bool]) -> str:
    if not ids(id):
        raise unknown_id(where=where, id=_shown(id))
    return id


def _figures(data: dict[str, Any], form: Form) -> tuple[dict[str, Number | str], dict[str, Number | str]]:
    entries: dict[str, Number | str] = {}
    stated: dict[str, Number | str] = {}
    for id, value in _table(data, "figures").items():
        cell = form.cells[_known("figures", id, form.cells.__contains__)]
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise wrong_shape(where=f"figures.{id}", expected="数字")
        kept = _typed(value) if isinstance(value, str) else _in_reach(value)
        if isinstance(kept, str) and (name := forbidden(kept)):
            raise forbidden_character(where=f"figures.{id}", name=name)
        (stated if cell.computed else entries)[id] = kept
    return entries, stated


def _typed(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _in_reach(value: Number) -> Number | str:
    kept = number(value)
    return str(value)[:100] if kept is None else kept


def _texts(data: dict[str, Any], form: Form) -> dict[str, tuple[Paragraph, ...]]:
    texts: dict[str, tuple[Paragraph, ...]] = {}
    count = 0
    for id, values in _table(data, "texts").items():
        _known("texts", id, form.texts.__contains__)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise wrong_shape(where=f"texts.{id}", expected="一段一项的文字列表")
        within(count := count + len(values), limits.PARAGRAPHS, "文字超过{}段")
        for position, value in enumerate(values, start=1):
            if name := forbidden(value):
                raise forbidden_text(text=form.texts[id].label, paragraph=position, name=name)
        kept = tuple(filter(None, (from_markup(value) for value in values)))
        if kept:
            texts[id] = kept
    return texts


def _declared(data: dict[str, Any], form: Form) -> dict[str, str]:
    declared = {}
    tables = {table.id for table in form.tables}
    for id, value in _table(data, "declared").items():
        _known("declared", id, tables.__contains__)
        if value not in ("", None):
            if not isinstance(value, str) or value not in DECLARATIONS:
                raise wrong_shape(where=f"declared.{id}", expected=" 或 ".join(DECLARATIONS))
            declared[id] = value
    return declared


def _reasons(data: dict[str, Any], form: Form) -> dict[str, str]:
    reasons = {}
    for id, value in _table(data, "reasons").items():
        _known("reasons", id, form.reason_keys.__contains__)
        if not isinstance(value, str):
            raise wrong_shape(where=f"reasons.{id}", expected="文字")
        if kept := _clean(value, f"reasons.{id}"):
            reasons[id] = kept
    return reasons


def _doubtful(data: dict[str, Any], form: Form) -> dict[str, str]:
    doubtful = {}
    for id, seen in _table(data, "doubtful").items():
        _known("doubtful", id, form.cells.__contains__)
        if not isinstance(seen, str):
            raise wrong_shape(where=f"doubtful.{id}", expected="文字")
        if name := forbidden(seen):
            raise forbidden_character(where=f"doubtful.{id}", name=name)
        doubtful[id] = seen
    return {id: doubtful[id] for id in form.cells if id in doubtful}


def _last_year(data: dict[str, Any], form: Form) -> dict[str, Number]:
    last_year = {}
    for id, value in _table(_table(data, "last_year"), "figures").items():
        _known("last_year", id, form.cells.__contains__)
        kept = number(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
        if kept is None:
            raise wrong_shape(where=f"last_year.figures.{id}", expected="数字")
        last_year[id] = kept
    return {id: last_year[id] for id in form.last_year if id in last_year}
