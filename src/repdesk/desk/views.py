"""Ways to look at the book: a filter, an order and columns, saved under a name, offered, or just typed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from repdesk.desk.book import Book
from repdesk.desk.by_name import the_one_called
from repdesk.desk.columns import Column, all_columns
from repdesk.desk.filtering import matching, read_filter
from repdesk.desk.ordering import in_order, read_order
from repdesk.desk.sheet import Sheet
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _
from repdesk.store.reading.views import read_saved_views

COLUMNS_KEY = "columns:book"
"""The setting that keeps the columns of the book."""
USUAL = ("grade", "name", "kp", "stage", "intent", "next_call", "last_call", "value")
"""The columns a rep begins with."""


@dataclass(frozen=True, slots=True)
class View:
    """A filter as it is typed, an order (a column's name, a minus before it: highest first), the names of columns.

    Without an order it is by name, without columns they stay as they are. `id` is that of a saved one.
    """

    name: str = ""
    query: str = ""
    sort: str = "name"
    columns: tuple[str, ...] = ()
    id: int | None = None


_OFFERED: tuple[tuple[str, str, str], ...] = (
    (N_("A without a next call"), "grade:A next:none", "-score"),
    (N_("Never called"), "last:none callable:yes", "-created"),
    (N_("Contract ends within 60 days"), "ends>=+0c ends<=+60c", "contract_end"),
    (N_("Contract ended, may come back"), "stage:7 callable:yes", "-contract_end"),
    (N_("No key person known"), "missing:kp callable:yes", "-score"),
    (N_("Warm, but not spoken to for 30 days"), "grade:A,B unspoken>30d callable:yes", "-untouched"),
    (N_("No number that works"), "callable:no dnc:no missing:phone", "name"),
)


def saved_views(book: Book) -> tuple[View, ...]:
    """Return the saved views in the rep's order."""
    return tuple(View(v.name, v.query, v.sort, v.columns, v.id) for v in read_saved_views(book.read()))


def offered_views(book: Book) -> tuple[View, ...]:
    """Return the views that every book has, but for those the rep saved as his own."""
    kept = {view.query for view in saved_views(book)}
    return tuple(View(_(name), query, sort) for name, query, sort in _OFFERED if query not in kept)


def view_named(book: Book, name: str) -> View:
    """Return the saved or offered view of this name, whatever its width and case; RepdeskError where there is none."""
    return the_one_called(name, (*saved_views(book), *offered_views(book)), _("There is no view %(name)s"))


def listed(sheet: Sheet, query: str = "", sort: str = "name") -> tuple[int, ...]:
    """Return the accounts that a typed filter finds in an order; RepdeskError where one of them is not understood."""
    wanted, order = read_filter(sheet.book, query, sheet), read_order(sheet.book, sort)
    return in_order(sheet, matching(sheet, wanted), order)


def counted(sheet: Sheet, view: View) -> int | None:
    """Return how many customers a view finds, None where its filter is no longer understood."""
    try:
        return len(matching(sheet, read_filter(sheet.book, view.query, sheet)))
    except RepdeskError:  # a field of the rep's own that it named was renamed or retired
        return None


def columns_of(book: Book, names: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of these names in their order; those that are no longer there are left out."""
    known = {column.name: column for column in all_columns(book)}
    return tuple(known[name] for name in names if name in known)


def kept_view(book: Book) -> View:
    """Return how the rep has the whole book shown: its columns and its order."""
    kept = book.setting(COLUMNS_KEY)
    view = View(columns=USUAL)
    if kept is None:
        return view
    try:
        body = json.loads(kept)
        view = replace(view, columns=tuple(map(str, body["columns"])), sort=str(body["sort"]))
        read_order(book, view.sort)
    except (ValueError, KeyError, TypeError, RepdeskError):  # of another repdesk, or a column that is gone
        return View(columns=USUAL)
    return view if columns_of(book, view.columns) else replace(view, columns=USUAL)


def as_kept(columns: Sequence[str], sort: str) -> str:
    """Return columns and order as the setting keeps them."""
    return json.dumps({"columns": list(columns), "sort": sort}, ensure_ascii=False)
