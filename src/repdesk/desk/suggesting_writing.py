"""The rep's word on a suggestion: a grade is set or a stage falls with its reason, a refusal waits for new evidence."""

from __future__ import annotations

from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import card_act
from repdesk.desk.card.standing_writing import state_stage
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
    """Do what is suggested, with its reason: set the grade for the stage it stands at, or take the stage back.

    Of a D the next call goes. RepdeskError where the suggestion no longer stands.
    """
    return _fall_back(book, suggested) if suggested.move.of_stage else _set_grade(book, suggested)


def _fall_back(book: Book, suggested: Suggested) -> Change:
    with card_act(book, "take_suggestion", suggested.account_id) as card:
        _must_stand(book, suggested)
        state_stage(card, int(suggested.move.after), cleaned(suggested.why))
    edited = card.edited()
    if edited is None:  # pragma: no cover - a stage that stood was moved
        raise AssertionError(suggested.account_id)
    return edited.change


def _set_grade(book: Book, suggested: Suggested) -> Change:
    stamp, day, number = book.clock.stamp(), book.clock.today(), suggested.account_id
    before, after = suggested.move.before, suggested.move.after
    with book.store.act("take_suggestion", at=stamp, policy_id=book.policy_id(), account_id=number) as act:
        _must_stand(book, suggested)
        account, why = book.account(number), cleaned(suggested.why)
        override = {"override_grade": after, "override_reason": why, "override_stage": stage_of(account, day)}
        act.update_many(Account, {number: override})
        keep_history(act, number, "grade", before, after, at=stamp, day=day, why=why)
        if after == "D" and account.next_call is not None:
            keep_next_call(act, number, None, stamp)
            keep_history(act, number, "next_call", written(account.next_call), None, at=stamp, day=day, why=why)
    return book.acted(act.change)


def refuse_suggestion(book: Book, suggested: Suggested) -> Change:
    """Leave it as it is and put the refusal on record; RepdeskError where the suggestion no longer stands."""
    stamp, day, number = book.clock.stamp(), book.clock.today(), suggested.account_id
    with book.store.act("refuse_suggestion", at=stamp, policy_id=book.policy_id(), account_id=number) as act:
        _must_stand(book, suggested)
        moves = suggested.move.before, suggested.move.after
        keep_history(act, number, "suggestion", *moves, at=stamp, day=day, why=REFUSED)
    return book.acted(act.change)


def _must_stand(book: Book, suggested: Suggested) -> None:
    """Refuse what was decided on older knowledge; asked under the write lock, so that nothing comes between."""
    now = suggestion_for(book, suggested.account_id)
    if now is None or (now.move.before, now.move.after) != (suggested.move.before, suggested.move.after):
        raise RepdeskError(
            _("This suggestion no longer stands"), hint=_("More was put on record meanwhile; nothing was changed.")
        )
