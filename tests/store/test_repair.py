"""Repairs: each finding that can be mended is, in one act that undo takes back; what cannot be is left and told."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from repdesk.cli import main
from repdesk.errors import RepdeskError
from repdesk.models.account import Account, Contact, Phone
from repdesk.models.call import Call
from repdesk.models.plan import NextCall
from repdesk.store.backups.aside import set_aside
from repdesk.store.checking.check import check
from repdesk.store.checking.repair import repair
from repdesk.store.store import Store
from repdesk.store.undo import redo, undo
from tests.store.test_replay import tamper
from tests.visible_digest import visible_digest


@pytest.fixture
def filled(store: Store, at: str) -> Store:
    with store.act("import", at=at) as act:
        numbers = act.insert_many(Account, [{"name": f"客户{n}", "created_at": at} for n in range(20)])
        people = act.insert_many(Contact, [{"account_id": n, "name": "Noor"} for n in numbers])
        rows = [{"account_id": n, "contact_id": n, "e164": f"+86138{n:08d}", "raw": ""} for n in people]
        act.insert_many(Phone, rows)
        for n in numbers:
            act.put(NextCall, n, day="2026-11-24", set_by="rule", set_at=at)
    with store.act("log_call", at=at) as act:
        act.insert_many(Call, [{"account_id": n, "at": at, "day": "2026-11-23", "outcome": "busy"} for n in numbers])
    return store


MENDED = [
    ("UPDATE account SET name = 'x' WHERE id = 2", {"rows": 1}),
    ("UPDATE account SET name = cast(x'ff41' AS TEXT), need = 'y' WHERE id = 5", {"rows": 1}),
    ("UPDATE phone SET e164 = '+8613900000000' WHERE id IN (3, 4)", {"rows": 2}),
    ("UPDATE contact SET account_id = 3 WHERE id = 2", {"rows": 1}),
    ("UPDATE account SET retracted_by = 1 WHERE id = 1", {"rows": 1}),
    ("DELETE FROM phone WHERE id = 9", {"rows": 1}),
    ("DELETE FROM account WHERE id = 20", {"rows": 1}),
    ("DELETE FROM call WHERE id = 7", {"rows": 1}),
    ("INSERT INTO task (kind, title, created_at) VALUES ('call', 'x', '')", {"rows": 1}),
    ("INSERT INTO call (account_id, at, day, outcome) VALUES (1, '', '2026-11-23', 'busy')", {"rows": 1}),
]


@pytest.mark.parametrize(("sql", "mended"), MENDED)
def test_rows_are_put_back_as_the_journal_has_them_and_undo_gives_back_what_stood_there(
    filled: Store, sql: str, mended: dict[str, int], at: str
) -> None:
    good = visible_digest(filled.read())
    tamper(filled, sql)
    bad = visible_digest(filled.read()) if "cast" not in sql else ""
    done = repair(filled, at=at)
    assert (done.mended, done.left) == (mended, [])
    assert visible_digest(filled.read()) == good
    undo(filled, at=at)
    assert visible_digest(filled.read()) == bad or not bad
    redo(filled, at=at)
    assert visible_digest(filled.read()) == good
    assert check(filled) == []


def phone_at_another(act_on: Store, at: str) -> None:
    with act_on.act("edit_phone", at=at) as act:
        act.update_many(Phone, {3: {"contact_id": 4}})


def account_gone(act_on: Store, at: str) -> None:
    with act_on.act("edit_customer", at=at) as act:
        act.retract(Account, 6)


def not_barred(act_on: Store, at: str) -> None:
    with act_on.act("edit_customer", at=at) as act:
        act.update_many(Account, {8: {"do_not_call_on": "2026-11-20"}})


@pytest.mark.parametrize(
    ("defect", "kind"), [(phone_at_another, "phone"), (account_gone, "next_call"), (not_barred, "do_not_call")]
)
def test_what_must_hold_is_made_to_hold_and_can_be_undone(filled: Store, defect: object, kind: str, at: str) -> None:
    assert callable(defect)
    defect(filled, at)
    before = visible_digest(filled.read())
    assert check(filled) != []
    done = repair(filled, at=at)
    assert (done.mended, done.left) == ({kind: 1}, [])
    assert done.change is not None
    undo(filled, at=at)
    assert visible_digest(filled.read()) == before
    assert check(filled) != []


@pytest.mark.parametrize(
    ("statements", "mended"),
    [
        (["UPDATE erasure_gate SET open = 1"], {"gate": 1}),
        (["DROP TRIGGER erasure_gate_no_delete", "DELETE FROM erasure_gate"], {"gate": 1, "schema": 1}),
        (["DROP TRIGGER call_no_update", "DROP INDEX call_day", "DROP VIEW live_task"], {"schema": 3}),
        (["DELETE FROM sqlite_sequence WHERE name = 'account'"], {"numbers": 1}),
        (["UPDATE sqlite_sequence SET seq = 3 WHERE name = 'call'"], {"numbers": 1}),
    ],
)
def test_what_is_no_row_of_the_reps_is_mended_beside_the_act(
    filled: Store, statements: list[str], mended: dict[str, int], at: str
) -> None:
    for sql in statements:
        filled.door.connection.execute(sql)
    assert check(filled) != []
    done = repair(filled, at=at)
    assert (done.mended, done.left, done.change) == (mended, [], None)


def test_an_index_out_of_step_is_built_anew(path: Path, filled: Store, at: str) -> None:
    (page,) = filled.read().execute("SELECT rootpage FROM sqlite_master WHERE name = 'phone_e164'").fetchone()
    filled.close()
    content = bytearray(path.read_bytes())
    place = content.index(b"+8613800000007", (page - 1) * 4096)
    content[place + 13] = ord("9")
    path.write_bytes(content)
    harmed = Store.open(path)
    assert [problem.kind for problem in check(harmed)][:1] == ["file"]
    done = repair(harmed, at=at)
    assert (list(done.mended), done.left) == (["index"], [])
    harmed.close()


@pytest.mark.parametrize(
    ("sql", "where"),
    [
        ("UPDATE call SET note = 'x' WHERE id = 3", "call 3"),
        ("UPDATE journal SET name = 'x' WHERE seq = 1", "entry 1"),
        ("INSERT INTO forgotten VALUES (7, '', '')", "forgotten"),
    ],
)
def test_what_cannot_be_mended_is_left_and_told(filled: Store, sql: str, where: str, at: str) -> None:
    tamper(filled, sql)
    done = repair(filled, at=at)
    assert done.mended == {}
    assert where in [problem.where for problem in done.left]


def test_rows_are_believed_to_no_journal_that_was_altered(filled: Store, at: str) -> None:
    tamper(filled, "UPDATE journal SET name = 'x' WHERE seq = 1", "UPDATE account SET name = 'x' WHERE id = 2")
    assert repair(filled, at=at).mended == {}


def test_a_write_into_a_damaged_page_is_refused_in_plain_words(path: Path, filled: Store, at: str) -> None:
    (page,) = filled.read().execute("SELECT rootpage FROM sqlite_master WHERE name = 'task'").fetchone()
    filled.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x7f" * 4096
    path.write_bytes(content)
    harmed = Store.open(path)
    with pytest.raises(RepdeskError, match="damaged") as refused, harmed.act("add_task", at=at) as act:
        act.connection.execute("SELECT * FROM task").fetchall()
    assert "repdesk restore" in refused.value.hint
    assert repair(harmed, at=at).left != []
    aside = set_aside(harmed, at=at)
    harmed.close()
    assert aside.read_bytes()[4096:] == path.read_bytes()[4096:]


def test_the_command_mends_and_says_so(path: Path, filled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(filled, "UPDATE account SET name = 'x' WHERE id = 2")
    filled.close()
    assert main(["--db", str(path), "check"]) == 1
    assert main(["--db", str(path), "check", "--repair"]) == 0
    said = capsys.readouterr().out
    assert "put back as the journal has them: 1" in said
    assert main(["--db", str(path), "undo"]) == 0
    assert "repair" in capsys.readouterr().out
    store = Store.open(path)
    tamper(store, "UPDATE call SET note = 'x' WHERE id = 3")
    store.close()
    assert main(["--db", str(path), "check", "--repair"]) == 1
    assert "repdesk restore" in capsys.readouterr().out
    with sqlite3.connect(next((path.parent / "backups").glob("*-aside-*.db"))) as aside:
        assert aside.execute("SELECT name FROM account WHERE id = 2").fetchone() == ("x",)
