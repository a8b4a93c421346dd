"""The offline page in real browsers: what it says and makes is what the command line says and makes, byte for byte."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from page.build import EDITIONS, Edition, build
from tests.cli.running import faultless, run, save
from tests.drawn import ROOT, official_form
from tests.instruments.oracles.browser import AXE, NARROW, RULES, WIDE
from tests.instruments.oracles.visitor import Step, needs_chromium, needs_firefox, visit
from tests.workbook.write.drawn_common import companion_form
from toolkit.limits import FILE
from toolkit.office.filetypes import refusal
from toolkit.office.opc import zipped
from toolkit.tasks.files.bundled import FOLDER, OLDER_PAGE, PAGE
from toolkit.workbook.write.book import blank

ENTRIES = "ask('tell').then((answer) => answer.told)"
TEXTS = "(card) => ['h2', '.refused'].map((css) => card.querySelector(css).textContent)"
CARDS = f"[...document.querySelectorAll('.card')].map({TEXTS})"
STATUS = "document.getElementById('status').textContent"
CASES = [
    pytest.param(PAGE, "chrome", marks=needs_chromium),
    pytest.param(OLDER_PAGE, "chrome", marks=needs_chromium),
    pytest.param(PAGE, "firefox", marks=needs_firefox),
]
FINAL, DRAFT, MARKED, REPAIRED = "下载Word报告", "下载送审稿", "下载标出问题", "找回数据"


def dropped(*files: Path) -> tuple[Step, ...]:
    return ("idle",), ("drop", [str(path) for path in files]), ("idle",)


def button(label: str, name: str) -> Step:
    return "click", f".buttons [aria-label^={label}][aria-label$='{name}']"


def said(*files: Path, before: Path | None = None) -> list[dict[str, Any]]:
    """What ``nianbao check`` says of these files."""
    entries = run("check", "--json", *(("--last-year", before) if before else ()), *files).json["files"]
    return [entry | {"file": Path(entry["file"]).name} for entry in entries]


def shown(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the page says, without what only the page needs."""
    own = ("name", "passed", "refused", "number", "place")
    return [{key: value for key, value in entry.items() if key not in own} for entry in entries]


def made(path: Path, entry: dict[str, Any], folder: Path) -> dict[str, bytes]:
    """Every file that the command line makes of one, under the name that the page gives it."""
    made = {}
    for draft in (False, True):
        if entry["ok"] or draft:
            run("render", path, "-o", folder / str(draft), *(["--draft"] if draft else []))
            report = next((folder / str(draft)).iterdir())
            made[report.name] = report.read_bytes()
    for command, suffix in (("mark", "标出问题"), ("repair", "找回")) if entry["findings"] else ():
        run(command, path, "-o", folder / f"{command}.xlsx")
        made[f"{path.stem}-{suffix}.xlsx"] = (folder / f"{command}.xlsx").read_bytes()
    return made


def labels(entry: dict[str, Any]) -> list[str]:
    """The buttons that there are for one."""
    return [FINAL] * entry["ok"] + [DRAFT] + [MARKED, REPAIRED] * bool(entry["findings"])


@pytest.mark.parametrize(("page", "browser"), CASES)
def test_every_sample(page: str, browser: str, samples: list[Path], tmp_path: Path) -> None:
    """Dropped together: the same findings; then reports, drafts, marked and repaired workbooks, one after the other."""
    entries = said(*samples)
    steps: list[Step] = [*dropped(*samples), ("evaluate", ENTRIES)]
    expected: dict[str, bytes] = {}
    for path, entry in zip(samples, entries, strict=True):
        expected |= made(path, entry, tmp_path / path.stem)
        for label in labels(entry):
            steps += [button(label, path.name), ("idle",)]
        steps += [("downloaded", len(expected))]
    seen = visit(page, *steps, browser=browser)
    assert seen.errors == []
    assert shown(seen.answers[0]) == entries
    assert seen.files.keys() == expected.keys()
    assert [name for name, data in seen.files.items() if data != expected[name]] == []
    assert [address for address in seen.requests if not address.startswith(("file:", "blob:", "data:"))] == []


HOSTILE = {  # names and contents
    "空.xlsx": b"",
    "照片.xlsx": b"\xff\xd8\xff\xe0" + bytes(200),
    "文档.docx": b"%PDF-1.7 nothing",
    "炸弹.xlsx": zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b" " * 2**28}),
    "<img src=x onerror=alert(1)>.xlsx": b"<html><script>alert(1)</script>",
    "巨大.xlsx": b"PK\x03\x04" + bytes(FILE),
    "{{ 7 * 7 }}.json": b'{"form": "disclosure/2021", "unit": "=1+1", "year": "2023"}',
}


