"""XML of a part is read in pieces, in little memory, and the same however it was cut."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import limits
from toolkit.errors import UserError
from toolkit.office import xml
from toolkit.office.xml import walk

NAMES = st.sampled_from(("a", "b", "whole", "x:a", "x:whole"))
SPACE = 'xmlns="one" xmlns:x="two"'
NESTED = '<x:root xmlns:x="one" xmlns="two">'


@st.composite
def parts(draw: st.DrawFn, depth: int = 4) -> str:
    """An element with attributes, text and children."""
    name = draw(NAMES)
    inside = draw(st.lists(parts(depth - 1), max_size=4)) if depth else []
    text = draw(st.sampled_from(("", "1", "二&amp;", "  ")))
    number = draw(st.integers(0, 9))
    return f'<{name} n="{number}">{text}{"".join(inside)}</{name}>'


@given(inside=parts(), piece=st.integers(1, 60))
def test_the_same_in_any_pieces(inside: str, piece: int) -> None:
    """Order, names and attributes of all elements, and all that stands in the whole ones."""
    data = f"<a {SPACE}>{inside}</a>".encode()
    spaces = {"{one}": "", "{two}": "x:"}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xml, "PIECE", piece)
        found = [(each.tag, dict(each.items()), "".join(each.itertext())) for each in walk(data, frozenset({"whole"}))]
    expected: list[tuple[str, dict[str, str], str]] = []

    def expect(each: ElementTree.Element) -> None:
        tag = next(each.tag.replace(uri, prefix) for uri, prefix in spaces.items() if each.tag.startswith(uri))
        expected.append((tag, dict(each.items()), "".join(each.itertext())))
        if not tag.endswith("whole"):
            for inner in each:
                expect(inner)

    expect(ElementTree.fromstring(data))
    attributes = [{key: value for key, value in given.items() if not key.startswith("xmlns")} for _, given, _ in found]
    assert [tag for tag, _, _ in found] == [tag for tag, _, _ in expected]
    assert attributes == [given for _, given, _ in expected]
    texts = [(text, other) for (tag, _, text), (_, _, other) in zip(found, expected, strict=True) if "whole" in tag]
    assert all(text == other for text, other in texts)


@pytest.mark.parametrize(
    ("data", "tags"),
    [
        (f'{NESTED}<x:c/><c/><c xmlns="one"/></x:root>', ["root", "c", ":c", "c"]),
        ('<root xmlns="one"><c/><o:c xmlns:o="one"/><o:c xmlns:o="two"/></root>', ["root", "c", "c", ":c"]),
        ("<root><c/><o:c/></root>", ["root", "c", ":c"]),
        (f'<root xmlns="one" xmlns:o="one" {"xmlns:z"}="two"><o:c/><z:c/></root>', ["root", "c", ":c"]),
    ],
)
def test_what_a_prefix_means_is_looked_up(data: str, tags: list[str]) -> None:
    """Wherever a namespace is declared, and whatever prefix the root has."""
    assert [each.tag for each in walk(data.encode())] == tags
    assert [each.tag for each in walk(data.encode("utf-16"))] == tags


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<!DOCTYPE a><a/>", id="a document type"),
        pytest.param(b"<a><b></a>", id="a tag that is not closed"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"<a>" * (xml.PIECE // 2), id="elements inside each other without end"),
        pytest.param(b"<a><c>" + b"<v>1</v>" * (limits.ELEMENT // 6) + b"</c></a>", id="one cell without end"),
    ],
)
def test_what_is_refused(data: bytes) -> None:
    """Before it takes much memory."""
    with pytest.raises(UserError):
        list(walk(data, frozenset({"c"})))
