"""Parts as elements that know their bytes: what is spliced in stands where it should, all else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import rows
from tests.office.sheets.drawn_parts import code_of_refusal
from toolkit.office.xml_edit import at_end, gone, in_order, prefixed, spliced, tree, with_attribute
from toolkit.office.xml_write import Xml

# before | attribute | value | after
ATTRIBUTES = """
<a b="1"/>                    | b | 2 | <a b="2"/>
<a b = '1' c="x"></a>         | b | 2 | <a b="2" c="x"></a>
<a c="x>y"/>                  | b | 2 | <a c="x>y" b="2"/>
<a bb="1">t</a>               | b | 2 | <a bb="1" b="2">t</a>
<a c="1" b="1"/>              | b |   | <a c="1"/>
<a/>                          | b |   | <a/>
<a b="1"/>                    | b | " | <a b="&quot;"/>
"""

# before | after something was put last into it
ENDS = """
<a/>                  | <a><n/></a>
<a></a>               | <a><n/></a>
<a><b/>t</a>          | <a><b/>t<n/></a>
<x:a xmlns:x="u"/>    | <x:a xmlns:x="u"><x:n/></x:a>
"""

# before | after ``two`` was put in, of the order one, two, three
ORDERED = """
<r><one/></r>            | <r><one/><two/></r>
<r><three/></r>          | <r><two/><three/></r>
<r><one/><three/></r>    | <r><one/><two/><three/></r>
<r><two/><three/></r>    | <r><two/><two/><three/></r>
<r><one/><strange/></r>  | <r><one/><two/><strange/></r>
"""


@pytest.mark.parametrize(("before", "name", "value", "after"), rows(ATTRIBUTES))
def test_an_attribute_is_put_changed_or_taken_away(before: str, name: str, value: str, after: str) -> None:
    """In either kind of quotes, also where a value holds the sign that ends a tag."""
    data = before.encode()
    assert spliced(data, [with_attribute(data, tree(data), name, value or None)]).decode() == after


@pytest.mark.parametrize(("before", "after"), rows(ENDS))
def test_something_is_put_last(before: str, after: str) -> None:
    """An element that closed itself opens."""
    data = before.encode()
    assert spliced(data, [at_end(data, tree(data), Xml("<n/>"))]).decode() == after


@pytest.mark.parametrize(("before", "after"), rows(ORDERED))
def test_a_child_stands_where_its_schema_wants_it(before: str, after: str) -> None:
    """Excel offers to repair a sheet whose elements are out of order."""
    data = before.encode()
    assert spliced(data, [in_order(tree(data), Xml("<two/>"), ("one", "two", "three"))]).decode() == after


def test_a_child_can_be_the_first_of_its_like() -> None:
    """LibreOffice takes the first rule of those that colour a cell."""
    data = b"<r><one/><two/><two/></r>"
    new = in_order(tree(data), Xml("<two n=''/>"), ("one", "two"), first=True)
    assert spliced(data, [new]) == b"<r><one/><two n=''/><two/><two/></r>"


def test_what_is_closed_is_passed_over() -> None:
    """The cells of a large sheet are not wanted when its rules are."""
    root = tree(b"<s><d><row><c/></row>text</d><x/></s>", frozenset({"d"}))
    assert [(each.name, each.children, each.text) for each in root.children] == [("d", [], "text"), ("x", [], "")]


nested = st.recursive(
    st.just("<e/>"), lambda inner: st.lists(inner, max_size=3).map(lambda each: f"<e>{''.join(each)}</e>")
)


@given(nested)
def test_every_element_knows_its_bytes(xml: str) -> None:
    """Taking all children away leaves the two tags of the root."""
    data = xml.encode()
    root = tree(data)
    assert (root.start, root.end) == (0, len(data))
    for child in root.children:
        assert tree(data[child.start : child.end]).name == "e"
    assert spliced(data, map(gone, root.children)) in (b"<e/>", b"<e></e>")


def test_tags_of_ours_take_the_parts_prefix() -> None:
    """And what a filer typed is no tag."""
    assert prefixed("<a><b/>1 &lt; 2</a>", "x:") == "<x:a><x:b/>1 &lt; 2</x:a>"


@pytest.mark.parametrize("data", [b"<a>", "<a/>".encode("utf-16"), b"<!DOCTYPE a><a/>", b""])
def test_what_cannot_be_spliced_is_refused(data: bytes) -> None:
    """Among it UTF-16, which no spreadsheet program writes: our bytes would not fit in."""
    assert code_of_refusal(lambda: tree(data)) == "unreadable"


def test_an_element_that_must_be_there() -> None:
    """Else the part is not what it says it is."""
    assert code_of_refusal(lambda: tree(b"<a/>").needed("b")) == "unreadable"
