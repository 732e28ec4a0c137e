"""Calls of another tool written: each goes on record, and lifts its customer to what was said in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from repdesk.desk.importing.calls import PastCall
from repdesk.desk.importing.table_rows import TableRow, call_row, history_row
from repdesk.models.account import Account as AccountRow
from repdesk.models.account import Phone, Suppression
from repdesk.models.call import Call, History
from repdesk.rules.outcomes import Said, effects
from repdesk.rules.types import Account, Outcome
from repdesk.store.act import Act
from repdesk.store.reading.accounts import read_accounts

_AT_ONCE = 1000
# What a contract came to stands in contracts and deals of its own; the call shows no more than that it was near.
_AS = {Outcome.CONTRACT_SENT: Outcome.PROPOSAL_SENT, Outcome.SIGNED: Outcome.PROPOSAL_SENT}
_SAYS_NOTHING = frozenset({Outcome.CONTACT, Outcome.WRONG_NUMBER, Outcome.REFUSED})
_PHONES = "SELECT account_id, e164, id, bad_on FROM live_phone"


def write_calls(act: Act, calls: Sequence[tuple[int, PastCall]], today: date, done: Callable[[int], None]) -> None:
    """Write calls, given with their customers in the order they were made; `done` is told how many are written."""
    phones = {(owner, e164): (number, bad) for owner, e164, number, bad in act.connection.execute(_PHONES)}
    before = {one.id: one for one in read_accounts(act.connection, today)}
    after = dict(before)
    bad: dict[int, date] = {}
    barred: dict[int, tuple[date, str]] = {}
    for start in range(0, len(calls), _AT_ONCE):
        rows: list[TableRow] = []
        for owner, call in calls[start : start + _AT_ONCE]:
            e164 = next((one for one in call.numbers if (owner, one) in phones), None)
            phone = phones.get((owner, e164)) if e164 else None
            rows.append(_row(owner, call, e164, phone[0] if phone else None))
            after[owner] = _after(after[owner], call)
            if call.outcome is Outcome.DO_NOT_CALL:
                barred.setdefault(owner, (call.day, call.note))
            if phone is not None and call.outcome is Outcome.WRONG_NUMBER and phone[1] is None:
                bad[phone[0]] = call.day
            elif phone is not None and call.spoke:
                bad.pop(phone[0], None)
        act.insert_many(Call, rows)
        done(min(len(calls), start + _AT_ONCE))
    act.update_many(Phone, {number: {"bad_on": day.isoformat()} for number, day in bad.items()})
    lifted = {one: after[one].stage for one, was in before.items() if after[one].stage != was.stage}
    act.update_many(AccountRow, {one: {"stage": stage, "stage_on": today.isoformat()} for one, stage in lifted.items()})
    history = [history_row(one, "stage", before[one].stage, stage, act.at, today) for one, stage in lifted.items()]
    act.insert_many(History, history)
    _bar(act, barred)


def _row(owner: int, call: PastCall, e164: str | None, phone_id: int | None) -> TableRow:
    clock = f"T{call.clock.isoformat('minutes')}" if call.clock else ""
    return call_row(owner, call.day.isoformat() + clock) | {
        "phone_id": phone_id,
        "e164": e164,
        "outcome": call.outcome.value,
        "inbound": int(call.inbound),
        "spoke": None if call.spoke is None else int(call.spoke),
        "kp": None if call.kp is None else int(call.kp),
        "note": call.note,
    }


def _after(account: Account, call: PastCall) -> Account:
    """Return the account with the stage that the call shows; no call of the past lowers one that was spoken to."""
    if call.outcome in _SAYS_NOTHING:
        spoken = call.day if call.spoke else account.last_conversation
        return replace(account, last_conversation=spoken)
    if call.outcome is Outcome.DO_NOT_CALL:
        return account
    reached = effects(account, _AS.get(call.outcome, call.outcome), call.day, Said()).account
    return replace(account, stage=reached.stage, last_conversation=reached.last_conversation)


def _bar(act: Act, barred: dict[int, tuple[date, str]]) -> None:
    """Keep the word of customers who asked not to be called: they, and all their numbers."""
    for owner, (day, note) in barred.items():
        (was,) = act.connection.execute("SELECT do_not_call_on FROM account WHERE id = ?", (owner,)).fetchone()
        if was is None:
            act.update_many(AccountRow, {owner: {"do_not_call_on": day.isoformat()}})
        for (e164,) in act.connection.execute("SELECT e164 FROM live_phone WHERE account_id = ?", (owner,)).fetchall():
            known = act.connection.execute(
                "SELECT 1 FROM suppression WHERE e164 = ? AND retracted_by IS NULL", (e164,)
            ).fetchone()
            if known is None:  # one that was lifted since, by the customer's own act, stays as it is
                act.put(Suppression, e164, since=day.isoformat(), reason=note, lifted_on=None, lifted_reason="")
