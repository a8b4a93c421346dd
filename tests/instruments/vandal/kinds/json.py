"""What happens to a submission's JSON: hands, editors, other programs."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.instruments.vandal.kind import Fair
from tests.instruments.vandal.kinds.typed import FULL
from toolkit.numbers import Number
from toolkit.submission.json import to_json
from toolkit.submission.submission import Submission

FIGURE = re.compile(r'^    "([a-z_.]+)": (\d+)(,?)$', re.MULTILINE)


@dataclass
class Paper:
    """A submission's JSON while it is damaged: the file, and what its inputs mean. ``touched`` must be named."""

    submission: Submission
    data: bytes
    figures: dict[str, Number | None]
    touched: set[str]
    refusable: bool = False

    @property
    def text(self) -> str:
        return self.data.decode()

    def write(self, text: str) -> None:
        self.data = text.encode()


Act = Callable[[Paper, Random], bool]


@dataclass(frozen=True)
class JsonKind:
    """As :class:`~tests.instruments.vandal.kind.Kind`."""

    name: str
    english: str
    act: Act
    fair: Fair = Fair.NAMED
    hostile: bool = False


def paper(submission: Submission) -> Paper:
    """The file as ``export`` writes it: one figure a line."""
    text = json.dumps(to_json(submission), ensure_ascii=False, indent=2)
    inputs = [each.id for each in submission.form.inputs]
    return Paper(submission, text.encode(), {id: submission.figure(id) for id in inputs}, set())


def spelled(
    spell: Callable[[int, Random], str], clear: bool = True, refusable: bool = False, known: bool = True
) -> Act:
    """Some figures written otherwise. ``clear``: only one reading is possible. ``known``: it can still be read."""

    def act(paper: Paper, random: Random) -> bool:
        for id in _some(paper, random):
            figure = int(paper.figures[id] or 0)
            paper.write(_replaced(paper.text, id, spell(figure, random)))
            paper.touched |= set() if clear else {id}
            paper.figures[id] = figure if known else None
        paper.refusable = paper.refusable or refusable
        return True

    return act


def _some(paper: Paper, random: Random, most: int = 5) -> list[str]:
    here = [found[1] for found in FIGURE.finditer(paper.text) if paper.figures.get(found[1])]
    return random.sample(here, min(most, len(here)))


def _replaced(text: str, id: str, value: str) -> str:
    return re.sub(rf'^    "{re.escape(id)}": \d+', lambda _: f'    "{id}": {value}', text, flags=re.MULTILINE)


def twice(alike: bool) -> Act:
    """A figure's key a second time, with the same or with another figure."""

    def act(paper: Paper, random: Random) -> bool:
        for id in _some(paper, random, 2):
            figure = int(paper.figures[id] or 0)
            other = figure if alike else figure + 7
            paper.write(_replaced(paper.text, id, f'{figure},\n    "{id}": {other}'))
            paper.touched |= set() if alike else {id}
        paper.refusable = True
        return True

    return act


def block_twice(paper: Paper, random: Random) -> bool:
    """“figures” a second time, with one figure."""
    [id] = _some(paper, random, 1)
    paper.write(
        re.sub(r'^  "texts"', f'  "figures": {{"{id}": 7}},\n  "texts"', paper.text, count=1, flags=re.MULTILINE)
    )
    paper.touched = set(paper.figures)
    paper.refusable = True
    return True


def missing(paper: Paper, random: Random) -> bool:
    """A figure's line deleted: blank, and 0 where its table is declared so."""
    for id in _some(paper, random):
        paper.write(re.sub(rf'^    "{re.escape(id)}": \d+,?\n', "", paper.text, flags=re.MULTILINE))
        declared = paper.submission.form.cells[id].table in paper.submission.declared
        paper.figures[id] = 0 if declared else None
        paper.touched |= set() if declared else {id}
    paper.write(re.sub(r",(\s*\})", r"\1", paper.text))
    return True


def nulls(paper: Paper, random: Random) -> bool:
    """null where a figure was: that is how programs write a blank."""
    for id in _some(paper, random):
        paper.write(_replaced(paper.text, id, "null"))
        declared = paper.submission.form.cells[id].table in paper.submission.declared
        paper.figures[id] = 0 if declared else None
        paper.touched |= set() if declared else {id}
    paper.refusable = True
    return True


def rebuilt(
    change: Callable[[dict[str, Any], Random], Any], refusable: bool = False, all_doubtful: bool = False
) -> Act:
    """The values changed as a whole and written again."""

    def act(paper: Paper, random: Random) -> bool:
        after = change(json.loads(paper.text), random)
        paper.write(json.dumps(after, ensure_ascii=False, indent=2))
        paper.refusable = paper.refusable or refusable
        paper.touched |= set(paper.figures) if all_doubtful else set()
        return True

    return act


def nested(data: dict[str, Any], random: Random) -> Any:
    """Figures by table, row and column, as other programs like to write them."""
    deep: dict[str, Any] = {}
    for id, figure in data["figures"].items():
        *path, last = id.split(".")
        place = deep
        for step in path:
            place = place.setdefault(step, {})
        place[last] = figure
    return {**data, "figures": deep}


def listed(data: dict[str, Any], random: Random) -> Any:
    return {**data, "figures": [{"id": id, "value": figure} for id, figure in data["figures"].items()]}


def wrapped(data: dict[str, Any], random: Random) -> Any:
    return {"data": data}


def in_a_list(data: dict[str, Any], random: Random) -> Any:
    return [data]


def unknown_figure(data: dict[str, Any], random: Random) -> Any:
    id = random.choice(sorted(data["figures"]))
    return {**data, "figures": {**data["figures"], id + "s": 5}}


