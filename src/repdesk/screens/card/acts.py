"""What editing a card does to the book, each with the sentence that says what was done.

The modules that write load sqlmodel, so they are imported when the act is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.i18n import _
from repdesk.rules.types import Grade
from repdesk.screens.acts import Done

if TYPE_CHECKING:
    from repdesk.desk.card.act_writing import Edited


def warm_up() -> None:
    """Load what writing on a card needs."""
    import repdesk.desk.card.contacts_writing
    import repdesk.desk.card.contracts_writing
    import repdesk.desk.card.fields_writing
    import repdesk.desk.card.labels_writing
    import repdesk.desk.card.phones_writing
    import repdesk.desk.card.standing_writing  # noqa: F401 (each is imported again by the act that needs it)


def done_on(account_id: int, edited: Edited | None, sentence: str) -> Done | None:
    """Return what was done on a card, with what followed from it; None where that was nothing."""
    if edited is None:
        return None
    return Done(edited.change.accounts | {account_id}, ", ".join([sentence, *edited.notes]))


def _saved(account_id: int, edited: Edited | None, field: str) -> Done | None:
    return done_on(account_id, edited, _("%(field)s saved") % {"field": wording.field(field)})


def edit_field(book: Book, account_id: int, field: str, text: str) -> Done | None:
    """Set a field of the account."""
    from repdesk.desk.card.fields_writing import edit_customer

    return _saved(account_id, edit_customer(book, account_id, field, text), field)


def set_window(book: Book, account_id: int, text: str) -> Done | None:
    """Set the hours the customer has stated."""
    from repdesk.desk.card.fields_writing import set_window as act

    return _saved(account_id, act(book, account_id, text), "window")


def set_source(book: Book, account_id: int, kind: str | None, name: str) -> Done | None:
    """Say where the customer came from."""
    from repdesk.desk.card.fields_writing import set_source as act

    return _saved(account_id, act(book, account_id, kind, name), "source")


def add_person(book: Book, account_id: int, name: str) -> Done | None:
    """Put a person on the card."""
    from repdesk.desk.card.contacts_writing import add_contact

    return done_on(account_id, add_contact(book, account_id, name), _("a person was added"))


def edit_person(book: Book, account_id: int, contact_id: int, part: str, text: str) -> Done | None:
    """Set a part of a person."""
    from repdesk.desk.card.contacts_writing import edit_contact

    return _saved(account_id, edit_contact(book, account_id, contact_id, part, text), part)


def remove_person(book: Book, account_id: int, contact_id: int) -> Done | None:
    """Take a person off the card."""
    from repdesk.desk.card.contacts_writing import remove_contact

    return done_on(account_id, remove_contact(book, account_id, contact_id), _("the person was taken away"))


def add_number(book: Book, account_id: int, text: str) -> Done | None:
    """Put a number on the card."""
    from repdesk.desk.card.phones_writing import add_phone

    return done_on(account_id, add_phone(book, account_id, text), _("a number was added"))


def edit_number(book: Book, account_id: int, phone_id: int, text: str) -> Done | None:
    """Put a number right."""
    from repdesk.desk.card.phones_writing import edit_phone

    return _saved(account_id, edit_phone(book, account_id, phone_id, text), "e164")


def assign_number(book: Book, account_id: int, phone_id: int, contact_id: int | None) -> Done | None:
    """Say whose number it is."""
    from repdesk.desk.card.phones_writing import assign_phone

    return _saved(account_id, assign_phone(book, account_id, phone_id, contact_id), "contact")


def mark_number(book: Book, account_id: int, phone_id: int, *, bad: bool) -> Done | None:
    """Mark a number as wrong or as good again."""
    from repdesk.desk.card.phones_writing import mark_phone

    said = _("the number is marked wrong") if bad else _("the number is good again")
    return done_on(account_id, mark_phone(book, account_id, phone_id, bad=bad), said)


def remove_number(book: Book, account_id: int, phone_id: int) -> Done | None:
    """Take a number off the card."""
    from repdesk.desk.card.phones_writing import remove_phone

    return done_on(account_id, remove_phone(book, account_id, phone_id), _("the number was taken away"))


def allow_number(book: Book, account_id: int, e164: str, reason: str) -> Done:
    """Lift do-not-call from a number by the customer's own act."""
    from repdesk.desk.customers_writing import allow_number as act

    change, _number = act(book, e164, reason)
    return Done(change.accounts | {account_id}, _("the number may be called again"))


def forbid(book: Book, account_id: int, reason: str) -> Done | None:
    """Take the customer off every list for good."""
    from repdesk.desk.card.phones_writing import forbid_calls

    return done_on(account_id, forbid_calls(book, account_id, reason), _("do not call: off every list"))


def allow(book: Book, account_id: int, reason: str) -> Done | None:
    """Take "never" back by the customer's own act."""
    from repdesk.desk.card.phones_writing import allow_calls

    return done_on(account_id, allow_calls(book, account_id, reason), _("the customer may be called again"))


def move_stage(book: Book, account_id: int, to: int, why: str = "") -> Done | None:
    """Move the stage."""
    from repdesk.desk.card.standing_writing import move_stage as act

    return done_on(account_id, act(book, account_id, to, why), wording.stage(to))


def move_deal(book: Book, account_id: int, deal_id: int, to: int, why: str = "") -> Done | None:
    """Move an open deal."""
    from repdesk.desk.card.standing_writing import move_deal as act

    return done_on(
        account_id, act(book, account_id, deal_id, to, why), _("deal: %(stage)s") % {"stage": wording.stage(to)}
    )


def set_intent(book: Book, account_id: int, intent: int | None) -> Done | None:
    """Set the intent."""
    from repdesk.desk.card.standing_writing import set_intent as act

    named = _("not set") if intent is None else wording.intent(intent)
    return done_on(account_id, act(book, account_id, intent), _("intent %(name)s") % {"name": named})


def set_grade(book: Book, account_id: int, letter: Grade | None, reason: str = "") -> Done | None:
    """Set the grade by hand, or let it go."""
    from repdesk.desk.card.standing_writing import set_grade as act

    said = _("the grade goes by the rule again") if letter is None else _("grade set by hand")
    return done_on(account_id, act(book, account_id, letter, reason), said)


def add_contract(book: Book, account_id: int, amount: str, start: str, end: str) -> Done | None:
    """Put a signed contract on record."""
    from repdesk.desk.card.contracts_writing import add_contract as act

    return done_on(account_id, act(book, account_id, amount, start, end), _("a contract is on record"))


def edit_contract(book: Book, account_id: int, contract_id: int, part: str, text: str) -> Done | None:
    """Set amount, first or last day of a contract."""
    from repdesk.desk.card.contracts_writing import edit_contract as act

    return _saved(account_id, act(book, account_id, contract_id, part, text), part)


def contract_status(book: Book, account_id: int, contract_id: int, status: str) -> Done | None:
    """Say that a contract is out, signed or lost."""
    from repdesk.desk.card.contracts_writing import set_contract_status

    said = _("contract: %(status)s") % {"status": wording.state(status)}
    return done_on(account_id, set_contract_status(book, account_id, contract_id, status), said)


def remove_contract(book: Book, account_id: int, contract_id: int) -> Done | None:
    """Take a contract off the card."""
    from repdesk.desk.card.contracts_writing import remove_contract as act

    return done_on(account_id, act(book, account_id, contract_id), _("the contract was taken away"))
