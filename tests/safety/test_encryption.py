"""An encrypted book keeps every promise of a plain one, and nothing of the customers is to be read beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("sqlcipher3", reason="needs repdesk[cipher]")

from bench.terminal import Terminal
from repdesk.desk import encrypting
from repdesk.desk.backups import restoring
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.backups.rows import backups
from repdesk.desk.opening import open_book
from repdesk.errors import RepdeskError
from repdesk.private import overwrite
from repdesk.shell import asking
from repdesk.store import driver
from repdesk.store.checking.check import check
from repdesk.store.connect import bare
from repdesk.store.draft_file import draft_path, read_draft
from repdesk.store.encrypting import keys, recoding
from repdesk.store.store import Store
from tests.cli.running import Shell
from tests.desk.making import MONDAY, SetClock, a_book, fill
from tests.safety.encrypted import (
    CANARIES,
    FIRST,
    KEY,
    SECOND,
    WORKS,
    digest_under,
    encrypt_what_is_made,
    forget_passphrases,
    planted,
    silent,
)
from tests.safety.killed_at import killed_at
from tests.safety.old_books import content, make_old_book
from tests.safety.scan import hits
from tests.safety.test_forgetting import file_of, forgotten
from tests.safety.test_forgetting import planted as all_of_it
from tests.safety.test_restore import drills
from tests.safety.test_two_instances import seconds_to_open_and_to_follow
from tests.safety.test_undo_all import back_and_again
from tests.visible_digest import visible_digest

SAMPLE = 29


@pytest.fixture(autouse=True)
def _no_passphrase(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin with no passphrase, and do not spend a quarter of a second on each where no other process opens it."""
    if "real_rounds" not in request.fixturenames:
        monkeypatch.setattr(keys, "_ROUNDS", 1000)
    forget_passphrases()
    yield
    forget_passphrases()


@pytest.fixture
def real_rounds() -> None:
    """Ask for keys as they are made outside of tests."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "book.db"


@pytest.fixture
def passphrase_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(FIRST + "\n", encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("REPDESK_PASSPHRASE_FILE", str(file))
    return file


def older(path: Path) -> bool:
    """Bring an encrypted book of the first schema up to date; its backup is encrypted too."""
    plain = path.with_name("plain.db")
    for file in (path, plain):
        make_old_book(file, 1, 20)
        driver.forget_seen(file)
    recoding.recode(path, KEY)
    Store.open(path).close()
    Store.open(plain).close()
    assert all(driver.is_encrypted(row.path) for row in backups(path))
    with closing(bare(path)) as one, closing(bare(plain)) as other:
        return backups(path) != [] and content(one) == content(other)


def everything_at_once(path: Path) -> bool:
    """Log, import, amend, forget, restore an older backup and look it all over."""
    with a_book(path) as book:
        all_of_it(book, file_of(path.parent.parent / "elsewhere"))
        undone = check(book.store)
        back_up(book)
    assert hits(path.parent, ("Canaryname", "Canarynote", "Canarydraft")) == []
    restoring.carry_out(restoring.prepare(path), SetClock())
    with a_book(path) as book:
        return undone == check(book.store) == []


CORE: dict[str, Callable[[Path], bool]] = {
    "undo all, redo all": lambda path: bool(back_and_again(path, 40)),
    "restore": lambda path: drills(path.parent, 2) == 2,
    "everything": everything_at_once,
    "an older book": older,
}


@pytest.mark.parametrize("what", CORE)
def test_what_holds_for_a_plain_book_holds_for_an_encrypted_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    encrypt_what_is_made(monkeypatch)
    assert CORE[what](path)
    assert driver.is_encrypted(path) or not path.exists()


def test_a_customer_is_forgotten_in_an_encrypted_book_and_its_backups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be found in its bytes, so they are made plain first."""
    encrypt_what_is_made(monkeypatch)
    monkeypatch.setattr("tests.safety.test_forgetting.WORDS", ())
    assert forgotten(tmp_path) == []
    monkeypatch.undo()
    encrypting.decrypt(tmp_path / "desk" / "book.db", backups=True, progress=silent)
    assert (tmp_path / "desk" / "book.db").read_bytes()[:6] == b"SQLite"
    found = hits(tmp_path / "desk", ("Canaryname", "Canarynote", "Canarydraft", "Canarycity", "13977719999"))
    assert found == []


