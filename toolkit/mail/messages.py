"""Errors of mail and remarks on attachments: one function a sentence."""

from toolkit.errors import UserError


def no_imap() -> UserError:
    """``no-imap``: the library for mailboxes is not installed."""
    return UserError(
        "no-imap",
        '这里没有安装收发邮件的组件。请运行 py -m pip install ".[mail]"，或者把文件放进文件夹、收件时写明文件夹。',
    )


def link_instead() -> UserError:
    """``link-instead``: the letter has a download link in place of an attachment."""
    return UserError(
        "link-instead",
        "来信里只有文件的下载链接，没有附件，链接会过期。请把填报表（.xlsx）直接作为附件发来。",
    )


def archive_has_password(name: str) -> UserError:
    """``archive-password``: the archive is encrypted."""
    return UserError(
        "archive-password",
        f"压缩包“{name}”加了密码，打不开。请去掉密码，或者把填报表（.xlsx）直接作为附件发来。",
    )


def archive_damaged(name: str) -> UserError:
    """``archive-damaged``: the archive cannot be unpacked because it is damaged."""
    return UserError("archive-damaged", f"压缩包“{name}”已经损坏，打不开。请把填报表（.xlsx）直接作为附件发来。")


def archive_unsupported(name: str) -> UserError:
    """``archive-unsupported``: an archive format that is not read."""
    return UserError(
        "archive-unsupported",
        f"压缩包“{name}”的格式这里打不开。请改用zip，或者把填报表（.xlsx）直接作为附件发来。",
    )


def too_deep(name: str) -> UserError:
    """``too-deep``: archives or letters are nested more deeply than is unpacked."""
    return UserError("too-deep", f"“{name}”套了太多层，没有再往里拆。请把填报表（.xlsx）直接作为附件发来。")


def too_many() -> UserError:
    """``too-many``: the letter holds more files than are taken; the first ones were."""
    return UserError("too-many", "来信里的文件太多，只取了前面的一部分。请只发填报表（.xlsx）。")


def host_not_found(host: str) -> UserError:
    """``mail-host``: the server's name cannot be resolved."""
    return UserError("mail-host", f"找不到邮件服务器“{host}”。请核对服务器地址有没有写错，这台电脑能不能上网。")


def no_connection(host: str, port: int) -> UserError:
    """``mail-connection``: the server cannot be reached on this port."""
    return UserError(
        "mail-connection",
        f"连不上邮件服务器“{host}”（端口{port}）。请核对端口和加密方式；单位的网络可能不许连接这个端口，"
        "请问网络维护人员。",
    )


def no_encryption(host: str, port: int) -> UserError:
    """``mail-encryption``: TLS could not be established, so the password was not sent."""
    return UserError(
        "mail-encryption",
        f"与邮件服务器“{host}”（端口{port}）没能建立加密连接，密码没有发出。请核对端口、加密方式和服务器地址；"
        "服务器的证书不被信任的，请问邮箱维护人员。",
    )


def login_mistyped(user: str) -> UserError:
    """``mail-typed``: user or password is empty or has characters that no login takes."""
    return UserError(
        "mail-typed",
        f"邮箱“{user}”的用户名或授权码是空的，或者有空格、汉字等不该有的字符。请核对后再试。",
    )


def login_failed(user: str, reply: str) -> UserError:
    """``mail-login``: the server refused the login; ``reply`` is what it answered."""
    return UserError(
        "mail-login",
        f"邮箱“{user}”登录没有成功，服务器答复：“{reply}”。登录要用授权码，不是网页登录的密码："
        "请在网页邮箱的设置里开启IMAP和SMTP服务，生成客户端授权码，用它登录。",
    )


def login_unsafe() -> UserError:
    """``mail-unsafe``: the provider took the login for unsafe and does not let letters be read."""
    return UserError(
        "mail-unsafe",
        "邮箱服务器把这次登录当作不安全登录，不让读信。请登录网页邮箱，在设置里开启IMAP服务、完成客户端授权，"
        "用客户端授权码登录后再试；仍不行的，请问邮箱客服。",
    )


