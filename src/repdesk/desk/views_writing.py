"""The rep's own views: saved, renamed, put in order, deleted; and the columns of the book."""

from __future__ import annotations

import json
from collections.abc import Sequence

from repdesk.desk.book import Book
from repdesk.desk.filtering import read_filter
from repdesk.desk.ordering import read_order
from repdesk.desk.views import COLUMNS_KEY, View, as_kept
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.book import SavedView
from repdesk.models.setting import Setting
from repdesk.rules.filters import folded
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.store.reading.views import read_saved_views
from repdesk.text import cleaned, visible

LONGEST_NAME = 60


def save_view(book: Book, name: str, view: View) -> Change | None:
    """Save a view under a name, in the place of the one that is called so; None where it is saved just so.

    RepdeskError without a name, and where its filter or order is not understood.
    """
    read_filter(book, view.query)
    read_order(book, view.sort)
    name = _name(name)
    columns = json.dumps(list(view.columns), ensure_ascii=False)
    values = {"query": cleaned(view.query), "columns": columns, "sort": view.sort}
    with book.store.act("edit_views", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        known = read_saved_views(act.connection)
        same = next((one for one in known if folded(one.name) == folded(name)), None)
        if same is not None:
            act.update_many(SavedView, {same.id: {"name": name, **values}})
        else:
            act.insert_many(SavedView, [{"name": name, "place": _next_place(act), **values}])
    return book.applied(act.change)


def rename_view(book: Book, view_id: int, name: str) -> Change | None:
    """Give a view another name; RepdeskError where that is none or another view has it."""
    name = _name(name)
    with book.store.act("edit_views", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        for one in read_saved_views(act.connection):
            if one.id != view_id and folded(one.name) == folded(name):
                raise RepdeskError(_("There is a view %(name)s already") % {"name": visible(one.name)})
        _must_be_there(act, view_id)
        act.update_many(SavedView, {view_id: {"name": name}})
    return book.applied(act.change)


def place_view(book: Book, view_id: int, by: int) -> Change | None:
    """Move a view so many places down, up where negative; None where it stands at the end already."""
    with book.store.act("edit_views", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        _must_be_there(act, view_id)
        order = [one.id for one in read_saved_views(act.connection)]
        at = order.index(view_id)
        order.insert(max(0, at + by), order.pop(at))
        act.update_many(SavedView, {number: {"place": place} for place, number in enumerate(order)})
    return book.applied(act.change)


def drop_view(book: Book, view_id: int) -> Change:
    """Delete a view; undo brings it back."""
    with book.store.act("edit_views", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        _must_be_there(act, view_id)
        act.retract(SavedView, view_id)
    return book.acted(act.change)


def keep_columns(book: Book, columns: Sequence[str], sort: str) -> Change | None:
    """Keep columns and order of the book for the next time; None where they are kept just so."""
    with book.store.act("edit_columns", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        act.put(Setting, COLUMNS_KEY, value=as_kept(columns, sort))
    return book.applied(act.change)


def _name(text: str) -> str:
    name = cleaned(" ".join(text.split()))
    if not name:
        raise RepdeskError(_("A view needs a name"))
    return name[:LONGEST_NAME]


def _must_be_there(act: Act, view_id: int) -> None:
    if all(one.id != view_id for one in read_saved_views(act.connection)):
        raise RepdeskError(_("This view is no longer there"))


def _next_place(act: Act) -> int:
    (place,) = act.connection.execute("SELECT coalesce(max(place) + 1, 0) FROM live_saved_view").fetchone()
    return int(place)
