"""Comments at a sheet's cells. What we write stands between two fixed lines; the rest is somebody else's and stays."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape as xml

from toolkit.office.edit_session import Changes, office
from toolkit.office.sheets.xlsx_edit import FONT, text_element
from toolkit.office.xml_spans import Element, Splice, at_end, gone, in_order, prefixed, spliced, tree
from toolkit.workbook.design.labels import COMMENT_AUTHOR, COMMENT_BEGINS, COMMENT_ENDS
from toolkit.workbook.mark.boxes import with_boxes, without_boxes
from toolkit.workbook.mark.colours import CELLS, ORDER

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
SMALL = f'<rPr><sz val="9"/><color indexed="81"/><rFont val="{FONT}"/></rPr>'
BOLD = SMALL.replace("<rPr>", "<rPr><b/>")


def comment(changes: Changes, sheet: str, notes: Mapping[str, str]) -> None:
    """A note at each cell (by reference); where there is a comment already, below what it says."""
    notes = {ref: _without_fences(note) for ref, note in notes.items()}
    part = changes.target(sheet, "comments") or _new_comments(changes, sheet)
    data = changes.part(part)
    root = tree(data)
    there = {each.attributes.get("ref", ""): each for each in root.all("commentList", "comment")}
    author, splices = _author(data, root.needed("authors"))
    added = ""
    for ref, note in notes.items():
        if ref in there:
            splices += _below(data, there[ref].needed("text"), note)
        else:
            added += f'<comment ref="{ref}" authorId="{author}"><text>{_runs(note)}</text></comment>'
    splices.append(at_end(data, root.needed("commentList"), added))
    changes.put(part, spliced(data, splices))
    _draw(changes, sheet, {ref: fenced(note) for ref, note in notes.items() if ref not in there})


def uncomment(changes: Changes, sheet: str) -> None:
    """What we wrote goes, and with it every comment that says nothing else."""
    part = changes.target(sheet, "comments")
    if not part:
        return
    data = changes.part(part)
    every = list(tree(data).all("commentList", "comment"))
    splices: list[Splice] = []
    emptied: list[str] = []
    for each in every:
        kept, cuts = _without_ours(each)
        if cuts and not kept.strip():
            emptied.append(each.attributes.get("ref", ""))
            cuts = [gone(each)]
        splices += cuts
    _erase(changes, sheet, emptied)
    if emptied and len(emptied) == len(every):
        changes.unrelate(sheet, part)
        changes.drop(part)
    else:
        changes.put(part, spliced(data, splices))


def _new_comments(changes: Changes, sheet: str) -> str:
    space = tree(changes.part(sheet), CELLS).space
    empty = f'<comments xmlns="{space}"><authors></authors><commentList></commentList></comments>'
    part = changes.add("xl/comments", ".xml", empty.encode(), TYPE)
    changes.relate(sheet, "comments", part, space)
    return part


def _author(data: bytes, authors: Element) -> tuple[int, list[Splice]]:
    for number, each in enumerate(authors.children):
        if each.text == COMMENT_AUTHOR:
            return number, []
    return len(authors.children), [at_end(data, authors, f"<author>{COMMENT_AUTHOR}</author>")]


def _without_fences(note: str) -> str:
    """A filer may have typed our own fixed lines into a cell, and be quoted."""
    return note.replace(COMMENT_BEGINS, "").replace(COMMENT_ENDS, "")


def fenced(note: str) -> str:
    """What a comment of ours reads."""
    return f"{COMMENT_BEGINS}\n{_without_fences(note)}\n{COMMENT_ENDS}"


def _runs(note: str, before: str = "") -> str:
    begin, end = text_element(f"{before}{COMMENT_BEGINS}\n"), text_element(f"{note}\n{COMMENT_ENDS}")
    return f"<r>{BOLD}{begin}</r><r>{SMALL}{end}</r>"


def _below(data: bytes, text: Element, note: str) -> Iterator[Splice]:
    """After the runs that are there; a text without runs becomes one, else ours could not follow it."""
    for alone in text.all("t"):
        around = prefixed("<r>", text.prefix), prefixed("</r>", text.prefix)
        yield alone.start, alone.start, around[0].encode()
        yield alone.end, alone.end, around[1].encode()
    before = [each for each in text.children if each.name in ("t", "r")]
    if before:
        yield before[-1].end, before[-1].end, prefixed(_runs(note, "\n"), text.prefix).encode()
    else:
        yield at_end(data, text, _runs(note))


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
            new = prefixed(f'<t xml:space="preserve">{xml(kept)}</t>', each.prefix)
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


def _draw(changes: Changes, sheet: str, notes: Mapping[str, str]) -> None:
    """A box for each new comment, in the drawing that holds the sheet's boxes."""
    if not notes:
        return
    part = _drawing(changes, sheet)
    if not part:
        part = changes.add("xl/drawings/vmlDrawing", ".vml", VML, VML_TYPE)
        data = changes.part(sheet)
        root = tree(data, CELLS)
        id = changes.relate(sheet, "vmlDrawing", part, root.space)
        held = f'<legacyDrawing xmlns:r="{office(root.space)}" r:id="{id}"/>'
        changes.put(sheet, spliced(data, [in_order(root, held, ORDER)]))
    changes.put(part, with_boxes(changes.part(part), changes.part(sheet), notes))


def _erase(changes: Changes, sheet: str, refs: list[str]) -> None:
    """The boxes of comments that are gone; the drawing too if it holds nothing else."""
    part = _drawing(changes, sheet)
    if not part or not refs:
        return
    left = without_boxes(changes.part(part), refs)
    if left:
        changes.put(part, left)
        return
    data = changes.part(sheet)
    changes.put(sheet, spliced(data, map(gone, tree(data, CELLS).all("legacyDrawing"))))
    changes.unrelate(sheet, part)
    changes.drop(part)


def _drawing(changes: Changes, sheet: str) -> str:
    """The part that ``legacyDrawing`` names; empty where there is none."""
    held = tree(changes.part(sheet), CELLS).one("legacyDrawing")
    ids = [value for key, value in held.attributes.items() if key.endswith(":id")] if held else []
    part = changes.related(sheet).get(ids[0], ("", ""))[1] if ids else ""
    return part if part in changes else ""
