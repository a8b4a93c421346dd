"""A list as a web page that needs nothing from outside: a title, a few lines, one table that can be read on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.report.web.html import web_environment


@dataclass(frozen=True, slots=True)
class ListItem:
    """What stands in a cell: a text, what it links to, and its tone: ``good``, ``bad``, ``open`` or none."""

    text: str
    link: str = ""
    tone: str = ""


def listing(title: str, notes: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[ListItem]]) -> bytes:
    """The first cell of a row names it."""
    facts = {"title": title, "notes": notes, "columns": columns, "rows": rows}
    return web_environment().get_template("listing.html").render(facts).encode()
