"""Cell comments: our text between two fixed lines, anybody else's text left unchanged."""

from collections.abc import Iterator, Mapping

from toolkit.office.edit_session import EditSession
from toolkit.office.opc import office_relationships
from toolkit.office.sheets.xlsx_edit import FONT, text_element
from toolkit.office.xml_edit import Element, Splice, at_end, gone, in_order, prefixed, spliced, tree
from toolkit.office.xml_write import Xml, element
from toolkit.workbook.design.labels import COMMENT_AUTHOR, COMMENT_BEGINS, COMMENT_ENDS
from toolkit.workbook.mark.boxes import with_boxes, without_boxes
from toolkit.workbook.mark.colours import CELLS, ORDER

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
LOOK = element("sz", {"val": 9}), element("color", {"indexed": 81}), element("rFont", {"val": FONT})
SMALL, BOLD = element("rPr", {}, *LOOK), element("rPr", {}, element("b"), *LOOK)


def comment(session: EditSession, sheet: str, notes: Mapping[str, str]) -> None:
    """A note at each cell (by reference); where there is a comment already, below what it says."""
    notes = {ref: _without_fences(note) for ref, note in notes.items()}
    part = session.target(sheet, "comments") or _new_comments(session, sheet)
    data = session.part(part)
    root = tree(data)
    there = {each.attributes.get("ref", ""): each for each in root.all("commentList", "comment")}
    author, splices = _author(data, root.needed("authors"))
    added: list[Xml] = []
    for ref, note in notes.items():
        if ref in there:
            splices += _below(data, there[ref].needed("text"), note)
        else:
            added.append(element("comment", {"ref": ref, "authorId": author}, element("text", {}, *_runs(note))))
    splices.append(at_end(data, root.needed("commentList"), *added))
    session.put(part, spliced(data, splices))
    _draw(session, sheet, {ref: fenced(note) for ref, note in notes.items() if ref not in there})


def uncomment(session: EditSession, sheet: str) -> None:
    """What we wrote goes, and with it every comment that says nothing else."""
    part = session.target(sheet, "comments")
    if not part:
        return
    data = session.part(part)
    every = list(tree(data).all("commentList", "comment"))
    splices: list[Splice] = []
    emptied: list[str] = []
    for each in every:
        kept, cuts = _without_ours(each)
        if cuts and not kept.strip():
            emptied.append(each.attributes.get("ref", ""))
            cuts = [gone(each)]
        splices += cuts
    _erase(session, sheet, emptied)
    if emptied and len(emptied) == len(every):
        session.unrelate(sheet, part)
        session.drop(part)
    else:
        session.put(part, spliced(data, splices))


def _new_comments(session: EditSession, sheet: str) -> str:
    space = tree(session.part(sheet), CELLS).space
    empty = element("comments", {"xmlns": space}, element("authors"), element("commentList"))
    part = session.add("xl/comments", ".xml", empty.encode(), TYPE)
    session.relate(sheet, "comments", part, space)
    return part


def _author(data: bytes, authors: Element) -> tuple[int, list[Splice]]:
    for number, each in enumerate(authors.children):
        if each.text == COMMENT_AUTHOR:
            return number, []
    return len(authors.children), [at_end(data, authors, element("author", {}, COMMENT_AUTHOR))]


def _without_fences(note: str) -> str:
    """A filer may have typed our own fixed lines into a cell, and be quoted."""
    return note.replace(COMMENT_BEGINS, "").replace(COMMENT_ENDS, "")


def fenced(note: str) -> str:
    """What a comment of ours reads."""
    return f"{COMMENT_BEGINS}\n{_without_fences(note)}\n{COMMENT_ENDS}"


def _runs(note: str, before: str = "") -> tuple[Xml, Xml]:
    begin, end = text_element(f"{before}{COMMENT_BEGINS}\n"), text_element(f"{note}\n{COMMENT_ENDS}")
    return element("r", {}, BOLD, begin), element("r", {}, SMALL, end)


def _below(data: bytes, text: Element, note: str) -> Iterator[Splice]:
    """After the runs that are there; a text without runs becomes one, else ours could not follow it."""
    for alone in text.all("t"):
        around = prefixed("<r>", text.prefix), prefixed("</r>", text.prefix)
        yield alone.start, alone.start, around[0].encode()
        yield alone.end, alone.end, around[1].encode()
    before = [each for each in text.children if each.name in ("t", "r")]
    if before:
        yield before[-1].end, before[-1].end, prefixed("".join(_runs(note, "\n")), text.prefix).encode()
    else:
        yield at_end(data, text, *_runs(note))


def _without_ours(comment: Element) -> tuple[str, list[Splice]]:
    """What a comment says besides, and how to take ours out of its runs, however a program has cut them."""
    pieces = [(each, each) for each in comment.all("text", "t")]
    pieces += [(run, each) for run in comment.all("text", "r") for each in run.all("t")]
    said = "".join(each.text for _, each in pieces)
    ours = _ours(said)
    splices = []
    position = 0
    for holder, each in pieces:
        span = range(position, position + len(each.text))
        position = span.stop
        kept = "".join(said[at] for at in span if at not in ours)
        if each.text and not kept:
            splices.append(gone(holder))
        elif kept != each.text:
            new = prefixed(element("t", {"xml:space": "preserve"}, kept), each.prefix)
            splices.append((each.start, each.end, new.encode()))
    return "".join(said[at] for at in range(len(said)) if at not in ours), splices


def _ours(said: str) -> set[int]:
    """The positions of what we wrote, with the line end before it."""
    found: set[int] = set()
    begin = said.find(COMMENT_BEGINS)
    while begin >= 0:
        last = said.find(COMMENT_ENDS, begin)
        end = last + len(COMMENT_ENDS) if last >= 0 else len(said)
        found.update(range(begin - said[:begin].endswith("\n"), end))
        begin = said.find(COMMENT_BEGINS, end)
    return found


def _draw(session: EditSession, sheet: str, notes: Mapping[str, str]) -> None:
    """A box for each new comment, in the drawing that holds the sheet's boxes."""
    if not notes:
        return
    part = _drawing(session, sheet)
    if not part:
        part = session.add("xl/drawings/vmlDrawing", ".vml", VML, VML_TYPE)
        data = session.part(sheet)
        root = tree(data, CELLS)
        id = session.relate(sheet, "vmlDrawing", part, root.space)
        held = element("legacyDrawing", {"xmlns:r": office_relationships(root.space), "r:id": id})
        session.put(sheet, spliced(data, [in_order(root, held, ORDER)]))
    session.put(part, with_boxes(session.part(part), session.part(sheet), notes))


def _erase(session: EditSession, sheet: str, refs: list[str]) -> None:
    """The boxes of comments that are gone; the drawing too if it holds nothing else."""
    part = _drawing(session, sheet)
    if not part or not refs:
        return
    left = without_boxes(session.part(part), refs)
    if left:
        session.put(part, left)
        return
    data = session.part(sheet)
    session.put(sheet, spliced(data, map(gone, tree(data, CELLS).all("legacyDrawing"))))
    session.unrelate(sheet, part)
    session.drop(part)


def _drawing(session: EditSession, sheet: str) -> str:
    """The part that ``legacyDrawing`` names; empty where there is none."""
    held = tree(session.part(sheet), CELLS).one("legacyDrawing")
    ids = [value for key, value in held.attributes.items() if key.endswith(":id")] if held else []
    leads = session.relationships(sheet).parts().get(ids[0]) if ids else None
    return leads.target if leads and leads.target in session else ""
