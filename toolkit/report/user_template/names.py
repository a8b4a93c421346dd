"""The names that a user's template may refer to: facts of the report, its texts, its tables."""

from collections.abc import Mapping

from toolkit.form.form import Form

WORD, TEXT, TABLE, PARAGRAPH = "word", "text", "table", "paragraph"
CLOSING = "closing"
WORDS = ("unit", "year", "code", "draft", "title")
NUMBERS = frozenset({"year", "draft"})  # of these words


def text_tag(id: str) -> str:
    """A text's name in a template: a dot would be an attribute there."""
    return id.replace(".", "_")


def table_tag(id: str) -> str:
    """The name by which a template refers to a table of the form."""
    return f"table_{id}"


def names(form: Form) -> Mapping[str, str]:
    """Every name with its kind. ``closing`` is signature and date, set as the standard wants them."""
    return {
        **{text_tag(id): TEXT for id in form.texts},
        **{table_tag(table.id): TABLE for table in form.tables},
        **dict.fromkeys(WORDS, WORD),
        CLOSING: TABLE,
    }
