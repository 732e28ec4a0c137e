"""A restore that is killed, or refused, leaves nothing of itself: no copy of the book, and no second name of it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from repdesk.desk.backups import restoring
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.forgetting import finish, forget
from repdesk.errors import RepdeskError
from repdesk.store.backups import aside, leftovers
from repdesk.store.backups import restore as restore_module
from repdesk.store.beside import backups_folder
from repdesk.store.store import Store
from tests.desk.making import SetClock, a_book, fill
from tests.safety.killed_at import killed_at
from tests.safety.scan import hits
from tests.visible_digest import visible_digest

CANARY = "Canaryname"


def planted(path: Path) -> tuple[str, str]:
    """Make a book with somebody to be forgotten, a backup of it and one more act; return the digests of both."""
    with a_book(path) as book:
        fill(book, {"name": CANARY}, {})
        back_up(book)
        then = visible_digest(book.read())
        fill(book, {"name": "later"})
        return visible_digest(book.read()), then


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "book.db"
    planted(path)
    return path


def restore(path: Path) -> None:
    """Put the latest backup in the book's place."""
    restoring.carry_out(restoring.prepare(path), SetClock())


def second_names(path: Path) -> Iterator[Path]:
    """Yield what on the shelf is the book itself."""
    for file in backups_folder(path).iterdir():
        if path.exists() and file.samefile(path):
            yield file


def cuts(folder: Path, every: int) -> list[str]:
    """Cut a restore short before every so-many-th step, forget somebody, and return what was wrong afterwards."""
    start, found, step = folder / "start" / "book.db", [], 0
    digests = planted(start)
    while True:
        path = folder / f"cut{step}" / "book.db"
        shutil.copytree(start.parent, path.parent)
        short = killed_at(path.parent, partial(restore, path), step)
        with a_book(path) as book:
            if visible_digest(book.read()) not in digests:
                found.append(f"step {step}: the book is another one")
            left = [*path.parent.glob("*.restored*"), *second_names(path)]
            found += [f"step {step}: {one.name} is left" for one in left]
            done = forget(book, 1)
            found += [f"step {step}: {one.path.name} waits" for one in done.waiting]
        found += [f"step {step}: {hit}" for hit in hits(path.parent, [CANARY])]
        shutil.rmtree(path.parent)
        if not short:
            return found
        step += every


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_a_step_nothing_of_it_is_left(tmp_path: Path) -> None:
    assert cuts(tmp_path, 4) == []


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_step_nothing_of_it_is_left(tmp_path: Path) -> None:
    assert cuts(tmp_path, 1) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_cuts_bite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repdesk.store.same_file.tidy_restore", lambda _book: [])
    monkeypatch.setattr("repdesk.desk.forgetting.tidy_restore", lambda _book: [])
    found = cuts(tmp_path, 4)
    assert any("is left" in what for what in found)
    assert any(CANARY in what for what in found)


class Killed(BaseException):
    """The process ends here."""


def killed_before_the_decision(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leave a restore as a kill does just before its decision, the book's log in use; return the name set aside."""
    made: list[Path | None] = []

    def put(book: Path, at: str) -> Path | None:
        made.append(aside.put_aside(book, at))
        raise Killed

    with monkeypatch.context() as cut, a_book(path) as book:
        fill(book, {"name": "in the log"})
        cut.setattr(restore_module, "put_aside", put)
        cut.setattr(restore_module, "tidy_restore", lambda _book: [])
        with pytest.raises(Killed):
            restore(path)
    assert made[0] is not None
    return made[0]


def test_what_was_set_aside_for_a_restore_that_never_was_is_not_the_book_under_a_second_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = killed_before_the_decision(path, monkeypatch)
    assert name.samefile(path)
    assert name.with_name(name.name + "-wal").exists()
    Store.open(path).close()
    assert not list(name.parent.glob("*-aside-*"))
    assert not list(path.parent.glob("*.restored*"))


def test_what_cannot_be_taken_away_is_named_and_done_later(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = leftovers.restoring_path(path)
    shutil.copyfile(path, part)
    with monkeypatch.context() as held:
        held.setattr(leftovers, "_gone", lambda one: one != part)
        with a_book(path) as book:
            assert [(one.path, one.why) for one in forget(book, 1).waiting] == [(part, "locked")]
    with a_book(path) as book:
        assert finish(book).complete
    assert not part.exists()


def test_a_copy_is_written_over_before_it_goes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = leftovers.restoring_path(path)
    shutil.copyfile(path, part)
    with part.open("rb") as file:
        monkeypatch.setattr("repdesk.private.os.ftruncate", lambda *_args: None)
        Store.open(path).close()
        assert CANARY.encode() not in file.read()
    assert not part.exists()


def test_one_that_is_under_way_is_left_alone(path: Path) -> None:
    from repdesk.store.locks import write_lock

    part = leftovers.restoring_path(path)
    with write_lock(path):
        shutil.copyfile(path, part)
        store = Store.open(path)
        assert part.exists()
    store.close()


@pytest.mark.parametrize(
    ("code", "hint"), [(errno.ENOSPC, "free space"), (errno.EACCES, "permissions"), (errno.EROFS, "permissions")]
)
def test_a_restore_that_is_refused_leaves_no_part_of_the_book(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, hint: str
) -> None:
    """On a disk without links the book is copied, and the copy is cut off where the disk is full."""
    before = sorted(backups_folder(path).iterdir())

    def no_link(*_args: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    def cut_off(source: Path, target: Path) -> None:
        if not target.match("*-aside-*.db.part"):  # its log is whole by then
            target.write_bytes(source.read_bytes())
            return
        target.write_bytes(source.read_bytes()[:5000])
        raise OSError(code, "no")

    monkeypatch.setattr("repdesk.store.backups.aside.os.link", no_link)
    monkeypatch.setattr("repdesk.store.backups.aside.shutil.copyfile", cut_off)
    with pytest.raises(RepdeskError) as refused:
        restore(path)
    assert hint in refused.value.line
    assert "Nothing was changed" in refused.value.line
    assert sorted(backups_folder(path).iterdir()) == before
    assert not list(path.parent.glob("*.restored*"))
