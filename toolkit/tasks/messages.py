"""Why a task cannot be done: one function a sentence."""

from pathlib import Path

from toolkit.errors import UserError


def wrong_last_year(path: Path | str, found: int, expected: int) -> UserError:
    """``wrong-last-year``: the file given as last year's report is of another year."""
    return UserError("wrong-last-year", f"“{path}”是{found}年的，要比对的上年应是{expected}年。请核对文件。", path)


def last_year_unread(path: Path | str, why: str) -> UserError:
    """``last-year-unread``: last year's report cannot be read; ``why`` is the sentence of that error."""
    return UserError("last-year-unread", f"上年文件“{path}”没有用上：{why}请换一份能读的。", path)


def no_last_year(path: Path | str, unit: str, year: int) -> UserError:
    """``no-last-year``: the folder holds no report of the unit for last year, ``year``."""
    return UserError("no-last-year", f"“{path}”里没有“{unit}”{year}年的年报。请核对文件夹，或指明文件。", path)


def no_form_for_year(year: int) -> UserError:
    """``no-form-for-year``: no form is for reports of this year."""
    return UserError("no-form-for-year", f"没有{year}年可用的格式。用 nianbao forms 查看有哪些格式。")


def unknown_level(level: str, levels: str) -> UserError:
    """``unknown-level``: the form has no such level of units; ``levels`` lists those it has."""
    return UserError("unknown-level", f"没有叫“{level}”的单位层级。可以用：{levels}。")


def same_file(path: Path | str) -> UserError:
    """``same-file``: output and input are one file."""
    return UserError("same-file", f"输出文件“{path}”就是输入文件，不能覆盖。请换一个文件名。", path)


def several_outputs(count: int, path: Path | str) -> UserError:
    """``several-outputs``: there are several files to write and the output path names a single one."""
    return UserError("several-outputs", f"有{count}份文件，“{path}”应是文件夹。请去掉扩展名，或换成文件夹。", path)


def same_output(path: Path | str) -> UserError:
    """``same-output``: several files of one run would be written to one path."""
    return UserError("same-output", f"几份文件都要写成“{path}”。请改名，或分开生成。", path)


def empty_name() -> UserError:
    """``empty-name``: the unit's name is blank."""
    return UserError("empty-name", "单位名称不能为空。")


def too_many_submissions(count: int, limit: int) -> UserError:
    """``too-many-submissions``: one JSON file holds more submissions than are read."""
    return UserError(
        "too-many-submissions",
        f"这份文件里有{count}份填报表，一份文件最多{limit}份，没有读。请分成几份文件。",
    )


def output_exists(path: Path | str) -> UserError:
    """``output-exists``: the output holds a person's work, or was not written by this program."""
    return UserError(
        "output-exists",
        f"“{path}”已经有了，里面有人填过、改过的内容，或者不是这里写出的，没有覆盖。请换一个文件名（-o），"
        "或者把它移走；照样要写的，加 --force，原来的那份会在旁边留一个副本。",
        path,
    )


def output_is_folder(path: Path | str) -> UserError:
    """``output-is-folder``: the output path leads to a folder."""
    return UserError("output-is-folder", f"输出“{path}”是文件夹，不是文件。请写明文件名。", path)


def disk_full(path: Path | str) -> UserError:
    """``disk-full``: no space is left on the device."""
    return UserError("disk-full", f"“{path}”没有写成：盘满了。请删去不用的文件、腾出空间，或者换一个盘再试。", path)


def quota_used_up(path: Path | str) -> UserError:
    """``quota-used-up``: the user's disk quota is used up."""
    return UserError(
        "quota-used-up",
        f"“{path}”没有写成：分给这个用户的空间用完了。请删去不用的文件，或者换一个位置再试。",
        path,
    )


def output_too_large(path: Path | str) -> UserError:
    """``output-too-large``: the file system takes no file of this size."""
    return UserError("output-too-large", f"“{path}”没有写成：这个位置放不下这么大的文件。请换一个盘再试。", path)


