"""A restore neither gives up an encrypted book that is whole, nor makes a plain one of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("sqlcipher3", reason="needs repdesk[cipher]")

from repdesk.damage import BrokenBookError
from repdesk.desk import encrypting
from repdesk.desk.backups import restoring
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.backups.rows import backups
from repdesk.desk.forgetting import forget
from repdesk.desk.opening import open_book
from repdesk.errors import RepdeskError
from repdesk.private import sha256
from repdesk.shell import asking
from repdesk.store import driver
from repdesk.store.backups.shelf import told_of
from repdesk.store.encrypting import keys, recoding
from repdesk.store.erasing.erase_backups import waiting_path
from repdesk.store.store import Store
from tests.cli.running import Shell
from tests.desk.making import SetClock, a_book, fill
from tests.safety.encrypted import CANARIES, FIRST, SECOND, forget_passphrases, planted, silent


@pytest.fixture(autouse=True)
def _no_passphrase(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "_ROUNDS", 1000)
    forget_passphrases()
    yield
    forget_passphrases()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "book.db"
    planted(path)
    return path


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have a passphrase be the one that scripts name, and nothing known of an earlier one."""

    def give(passphrase: str) -> None:
        file = tmp_path / "passphrase"
        file.write_text(passphrase + "\n", encoding="utf-8")
        file.chmod(0o600)
        monkeypatch.setenv("REPDESK_PASSPHRASE_FILE", str(file))
        forget_passphrases()

    return give


