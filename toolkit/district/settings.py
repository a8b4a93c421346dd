"""``district.toml``: what the district is called, for which year it collects, until when, and from which mailbox."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from toolkit import toml_files as toml
from toolkit.district.messages import no_district, no_mail_settings, settings_broken, settings_encoding
from toolkit.district.password import password_for
from toolkit.form.form import Form
from toolkit.form.library import find, forms
from toolkit.mail.account import Account
from toolkit.office.messages import no_access
from toolkit.toml_files import TomlFault

NAME = "district.toml"
TEMPLATE = Path(__file__).with_name("district.toml.txt")
SECURITY = ("tls", "starttls", "none")
ACCOUNT = frozenset(each.name for each in fields(Account)) - {"user", "password"}
Dates = tuple[str, str]  # for reporting and for publishing, “01-20”


@dataclass(frozen=True)
class DistrictSettings:
    """The settings, dates as they are written.

    ``patience``: for how many seconds a letter that may have gone out is looked for before it is sent again.
    ``page``: the letter with a blank workbook takes the offline page along.
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

    def report_by(self, group: str) -> date:
        """The last day for units of a group to report."""
        return self._day(self.groups.get(group, self.dates)[0])

    def publish_by(self, group: str) -> date:
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
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return load_district(folder)
    raise no_district(start)


def load_district(folder: Path) -> DistrictSettings:
    """The settings of a folder; raises :class:`UserError` naming all mistakes at once."""
    try:
        data = toml.read(folder / NAME)
    except TomlFault as error:
        path = folder / NAME
        raise (settings_broken(path, error.what) if error.what else settings_encoding(path)) from error
    except OSError as error:
        raise no_access(folder / NAME) from error
    faults = list(_faults(data))
    if faults:
        raise settings_broken(path=folder / NAME, faults="".join(f"\n  {fault}" for fault in faults))
    return _district(folder, data)


def _district(folder: Path, data: dict[str, Any]) -> DistrictSettings:
    dates, mail, before = data.get("dates", {}), data.get("mail", {}), data.get("last_year", {}).get("folder", "")
    common = (dates.get("report", "01-20"), dates.get("publish", "01-28"))
    groups = {
        group: (each.get("report", common[0]), each.get("publish", common[1]))
        for group, each in dates.get("groups", {}).items()
    }
    form = find(data["form"], forms())
    assert form  # looked for among the faults
    return DistrictSettings(
        folder=folder,
        name=data["name"].strip(),
        year=data["year"],
        form=form,
        dates=common,
        groups=groups,
        mend_days=data.get("mend_days", 3),
        last_year=folder / before if before else None,
        signature=mail.get("signature") or data["name"].strip(),
        patience=mail.get("patience", 600),
        page=mail.get("page", False),
        mail=mail,
    )


def _faults(data: dict[str, Any]) -> Iterator[str]:
    """Every mistake, with its key and what should stand there."""
    yield from _table(data, TOP, "")
    if isinstance(data.get("form"), str):
        yield from _form_faults(data["form"], data.get("year"))
    for key, known in (("dates", DATES), ("mail", MAIL), ("last_year", LAST_YEAR)):
        if isinstance(data.get(key, {}), dict):
            yield from _table(data.get(key, {}), known, f"{key}.")
    groups = data.get("dates", {}).get("groups", {}) if isinstance(data.get("dates"), dict) else {}
    for group, each in groups.items() if isinstance(groups, dict) else ():
        if isinstance(each, dict):
            yield from _table(each, GROUP, f"dates.groups.{group}.")
        else:
            yield f"dates.groups.{group}：应是一节，写 report 和 publish"


def _form_faults(key: str, year: object) -> Iterator[str]:
    form = find(key, forms())
    if form is None:
        yield f"form：没有叫“{key}”的格式，可以用：{'、'.join(form.key for form in forms())}"
    elif isinstance(year, int) and _year(year) and not form.serves(year):
        yield f"year：“{key}”这种格式不用于{year}年，请核对年度，或者换一种格式，见 nianbao forms"


def _table(table: dict[str, Any], known: "Mapping[str, Rule]", where: str) -> Iterator[str]:
    for key, value in table.items():
        if key not in known:
            secret = (
                "密码不写在这里，请用 nianbao district password"
                if "pass" in key.lower()
                else "不认识这一项，请核对拼写"
            )
            yield f"{where}{key}：{secret}"
        elif not known[key][0](value):
            yield f"{where}{key}：应是{known[key][1]}"
    for key, (_, expected, required) in known.items():
        if required and key not in table:
            yield f"{where}{key}：没有写，应是{expected}"


def _date(month_day: str, year: int) -> date:
    month, day = month_day.split("-")
    return date(year, int(month), int(day))


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(_date(value, 2023))
    except ValueError:
        return False


def _text(value: object) -> bool:
    return isinstance(value, str)


def _name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value


def _days(value: object) -> bool:
    return type(value) is int and 0 <= value <= 366


def _seconds(value: object) -> bool:
    return type(value) is int and 0 <= value <= 24 * 60 * 60


def _port(value: object) -> bool:
    return type(value) is int and 0 < value < 65536


def _year(value: object) -> bool:
    return type(value) is int and 1900 <= value <= 9998


def _section(value: object) -> bool:
    return isinstance(value, dict)


Rule = tuple[Callable[[object], bool], str, bool]
DAY: Rule = (_is_day, '“月-日”，例如 "01-20"', False)
TEXT: Rule = (_text, "用英文引号括起来的文字", False)
PORT: Rule = (_port, "1到65535的端口号", False)
SAFE: Rule = (lambda value: value in SECURITY, "、".join(f'"{each}"' for each in SECURITY) + "之一", False)
SECTION: Rule = (_section, "一节", False)
TOP: Mapping[str, Rule] = {
    "name": (_name, "区里的名称，用英文引号括起来", True),
    "year": (_year, "四位数的年份，不用引号", True),
    "form": (_name, "格式的名称，用英文引号括起来", True),
    "mend_days": (_days, "天数，最多366", False),
    "dates": SECTION,
    "mail": SECTION,
    "last_year": SECTION,
}
GROUP: Mapping[str, Rule] = {"report": DAY, "publish": DAY}
DATES: Mapping[str, Rule] = {**GROUP, "groups": SECTION}
LAST_YEAR: Mapping[str, Rule] = {"folder": TEXT}
MAIL: Mapping[str, Rule] = {
    **dict.fromkeys(("user", "imap_host", "smtp_host", "address", "name", "inbox", "drafts"), TEXT),
    **dict.fromkeys(("imap_port", "smtp_port"), PORT),
    **dict.fromkeys(("imap_security", "smtp_security"), SAFE),
    "signature": TEXT,
    "patience": (_seconds, "秒数，最多86400", False),
    "page": (lambda value: isinstance(value, bool), "true 或 false，不用引号", False),
}


def new_settings(name: str, year: int, form: Form) -> str:
    """A settings file to fill in."""
    quoted = {key: _quoted(value) for key, value in (("name", name), ("form", form.key))}
    return TEMPLATE.read_text(encoding="utf-8").format(year=year, **quoted)


def _quoted(text: str) -> str:
    """As TOML: JSON's way of writing, which leaves one control character as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
