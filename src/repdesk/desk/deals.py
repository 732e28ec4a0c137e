"""What a call does to the deals and contracts of an account."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from repdesk.desk.calls_ahead import CallDetails, Judged
from repdesk.models.deal import Contract, Deal
from repdesk.rules.types import Outcome
from repdesk.store.act import Act


def apply_to_deals(act: Act, judged: Judged, outcome: Outcome, details: CallDetails, day: date) -> None:
    """Move, win or lose the furthest open deal, and put the contract that goes with it on record."""
    account_id = judged.before.id
    deal = _furthest(act, account_id)
    if outcome is Outcome.CONTRACT_SENT:
        _send(act, account_id, deal, details, day)
    elif outcome is Outcome.SIGNED:
        _sign(act, account_id, deal, details, day)
    elif judged.effects.lost:
        _lose(act, account_id, deal, details, day)
    elif deal is not None and judged.effects.deal_stage is not None:
        deal.stage = judged.effects.deal_stage


def _furthest(act: Act, account_id: int) -> Deal | None:
    open_deals = act.session.exec(
        select(Deal).where(Deal.account_id == account_id, Deal.outcome == "open", Deal.retracted_by == None)  # noqa: E711 (SQL)
    ).all()
    return max(open_deals, key=lambda deal: (deal.stage, -(deal.id or 0)), default=None)


def _out(act: Act, account_id: int) -> list[Contract]:
    """Return the contracts sent and neither signed nor lost, the latest last."""
    found = act.session.exec(
        select(Contract).where(
            Contract.account_id == account_id,
            Contract.status == "sent",
            Contract.retracted_by == None,  # noqa: E711 (SQL)
        )
    ).all()
    return sorted(found, key=lambda contract: contract.id or 0)


def _send(act: Act, account_id: int, deal: Deal | None, details: CallDetails, day: date) -> None:
    if deal is None:
        deal = Deal(account_id=account_id, stage=5, opened_on=day.isoformat())
        act.session.add(deal)
    deal.stage = 5
    out = _out(act, account_id)
    contract = out[-1] if out else Contract(account_id=account_id, status="sent")
    contract.sent_on = day.isoformat()
    if details.amount is not None:
        deal.amount = contract.amount = details.amount
    act.session.flush()
    contract.deal_id = deal.id
    act.session.add(contract)


def _sign(act: Act, account_id: int, deal: Deal | None, details: CallDetails, day: date) -> None:
    out = _out(act, account_id)
    contract = out[-1] if out else Contract(account_id=account_id, status="signed")
    contract.status, contract.signed_on = "signed", day.isoformat()
    contract.start_on = details.start.isoformat() if details.start else contract.start_on
    contract.end_on = details.end.isoformat() if details.end else contract.end_on
    if details.amount is not None:
        contract.amount = details.amount
    if deal is not None:
        deal.outcome, deal.closed_on, contract.deal_id = "won", day.isoformat(), deal.id
        deal.amount = contract.amount if contract.amount is not None else deal.amount
    act.session.add(contract)


def _lose(act: Act, account_id: int, deal: Deal | None, details: CallDetails, day: date) -> None:
    if deal is not None:
        deal.outcome, deal.closed_on, deal.reason = "lost", day.isoformat(), details.reason
    for contract in _out(act, account_id):
        contract.status = "lost"
