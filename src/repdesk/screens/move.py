"""Move the next call: a date as people type it, understood as one types."""

from __future__ import annotations

from collections.abc import Callable

from repdesk.desk.book import Book
from repdesk.desk.drafts import HalfTyped
from repdesk.i18n import _
from repdesk.screens import acts
from repdesk.screens.ask import AskScreen


def move_screen(
    book: Book, account_id: int, move: Callable[[Book, int, str], acts.Done] = acts.move, *, hint: str = ""
) -> AskScreen:
    """Return the line that asks when the customer is to be called, and moves the call there with `move`.

    `hint` says why it is asked, where the rep did not ask for it.
    """
    return AskScreen(
        _("next call"),
        lambda text: move(book, account_id, text),
        placeholder=_("fri 10:00, +3d, 12-08, 明天 下午三点"),
        preview=lambda text: acts.preview_of(book, text),
        hint=hint,
        draft=HalfTyped("move", account_id),
    )
