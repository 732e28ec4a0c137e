"""The demo book: the same for the same seed, and true to its own history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import phonenumbers
import pytest

from repdesk.clock import Clock
from repdesk.desk.demo import make_demo
from repdesk.rules.standing import stage_of
from repdesk.store.reading.accounts import read_accounts
from repdesk.store.undo import peek_undo

NOW = datetime.fromisoformat("2026-11-23T09:42:00+08:00")
TODAY = NOW.date()
TABLES = (
    "account",
    "contact",
    "phone",
    "next_call",
    "call",
    "history",
    "deal",
    "contract",
    "suppression",
    "lead_source",
)


def made(path: Path, *, accounts: int, seed: int = 7) -> sqlite3.Connection:
    make_demo(path, accounts=accounts, seed=seed, clock=Clock(NOW, standing=True))
    return sqlite3.connect(path)


def content(book: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {table: book.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES}  # noqa: S608 (names of this test)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(made(tmp_path_factory.mktemp("demo") / "demo.db", accounts=400)) as connection:
        yield connection


def count(book: sqlite3.Connection, what: str) -> int:
    return int(book.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608 (this file's own words)


def test_the_same_seed_makes_the_same_book(tmp_path: Path) -> None:
    with closing(made(tmp_path / "a.db", accounts=80)) as one, closing(made(tmp_path / "b.db", accounts=80)) as two:
        assert content(one) == content(two)


def test_another_seed_makes_another_book(tmp_path: Path) -> None:
    with (
        closing(made(tmp_path / "a.db", accounts=30)) as one,
        closing(made(tmp_path / "b.db", accounts=30, seed=8)) as b,
    ):
        assert content(one)["account"] != content(b)["account"]


@pytest.mark.parametrize("accounts", [0, 1, 2, 20])
def test_a_small_book_can_be_made(tmp_path: Path, accounts: int) -> None:
    with closing(made(tmp_path / "a.db", accounts=accounts)) as small:
        assert count(small, "account") == accounts


def test_ninety_days_of_calls_on_working_days_end_before_today(book: sqlite3.Connection) -> None:
    days = [date.fromisoformat(day) for (day,) in book.execute("SELECT DISTINCT day FROM call ORDER BY day")]
    recent = [day for day in days if (TODAY - day).days <= 90]
    assert len(recent) == 64
    assert max(days) < TODAY
    assert all(day.weekday() < 5 for day in days)
    calls = count(book, "call WHERE day >= '2026-08-25'")
    assert 0.85 * 24 <= calls / len(recent) <= 1.1 * 24  # 400 accounts: 24 calls a day


def test_about_a_third_of_the_calls_is_answered(book: sqlite3.Connection) -> None:
    assert 0.28 < count(book, "call WHERE spoke = 1") / count(book, "call") < 0.42


def test_half_of_the_companies_is_chinese(book: sqlite3.Connection) -> None:
    names = [name for (name,) in book.execute("SELECT name FROM account")]
    chinese = sum(not name.isascii() for name in names)
    assert 0.4 < chinese / len(names) < 0.6
    assert len(set(names)) == len(names)


def test_every_number_is_valid(book: sqlite3.Connection) -> None:
    numbers = [number for (number,) in book.execute("SELECT e164 FROM phone")]
    assert len(numbers) > 400
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in numbers)


def test_stages_agree_with_the_calls(book: sqlite3.Connection) -> None:
    spoke = "EXISTS (SELECT 1 FROM call c WHERE c.account_id = a.id AND c.spoke = 1"
    moved = "c.outcome NOT IN ('refused', 'do_not_call')"  # these lift no stage
    called = "EXISTS (SELECT 1 FROM call c WHERE c.account_id = a.id AND c.spoke = 0"
    assert count(book, f"account a WHERE stage = 0 AND ({spoke} AND {moved}) OR NOT {called}))") == 0
    assert count(book, f"account a WHERE stage >= 2 AND NOT {spoke} AND c.kp = 1)") == 0
    assert count(book, f"account a WHERE stage >= 3 AND {spoke} AND c.kp = 1)") > 20
    assert {stage for (stage,) in book.execute("SELECT DISTINCT stage FROM account")} >= {0, 1, 2, 3, 4, 6}


def test_history_leads_to_where_each_account_stands(book: sqlite3.Connection) -> None:
    reached: dict[tuple[int, str], tuple[str, str]] = {}
    broken = []
    rows = book.execute("SELECT account_id, field, before, after, day FROM history WHERE field <> 'grade' ORDER BY id")
    for account, field, before, after, day in rows:
        known = reached.get((account, field))
        if field == "intent" and known is not None and known[0] != before:
            broken.append((account, field))
        reached[account, field] = (after, day)
    assert not broken
    for account in read_accounts(book, TODAY):
        after, day = reached.get((account.id, "stage"), (str(account.stage), TODAY.isoformat()))
        assert str(stage_of(account, date.fromisoformat(day))) == after
        assert (reached.get((account.id, "intent"), (None, ""))[0] or "None") == str(account.intent)


def test_every_change_names_the_call_it_came_from(book: sqlite3.Connection) -> None:
    assert count(book, "history") > 500
    strays = "history h LEFT JOIN call c ON c.id = h.call_id WHERE c.account_id IS NOT h.account_id OR c.day <> h.day"
    assert count(book, strays) == 0


def test_a_contract_is_signed_in_a_call(book: sqlite3.Connection) -> None:
    signed = "contract k WHERE status = 'signed'"
    call = "SELECT 1 FROM call c WHERE c.account_id = k.account_id AND c.day = k.signed_on AND c.outcome = 'signed'"
    assert count(book, signed) > 20
    assert count(book, f"{signed} AND NOT EXISTS ({call})") == 0
    assert count(book, f"{signed} AND end_on < '2026-11-23'") > 0
    assert count(book, f"{signed} AND end_on BETWEEN '2026-11-23' AND '2027-01-22'") > 0


def test_promises_and_overdue_calls_wait_for_the_rep(book: sqlite3.Connection) -> None:
    assert count(book, "next_call WHERE promised = 1 AND day = '2026-11-23' AND clock IS NOT NULL") > 0
    assert 0 < count(book, "next_call WHERE day < '2026-11-23'") < 40


def test_who_asked_not_to_be_called_is_left_alone(book: sqlite3.Connection) -> None:
    denied = "account a WHERE do_not_call_on IS NOT NULL"
    assert count(book, denied) > 0
    assert count(book, f"next_call n JOIN {denied} AND n.account_id = a.id") == 0
    open_numbers = "p.account_id = a.id AND p.e164 NOT IN (SELECT e164 FROM suppression)"
    assert count(book, f"phone p JOIN {denied} AND {open_numbers}") == 0
    later = "c.at > (SELECT d.at FROM call d WHERE d.account_id = a.id AND d.outcome = 'do_not_call')"
    assert count(book, f"call c JOIN {denied} AND c.account_id = a.id AND {later}") == 0


def test_undo_cannot_take_the_book_away(book: sqlite3.Connection) -> None:
    assert peek_undo(book) is None
