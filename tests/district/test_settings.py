"""district.toml: every mistake in one go, with its key; passwords never in it."""

from datetime import date
from pathlib import Path

import keyring
import pytest

from tests.district.folders import district_in
from toolkit.district.password import VARIABLE, password_for
from toolkit.district.settings import NAME, find_district, load_district
from toolkit.errors import UserError


def told(folder: Path, text: str, encoding: str = "utf-8") -> str:
    (folder / NAME).write_bytes(text.encode(encoding))
    with pytest.raises(UserError) as raised:
        load_district(folder)
    return raised.value.text


def test_the_file_that_is_written_is_read(tmp_path: Path) -> None:
    """What a newcomer starts from is valid as it stands."""
    district = district_in(tmp_path)
    assert (district.name, district.year, district.form.id) == ("原州区", 2024, "disclosure")
    assert district.report_by("镇街") == date(2025, 1, 20)
    assert district.publish_by("") == date(2025, 1, 28)
    assert district.last_year is None
    assert district.address == ""


def test_groups_have_days_of_their_own(tmp_path: Path) -> None:
    """What a group does not say is as for all."""
    text = (tmp_path / NAME, district_in(tmp_path))[0].read_text(encoding="utf-8")
    (tmp_path / NAME).write_text(
        text.replace("[last_year]", '[dates.groups."镇街"]\nreport = "01-15"\n[last_year]'), encoding="utf-8"
    )
    district = load_district(tmp_path)
    assert (district.report_by("镇街"), district.publish_by("镇街")) == (date(2025, 1, 15), date(2025, 1, 28))
    assert district.report_by("其他") == date(2025, 1, 20)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """With the key, what is wrong, and what should stand there."""
    said = told(
        tmp_path,
        'name = ""\nyear = "2024"\nform = "信访"\nyaer = 1\n[dates]\nreport = "13-40"\ngroups = {"甲" = 1}\n'
        '[mail]\npassword = "123"\nimap_port = "993"\nsmtp_security = "ssl"\n',
    )
    for fault in (
        "name：应是区里的名称",
        "year：应是四位数的年份",
        "form：没有叫“信访”的格式，可以用：disclosure/2019、disclosure/2021",
        "yaer：不认识这一项",
        "dates.report：应是“月-日”",
        "dates.groups.甲：应是一节",
        "mail.password：密码不写在这里，请用 nianbao district password",
        "mail.imap_port：应是1到65535的端口号",
        'mail.smtp_security：应是"tls"、"starttls"、"none"之一',
    ):
        assert fault in said


@pytest.mark.parametrize("text", ["name = 原州区", "[dates\n", "year = 2024\nyear = 2024"])
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    """Whoever edits it in Notepad forgets a quotation mark."""
    said = told(tmp_path, text)
    assert any(place in said for place in ("第1行", "第2行", "末尾"))


def test_another_encoding_is_told(tmp_path: Path) -> None:
    """Older Notepads save what the system calls ANSI."""
    assert "UTF-8" in told(tmp_path, 'name = "原州区"', "gb18030")


def test_the_folder_is_found_from_below(tmp_path: Path) -> None:
    """In 收件 or 报告 one is still in the district."""
    district_in(tmp_path)
    (tmp_path / "收件" / "原件").mkdir(parents=True)
    assert find_district(tmp_path / "收件" / "原件").folder == tmp_path.resolve()
    with pytest.raises(UserError, match="no-district"):
        find_district(tmp_path.parent)


def test_the_password_comes_from_the_environment_or_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And from nowhere else."""
    district = district_in(tmp_path, 'user = "Qu@163.com"\nimap_host = "127.0.0.1"')
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(keyring, "get_password", lambda service, user: None)
    with pytest.raises(UserError) as raised:
        district.account()
    assert VARIABLE in raised.value.text
    monkeypatch.setattr(keyring, "get_password", lambda service, user: f"{service} {user}")
    assert password_for("Qu@163.com") == "nianbao Qu@163.com"
    monkeypatch.setenv(VARIABLE, "secret")
    account = district.account()
    assert (account.user, account.password, account.address) == ("Qu@163.com", "secret", "qu@163.com")
    assert "secret" not in repr(account)
