"""A submission as JSON, in and out (design, 5.2)."""

import json
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any
from unicodedata import category

from toolkit import limits
from toolkit.fields import Fields
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
    key_twice,
    not_one_line,
    not_ours,
    unknown_form,
)
from toolkit.submission.mistakes import SubmissionMistakes, shown
from toolkit.submission.submission import Submission, declarations

KEYS = (
    "form", "unit", "code", "level", "year", "figures", "check_code", "texts", "declared", "reasons", "last_year",
    "doubtful",
)  # fmt: skip
TABLE = "{ } 包起来的一组值"
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
    """JSON text to plain values, numbers kept exactly; raises :class:`UserError`.

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
        raise key_twice(shown(count.most_common(1)[0][0]))
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


def from_json(data: Any, known: tuple[Form, ...]) -> Filing:
    """One submission from parsed JSON; raises :class:`UserError` for what cannot be one, with all its mistakes."""
    if not isinstance(data, dict) or "form" not in data:
        raise not_ours()
    mistakes = SubmissionMistakes()
    top = Fields(data, "", mistakes)
    key = _name(top, "form", mistakes)
    mistakes.tell()
    form = find(key, known)
    if form is None:
        raise unknown_form(shown(data["form"]))
    within(sum(map(len, _strings(data))), limits.TEXT, "文字超过{}个字符")
    filing = _filing(top, form, mistakes)
    mistakes.tell()
    return replace(filing, unknown_keys=tuple(shown(key) for key in data if key not in KEYS))


def _filing(top: Fields, form: Form, mistakes: SubmissionMistakes) -> Filing:
    for key in ("unit", "year", "figures"):
        if key not in top.rest():
            mistakes.missing(key, "")
    entries, stated = _figures(top, form, mistakes)
    submission = Submission(
        form=form,
        unit=_name(top, "unit", mistakes),
        year=top.take("year", int, 0, "四位数的年份", lambda value: 1900 <= value <= 9999),
        code=_name(top, "code", mistakes),
        level=_name(top, "level", mistakes),
        entries=entries,
        texts=_texts(top, form, mistakes),
        declared=_declared(top, form),
        reasons=_reasons(top, form, mistakes),
        doubtful=_doubtful(top, form, mistakes),
    )
    last_year = _last_year(top, form)
    kept = {id: last_year[id] for id in form.last_year if id in last_year}
    unused = tuple(id for id in last_year if id not in form.last_year)
    return Filing(replace(submission, last_year=kept), stated, unused_last_year=unused)


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


def _name(top: Fields, key: str, mistakes: SubmissionMistakes) -> str:
    """A name or code: without what nobody sees; what would break its line or turn it around is a mistake."""
    name = _clean(top.take(key, str, "").translate(UNSEEN), key, mistakes)
    unfit = next((character for character in name if category(character) in ("Cc", "Cf", "Zl", "Zp")), "")
    if unfit:
        mistakes.put(not_one_line(where=key, name=f"U+{ord(unfit):04X}"))
    return name


def _clean(value: str, where: str, mistakes: SubmissionMistakes) -> str:
    """Plain text, outer space dropped."""
    if name := forbidden(value):
        mistakes.put(forbidden_character(where=where, name=name))
        return ""
    return plain(paragraph([Run(value)]))


def _known(table: Fields, ids: Container[str]) -> list[str]:
    """The keys of a table that the form knows; the others are mistakes."""
    for id in table.rest():
        if id not in ids:
            table.problems.unknown(table.at(id))
    return [id for id in table.rest() if id in ids]


def _figures(
    top: Fields, form: Form, mistakes: SubmissionMistakes
) -> tuple[dict[str, Number | str], dict[str, Number | str]]:
    """What is typed, and the computed figures as the file states them."""
    entries: dict[str, Number | str] = {}
    stated: dict[str, Number | str] = {}
    table = top.section("figures", TABLE)
    for id in _known(table, form.cells):
        value = table.take(id, object, None, "数字", _is_figure)
        if not isinstance(value, int | Decimal | str) or isinstance(value, bool) or value == "":
            continue
        figure = value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else _in_reach(value)
        if isinstance(figure, str) and (name := forbidden(figure)):
            mistakes.put(forbidden_character(where=table.at(id), name=name))
        (stated if form.cells[id].computed else entries)[id] = figure
    return entries, stated


def _is_figure(value: object) -> bool:
    """Null is a blank."""
    return value is None or (isinstance(value, int | Decimal | str) and not isinstance(value, bool))


def _in_reach(value: Number) -> Number | str:
    kept = number(value)
    return str(value)[:100] if kept is None else kept


def _texts(top: Fields, form: Form, mistakes: SubmissionMistakes) -> dict[str, tuple[Paragraph, ...]]:
    texts: dict[str, tuple[Paragraph, ...]] = {}
    count = 0
    table = top.section("texts", TABLE)
    for id in _known(table, form.texts):
        values = table.take(id, list, [], "一段一项的文字列表", _are_texts)
        within(count := count + len(values), limits.PARAGRAPHS, "文字超过{}段")
        unfit = [(position, name) for position, value in enumerate(values, start=1) if (name := forbidden(value))]
        for position, name in unfit:
            mistakes.put(forbidden_text(text=form.texts[id].label, paragraph=position, name=name))
        paragraphs = () if unfit else tuple(filter(None, (from_markup(value) for value in values)))
        if paragraphs:
            texts[id] = paragraphs
    return texts


def _are_texts(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _declared(top: Fields, form: Form) -> dict[str, str]:
    table = top.section("declared", TABLE)
    allowed = {each.id: declarations(each) for each in form.tables}
    ids = _known(table, set(allowed))
    values = {
        id: table.take(id, object, None, " 或 ".join(allowed[id]), partial(_is_declaration, allowed=allowed[id]))
        for id in ids
    }
    return {id: value for id, value in values.items() if isinstance(value, str) and value}


def _is_declaration(value: object, allowed: Container[str]) -> bool:
    """Nothing declared is an empty text or null."""
    return value is None or (isinstance(value, str) and (value == "" or value in allowed))


def _reasons(top: Fields, form: Form, mistakes: SubmissionMistakes) -> dict[str, str]:
    table = top.section("reasons", TABLE)
    ids = _known(table, form.reason_keys)
    reasons = {id: _clean(table.take(id, str, ""), table.at(id), mistakes) for id in ids}
    return {id: reason for id, reason in reasons.items() if reason}


def _doubtful(top: Fields, form: Form, mistakes: SubmissionMistakes) -> dict[str, str]:
    table = top.section("doubtful", TABLE)
    doubtful = {id: table.take(id, str, "", "文字") for id in _known(table, form.cells)}
    for id, seen in doubtful.items():
        if name := forbidden(seen):
            mistakes.put(forbidden_character(where=table.at(id), name=name))
    return {id: doubtful[id] for id in form.cells if id in doubtful}


def _last_year(top: Fields, form: Form) -> dict[str, Number]:
    """The figures of last year, also those that the form does not ask for."""
    table = top.section("last_year", TABLE).section("figures", TABLE)
    values = {
        id: _number(table.take(id, object, None, "数字", lambda value: _number(value) is not None))
        for id in _known(table, form.cells)
    }
    return {id: value for id, value in values.items() if value is not None}


def _number(value: object) -> Number | None:
    return number(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