async def test_a_second_app_follows_an_encrypted_book(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encrypt_what_is_made(monkeypatch)
    with a_book(path) as book:
        fill(book, {})
    opened, followed = await seconds_to_open_and_to_follow(path)
    assert (opened < 5, followed < 10) == (True, True)
    assert driver.is_encrypted(path)


def test_nothing_is_to_be_read_in_any_file(path: Path) -> None:
    then = planted(path)
    bare_hits = {hit.split(": ")[1] for hit in hits(path.parent, CANARIES)}
    assert bare_hits == set(CANARIES)  # the scan bites
    encrypting.encrypt(path, FIRST, backups=True, progress=silent)
    with a_book(path) as book:
        assert visible_digest(book.read()) == then
        fill(book, {"name": "Canaryname again", "notes": "Canarynote"})
        back_up(book)
        assert hits(path.parent, CANARIES) == []  # the log is there
        assert [row.sound for row in backups(path)] == [True, True]
    assert "Canarydraft" in str(read_draft(draft_path(path)))
    assert hits(path.parent, CANARIES) == []
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.rglob("*")} == {0o600, 0o700}


def test_a_backup_of_an_altered_book_stays_doubtful(path: Path) -> None:
    planted(path)
    with a_book(path) as book:
        back_up(book)
    for note in (path.parent / "backups").glob("*.json"):
        note.write_text(note.read_text("utf-8").replace('"sound": true', '"sound": false'), "utf-8")
    assert {row.sound for row in backups(path)} == {False}
    encrypting.encrypt(path, FIRST, backups=True, progress=silent)
    assert {row.sound for row in backups(path)} == {False}


def test_the_plain_file_is_written_over(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(path)
    kept: list[int] = []
    real = overwrite

    def and_hold(file: Path) -> None:
        if not kept:
            kept.append(os.open(file, os.O_RDONLY))
            assert CANARIES[0].encode() in os.pread(kept[0], 1 << 22, 0)
        monkeypatch.setattr(os, "ftruncate", lambda *_args: None)
        real(file)

    monkeypatch.setattr(recoding, "overwrite", and_hold)
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    assert CANARIES[0].encode() not in os.pread(kept[0], 1 << 22, 0)
    os.close(kept[0])


def cuts(folder: Path, work: str, every: int) -> list[str]:
    """Cut a work short before every so-many-th step; return what was wrong with the book afterwards."""
    start = folder / "start" / "book.db"
    then = planted(start)
    if work != "encrypt":
        WORKS["encrypt"](start)
    found, step, before = [], 0, {"encrypt": "", "passphrase": FIRST, "decrypt": FIRST}[work]
    after = {"encrypt": FIRST, "passphrase": SECOND, "decrypt": ""}[work]
    while True:
        path = folder / f"{work}{step}" / "book.db"
        shutil.copytree(start.parent, path.parent)
        forget_passphrases()
        if before:
            driver.unlock(path, before)
        short = killed_at(path.parent, partial(WORKS[work], path), step)
        if digest_under(path, before or after) != then and digest_under(path, after or before) != then:
            found.append(f"{work}, step {step}: neither passphrase opens it")
        if list(path.parent.rglob("*.recoding")):
            found.append(f"{work}, step {step}: something is left")
        if driver.is_encrypted(path) and (read := hits(path.parent, CANARIES)):
            found += [f"{work}, step {step}: {hit}" for hit in read if not hit.startswith("book-")]
        shutil.rmtree(path.parent)
        if not short:
            return found
        step += every


@pytest.mark.parametrize("work", WORKS)
def test_cut_short_the_old_passphrase_works_or_the_new_one(tmp_path: Path, work: str) -> None:
    assert cuts(tmp_path, work, SAMPLE) == []


@pytest.mark.soak
@pytest.mark.parametrize("work", WORKS)
def test_cut_short_anywhere_the_old_passphrase_works_or_the_new_one(tmp_path: Path, work: str) -> None:
    assert cuts(tmp_path, work, 1) == []


@pytest.mark.parametrize(
    ("step", "error"),
    [
        ("_fold", sqlite3.OperationalError("database is locked")),
        ("_copy", sqlite3.OperationalError("disk I/O error")),
        ("_copy", OSError(28, "full")),
        ("sync_file", OSError(5, "disk")),
    ],
)
def test_a_disk_that_fails_leaves_the_book_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    then = planted(path)

    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(recoding, step, fail)
    with pytest.raises(RepdeskError):
        encrypting.encrypt(path, FIRST, backups=True, progress=silent)
    monkeypatch.undo()
    assert digest_under(path, "") == then
    assert not driver.is_encrypted(path)
    assert not list(path.parent.rglob("*.recoding"))


def test_the_cuts_bite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recoding, "_tidy_one", lambda _path: None)
    assert any("something is left" in what for what in cuts(tmp_path, "encrypt", 1000))


