"""Why a file was not taken: told as it was filed, also of a file that an earlier version filed."""

import pytest

from tests.user_errors import messages
from toolkit.district.ledger.outcomes import EARLIER, sentence_of
from toolkit.district.ledger.records import File


def filed(outcome: str, **facts: object) -> File:
    return File(1, "m", "甲.xlsx", "", outcome, facts, "")


def test_the_sentence_is_the_one_that_was_filed() -> None:
    """Whatever the program would say today."""
    assert sentence_of(filed("not-ours", sentence="不是填报表。")) == "不是填报表。"


# what version 0.1 filed: the outcome, its facts, what the sentence begins with
EARLIER_FILES = [
    ("wrong-year", {"found": 2022, "expected": 2024}, "这份填报表是2022年的，今年要报的是2024年。"),
    ("archive-password", {"name": "a.zip", "what": "超过了上限"}, "压缩包“a.zip”加了密码"),
    ("too-large", {"what": "超过100MB"}, "这份文件大得不正常（超过100MB）"),
    ("link-instead", {"name": "", "what": "超过了上限"}, "来信里只有文件的下载链接"),
    ("automatic", {}, "自动回复、退信里带的文件没有当作报送。"),
]


@pytest.mark.parametrize(("outcome", "facts", "sentence"), EARLIER_FILES, ids=[each[0] for each in EARLIER_FILES])
def test_a_file_of_an_earlier_version_is_told(outcome: str, facts: dict[str, object], sentence: str) -> None:
    """It kept what fills the sentence, and sometimes more."""
    assert sentence_of(filed(outcome, **facts)).startswith(sentence)


def test_every_earlier_outcome_has_its_own_sentence() -> None:
    """None is told as another one."""
    assert {outcome: messages()[outcome] for outcome in EARLIER} == EARLIER
