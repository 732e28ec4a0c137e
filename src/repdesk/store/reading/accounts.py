"""What the rules may know of the accounts, in a handful of projections joined in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from repdesk.rules.types import Account, NextCall, Override
from repdesk.store.kept_days import kept_day, maybe_day, maybe_time, maybe_window

_EVERY = (0, 2**62)
_AFTER_IMPORTED = 2**40

_ACCOUNTS = """
SELECT a.id, a.stage, a.intent, a.override_grade, a.override_reason, a.override_stage,
       a.do_not_call_on IS NOT NULL, a.refused_on IS NOT NULL, a.estimate, a.window_from, a.window_to, a.anniversary,
       a.referred_by IS NOT NULL OR s.kind IS 'referral',
       n.day, n.clock, n.promised, n.purpose, n.set_by, n.tries, n.urgent, n.timezone, a.timezone
FROM live_account AS a
LEFT JOIN live_next_call AS n ON n.account_id = a.id
LEFT JOIN lead_source AS s ON s.id = a.source_id
WHERE a.id BETWEEN ? AND ? ORDER BY a.id
"""
_PHONES = """
SELECT p.account_id, sum(p.bad_on IS NULL AND s.e164 IS NULL), sum(p.bad_on IS NULL AND s.e164 IS NOT NULL)
FROM live_phone AS p LEFT JOIN live_suppression AS s ON s.e164 = p.e164
WHERE p.account_id BETWEEN ? AND ? GROUP BY p.account_id
"""
_CONTRACTS = """
SELECT account_id, status, amount, end_on FROM live_contract
WHERE account_id BETWEEN ? AND ? AND status IN ('sent', 'signed') ORDER BY account_id, coalesce(end_on, ''), id
"""
_DEALS = """
SELECT account_id, stage, amount FROM live_deal
WHERE account_id BETWEEN ? AND ? AND outcome = 'open' AND pipeline_id = 1 ORDER BY account_id, stage, id DESC
"""
_CALLS = """
SELECT account_id, max(day), max(CASE WHEN spoke = 1 THEN day END), max(CASE WHEN spoke = 1 AND kp = 1 THEN day END)
FROM live_call WHERE account_id BETWEEN ? AND ? AND day <= ? AND place < ? GROUP BY account_id
"""
# An imported contact and a wrong number say nothing of who answers: they neither count nor end the row. Whenever they
# were brought in, calls of another tool stand before those that were logged here.
_UNANSWERED = """
WITH answered AS (
  SELECT account_id, max(place + (1 - imported) * ?5) AS place FROM live_call
  WHERE account_id BETWEEN ?1 AND ?2 AND day <= ?3 AND place < ?4
    AND outcome NOT IN ('no_answer', 'busy', 'wrong_number', 'contact') GROUP BY account_id)
SELECT c.account_id, count(*) FROM live_call AS c LEFT JOIN answered AS a ON a.account_id = c.account_id
WHERE c.account_id BETWEEN ?1 AND ?2 AND c.day <= ?3 AND c.place < ?4 AND c.outcome IN ('no_answer', 'busy')
  AND c.channel = 'call' AND c.inbound = 0
  AND c.place + (1 - c.imported) * ?5 > coalesce(a.place, 0)
GROUP BY c.account_id
"""
_BIRTHDAYS = """
SELECT account_id, birthday FROM live_contact
WHERE account_id BETWEEN ? AND ? AND birthday IS NOT NULL ORDER BY account_id, birthday
"""


Window = tuple[time, time]


class Clocks:
    """What the rep's clock shows of what is kept in another: here, as where there is but one, just what is kept."""

    def window(self, stated: Window, zone: str | None) -> Window:  # noqa: ARG002 (for who knows zones)
        """Return the hours that a customer of `zone` has stated."""
        return stated

    def office(self, zone: str) -> Window | None:  # noqa: ARG002
        """Return when offices in `zone` are open, None where its clocks show what ours do."""
        return None

    def moment(self, day: date, clock: time, zone: str | None) -> tuple[date, time]:  # noqa: ARG002
        """Return the moment that the clock of `zone` showed as this when it was set."""
        return day, clock


ONE_CLOCK = Clocks()


