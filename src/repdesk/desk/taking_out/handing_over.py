"""All that is known of some customers in one folder, for whoever takes them over."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from repdesk.desk.card import Card, Moment, card
from repdesk.desk.exporting import export
from repdesk.desk.out_file import said_calmly
from repdesk.desk.sheet import Sheet
from repdesk.desk.taking_out.cells import grid_of
from repdesk.desk.taking_out.layout import everything
from repdesk.desk.taking_out.over_pages import customer_page, file_name, index_page
from repdesk.desk.taking_out.over_tables import Tables
from repdesk.errors import RepdeskError
from repdesk.exchange.writing.workbook import write_workbook
from repdesk.i18n import _
from repdesk.private import PRIVATE, create_folder, new_bytes, new_text, sync_folder
from repdesk.progress import Progress, silent

Told = Callable[[Card, Moment], Sequence[str]]
"""Puts a moment of a customer's past into lines."""
PAGES = "customers"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a folder or a zip holds."""

    path: Path
    accounts: int
    calls: int


def hand_over(
    sheet: Sheet, ids: Sequence[int], target: Path, told: Told, title: str, progress: Progress = silent
) -> HandedOver:
    """Write a new folder, or a .zip, for the owner alone, whole or not at all; nothing is changed in the book.

    RepdeskError where there is nobody to hand over, something has the name, or the place does not take it.
    """
    there = [number for number in ids if number in sheet.accounts]
    if not there:
        raise RepdeskError(_("Nobody is listed here."))
    with said_calmly(target):
        if target.exists() or target.is_symlink():
            raise FileExistsError(target)
        create_folder(target.parent)
        made = Path(tempfile.mkdtemp(prefix=".repdesk-", dir=target.parent))
        try:
            calls = _fill(sheet, there, made, told, title, progress)
            if target.suffix.lower() == ".zip":
                _pack(made, target)
            else:
                made.rename(target)
                sync_folder(target.parent)
        finally:
            with suppress(OSError):
                shutil.rmtree(made)
    return HandedOver(target, len(there), calls)


def _fill(sheet: Sheet, ids: Sequence[int], folder: Path, told: Told, title: str, progress: Progress) -> int:
    """Fill a folder that is there; return how many calls are in it."""
    total = len(ids) + 2
    tables = Tables()
    listed = []
    create_folder(folder / PAGES)
    for number, account_id in enumerate(ids):
        progress(number, total)
        one = card(sheet.book, account_id)
        tables.add(account_id, one)
        page = file_name(account_id, one.person.name)
        _write(folder / PAGES / page, customer_page(account_id, one, told))
        listed.append((f"{PAGES}/{page}", one))
    _write(folder / "index.html", index_page(title, sheet.today, listed))
    progress(len(ids), total)
    whole = grid_of(sheet, ids, ("id", *everything(sheet.book)), _("Customers"))
    with (
        new_bytes(folder / "customers.xlsx") as file,
        tempfile.TemporaryDirectory(dir=folder, prefix=".") as scratch,
    ):
        write_workbook(file, [whole, *tables.grids()], Path(scratch))
    progress(len(ids) + 1, total)
    made = export(sheet.book, folder / "repdesk.json", ids)
    progress(total, total)
    return made.calls


def _write(path: Path, text: str) -> None:
    """Write a page; the folder as a whole is what gets its name at the end."""
    with new_text(path) as file:
        file.write(text)


def _pack(folder: Path, target: Path) -> None:
    """Pack a folder into one file, its name on top of each path."""
    with new_bytes(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                inside = zipfile.ZipInfo.from_file(path, os.path.join(target.stem, path.relative_to(folder)))  # noqa: PTH118
                inside.compress_type = zipfile.ZIP_DEFLATED
                inside.external_attr = PRIVATE << 16
                packed.writestr(inside, path.read_bytes())
