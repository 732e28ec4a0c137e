"""The demo: a book of invented customers with ninety days of calls behind it."""

from __future__ import annotations

import random
from datetime import date, datetime, time
from pathlib import Path

from repdesk.clock import Clock, instant
from repdesk.desk.demo import names
from repdesk.desk.demo.customers import SOURCES, Customer, Inventor, Row
from repdesk.desk.demo.past import Past
from repdesk.desk.demo.records import Records
from repdesk.desk.on_record import next_call_row
from repdesk.models.account import Account, Contact, LeadSource, Phone, Suppression
from repdesk.models.call import Call, History
from repdesk.models.deal import Contract, Deal
from repdesk.models.plan import NextCall
from repdesk.progress import Progress, silent
from repdesk.store.act import Act
from repdesk.store.store import Store

_STEPS = 4


def make_demo(path: Path, *, accounts: int, seed: int, clock: Clock, progress: Progress = silent) -> None:
    """Make a book at `path` of `accounts` invented customers; the same number, seed and time make the same book.

    It is written in one act that is no undo step: an undo takes back what the rep did, never the book. `progress` is
    told how many of how many steps are done.
    """
    now = clock.now()

    def stamp(day: date, minute: int) -> str:
        return instant(datetime.combine(day, time(minute // 60, minute % 60), now.tzinfo))

    rng = random.Random(seed)  # noqa: S311 (the same demo for the same seed, nothing secret)
    customers = list(Inventor(rng, now.date(), stamp).customers(accounts))
    progress(1, _STEPS)
    past = Past(customers, rng, now.date(), stamp)
    past.work()
    for customer in customers:
        _learned(customer, rng)
    progress(2, _STEPS)
    store = Store.open(path, create=True)
    try:
        with store.act("demo", at=clock.stamp(), kind="housekeeping") as act:
            _write_customers(act, customers, clock.stamp())
            progress(3, _STEPS)
            _write_past(act, past.records)
    finally:
        store.close()
    progress(4, _STEPS)


def _learned(customer: Customer, rng: random.Random) -> None:
    """Set the row to where the account stands after the last call, and what the conversations brought to light."""
    account, row = customer.account, customer.row
    row["stage"], row["intent"] = account.stage, account.intent
    spoken = account.last_effective
    if spoken is None:
        return
    day = spoken.isoformat()
    chinese = customer.chinese
    if (account.deal_stage or account.stage) >= 3 and rng.random() < 0.9:
        row["need"], row["need_on"] = rng.choice(names.NEEDS_ZH if chinese else names.NEEDS_EN), day
    if (account.deal_stage or account.stage) >= 4 and rng.random() < 0.8:
        row["rival"], row["rival_on"] = rng.choice(names.RIVALS_ZH if chinese else names.RIVALS_EN), day
    if rng.random() < 0.4:
        row["obstacle"], row["obstacle_on"] = rng.choice(names.OBSTACLES_ZH if chinese else names.OBSTACLES_EN), day


def _write_customers(act: Act, customers: list[Customer], at: str) -> None:
    act.insert_many(LeadSource, [{"id": n, "kind": kind, "name": name} for n, (kind, name) in enumerate(SOURCES, 1)])
    act.insert_many(Account, [customer.row for customer in customers])
    act.insert_many(Contact, [contact for customer in customers for contact in customer.contacts])
    act.insert_many(Phone, [phone for customer in customers for phone in customer.phones])
    act.insert_many(NextCall, [row for customer in customers if (row := _next_call(customer, act.seq, at)) is not None])
    act.insert_many(Suppression, [row for customer in customers for row in _suppressions(customer)])


def _next_call(customer: Customer, seq: int, at: str) -> Row | None:
    nxt = customer.account.next_call
    if nxt is None:
        return None
    return {"account_id": customer.account.id, **next_call_row(nxt, at, seq)}


def _suppressions(customer: Customer) -> list[Row]:
    """Return the numbers of a customer who asked not to be called."""
    since = customer.row["do_not_call_on"]
    return [{"e164": phone["e164"], "since": since} for phone in customer.phones] if since else []


def _write_past(act: Act, records: Records) -> None:
    act.insert_many(Deal, records.deals)
    act.insert_many(Contract, records.contracts)
    act.insert_many(Call, records.calls)
    act.insert_many(History, records.history)