def read_only(path: Path | str) -> UserError:
    """``read-only``: the file system is mounted read-only."""
    return UserError("read-only", f"“{path}”没有写成：那个盘是只读的。请换一个位置再试。", path)


def disk_fault(path: Path | str) -> UserError:
    """``disk-fault``: the device or network share failed while writing."""
    return UserError(
        "disk-fault", f"“{path}”没有写成：盘读写出错，或者网络盘断开了。请检查后再试，或者换一个位置。", path
    )


def name_too_long(path: Path | str) -> UserError:
    """``name-too-long``: the file system takes no name of this length."""
    return UserError("name-too-long", f"“{path}”用不了：名称太长。请换一个短些的名称。", path)


def parent_is_file(path: Path | str) -> UserError:
    """``parent-is-file``: a part of the path that should be a folder is a file."""
    return UserError("parent-is-file", f"“{path}”用不了：它的上一级不是文件夹，是文件。请换一个位置。", path)


def link_loop(path: Path | str) -> UserError:
    """``link-loop``: the path leads through symbolic links in a circle."""
    return UserError("link-loop", f"“{path}”用不了：它是一个链接，绕来绕去又指回自己。请换一个位置。", path)


def several_submissions(path: Path | str, count: int) -> UserError:
    """``several-submissions``: the file holds several submissions where only one will do."""
    return UserError("several-submissions", f"“{path}”里有{count}份年报，这里一次只能用一份。请分开后再试。", path)


def no_definitions(path: Path | str) -> UserError:
    """``no-definitions``: the folder holds no ``form.toml``."""
    return UserError("no-definitions", f"“{path}”里没有格式定义（form.toml）。请核对文件夹。", path)


def other_suffix(path: Path | str, suffix: str) -> UserError:
    """``other-suffix``: the output's extension differs from the input's, so that Excel would refuse it."""
    return UserError(
        "other-suffix",
        f"“{path}”的扩展名要写成{suffix}，和原来的文件一样，否则Excel打不开。请改写输出的文件名。",
        path,
    )


def cannot_mark(path: Path | str) -> UserError:
    """``cannot-mark``: only an .xlsx without a password can be marked."""
    return UserError("cannot-mark", f"“{path}”不是没有密码的.xlsx文件，标不出问题。请去掉密码、另存为.xlsx再标。", path)


def not_built(name: str, make: str) -> UserError:
    """``not-built``: a build artefact is missing; ``make`` is the command that builds it."""
    return UserError(
        "not-built",
        f"这里还没有“{name}”。在程序的源代码文件夹里的，请先运行 {make}；安装的程序里没有的，请重新安装。",
    )


def crashed(path: Path | str, debug: str) -> UserError:
    """``crashed``: an unexpected exception; ``debug`` is the environment variable that shows its traceback."""
    return UserError(
        "crashed",
        f"程序处理“{path}”时出了没有料到的问题。请把这份文件报告给程序维护人员（设置环境变量{debug}=1可看到详情）。",
        path,
    )


def took_too_long(path: Path | str, seconds: int) -> UserError:
    """Another process was ended because one file, or the report of it, took too long."""
    return UserError(
        "took-too-long",
        f"“{path}”处理了{seconds}秒还没有完，已经停下，别的文件不受影响。请用WPS打开这份文件，另存为新的.xlsx再试。",
        path,
    )


def process_lost(path: Path | str) -> UserError:
    """Another process ended by itself while it read a file or made its report."""
    return UserError(
        "process-lost",
        f"处理“{path}”时程序中断了，别的文件不受影响。请用WPS打开这份文件，另存为新的.xlsx再试；"
        "内存不足的，请关闭别的程序，或者加 --jobs 1 再试。",
        path,
    )


def nothing_to_add() -> UserError:
    """``nothing-to-add``: there is no submission to total."""
    return UserError("nothing-to-add", "没有可以汇总的年报。请先收件，或写明要汇总的文件。")


