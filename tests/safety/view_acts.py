"""What a rep does to saved views and columns, and to many customers at once, at random."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from repdesk.desk.bulk import read_edit
from repdesk.desk.bulk_writing import edit_many
from repdesk.desk.columns import COLUMNS
from repdesk.desk.views import View, saved_views
from repdesk.desk.views_writing import drop_view, keep_columns, place_view, rename_view, save_view

if TYPE_CHECKING:
    from tests.safety.random_acts import Rep

_MOST = 6  # views at once
_EDITS = (
    ("stage", "2"), ("stage", "4"), ("grade", "B"), ("grade", "rule"), ("next", "+2d"), ("next", "+1d..+9d"),
    ("next", "none"), ("tag", "fair"), ("untag", "fair"), ("owner", "Li"), ("owner", ""),
)  # fmt: skip
_ALL = "SELECT id FROM live_account ORDER BY id"


def _edit_many(rep: Rep) -> None:
    known = rep.ids(_ALL)
    field, value = rep.rng.choice(_EDITS)
    edit_many(rep.book, rep.rng.sample(known, min(len(known), 7)), read_edit(rep.book, field, value, rep.text))


def _edit_views(rep: Rep) -> None:
    views, name = saved_views(rep.book), f"view {rep.fresh()}"
    if len(views) < _MOST:
        save_view(rep.book, name, View(query=rep.rng.choice(["", "stage<3", "tag:fair"]), sort="-score"))
        return
    view = rep.rng.choice(views)
    way = rep.rng.randrange(3)
    if way == 0:
        drop_view(rep.book, view.id or 0)
    elif way == 1:
        rename_view(rep.book, view.id or 0, name)
    else:
        place_view(rep.book, view.id or 0, -1 if view is views[-1] else 1)


def _edit_columns(rep: Rep) -> None:
    keep_columns(rep.book, rep.rng.sample([column.name for column in COLUMNS], 5), rep.rng.choice(["name", "-score"]))


VIEW_MAKERS: dict[str, Callable[[Rep], object]] = {
    "edit_many": _edit_many,
    "edit_views": _edit_views,
    "edit_columns": _edit_columns,
}
