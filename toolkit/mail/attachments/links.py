"""Recognises download links to large attachments, which providers keep for some days only."""

import re

HOSTS = (
    r"dashi\.163\.com",
    r"(?:mail|dashi|u)\.(?:163|126|yeah)\.(?:com|net)/(?:large-attachment|cgi-bin/ftn|file)",
    r"\bftn\.qq\.com",
    r"mail\.qq\.com/cgi-bin/ftn",
    r"(?:wx\.mail|iwx\.mail|exmail|mail)\.qq\.com/(?:ftn|s\?|file)",
    r"mail\.(?:sina|sohu|aliyun|139|189)\.[a-z.]{2,10}/[^\s\"'<>]{0,80}(?:largefile|bigattach|netdisk|disk|filecenter)",
    r"pan\.(?:baidu|quark)\.c(?:om|n)/s",
    r"kdocs\.cn/l/|docs\.qq\.com/(?:sheet|doc|d)|(?:yunpan|share)\.(?:360|weiyun)\.c(?:om|n)|share\.weiyun\.com",
)
WORDING = r"超大附件|云附件|文件中转站|大附件下载|网盘附件|点击下载"
LINK = re.compile("|".join((*HOSTS, WORDING)), re.I)


def has_link(words: str) -> bool:
    """Whether a letter's words point to a file elsewhere."""
    return LINK.search(words) is not None