def test_an_old_passphrase_does_not_put_an_old_backup_over_a_whole_book(
    path: Path, given: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    encrypting.encrypt(path, FIRST, backups=True, progress=silent)
    old = backups(path)[0].name
    encrypting.change_passphrase(path, SECOND, backups=False, progress=silent)
    before, shell = path.read_bytes(), Shell(path, capsys)
    given(FIRST)
    code, _out, said = shell.run("restore", old, "--yes")
    assert code == 1
    assert "--forgotten-passphrase" in said
    assert "Nothing was changed" not in said
    assert path.read_bytes() == before
    with pytest.raises(RepdeskError, match="looks whole"):  # as the app asks for it
        restoring.carry_out(restoring.prepare(path, old), SetClock())
    assert path.read_bytes() == before
    assert shell.run("restore", old, "--yes", "--forgotten-passphrase")[0] == 0
    assert driver.is_encrypted(path)
    shell.ok("accounts")
    asides = list((path.parent / "backups").glob("*-aside-*.db"))
    assert [one.read_bytes() for one in asides] == [before]


Harm = Callable[[Path], None]


def gone(path: Path) -> None:
    """Lose the book."""
    path.unlink()


def emptied(path: Path) -> None:
    """Leave nothing in it."""
    path.write_bytes(b"")


def harmed(path: Path) -> None:
    """Lose the first bytes, its salt."""
    with path.open("r+b") as file:
        file.write(os.urandom(16))


def zeroed(path: Path) -> None:
    """Lose all but the size."""
    path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize("harm", [gone, emptied, harmed, zeroed])
@pytest.mark.parametrize("anew", [False, True], ids=["plain backup", "encrypted backup"])
def test_an_encrypted_book_never_comes_back_plain(
    path: Path, given: Callable[[str], None], capsys: pytest.CaptureFixture[str], harm: Harm, anew: bool
) -> None:
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    if anew:
        with a_book(path) as book:
            fill(book, {"name": "later"})
            back_up(book)
    harm(path)
    given(FIRST)
    code, _out, err = Shell(path, capsys).run("restore", "--yes", *(["--forgotten-passphrase"] if not anew else []))
    assert (code, "Traceback" in err) == (0, False)
    forget_passphrases()
    assert driver.is_encrypted(path)
    assert driver.unlock(path, FIRST)
    Store.open(path).close()


def test_the_app_refuses_where_it_cannot_ask(path: Path) -> None:
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    gone(path)
    with pytest.raises(RepdeskError, match="was encrypted"):
        restoring.carry_out(restoring.prepare(path), SetClock())
    assert not path.exists()
    assert not list(path.parent.glob("*.restored*"))


def test_a_book_that_was_decrypted_comes_back_plain(path: Path) -> None:
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    encrypting.decrypt(path, backups=False, progress=silent)
    gone(path)
    restoring.carry_out(restoring.prepare(path), SetClock())
    assert not driver.is_encrypted(path)


def test_noise_over_a_plain_book_is_damage(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(os.urandom(path.stat().st_size // 4096 * 4096))
    driver.forget_seen(path)
    with pytest.raises(BrokenBookError, match="looks encrypted"):
        open_book(path, SetClock(), session=True)
    shell = Shell(path, capsys)
    assert "repdesk restore" in shell.refused("accounts")
    assert shell.run("doctor")[0] == 1
    asked: list[str] = []
    monkeypatch.setattr(asking, "can_ask", lambda: True)

    def enter(prompt: str, **_named: object) -> str:
        asked.append(prompt)
        return ""

    monkeypatch.setattr("getpass.getpass", enter)
    code, _out, err = shell.run("accounts")
    assert (code, "damaged" in err) == (1, True)
    assert len(asked) == 1
    assert shell.run("restore", "--yes")[0] == 0
    assert not waiting_path(path).exists()
    assert not driver.is_encrypted(path)
    Store.open(path).close()


def test_an_encrypted_book_put_in_a_plain_ones_place_still_opens(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "book.db"
    encrypting.encrypt(other, FIRST, backups=False, progress=silent)
    path.write_bytes(other.read_bytes())
    driver.forget_seen(path)
    assert driver.unlock(path, FIRST)
    open_book(path, SetClock()).close()
    forget_passphrases()
    with pytest.raises(driver.LockedError):  # now it is known to be encrypted
        open_book(path, SetClock())


def test_what_is_no_text_is_a_wrong_passphrase(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypting.encrypt(path, FIRST, backups=False, progress=silent)
    forget_passphrases()
    typed = iter([b"\xff\xfe", b"\xed", FIRST.encode()])

    def read(_prompt: str, **_named: object) -> str:
        return next(typed).decode()

    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", read)
    code, _out, err = Shell(path, capsys).run("accounts")
    assert (code, err.count("UTF-8")) == (0, 2)


def test_who_was_forgotten_in_a_book_given_up_is_forgotten_once_it_can_be_read(
    path: Path, given: Callable[[str], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypting.encrypt(path, FIRST, backups=True, progress=silent)
    encrypting.change_passphrase(path, SECOND, backups=False, progress=silent)
    forget_passphrases()
    driver.unlock(path, SECOND)
    with a_book(path) as book:
        forget(book, 1)
    shell = Shell(path, capsys)
    given(FIRST)
    assert shell.run("restore", "--yes", "--forgotten-passphrase")[0] == 0
    assert waiting_path(path).exists()
    code, out, _err = shell.run("forget")
    assert (code, "still to do" in out, "nothing of this customer" in out) == (1, True, False)
    assert CANARIES[0] in shell.ok("accounts")
    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda *_args, **_named: SECOND)
    code, out, err = shell.run("forget")
    assert (code, err) == (0, ""), out
    assert CANARIES[0] not in shell.ok("accounts")
    assert not waiting_path(path).exists()


class Killed(BaseException):
    """The process ends here."""


def test_a_backup_cut_short_between_its_note_and_its_place_is_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backups(path)[0].path
    real = Path.replace

    def cut(one: Path, target: Path) -> Path:
        if target == backup:
            raise Killed
        return real(one, target)

    with monkeypatch.context() as killed:
        killed.setattr(Path, "replace", cut)
        killed.setattr(recoding, "_tidy_one", lambda _path: None)
        killed.setattr(recoding, "_tidy", lambda _book: None)
        with suppress(Killed):
            encrypting.encrypt(path, FIRST, backups=True, progress=silent)
    told = told_of(backup)
    assert told is not None
    assert told.sha256 != sha256(backup)
    Store.open(path).close()
    assert driver.is_encrypted(backup)
    assert told.sha256 == sha256(backup)
    restoring.carry_out(restoring.prepare(path), SetClock())
