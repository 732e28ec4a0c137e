"""What a call does to the deals and contracts of an account."""

from __future__ import annotations

from datetime import date

from repdesk.desk.calls_ahead import CallDetails, Judged
from repdesk.models.account import Account
from repdesk.models.deal import Contract, Deal
from repdesk.rules.standing import CONTRACT_SENT
from repdesk.rules.types import Outcome
from repdesk.store.act import Act

_FURTHEST = "SELECT id, stage FROM live_deal WHERE account_id = ? AND outcome = 'open' ORDER BY stage DESC, id LIMIT 1"
_OUT = "SELECT id FROM live_contract WHERE account_id = ? AND status = 'sent' ORDER BY id DESC"


def apply_to_deals(act: Act, judged: Judged, outcome: Outcome, details: CallDetails, day: date) -> None:
    """Move, win or lose the furthest open deal, and put the contract that goes with it on record."""
    account_id, today = judged.before.id, day.isoformat()
    deal = act.connection.execute(_FURTHEST, (account_id,)).fetchone()
    deal_id, stage = deal or (None, None)
    if outcome is Outcome.CONTRACT_SENT:
        _send(act, account_id, deal_id, details, today)
    elif outcome is Outcome.SIGNED:
        _sign(act, account_id, deal_id, details, today)
    elif judged.effects.lost:
        _lose(act, account_id, deal_id, details, today)
    elif deal_id is not None:
        moved = {} if judged.effects.deal_stage in (None, stage) else {"stage": judged.effects.deal_stage}
        act.update_many(Deal, {deal_id: moved | _amount(details)})
    elif details.amount is not None:  # no deal yet: what the account may be worth
        act.update_many(Account, {account_id: {"estimate": details.amount}})


def _contracts_out(act: Act, account_id: int) -> list[int]:
    """Return the contracts sent and neither signed nor lost, the latest first."""
    return [row[0] for row in act.connection.execute(_OUT, (account_id,))]


def _keep_contract(act: Act, account_id: int, values: dict[str, object]) -> None:
    """Put these values into the contract that is out, into a new one where none is."""
    out = _contracts_out(act, account_id)
    if out:
        act.update_many(Contract, {out[0]: values})
    else:
        act.insert_many(Contract, [{"account_id": account_id, **values}])


def _amount(details: CallDetails) -> dict[str, object]:
    return {} if details.amount is None else {"amount": details.amount}


def _send(act: Act, account_id: int, deal_id: int | None, details: CallDetails, today: str) -> None:
    values = {"stage": CONTRACT_SENT, **_amount(details)}
    if deal_id is None:
        (deal_id,) = act.insert_many(Deal, [{"account_id": account_id, "opened_on": today, **values}])
    else:
        act.update_many(Deal, {deal_id: values})
    sent = {"status": "sent", "sent_on": today, "deal_id": deal_id, **_amount(details)}
    _keep_contract(act, account_id, sent)


def _sign(act: Act, account_id: int, deal_id: int | None, details: CallDetails, today: str) -> None:
    signed: dict[str, object] = {"status": "signed", "signed_on": today, **_amount(details)}
    if details.start is not None:
        signed["start_on"] = details.start.isoformat()
    if details.end is not None:
        signed["end_on"] = details.end.isoformat()
    if deal_id is not None:
        signed["deal_id"] = deal_id
        act.update_many(Deal, {deal_id: {"outcome": "won", "closed_on": today, **_amount(details)}})
    _keep_contract(act, account_id, signed)


def _lose(act: Act, account_id: int, deal_id: int | None, details: CallDetails, today: str) -> None:
    if deal_id is not None:
        act.update_many(Deal, {deal_id: {"outcome": "lost", "closed_on": today, "reason": details.reason}})
    for contract_id in _contracts_out(act, account_id):
        act.update_many(Contract, {contract_id: {"status": "lost"}})
