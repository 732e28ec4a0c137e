"""The rep's word on a suggestion: taken it is an override with its reason, refused it waits for new evidence."""

from __future__ import annotations

from repdesk.desk.book import Book
from repdesk.desk.on_record import keep_history, keep_next_call, written
from repdesk.desk.suggesting import Suggested, suggestion_for
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Account
from repdesk.rules.standing import stage_of
from repdesk.store.change import Change
from repdesk.text import cleaned

REFUSED = "refused"  # what the history says of a suggestion


def take_suggestion(book: Book, suggested: Suggested) -> Change:
    """Set the suggested grade, with its reason and for the stage it stands at; of a D the next call goes.

    RepdeskError where the suggestion no longer stands.
    """
    stamp, day, number = book.clock.stamp(), book.clock.today(), suggested.account_id
    with book.store.act("take_suggestion", at=stamp, policy_id=book.policy_id(), account_id=number) as act:
        _must_stand(book, suggested)
        account, why = book.account(number), cleaned(suggested.why)
        override = {
            "override_grade": suggested.to_grade,
            "override_reason": why,
            "override_stage": stage_of(account, day),
        }
        act.update_many(Account, {number: override})
        keep_history(act, number, "grade", suggested.from_grade, suggested.to_grade, at=stamp, day=day, why=why)
        if suggested.to_grade == "D" and account.next_call is not None:
            keep_next_call(act, number, None, stamp)
            keep_history(act, number, "next_call", written(account.next_call), None, at=stamp, day=day, why=why)
    return book.acted(act.change)


def refuse_suggestion(book: Book, suggested: Suggested) -> Change:
    """Leave the grade as it is and put the refusal on record; RepdeskError where the suggestion no longer stands."""
    stamp, day, number = book.clock.stamp(), book.clock.today(), suggested.account_id
    with book.store.act("refuse_suggestion", at=stamp, policy_id=book.policy_id(), account_id=number) as act:
        _must_stand(book, suggested)
        moves = suggested.from_grade, suggested.to_grade
        keep_history(act, number, "suggestion", *moves, at=stamp, day=day, why=REFUSED)
    return book.acted(act.change)


def _must_stand(book: Book, suggested: Suggested) -> None:
    """Refuse what was decided on older knowledge; asked under the write lock, so that nothing comes between."""
    now = suggestion_for(book, suggested.account_id)
    if now is None or (now.from_grade, now.to_grade) != (suggested.from_grade, suggested.to_grade):
        raise RepdeskError(
            _("This suggestion no longer stands"), hint=_("More was put on record meanwhile; nothing was changed.")
        )
