"""Sentences as clauses, and of which time each speaks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks.prose.clauses import clauses

UNITS = ("件",)
CARRIED = re.compile("2023年结转|结转至2025年")

# a sentence of 2024 | its clauses, those of another time in brackets
READ = """
收到3件，办结2件（书面1件）            | 收到3件 办结2件 书面1件
自然人1件、企业2件                     | 自然人1件 企业2件
公民、法人提出1,234件                  | 公民、法人提出1,234件
2023年收到9件，办结9件，2024年收到3件  | [2023年收到9件] [办结9件] 2024年收到3件
收到3件，比2023年少6件，办结3件        | 收到3件 [比2023年少6件] 办结3件
去年收到9件，今年收到3件               | [去年收到9件] 今年收到3件
2023年结转1件，办结3件，结转至2025年1件| 2023年结转1件 办结3件 结转至2025年1件
上年结转1件，新收3件                   | 上年结转1件 新收3件
上半年收到2件，全年收到3件             | [上半年收到2件] 全年收到3件
1月1日至12月31日，收到3件              | 1月1日至12月31日 收到3件
"""


@pytest.mark.parametrize("line", [line for line in READ.splitlines() if line])
def test_a_year_holds_until_another_is_named(line: str) -> None:
    """One that is only compared with holds for its own clause; one in a known word for none."""
    sentence, _, expected = (part.strip() for part in line.partition("|"))
    found = [(sentence[each.start : each.end], each.whole_year) for each in clauses(sentence, UNITS, 2024, CARRIED)]
    assert [text if ours else f"[{text}]" for text, ours in found] == expected.split()


@given(st.text("收到3件，、（）2023年", max_size=60))
def test_every_number_is_in_one_clause(sentence: str) -> None:
    """Whatever the marks are, none is lost, and none read twice."""
    starts = [each.start for clause in clauses(sentence, UNITS, 2024) for each in clause.figures]
    assert len(starts) == len(set(starts))
    assert starts == sorted(starts)