def test_a_backup_opens_alone_with_its_passphrase(path: Path, tmp_path: Path) -> None:
    then = planted(path)
    encrypting.encrypt(path, FIRST, backups=True, progress=silent)
    with a_book(path) as book:
        back_up(book)
    backup = backups(path)[0].path
    encrypting.change_passphrase(path, SECOND, backups=False, progress=silent)
    forget_passphrases()
    copy = tmp_path / "elsewhere.db"
    shutil.copyfile(backup, copy)
    assert not driver.unlock(copy, SECOND)
    assert driver.unlock(copy, FIRST)
    with bare(copy) as connection:
        assert visible_digest(connection) == then


def test_a_restore_gives_the_book_its_present_passphrase(path: Path) -> None:
    then = planted(path)
    plain = backups(path)[0].name
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    with a_book(path) as book:
        fill(book, {"name": "later"})
    forget_passphrases()
    assert driver.unlock(path, FIRST)
    restoring.carry_out(restoring.prepare(path, plain), SetClock())
    assert digest_under(path, FIRST) == then
    assert driver.is_encrypted(path)


def test_backups_of_another_passphrase_wait_to_be_erased(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from repdesk.desk.forgetting import forget

    planted(path)
    encrypting.encrypt(path, FIRST, backups=True, progress=silent)
    encrypting.change_passphrase(path, SECOND, backups=False, progress=silent)
    forget_passphrases()
    driver.unlock(path, SECOND)
    with a_book(path) as book:
        done = forget(book, 1)
        assert [(one.path, one.why) for one in done.waiting] == [(backups(path)[-1].path, "encrypted")]
    typed = iter([SECOND, FIRST])
    forget_passphrases()
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_named: next(typed))
    assert Shell(path, capsys).json("forget")["waiting"] == []


def test_app_and_shell_write_to_it_side_by_side(path: Path, passphrase_file: Path, real_rounds: None) -> None:
    planted(path)
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    book = open_book(path, SetClock(), session=True)
    try:
        command = [sys.executable, "-m", "repdesk", "--db", str(path), "--now", MONDAY.isoformat(), "log", "1", "n"]
        for _ in range(2):
            subprocess.run(command, check=True, capture_output=True)
            assert book.changed_elsewhere()
            fill(book, {})
        assert check(book.store) == []
        assert book.read().execute("SELECT count(*) FROM live_call").fetchone() == (2,)
    finally:
        book.close()


