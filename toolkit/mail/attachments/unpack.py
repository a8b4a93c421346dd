"""Unpacks a letter or a loose file recursively, within the limits for one letter."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from toolkit import limits
from toolkit.errors import UserError
from toolkit.mail.attachments import gzips, tnef
from toolkit.mail.attachments.attachment import Attachment, Remark
from toolkit.mail.attachments.bsdtar import packed
from toolkit.mail.attachments.links import has_link
from toolkit.mail.attachments.tars import is_tar, untarred
from toolkit.mail.attachments.unusable import TOO_LARGE, TOO_MANY, Unusable
from toolkit.mail.attachments.zips import zipped
from toolkit.mail.message.mime import MimePart, beginning, children, content, forwarded, whole
from toolkit.mail.message.words import shown
from toolkit.office import compound
from toolkit.office.filetypes import ZIP, kind
from toolkit.office.zipfiles import BEGINS

TOO_DEEP = "too-deep"
FORWARDED = "转发的邮件"
LETTERS = ("message/rfc822", "message/global")
HEADER_FIELD = re.compile(rb"[!-9;-~]{1,60}:[ \t\r\n]?")
FILES = (*BEGINS, compound.MAGIC, tnef.SIGNATURE, b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")  # never a letter's own text
LITTER = re.compile(r"(^|/)(__MACOSX/|\._|~\$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.I)
Members = Iterator[tuple[str, bytes]]
Unpack = Callable[["Taken", bytes, tuple[str, ...]], None]


@dataclass
class Taken:
    """What was taken so far of one letter, and how much of what it may cost.

    ``linked``: its own words point to a file elsewhere. ``size``: bytes of everything unpacked; ``members``: of all
    archives; ``named``: characters of names; ``glanced``: bytes of its words; ``seconds``: left for other programs.
    """

    attachments: list[Attachment] = field(default_factory=list)
    linked: bool = False
    size: int = 0
    parts: int = 0
    members: int = 0
    named: int = 0
    glanced: int = 0
    seconds: float = field(default_factory=lambda: limits.SECONDS)
    remarked: dict[str, dict[str, None]] = field(default_factory=dict)  # by code, the names it is said of

    @property
    def full(self) -> bool:
        """Whether a bound of one letter is reached: files, parts, archive members or names (:mod:`toolkit.limits`)."""
        return (
            len(self.attachments) >= limits.ATTACHMENTS
            or self.parts >= limits.LETTER_PARTS
            or self.members >= limits.MEMBERS
            or self.named >= limits.NAMES
        )

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """One of a kind."""
        return tuple(Remark(code, _listed(names)) for code, names in self.remarked.items())

    def room(self) -> int:
        """How many bytes the next one may have."""
        return max(min(limits.ATTACHMENT, limits.UNPACKED - self.size), 0)

    def remark(self, code: str, name: str = "") -> None:
        """Note what was wrong with an attachment, by the code of the error; the same name is noted once."""
        self.remarked.setdefault(code, {})[name] = None


def _listed(names: dict[str, None]) -> str:
    """A few of the names, and how many there are."""
    first = "、".join(list(names)[: limits.TOLD])
    return first if len(names) <= limits.TOLD else f"{first}等{len(names)}个"


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
    if data.startswith(gzips.MAGIC):
        return lambda taken, data, inside: _take_members(taken, data, gzips.gunzipped(name, data, taken.room), inside)
    if found in ("rar", "7z"):
        return _take_packed
    if is_tar(data):
        return lambda taken, data, inside: _take_members(taken, data, untarred(io.BytesIO(data), taken.room), inside)
    if found == ZIP or (suffix == "zip" and data.startswith(BEGINS) and found in ("truncated", "other")):
        return lambda taken, data, inside: _take_members(taken, data, zipped(data, taken.room), inside)
    if suffix == "eml" and HEADER_FIELD.match(data.lstrip()):
        return take_letter
    return None


def _kind(data: bytes) -> str:
    try:
        return kind(data)
    except UserError:  # a zip of too many parts, or a workbook that is none
        return "other"


def _take_packed(taken: Taken, data: bytes, inside: tuple[str, ...]) -> None:
    """All archives of a letter together keep the program busy no longer than one may."""
    if taken.seconds <= 0:
        taken.remark(TOO_MANY, inside[-1])
        return
    begun = monotonic()
    _take_members(taken, data, packed(data, taken.room, taken.seconds), inside)
    taken.seconds -= monotonic() - begun


def _take_members(taken: Taken, archive: bytes, members: Members, inside: tuple[str, ...]) -> None:
    """An archive in which there is nothing stays what it is."""
    label, empty = inside[-1], True
    try:
        for name, data in members:
            if taken.full or len(data) > taken.room():
                taken.remark(TOO_MANY if taken.full else TOO_LARGE, label)
                return
            taken.members += 1
            if LITTER.search(name.replace("\\", "/")):
                continue
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
        taken.named += sum(map(len, (*attachment.inside, attachment.name)))
        taken.attachments.append(attachment)


def _take_part(taken: Taken, part: MimePart, inside: tuple[str, ...], depth: int = 0) -> None:
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


def _take_leaf(taken: Taken, part: MimePart, inside: tuple[str, ...]) -> None:
    name = part.name
    if part.type in LETTERS:
        _take_forwarded(taken, part, (*inside, shown(name) or FORWARDED))
        return
    data = content(part, taken.room())
    if data is None:
        taken.remark(TOO_LARGE, shown(name))
    elif _is_text(part, name) and not data.startswith(FILES):
        _glance(taken, part)
    elif not _is_ornament(part, data):
        taken.size += len(data)
        take_file(taken, name, data, inside)


def _glance(taken: Taken, part: MimePart) -> None:
    """Whether the letter's own words, as far as they are looked at, point elsewhere."""
    most = min(limits.GLANCE - taken.glanced, part.end - part.start)
    if most > 0:
        taken.glanced += most
        taken.linked = taken.linked or has_link(beginning(part, most))


def _take_forwarded(taken: Taken, part: MimePart, inside: tuple[str, ...]) -> None:
    if len(inside) > limits.NESTED:
        taken.remark(TOO_DEEP, inside[-1])
    else:
        _take_part(taken, forwarded(part), inside)


def _is_text(part: MimePart, name: str) -> bool:
    """Whether it is the letter's own words."""
    written = part.type.partition("/")[0] in ("", "text", "multipart")
    return written and not name and part.disposition != "attachment"


def _is_ornament(part: MimePart, data: bytes) -> bool:
    """A picture in the text, a signature's for one."""
    return part.disposition == "inline" and part.type.startswith("image/") and _kind(data) == "picture"


def _last(inside: tuple[str, ...]) -> str:
    return inside[-1] if inside else ""
