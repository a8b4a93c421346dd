"""``nianbao forms check``: whether forms' definitions are sound."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from toolkit.checks.cases import FailedCase, failures
from toolkit.cli.options import argument
from toolkit.cli.terminal.console import complain, note, say
from toolkit.fields import DefinitionError
from toolkit.form.definition.cases import Case, cases
from toolkit.form.definition.files import data_folder
from toolkit.form.definition.load import load
from toolkit.form.form import Form
from toolkit.form.library import all_definitions, folders, forms, misplaced, outside, rival_defaults
from toolkit.office.messages import no_file
from toolkit.report.user_template.default import default_template
from toolkit.report.user_template.template import faults
from toolkit.tasks.files.guard import working_on
from toolkit.tasks.messages import no_definitions
from toolkit.workbook.lint.lint import lint_form


def run(
    folder: Annotated[
        Path | None, argument("文件夹", "格式定义所在的文件夹（有 form.toml 的，或它的上级）。不写时检查全部格式。")
    ] = None,
) -> int:
    """Check every definition in a folder."""
    found = everywhere() if folder is None else definitions_in(folder)
    if not found:
        raise no_definitions(folder or data_folder("workbook_templates"))
    return max(_checked(each) for each in found)


def everywhere() -> list[Path]:
    """The program's folders and those from outside, and the directories from outside that hold no form."""
    faulty = all_definitions().faults
    return [*folders(), *(each for place in outside() for each in ([place] if place in faulty else folders(place)))]


def definitions_in(folder: Path) -> list[Path]:
    """The folders with a ``form.toml`` at or below a folder."""
    if not folder.exists():
        raise no_file(folder)
    return sorted(path.parent for path in folder.rglob("form.toml"))


def _checked(folder: Path) -> int:
    """The definition, then the workbook that comes of it."""
    if folder in outside():
        complain(f"× {folder}：{all_definitions().faults[folder][0]}。")
        return 1
    try:
        with working_on(str(folder)):
            form = load(folder)
            examples = cases(folder, form)
            found = [*_unused(folder, form), *_faults(folder, form, examples)]
    except DefinitionError as error:
        found = [str(folder / problem) for problem in error.problems]
    if found:
        complain(f"× {folder}：有{len(found)}处问题。")
        for each in found:
            say(each)
        return 1
    count = sum(len(case.alarms) + len(case.quiet) for case in examples)
    note(f"√ {folder}：{form.name}（{form.key}）没有问题{f'，{count}个例句都相符' if count else ''}。")
    return 0


def _unused(folder: Path, form: Form) -> list[str]:
    """Why a sound definition is not used where it stands."""
    known = all_definitions().faults.get(Path(os.path.abspath(folder)), ())
    wrong = [*(known or misplaced(form, folder)), *(rival_defaults(form, forms()) if form.default else ())]
    return [str(folder / problem) for problem in wrong]


def _faults(folder: Path, form: Form, examples: Sequence[Case]) -> Iterator[str]:
    """What is wrong with what comes of a definition."""
    yield from (f"{folder}：填报表{fault}" for fault in lint_form(form))
    yield from (f"{folder}：报告模板{fault}" for fault in faults(default_template(form), form))
    yield from (str(folder / _worded(failure)) for failure in failures(examples, form))


def _worded(failure: FailedCase) -> str:
    """The file, the rule, the sentence, what was expected and what was found, in one line."""
    case = failure.case
    outcome = f"不应指出，却指出：{failure.message}" if failure.message else "应当指出，却没有指出。"
    return f"{case.file}：规则“{case.rule}”，例句“{failure.example}”：{outcome}"
