"""Locates every cell of a returned workbook from three kinds of evidence: names, keys and labels.

They are the file's own defined names, the hidden keys of rows and columns, and the printed labels. Where all agree, all
is well; where one is missing, the others speak for it; where they differ, what people see, the labels, comes before
what they do not, and a cell for which no two agree is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.form.form import Form
from toolkit.form.reserved_names import SHEETS
from toolkit.office.sheets.addresses import Place
from toolkit.office.sheets.book import EMPTY, Book
from toolkit.workbook.design.layout import layout
from toolkit.workbook.design.sheets import COVER, Layout, TableSheet
from toolkit.workbook.read.by_keys import by_keys
from toolkit.workbook.read.by_labels import cover_by_labels, table_by_labels, texts_by_labels
from toolkit.workbook.read.index import Index, index

NAMES, KEYS, LABELS = "names", "keys", "labels"
Cells = tuple[Place, ...]
Witness = Mapping[str, Cells]
NOWHERE: Cells = ()
CHANCE = 5  # so many labels may well stand on a sheet that is quite another


@dataclass(frozen=True)
class Located:
    """``places`` of every name that was found; ``by``: what found those that the file's own names did not.

    ``moved``: names that pointed elsewhere. ``unclear``: no two witnesses agree. ``copies``: sheets that hold again
    what was found on another, with the places there.
    """

    places: Witness
    by: Mapping[str, str]
    moved: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    copies: Mapping[str, Witness] = field(default_factory=dict)


class Verdict(NamedTuple):
    """Where a name stands, who says so, and whether the others agree. ``alone``: only the file's own name speaks."""

    at: Cells = NOWHERE
    by: str = NAMES
    moved: bool = False
    unclear: bool = False
    alone: bool = False


@dataclass(frozen=True)
class _Candidate:
    """What keys and labels say about a sheet of the file, taken for a certain sheet of the form."""

    sheet: str
    keys: Witness
    labels: Witness
    pointed: int

    @property
    def known(self) -> int:
        return max(len(self.keys), len(self.labels))


def locate(book: Book, form: Form) -> Located:
    """Find every name of a form in a book; what no witness speaks of is not found."""
    placed = layout(form)
    named = _names(book, placed)
    indexes = {name: index(sheet) for name, sheet in book.sheets.items()}
    keyed = {name: by_keys(form, name, on) for name, on in indexes.items()}
    verdicts: dict[str, Verdict] = {}
    copies: dict[str, Witness] = {}
    across = {id for id, cell in form.cells.items() if cell.block.across}
    for area, wanted in _areas(placed).items():
        candidates = [
            _candidate(sheet, keyed[sheet], _labels(placed, area, sheet, on), named, wanted)
            for sheet, on in indexes.items()
        ]
        likely = _likely(candidates, area, wanted)
        heard = {
            name: verdict(named.get(name, NOWHERE), *_spoken(name, likely), across=name in across) for name in wanted
        }
        verdicts |= _doubted(heard, placed.names)
        again = (
            each for each in likely[1:] if _is_copy(each, wanted) and each.sheet not in SHEETS
        )  # 填表说明 has its words
        copies |= {each.sheet: {**each.labels, **each.keys} for each in again}
    return _located(book, named, verdicts, copies)


def verdict(named: Cells, keyed: Cells, labelled: Cells, across: bool = False) -> Verdict:
    """Hear the three about one name.

    ``across``: no label stands beside its row, only headings above: they are sure of the column, and less of the row.
    """
    if max(len(named), len(keyed), len(labelled)) > 1:
        return _run_verdict(named, keyed, labelled)
    sure = not across or [at.column for at in keyed] != [at.column for at in labelled]
    order = (labelled, keyed, named) if sure else (keyed, named, labelled)
    heard = [cells for cells in order if cells]
    if not heard:
        return Verdict()
    at = heard[0]
    by = NAMES if at == named else KEYS if at == keyed else LABELS
    unclear = len(heard) > 1 and (heard.count(at) < 2 or (across and at == labelled and keyed not in ((), at)))
    return Verdict(at, by, bool(named) and at != named and not unclear, unclear, alone=heard == [named])


def _run_verdict(named: Cells, keyed: Cells, labelled: Cells) -> Verdict:
    """The paragraphs of a text: the keys stand in each of its rows, and what was put in between belongs to it."""
    if not (named and keyed):
        at = named or keyed or labelled
        return Verdict(at, NAMES if at == named else KEYS if at == keyed else LABELS)
    same = (named[0], named[-1]) == (keyed[0], keyed[-1])
    return Verdict(keyed, NAMES if same else KEYS, moved=not same)


