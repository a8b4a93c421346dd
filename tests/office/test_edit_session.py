"""A package while it is changed: what is read through the session is what will be saved."""

import pytest

from tests.office.sheets.drawn_parts import code_of_refusal
from toolkit.office.edit_session import EditSession
from toolkit.office.opc import CONTENT_TYPES, Package, content_types_xml, relationships_xml, zipped

SOURCE, SPACE = "xl/workbook.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def session() -> EditSession:
    parts = {CONTENT_TYPES: content_types_xml({SOURCE: "text/xml"}), SOURCE: b"<workbook/>", "xl/notes1.xml": b"<n/>"}
    return EditSession(Package(zipped(parts)))


def saved(edit: EditSession) -> Package:
    data = edit.saved()
    assert data
    return Package(data)


@pytest.mark.parametrize(("space", "base"), [(SPACE, "schemas.openxmlformats.org"), (STRICT, "purl.oclc.org")])
def test_a_part_is_added_and_pointed_to(space: str, base: str) -> None:
    """Under the first free name, with its media type; a strict file has types of its own."""
    edit = session()
    name = edit.add("xl/Notes", ".xml", b"<new/>", "text/x-notes")
    id = edit.relate(SOURCE, "notes", name, space)
    (found,) = saved(edit).relationships(SOURCE)
    assert (name, id, found.target, found.kind) == ("xl/Notes2.xml", "rId1", name, "notes")
    assert base in found.type
    assert b'PartName="/xl/Notes2.xml" ContentType="text/x-notes"' in saved(edit).part(CONTENT_TYPES)


def test_what_was_added_can_go_again() -> None:
    """The last relationship takes its part with it."""
    edit = session()
    name = edit.add("xl/notes", ".xml", b"<new/>", "text/x-notes")
    edit.relate(SOURCE, "notes", name, SPACE)
    assert edit.target(SOURCE, "notes") == name
    edit.unrelate(SOURCE, name)
    edit.drop(name)
    assert edit.target(SOURCE, "notes") == ""
    assert saved(edit).names == (CONTENT_TYPES, SOURCE, "xl/notes1.xml")
    assert code_of_refusal(lambda: edit.part(name)) == "unreadable"


def test_an_id_is_new() -> None:
    """Also where ids have gaps."""
    rels = relationships_xml(())
    parts = {CONTENT_TYPES: content_types_xml({}), SOURCE: b"<w/>", "xl/_rels/workbook.xml.rels": rels}
    edit = EditSession(Package(zipped(parts)))
    assert [edit.relate(SOURCE, "notes", f"xl/{number}.xml", SPACE) for number in range(3)] == ["rId1", "rId2", "rId3"]
    edit.unrelate(SOURCE, "xl/1.xml")
    assert edit.relate(SOURCE, "notes", "xl/4.xml", SPACE) == "rId2"


def test_nothing_changed_is_nothing_saved() -> None:
    """The same content is no change."""
    edit = session()
    edit.put(SOURCE, b"<workbook/>")
    assert edit.saved() is None
