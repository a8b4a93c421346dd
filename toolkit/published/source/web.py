"""A web page, or one that was saved as .mht, as blocks.

Tags of tables alone say where cells begin; nothing else need be well nested. The tags are found by one pass of a
bounded pattern: the standard library's own parser goes over some broken pages once for every broken tag in them.
"""

import email
import html
import re
from collections.abc import Callable
from email.policy import default

from toolkit import limits
from toolkit.limits import within
from toolkit.published.blocks import Block
from toolkit.published.source.builder import Builder
from toolkit.published.source.encoding import text_of

QUOTED = r'"[^"]{0,4000}+"|' + r"'[^']{0,4000}+'"
NAME = "[a-zA-Z][a-zA-Z0-9:]{0,30}"
TAG = re.compile(rf"<(/?)({NAME})((?:[^\"'<>]|{QUOTED})*+)>|<(/?)({NAME})([^<>]*+)>")
SPACE = re.compile(r"[ \t\r\n\f]+")
BROKEN_LINE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\n[ \t\n]*(?=[\u3000-\u9fff\uff00-\uffef])")
BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "section", "article", "center", "blockquote", "dd", "dt", "dl", "header", "footer"}
    | {"form", "body", "pre", "address", "title", "main", "nav", "aside", "hr", "caption", "thead", "tbody", "tfoot"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
DEAF = frozenset({"script", "style", "noscript", "template", "textarea", "select", "button"})
STRONG = frozenset({"b", "strong"})
VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "wbr"})
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|\bhidden\b", re.I)
RIGHT_STYLE = re.compile(
    r"text-align\s*:\s*(?:right|end)|\balign\s*=\s*[\"']?right|margin-left\s*:\s*auto"
    r"|margin\s*:\s*[\w.]+\s+[\d.]\w*\s+[\w.]+\s+auto|class\s*=\s*[\"'][^\"']*\bclosing\b",
    re.I,
)
SPANS = {name: re.compile(rf"{name}\s*=\s*[\"']?\s*(\d{{1,9}})", re.I) for name in ("rowspan", "colspan")}
CUT = re.compile(r"[-_|–—]")  # what the site's own name stands behind, in the title of a page
MULTIPARTS = 20


def blocks(data: bytes) -> tuple[Block, ...]:
    """Raises :class:`UserError` beyond the bounds of a page."""
    within(len(data), limits.PRINTED, f"超过{limits.PRINTED >> 20}MB")
    return of_page(text_of(_page_in(data)))


def of_page(text: str) -> tuple[Block, ...]:
    """The HTML as paragraphs and tables. Raises :class:`~toolkit.errors.UserError` for too many tags."""
    text = _without_comments(text)
    within(text.count("<"), limits.PAGE_TAGS, "网页标记超过{}个")
    reader = _PageReader()
    at = 0
    for found in TAG.finditer(text):
        reader.text(text[at : found.start()])
        end, name, rest = found.group(1, 2, 3) if found[2] else found.group(4, 5, 6)
        if end:
            reader.end(name.lower())
        else:
            reader.start(name.lower(), rest)
        at = found.end()
    reader.text(text[at:])
    return reader.built.blocks()


def _page_in(data: bytes) -> bytes:
    """The page of an .mht (RFC 2557), its pictures left aside; anything else as it is."""
    if not re.match(rb"\s*(?:From:|MIME-Version:|Content-Type:\s*multipart)", data, re.I):
        return data
    within(data.count(b"boundary"), MULTIPARTS, "网页的部分套得太多")
    pages = [
        part for part in email.message_from_bytes(data, policy=default).walk() if part.get_content_type() == "text/html"
    ]
    found = pages[0].get_payload(decode=True) if pages else None
    return found if isinstance(found, bytes) else data


def _without_comments(text: str) -> str:
    """Without comments and declarations; one that never ends hides the rest."""
    kept, at = [], 0
    while (start := text.find("<!", at)) >= 0:
        kept.append(text[at:start])
        comment = text.startswith("<!--", start) and not text.startswith("<!--[if", start)
        end = text.find("-->" if comment else ">", start)
        at = len(text) if end < 0 else end + (3 if comment else 1)
    return "".join((*kept, text[at:]))


class _PageReader:
    def __init__(self) -> None:
        self.built = Builder()
        self.deaf = ""  # what is open that shows no words
        self.unseen: list[str] = []  # elements open inside one that is not shown
        self.titled = False
        self.bold: list[tuple[str, bool]] = []
        self.right: list[str] = []  # open elements at the right margin
        self.starts: dict[str, Callable[[str], None]] = {
            "table": lambda _: self.built.begin_table(), "tr": lambda _: self.built.begin_row(),
            "td": self._cell, "th": self._cell, "br": lambda _: self._break(),
        }  # fmt: skip
        self.ends: dict[str, Callable[[], None]] = {
            "table": self.built.end_table, "td": self.built.end_paragraph, "th": self.built.end_paragraph,
            "tr": self.built.end_paragraph,
        }  # fmt: skip

    def start(self, name: str, attributes: str) -> None:
        if self.deaf:
            return
        if name in DEAF:
            self.deaf = name
        if self.unseen or (HIDDEN_STYLE.search(attributes) and name not in VOID and not attributes.endswith("/")):
            self.unseen += [name] if name not in VOID and len(self.unseen) < limits.PAGE_TAGS else []
            return
        self.titled |= name == "title"
        if name in self.starts:
            self.starts[name](attributes)
        elif name in BLOCKS:
            self._end_paragraph()
        self._look(name, attributes)

    def end(self, name: str) -> None:
        if self.deaf:
            self.deaf = "" if name == self.deaf else self.deaf
            return
        if self.unseen:
            self._shown_again(name)
            return
        if name in self.ends:
            self.ends[name]()
        elif name in BLOCKS:
            self._end_paragraph()
            if self.right[-1:] == [name]:
                self.right.pop()
        self.titled &= name != "title"
        if self.bold and self.bold[-1][0] == name:
            self.bold.pop()

    def _shown_again(self, name: str) -> None:
        """An end tag closes the element it names and all that was left open inside it."""
        if name in self.unseen:
            at = len(self.unseen) - 1 - self.unseen[::-1].index(name)
            del self.unseen[at:]

    def text(self, said: str) -> None:
        if not said or self.deaf or self.unseen:
            return
        said = SPACE.sub(" ", BROKEN_LINE.sub("", _unescaped(said)))
        self.built.say(CUT.split(said)[0] if self.titled else said, self._heavy)

    @property
    def _heavy(self) -> bool:
        return bool(self.bold) and self.bold[-1][1]

    def _end_paragraph(self) -> None:
        self.built.aside = bool(self.right)
        self.built.end_paragraph()

    def _look(self, name: str, attributes: str) -> None:
        strong = name in STRONG
        if strong or name == "span":
            heavy = strong or bool(BOLD_STYLE.search(attributes)) or self._heavy
            self.bold = [*self.bold[-50:], (name, heavy)]
        if name in BLOCKS and RIGHT_STYLE.search(attributes):
            self.right = [*self.right[-50:], name]

    def _break(self) -> None:
        self.built.say("\n", self._heavy)

    def _cell(self, attributes: str) -> None:
        cell = self.built.begin_cell()
        cell.height, cell.width = (_span(attributes, name) for name in ("rowspan", "colspan"))


def _span(attributes: str, name: str) -> int:
    found = SPANS[name].search(attributes)
    return max(1, min(int(found[1]), limits.SPAN)) if found else 1


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
