"""The chain of the journal: it shows what was altered and survives what was erased."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.models.setting import Setting
from repdesk.store.journal import Fault, entries, pack, unpack, verify_chain
from repdesk.store.ledger import Body, Inserted, Ledger, Updated
from repdesk.store.store import Store

VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text() | st.binary()


@pytest.fixture
def filled(store: Store, at: str) -> Store:
    for number in range(5):
        with store.act("set", at=at) as act:
            act.put(Setting, "a", value=str(number))
    return store


def alter(store: Store, sql: str) -> None:
    connection = store.door.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN")
    connection.execute("UPDATE erasure_gate SET open = 1")
    connection.execute(sql)
    connection.execute("UPDATE erasure_gate SET open = 0")
    connection.execute("COMMIT")


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE journal SET name = 'other' WHERE seq = 3", Fault(3, "header")),
        ("UPDATE journal SET at = '2020' WHERE seq = 5", Fault(5, "header")),
        ("UPDATE journal SET account_id = 7 WHERE seq = 1", Fault(1, "header")),
        ("UPDATE journal_body SET body = x'00' WHERE seq = 2", Fault(2, "body")),
        ("UPDATE journal_body SET salt = zeroblob(16) WHERE seq = 2", Fault(2, "body")),
        ("DELETE FROM journal WHERE seq = 3", Fault(4, "gap")),
        ("DELETE FROM journal WHERE seq = 5", Fault(5, "gap")),
    ],
)
def test_what_was_altered_is_found(filled: Store, sql: str, fault: Fault) -> None:
    assert verify_chain(filled.read()) == []
    alter(filled, sql)
    assert verify_chain(filled.read())[0] == fault


def test_an_erased_body_leaves_the_chain_whole(filled: Store, at: str) -> None:
    alter(filled, "DELETE FROM journal_body WHERE seq IN (2, 5)")
    assert verify_chain(filled.read()) == [Fault(2, "lost"), Fault(5, "lost")]
    alter(filled, "INSERT INTO journal_rewrite (seq, erasure) VALUES (2, 5), (5, 5)")
    with filled.act("set", at=at) as act:
        act.put(Setting, "b", value="1")
    assert verify_chain(filled.read()) == []
    alter(filled, "UPDATE journal SET body_digest = zeroblob(32) WHERE seq = 2")
    assert verify_chain(filled.read()) == [Fault(2, "header")]


def test_the_latest_entries_come_first(filled: Store) -> None:
    assert [entry.seq for entry in entries(filled.read(), 3)] == [5, 4, 3]


@given(rows=st.lists(st.tuples(VALUES, VALUES), max_size=5), other=VALUES)
def test_a_body_is_read_as_it_was_written(rows: list[tuple[object, object]], other: object) -> None:
    inserted = Inserted("call", ("id",), ("id", "note"), rows)
    updated = Updated("list_item", ("plan_id", "account_id"), ("rank",), [((1, 2), (other,), (None,))])
    body = Body((1, 2), (inserted,), (updated,))
    assert unpack(pack(body)) == body


def test_many_changes_of_a_row_are_one() -> None:
    ledger = Ledger()
    ledger.insert(Inserted("task", ("id",), ("id", "kind", "title"), [(1, "post", "a")]))
    ledger.update(Updated("task", ("id",), ("title",), [((1,), ("a",), ("b",)), ((2,), ("x",), ("y",))]))
    ledger.update(Updated("task", ("id",), ("title", "kind"), [((2,), ("y", "k"), ("z", "l"))]))
    ledger.update(Updated("task", ("id",), ("title",), [((2,), ("z",), ("x",)), ((3,), ("m",), ("n",))]))
    ledger.update(Updated("task", ("id",), ("title",), [((3,), ("n",), ("m",))]))
    body = ledger.body()
    assert [list(group.rows) for group in body.inserted] == [[(1, "post", "b")]]
    assert [(g.columns, list(g.rows)) for g in body.updated] == [(("kind",), [((2,), ("k",), ("l",))])]


def test_a_large_body_is_packed_in_pieces_and_comes_back_whole() -> None:
    rows = [(n, f"名 {n}", None, b"\x00") for n in range(1501)]
    body = Body(
        (1, 2),
        (Inserted("t", ("id",), ("id", "name", "none", "bytes"), rows), Inserted("u", ("id",), ("id",), [])),
        (Updated("t", ("id",), ("name",), [((n,), ("a",), ("b",)) for n in range(501)]),),
    )
    back = unpack(pack(body))
    assert (back.accounts, [list(group.rows) for group in back.inserted]) == ((1, 2), [rows, []])
    assert list(back.updated[0].rows) == list(body.updated[0].rows)
