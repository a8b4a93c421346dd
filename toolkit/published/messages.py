"""Why a published report cannot be read: one function a sentence."""

from toolkit.errors import UserError


def no_report() -> UserError:
    """``no-report``: no table of the form was found in the document."""
    return UserError(
        "no-report",
        "这份文件里没有找到年报的表格，读不出数。请核对是不是年报；是的，请另存为Word文档（.docx）或网页再试。",
    )


def no_pdf_library() -> UserError:
    """``no-pdf-library``: the library that reads PDF is not installed."""
    return UserError(
        "no-pdf-library",
        '这里没有安装读PDF的组件。请运行 py -m pip install ".[pdf]"；或者用WPS把PDF另存为Word文档（.docx）再试。',
    )


def pdf_failed() -> UserError:
    """``pdf-failed``: the PDF is damaged, or reading it took more than it may."""
    return UserError(
        "pdf-failed",
        "这份PDF读不出来：可能已经损坏，或者大得不正常。请用WPS打开，另存为Word文档（.docx）再试。",
    )


def pdf_has_password() -> UserError:
    """``pdf-password``: the PDF needs a password to open."""
    return UserError("pdf-password", "这份PDF加了打开密码，读不了。请去掉密码后再试。")


def pdf_of_pictures() -> UserError:
    """``pdf-picture``: the PDF holds scanned pages without text."""
    return UserError(
        "pdf-picture",
        "这份PDF里全是图片（扫描件），没有文字，读不出数。请用原来的Word文档或网页；没有的，请照着填写。",
    )


def no_converter() -> UserError:
    """``no-converter``: LibreOffice, through which .doc, .wps, .rtf and .odt are read, is not installed."""
    return UserError(
        "no-converter",
        "这份文件是旧的或别的文字格式（.doc、.wps、.rtf、.odt），要通过LibreOffice（免费）来读，这里没有找到。"
        "请安装LibreOffice；或者用WPS或Word打开，另存为Word文档（.docx）再试。",
    )


def conversion_failed() -> UserError:
    """``conversion-failed``: LibreOffice made nothing of the file, or not within the bounds."""
    return UserError(
        "conversion-failed",
        "这份文件转换不了：可能已经损坏、加了密码，或者大得不正常。请用WPS或Word打开，另存为Word文档（.docx）再试。",
    )
