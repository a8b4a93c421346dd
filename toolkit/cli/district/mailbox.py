"""The district's mailbox as the commands use it, with a warning at each use if its settings are unsafe."""

from toolkit.cli.terminal.console import complain
from toolkit.district.district import District
from toolkit.mail.account import Account


def account(place: District) -> Account:
    """With its password; raises :class:`~toolkit.errors.UserError` where either is missing."""
    found = place.settings.account()
    for host in found.in_the_clear:
        complain(
            f"注意：与邮件服务器“{host}”的连接没有加密，密码（授权码）和信件在路上谁都看得到。"
            '请把 district.toml 里的 imap_security、smtp_security 改成 "tls"；服务器不支持的，请问邮箱维护人员。'
        )
    return found