def no_folder(folder: str, folders: str) -> UserError:
    """``mail-no-folder``: the mailbox has no such folder; ``folders`` lists those it has."""
    return UserError("mail-no-folder", f"邮箱里没有文件夹“{folder}”。现有的文件夹是：{folders}。请改成其中的一个。")


def no_drafts(folders: str) -> UserError:
    """``mail-no-drafts``: no folder of the mailbox is for drafts; ``folders`` lists those it has."""
    return UserError("mail-no-drafts", f"邮箱里找不到草稿箱。现有的文件夹是：{folders}。请写明用其中的哪一个。")


def letter_gone(folder: str) -> UserError:
    """``mail-gone``: the letter was moved or deleted since it was listed."""
    return UserError(
        "mail-gone",
        f"这封邮件已经不在文件夹“{folder}”里，可能刚被移走或删除。请到邮箱里核对，再收一次。",
    )


def connection_lost(host: str) -> UserError:
    """``mail-lost``: the connection to the IMAP server broke off."""
    return UserError("mail-lost", f"与邮件服务器“{host}”的连接中断了。请稍后再试，已经收下的不会重收。")


def answer_unreadable() -> UserError:
    """``mail-odd``: the server's answer does not follow the protocol."""
    return UserError(
        "mail-odd",
        "邮件服务器的答复不合规范，读不懂。下次收件会再试；仍不行的，请到网页邮箱里把附件另存到文件夹，"
        "收件时写明那个文件夹，或者问邮箱维护人员。",
    )


def server_refused(reply: str) -> UserError:
    """``mail-refused``: the server refused a command; ``reply`` is what it answered."""
    return UserError(
        "mail-refused",
        f"邮件服务器没有照办，答复：“{reply}”。请稍后再试；仍不行的，请把这句答复告诉邮箱维护人员。",
    )


def address_unusable(address: str, why: str) -> UserError:
    """``mail-address``: a text is no address that a letter can go to; ``why`` says what is wrong, in Chinese."""
    return UserError(
        "mail-address",
        f"“{address}”不能用作邮箱地址：{why}。邮件没有发出。请改成完整的一个地址，不带姓名和空格。",
    )


def sender_refused(address: str, reply: str) -> UserError:
    """``mail-sender``: the SMTP server refused the sender's address."""
    return UserError(
        "mail-sender",
        f"邮件服务器不让用“{address}”发信，答复：“{reply}”。邮件没有发出。请核对发件地址与登录的邮箱是否一致。",
    )


def recipient_refused(address: str, reply: str) -> UserError:
    """``mail-recipient``: the SMTP server refused the recipient for good."""
    return UserError(
        "mail-recipient",
        f"邮件服务器不接受收件地址“{address}”，答复：“{reply}”。邮件没有发出。请向收件单位核对地址。",
    )


def recipient_refused_for_now(address: str, reply: str) -> UserError:
    """``mail-later``: the SMTP server refused the recipient for now; the letter can be sent again later."""
    return UserError(
        "mail-later",
        f"邮件服务器现在还不肯收发给“{address}”的信，答复：“{reply}”。这封没有发出，留着待发：地址不用改，"
        "过十几分钟再发一次；一直这样的，请问邮箱维护人员。",
    )


def content_refused(reply: str) -> UserError:
    """``mail-content``: the SMTP server refused the letter after its content was sent."""
    return UserError(
        "mail-content",
        f"邮件服务器没有收下这封邮件，答复：“{reply}”。邮件没有发出。可能是附件太大、发得太快，"
        "或者被当作垃圾邮件，请隔一段时间再发。",
    )


def not_sent(host: str) -> UserError:
    """``mail-not-sent``: the connection broke off before the letter was handed over."""
    return UserError("mail-not-sent", f"与邮件服务器“{host}”的连接中断了，这封邮件没有发出。请再发一次。")


def maybe_sent(host: str) -> UserError:
    """``mail-unclear``: the connection broke off before the server confirmed; the letter may have gone out."""
    return UserError(
        "mail-unclear",
        f"与邮件服务器“{host}”的连接在最后一步中断了，这封邮件可能已经发出，也可能没有。"
        "请先到邮箱的“已发送”里查看，或者问收件单位，再决定要不要重发。",
    )
