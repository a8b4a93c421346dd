"""How a cell's XML says a number: what some programs write, what hands write, and what nobody should."""

from collections.abc import Callable
from random import Random
from xml.etree.ElementTree import Element

from tests.instruments.vandal.kind import Fair, Kind
from tests.instruments.vandal.raw import SPACE, Write, bare, element, written
from tests.office.sheets.drawn_parts import MAIN

FOREIGN = "{urn:example:other}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"


def typed(kind: str, form: str = "{}") -> Write:
    def write(cell: Element, figure: int, random: Random) -> None:
        bare(cell, kind).append(element("v", form.format(figure)))

    return write


def value(spell: Callable[[int, Random], str]) -> Write:
    def write(cell: Element, figure: int, random: Random) -> None:
        bare(cell).append(element("v", spell(figure, random)))

    return write


def exponent(figure: int, random: Random) -> str:
    return random.choice((f"{figure}E0", f"{figure}.0", f"{figure}.000", f"{figure * 10}E-1", f"{figure}e+0"))


def padded(figure: int, random: Random) -> str:
    return random.choice((f" {figure} ", f"\n        {figure}\n      ", f"\t{figure}"))


def two_values(cell: Element, figure: int, random: Random) -> None:
    other = element("v", str(figure + 87))
    bare(cell).extend(random.sample([element("v", str(figure)), other], 2))


def in_an_extension(cell: Element, figure: int, random: Random) -> None:
    """A program keeps something of its own in the cell's extension list."""
    bare(cell).append(element("v", str(figure)))
    extensions = element("extLst")
    extension = element("ext", uri="{0B1D6F35-7E5B-4C8C-9D8C-4C2D5B8E6A11}")
    own = Element(random.choice((X14, MAIN)) + "v")
    own.text = str(figure + 87)
    extension.append(own)
    extensions.append(extension)
    cell.append(extensions)


def foreign_value(cell: Element, figure: int, random: Random) -> None:
    other = Element(FOREIGN + "v")
    other.text = str(figure + 87)
    bare(cell).extend([element("v", str(figure)), other])


def inline_with_value(cell: Element, figure: int, random: Random) -> None:
    bare(cell, "inlineStr").append(element("v", str(figure)))


def inline(*runs: tuple[str, str]) -> Write:
    """Rich text: each run with the elements of its properties; ``{}`` is the figure."""

    def write(cell: Element, figure: int, random: Random) -> None:
        said = element("is")
        for form, properties in runs:
            run = element("r")
            if properties:
                look = element("rPr")
                look.extend(_property(each) for each in properties.split())
                run.append(look)
            text = element("t", form.format(figure))
            text.attrib[SPACE] = "preserve"
            run.append(text)
            said.append(run)
        bare(cell, "inlineStr").append(said)

    return write


def _property(said: str) -> Element:
    """``strike``, or ``vertAlign=superscript``."""
    name, _, chosen = said.partition("=")
    return element(name, **({"rgb" if name == "color" else "val": chosen} if chosen else {}))


def digit_by_digit(cell: Element, figure: int, random: Random) -> None:
    """A number in two runs, one of them bold: nothing but a look."""
    digits = str(figure)
    inline((digits[:1], "b"), (digits[1:], ""))(cell, figure, random)


def phonetic(cell: Element, figure: int, random: Random) -> None:
    """A reading aid beside the text, as input methods of East Asia store it: no part of the text."""
    said = element("is")
    aid = element("rPh", sb="0", eb="1")
    aid.append(element("t", str(figure + 87)))
    said.extend([element("t", str(figure)), aid, element("phoneticPr", fontId="0")])
    bare(cell, "inlineStr").append(said)


def formula(kind: str = "", text: str = "{}+0", cached: str = "{}", **attributes: str) -> Write:
    def write(cell: Element, figure: int, random: Random) -> None:
        own = {key: each.format(cell.attrib["r"]) for key, each in attributes.items()}
        bare(cell, kind).extend([element("f", text.format(figure), **own), element("v", cached.format(figure))])

    return write


def metadata(cell: Element, figure: int, random: Random) -> None:
    bare(cell).append(element("v", str(figure)))
    cell.attrib.update({"cm": "0", "vm": "0", "ph": "1"} if random.random() < 0.5 else {"ph": "0"})


