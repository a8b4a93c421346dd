"""What a letter brings, and what in it could not be used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """``name`` is for display only, never a path: one line, no control or direction characters.

    ``inside`` names the archives or forwarded letters it lay in, outermost first.
    """

    name: str
    data: bytes
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that could not be used, and the attachment it is about; ``code`` is one of:

    ``archive-password``, ``archive-damaged``, ``archive-unsupported`` (no program here opens it), ``too-deep``,
    ``too-many``, ``too-large``, ``link-instead`` (a link to a large file, and no workbook).
    """

    code: str
    name: str = ""
