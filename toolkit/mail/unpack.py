"""Everything that can be taken out of a letter or a loose file, however deep it lies, within the bounds of one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from toolkit.mail import tnef
from toolkit.mail.archives import TOO_LARGE, TOO_MANY, Unusable, packed, zipped
from toolkit.mail.attachment import Attachment, Remark
from toolkit.mail.mime import Part, beginning, children, content, forwarded, whole
from toolkit.mail.names import shown
from toolkit.submission import limits
from toolkit.submission.refusal import Refusal
from toolkit.workbook import compound
from toolkit.workbook.archive import BEGINS
from toolkit.workbook.kind import ZIP, kind

TOO_DEEP = "too-deep"
FORWARDED = "转发的邮件"
LETTERS = ("message/rfc822", "message/global")
GZIP = b"\x1f\x8b\x08"
HEADER_FIELD = re.compile(rb"[!-9;-~]{1,60}:[ \t\r\n]?")
FILES = (*BEGINS, compound.MAGIC, tnef.SIGNATURE, b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")  # never a letter's own text
LITTER = re.compile(r"(^|/)(__MACOSX/|\._|~\$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.I)
Members = Iterator[tuple[str, bytes]]
Unpack = Callable[["Taken", bytes, tuple[str, ...]], None]


@dataclass
class Taken:
    """What was taken so far; ``texts`` are the letter's own words, ``size`` the bytes of everything unpacked."""

    attachments: list[Attachment] = field(default_factory=list)
    remarks: dict[Remark, None] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    size: int = 0
    parts: int = 0

    @property
    def full(self) -> bool:
        return len(self.attachments) >= limits.ATTACHMENTS or self.parts >= limits.LETTER_PARTS

    def room(self) -> int:
        """How many bytes the next one may have."""
        return min(limits.ATTACHMENT, limits.UNPACKED - self.size)

    def remark(self, code: str, name: str = "") -> None:
        self.remarks[Remark(code, name)] = None


def take_letter(taken: Taken, raw: bytes, inside: tuple[str, ...] = ()) -> None:
    """All attachments of a letter."""
    _take_part(taken, whole(raw), inside)


def take_file(taken: Taken, name: str, data: bytes, inside: tuple[str, ...] = ()) -> None:
    """A file itself, or, if it is an archive or a letter, what lies in it; ``name`` is as it was written."""
    label, unpack = shown(name), _way_in(name, data)
    if not unpack:
        _keep(taken, Attachment(label, data, inside))
    elif len(inside) >= limits.NESTED:
        taken.remark(TOO_DEEP, label)
    else:
        unpack(taken, data, (*inside, label))


def _way_in(name: str, data: bytes) -> Unpack | None:
    """How to open it; None for a file that is what it is. Told by content, a letter by its name too."""
    suffix = name.rpartition(".")[2].strip().lower()
    found = _kind(data)
    if data.startswith(tnef.SIGNATURE):
        return lambda taken, data, inside: _take_members(taken, data, tnef.members(data), inside)
    if found in ("rar", "7z") or data.startswith(GZIP):
        return lambda taken, data, inside: _take_members(taken, data, packed(data, taken.room), inside)
    if found == ZIP or (suffix == "zip" and data.startswith(BEGINS) and found in ("truncated", "other")):
        return lambda taken, data, inside: _take_members(taken, data, zipped(data, taken.room), inside)
    if suffix == "eml" and HEADER_FIELD.match(data.lstrip()):
        return take_letter
    return None


def _kind(data: bytes) -> str:
    try:
        return kind(data)
    except Refusal:  # a zip of too many parts, or a workbook that is none
        return "other"


def _take_members(taken: Taken, archive: bytes, members: Members, inside: tuple[str, ...]) -> None:
    """An archive in which there is nothing stays what it is."""
    label, empty = inside[-1], True
    try:
        for name, data in members:
            if LITTER.search(name.replace("\\", "/")):
                continue
            if taken.full:
                taken.remark(TOO_MANY, label)
                return
            empty = False
            taken.size += len(data)
            take_file(taken, name, data, inside)
    except Unusable as fault:
        taken.remark(fault.code, label)
    else:
        if empty:
            _keep(taken, Attachment(label, archive, inside[:-1]))


def _keep(taken: Taken, attachment: Attachment) -> None:
    if taken.full:
        taken.remark(TOO_MANY, _last(attachment.inside))
    else:
        taken.attachments.append(attachment)


def _take_part(taken: Taken, part: Part, inside: tuple[str, ...], depth: int = 0) -> None:
    taken.parts += 1
    if not part.type.startswith("multipart/"):
        _take_leaf(taken, part, inside)
    elif depth >= limits.MULTIPARTS:
        taken.remark(TOO_DEEP, _last(inside))
    else:
        before = taken.parts
        for child in children(part):
            if taken.full:
                taken.remark(TOO_MANY, _last(inside))
                return
            _take_part(taken, child, inside, depth + 1)
        if taken.parts == before:  # one in name only
            _take_leaf(taken, part, inside)


def _take_leaf(taken: Taken, part: Part, inside: tuple[str, ...]) -> None:
    name = part.name
    if part.type in LETTERS:
        _take_forwarded(taken, part, (*inside, shown(name) or FORWARDED))
        return
    data = content(part, taken.room())
    if data is None:
        taken.remark(TOO_LARGE, shown(name))
    elif _is_text(part, name) and not data.startswith(FILES):
        taken.texts.append(beginning(part, limits.GLANCE))
    elif not _is_ornament(part, data):
        taken.size += len(data)
        take_file(taken, name, data, inside)


def _take_forwarded(taken: Taken, part: Part, inside: tuple[str, ...]) -> None:
    if len(inside) > limits.NESTED:
        taken.remark(TOO_DEEP, inside[-1])
    else:
        _take_part(taken, forwarded(part), inside)


def _is_text(part: Part, name: str) -> bool:
    """Whether it is the letter's own words."""
    written = part.type.partition("/")[0] in ("", "text", "multipart")
    return written and not name and part.disposition != "attachment"


def _is_ornament(part: Part, data: bytes) -> bool:
    """A picture in the text, a signature's for one."""
    return part.disposition == "inline" and part.type.startswith("image/") and _kind(data) == "picture"


def _last(inside: tuple[str, ...]) -> str:
    return inside[-1] if inside else ""
