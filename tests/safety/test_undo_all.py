"""Whatever was done is taken back to the start and done again to the end, across restarts, told by the visible book."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.store.checking.check import check
from repdesk.store.undo import peek_redo, peek_undo
from repdesk.wording import terms
from tests.desk.making import a_book, fill
from tests.safety.random_acts import MAKERS, START, Rep
from tests.visible_digest import visible_digest, visible_digests

SEED = 20261123
ROUND = list(MAKERS)


def work(path: Path, acts: int, seed: int) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Do so many acts, with undos and redos among them and restarts; return the digests of start and end."""
    rng = random.Random(seed)
    moment, number, done, names, kinds = START, 0, 0, set[str](), list[str]()
    start: dict[str, str] = {}
    while done < acts:
        with a_book(path, now=moment) as book:
            if not start:
                start = visible_digests(book.read())
                fill(book, *({"name": f"客户{n}", "kp": "陈", "stage": n % 4} for n in range(12)))
            rep = Rep(book, rng, number)
            for _act in range(rng.randint(20, 60)):
                rep.pause()
                kinds = kinds or rng.sample(ROUND, len(ROUND))
                before = book.last_entry()
                try:
                    MAKERS[kinds.pop()](rep)
                except (RepdeskError, LookupError):  # not now
                    continue
                rows = book.read().execute("SELECT name FROM journal WHERE seq > ? AND kind = 'act'", (before,))
                fresh = [row[0] for row in rows]
                names.update(fresh)
                done += len(fresh)
                if done >= acts:  # the last act stands: what lies undone behind it would be done again too
                    break
                if rng.random() < 0.1:
                    back_and_forth(rep)
            moment, number = book.clock.now().replace(tzinfo=None), rep.number
    with a_book(path, now=moment) as book:
        return start, visible_digests(book.read()), names


def back_and_forth(rep: Rep) -> None:
    """Take a few acts back, and do some of them again; the next act ends what could be done again."""
    steps = rep.rng.randint(1, 4)
    before = visible_digest(rep.book.read())
    back = sum(undo(rep.book) is not None for _step in range(steps))
    again = back if rep.rng.random() < 0.7 else 0
    for _step in range(again):
        assert redo(rep.book) is not None
    if again:
        assert visible_digest(rep.book.read()) == before


def all_the_way(path: Path, *, forth: bool, seed: int) -> dict[str, str]:
    """Take everything back, or do all of it again, with a restart now and then; return the digests."""
    rng, left = random.Random(seed), True
    while left:
        with a_book(path) as book:
            for _step in range(rng.randint(50, 2000)):
                step = redo if forth else undo
                left = (peek_redo if forth else peek_undo)(book.read()) is not None
                if not left:
                    break
                assert step(book) is not None
    with a_book(path) as book:
        return visible_digests(book.read())


def back_and_again(path: Path, acts: int, seed: int = SEED) -> set[str]:
    start, end, names = work(path, acts, seed)
    assert end != start
    with a_book(path) as book:
        assert check(book.store) == [], f"seed {seed}"
    assert all_the_way(path, forth=False, seed=seed) == start, f"seed {seed}: undoing all is not the start"
    assert all_the_way(path, forth=True, seed=seed) == end, f"seed {seed}: doing all again is not the end"
    with a_book(path) as book:
        assert check(book.store) == [], f"seed {seed}"
    return names


def test_every_act_the_rep_knows_by_name_can_be_done_at_random() -> None:
    assert set(MAKERS) == set(terms._ACTS)


@pytest.mark.parametrize("acts", [220, pytest.param(10_000, marks=pytest.mark.soak)])
def test_undo_all_is_the_start_and_redo_all_the_end(tmp_book: Path, acts: int) -> None:
    names = back_and_again(tmp_book, acts)
    assert set(terms._ACTS) - names == set()


def test_this_test_bites(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from repdesk.store import undo as stepping
    from repdesk.store.ledger import Body
    from repdesk.store.rows import Rows

    whole = stepping.reverse

    def forgetful(rows: Rows, body: Body, leave: tuple[str, ...] = ()) -> None:
        whole(rows, body, (*leave, "history"))

    monkeypatch.setattr(stepping, "reverse", forgetful)
    with pytest.raises((AssertionError, RepdeskError)):
        back_and_again(tmp_book, 60)
