"""Where a password goes without encryption, beyond this machine, is known before it goes."""

import pytest

from toolkit.mail.account import Account, Security

HOSTS = {
    "localhost": True,
    "LocalHost.": True,
    "127.0.0.1": True,
    "127.8.9.1": True,
    "::1": True,
    "[::1]": True,
    "imap.163.com": False,
    "10.0.0.5": False,
    "127.0.0.1.example.com": False,
    "0.0.0.0": False,
}


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_this_machine(host: str) -> None:
    """A government network is not."""
    account = Account("a", "b", imap_host=host, imap_security="none")
    assert account.in_the_clear == (() if HOSTS[host] else (host,))


@pytest.mark.parametrize(
    ("imap", "smtp", "expected"),
    [
        ("tls", "starttls", ()),
        ("none", "tls", ("a.cn",)),
        ("tls", "none", ("b.cn",)),
        ("none", "none", ("a.cn", "b.cn")),
    ],
)
def test_both_servers_are_asked(imap: Security, smtp: Security, expected: tuple[str, ...]) -> None:
    """Each by itself."""
    account = Account("a", "b", imap_host="a.cn", imap_security=imap, smtp_host="b.cn", smtp_security=smtp)
    assert account.in_the_clear == expected
    assert Account("a", "b", smtp_security="none").in_the_clear == ()