def spaced(cell: Element, figure: int, random: Random) -> None:
    own = element("v", str(figure))
    own.attrib[SPACE] = "preserve"
    bare(cell).append(own)


def out_of_range(cell: Element, figure: int, random: Random) -> None:
    bare(cell, "s").append(element("v", random.choice(("999999", "-1", "x", "4294967296"))))


def boolean(cell: Element, figure: int, random: Random) -> None:
    bare(cell, "b").append(element("v", random.choice(("true", "false"))))


def no_number(cell: Element, figure: int, random: Random) -> None:
    bare(cell).append(element("v", random.choice(("NaN", "INF", "-INF", "1,5", "1 2", "--", "1e999", "0x1F"))))


def huge(cell: Element, figure: int, random: Random) -> None:
    bare(cell).append(element("v", random.choice(("1E+300", "123456789012345678901", "9" * 300, "1e-300"))))


H, N = Fair.HARMLESS, Fair.NAMED

XML_CELLS = (
    Kind("xml-str", 't="str" without a formula', "数字以公式文本类型存放", written(typed("str")), fair=H),
    Kind("xml-n", 't="n" said', "写明数字类型", written(typed("n")), fair=H),
    Kind("xml-exponent", "<v>12E0</v>, <v>12.0</v>", "数值写成指数或小数", written(value(exponent)), fair=H),
    Kind("xml-padded", "white space within <v>", "数值元素内有空白", written(value(padded)), fair=H, stranger=False),
    Kind("xml-preserved", "<v xml:space>", "数值元素带空白属性", written(spaced), fair=H),
    Kind("xml-metadata", "cell metadata", "单元格带元数据", written(metadata), fair=H),
    Kind(
        "xml-extension",
        "another value in the cell's extension list",
        "扩展里另有数值",
        written(in_an_extension),
        fair=H,
        stranger=False,
    ),
    Kind("xml-phonetic", "phonetic runs beside the digits", "数字带拼音", written(phonetic), fair=H),
    Kind("xml-bold-digit", "digits in two runs, one bold", "数字分两段，一段加粗", written(digit_by_digit), fair=H),
    Kind("xml-formula-str", "a formula that gives digits as text", "公式得出文本数字", written(formula("str")), fair=H),
    Kind("xml-array", "an array formula of one cell", "数组公式", written(formula(t="array", ref="{}")), fair=H),
    Kind("xml-formula-empty", "<f/> with a value", "空公式有结果", written(formula(text="")), stranger=False),
    Kind(
        "xml-data-table",
        "a data table's result",
        "模拟运算表",
        written(formula(text="", t="dataTable", ref="{}", dt2D="0", dtr="0", r1="A1")),
    ),
    Kind(
        "xml-formula-error",
        "a formula that gives a new kind of error",
        "公式结果为新错误值",
        written(formula("e", "SORT({})", "#SPILL!"), clear=False, known=False),
        stranger=False,
    ),
    Kind(
        "xml-inline-value",
        't="inlineStr" with <v>',
        "内联文本里是数值",
        written(inline_with_value),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "xml-type-unknown",
        "a cell type that does not exist",
        "未知单元格类型",
        written(typed("x"), refusable=True),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "xml-two-values",
        "two values in a cell",
        "一格两个数值",
        written(two_values, clear=False),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "xml-foreign-value",
        "a foreign <y:v> beside <v>",
        "格内有外来数值",
        written(foreign_value),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "xml-string-lost",
        "a shared string that does not exist",
        "共享字符串不存在",
        written(out_of_range, clear=False, known=False, refusable=True),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "xml-boolean",
        "“true” as a boolean's value",
        "逻辑值写成文字",
        written(boolean, clear=False, known=False),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "xml-no-number",
        "a numeric cell that holds none",
        "数字格不是数",
        written(no_number, clear=False, known=False),
        hostile=True,
        stranger=False,
    ),
    Kind(
        "xml-huge",
        "a number beyond all measure",
        "极大的数",
        written(huge, clear=False, known=False),
        hostile=True,
        stranger=False,
    ),
)
