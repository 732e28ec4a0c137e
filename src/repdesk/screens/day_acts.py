"""What the page of the day does to the book, each with the sentence that says what was done.

The modules that write load sqlmodel, so each is imported by the act that needs it.
"""

from __future__ import annotations

from datetime import date

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.day.announcing import WAYS, ways
from repdesk.i18n import N_, _
from repdesk.screens.acts import Done


def begin(book: Book, kind: str) -> Done | None:
    """Let the clock run over work besides calling; None where it does so already."""
    from repdesk.desk.day.work_spans_writing import begin_work

    if begin_work(book, kind) is None:
        return None
    return Done(frozenset(), _("%(work)s: the clock runs; the next call stops it") % {"work": wording.work(kind)})


def end(book: Book) -> Done | None:
    """Stop the clock; None where none runs."""
    from repdesk.desk.day.work_spans_writing import end_work

    return None if end_work(book) is None else Done(frozenset(), _("the clock is stopped"))


_WAYS = {"bell": N_("the terminal's bell"), "desktop": N_("a note on the desktop"), "names": N_("names in that note")}


def ways_said(book: Book) -> list[tuple[str, bool]]:
    """Return each way promises may be announced by, in words, and whether it is taken."""
    chosen = ways(book)
    return [(_(_WAYS[way]), way in chosen) for way in WAYS]


def turn_way(book: Book, at: int) -> Done | None:
    """Take a way of announcing, or take it no more."""
    from repdesk.desk.day.announcing import keep_ways

    way, chosen = WAYS[at], ways(book)
    keep_ways(book, chosen ^ {way})
    words = _("%(way)s: no more") if way in chosen else _("%(way)s: from now on")
    return Done(frozenset(), words % {"way": _(_WAYS[way])})


def to_do(book: Book, kind: str, title: str, due: date) -> Done:
    """Put down work besides calling."""
    from repdesk.screens.plan.acts import add_task

    return add_task(book, kind, title, due)
