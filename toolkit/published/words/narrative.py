"""The paragraphs of a report under the form's headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.entry import PLAIN
from toolkit.form.form import Form, Section, TextField
from toolkit.numerals import arabic
from toolkit.published.alike import CERTAIN, bare, flat, likeness
from toolkit.published.blocks import Passage, passage
from toolkit.published.figures.rows import PAGE, of_lines
from toolkit.published.figures.slots import printed_words
from toolkit.rich_text import Paragraph, Run, paragraph

NUMBER = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
NUMBERED = re.compile(rf"^(?:{NUMBER})\s*[、.．,，\s]\s*(.{{2,40}}?)[。：:]?$")
BRACKETED = re.compile(rf"^\s*[(（]\s*(?:{NUMBER})\s*[)）]")
PARTED = re.compile(rf"^\s*[(（]\s*({NUMBER})\s*[)）]\s*[、.]?\s*|^\s*(\d{{1,2}})\s*[.、．]\s*(?!\d)")
HEAD_ENDS = re.compile(r"[。：:，,；\s]")
LIKE, PLAINLY = 0.72, 0.93  # a heading with a number before it, and without
PART, SLIGHTLY = 0.5, 0.25  # the heading of a text; the same where its number says so too
INSIDE = re.compile(rf"[(（]\s*(?:{NUMBER})\s*[)）]")
BEFORE = 6  # characters before a heading's usual words
HEAD_TAIL = re.compile("(?:工作)?(?:方面|情况)?")
FOLDED = 1000  # characters of a paragraph in which there may be several
LINE = 60  # characters of a heading
SHORT = 24  # and of one inside a section
CLOSING = 40
DATE = re.compile(r"(?:20\d\d|二[〇○零]\S{2})\s*年\s*\S{1,2}\s*月\s*\S{1,3}\s*日")
DATED = frozenset({"no_date", "padded_date", "date_out_of_time"})  # patterns that only a date is held against
FURNITURE = re.compile(
    r"来源|发布|时间|日期|浏览|阅读|点击|次数|字号|字体|打印|关闭|分享|索引|文号|责任编辑|编辑[:：]|作者|首页|当前位置|主办|承办"
    r"|原文|链接|正文|标题|http|====|版权|备案|扫一扫|附件|上一篇|下一篇|相关|[>»][^<>»&]+[>»]"
)
SENTENCE = re.compile("[。；！]")
STOPS = re.compile(r"[。；！;!：:\s]")
RUN = 4  # labels of tables in one paragraph: it is a table that lost its cells


@dataclass
class Narrative:
    """``undivided``: texts of sections whose parts have no headings of their own. ``stray``: words of no text."""

    texts: dict[str, list[Paragraph]] = field(default_factory=dict)
    undivided: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)  # of sections and texts, as printed

    def add(self, id: str, said: Paragraph) -> None:
        """Add a paragraph to the text ``id``; an empty one is left out."""
        if said:
            self.texts.setdefault(id, []).append(said)


def unfolded(passages: Sequence[Passage], form: Form) -> list[Passage]:
    """Passages as they are; where whole reports run together in one, cut at the form's own headings; before a heading
    at the end of one.
    """
    found: list[Passage] = []
    for each in passages:
        cuts = _cuts(each.text, form) if len(each.text) > FOLDED else _cut_before_last(each.text, form)
        ends = zip([0, *cuts], [*cuts, len(each.text)], strict=True)
        pieces = (each.text[start:end].strip() for start, end in ends)
        found += [passage(piece) for piece in pieces if piece] if cuts else [each]
    return found


def _cut_before_last(text: str, form: Form) -> list[int]:
    """Before a heading that lines run into which reach the margin."""
    labels = [field.label for section in form.sections for field in section.texts if field.heading]
    heads = [*labels, *(section.heading for section in form.sections)]
    return [len(text) - len(head) for head in heads if len(text) > len(head) and text.endswith(head)]


def _cuts(text: str, form: Form) -> list[int]:
    """Before and behind each section's heading, and before what begins like the heading of a text."""
    found: set[int] = set()
    labels = [field.label for section in form.sections for field in section.texts if field.heading]
    for section in form.sections:
        start = text.find(section.heading)
        found |= {start, start + len(section.heading)} if start > 0 else set()
    if not found:
        return []
    for numbered in INSIDE.finditer(text):
        head = HEAD_ENDS.split(text[numbered.end() : numbered.end() + SHORT], maxsplit=1)[0]
        if end := next((end for label in labels if (end := _glued(label, head))), 0):
            found |= {numbered.start(), numbered.end() + end}
        elif any(likeness(label, head) >= LIKE for label in labels):
            found.add(numbered.start())
    return sorted(found - {0})


def _glued(label: str, said: str) -> int:
    """Where a heading ends that is followed by its text without a stop or space between; 0 where it is none."""
    words = bare(label)
    start = said.find(words)
    if not 0 <= start <= BEFORE:
        return 0
    behind = HEAD_TAIL.match(said, start + len(words))
    return behind.end() if behind else start + len(words)


Heads = Sequence[tuple[int, Section]]  # with the position of the passage


def narrative(passages: Sequence[Passage], heads: Heads, front: int, form: Form) -> Narrative:
    """``front``: where the title ends. A text's paragraphs stay as they are printed."""
    found = Narrative()
    first = heads[0][0] if heads else len(passages)
    _front(passages[front + 1 : first], form, found)
    body, closing = _without_closing(passages, form, heads[-1][0] + 1 if heads else len(passages))
    ends = [*(at for at, _ in heads[1:]), len(body)]
    for (at, section), end in zip(heads, ends, strict=False):
        found.headings[section.heading] = passages[at].text
        _section(section, body[at + 1 : end], form, found)
    for id, said in closing:
        found.add(id, said)
    return found


def section_heads(passages: Sequence[Passage], form: Form) -> Heads:
    """The form's headings in their order; of a list of contents, which has nothing between them, those behind it."""
    found = list(_section_heads(passages, 0, form))
    if len(found) > 1 and found[-1][0] - found[0][0] < 2 * len(found):
        again = list(_section_heads(passages, found[-1][0] + 1, form))
        return again if len(again) >= len(found) else found
    return found


def _section_heads(passages: Sequence[Passage], start: int, form: Form) -> Iterator[tuple[int, Section]]:
    left = list(form.sections)
    for at, each in enumerate(passages[start:], start=start):
        text = each.text.strip()
        if not left or len(text) > LINE or SENTENCE.search(text[:-1]):
            continue
        numbered = NUMBERED.match(text.translate(PLAIN))
        if BRACKETED.match(text) and not any(BRACKETED.match(section.heading) for section in left):
            continue  # the heading of a part
        words = numbered[1] if numbered else text
        bar = LIKE if numbered else PLAINLY
        if match := next((section for section in left if likeness(section.heading, words) >= bar), None):
            yield at, match
            left = left[left.index(match) + 1 :]


def _front(passages: Sequence[Passage], form: Form, found: Narrative) -> None:
    """What stands between title and first heading, but for what a website puts there."""
    for each in passages:
        if form.front and not _is_furniture(each.text):
            found.add(form.front[0].id, each.runs)


def _is_furniture(text: str) -> bool:
    return not SENTENCE.search(text) and (bool(FURNITURE.search(text)) or bool(DATE.fullmatch(text.strip())))


def _without_closing(
    passages: Sequence[Passage], form: Form, start: int
) -> tuple[Sequence[Passage], list[tuple[str, Paragraph]]]:
    """The passages up to who signs and when; those with what they belong to, by the form's last texts."""
    end = len(passages)
    while end > start and _is_furniture(passages[end - 1].text) and not _is_date(passages[end - 1]):
        end -= 1
    first = end
    while end - first < len(form.back) and first > start and _closes(passages[first - 1], first < end):
        first -= 1
    lines = passages[first:end]
    return passages[:first], list(zip(_closing_texts(lines, form), (each.runs for each in lines), strict=False))


