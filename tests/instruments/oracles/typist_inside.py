"""Runs in the system's Python, which has LibreOffice's bridge: carries out a plan, writes down what happened."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds for a window to be there
STEP = 0.3  # seconds between two looks
STARTS = 3  # a fresh profile may end its first start with “restart me”


def connected(work: Path, program: str, *options: str) -> tuple[Any, "subprocess.Popen[bytes]"]:
    """LibreOffice with windows but no screen (svp), listening on a pipe of its own."""
    import uno  # noqa: PLC0415  only this Python has it

    pipe = f"nianbao{os.getpid()}"
    profile = (work / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--norestore", "--nologo", "--nodefault", *options]
    environment = {**os.environ, "SAL_USE_VCLPLUGIN": "svp"}
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(STARTS):
        office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], env=environment)
        while office.poll() is None:
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"), office
            except Exception:
                time.sleep(0.2)
    raise RuntimeError("LibreOffice did not start")


def values(**named: object) -> tuple[Any, ...]:
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415

    return tuple(PropertyValue(name, 0, value, 0) for name, value in named.items())


def grid_of(ui: Any) -> Any:
    """The sheet on screen, as soon as it is there and no box stands in front of it."""
    return waited(lambda: ui.getTopFocusWindow().getChild("grid_window"))


def waited(look: Callable[[], Any]) -> Any:
    """What ``look`` gives once it gives something; windows come and go while one looks."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if found := look():
                return found
        except Exception:
            pass
        time.sleep(STEP)
    raise RuntimeError("LibreOffice does not answer")


def type_into(ui: Any, sheet: str, ref: str, text: str) -> str:
    """Type and press Enter; the title of the box that pops up, which is answered with “cancel” or “OK”.

    Typing does not return while a box is open, so it goes on in a thread of its own.
    """
    grid = grid_of(ui)
    grid.executeAction("SELECT", values(CELL=f"$'{sheet}'.{ref}"))

    def keys() -> None:
        grid.executeAction("TYPE", values(TEXT=text))
        grid.executeAction("TYPE", values(KEYCODE="RETURN"))

    typing = threading.Thread(target=keys, daemon=True)
    typing.start()
    title = ""
    while typing.is_alive():
        title = box_closed(ui) or title
        typing.join(STEP)
    time.sleep(STEP)
    while again := box_closed(ui):
        title = again
    return title


def box_closed(ui: Any) -> str:
    """The title of the box in front, once it has been told to go away; empty where there is none."""
    try:
        window = ui.getTopFocusWindow()
        button = next((name for name in ("cancel", "ok") if name in window.getChildren()), "")
        if not button:
            return ""
        title = next(str(each.Value) for each in window.getState() if each.Name == "Text")
        click = threading.Thread(target=window.getChild(button).executeAction, args=("CLICK", ()), daemon=True)
        click.start()
        click.join(1)
        return title
    except Exception:
        return ""


def main(work: Path, program: str) -> None:
    plan = json.loads((work / "plan.json").read_text(encoding="utf-8"))
    context, office = connected(work, program)
    try:
        services = context.ServiceManager
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        ui = services.createInstanceWithContext("org.libreoffice.uitest.UITest", context)
        book = desktop.loadComponentFromURL((work / "book.xlsx").as_uri(), "_blank", 0, ())
        grid_of(ui)

        def shown(sheet: str, ref: str) -> str:
            return str(book.Sheets.getByName(sheet).getCellRangeByName(ref).getString())

        reactions = [(type_into(ui, *entry), shown(entry[0], entry[1])) for entry in plan["entries"]]
        answer = {"reactions": reactions, "shown": [shown(*each) for each in plan["asked"]]}
        book.storeToURL((work / "saved.xlsx").as_uri(), values(FilterName="Calc MS Excel 2007 XML"))
        (work / "answer.json").write_text(json.dumps(answer), encoding="utf-8")
    finally:
        office.kill()
        # the wrapper script's child is LibreOffice itself
        subprocess.run(["pkill", "-9", "-f", str(work / "profile")], check=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
