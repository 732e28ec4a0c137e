"""The contracts of a card: put on record, put right, taken off; stages 6 and 7 follow from their dates."""

from __future__ import annotations

from datetime import date

from repdesk.desk.book import Book
from repdesk.desk.card.act_writing import CardAct, Edited, card_act
from repdesk.desk.card.typed import read_money
from repdesk.desk.typed import read_day
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Account
from repdesk.models.deal import Contract, Deal

_OUT = "SELECT id FROM live_contract WHERE account_id = ? AND status = 'sent' ORDER BY id DESC LIMIT 1"


def add_contract(book: Book, account_id: int, amount: str, start: str, end: str) -> Edited | None:
    """Put a signed contract on record from what was typed; one that was out is the one signed, and its deal won.

    RepdeskError without an end, for one before the start, and for what is no amount or no date.
    """
    first, last = (read_day(book, text) if text.strip() else None for text in (start, end))
    if last is None:
        raise RepdeskError(_("A signed contract needs its last day"))
    _refuse_backwards(first, last)
    with card_act(book, "edit_contract", account_id) as card:
        minor, currency = _money(card, book, amount)
        out = card.act.connection.execute(_OUT, (account_id,)).fetchone()
        values = {
            "status": "signed",
            "signed_on": card.today,
            "start_on": first.isoformat() if first else None,
            "end_on": last.isoformat(),
            **({} if minor is None else {"amount": minor, "currency": currency}),
        }
        if out is None:
            values["signed_on"] = min(first or last, card.day).isoformat()
            (card.row,) = card.act.insert_many(Contract, [{"account_id": account_id, **values}])
        else:
            card.row = out[0]
            _win(card, _on_card(card, out[0]))
            card.act.update_many(Contract, {out[0]: values})
        card.tell(f"contract:{card.row}", None, f"{values['start_on'] or ''}/{values['end_on']}")
    return card.edited()


def edit_contract(book: Book, account_id: int, contract_id: int, part: str, text: str) -> Edited | None:
    """Set amount, start_on or end_on of a contract from what was typed; RepdeskError where that cannot be taken."""
    with card_act(book, "edit_contract", account_id) as card:
        row = _on_card(card, contract_id)
        values: dict[str, object] = {}
        if part == "amount":
            values["amount"], values["currency"] = _money(card, book, text, row.currency)
        else:
            day = read_day(book, text) if text.strip() else None
            values[part] = day.isoformat() if day else None
            days = {"start_on": row.start_on, "end_on": row.end_on, **values}
            if row.status == "signed" and days["end_on"] is None:
                raise RepdeskError(_("A signed contract needs its last day"))
            _refuse_backwards(*(date.fromisoformat(str(on)) if on else None for on in days.values()))
        was = getattr(row, part)
        if was != values[part]:
            card.act.update_many(Contract, {contract_id: values})
            card.tell(f"contract:{contract_id}.{part}", was, values[part])
    return card.edited()


def set_contract_status(book: Book, account_id: int, contract_id: int, status: str) -> Edited | None:
    """Say that a contract is out, signed or lost; RepdeskError for a signature without the contract's end."""
    with card_act(book, "edit_contract", account_id) as card:
        row = _on_card(card, contract_id)
        was = row.status
        if was != status:
            values: dict[str, object] = {"status": status}
            if status == "signed":
                if row.end_on is None:
                    raise RepdeskError(_("A signed contract needs its last day"))
                values["signed_on"] = row.signed_on or card.today
                _win(card, row)
            card.act.update_many(Contract, {contract_id: values})
            card.tell(f"contract:{contract_id}.status", was, status)
    return card.edited()


def remove_contract(book: Book, account_id: int, contract_id: int) -> Edited | None:
    """Take a contract off the card that should never have stood there."""
    with card_act(book, "edit_contract", account_id) as card:
        row = _on_card(card, contract_id)
        card.tell(f"contract:{contract_id}", f"{row.start_on or ''}/{row.end_on or ''}", None)
        card.act.retract(Contract, contract_id)
    return card.edited()


def _on_card(card: CardAct, contract_id: int) -> Contract:
    return card.own(Contract, contract_id, _("This contract is no longer on the card"))


def _win(card: CardAct, row: Contract) -> None:
    """Close the deal of a contract that is signed as won."""
    deal = card.act.session.get(Deal, row.deal_id) if row.deal_id is not None else None
    if deal is not None and deal.outcome == "open" and deal.retracted_by is None:
        card.act.update_many(Deal, {deal.id: {"outcome": "won", "closed_on": card.today}})
        card.notes.append(_("its deal is won"))


def _money(card: CardAct, book: Book, text: str, currency: str | None = None) -> tuple[int | None, str | None]:
    own = card.act.session.get_one(Account, card.account_id).currency
    return read_money(book, text, currency or own)


def _refuse_backwards(start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end < start:
        raise RepdeskError(_("The contract would end before it starts"))
