"""Differences between two submissions of a unit, cell by cell, as Chinese sentences."""

from collections.abc import Iterator
from typing import Any

from toolkit.checks.messages.naming import cell_name, text_name
from toolkit.form.form import Form
from toolkit.numbers import plain_number

BLANK = "空"


def changes(before: dict[str, Any], after: dict[str, Any], form: Form) -> list[str]:
    """Of two submissions as JSON: each input that is another, and each text."""
    return [*_figures(before["figures"], after["figures"], form), *_texts(before["texts"], after["texts"], form)]


def _figures(before: dict[str, Any], after: dict[str, Any], form: Form) -> Iterator[str]:
    for cell in form.inputs:
        old, new = before.get(cell.id), after.get(cell.id)
        if old != new:
            yield f"{cell_name(cell, form)}：{_said(old)} → {_said(new)}"


def _said(value: Any) -> str:
    return BLANK if value is None else plain_number(value)


def _texts(before: dict[str, Any], after: dict[str, Any], form: Form) -> Iterator[str]:
    for text in form.texts.values():
        if before.get(text.id, []) != after.get(text.id, []):
            yield f"{text_name(text.id, form)}：文字有改动"
