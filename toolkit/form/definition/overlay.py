"""Lays what one file of a definition changes over what another one says.

Keys take each other's place, tables are laid over one another in the same way, and so are lists of tables that have
names: one of a name that is there changes it, ``drop = true`` takes it out, ``after`` puts it behind another. In a
table's file, ``rows`` and ``columns`` change the lines of whichever block they stand in.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.fields import Mistakes

NAMES = {"questions": "asks", "phrases": "text", "sources": "office"}  # what tells one from another; else its id
LINES = ("rows", "columns")
Tables = list[dict[str, Any]]


def laid_over(below: Mapping[str, Any], own: Mapping[str, Any], path: str, problems: Mistakes) -> dict[str, Any]:
    """The one with what the other changes in it; a change that finds nothing goes to ``problems`` with its path."""
    found = dict(below)
    for key, value in own.items():
        if key in LINES and key not in below and isinstance(below.get("blocks"), list):
            found["blocks"] = _in_blocks(found["blocks"], key, value, path, problems)
        else:
            found[key] = _value(below.get(key), value, key, f"{path}.{key}", problems)
    lines = LINES if "blocks" in below else ()
    return _without_lines(found, {id for key in lines for id in _dropped(own.get(key), key)})


def _dropped(lines: Any, key: str) -> list[str]:
    return [_name(line, key) for line in lines if line.get("drop") is True] if _named(lines, key) else []


def _without_lines(table: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    """What a table says of lines that were taken out goes with them: their help, and who has their figures."""
    if gone and isinstance(table.get("help"), dict):
        table["help"] = {id: text for id, text in table["help"].items() if id not in gone}
    sources: Any = table.get("sources")
    for source in sources if gone and _named(sources, "sources") else ():
        if isinstance(source.get("rows"), list):
            source["rows"] = [id for id in source["rows"] if id not in gone]
    return table


def _value(below: Any, own: Any, key: str, path: str, problems: Mistakes) -> Any:
    if isinstance(below, dict) and isinstance(own, dict):
        return laid_over(below, own, path, problems)
    if _named(below, key) and _named(own, key):
        return _changed(below, own, key, path, problems)
    return own


def _named(value: Any, key: str) -> bool:
    tables = isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)
    return tables and all(_name(each, key) for each in value)


def _name(one: Mapping[str, Any], key: str) -> str:
    """A section's is its table's, or its sheet's."""
    name = one.get("table") or one.get("sheet") if key == "sections" else one.get(NAMES.get(key, "id"))
    return name if isinstance(name, str) else ""


def _changed(below: Tables, own: Tables, key: str, path: str, problems: Mistakes) -> Tables:
    found = list(below)
    for number, change in enumerate(own):
        _change(found, change, key, f"{path}[{number}]", problems)
    return found


def _change(found: Tables, change: Mapping[str, Any], key: str, path: str, problems: Mistakes) -> None:
    """Changes the list in place."""
    name = _name(change, key)
    said = {inner: value for inner, value in change.items() if inner not in ("after", "drop")}
    at = _place(found, name, key)
    before = {} if at is None else found[at]
    if change.get("drop") is True and at is None:
        problems.add(f"{path}.drop", f"没有叫“{name}”的")
    if at is not None and (change.get("drop") is True or "after" in change):
        del found[at]
    if change.get("drop") is True:
        return
    made = laid_over(before, said, path, problems)
    if "after" in change:
        place = _place(found, change["after"], key)
        if place is None:
            problems.add(f"{path}.after", f"没有叫“{change['after']}”的")
        found.insert(len(found) if place is None else place + 1, made)
    elif at is None:
        found.append(made)
    else:
        found[at] = made


def _place(found: Sequence[Mapping[str, Any]], name: Any, key: str) -> int | None:
    return next((at for at, each in enumerate(found) if _name(each, key) == name), None)


def _in_blocks(blocks: Any, key: str, own: Any, path: str, problems: Mistakes) -> Any:
    """Each line in the block that has it, or has the one that it stands behind."""
    found = [dict(block) if isinstance(block, dict) else {} for block in blocks]
    for number, change in enumerate(own if _named(own, key) else ()):
        behind = change.get("after")
        wanted = {_name(change, key), behind if isinstance(behind, str) else ""}
        block = next((each for each in found if wanted & {_id(line) for line in _lines(each, key)}), None)
        if block is None:
            what = f"没有一块表里有“{_name(change, key)}”；新的行或列，请用 after 写明放在谁后面"
            problems.add(f"{path}.{key}[{number}]", what)
        else:
            block[key] = _changed(list(_lines(block, key)), [change], key, f"{path}.{key}", problems)
    if not _named(own, key):
        problems.add(f"{path}.{key}", "每一项都要有 id")
    return found


def _lines(block: Mapping[str, Any], key: str) -> Tables:
    lines = block.get(key)
    return [each for each in lines if isinstance(each, dict)] if isinstance(lines, list) else []


def _id(line: Mapping[str, Any]) -> str:
    id = line.get("id")
    return id if isinstance(id, str) else ""
