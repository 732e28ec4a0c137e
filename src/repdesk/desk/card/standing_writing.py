"""Where a customer stands, by the rep's own word: stage, the stage of a deal, intent, and a grade set by hand."""

from __future__ import annotations

from datetime import date

from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import CardAct, Edited, card_act
from repdesk.desk.card.typed import one_line
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Account
from repdesk.models.deal import Deal
from repdesk.rules.stage_moves import MOVABLE, held_by, is_fall
from repdesk.rules.standing import grade, stage_of
from repdesk.rules.types import Grade, Reason
from repdesk.store.reading.card import read_open_deals
from repdesk.wording import day, stage


def move_stage(book: Book, account_id: int, to: int, why: str = "") -> Edited | None:
    """Move the stage, and with it the furthest open deal's; None where it stands there.

    RepdeskError for a fall without a reason, for 6 and 7, and where a contract or another deal holds the stage.
    """
    with card_act(book, "move_stage", account_id) as card:
        state_stage(card, to, why)
    return card.edited()


def state_stage(card: CardAct, to: int, why: str) -> None:
    """Move the stage within an act; RepdeskError as `move_stage` has it."""
    was = stage_of(card.before, card.day)
    if to == was:
        return
    card.whys["stage"] = _checked(was, to, why)
    card.set(stage=to, stage_on=card.today)
    for deal in read_open_deals(card.act.connection, card.account_id)[:1]:
        card.act.update_many(Deal, {deal.id: {"stage": to}})
    if (reason := held_by(card.now(), to, card.day)) is not None:
        raise _held(reason)


def move_deal(book: Book, account_id: int, deal_id: int, to: int, why: str = "") -> Edited | None:
    """Move an open deal, such as the renewal beside a contract; the account's stage follows where the deal leads it."""
    with card_act(book, "move_stage", account_id) as card:
        deal = card.act.session.get(Deal, deal_id)
        if deal is None or deal.account_id != account_id or deal.outcome != "open" or deal.retracted_by is not None:
            raise RepdeskError(_("This deal is no longer open"))
        was = deal.stage
        if to != was:
            why = card.whys["stage"] = _checked(was, to, why)
            card.act.update_many(Deal, {deal_id: {"stage": to}})
            if stage_of(card.now(), card.day) == stage_of(card.before, card.day):
                card.tell(f"deal:{deal_id}.stage", was, to, why)
    return card.edited()


def _checked(was: int, to: int, why: str) -> str:
    """Return the reason given for a move; RepdeskError where there must be one, or nobody may state that stage."""
    if to not in MOVABLE:
        raise RepdeskError(
            _("The stages of a contract follow from its dates"), hint=_("Put the contract on record with its end.")
        )
    why = one_line(why)
    if is_fall(was, to) and not why:
        raise RepdeskError(_("A stage that falls needs a reason"))
    return why


def _held(reason: Reason) -> RepdeskError:
    """Return the refusal of a move that a contract or another deal holds back."""
    if reason.code == "further_deal":
        number = int(reason.fact("stage"))
        words = _("Another open deal stands at stage %(n)d, %(name)s") % {"n": number, "name": stage(number)}
        return RepdeskError(words, hint=_("Move that deal first."))
    if reason.code == "contract_covers":
        end = date.fromisoformat(str(reason.fact("end")))
        words = _("A signed contract covers today, until %(day)s: the stage follows from it") % {"day": day(end)}
        return RepdeskError(words, hint=_("What is sold beside it is a deal of its own."))
    if reason.code == "contract_is_out":
        return RepdeskError(_("A renewal contract is out: the stage follows from it"))
    return RepdeskError(
        _("The last contract has ended: only a renewal moves the stage on"),
        hint=_("Log that a contract went out, or put the new one on record."),
    )


def set_intent(book: Book, account_id: int, intent: int | None) -> Edited | None:
    """Set the intent, 1 to 5 or None; to set it unchanged confirms it."""
    with card_act(book, "set_intent", account_id) as card:
        row = card.act.session.get_one(Account, account_id)
        was, day = row.intent, card.today if intent is not None else None
        if (was, row.intent_on) != (intent, day):
            card.set(intent=intent, intent_on=day)
            card.tell("intent", was, intent)
    return card.edited()


def set_grade(book: Book, account_id: int, letter: Grade | None, reason: str = "") -> Edited | None:
    """Set the grade by hand until the next stage change, None to go by the rule again; D ends the next call.

    RepdeskError without a reason, and for a customer who is not to be called: that one's D is not the rep's.
    """
    reason = one_line(reason)
    if letter is not None and not reason:
        raise RepdeskError(_("A grade set by hand needs a reason"))
    with card_act(book, "set_grade", account_id) as card:
        before = card.before
        if before.do_not_call or before.refused_for_good:
            raise RepdeskError(
                _("This customer is not to be called: the grade is D"),
                hint=_("Only the customer's own act lifts that, at the number or at do-not-call."),
            )
        stage, own = stage_of(before, card.day), before.override
        standing = (own.grade, own.reason) if own is not None and own.stage == stage else None
        if letter is None and own is not None:
            card.set(override_grade=None, override_reason="", override_stage=None)
            _tell_grade(card, book, "")
        elif letter is not None and standing != (letter, reason):
            card.set(override_grade=letter, override_reason=reason, override_stage=stage)
            _tell_grade(card, book, reason)
    return card.edited()


def _tell_grade(card: CardAct, book: Book, why: str) -> None:
    """Put a grade on record that was set or let go by hand, even where the letter is the rule's own."""
    was, now = (grade(account, card.day, book.policy).grade for account in (card.before, card.now()))
    card.tell("grade", was, now, why)