def more_keys(data: dict[str, Any], random: Random) -> Any:
    return {**data, "_comment": "由某系统导出", "version": 3, "exported": {"at": "2025-01-15"}}


def backwards(data: dict[str, Any], random: Random) -> Any:
    return {
        key: dict(sorted(each.items(), reverse=True)) if key == "figures" else each
        for key, each in sorted(data.items())
    }


def wrong_totals(data: dict[str, Any], random: Random) -> Any:
    """Right figures beside totals as text: the totals are added up anyway."""
    return {**data, "figures": {id: str(n) if id.endswith(".total") else n for id, n in data["figures"].items()}}


def year_as_text(data: dict[str, Any], random: Random) -> Any:
    return {**data, "year": str(data["year"])}


def recoded(codec: str, bom: bytes = b"", refusable: bool = False) -> Act:
    def act(paper: Paper, random: Random) -> bool:
        paper.data = bom + paper.text.encode(codec)
        paper.refusable = paper.refusable or refusable
        return True

    return act


def rewritten(change: Callable[[str], str], refusable: bool = False) -> Act:
    def act(paper: Paper, random: Random) -> bool:
        paper.write(change(paper.text))
        paper.refusable = paper.refusable or refusable
        return True

    return act


def word(*words: str) -> Callable[[int, Random], str]:
    return lambda figure, random: json.dumps(random.choice(words), ensure_ascii=False)


H = Fair.HARMLESS

JSON_KINDS = (
    JsonKind("key-twice", "a figure twice, other figures", twice(False), hostile=True),
    JsonKind("key-twice-alike", "a figure twice, the same", twice(True), hostile=True),
    JsonKind("figures-twice", "“figures” twice", block_twice, hostile=True),
    JsonKind("texts", "figures as text", spelled(lambda n, _: f'"{n}"'), H),
    JsonKind("wide", "full-width digits as text", spelled(lambda n, _: f'"{n}"'.translate(FULL)), H),
    JsonKind("unit", "figures with their unit", spelled(lambda n, _: f'"{n}件"'), H),
    JsonKind("spaces", "digits between spaces", spelled(lambda n, _: f'" {n}　"'), H),
    JsonKind("exponent", "1e2 for 100", spelled(lambda n, _: f"{n * 100}e-2"), H),
    JsonKind("point-zero", "12.0", spelled(lambda n, _: f"{n}.0"), H),
    JsonKind("tiny", "1e-90000", spelled(lambda n, _: "1e-90000", False, True, False), hostile=True),
    JsonKind("huge", "1e400", spelled(lambda n, _: "1e400", False, True, False), hostile=True),
    JsonKind("negative", "-12", spelled(lambda n, _: f"-{n}", False)),
    JsonKind("half", "12.5", spelled(lambda n, _: f"{n}.5", False)),
    JsonKind("null", "null for a blank", nulls),
    JsonKind("boolean", "true for a figure", spelled(lambda n, _: "true", False, True, False)),
    JsonKind("list", "[12]", spelled(lambda n, _: f"[{n}]", False, True)),
    JsonKind("object", '{"value": 12}', spelled(lambda n, _: f'{{"value": {n}}}', False, True)),
    JsonKind("slash", "“/”, “无”, an empty text", spelled(word("/", "无", "—", "约3"), False, False, False)),
    JsonKind("nan", "NaN", spelled(lambda n, _: "NaN", False, True, False), hostile=True),
    JsonKind("leading-zero", "012", spelled(lambda n, _: f"0{n}", True, True)),
    JsonKind("missing", "a figure's line deleted", missing),
    JsonKind("nested", "figures by table, row and column", rebuilt(nested, True)),
    JsonKind("listed", "figures as a list", rebuilt(listed, True)),
    JsonKind("wrapped", "all within another object", rebuilt(wrapped, True)),
    JsonKind("in-a-list", "one submission in a list", rebuilt(in_a_list), H),
    JsonKind("unknown-figure", "a figure that does not exist", rebuilt(unknown_figure, True)),
    JsonKind("more-keys", "keys that nobody knows", rebuilt(more_keys), H),
    JsonKind("backwards", "keys in another order", rebuilt(backwards), H),
    JsonKind("totals-as-text", "totals as text", rebuilt(wrong_totals), H),
    JsonKind("year-as-text", "the year as text", rebuilt(year_as_text, True)),
    JsonKind("bom", "a byte order mark", recoded("utf-8", b"\xef\xbb\xbf"), H),
    JsonKind("utf-16", "UTF-16", recoded("utf-16"), H),
    JsonKind("gb18030", "GB18030", recoded("gb18030"), H),
    JsonKind("escaped", "all but ASCII escaped", rewritten(lambda text: json.dumps(json.loads(text))), H),
    JsonKind(
        "one-line", "no white space", rewritten(lambda text: json.dumps(json.loads(text), separators=(",", ":"))), H
    ),
    JsonKind("crlf", "line ends of Windows", rewritten(lambda text: text.replace("\n", "\r\n")), H),
    JsonKind("comma", "a comma after the last", rewritten(lambda text: re.sub(r"(\n\})$", r",\1", text), True)),
    JsonKind("comment", "a comment", rewritten(lambda text: "// 年报\n" + text, True)),
    JsonKind("single-quotes", "single quotes", rewritten(lambda text: text.replace('"', "'"), True)),
    JsonKind(
        "curly-quotes",
        "quotes that an editor made curly",
        rewritten(lambda text: text.replace('"year"', "“year”"), True),
    ),
    JsonKind("cut-off", "the end is missing", rewritten(lambda text: text[: len(text) * 2 // 3], True)),
    JsonKind("again", "the whole twice", rewritten(lambda text: text + text, True)),
)
