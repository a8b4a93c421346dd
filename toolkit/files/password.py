"""Takes the password off a file, with msoffcrypto (optional)."""

import io
import re

from toolkit.submission.refusal import Refusal
from toolkit.workbook.compound import Compound

DEFAULT = "VelvetSweatshop"  # Excel itself locks an .xls so whose workbook, not whose opening, is protected
TURNS = 1_000_000  # of a hash; Office writes 100,000
INFO = "EncryptionInfo"
SPINS = re.compile(rb'spinCount="0*([0-9]+)"')


def decrypted(data: bytes, secret: str) -> bytes:
    """The file within; raises :class:`Refusal` without its password."""
    try:
        import msoffcrypto  # noqa: PLC0415 - an optional part of the program
        from msoffcrypto.exceptions import InvalidKeyError  # noqa: PLC0415
    except ImportError as error:
        raise Refusal("no-decryption") from error
    _refuse_bombs(data)
    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=secret or DEFAULT, verify_password=True)
        file.decrypt(out)
    except InvalidKeyError as error:
        raise Refusal("wrong-password" if secret else "encrypted") from error
    except Exception as error:  # whatever a broken file makes of it
        raise Refusal("unreadable") from error
    return out.getvalue()


def _refuse_bombs(data: bytes) -> None:
    """The file itself says how often its password is to be hashed, and says so in XML."""
    file = Compound(data)
    info = file.stream(INFO) if INFO in file else b""
    if b"<!" in info or any(int(turns[:20]) > TURNS for turns in SPINS.findall(info)):
        raise Refusal("unreadable")
