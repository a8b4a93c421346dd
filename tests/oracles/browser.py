"""Debian's Chromium, headless, with axe: what a real browser makes of a web page, and whom the page would shut out.

``make validator`` installs axe.
"""

import json
import shutil
import subprocess
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

from tests.oracles.needed import needed

PROGRAM = shutil.which("chromium")
AXE = Path(__file__).resolve().parents[2] / ".cache" / "validator" / "node_modules" / "axe-core" / "axe.min.js"
NARROW, WIDE = 500, 1280  # Chromium opens no window narrower than that; a phone's layout begins at 640
SECONDS = 60

needs_browser = needed(PROGRAM is not None and AXE.is_file(), "Chromium, or axe (make validator)")

# The page is replaced by what was found out about it, which --dump-dom then prints.
PROBE = """
<script>%s</script>
<script>
addEventListener("load", async () => {
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  const scrolling = [...document.querySelectorAll("[tabindex]")].map(each => each.scrollWidth > each.clientWidth);
  const found = await axe.run(document, { runOnly: [
    "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  const told = found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html).join(" ")}`);
  const said = { told, passed: found.passes.map(each => each.id), width: innerWidth, wide, scrolling };
  document.documentElement.innerHTML = "<body><pre></pre></body>";
  document.querySelector("pre").textContent = JSON.stringify(said);
});
</script>
"""


def seen(html: bytes, width: int) -> dict[str, Any]:
    """What axe tells against a page (``told``) and what it found good; how it fits a window of this width."""
    probed = html + (PROBE % AXE.read_text(encoding="utf-8")).encode()
    dumped = _browsed(probed, width, 900, "--virtual-time-budget=20000", "--dump-dom").decode()
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
            PROGRAM or "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={work}/profile",
        ]
        command += [f"--window-size={width},{height}", *options, page.as_uri()]
        return subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout
