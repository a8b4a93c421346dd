"""Tags and texts are put together in one place: whatever stands in them is read back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.office.xml import elements
from toolkit.office.xml_write import Xml, document, element

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")).map(
    lambda text: text + "\"'<&>\n\t"
)


def test_an_element_closes_itself_without_children() -> None:
    """An empty text is a child: ``<v></v>`` is how a formula shows nothing."""
    assert [element("v"), element("v", {"a": None, "b": 0})] == ["<v/>", '<v b="0"/>']
    assert [element("v", {}, ""), element("v", {}, Xml())] == ["<v></v>", "<v></v>"]


def test_only_what_is_markup_already_goes_in_as_it_is() -> None:
    """A text that looks like a tag is a text."""
    assert element("a", {}, element("b"), "<b/>", 1) == "<a><b/>&lt;b/&gt;1</a>"


@given(texts, texts)
def test_any_text_is_read_back(value: str, text: str) -> None:
    """In attributes line ends and tabs too, which a parser would make blanks of."""
    part = document(element("a", {}, element("b", {"c": value}, text)))
    assert list(elements(part, frozenset({"b"}))) == [("b", {"c": value}, text)]
