"""Debian's Chromium, headless, with axe: what a real browser makes of a web page, and whom the page would shut out.

``make validator`` installs axe.
"""

import json
import subprocess
import tempfile
from html import escape, unescape
from pathlib import Path
from typing import Any

from tests.instruments.oracles.needed import needed, program

AXE = Path(__file__).resolve().parents[3] / ".cache" / "validator" / "node_modules" / "axe-core" / "axe.min.js"
NARROW, WIDE = 390, 1280
SECONDS = 60
RULES = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

needs_browser = needed(program("chromium") is not None and AXE.is_file(), "Chromium, or axe (make validator)")

# Chromium opens no window as narrow as a phone, so the page stands in a frame of that width. What was found out about
# it takes the place of the frame, and --dump-dom prints that.
FRAME = (
    '<!DOCTYPE html><meta charset="utf-8"><iframe style="width: %dpx; height: 900px; border: 0" srcdoc="%s"></iframe>'
)
PROBE = """
<script>%s</script>
<script>
addEventListener("load", async () => {
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  const scrolling = [...document.querySelectorAll("[tabindex]")].map(each => each.scrollWidth > each.clientWidth);
  const found = await axe.run(document, { runOnly: %s });
  const told = found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(" ")}`);
  const said = { told, passed: found.passes.map(each => each.id), width: innerWidth, wide, scrolling };
  const result = parent.document.createElement("pre");
  result.textContent = JSON.stringify(said);
  parent.document.body.replaceChildren(result);
});
</script>
"""


def seen(html: bytes, width: int) -> dict[str, Any]:
    """What axe tells against a page (``told``) and what it found good; how it fits a window of this width."""
    probed = html.decode() + PROBE % (AXE.read_text(encoding="utf-8"), json.dumps(RULES))
    framed = FRAME % (width, escape(probed))
    dumped = _browsed(framed.encode(), WIDE + 100, 1000, "--virtual-time-budget=20000", "--dump-dom").decode()
    found: dict[str, Any] = json.loads(unescape(dumped.partition("<pre>")[2].partition("</pre>")[0]))
    assert found["width"] == width
    return found


def photographed(html: bytes, width: int, height: int, target: Path) -> None:
    """A picture of the page's upper end; it may be as narrow as a phone."""
    _browsed(html, width, height, "--hide-scrollbars", f"--screenshot={target}")


def _browsed(html: bytes, width: int, height: int, *options: str) -> bytes:
    """What Chromium prints when it opens the page with a fresh profile."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        page = Path(work, "page.html")
        page.write_bytes(html)
        command = [
            program("chromium") or "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={work}/profile",
        ]
        command += [f"--window-size={width},{height}", *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout
