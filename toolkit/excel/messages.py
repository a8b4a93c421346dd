"""Why the buttons in desktop Excel cannot work: one function a sentence."""

from toolkit.errors import UserError


def no_xlwings() -> UserError:
    """``no-xlwings``: the library that controls Excel is not installed."""
    return UserError(
        "no-xlwings",
        '这里没有安装控制Excel的组件。请运行 py -m pip install ".[excel]"；没有Excel的，用命令行校验，结果一样。',
    )


def no_excel() -> UserError:
    """``no-excel``: Excel is not installed, or it does not answer."""
    return UserError(
        "no-excel",
        "没有能启动Excel：这台电脑没有安装Excel，或者Excel正忙。请关闭Excel里打开的对话框后再试；没有Excel的，"
        "用命令行校验，结果一样。",
    )


def not_on_disk() -> UserError:
    """``not-on-disk``: the open workbook has not been saved to a local folder."""
    return UserError(
        "not-on-disk",
        "这份填报表还没有存在这台电脑的文件夹里（网盘、邮件里直接打开的也算）。请先另存到文件夹里，再点一次。",
    )
