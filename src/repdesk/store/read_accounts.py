"""What the rules may know of the accounts, in a handful of projections joined in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from repdesk.rules.types import Account, NextCall, Override

_EVERY = (0, 2**62)

_ACCOUNTS = """
SELECT a.id, a.stage, a.intent, a.override_grade, a.override_reason, a.override_stage,
       a.do_not_call_on IS NOT NULL, a.refused_on IS NOT NULL, a.estimate, a.window_from, a.window_to, a.anniversary,
       a.referred_by IS NOT NULL OR s.kind IS 'referral',
       n.day, n.clock, n.promised, n.purpose, n.set_by, n.tries, n.urgent
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
# An imported contact and a wrong number say nothing of who answers: they neither count nor end the row.
_UNANSWERED = """
WITH answered AS (
  SELECT account_id, max(place) AS place FROM live_call
  WHERE account_id BETWEEN ?1 AND ?2 AND day <= ?3 AND place < ?4
    AND outcome NOT IN ('no_answer', 'busy', 'wrong_number', 'contact') GROUP BY account_id)
SELECT c.account_id, count(*) FROM live_call AS c LEFT JOIN answered AS a ON a.account_id = c.account_id
WHERE c.account_id BETWEEN ?1 AND ?2 AND c.day <= ?3 AND c.place < ?4 AND c.outcome IN ('no_answer', 'busy')
  AND c.place > coalesce(a.place, 0)
GROUP BY c.account_id
"""
_BIRTHDAYS = """
SELECT account_id, birthday FROM live_contact
WHERE account_id BETWEEN ? AND ? AND birthday IS NOT NULL ORDER BY account_id, birthday
"""


def read_accounts(
    conn: sqlite3.Connection, day: date, account_id: int | None = None, before_call: int = 2**62
) -> list[Account]:
    """Return all accounts in force by id, or the one asked for, as they are known at the end of `day`.

    Of the calls only those placed before the number `before_call` are looked at.
    """
    span = _EVERY if account_id is None else (account_id, account_id)
    facts: dict[int, dict[str, Any]] = {}
    _add_phones(conn, span, facts)
    _add_contracts(conn, span, facts)
    _add_calls(conn, (*span, day.isoformat(), before_call), facts)
    for owner, born in conn.execute(_BIRTHDAYS, span):
        facts.setdefault(owner, {}).setdefault("birthdays", []).append(born)
    return [_account(row, facts.get(row[0], {})) for row in conn.execute(_ACCOUNTS, span)]


def _account(row: tuple[Any, ...], known: dict[str, Any]) -> Account:
    birthdays = known.pop("birthdays", [])
    blocked = known.pop("blocked", False)
    return Account(
        id=row[0],
        stage=row[1],
        intent=row[2],
        override=Override(row[3], row[4], row[5]) if row[3] is not None else None,
        do_not_call=bool(row[6]) or blocked,
        refused_for_good=bool(row[7]),
        estimate=row[8],
        window=(time.fromisoformat(row[9]), time.fromisoformat(row[10])) if row[9] and row[10] else None,
        occasions=tuple(_month_and_day([row[11], *birthdays])) if row[11] or birthdays else (),
        referred=bool(row[12]),
        next_call=_next_call(row) if row[13] is not None else None,
        phones=known.pop("phones", 0),
        **known,
    )


def _next_call(row: tuple[Any, ...]) -> NextCall:
    return NextCall(
        date.fromisoformat(row[13]),
        time.fromisoformat(row[14]) if row[14] else None,
        bool(row[15]),
        row[16],
        row[17],
        row[18],
        bool(row[19]),
    )


def _month_and_day(days: list[str | None]) -> Iterator[tuple[int, int]]:
    return ((int(day[5:7]), int(day[8:10])) for day in days if day)


def _add_phones(conn: sqlite3.Connection, span: tuple[int, int], facts: dict[int, dict[str, Any]]) -> None:
    for owner, usable, suppressed in conn.execute(_PHONES, span):
        # All the numbers that work are do-not-call, under whichever account they were given: so is this account.
        facts.setdefault(owner, {}).update(phones=usable, blocked=usable == 0 and suppressed > 0)


def _add_contracts(conn: sqlite3.Connection, span: tuple[int, int], facts: dict[int, dict[str, Any]]) -> None:
    for owner, status, amount, end in conn.execute(_CONTRACTS, span):
        known = facts.setdefault(owner, {})
        if status == "sent":
            known["contract_sent"] = True
            continue
        known["contract_amount"] = amount
        if end is not None:
            known["contract_end"] = date.fromisoformat(end)
    for owner, stage, amount in conn.execute(_DEALS, span):
        facts.setdefault(owner, {}).update(deal_stage=stage, deal_amount=amount)


def _add_calls(conn: sqlite3.Connection, span: tuple[int, int, str, int], facts: dict[int, dict[str, Any]]) -> None:
    for owner, last, spoke, effective in conn.execute(_CALLS, span):
        facts.setdefault(owner, {}).update(
            last_call=date.fromisoformat(last),
            last_conversation=date.fromisoformat(spoke) if spoke else None,
            last_effective=date.fromisoformat(effective) if effective else None,
        )
    for owner, count in conn.execute(_UNANSWERED, span):
        facts.setdefault(owner, {})["unanswered"] = count