def mixed_forms(forms: str) -> UserError:
    """``mixed-forms``: submissions of several forms cannot be added up."""
    return UserError("mixed-forms", f"要汇总的年报用了几种格式：{forms}，不能相加。请分开汇总。")


def mixed_years(years: str) -> UserError:
    """``mixed-years``: submissions of several years cannot be added up."""
    return UserError("mixed-years", f"要汇总的年报不是同一年的：{years}，不能相加。请核对文件。")


def same_unit_twice(units: str) -> UserError:
    """``same-unit-twice``: a unit has several submissions in one total."""
    return UserError("same-unit-twice", f"同一个单位有几份：{units}。请每个单位只留一份再汇总。")


def no_such_form(typed: str, forms: str) -> UserError:
    """``no-such-form``: no form has the typed key; ``forms`` lists those there are."""
    return UserError("no-such-form", f"没有叫“{typed}”的格式。可以用：{forms}。请核对。")


def not_accepted(count: int) -> UserError:
    """``not-accepted``: ``count`` errors keep the report from being made; a draft is still possible."""
    return UserError("not-accepted", f"有{count}处必须改正，没有生成报告。请改正后再生成，或者先生成送审稿。")


def different_forms(first: str, second: str) -> UserError:
    """``compare-forms``: the two reports are on different forms."""
    return UserError("compare-forms", f"两份年报用的格式不同：{first}和{second}，不能逐项比对。请核对文件。")


def doubtful_last_year(cells: str) -> UserError:
    """``doubtful-last-year``: figures needed from last year's printed report were not read with certainty."""
    return UserError(
        "doubtful-last-year",
        f"上年的报告里有要用的数读得没有把握：{cells}。请先用 nianbao import 读成填报表，核对、改正后再用。",
    )


def doubtful_figures(unit: str, cells: str) -> UserError:
    """``doubtful-figures``: figures of a printed report to be totalled were not read with certainty."""
    return UserError(
        "doubtful-figures",
        f"“{unit}”的报告里有的数读得没有把握：{cells}，不能相加。"
        "请先用 nianbao import 读成填报表，核对、改正后再汇总。",
    )


def no_cluster_extra() -> UserError:
    """``--cluster`` without the packages for it."""
    return UserError(
        "no-cluster-extra",
        '这里没有安装连接集群的组件。请运行 py -m pip install ".[cluster]"；不用集群的，去掉 --cluster。',
    )


def no_cluster(address: str) -> UserError:
    """No scheduler answers at the address."""
    return UserError(
        "no-cluster",
        f"连不上集群“{address}”。地址应像 tcp://10.0.0.5:8786，调度程序（dask scheduler）应已启动；"
        "不用集群的，去掉 --cluster。",
    )


def no_workers(address: str) -> UserError:
    """A scheduler without anybody to do the work."""
    return UserError(
        "no-workers",
        f"集群“{address}”里现在没有机器可用。请在各台机器上启动 dask worker，再试；不用集群的，去掉 --cluster。",
    )


def cluster_lost(address: str) -> UserError:
    """The scheduler is gone while it worked for us."""
    return UserError(
        "cluster-lost",
        f"和集群“{address}”的连接断了，没有做完。请看看调度程序还在不在，再运行一次；不用集群的，去掉 --cluster。",
    )


def other_workers(version: str) -> UserError:
    """Workers of another version of the program, or with other forms."""
    return UserError(
        "other-workers",
        f"集群里的程序和这里的不一样，结果会不同。请在每台机器上安装同一版本（{version}）和同样的格式，再试。",
    )


def no_years() -> UserError:
    """``history-years``: one report alone has nothing beside it."""
    return UserError("history-years", "历年对照要同一个单位至少两年的年报，这里能读的不到两份。请把各年的年报都写上。")


def year_twice(year: int) -> UserError:
    """``history-twice``: two of the reports are of one year."""
    return UserError("history-twice", f"{year}年的年报有两份。历年对照每年只要一份，请核对文件。")