def test_a_new_book_is_made_encrypted(path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shell = Shell(path, capsys)
    assert shell.json("encrypt") == {"db": str(path), "encrypted": True, "backups": 0, "left": []}
    shell.ok("add", CANARIES[0], "--phone", CANARIES[1])
    assert hits(path.parent, CANARIES[:2]) == []
    assert CANARIES[0] in shell.ok("accounts")
    shell.ok("check")
    assert shell.json("decrypt")["encrypted"] is False
    passphrase_file.unlink()
    assert CANARIES[0] in shell.ok("accounts")


def test_the_shell_refuses_in_one_line(
    path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell(path, capsys)
    shell.ok("encrypt")
    before = path.read_bytes()
    forget_passphrases()
    passphrase_file.write_text(SECOND, encoding="utf-8")
    assert "does not open it" in shell.refused("today")
    passphrase_file.chmod(0o644)
    assert "may be read by others" in shell.refused("today")
    monkeypatch.delenv("REPDESK_PASSPHRASE_FILE")
    assert "This book is encrypted" in shell.refused("today")
    monkeypatch.setattr(driver, "can_encrypt", lambda: False)
    assert "repdesk[cipher]" in shell.refused("today")
    assert path.read_bytes() == before


def test_a_short_passphrase_and_an_open_book_are_refused(
    path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(path, capsys)
    planted(path)
    passphrase_file.write_text("kurz", encoding="utf-8")
    assert "at least 8" in shell.refused("encrypt")
    passphrase_file.write_text(FIRST, encoding="utf-8")
    book = open_book(path, SetClock(), session=True)
    try:
        assert "open in another repdesk" in shell.refused("encrypt")
    finally:
        book.close()
    assert not driver.is_encrypted(path)
    assert not list(path.parent.glob("*.recoding"))


def test_no_passphrase_shows_in_what_python_prints(path: Path) -> None:
    planted(path)
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    key = driver.key_of(path)
    assert key is not None
    assert key.raw.hex() not in repr(key)
    assert str(key.raw) not in repr(key)
    assert not [name for name, value in os.environ.items() if FIRST in value]
    with pytest.raises(RepdeskError) as refused:
        encrypting.encrypt(path / "no folder", FIRST, backups=False, progress=silent)
    assert FIRST not in refused.value.line


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
def test_the_app_asks_for_the_passphrase_before_it_starts(path: Path, real_rounds: None) -> None:
    with a_book(path) as book:
        fill(book, {"name": "Alder"})
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    command = [sys.executable, "-m", "repdesk", "--db", str(path), "--now", MONDAY.isoformat()]
    app = Terminal(command, dict(os.environ, TERM="xterm-256color"))
    app.wait_for("Passphrase of book.db")
    app.send("wrong passphrase\r")
    app.wait_for("does not open it")
    app.send(FIRST + "\r")
    app.wait_for("Alder")
    assert FIRST not in app.text()
    app.settle()
    app.press("n")
    app.wait_for(r"\b1/60")
    app.kill()
    assert driver.unlock(path, FIRST) or not driver.is_locked(path)
    with a_book(path) as book:
        assert book.read().execute("SELECT count(*) FROM live_call").fetchone() == (1,)


def test_three_wrong_passphrases_end_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    planted(path)
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    forget_passphrases()
    typed = iter(["wrong", "wrong again", SECOND, FIRST])
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_named: next(typed))
    code, out, err = Shell(path, capsys).run("accounts")
    assert (code, out, err.count("does not open it")) == (1, "", 3)
    code, out, err = Shell(path, capsys).run("accounts")
    assert (code, err) == (0, "")


def test_the_keyring_keeps_it_where_that_is_wanted(
    path: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[tuple[str, str], str] = {}
    ring = ModuleType("keyring")
    vars(ring).update(
        set_password=lambda service, name, words: kept.__setitem__((service, name), words),
        get_password=lambda service, name: kept.get((service, name)),
        delete_password=lambda service, name: kept.pop((service, name)),
    )
    monkeypatch.setitem(sys.modules, "keyring", ring)
    shell = Shell(path, capsys)
    shell.ok("encrypt", "--keyring")
    monkeypatch.delenv("REPDESK_PASSPHRASE_FILE")
    forget_passphrases()
    shell.ok("accounts")
    assert list(kept.values()) == [FIRST]
    assert hits(path.parent, [FIRST]) == []
    shell.ok("passphrase", "--no-keyring")
    forget_passphrases()
    assert "This book is encrypted" in shell.refused("accounts")
    assert kept == {}
