"""Decrypts a workbook with a password, through msoffcrypto (optional)."""

import io
import re

from toolkit import limits
from toolkit.limits import within
from toolkit.office.compound import Compound
from toolkit.office.messages import has_password, no_decryption, unreadable, wrong_password
from toolkit.office.xml import local, parse

DEFAULT = "VelvetSweatshop"  # Excel itself locks an .xls so whose workbook, not whose opening, is protected
INFO = "EncryptionInfo"
AGILE = b"\4\0\4\0"  # the version whose settings are XML
NUMBER = re.compile("[0-9]{1,7}")
SIZES = ("saltSize", "blockSize", "keyBits", "hashSize")
SIZE = 4096


def decrypted(data: bytes, secret: str) -> bytes:
    """The file within; raises :class:`UserError` without its password."""
    try:
        import msoffcrypto  # noqa: PLC0415 - an optional part of the program
        from msoffcrypto.exceptions import InvalidKeyError  # noqa: PLC0415
    except ImportError as error:
        raise no_decryption() from error
    _refuse_bombs(data)
    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        verified = {"verify_password": True} if file.format == "ooxml" else {}  # the other formats always verify
        file.load_key(password=secret or DEFAULT, **verified)
        file.decrypt(out)
    except InvalidKeyError as error:
        raise (wrong_password() if secret else has_password()) from error
    except Exception as error:  # whatever a broken file makes of it
        raise unreadable() from error
    return out.getvalue()


def _refuse_bombs(data: bytes) -> None:
    """The file itself says how often its password is to be hashed and how long its keys are, and says so in XML."""
    file = Compound(data)
    if INFO not in file:  # a password within the records of an .xls, taken off byte by byte
        within(len(data), limits.OLD_LOCKED, f"加了密码，超过{limits.OLD_LOCKED >> 20}MB")
        return
    info = file.stream(INFO)
    within(len(info), limits.TEXT, "一处文字超过{}个字符")
    if info.startswith(AGILE):
        parse(info[len(AGILE) + 4 :], _refuse_numbers)


def _refuse_numbers(_: str, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        most = limits.TURNS if local(name) == "spinCount" else SIZE if local(name) in SIZES else None
        if most is not None and not (NUMBER.fullmatch(value) and int(value) <= most):
            raise unreadable()
