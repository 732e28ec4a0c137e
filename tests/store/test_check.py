"""The check: nothing to say of a good book, and each defect told where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.models.account import Account, Contact, Phone, Suppression
from repdesk.models.call import Call
from repdesk.models.plan import NextCall
from repdesk.store.checking.check import Problem, check
from repdesk.store.store import Store
from repdesk.store.undo import redo, undo


@pytest.fixture
def filled(store: Store, at: str) -> Store:
    with store.act("add", at=at) as act:
        numbers = act.insert_many(Account, [{"name": "Alder <secret>", "created_at": at} for _ in range(3)])
        contacts = act.insert_many(Contact, [{"account_id": n, "name": "Noor"} for n in numbers])
        act.insert_many(
            Phone, [{"account_id": n, "contact_id": n, "e164": f"+8613800000{n}", "raw": "1"} for n in contacts]
        )
        for n in numbers:
            act.put(NextCall, n, day="2026-11-24", set_by="rule", set_at=at)
        act.put(Suppression, "+86138000003", since="2026-11-23")
        act.update_many(Account, {3: {"do_not_call_on": "2026-11-23"}})
    with store.act("log", at=at) as act:
        rows = [{"account_id": n, "at": at, "day": "2026-11-23", "outcome": "talked"} for n in numbers]
        (first, *_) = act.insert_many(Call, rows)
        act.insert_many(Call, [rows[0] | {"root": first, "amends": first}])
    return store


def tamper(store: Store, sql: str) -> None:
    connection = store.door.connection
    connection.execute("BEGIN")
    connection.execute("UPDATE erasure_gate SET open = 1")
    connection.execute(sql)
    connection.execute("UPDATE erasure_gate SET open = 0")
    connection.execute("COMMIT")


def test_a_good_book_has_no_problem_and_stays_untouched(filled: Store, at: str) -> None:
    undo(filled, at=at)
    redo(filled, at=at)
    version = filled.data_version()
    assert check(filled) == []
    assert filled.data_version() == version


@pytest.mark.parametrize(
    ("sql", "kind", "where"),
    [
        ("UPDATE journal SET name = 'x' WHERE seq = 1", "journal", "entry 1"),
        ("UPDATE journal_body SET body = x'00' WHERE seq = 2", "journal", "entry 2"),
        ("UPDATE account SET name = 'x' WHERE id = 2", "rows", "account 2"),
        ("UPDATE call SET note = 'x' WHERE id = 3", "rows", "call 3"),
        ("UPDATE suppression SET reason = 'x'", "rows", "suppression"),
        ("UPDATE call SET account_id = 2 WHERE id = 4", "book", "call 4"),
        ("UPDATE account SET do_not_call_on = '2026-11-23' WHERE id = 1", "book", "phone 1"),
        ("UPDATE account SET retracted_by = 1 WHERE id = 1", "book", "account 1"),
        ("UPDATE contact SET account_id = 3 WHERE id = 2", "book", "phone 2"),
        ("DROP TRIGGER call_no_update", "schema", "trigger call_no_update"),
        ("CREATE TABLE extra (id INTEGER)", "schema", "table extra"),
    ],
)
def test_a_defect_is_told_where_it_is(filled: Store, sql: str, kind: str, where: str) -> None:
    tamper(filled, sql)
    found = check(filled)
    assert (kind, where) in [(problem.kind, problem.where) for problem in found]
    assert not any("secret" in f"{problem}" for problem in found)


def test_a_row_that_leads_nowhere_is_told(filled: Store) -> None:
    filled.door.connection.execute("PRAGMA foreign_keys = OFF")
    tamper(filled, "DELETE FROM account WHERE id = 3")
    assert ("keys", "contact 3") in [(problem.kind, problem.where) for problem in check(filled)]


def test_an_open_gate_is_told(filled: Store) -> None:
    filled.door.connection.execute("UPDATE erasure_gate SET open = 1")
    assert [problem.where for problem in check(filled)] == ["erasure_gate"]


def test_a_damaged_file_is_told_and_the_rest_still_looked_at(path: Path, filled: Store) -> None:
    (page,) = filled.read().execute("SELECT rootpage FROM sqlite_master WHERE name = 'account'").fetchone()
    filled.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x7f" * 4096
    path.write_bytes(content)
    damaged = Store.open(path)
    found = check(damaged)
    damaged.close()
    assert found[0] == Problem("file", "file_is_sound", "This part of the book cannot be read.")
    assert Problem("file", "next_calls_have_accounts", "This part of the book cannot be read.") in found
    assert "journal" not in {problem.kind for problem in found}