def _names(book: Book, placed: Layout) -> dict[str, Cells]:
    """The file's own names, but for those that point nowhere."""
    found = {name: book.names.get(name, NOWHERE) for name in placed.names}
    return {name: at for name, at in found.items() if at and all(place.sheet in book.sheets for place in at)}


def _areas(placed: Layout) -> dict[str, list[str]]:
    """The names that stand on each sheet of the form."""
    areas: dict[str, list[str]] = {}
    for name, at in placed.names.items():
        areas.setdefault(at[0].sheet, []).append(name)
    return areas


def _candidate(sheet: str, keyed: Witness, labelled: Witness, named: Witness, wanted: Iterable[str]) -> _Candidate:
    keys = {name: keyed[name] for name in wanted if name in keyed} if keyed else {}
    pointed = sum(name in named and named[name][0].sheet == sheet for name in wanted)
    return _Candidate(sheet, keys, labelled, pointed)


def _labels(placed: Layout, area: str, sheet: str, on: Index) -> Witness:
    """What the labels on a sheet of the file say, if it is that sheet of the form."""
    if area == COVER:
        return cover_by_labels(sheet, on)
    for each in placed.sheets:
        if isinstance(each, TableSheet):
            if each.table.sheet == area:
                return table_by_labels(each, sheet, on)
        elif each.sheet == area:
            return texts_by_labels(each, sheet, on)
    return {}


def _likely(candidates: list[_Candidate], area: str, wanted: list[str]) -> list[_Candidate]:
    """The sheets that may be a sheet of the form, the most likely first; a few words in common are not enough."""
    found = [each for each in candidates if each.pointed or each.keys or each.known * 3 >= len(wanted)]
    return sorted(found, key=lambda each: (-each.pointed - len(each.keys) - len(each.labels), each.sheet != area))


def _is_copy(other: _Candidate, wanted: list[str]) -> bool:
    return other.known * 2 >= len(wanted) and other.known > CHANCE


def _spoken(name: str, likely: list[_Candidate]) -> tuple[Cells, Cells]:
    """What keys and labels say about a name on the likeliest sheet that says anything about it."""
    for each in likely:
        keyed, labelled = each.keys.get(name, NOWHERE), each.labels.get(name, NOWHERE)
        if keyed or labelled:
            return keyed, labelled
    return NOWHERE, NOWHERE


def _doubted(verdicts: dict[str, Verdict], drawn: Witness) -> dict[str, Verdict]:
    """Where some of a sheet's names have been shown to point to wrong cells, the others need a second witness.

    So they do where a cell without a name stands elsewhere than it was ``drawn``: a line was taken out, and no name
    was adjusted. A name that speaks alone of a cell that keys or labels give to another is left over.
    """
    others = {each.at for each in verdicts.values() if each.at and not each.alone}
    heard = {name: Verdict() if each.alone and each.at in others else each for name, each in verdicts.items()}
    shown = heard != verdicts or any(each.moved or each.unclear for each in heard.values())
    if not shown and not any(each.by != NAMES and _elsewhere(each.at, drawn[name]) for name, each in heard.items()):
        return heard
    return {name: Verdict(each.at, each.by, unclear=True) if each.alone else each for name, each in heard.items()}


def _elsewhere(at: Cells, drawn: Cells) -> bool:
    return bool(at) and (at[0].row, at[0].column) != (drawn[0].row, drawn[0].column)


def _located(book: Book, named: Witness, verdicts: Mapping[str, Verdict], copies: Mapping[str, Witness]) -> Located:
    places = {name: each.at for name, each in verdicts.items() if each.at}
    taken = {place for cells in places.values() for place in cells}
    for name, each in verdicts.items():  # a cell that was dragged out of its table, where nothing took its place
        if each.moved and _holds(book, named[name]) and not _holds(book, each.at) and named[name][0] not in taken:
            places[name] = named[name]
    return Located(
        places,
        {name: each.by for name, each in verdicts.items() if each.by != NAMES and not each.moved and not each.unclear},
        tuple(name for name, each in verdicts.items() if each.moved),
        tuple(name for name, each in verdicts.items() if each.unclear),
        copies,
    )


def _holds(book: Book, cells: Cells) -> bool:
    return any(book.content(place) != EMPTY for place in cells)