def read_accounts(
    conn: sqlite3.Connection,
    day: date,
    account_id: int | None = None,
    before_call: int = 2**62,
    clocks: Clocks = ONE_CLOCK,
) -> list[Account]:
    """Return all accounts in force by id, or the one asked for, as they are known at the end of `day`.

    Of the calls only those placed before the number `before_call` are looked at. Windows and the times of next calls
    are in the rep's own clock as `clocks` tell it.
    """
    span = _EVERY if account_id is None else (account_id, account_id)
    till = (*span, day.isoformat(), before_call)
    known = _Known(
        phones={row[0]: row[1:] for row in conn.execute(_PHONES, span)},
        deals={row[0]: row[1:] for row in conn.execute(_DEALS, span)},
        calls={row[0]: row[1:] for row in conn.execute(_CALLS, till)},
        unanswered=dict(conn.execute(_UNANSWERED, (*till, _AFTER_IMPORTED)).fetchall()),
        clocks=clocks,
    )
    for owner, status, amount, end in conn.execute(_CONTRACTS, span):
        known.contracts.setdefault(owner, []).append((status, amount, end))
    for owner, born in conn.execute(_BIRTHDAYS, span):
        known.birthdays.setdefault(owner, []).append(born)
    return [known.account(row) for row in conn.execute(_ACCOUNTS, span)]


@dataclass
class _Known:
    """What other tables say of the accounts, by account."""

    phones: dict[int, tuple[int, int]]
    deals: dict[int, tuple[int, int | None]]
    calls: dict[int, tuple[str, str | None, str | None]]
    unanswered: dict[int, int]
    clocks: Clocks
    contracts: dict[int, list[tuple[str, int | None, str | None]]] = field(default_factory=dict)
    birthdays: dict[int, list[str]] = field(default_factory=dict)

    def account(self, row: tuple[Any, ...]) -> Account:
        """Return the account of a row of `_ACCOUNTS`."""
        number = row[0]
        usable, suppressed = self.phones.get(number, (0, 0))
        deal_stage, deal_amount = self.deals.get(number, (None, None))
        last, spoke, effective = self.calls.get(number, (None, None, None))
        contracts = self.contracts.get(number, ())
        signed = [contract for contract in contracts if contract[0] == "signed"]
        ends = [end for _status, _amount, end in signed if end is not None]
        birthdays = self.birthdays.get(number, ())
        stated = maybe_window(row[9], row[10]) if row[9] else None
        return Account(
            id=number,
            stage=row[1],
            intent=row[2],
            contract_end=kept_day(ends[-1]) if ends else None,
            # Where none is signed, it is the one that is out.
            contract_amount=(signed or contracts)[-1][1] if contracts else None,
            contract_sent=len(signed) < len(contracts),
            deal_stage=deal_stage,
            deal_amount=deal_amount,
            estimate=row[8],
            override=Override(row[3], row[4], row[5]) if row[3] is not None else None,
            # Where every number that works is do-not-call, under whichever account that was said, so is the account.
            do_not_call=bool(row[6]) or (usable == 0 and suppressed > 0),
            refused_for_good=bool(row[7]),
            phones=usable,
            next_call=_next_call(row, self.clocks) if row[13] is not None else None,
            last_call=maybe_day(last),
            last_conversation=maybe_day(spoke),
            last_effective=maybe_day(effective),
            unanswered=self.unanswered.get(number, 0),
            referred=bool(row[12]),
            occasions=tuple(_month_and_day([row[11], *birthdays])) if row[11] or birthdays else (),
            window=self.clocks.window(stated, row[21]) if stated is not None else None,
            office=self.clocks.office(row[21]) if row[21] else None,
        )


def _next_call(row: tuple[Any, ...], clocks: Clocks) -> NextCall:
    day, at = kept_day(row[13]), maybe_time(row[14])
    if at is not None and row[20] is not None:
        day, at = clocks.moment(day, at, row[20])
    return NextCall(day, at, bool(row[15]), row[16], row[17], row[18], bool(row[19]))


def _month_and_day(days: list[str | None]) -> Iterator[tuple[int, int]]:
    return ((int(day[5:7]), int(day[8:10])) for day in days if day)
