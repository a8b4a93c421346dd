"""``district.toml``: name of the district, year, deadlines, mailbox."""

import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from toolkit import toml_files as toml
from toolkit.district.messages import no_district, no_mail_settings, settings_broken, settings_encoding
from toolkit.district.password import password_for
from toolkit.fields import Fields
from toolkit.form.form import Form
from toolkit.form.library import find, forms, looking_in
from toolkit.mail.account import Account
from toolkit.office.messages import no_access
from toolkit.toml_files import TomlFault

NAME = "district.toml"
FORMS = "格式"  # of the district's own: folders ``<form>/<revision>/``
TEMPLATE = Path(__file__).with_name("district.toml.txt")
SECURITY = ("tls", "starttls", "none")
ACCOUNT = frozenset(each.name for each in fields(Account)) - {"user", "password"}
TEXT = "用英文引号括起来的文字"
MAIL_TEXTS = ("user", "imap_host", "smtp_host", "address", "name", "inbox", "drafts", "signature")
Dates = tuple[str, str]  # for reporting and for publishing, “01-20”


@dataclass(frozen=True)
class DistrictSettings:
    """The settings, dates as they are written.

    ``patience``: for how many seconds a letter that may have gone out is looked for before it is sent again.
    ``page``: the letter with a blank workbook takes the offline page along. ``elsewhere``: the names of forms that
    come to the same mailbox and are collected in another folder.
    """

    folder: Path
    name: str
    year: int
    form: Form
    dates: Dates
    groups: Mapping[str, Dates]
    mend_days: int
    last_year: Path | None
    signature: str
    patience: int
    page: bool
    mail: Mapping[str, Any] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()

    def report_by(self, group: str) -> date:
        """The last day for units of a group to report."""
        return self._day(self.groups.get(group, self.dates)[0])

    def publish_by(self, group: str) -> date:
        """The last day to publish for units of this group; the date for all where the group has none of its own."""
        return self._day(self.groups.get(group, self.dates)[1])

    def _day(self, month_day: str) -> date:
        return _date(month_day, self.year + 1)

    @property
    def address(self) -> str:
        """Where our letters come from; empty where there is no mailbox."""
        return str(self.mail.get("address") or self.mail.get("user") or "").lower()

    def account(self) -> Account:
        """The mailbox with its password; raises :class:`UserError` where either is missing."""
        if not self.mail.get("user"):
            raise no_mail_settings(self.folder / NAME)
        user = str(self.mail["user"])
        kept = {key: value for key, value in self.mail.items() if key in ACCOUNT and value != ""}
        return Account(user=user, password=password_for(user), **{"address": self.address, "name": self.name, **kept})


def find_district(start: Path) -> DistrictSettings:
    """The district whose folder this is, or a folder above; raises :class:`UserError`."""
    folder = folder_at(start)
    if folder is None:
        raise no_district(start.resolve())
    return load_district(folder)


def folder_at(start: Path) -> Path | None:
    """The district's folder that this is, or that is above it, if any."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / NAME).is_file()), None)


def with_own_forms(folder: Path | None) -> AbstractContextManager[None]:
    """Meanwhile a district's own forms, if it has any, are among those there are."""
    own = folder / FORMS if folder else None
    return looking_in(own) if own and own.is_dir() else nullcontext()


def load_district(folder: Path) -> DistrictSettings:
    """The settings of a folder; raises :class:`UserError` naming all mistakes at once."""
    try:
        data = toml.read(folder / NAME)
    except TomlFault as error:
        path = folder / NAME
        raise (settings_broken(path, error.what) if error.what else settings_encoding(path)) from error
    except OSError as error:
        raise no_access(folder / NAME) from error
    problems = _Problems()
    with with_own_forms(folder):
        settings = _settings(folder, Fields(data, "", problems))
    if problems.found or settings is None:
        raise settings_broken(path=folder / NAME, faults="".join(f"\n  {problem}" for problem in problems.found))
    return settings


@dataclass
class _Problems:
    """The mistakes in the settings, as “key: what should stand there”."""

    found: list[str] = field(default_factory=list)

    def add(self, path: str, what: str) -> None:
        self.found.append(f"{path}：{what}")

    def wrong(self, path: str, expected: str) -> None:
        self.add(path, f"应是{expected}")

    def missing(self, path: str, expected: str) -> None:
        self.add(path, f"没有写，应是{expected}")

    def unknown(self, path: str) -> None:
        secret = "pass" in path.rpartition(".")[2].lower()
        self.add(path, "密码不写在这里，请用 nianbao district password" if secret else "不认识这一项，请核对拼写")


