"""The numbers of a card: added, put right, marked, and kept from being called."""

from __future__ import annotations

from repdesk.desk.barring_again import bar_again
from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import CardAct, Edited, card_act
from repdesk.desk.card.typed import one_line
from repdesk.desk.customers_writing import read_number
from repdesk.errors import RepdeskError
from repdesk.exchange.phones import Number, region_of
from repdesk.i18n import _
from repdesk.models.account import Account, Contact, Phone, Suppression
from repdesk.store.reading.card import read_numbers, read_shared
from repdesk.text import cleaned, visible


def add_phone(book: Book, account_id: int, text: str) -> Edited | None:
    """Put a number on the card; RepdeskError where it is none or stands there already. One of others is told."""
    number = _number(book, account_id, text)
    with card_act(book, "add_phone", account_id) as card:
        _refuse_twice(card, number, None)
        row = {**_values(card, number), "account_id": account_id}
        (card.row,) = card.act.insert_many(Phone, [row])
        card.tell(f"phone:{card.row}", None, number.e164)
        _tell_of_others(card, number.e164)
    return card.edited()


def edit_phone(book: Book, account_id: int, phone_id: int, text: str) -> Edited | None:
    """Put a number right: the new one is not known to be bad. To save it unchanged confirms it."""
    number = _number(book, account_id, text)
    with card_act(book, "edit_phone", account_id) as card:
        row = _on_card(card, phone_id)
        same = (row.e164, row.extension) == (number.e164, number.extension)
        if not same or row.confirmed_on != card.today:
            _refuse_twice(card, number, phone_id)
            was = row.e164
            values = {"confirmed_on": card.today} if same else {**_values(card, number), "bad_on": None}
            card.act.update_many(Phone, {phone_id: values})
            card.tell(f"phone:{phone_id}.e164", was, number.e164)
            _tell_of_others(card, number.e164)
    return card.edited()


def assign_phone(book: Book, account_id: int, phone_id: int, contact_id: int | None) -> Edited | None:
    """Say whose number it is, None for the company's."""
    with card_act(book, "edit_phone", account_id) as card:
        row = _on_card(card, phone_id)
        if row.contact_id != contact_id:
            people = [card.act.session.get(Contact, who) if who else None for who in (row.contact_id, contact_id)]
            before, after = (who.name if who else None for who in people)
            card.act.update_many(Phone, {phone_id: {"contact_id": contact_id}})
            card.tell(f"phone:{phone_id}.contact", before, after)
    return card.edited()


def mark_phone(book: Book, account_id: int, phone_id: int, *, bad: bool) -> Edited | None:
    """Mark a number as wrong, or as good again."""
    with card_act(book, "edit_phone", account_id) as card:
        row = _on_card(card, phone_id)
        if (row.bad_on is not None) != bad:
            was = row.bad_on
            values = {"bad_on": card.today} if bad else {"bad_on": None, "confirmed_on": card.today}
            card.act.update_many(Phone, {phone_id: values})
            card.tell(f"phone:{phone_id}.bad_on", was, values["bad_on"])
    return card.edited()


def remove_phone(book: Book, account_id: int, phone_id: int) -> Edited | None:
    """Take a number off the card; one that is do-not-call stays on that list."""
    with card_act(book, "remove_phone", account_id) as card:
        row = _on_card(card, phone_id)
        card.tell(f"phone:{phone_id}", row.e164, None)
        card.act.retract(Phone, phone_id)
    return card.edited()


def forbid_calls(book: Book, account_id: int, reason: str) -> Edited | None:
    """Take the customer off every list for good, with all its numbers, as that outcome does.

    RepdeskError without a reason.
    """
    reason = one_line(reason)
    if not reason:
        raise RepdeskError(_("Do-not-call needs a reason: who said so, and how?"))
    with card_act(book, "forbid_calls", account_id) as card:
        row = card.act.session.get_one(Account, account_id)
        numbers = {number.e164 for number in read_numbers(card.act.connection, account_id) if number.since is None}
        if row.do_not_call_on is None or numbers:
            card.tell("do_not_call", row.do_not_call_on, card.today, reason)
            card.set(do_not_call_on=card.today)
            for e164 in sorted(numbers):
                card.act.put(Suppression, e164, since=card.today, reason=reason, lifted_on=None, lifted_reason="")
    return card.edited()


def allow_calls(book: Book, account_id: int, reason: str) -> Edited | None:
    """Take back "never", or a do-not-call that no number of the card carries, by the customer's own act.

    RepdeskError without a reason, and where a number carries it: there it is lifted (`allow_number`).
    """
    reason = one_line(reason)
    if not reason:
        raise RepdeskError(_("Lifting do-not-call needs a reason: what did the customer do, and when?"))
    with card_act(book, "allow_number", account_id) as card:
        row = card.act.session.get_one(Account, account_id)
        carried = any(number.since is not None for number in read_numbers(card.act.connection, account_id))
        if row.do_not_call_on is not None and carried:
            raise RepdeskError(_("Do-not-call is lifted per number"), hint=_("Edit the state of the number itself."))
        if row.do_not_call_on is not None or row.refused_on is not None:
            card.whys["grade"] = reason
            card.tell("do_not_call", row.do_not_call_on or row.refused_on, None, reason)
            card.set(do_not_call_on=None, refused_on=None)
    return card.edited()


def _number(book: Book, account_id: int, text: str) -> Number:
    """Read a number; one without its country code is taken to be where the card's other numbers are."""
    others = read_numbers(book.read(), account_id)
    return read_number(book, text, region_of(others[0].e164) if others else None)


def _on_card(card: CardAct, phone_id: int) -> Phone:
    return card.own(Phone, phone_id, _("This number is no longer on the card"))


def _values(card: CardAct, number: Number) -> dict[str, object]:
    raw = cleaned(number.raw)
    return {"e164": number.e164, "raw": raw, "extension": number.extension, "confirmed_on": card.today}


def _refuse_twice(card: CardAct, number: Number, but: int | None) -> None:
    for other in read_numbers(card.act.connection, card.account_id):
        if other.id != but and (other.e164, other.extension) == (number.e164, number.extension):
            raise RepdeskError(_("This number is on the card already"), number.e164)


def _tell_of_others(card: CardAct, e164: str) -> None:
    """Say who else has the number, and whether it may be called at all."""
    bar_again(card.act, [e164])
    _bar_with_its_customer(card, e164)
    for name in read_shared(card.act.connection, card.account_id, (e164,)).get(e164, ()):
        card.notes.append(_("%(name)s has this number too") % {"name": visible(name)})
    if card.act.connection.execute("SELECT 1 FROM live_suppression WHERE e164 = ?", (e164,)).fetchone():
        card.notes.append(_("it is on the do-not-call list"))


def _bar_with_its_customer(card: CardAct, e164: str) -> None:
    """Put the number of a customer who is not to be called on the list, unless it was there or lifted."""
    barred = card.act.session.get_one(Account, card.account_id).do_not_call_on
    known = "SELECT 1 FROM suppression WHERE e164 = ? AND retracted_by IS NULL"
    if barred is not None and e164 and card.act.connection.execute(known, (e164,)).fetchone() is None:
        card.act.put(Suppression, e164, since=card.today, reason="", lifted_on=None, lifted_reason="")
