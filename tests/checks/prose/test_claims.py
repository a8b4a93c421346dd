"""What a paragraph claims of the figures that a form's rules name."""

import pytest

from tests.drawn import official_form
from toolkit.checks.prose.claims import LONGEST, Reader, filler
from toolkit.form.count import Count
from toolkit.submission.submission import Submission

RECEIVED = Count(
    ("收到",), (), ("件",), between=("申请", "共", "的"), subject=("申请",), topics=("投诉",), nothing=("任何",)
)
REVIEWS = Count(("复议",), (), ("件",), between=("案件", "共"), joints=("和",), scope=("部门",))
SUITS = Count(("诉讼",), (), ("件",), between=("案件", "共"), joints=("和",), scope=("部门",))

# a paragraph of 2024 | what it claims: the words, and the number
READ = """
收到申请3件                | 收到申请3件=3
共3件收到                  | 3件收到=3
没有收到任何申请           | 没有收到任何申请=0
没有收到超期的申请         |
收到投诉9件，收到5件       |
收到投诉9件，收到申请5件   | 收到申请5件=5
复议和诉讼案件共4件        | 复议和诉讼案件共4件=4
复议或诉讼案件共4件        |
复议1件、诉讼案件2件       | 复议1件=1 诉讼案件2件=2
各部门复议7件，诉讼6件     |
未发生复议                 |
无复议和诉讼案件           | 无复议和诉讼案件=0 无复议和诉讼案件=0
"""


@pytest.mark.parametrize("line", [line for line in READ.splitlines() if line])
def test_what_is_claimed(line: str) -> None:
    """Denials are zero, joined words one number; what is said of others is no claim."""
    said, _, expected = (part.strip() for part in line.partition("|"))
    reader = Reader.of((RECEIVED, REVIEWS, SUITS), Submission(official_form(), "青石镇", 2024))
    assert [f"{each.quote}={each.figure.value}" for each in reader.claims(said)] == expected.split()


@pytest.mark.parametrize(
    ("text", "fits"), [("", True), ("的申请", True), ("2024年申请", True), ("申", False), ("的" * (LONGEST + 1), False)]
)
def test_what_may_stand_between(text: str, fits: bool) -> None:
    """Known words alone, and never many."""
    assert filler(("申请", "的"), text) is fits
