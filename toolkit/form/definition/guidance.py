"""FAQ and data sources of a form."""

from collections.abc import Iterable

from toolkit.fields import Fields
from toolkit.form.guidance import Question, Source
from toolkit.form.table import Table


def question(fields: Fields) -> Question:
    """An answer rests on a document and its clause, or says that the district decides; never on both or neither."""
    source, district = fields.text("source", ""), fields.flag("district", False)
    if district == bool(source):
        fields.wrong("要么写明依据（source），要么写 district = true（由区里确定）")
    found = Question(asks=fields.text("asks"), answer=fields.text("answer"), source=source)
    fields.done()
    return found


def sources(shapes: Iterable[Fields], table: Table) -> list[Source]:
    """The offices of one table; a row has one office, and a source without rows stands for the whole table."""
    rows = [row.id for block in table.blocks for row in block.rows]
    taken: list[str] = []
    found = []
    for fields in shapes:
        named = fields.texts("rows", required=False)
        for id in named:
            if id not in rows:
                fields.wrong(f"没有叫“{id}”的行", "rows")
        for id in sorted(set(named or rows) & set(taken)):
            fields.wrong(f"“{id}”行已经写过由谁提供", "rows")
        taken += named or rows
        found.append(Source(table.id, fields.text("office"), named, fields.text("how", "")))
        fields.done()
    return found
