"""Taking customers out: into a file of a table, of contacts, or of everything on record of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from repdesk.desk.exporting import export
from repdesk.desk.out_file import said_calmly
from repdesk.desk.sheet import Sheet
from repdesk.desk.taking_out.cards import cards_of
from repdesk.desk.taking_out.cells import grid_of
from repdesk.desk.taking_out.layout import everything
from repdesk.errors import RepdeskError
from repdesk.exchange.writing.contacts import Program, contacts_for
from repdesk.exchange.writing.delimited import DELIMITERS, write_delimited
from repdesk.exchange.writing.grid import Grid
from repdesk.exchange.writing.objects import write_objects
from repdesk.exchange.writing.vcard import Version, write_cards
from repdesk.exchange.writing.workbook import write_workbook
from repdesk.i18n import N_, _
from repdesk.private import new_bytes, new_text
from repdesk.progress import Progress, silent

Form = Literal["csv", "xlsx", "vcard", "vcard4", "google", "outlook", "json", "repdesk"]
FORMS: tuple[Form, ...] = get_args(Form)
NAMES: Mapping[Form, str] = {
    "xlsx": N_("Excel workbook"),
    "csv": N_("CSV table"),
    "vcard": N_("vCard 3.0, for a phone or an address book"),
    "vcard4": N_("vCard 4.0"),
    "google": N_("CSV for Google Contacts"),
    "outlook": N_("CSV for Outlook"),
    "json": N_("JSON, the columns"),
    "repdesk": N_("JSON for repdesk, all that is on record"),
}
"""What each form is called, in the order they are offered."""
ENDINGS: Mapping[Form, str] = {
    "xlsx": ".xlsx",
    "csv": ".csv",
    "vcard": ".vcf",
    "vcard4": ".vcf",
    "google": ".csv",
    "outlook": ".csv",
    "json": ".json",
    "repdesk": ".json",
}
_BY_ENDING: Mapping[str, Form] = {".xlsx": "xlsx", ".csv": "csv", ".vcf": "vcard", ".json": "repdesk"}


@dataclass(frozen=True, slots=True)
class TakenOut:
    """What went into a file: customers, and its rows or contacts."""

    path: Path
    form: Form
    accounts: int
    rows: int


def form_of(target: Path) -> Form:
    """Return the form that the ending of a name asks for; RepdeskError where it asks for none."""
    form = _BY_ENDING.get(target.suffix.lower())
    if form is None:
        raise RepdeskError(
            _("What kind of file is %(name)s to be?") % {"name": target.name},
            hint=_("End its name in .csv, .xlsx, .vcf or .json, or say it with --as."),
        )
    return form


def delimiter_of(text: str) -> str:
    """Return the sign that was typed for the one between the cells of a CSV; RepdeskError for any other."""
    if text not in DELIMITERS:
        raise RepdeskError(_("Cells are kept apart by , ; | or tab"))
    return DELIMITERS[text]


def take_out(
    sheet: Sheet,
    ids: Sequence[int],
    target: Path,
    form: Form,
    columns: Sequence[str] = (),
    *,
    title: str = "",
    delimiter: str = ",",
    progress: Progress = silent,
) -> TakenOut:
    """Write customers, in this order, to `target`: for the owner alone, whole or not at all, never over a file.

    `columns` are names, those of `everything` where there are none; contacts and "repdesk" have columns of their own.
    RepdeskError where a file has the name, or the place does not take it.
    """
    there = [number for number in ids if number in sheet.accounts]
    if form == "repdesk":
        made = export(sheet.book, target, there)
        return TakenOut(made.path, form, made.accounts, made.accounts)
    with said_calmly(target):
        rows = _WAYS[form](sheet, there, target, _Wanted(form, columns, title or _("Customers"), delimiter, progress))
    return TakenOut(target, form, len(there), rows)


@dataclass(frozen=True, slots=True)
class _Wanted:
    form: Form
    columns: Sequence[str]
    title: str
    delimiter: str
    progress: Progress


def _grid(sheet: Sheet, ids: Sequence[int], wanted: _Wanted) -> Grid:
    return grid_of(sheet, ids, wanted.columns or everything(sheet.book), wanted.title)


def _table(sheet: Sheet, ids: Sequence[int], target: Path, wanted: _Wanted) -> int:
    grid = _grid(sheet, ids, wanted)
    with new_text(target) as file:
        write_delimited(file, grid, wanted.delimiter, wanted.progress)
    return len(grid.rows)


def _workbook(sheet: Sheet, ids: Sequence[int], target: Path, wanted: _Wanted) -> int:
    grid = _grid(sheet, ids, wanted)
    with new_bytes(target) as file, tempfile.TemporaryDirectory(dir=target.parent, prefix=".repdesk-") as scratch:
        write_workbook(file, [grid], Path(scratch), wanted.progress)
    return len(grid.rows)


def _objects(sheet: Sheet, ids: Sequence[int], target: Path, wanted: _Wanted) -> int:
    grid = _grid(sheet, ids, wanted)
    with new_text(target) as file:
        write_objects(file, grid, wanted.progress)
    return len(grid.rows)


def _cards(sheet: Sheet, ids: Sequence[int], target: Path, wanted: _Wanted) -> int:
    version: Version = "4.0" if wanted.form == "vcard4" else "3.0"
    with new_text(target) as file:
        return write_cards(file, cards_of(sheet, ids), version)


def _contacts(sheet: Sheet, ids: Sequence[int], target: Path, wanted: _Wanted) -> int:
    program: Program = "google" if wanted.form == "google" else "outlook"
    grid = contacts_for(program, list(cards_of(sheet, ids)))
    with new_text(target) as file:
        write_delimited(file, grid, progress=wanted.progress)
    return len(grid.rows)


_WAYS: Mapping[Form, Callable[[Sheet, Sequence[int], Path, _Wanted], int]] = {
    "csv": _table,
    "xlsx": _workbook,
    "json": _objects,
    "vcard": _cards,
    "vcard4": _cards,
    "google": _contacts,
    "outlook": _contacts,
}
