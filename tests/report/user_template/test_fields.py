"""Fields and objects of somebody's template: what reaches out of the document never gets into a report."""

import io
import zipfile

import pytest

from tests.drawn import filled, official_form
from toolkit.errors import UserError
from toolkit.office.opc import Package
from toolkit.report.user_template.default import default_template
from toolkit.report.user_template.faults import TemplateFault
from toolkit.report.user_template.fields import harmless
from toolkit.report.user_template.template import faults, prepare

FORM = official_form()
DOCUMENT, FOOTER = "word/document.xml", "word/footer-odd.xml"


def with_parts(**parts: bytes) -> bytes:
    """Our template with parts changed or added; ``__`` stands for a slash, ``_`` at the end for nothing."""
    return Package(default_template(FORM)).rewritten({name.replace("__", "/"): data for name, data in parts.items()})


def within(markup: str, part: str = DOCUMENT, before: bytes = b"</w:p>") -> bytes:
    """Our template with this at the end of the first paragraph of a part."""
    data = Package(default_template(FORM)).part(part)
    return with_parts(**{part: data.replace(before, markup.encode() + before, 1)})


def told(data: bytes) -> list[TemplateFault]:
    return list(faults(data, FORM))


def simple(instruction: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def pieces(*said: str, name: str = "instrText") -> str:
    return "".join(f"<w:r><w:{name}>{each}</w:{name}></w:r>" for each in said)


def complex(*inner: str, result: str = "<w:r><w:t>1</w:t></w:r>") -> str:
    return mark("begin") + "".join(inner) + mark("separate") + result + mark("end")


KINDS = {
    "PAGE": True,
    " numpages \\* Arabic": True,
    "TOC \\o &quot;1-3&quot; \\h \\z \\u": True,
    "DATE \\@ &quot;yyyy年M月d日&quot;": True,
    "STYLEREF 标题": True,
    "SECTIONPAGES": True,
    "REF _Ref123 \\h": True,
    "SEQ 表 \\* ARABIC": True,
    "PAGEREF _Toc1 \\h": True,
    "= 1 + 1": True,
    "=1+1": True,
    "HYPERLINK \\l &quot;_Toc1&quot;": True,
    "HYPERLINK \\l _Toc1 \\o &quot;提示&quot; \\h": True,
    "": True,
    " ": True,
    "DDE cmd a b": False,
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;": False,
    "DdeAuto x": False,
    "&#68;DEAUTO x": False,
    "INCLUDETEXT &quot;\\\\\\\\host\\\\a.docx&quot;": False,
    "INCLUDEPICTURE &quot;http://example.org/a.png&quot; \\d": False,
    "INCLUDE a": False,
    "IMPORT a": False,
    "LINK Excel.Sheet.8 a b": False,
    "DATABASE \\d a": False,
    "MACROBUTTON a b": False,
    "GOTOBUTTON a b": False,
    "AUTOTEXT a": False,
    "AUTOTEXTLIST a": False,
    "EMBED Word.Document.8": False,
    "FILLIN 请填": False,
    "ASK a b": False,
    "QUOTE 68 68 69": False,
    "SET a b": False,
    "RD a.docx": False,
    "MERGEFIELD a": False,
    "HYPERLINK &quot;http://example.org&quot;": False,
    "HYPERLINK file.exe \\l a": False,
    "HYPERLINK \\l a file.exe": False,
    "HYPERLINK": False,
    "_Toc1": False,
    "&quot;DDE&quot; a": False,
    "\\* PAGE": False,
}


@pytest.mark.parametrize("instruction", KINDS)
@pytest.mark.parametrize("part", [DOCUMENT, FOOTER])
def test_only_what_stays_inside_the_document(instruction: str, part: str) -> None:
    """As one element and as a begin, words and an end; whatever the letters' case."""
    for markup in (simple(instruction), complex(pieces(instruction))):
        assert [each.code for each in told(within(markup, part))] == ([] if KINDS[instruction] else ["field"])


HIDDEN = {
    "in many pieces": complex(pieces("DD", "EAU", "TO", " cmd")),
    "letter by letter over paragraphs": mark("begin") + "</w:p><w:p>".join(map(pieces, "DDE a")) + mark("end"),
    "deleted": complex(pieces("DDE a", name="delInstrText")),
    "in a deletion": f"<w:del w:id='1' w:author='a'>{complex(pieces('DDE a'))}</w:del>",
    "in another's words": complex(pieces("IF 1 = 1 "), complex(pieces("DDE a"))),
    "in what another came to": complex(pieces("PAGE"), result=complex(pieces("DDE a"))),
    "its name from another": complex(complex(pieces("PAGE")), pieces(" a")),
    "half of its name from another": complex(pieces("D"), complex(pieces("PAGE")), pieces("E a")),
    "an address from another": complex(pieces("HYPERLINK \\l "), complex(pieces("PAGE"))),
    "without an end": mark("begin") + pieces("DDE a"),
    "without a beginning": pieces("DDE a"),
    "without a beginning, in pieces": pieces("DD", "E a"),
    "after what it came to": mark("begin") + pieces("PAGE") + mark("separate") + pieces("DDE a") + mark("end"),
    "in a box": f"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p>"
    f"{simple('DDE a')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    "one in another": "<w:fldSimple w:instr='PAGE'>" + simple("DDE a") + "</w:fldSimple>",
    "under another prefix": "<x:fldSimple xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
    "x:instr='DDE a'/>",
}  # fmt: skip


@pytest.mark.parametrize("how", HIDDEN)
def test_wherever_and_however_it_is_written(how: str) -> None:
    """Word joins what was cut, and reads fields that nobody sees."""
    found = told(within(HIDDEN[how]))
    assert {each.code for each in found} == {"field"}
    assert all(each.place.startswith("第") for each in found)


@pytest.mark.parametrize("part", ["comments", "footnotes", "endnotes", "header9", "glossary__document", "any.bin"])
def test_in_every_part(part: str) -> None:
    """A part may be called anything; what it is the package says elsewhere."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = f"<w:x xmlns:w='{space}'><w:p><w:r><w:t>字</w:t></w:r>{simple('DDE a')}</w:p></w:x>".encode()
    name = f"word__{part}" + ("" if "." in part else ".xml")
    (found,) = told(with_parts(**{name: data}))
    assert (found.code, found.place.endswith("第1段“字1”")) == ("field", True)
    (found,) = told(with_parts(**{name: data.decode().encode("utf-16")}))
    assert found.code == "field"


OBJECTS = (
    "<w:altChunk/>", "<w:subDoc/>", "<w:object><o:OLEObject xmlns:o='urn:o' Type='Embed'/></w:object>", "<w:control/>",
    "<w:objectEmbed/>", "<w:frameset/>", "<v:imagedata xmlns:v='urn:v' src='http://example.org/a.png'/>",
    "<v:imagedata xmlns:v='urn:v' xmlns:o='urn:o' o:href='file:///c:/a.png'/>",
)  # fmt: skip


@pytest.mark.parametrize("markup", OBJECTS)
def test_no_other_documents_no_objects(markup: str) -> None:
    """What lies in the package can run all the same."""
    (found,) = told(within(f"<w:r>{markup}</w:r>"))
    assert found.code in ("object", "outside")
    assert found.place.startswith("第1段")


LINKS = {
    ("hyperlink", "http://example.org", "External"): None,
    ("hyperlink", "mailto:a@example.org", "External"): None,
    ("hyperlink", "file:///c:/windows/calc.exe", "External"): "outside",
    ("hyperlink", "\\\\host\\a", "external"): "outside",
    ("image", "http://example.org/a.png", "External"): "outside",
    ("attachedTemplate", "http://example.org/a.dotm", "External"): "outside",
    ("frame", "http://example.org/a.html", "External"): "outside",
    ("aFChunk", "a.html", "Internal"): "object",
    ("oleObject", "embeddings/a.bin", "Internal"): "object",
    ("control", "activeX/a.xml", "Internal"): "object",
    ("subDocument", "a.docx", "Internal"): "object",
    ("webextensiontaskpanes", "a.xml", "Internal"): "object",
}


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("part", ["word/_rels/settings.xml.rels", "word/_rels/any.xml.rels", "customXml/_rels/a.rels"])
def test_links_of_every_part(link: tuple[str, str, str], part: str) -> None:
    """A link that is clicked may lead to a website; nothing else may lead out, and no object lies inside."""
    kind, target, mode = link
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = (
        f"<Relationships xmlns='{space}'><Relationship Id='a' Type='http://x/{kind}' Target='{target}' "
        f"TargetMode='{mode}'/></Relationships>"
    ).encode()
    assert [each.code for each in told(with_parts(**{part: rels}))] == ([LINKS[link]] if LINKS[link] else [])


def test_nothing_is_rendered_and_not_a_thousand_lines_said() -> None:
    """The clerk reads the first ones, and how many there are."""
    data = within(simple("DDE a") * 1000)
    with pytest.raises(UserError, match="broken-template") as refused:
        prepare(data, FORM)
    assert "有1000处要改" in refused.value.text
    assert refused.value.text.count("\n") == 22  # 20 of them, how many more, what to do


@pytest.mark.parametrize("instruction", ["", "   ", "PAGE", "page\\* MERGEFORMAT"])
def test_an_instruction_alone(instruction: str) -> None:
    """Blank fields come and go while somebody edits."""
    assert harmless(instruction)


def test_a_template_that_is_too_large_is_told_as_one() -> None:
    """In a part, in all of them, or zipped to nothing: the sentence speaks of the template, not of a workbook."""
    for name, size in (("word/settings.xml", 5), ("word/media/a.png", 97)):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(default_template(FORM))) as old, zipfile.ZipFile(out, "w", 8) as new:
            for each in old.namelist():
                new.writestr(each, old.read(each) if each != name else b"<!--" + b"<a>" * (size << 19))
            if name not in old.namelist():
                new.writestr(name, bytes(size << 20))
        assert [each.code for each in told(out.getvalue())] == ["too-large"]


def test_our_own_template_is_harmless() -> None:
    """Its pages are numbered."""
    assert told(default_template(FORM)) == []
    assert prepare(default_template(FORM), FORM).render(filled(FORM))
