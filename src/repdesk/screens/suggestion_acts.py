"""The rep's word on what is suggested, each with the sentence that says what was done."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.suggesting import Suggested
from repdesk.i18n import _
from repdesk.screens.acts import Done


def take(book: Book, row: Suggested) -> Done:
    """Do what is suggested."""
    from repdesk.desk.suggesting_writing import take_suggestion

    change = take_suggestion(book, row)
    return Done(change.accounts | {row.account_id}, _taken(row) % _named(row, row.move.after))


def _taken(row: Suggested) -> str:
    if row.move.of_stage:
        return _("%(name)s is back at stage %(stage)s")
    return (
        _("%(name)s is %(grade)s now, with no next call") if row.move.after == "D" else _("%(name)s is %(grade)s now")
    )


def refuse(book: Book, row: Suggested) -> Done:
    """Leave it as it is."""
    from repdesk.desk.suggesting_writing import refuse_suggestion

    change = refuse_suggestion(book, row)
    words = _("%(name)s stays at stage %(stage)s") if row.move.of_stage else _("%(name)s stays %(grade)s")
    return Done(change.accounts | {row.account_id}, words % _named(row, row.move.before))


def _named(row: Suggested, stands: str) -> dict[str, str]:
    stage = f"{stands} {wording.stage(int(stands))}" if row.move.of_stage else ""
    return {"name": row.name, "grade": stands, "stage": stage}
