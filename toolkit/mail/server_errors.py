"""Translates errors of servers and the network into ``UserError``, with the answer reduced to one safe line."""

import base64
import re
import socket
import ssl
from urllib.parse import quote, quote_plus

from toolkit import limits
from toolkit.errors import UserError
from toolkit.mail.messages import address_unusable, host_not_found, no_connection, no_encryption

MASK = "＊＊＊"
LENGTH = 200  # characters of a server's answer that are passed on
NAME = re.compile(r"[!#-'*+\-./-9=?A-Z^_`a-z{|}~]")
LOCAL = 64  # characters before the @ (RFC 5321)
HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
)
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


def unreachable(error: Exception, host: str, port: int) -> UserError:
    """Why there is no connection to a server."""
    if isinstance(error, socket.gaierror | UnicodeError):
        return host_not_found(host)
    if isinstance(error, ssl.SSLError):
        return no_encryption(host=host, port=port)
    return no_connection(host=host, port=port)


def can_log_in(user: str, password: str) -> bool:
    """Both protocols are plain ASCII: anything else is a slip of the keyboard, and is not sent."""
    return bool(PRINTABLE.fullmatch(user) and PASSWORD.fullmatch(password))


def is_address(text: str) -> bool:
    """One plain address such as ``office@example.com``: nothing that could be read as more than that."""
    return not why_no_address(text)


def require_address(text: str) -> None:
    """Raises :class:`UserError` for what letters cannot be sent to, or from."""
    if why := why_no_address(text):
        raise address_unusable(address=spoken(text), why=why)


def why_no_address(text: str) -> str:
    """What is wrong with an address, in a few words for a person; "" where nothing is."""
    if not text.strip():
        return "没有写"
    if len(text) > limits.ADDRESS:
        return f"有{len(text)}个字符，最多{limits.ADDRESS}个"
    if "＠" in text:
        return "“＠”应是半角的“@”"
    if text.count("@") != 1:
        return "应有一个“@”，且只有一个"
    name, _, host = text.partition("@")
    return _why_no_name(name) or _why_no_host(host)


def _why_no_name(name: str) -> str:
    odd = next((letter for letter in name if not NAME.fullmatch(letter)), "")
    if odd:
        return f"“@”前面有不能用的字符“{one_line(odd) or '空格'}”"
    if not name:
        return "“@”前面没有内容"
    return f"“@”前面有{len(name)}个字符，最多{LOCAL}个" if len(name) > LOCAL else ""


def _why_no_host(host: str) -> str:
    if not host.isascii():
        return "“@”后面有汉字或全角字符，这里发不到，请换一个地址"
    return "" if HOST.fullmatch(host) else "“@”后面不是完整的域名，例如应是163.com"
