"""An .ods written from a book: the least that LibreOffice would write of it."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from toolkit.office.opc import zipped
from toolkit.office.sheets.addresses import Place, letters
from toolkit.office.sheets.book import Book, Content, Sheet

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
STYLES = '<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'


def file(content: str, meta: str = "<m/>") -> bytes:
    parts = {"mimetype": MIMETYPE, "content.xml": content.encode(), "meta.xml": meta.encode()}
    return zipped({**parts, "META-INF/manifest.xml": b"<m/>"})


def document(tables: str, styles: str = "") -> str:
    return (
        f"<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def ods(book: Book) -> bytes:
    """The values, bold words, merged cells, names and properties of a book."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(_rows(sheet))}</table:table>"
        for name, sheet in book.sheets.items()
    )
    names = "".join(_name(name, places) for name, places in book.names.items() if places)
    told = "".join(
        f"<meta:user-defined meta:name={quoteattr(key)}>{escape(value)}</meta:user-defined>"
        for key, value in book.properties.items()
    )
    named = f"<table:named-expressions>{names}</table:named-expressions>"
    return file(document(tables + named, STYLES), f"<office:meta>{told}</office:meta>")


def _rows(sheet: Sheet) -> Iterator[str]:
    corners = {(box.top, box.left): box for box in sheet.merged}
    filled = {*sheet.cells, *corners}
    for row in range(1, max((row for row, _ in filled), default=0) + 1):
        last = max((column for at, column in filled if at == row), default=0)
        cells = "".join(
            _cell(
                sheet.at(row, column),
                f' table:number-rows-spanned="{box.bottom - box.top + 1}"'
                f' table:number-columns-spanned="{box.right - box.left + 1}"'
                if (box := corners.get((row, column)))
                else "",
            )
            for column in range(1, last + 1)
        )
        yield f"<table:table-row>{cells}</table:table-row>"


def _cell(content: Content, merged: str) -> str:
    if content.value is None:
        return f"<table:table-cell{merged}/>"
    if isinstance(content.value, str):
        return f'<table:table-cell{merged} office:value-type="string">{_text(content)}</table:table-cell>'
    value = f'office:value-type="float" office:value="{content.value}"'
    return f"<table:table-cell{merged} {value}><text:p>{content.value}</text:p></table:table-cell>"


def _text(content: Content) -> str:
    said = "".join(
        f'<text:span text:style-name="b">{_spaced(run.text)}</text:span>' if run.bold else _spaced(run.text)
        for run in content.runs
    )
    return f"<text:p>{said}</text:p>"


def _spaced(text: str) -> str:
    return escape(text).replace("\n", "<text:line-break/>").replace("  ", "<text:s text:c='2'/>")


def _name(name: str, places: tuple[Place, ...]) -> str:
    first, last = places[0], places[-1]
    ends = (f"${letters(place.column)}${place.row}" for place in (first, last))
    sheet = first.sheet.replace("'", "''")
    address = f"$'{sheet}'." + ":.".join(dict.fromkeys(ends))
    return f"<table:named-range table:name={quoteattr(name)} table:cell-range-address={quoteattr(address)}/>"