def _closing_texts(lines: Sequence[Passage], form: Form) -> list[str]:
    """Which of the form's last texts these are: all in their order, or the one that is a date or is not."""
    if len(lines) == len(form.back):
        return [text.id for text in form.back]
    dated = {id for rule in form.text_rules if DATED & set(rule.words) for id in rule.texts}
    return [text.id for text in form.back if (text.id in dated) == (bool(lines) and _is_date(lines[-1]))]


def _is_date(passage: Passage) -> bool:
    return bool(DATE.fullmatch(passage.text.strip()))


def _closes(last: Passage, before_date: bool) -> bool:
    return last.aside or _is_date(last) or (before_date and _may_sign(last))


def _may_sign(last: Passage) -> bool:
    return len(last.text) <= CLOSING and not re.search("[。；，：,:;]", last.text)


def _section(section: Section, body: Sequence[Passage], form: Form, found: Narrative) -> None:
    if not section.texts:
        found.stray += [each.text for each in body if _says_something(each.text, form)]
        return
    parts = [text for text in section.texts if text.heading]
    lead = next((text.id for text in section.texts if not text.heading), "")
    current, seen = lead or section.texts[0].id, set[str]()
    for each in body:
        if (part := _part(each.text, parts, seen)) is None:
            found.add(current, each.runs)
            continue
        current = part.id
        seen.add(current)
        head, rest = _split(each, part)
        found.headings[current] = head
        found.add(current, rest)
    if parts and not lead and not seen and current in found.texts:
        found.undivided += [text.id for text in parts if text.id != current]


def _part(text: str, parts: Sequence[TextField], seen: set[str]) -> TextField | None:
    """The text whose heading a paragraph is or begins with: by its words, or by its number and a few of them."""
    numbered = PARTED.match(text.translate(PLAIN))
    head = _head(text)
    if len(head) > SHORT or not parts:
        return None
    likely = max(parts, key=lambda part: likeness(part.label, head))
    how = likeness(likely.label, head)
    if likely.id not in seen and how >= (PART if numbered else PLAINLY):
        return likely
    if not numbered:
        return None
    number = numbered[1] or numbered[2]
    position = int(number if number.isdecimal() else arabic(number) or 0)
    part = parts[position - 1] if 0 < position <= len(parts) else None
    return part if part and part.id not in seen and likeness(part.label, head) >= SLIGHTLY else None


def _head(text: str) -> str:
    """The first words of a paragraph, without the number before them; all of a short one that is no sentence."""
    plain_text = text.translate(PLAIN)
    numbered = PARTED.match(plain_text)
    said = plain_text[numbered.end() if numbered else 0 :].strip()
    if numbered and len(said) <= SHORT and not STOPS.search(said):
        return said
    return HEAD_ENDS.split(said, maxsplit=1)[0]


def _split(each: Passage, part: TextField) -> tuple[str, Paragraph]:
    """A heading, and what follows it on its line."""
    text = each.text
    head = _head(text)
    start = text.translate(PLAIN).find(head) if head else 0
    end = max(start, 0) + len(head)
    rest = text[end:].lstrip("。：:，, \u3000\n")
    if not rest:
        return text.strip(), ()
    return text[:end].strip(), _tail(each.runs, len(text) - len(rest))


def _tail(runs: Paragraph, skip: int) -> Paragraph:
    kept: list[Run] = []
    for run in runs:
        kept.append(Run(run.text[skip:] if skip > 0 else run.text, run.bold))
        skip -= len(run.text)
    return paragraph(kept)


def _says_something(text: str, form: Form) -> bool:
    """Whether words beside a table are more than its labels, its figures and the numbers of pages."""
    if PAGE.fullmatch(text.strip()) or not flat(text) or of_lines([text])[0]:
        return False
    words, said = printed_words(form), flat(text)
    return (
        not any(likeness(label, text) >= CERTAIN for label in words) and sum(flat(each) in said for each in words) < RUN
    )
