"""Repairs: what the check finds and the book itself can mend, each counted, in one act that undo takes back.

Beside the act, for they change no row of the rep's: the gate of erasure is closed, indexes are built anew, triggers,
views and indexes that are gone are made again, the counters of numbers are set on. Calls are never written over, a
journal that was altered is believed in nothing, and damaged pages are left alone: there only a restore helps.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from repdesk.damage import is_damage
from repdesk.errors import RepdeskError
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.store.checking.check import Problem, check
from repdesk.store.checking.put_back import rows_as_the_journal_has_them
from repdesk.store.checking.refit import HOUSEKEEPING
from repdesk.store.journal import verify_chain
from repdesk.store.locks import write_lock
from repdesk.store.store import Store

Repair = Callable[[Act], int]
"""Mends one kind of finding inside the act and returns how many it mended."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of it: how many of each kind (a code) were mended, what is left, the act where rows were written."""

    mended: dict[str, int]
    left: list[Problem]
    change: Change | None = None


def repair(store: Store, *, at: str, policy_id: int | None = None) -> Repaired:
    """Mend what can be mended and look again; RepdeskError where the file does not take it."""
    mended: Counter[str] = Counter()
    with store.door.alone(), write_lock(store.path):
        for refit, code in HOUSEKEEPING:
            with suppress(sqlite3.DatabaseError):  # what it cannot mend is told by the look afterwards
                mended[code] += refit(store.door.connection)
    try:
        with store.door.act("repair", at=at, policy_id=policy_id) as act:
            if not verify_chain(act.connection):
                mended["rows"] += rows_as_the_journal_has_them(act)
            for mend, code in REPAIRS:
                mended[code] += mend(act)
        change = act.change
    except RepdeskError as error:
        if not is_damage(error):
            raise
        mended, change = Counter({code: mended[code] for _refit, code in HOUSEKEEPING}), None
    return Repaired({code: number for code, number in mended.items() if number}, check(store), change)


def owners_let_go(act: Act) -> int:
    """Have a number at one account whose owner is at another stay with its account, its owner unknown."""
    from repdesk.models.account import Phone

    sql = """
    SELECT phone.id FROM live_phone AS phone JOIN contact ON contact.id = phone.contact_id
    WHERE contact.account_id <> phone.account_id ORDER BY phone.id
    """
    found = [number for (number,) in act.connection.execute(sql)]
    act.update_many(Phone, {number: {"contact_id": None} for number in found})
    return len(found)


def next_calls_taken_back(act: Act) -> int:
    """Take back the next calls of accounts that are not in force."""
    from repdesk.models.plan import NextCall

    sql = "SELECT account_id FROM live_next_call WHERE account_id NOT IN (SELECT id FROM live_account) ORDER BY 1"
    found = [number for (number,) in act.connection.execute(sql)]
    for number in found:
        act.retract(NextCall, number)
    return len(found)


def numbers_barred(act: Act) -> int:
    """Put the numbers of do-not-call accounts onto the do-not-call list."""
    from repdesk.models.account import Suppression

    sql = """
    SELECT phone.e164, min(account.do_not_call_on) FROM live_phone AS phone
    JOIN live_account AS account ON account.id = phone.account_id
    WHERE account.do_not_call_on IS NOT NULL AND phone.e164 <> ''
      AND phone.e164 NOT IN (SELECT e164 FROM suppression WHERE retracted_by IS NULL)
    GROUP BY phone.e164 ORDER BY phone.e164
    """
    found = list(act.connection.execute(sql))
    for e164, since in found:
        act.put(Suppression, e164, since=since, reason="", lifted_on=None, lifted_reason="")
    return len(found)


REPAIRS: tuple[tuple[Repair, str], ...] = (
    (owners_let_go, "phone"),
    (next_calls_taken_back, "next_call"),
    (numbers_barred, "do_not_call"),
)