def _of_a_workbook(entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The page takes no published reports: of a document it says that it is no workbook."""
    if [each["code"] for each in entry["findings"]] != ["no-report"]:
        return entry
    why = refusal((folder / entry["file"]).read_bytes())
    return entry | {"findings": [entry["findings"][0] | {"code": why.code, "message": why.text}]}


@needs_chromium
def test_hostile_files(tmp_path: Path) -> None:
    """Each gets its sentence, as on the command line; names and contents are never markup; the others go on."""
    files = [tmp_path / name.replace("/", "_") for name in HOSTILE]
    for path, data in zip(files, HOSTILE.values(), strict=True):
        path.write_bytes(data)
    good = save(tmp_path / "好的.json", faultless())
    seen = visit(PAGE, *dropped(*files, good), ("evaluate", ENTRIES), ("evaluate", STATUS), ("evaluate", CARDS))
    assert seen.errors == []
    assert shown(seen.answers[0]) == [_of_a_workbook(entry, tmp_path) for entry in said(*files, good)]
    assert seen.answers[1] == f"校验完了，共{len(files) + 1}份。"
    assert [title for title, _ in seen.answers[2]] == [path.name for path in (*files, good)]
    sentences = [refused for _, refused in seen.answers[2]]
    assert all(sentences[:-1])
    assert not sentences[-1]


@needs_chromium
def test_last_year(samples: list[Path]) -> None:
    """Given beside, it is compared with, in whichever order; another year's is told, and the rest is checked."""
    this, before, other = (
        next(path for path in samples if name in path.name) for name in ("pingtan-2023", "pingtan-2022", "huaian")
    )
    seen = visit(
        PAGE,
        *dropped(this),
        ("choose", "#last-year", [str(before)]),
        ("idle",),
        ("evaluate", ENTRIES),
        ("choose", "#last-year", [str(other)]),
        ("idle",),
        ("evaluate", CARDS),
    )
    assert shown(seen.answers[0]) == said(this, before=before)
    assert "里没有“福建省平潭综合实验区”2022年的年报" in seen.answers[1][0][1]


@needs_chromium
def test_a_blank_workbook(tmp_path: Path) -> None:
    """For a unit that was typed in; last year's figures are in it, when last year's report was given."""
    last_year = save(tmp_path / "上年.json", faultless(unit="青石镇", year=2024))
    steps: list[Step] = [("idle",), ("choose", "#last-year", [str(last_year)]), ("idle",)]
    steps += [("type", "#unit", "青石镇"), ("evaluate", "document.getElementById('year').value = 2025")]
    steps += [("evaluate", "document.getElementById('level').value = 'township'"), ("click", "#blank button")]
    seen = visit(PAGE, *steps, ("idle",), ("downloaded", 1))
    drawn = tmp_path / "a.xlsx"
    run("new", "--unit", "青石镇", "--year", "2025", "--level", "乡镇", "--last-year", last_year, "-o", drawn)
    assert seen.files == {"青石镇-2025.xlsx": drawn.read_bytes()}


@needs_chromium
def test_a_better_version_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """The officer mends the file, saves it, and drops it again; what was put away is gone."""
    path = save(tmp_path / "a.json", faultless(figures={}))
    (tmp_path / "mended").mkdir()
    mended = save(tmp_path / "mended" / "a.json", faultless())
    once = visit(
        PAGE,
        *dropped(path),
        *dropped(mended),
        ("evaluate", ENTRIES),
        ("click", ".buttons [aria-label^=移去]"),
        ("idle",),
        ("evaluate", CARDS),
    )
    assert [entry["ok"] for entry in once.answers[0]] == [True]
    assert once.answers[1] == []


@needs_chromium
def test_what_a_repaired_workbook_lacks_is_told(tmp_path: Path) -> None:
    """After all was drawn anew, so that it can be read."""
    path = tmp_path / "报来.xlsx"
    path.write_bytes(blank(official_form(), "青石镇", 2024, companions=(companion_form(),)))
    seen = visit(PAGE, *dropped(path), button(REPAIRED, path.name), ("idle",), ("evaluate", STATUS))
    assert seen.answers[0].startswith("已找回0个数、0段文字，写进了报来-找回.xlsx；")
    assert "工作表“补充指标”是区里另加的，新表里没有" in seen.answers[0]
    assert seen.answers[0].endswith("校验完了，共2份。")


class Listener(BaseHTTPRequestHandler):
    """Would answer anybody, and notes who asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None: ...


def axe() -> str:
    """What axe finds in the page as it stands, and how much wider than the window it is."""
    return f"""{AXE.read_text(encoding="utf-8")};
        axe.run(document, {{ runOnly: {json.dumps(RULES)} }}).then((found) => ({{
          told: found.violations.map((each) => `${{each.id}}: ${{each.nodes.map((node) => node.html).join(" ")}}`),
          passed: found.passes.map((each) => each.id),
          wide: document.scrollingElement.scrollWidth - innerWidth,
        }}))"""


@contextmanager
def listening() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


# Every way out that a page has, and the same from a worker: what a fault of the program, or a hostile file, could try.
WAYS_OUT = """
(async () => {
  const ways = `
    const failed = [];
    const asked = new XMLHttpRequest();
    try { await fetch("HOST/fetch"); } catch (error) { failed.push("fetch"); }
    try { asked.open("GET", "HOST/xhr", false); asked.send(); } catch (error) { failed.push("xhr"); }
    try { importScripts("HOST/script"); } catch (error) { failed.push("script"); }
    return failed;`;
  const code = `(async () => { ${ways} })().then(postMessage);`;
  const worker = new Worker(URL.createObjectURL(new Blob([code])));
  const within = await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  const here = await new Function(`return (async () => { ${ways} })()`)();
  document.body.append(Object.assign(new Image(), { src: "HOST/picture" }));
  navigator.sendBeacon("HOST/beacon", "figures");
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { within, here };
})()"""


@needs_chromium
def test_nothing_leaves_the_machine() -> None:
    """With a live server at hand and the network on, the page's own policy lets nothing out; without it, all would."""
    with listening() as host:
        seen = visit(PAGE, ("idle",), ("evaluate", WAYS_OUT.replace("HOST", host)), offline=False)
        assert {"fetch", "xhr", "script"} <= set(seen.answers[0]["within"])
        assert {"fetch", "xhr"} <= set(seen.answers[0]["here"])
        assert Listener.asked == []


@needs_chromium
def test_the_server_of_that_test_hears(tmp_path: Path) -> None:
    """A policy that forbids nothing lets all of it out: the test above can fail."""
    open_page = (FOLDER / PAGE).read_text(encoding="utf-8").replace("Content-Security-Policy", "X-Nothing")
    (tmp_path / "open.html").write_text(open_page, encoding="utf-8")
    with listening() as host:
        visit(str(tmp_path / "open.html"), ("idle",), ("evaluate", WAYS_OUT.replace("HOST", host)), offline=False)
        assert {"/fetch", "/xhr", "/script", "/picture", "/beacon"} <= set(Listener.asked)
        Listener.asked.clear()


@needs_chromium
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_nobody_is_shut_out(width: int, samples: list[Path], tmp_path: Path) -> None:
    """axe has nothing to say against it, empty and full; nothing is wider than the window."""
    junk = tmp_path / "junk.xlsx"
    junk.write_bytes(b"junk")
    seen = visit(PAGE, ("idle",), ("evaluate", axe()), *dropped(*samples, junk), ("evaluate", axe()), width=width)
    for answer in seen.answers:
        assert answer["told"] == []
        assert "color-contrast" in answer["passed"]
        assert answer["wide"] <= 0


HERE = "document.activeElement"
NAMED = f"{HERE}.id || {HERE}.getAttribute('aria-label') || {HERE}.tagName"
SEEN = f"getComputedStyle({HERE}.id === 'files' ? {HERE}.labels[0] : {HERE}).outlineStyle !== 'none'"


@needs_chromium
def test_by_keyboard(samples: list[Path]) -> None:
    """Everything that a mouse can do is reached with the tab key, in the order of the page, and can be seen there."""
    broken = next(path for path in samples if "broken" in path.name)
    labels = ["下载送审稿（还有要改的）", "下载标出问题的填报表", "找回数据，另做一份填报表", "移去"]
    expected = [
        "files",
        "SUMMARY",
        *(f"{label}：{broken.name}" for label in labels),
        "unit",
        "year",
        "level",
        "code",
        "BUTTON",
    ]
    steps: list[Step] = [*dropped(broken)]
    for _ in expected:
        steps += [("press", "Tab"), ("evaluate", f"[{NAMED}, {SEEN}]")]
    seen = visit(PAGE, *steps)
    assert seen.answers == [[name, True] for name in expected]


CORES = {
    "delete window.DecompressionStream": "这个浏览器太旧",
    "delete window.WebAssembly": "这个浏览器太旧",
    "WebAssembly.validate = () => false": "这个浏览器的内核旧了",
}


@needs_chromium
@pytest.mark.parametrize("missing", CORES)
def test_an_older_browser_is_told(missing: str) -> None:
    """In one sentence, what to do instead; nothing that could not work is offered."""
    seen = visit(
        PAGE,
        ("evaluate", "document.getElementById('trouble').textContent"),
        ("evaluate", "document.getElementById('drop').hidden"),
        before=missing,
    )
    assert seen.answers[0].startswith(CORES[missing])
    assert seen.answers[1] is True
    assert seen.errors == []


def test_the_first_script_is_for_any_browser() -> None:
    """A browser that cannot parse it would say nothing at all: no words and signs that came after 2009."""
    code = re.sub(r'"[^"]*"|//.*', "", (ROOT / "page" / "first.js").read_text(encoding="utf-8"))
    assert re.findall(r"\b(?:let|const|class|async|await|of)\b|=>|`|\.\.\.|\?\.|\?\?", code) == []


@needs_chromium
@pytest.mark.parametrize(
    "edition",
    [
        pytest.param(each, id=each.file, marks=[pytest.mark.prove] if each is not EDITIONS[0] else [])
        for each in EDITIONS
    ],
)
def test_the_same_inputs_give_the_same_page(edition: Edition) -> None:
    """Built again, it is what was built: no clock, no chance."""
    assert build(edition).encode() == (FOLDER / edition.file).read_bytes()
