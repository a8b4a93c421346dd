"""What servers and the network say when something fails: as a refusal, and in one harmless line."""

import base64
import re
import socket
import ssl
from urllib.parse import quote, quote_plus

from toolkit.submission.refusal import Refusal

MASK = "＊＊＊"
LENGTH = 200  # characters of a server's answer that are passed on
ADDRESS = re.compile(r"[!#-'*+\-./-9=?A-Z^_`a-z{|}~]+@[A-Za-z0-9.\-]*[A-Za-z0-9]")
PRINTABLE = re.compile(r"[!-~]+")
PASSWORD = re.compile(r"[ -~]+")


def spoken(answer: bytes | str, secret: str = "") -> str:
    """A server's answer as one short line; what a server says is never trusted, nor a secret repeated after it."""
    said = _decoded(answer) if isinstance(answer, bytes) else answer
    for each in sorted(_written(secret), key=len, reverse=True) if secret else ():
        said = said.replace(each, MASK)
    return one_line(said)[:LENGTH]


def _written(secret: str) -> set[str]:
    """The ways in which a password travels, and one in which a web page might put it."""
    escaped = secret.replace("\\", "\\\\").replace('"', '\\"')
    encoded = {_base64(secret, before) for before in ("", "\0", "\0\0")}
    return {secret, escaped, one_line(secret), quote(secret), quote(secret, safe=""), quote_plus(secret), *encoded} - {
        ""
    }


def _base64(secret: str, before: str) -> str:
    """As much of it as is the same whatever stands around it in a longer text."""
    whole = base64.b64encode(f"{before}{secret}".encode()).decode()
    unsure = len(f"{before}{secret}".encode()) % 3
    return whole[(0, 2, 3)[len(before)] : len(whole) - (0, 3, 2)[unsure]]


def one_line(text: str) -> str:
    """Printable characters alone: no line ends, no control or direction characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _decoded(answer: bytes) -> str:
    try:
        return answer.decode("utf-8")
    except UnicodeDecodeError:
        return answer.decode("gb18030", "replace")


def unreachable(error: Exception, host: str, port: int) -> Refusal:
    """Why there is no connection to a server."""
    if isinstance(error, socket.gaierror | UnicodeError):
        return Refusal("mail-host", host=host)
    if isinstance(error, ssl.SSLError):
        return Refusal("mail-encryption", host=host, port=port)
    return Refusal("mail-connection", host=host, port=port)


def can_log_in(user: str, password: str) -> bool:
    """Both protocols are plain ASCII: anything else is a slip of the keyboard, and is not sent."""
    return bool(PRINTABLE.fullmatch(user) and PASSWORD.fullmatch(password))


def is_address(text: str) -> bool:
    """One plain address such as ``office@example.com``: nothing that could be read as more than that."""
    return bool(ADDRESS.fullmatch(text)) and len(text) <= 254
