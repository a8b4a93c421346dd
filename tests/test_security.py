"""SECURITY.md: each claim names a test, and each of these is there and has something in it."""

import re

from tests.drawn import ROOT

CLAIMS = re.compile(r"^\| (?!against)(?!-)(.+?) \|.*?\| ([^|]*) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)`|\]\((docs/[^)]+)\)")


def test_each_claim_has_a_test() -> None:
    """A page that promises what nobody tries would be worse than none."""
    claims = CLAIMS.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(claims) > 10
    for claim, shown in claims:
        named = [ROOT / (test or page) for test, page in NAMED.findall(shown)]
        tests = [path.read_text(encoding="utf-8") for path in named if path.suffix == ".py"]
        assert tests, claim
        assert all("def test_" in text for text in tests), claim
        assert all(path.is_file() for path in named), claim