def _settings(folder: Path, top: Fields) -> DistrictSettings | None:
    """None where something is wrong with the form; all else that is wrong stands among the problems."""
    name = top.take("name", str, expected="区里的名称，用英文引号括起来", accepts=_is_name).strip()
    year = top.take("year", int, expected="四位数的年份，不用引号", accepts=lambda value: 1900 <= value <= 9998)
    form = _form(top, year)
    elsewhere = frozenset(each.name for each in _elsewhere(top, form))
    mend_days = top.take("mend_days", int, 3, "天数，最多366", lambda value: 0 <= value <= 366)
    dates, groups = _dates(top.section("dates", "一节"))
    mail = _mail(top.section("mail", "一节"))
    last_year = top.section("last_year", "一节")
    before = last_year.take("folder", str, "", TEXT)
    last_year.done()
    top.done()
    if form is None:
        return None
    return DistrictSettings(
        folder=folder,
        name=name,
        year=year,
        form=form,
        dates=dates,
        groups=groups,
        mend_days=mend_days,
        last_year=folder / before if before else None,
        signature=mail.get("signature") or name,
        patience=mail.get("patience", 600),
        page=mail.get("page", False),
        mail=mail,
        elsewhere=elsewhere,
    )


def _form(top: Fields, year: int) -> Form | None:
    key = top.take("form", str, expected="格式的名称，用英文引号括起来", accepts=_is_name)
    form = find(key, forms())
    if key and form is None:
        top.wrong(f"没有叫“{key}”的格式，可以用：{'、'.join(form.key for form in forms())}", "form")
    elif form and year and not form.serves(year):
        top.wrong(f"“{key}”这种格式不用于{year}年，请核对年度，或者换一种格式，见 nianbao forms", "year")
    return form


def _elsewhere(top: Fields, own: Form | None) -> Iterator[Form]:
    """The forms that are left to another folder: not the one that is collected here."""
    named = top.take("elsewhere", list, [], '格式的名称，例如 ["libraries"]', lambda names: all(map(_is_key, names)))
    for key in named:
        found = [form for form in forms() if key in (form.key, form.id)]
        if not found:
            top.wrong(f"没有叫“{key}”的格式，可以用：{'、'.join(form.key for form in forms())}", "elsewhere")
        elif own in found:
            top.wrong(f"“{key}”就是这里收的格式，请删去", "elsewhere")
        yield from found


def _is_key(value: object) -> bool:
    return isinstance(value, str) and _is_name(value)


def _dates(table: Fields) -> tuple[Dates, dict[str, Dates]]:
    """For all, and for the groups that have days of their own."""
    common = _days(table, ("01-20", "01-28"))
    groups = table.section("groups", "一节")
    own = {group: groups.section(group, "一节，写 report 和 publish") for group in groups.rest()}
    days = {group: _days(each, common) for group, each in own.items()}
    for each in (*own.values(), table):
        each.done()
    return common, days


def _days(table: Fields, default: Dates) -> Dates:
    expected = '“月-日”，例如 "01-20"'
    report, publish = (
        table.take(key, str, day, expected, _is_day) for key, day in zip(("report", "publish"), default, strict=True)
    )
    return report, publish


def _mail(table: Fields) -> dict[str, Any]:
    """What is written about the mailbox, by key."""
    mail: dict[str, Any] = {}
    for key in table.rest():
        if key in MAIL_TEXTS:
            mail[key] = table.take(key, str, "", TEXT)
        elif key in ("imap_port", "smtp_port"):
            mail[key] = table.take(key, int, 0, "1到65535的端口号", lambda value: 0 < value < 65536)
        elif key in ("imap_security", "smtp_security"):
            choices = "、".join(f'"{choice}"' for choice in SECURITY)
            mail[key] = table.take(key, str, "", f"{choices}之一", lambda value: value in SECURITY)
        elif key == "patience":
            mail[key] = table.take(key, int, 0, "秒数，最多86400", lambda value: 0 <= value <= 24 * 60 * 60)
        elif key == "page":
            mail[key] = table.take(key, bool, False, "true 或 false，不用引号")
    table.done()
    return mail


def _is_name(text: str) -> bool:
    return bool(text.strip()) and "\n" not in text


def _is_day(text: str) -> bool:
    try:
        return bool(_date(text, 2023))
    except ValueError:
        return False


def _date(month_day: str, year: int) -> date:
    month, day = month_day.split("-")
    return date(year, int(month), int(day))


def new_settings(name: str, year: int, form: Form) -> str:
    """A settings file to fill in."""
    quoted = {key: _quoted(value) for key, value in (("name", name), ("form", form.key))}
    return TEMPLATE.read_text(encoding="utf-8").format(year=year, **quoted)


def _quoted(text: str) -> str:
    """As TOML: JSON's way of writing, which leaves one control character as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
