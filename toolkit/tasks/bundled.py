"""What is built beside the program and travels with it: the offline page in two editions, the add-in for Excel."""

from pathlib import Path

from toolkit.tasks.messages import not_built

FOLDER = Path(__file__).resolve().parent.parent / "built"
PAGE, OLDER_PAGE = "nianbao.html", "nianbao-older.html"
ADDIN = "nianbao.xlam"
MADE_BY = {PAGE: "make page", OLDER_PAGE: "make page", ADDIN: "make addin"}


def built(name: str) -> bytes:
    """Its bytes; raises :class:`Refusal` in a checkout where it was not built yet."""
    path = FOLDER / name
    if not path.is_file():
        raise not_built(name=name, make=MADE_BY[name])
    return path.read_bytes()
