"""The rows that the demo's calls leave behind: calls, history, deals and contracts."""

from __future__ import annotations

import random
from datetime import date, time, timedelta

from repdesk.desk.demo.customers import CURRENCY, Customer, Row, Stamp
from repdesk.desk.demo.talk import Talk
from repdesk.desk.on_record import written
from repdesk.rules.outcomes import Effects
from repdesk.rules.policy import Policy
from repdesk.rules.standing import CONTRACT_SENT, NEED_PLANNED, grade, stage_of
from repdesk.rules.types import Account, Outcome

_OPENING = (Outcome.INTERESTED, Outcome.PROPOSAL_SENT)


def clock_of(minute: int) -> time:
    """Return the time of a minute of the day."""
    return time(minute // 60, minute % 60)


def amount(rng: random.Random) -> int:
    """Draw what a deal is worth, in minor units."""
    return rng.randrange(5, 180) * 100_000


class Records:
    """Gathers rows in the order of the calls, numbered from 1."""

    def __init__(self, rng: random.Random, stamp: Stamp, policy: Policy) -> None:
        """Start with nothing on record."""
        self._rng = rng
        self._stamp = stamp
        self._policy = policy
        self.calls: list[Row] = []
        self.history: list[Row] = []
        self.deals: list[Row] = []
        self.contracts: list[Row] = []

    def call(self, customer: Customer, said: Talk, done: Effects, day: date, minute: int) -> None:
        """Put a call on record, with what it changes: `customer` is still as before it, `done` holds what is after."""
        phone = next(phone for phone in customer.phones if phone["bad_on"] is None)
        promise = customer.account.next_call
        due = promise if promise is not None and promise.promised and promise.date <= day else None
        self.calls.append(
            {
                "id": len(self.calls) + 1,
                "account_id": customer.account.id,
                "contact_id": customer.contacts[0]["id"] if done.kp else None,
                "phone_id": phone["id"],
                "e164": phone["e164"],
                "at": self._stamp(day, minute),
                "day": day.isoformat(),
                "clock": clock_of(minute).isoformat("minutes"),
                "outcome": said.outcome.value,
                "spoke": int(done.spoke),
                "kp": int(done.kp),
                "price": int(said.price),
                "demo": int(said.demo),
                "offer": int(said.offer),
                "lost": int(done.lost),
                "never": int(said.never),
                "note": said.note,
                "reason": said.reason,
                "promised_day": due.date.isoformat() if due else None,
                "promised_time": due.time.isoformat("minutes") if due and due.time else None,
            }
        )
        self._mark(customer, phone, done, day)
        self._changes(customer, done.account, day, minute)

    def _mark(self, customer: Customer, phone: Row, done: Effects, day: date) -> None:
        """Note on account and phone what the call said for good."""
        if done.do_not_call:
            customer.row["do_not_call_on"] = day.isoformat()
        if done.refused_for_good:
            customer.row["refused_on"] = day.isoformat()
        if done.phone_bad:
            phone["bad_on"] = day.isoformat()
        elif done.spoke:
            phone["confirmed_on"] = day.isoformat()

    def _changes(self, customer: Customer, after: Account, day: date, minute: int) -> None:
        before = customer.account
        if after.stage != before.stage:
            customer.row["stage_on"] = day.isoformat()
        if after.intent != before.intent:
            customer.row["intent_on"] = day.isoformat()
        for field, was, now in (
            ("stage", stage_of(before, day), stage_of(after, day)),
            ("intent", before.intent, after.intent),
            ("grade", grade(before, day, self._policy).grade, grade(after, day, self._policy).grade),
            ("next_call", written(before.next_call), written(after.next_call)),
        ):
            if was != now:
                self.history.append(
                    {
                        "account_id": before.id,
                        "at": self._stamp(day, minute),
                        "day": day.isoformat(),
                        "field": field,
                        "before": None if was is None else str(was),
                        "after": None if now is None else str(now),
                        "call_id": len(self.calls),
                    }
                )

    def deal(self, customer: Customer, said: Talk, done: Effects, day: date) -> None:
        """Open, move, win or lose the deal that a call is about, with the contract that goes with it."""
        if customer.deal is None and (said.outcome is Outcome.CONTRACT_SENT or self._opens(said)):
            customer.deal = self._open(customer, day)
        deal = customer.deal
        if said.outcome is Outcome.SIGNED:
            worth = deal["amount"] if deal is not None else customer.row["estimate"] or amount(self._rng)
            self.contract(customer, "signed", worth, day, said.end)
        if deal is None:
            return
        if said.outcome is Outcome.CONTRACT_SENT:
            self.contract(customer, "sent", deal["amount"], day)
            deal["stage"] = CONTRACT_SENT
        elif said.outcome is Outcome.SIGNED:
            self._close(customer, deal, "won", day)
        elif done.lost:
            if customer.contract is not None and customer.contract["status"] == "sent":
                customer.contract["status"] = "lost"
            self._close(customer, deal, "lost", day, said.reason)
        else:
            deal["stage"] = max(deal["stage"], done.deal_stage or 0) + (said.leaning and deal["stage"] == NEED_PLANNED)

    def _opens(self, said: Talk) -> bool:
        return said.outcome in _OPENING and said.opens_deal

    def _open(self, customer: Customer, day: date) -> Row:
        deal: Row = {
            "id": len(self.deals) + 1,
            "account_id": customer.account.id,
            "stage": NEED_PLANNED,
            "amount": customer.row["estimate"] or amount(self._rng),
            "currency": CURRENCY,
            "expected_close": (day + timedelta(days=self._rng.randrange(20, 90))).isoformat(),
            "opened_on": day.isoformat(),
            "closed_on": None,
            "outcome": "open",
            "reason": "",
        }
        self.deals.append(deal)
        return deal

    def _close(self, customer: Customer, deal: Row, outcome: str, day: date, reason: str = "") -> None:
        deal.update(outcome=outcome, closed_on=day.isoformat(), reason=reason)
        customer.deal = None

    def contract(self, customer: Customer, status: str, worth: int, day: date, end: date | None = None) -> None:
        """Send a contract, or sign the one that is out, else a new one, from the day after `day` to `end`."""
        out = customer.contract
        if out is None or out["status"] != "sent":
            out = {
                "id": len(self.contracts) + 1,
                "account_id": customer.account.id,
                "deal_id": customer.deal["id"] if customer.deal else None,
                "amount": worth,
                "currency": CURRENCY,
                "signed_on": None,
                "start_on": None,
                "end_on": None,
            }
            self.contracts.append(out)
            customer.contract = out
        out["status"] = status
        if status == "sent":
            out["sent_on"] = day.isoformat()
        if end is not None:
            start = day + timedelta(days=1)
            out.update(signed_on=day.isoformat(), start_on=start.isoformat(), end_on=end.isoformat())
