"""``nianbao district init``, ``units``, ``password``: a folder to work in."""

import getpass
from pathlib import Path
from typing import Annotated

from toolkit.cli.district.options import HERE
from toolkit.cli.options import argument, option, refuse_unknown_form, year_of
from toolkit.cli.terminal.console import note, say
from toolkit.district.clock import today
from toolkit.district.district import private
from toolkit.district.messages import no_mail_settings, no_password_typed
from toolkit.district.password import store
from toolkit.district.settings import NAME as SETTINGS
from toolkit.district.settings import find_district, new_settings, with_own_forms
from toolkit.district.units.messages import empty_roster
from toolkit.district.units.roster import Roster, Unit
from toolkit.district.units.roster_file import NAME as ROSTER
from toolkit.district.units.roster_file import blank_roster, read_roster, roster_error, unknown_columns
from toolkit.form.library import forms
from toolkit.rich_text import FORBIDDEN
from toolkit.tasks.files.outputs import write
from toolkit.tasks.messages import empty_name
from toolkit.tasks.new import form_for

NEW_YEAR_UNTIL = 7  # before July one reports for the year before


def run(
    folder: Annotated[Path, argument("文件夹", "建在哪里。")],
    name: Annotated[str, option("--name", metavar="名称", help="区里的名称，不写时用文件夹的名称。")] = "",
    year: Annotated[
        int | None, option("--year", metavar="年度", help="报告年度，不写时按今天的日期算。", parser=year_of)
    ] = None,
    form: Annotated[str, option("--form", metavar="格式", help="用哪种格式，见 nianbao forms。")] = "",
) -> int:
    """Write what is not there yet."""
    now = today()
    chosen_year = year or now.year - (now.month < NEW_YEAR_UNTIL)
    with with_own_forms(folder):
        refuse_unknown_form(form, forms())
        chosen = form_for(chosen_year, forms(), form)
    called = " ".join(FORBIDDEN.sub("", name or folder.resolve().name).split())
    if not called:
        raise empty_name()
    made = {
        SETTINGS: new_settings(called, chosen_year, chosen).encode(),
        ROSTER: blank_roster(chosen),
    }
    folder.mkdir(parents=True, exist_ok=True)
    with private(folder):
        for file, content in made.items():
            if (folder / file).exists():
                note(f"已经有了，没有改动：{folder / file}")
            else:
                write(folder / file, content)
                note(f"已写成：{folder / file}")
    note(f"下一步：填好“{ROSTER}”，核对“{SETTINGS}”里的时限和邮箱，然后在这个文件夹里运行 nianbao district units。")
    return 0


def units() -> int:
    """Each with what is missing; an empty list is told."""
    district = find_district(HERE)
    roster = read_roster(district)
    for unit in roster.units:
        say(f"● {unit.code or '（无代码）'}  {unit.name}  {unit.group}  {_missing(unit, roster)}".rstrip())
    if unknown := unknown_columns(district):
        note(f"这几列不认识，没有用：{'、'.join(unknown)}。请核对表头有没有写错。")
    for name, called in roster.shared_names.items():
        note(f"“{name}”是{'、'.join(unit.name for unit in called)}共有的名称，收件时不凭它认单位。")
    if not roster.units:
        raise empty_roster()
    if roster.faults:
        raise roster_error(district, roster.faults)
    note(f"共{len(roster.units)}个单位，要报送的{sum(not unit.excused for unit in roster.units)}个。")
    return 0


def _missing(unit: Unit, roster: Roster) -> str:
    """What is not written, and a mailbox that does not tell whose a file is."""
    if unit.excused:
        return "无需报送"
    gaps = [name for name, there in (("层级", unit.level), ("邮箱", unit.addresses)) if not there]
    shared = [address for address in unit.addresses if roster.of_address(address) is None]
    said = [f"没有写{'、'.join(gaps)}"] if gaps else []
    return "；".join([*said, *(f"邮箱{address}几个单位共用，不能凭它认单位" for address in shared)])


def password() -> int:
    """Ask for the mailbox's password and store it in the system's keyring.

    Raises :class:`~toolkit.errors.UserError` without mail settings or where nothing is typed.
    """
    district = find_district(HERE)
    user = str(district.mail.get("user") or "")
    if not user:
        raise no_mail_settings(district.folder / SETTINGS)
    typed = getpass.getpass(f"{user} 的密码（授权码），输入时不显示：").strip()
    if not typed:
        raise no_password_typed()
    store(user, typed)
    note("已存进系统的密码库。")
    return 0
