"""Undo and redo: every act back and forth, however deep, across restarts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repdesk.errors import RepdeskError
from repdesk.models.account import Account, Contact, Phone
from repdesk.models.call import Call
from repdesk.models.plan import NextCall, Task
from repdesk.models.setting import Setting
from repdesk.store.checking.replay import strayed
from repdesk.store.journal import verify_chain
from repdesk.store.store import Store
from repdesk.store.undo import peek_redo, peek_undo, redo, undo

AT = "2026-11-23T01:00:00.000000Z"
DAY = "2026-11-23"
Content = Callable[[Store], str]


def add(store: Store, _: random.Random) -> None:
    with store.act("add_account", at=AT) as act:
        account = Account(name="Alder", created_at=AT)
        act.session.add(account)
        act.session.flush()
        act.session.add(Contact(account_id=account.id or 0, name="Noor"))
        act.put(NextCall, account.id, day=DAY, set_by="rule", set_at=AT)


def log(store: Store, pick: random.Random) -> None:
    numbers = [n for (n,) in store.read().execute("SELECT id FROM live_account")]
    if not numbers:
        return add(store, pick)
    number = pick.choice(numbers)
    with store.act("log_call", at=AT, account_id=number) as act:
        account = act.session.get_one(Account, number)
        account.stage, account.notes = pick.randrange(8), str(act.seq)
        act.session.add(Call(account_id=number, at=AT, day=DAY, outcome="talked", note=str(act.seq)))
        act.put(NextCall, number, day=f"2026-12-{pick.randrange(1, 29)}", set_by="rule", set_at=AT)
    return None


def drop(store: Store, pick: random.Random) -> None:
    numbers = [n for (n,) in store.read().execute("SELECT account_id FROM live_next_call")]
    calls = [n for (n,) in store.read().execute("SELECT id FROM live_call")]
    with store.act("drop", at=AT) as act:
        for number in numbers[:1]:
            act.retract(NextCall, number)
        for call in calls[-1:]:
            act.retract(Call, call)
        act.insert_many(Task, [{"kind": "post", "title": "papers", "created_at": AT}])


def amend(store: Store, pick: random.Random) -> None:
    calls = store.read().execute("SELECT id, account_id, place FROM live_call").fetchall()
    if not calls:
        return log(store, pick)
    call, account, place = pick.choice(calls)
    row = {"account_id": account, "at": AT, "day": DAY, "outcome": "busy", "root": place, "amends": call}
    with store.act("amend", at=AT, account_id=account) as act:
        act.insert_many(Call, [row])
    return None


ACTS = (add, log, log, drop, amend)


STEPS = st.sampled_from(["act", "act", "act", "undo", "undo", "redo", "tidy", "reopen"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=5, max_size=40), seed=st.integers())
def test_any_walk_through_acts_undo_and_redo_shows_what_it_should(
    content: Content, steps: list[str], seed: int
) -> None:
    pick = random.Random(seed)
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "book.db", create=True)
        shown, place = [content(store)], 0
        for number, step in enumerate(steps):
            if step == "act":
                pick.choice(ACTS)(store, pick)
                place += 1
                shown[place:] = [content(store)]
            elif step == "tidy":
                with store.act("backup", at=AT, kind="housekeeping") as act:
                    act.put(Setting, "last", value=str(number))
            elif step == "reopen":
                store.close()
                store = Store.open(Path(folder) / "book.db")
            else:
                to = place - 1 if step == "undo" else place + 1
                possible = 0 <= to < len(shown)
                change = (undo if step == "undo" else redo)(store, at=AT)
                assert (change is not None) == possible
                place = to if possible else place
            assert content(store) == shown[place]
            assert (peek_undo(store.read()) is None) == (place == 0)
            assert (peek_redo(store.read()) is None) == (place == len(shown) - 1)
        assert verify_chain(store.read()) == []
        assert list(strayed(store.read())) == []
        store.close()


def test_a_hundred_and_twenty_acts_go_back_and_forth_across_restarts(path: Path, content: Content) -> None:
    pick = random.Random(7)
    store = Store.open(path, create=True)
    shown = [content(store)]
    for _ in range(120):
        pick.choice(ACTS)(store, pick)
        shown.append(content(store))
    for walk, expected in ((undo, shown[-2::-1]), (redo, shown[1:]), (undo, shown[-2::-1])):
        store.close()
        store = Store.open(path)
        for content_then in expected:
            assert walk(store, at=AT) is not None
            assert content(store) == content_then
        assert walk(store, at=AT) is None
    assert verify_chain(store.read()) == []
    store.close()


def test_a_step_says_what_it_is_about(store: Store) -> None:
    add(store, random.Random())
    log(store, random.Random())
    step = peek_undo(store.read())
    assert step is not None
    assert (step.seq, step.name, step.account_id, step.at) == (2, "log_call", 1, AT)
    change = undo(store, at=AT)
    assert change is not None
    assert (change.kind, change.name, change.target, change.accounts) == ("undo", "log_call", 2, frozenset({1}))
    assert change.tables == {"account", "call_retraction", "next_call"}
    assert peek_redo(store.read()) == step
    add(store, random.Random())
    assert peek_redo(store.read()) is None
    assert redo(store, at=AT) is None


def test_what_was_changed_since_is_not_overwritten(store: Store, content: Content) -> None:
    add(store, random.Random())
    log(store, random.Random())
    with store.act("level", at=AT, kind="housekeeping") as act:
        act.put(NextCall, 1, day="2027-01-04")
    before = content(store)
    with pytest.raises(RepdeskError, match="cannot be taken"):
        undo(store, at=AT)
    assert content(store) == before


def test_what_was_erased_is_not_guessed(store: Store, content: Content) -> None:
    add(store, random.Random())
    connection = store.door.connection
    connection.execute("BEGIN")
    connection.execute("UPDATE erasure_gate SET open = 1")
    connection.execute("DELETE FROM journal_body")
    connection.execute("UPDATE erasure_gate SET open = 0")
    connection.execute("COMMIT")
    before = content(store)
    with pytest.raises(RepdeskError, match="cannot be taken"):
        undo(store, at=AT)
    assert content(store) == before


def test_an_import_goes_back_in_one_step(store: Store, content: Content) -> None:
    before = content(store)
    rows = [{"name": f"n{n}", "created_at": AT} for n in range(5000)]
    with store.act("import", at=AT) as act:
        numbers = act.insert_many(Account, rows)
        act.insert_many(Phone, [{"account_id": n, "e164": f"+86138{n:08}", "raw": str(n)} for n in numbers])
        act.insert_many(Call, [{"account_id": n, "at": AT, "day": DAY, "outcome": "contact"} for n in numbers])
    after = content(store)
    began = time.perf_counter()
    change = undo(store, at=AT)
    assert time.perf_counter() - began < 10
    assert change is not None
    assert len(change.accounts) == 5000
    assert content(store) == before
    redo(store, at=AT)
    assert content(store) == after
