"""The second folder of backups: all go there too, sealed where the rep wants it, and nothing there stops the work."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from repdesk.desk import forgetting
from repdesk.desk.backups import restoring, second_folder
from repdesk.desk.backups.backing_up import back_up, backup_if_changed
from repdesk.desk.backups.rows import backups, places_in_words
from repdesk.desk.backups.sealed import WrongPassphraseError
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.store.backups import sealing
from repdesk.store.backups import second_folder as second
from repdesk.store.backups.elsewhere import elsewhere_path, read_elsewhere
from repdesk.store.backups.shelf import shelf
from repdesk.store.beside import backups_folder
from repdesk.store.checking.check import check
from repdesk.store.driver import is_encrypted
from repdesk.store.erasing import erase_backups
from tests.cli.running import Shell
from tests.desk.making import MONDAY, SetClock, a_book, fill, set_clock
from tests.safety import unprivileged
from tests.safety.scan import hits
from tests.safety.test_forgetting import WORDS, WRITTEN, file_of, planted
from tests.safety.test_restore import some_acts
from tests.visible_digest import visible_digest

pyrage = pytest.importorskip("pyrage", reason='needs "repdesk[age]"')
WORD, NEW, OTHER = "a long passphrase 很长", "another one", "not this one"
SAMPLE, FULL = 2, 100


@pytest.fixture(autouse=True)
def _one_passphrase_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stretch no passphrase but where a test is about it: a second each, on purpose."""
    monkeypatch.setattr(sealing, "_age", lambda: Quick)


class _QuickPassphrase:
    @staticmethod
    def encrypt(content: bytes, passphrase: str) -> bytes:
        return passphrase.encode() + b"\n" + content[::-1]

    @staticmethod
    def decrypt(sealed: bytes, passphrase: str) -> bytes:
        given, content = sealed.split(b"\n", 1)
        if given != passphrase.encode():
            raise pyrage.DecryptError("another")
        return content[::-1]


class Quick:
    passphrase = _QuickPassphrase
    x25519, encrypt_io, decrypt_io = pyrage.x25519, staticmethod(pyrage.encrypt_io), staticmethod(pyrage.decrypt_io)
    DecryptError, EncryptError, RecipientError = pyrage.DecryptError, pyrage.EncryptError, pyrage.RecipientError


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A book with a second folder on a stick."""
    (tmp_path / "stick").mkdir()
    path = tmp_path / "desk" / "book.db"
    with a_book(path) as book:
        some_acts(book, random.Random(1))
        assert second_folder.set_folder(book, str(tmp_path / "stick" / "kept"))
    return path


def later(book: Book, minutes: int) -> None:
    set_clock(book, MONDAY + timedelta(minutes=minutes))
    some_acts(book, random.Random(minutes))


def stick(book: Path) -> Path:
    folder = read_elsewhere(book).folder
    assert folder is not None
    return folder


@pytest.mark.parametrize("sealed", [False, True])
def test_each_backup_goes_there_too_and_is_thinned_there_alike(desk: Path, sealed: bool) -> None:
    with a_book(desk) as book:
        if sealed:
            second_folder.set_passphrase(book, WORD)
        for day in range(1, 6):
            set_clock(book, MONDAY + timedelta(days=day))
            for minute in (0, 30):
                later(book, day * 24 * 60 + minute)
                assert backup_if_changed(book) is not None
        later(book, 6 * 24 * 60)
        back_up(book)
    here, there = shelf(desk), shelf(desk, stick(desk))
    assert [one.name for one in here] == [one.name for one in there]
    assert len(here) < 11
    assert [one.sha256 for one in here] == [one.plain or one.sha256 for one in there]
    assert {one.sealed for one in there} == {sealed}
    assert {one.sound for one in there} == {True}
    files = [file for file in stick(desk).iterdir() if file.is_file()]
    assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}
    assert oct(stick(desk).stat().st_mode & 0o777) == "0o700"
    rows = backups(desk)
    assert [row.name for row in rows] == [one.name for one in here]
    words = "beside the book, second folder" + (" (encrypted)" if sealed else "")
    assert {places_in_words(row) for row in rows} == {words}


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "full")


def denied(*_: object) -> None:
    raise OSError(errno.EROFS, "read-only")


def away(book: Path, _patched: pytest.MonkeyPatch) -> Callable[[], object]:
    folder = stick(book)
    folder.rename(folder.with_name("away"))
    folder.mkdir()  # the place where the disk is attached

    def back() -> None:
        folder.rmdir()
        folder.with_name("away").rename(folder)

    return back


def failing(work: Callable[..., None]) -> Callable[[Path, pytest.MonkeyPatch], Callable[[], object]]:
    def fail(_book: Path, patched: pytest.MonkeyPatch) -> Callable[[], object]:
        patched.setattr("repdesk.store.backups.second_folder.shutil.copyfile", work)
        return patched.undo

    return fail


@pytest.mark.parametrize(
    ("trouble", "words"),
    [(away, "not there"), (failing(full), "no room"), (failing(denied), "cannot be written")],
    ids=["absent", "full", "read-only"],
)
def test_trouble_there_is_said_once_and_stops_nothing(
    desk: Path, trouble: Callable[[Path, pytest.MonkeyPatch], Callable[[], object]], words: str
) -> None:
    with a_book(desk) as book, pytest.MonkeyPatch.context() as patched:
        over = trouble(desk, patched)
        later(book, 30)
        with pytest.raises(RepdeskError, match=words):
            backup_if_changed(book)
        later(book, 60)
        made = backup_if_changed(book)
        assert made is not None
        assert made.elsewhere is not None
        assert made.elsewhere.why
        assert len(shelf(desk)) == 3
        assert not list(stick(desk).glob("*.part"))
        over()
        assert backup_if_changed(book) is None  # nothing is new, but the stick is there again
    assert shelf(desk, stick(desk))[0].name == shelf(desk)[0].name
    assert {one.sound for one in shelf(desk, stick(desk))} == {True}
    assert read_elsewhere(desk).missed == ""


@pytest.mark.skipif(not unprivileged.can_be_stopped(), reason="permissions do not stop this user here")
def test_a_write_protected_folder_costs_nothing_but_a_word(desk: Path) -> None:
    stick(desk).chmod(0o500)
    try:
        command = unprivileged.repdesk("--db", desk, "--now", "2026-11-24T09:00", "backup")
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=os.environ | {"LANG": "C.UTF-8"}
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "checked" in done.stdout
        assert "it cannot be written to" in done.stdout
        assert len(shelf(desk)) == 2
        assert len(shelf(desk, stick(desk))) == 1
    finally:
        stick(desk).chmod(0o700)


def test_a_folder_where_nothing_can_be_put_is_not_taken(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_book(desk) as book:
        for wrong in (backups_folder(desk), tmp_path / "nowhere" / "deep"):
            with pytest.raises(RepdeskError):
                second_folder.set_folder(book, str(wrong))
        with monkeypatch.context() as patched:
            patched.setattr("repdesk.store.backups.second_folder.shutil.copyfile", full)
            with pytest.raises(RepdeskError, match="no room"):
                second_folder.set_folder(book, str(tmp_path / "other"))
    assert stick(desk) == tmp_path / "stick" / "kept"


def drills(folder: Path, count: int) -> int:
    """Restore sealed backups on a machine that has only the second folder and the passphrase; count those equal."""
    equal = 0
    for number in range(count):
        path, copies = folder / f"a{number}" / "book.db", folder / f"stick{number}"
        with a_book(path) as book:
            some_acts(book, random.Random(number))
            second_folder.set_folder(book, str(copies))
            second_folder.set_passphrase(book, WORD)
            later(book, 10)
            back_up(book)
            then = visible_digest(book.read())
        fresh = folder / f"b{number}" / "book.db"
        newest = sorted(copies.glob("*.age"), key=lambda file: file.name)
        asked = restoring.prepare(fresh, str(next(one for one in reversed(newest) if one.name.endswith(".db.age"))))
        assert asked.needs_passphrase
        done = restoring.carry_out(asked, SetClock(), passphrase=WORD)
        assert not done.lost
        with a_book(fresh) as book:
            equal += visible_digest(book.read()) == then and check(book.store) == []
        shutil.rmtree(path.parent)
    return equal


def test_the_folder_and_the_passphrase_are_enough_on_a_new_machine(tmp_path: Path) -> None:
    assert drills(tmp_path, SAMPLE) == SAMPLE


@pytest.mark.soak
def test_a_hundred_sealed_drills_come_out_equal(tmp_path: Path) -> None:
    assert drills(tmp_path, FULL) == FULL


def test_nothing_of_a_customer_is_to_be_read_in_a_sealed_folder(tmp_path: Path) -> None:
    copies = tmp_path / "stick"
    with a_book(tmp_path / "desk" / "book.db") as book:
        planted(book, file_of(tmp_path / "elsewhere"))
        second_folder.set_folder(book, str(copies))
        assert hits(copies, WORDS)  # the scan bites: these copies are plain
        second_folder.set_passphrase(book, WORD)
        back_up(book)
    assert not list(copies.glob("*.db"))
    assert len(list(copies.glob("*.db.age"))) >= 1
    assert hits(copies, (*WORDS, *WRITTEN)) == []


def test_a_wrong_passphrase_changes_nothing_and_the_right_one_opens(desk: Path) -> None:
    with a_book(desk) as book:
        second_folder.set_passphrase(book, WORD)
        with pytest.raises(WrongPassphraseError):
            second_folder.set_passphrase(book, NEW, OTHER)
    for file in backups_folder(desk).glob("*.db"):
        file.unlink()
    before = desk.read_bytes()
    asked = restoring.prepare(desk)
    assert asked.backup.encrypted
    with pytest.raises(WrongPassphraseError):
        restoring.carry_out(asked, SetClock(), passphrase=OTHER)
    assert desk.read_bytes() == before
    with a_book(desk) as book:
        second_folder.set_passphrase(book, NEW, WORD)
    with pytest.raises(WrongPassphraseError):
        restoring.carry_out(asked, SetClock(), passphrase=WORD)
    assert restoring.carry_out(asked, SetClock(), passphrase=NEW).aside


def test_a_sealed_backup_of_whole_pages_is_not_taken_for_an_encrypted_book(tmp_path: Path) -> None:
    noise, sealed = tmp_path / "noise", tmp_path / "sealed"
    noise.write_bytes(random.Random(1).randbytes(8 * 4096))
    sealed.write_bytes((b"age-encryption.org/v1\n" + noise.read_bytes())[: 8 * 4096])
    assert is_encrypted(noise)  # so it would be taken, but for how it begins
    assert not is_encrypted(sealed)


def test_a_harmed_sealed_backup_is_never_restored(desk: Path) -> None:
    with a_book(desk) as book:
        second_folder.set_passphrase(book, WORD)
    sealed = next(stick(desk).glob("*.db.age"))
    content = bytearray(sealed.read_bytes())
    content[len(content) // 2] ^= 1
    sealed.write_bytes(content)
    before = desk.read_bytes()
    for note in (True, False):  # told by its note, and without it by the seal itself
        if not note:
            sealed.with_suffix(".json").unlink()
        with pytest.raises(RepdeskError, match="damaged"):
            restoring.carry_out(restoring.prepare(desk, str(sealed)), SetClock(), passphrase=WORD)
    assert desk.read_bytes() == before


@pytest.mark.soak
@pytest.mark.parametrize("given", [WORD, OTHER])
def test_a_key_under_a_real_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setattr(sealing, "_age", lambda: pyrage)
    public, file = sealing.new_key(tmp_path / "book.db", tmp_path, WORD)
    private = sealing.open_key(file, given)
    assert (private and sealing.public_of(private)) == (public if given == WORD else None)
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_a_harmed_key_opens_with_no_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_age", lambda: pyrage)
    (tmp_path / "key").write_bytes(b"age-encryption.org/v1\n-> scrypt harmed\n")
    assert sealing.open_key(tmp_path / "key", WORD) is None


def test_without_the_package_it_is_said_plainly(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_book(desk) as book:
        second_folder.set_passphrase(book, WORD)
        monkeypatch.undo()
        monkeypatch.setitem(__import__("sys").modules, "pyrage", None)
        later(book, 30)
        with pytest.raises(RepdeskError, match="package"):
            backup_if_changed(book)
        assert len(shelf(desk)) == 2
        with pytest.raises(RepdeskError) as refused:
            second_folder.set_passphrase(book, NEW, WORD)
    assert "repdesk[age]" in refused.value.hint


def assert_unsealed_has_none(book: Path, copies: Path) -> None:
    opened = copies.parent / "opened"
    opened.mkdir()
    keys = second.opened_keys(book, [copies], WORD)
    for kept in shelf(book, copies):
        part = opened / f"{kept.name}.db"
        part.touch()
        assert second.unsealed(kept, part, keys)
    assert hits(opened, (*WORDS, *WRITTEN)) == []
    assert hits(book.parent, (*WORDS, *WRITTEN)) == []


def test_a_sealed_copy_without_its_twin_waits_for_the_passphrase(tmp_path: Path) -> None:
    copies = tmp_path / "stick"
    with a_book(tmp_path / "desk" / "book.db") as book:
        path = book.store.path
        second_folder.set_folder(book, str(copies))
        one = planted(book, file_of(tmp_path / "elsewhere"))
        second_folder.set_passphrase(book, WORD)
        later(book, 10)
        back_up(book)
        later(book, 20)
        alone = len(list(copies.glob("*.db.age")))
        for kept in shelf(path):
            kept.path.unlink()
        done = forgetting.forget(book, one)
        assert [waits.why for waits in done.waiting] == ["encrypted"] * alone
        assert forgetting.resume(book) == ""  # nothing new: not said at each start
        with pytest.raises(WrongPassphraseError):
            forgetting.finish(book, passphrase=OTHER)
        assert forgetting.finish(book, passphrase=WORD).complete
        assert not forgetting.still_to_do(book)
    assert_unsealed_has_none(path, copies)
    restoring.carry_out(restoring.prepare(path, str(shelf(path, copies)[-1].path)), SetClock(), passphrase=WORD)
    with a_book(path) as book:
        assert check(book.store) == []


def test_sealed_copies_are_made_anew_from_their_twins_though_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No passphrase is needed. Cut short, the file is in its place and its note is not: that still knows of nobody."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    copies = tmp_path / "stick"
    with a_book(tmp_path / "desk" / "book.db") as book:
        second_folder.set_folder(book, str(copies))
        one = planted(book, file_of(tmp_path / "elsewhere"))
        second_folder.set_passphrase(book, WORD)
        with monkeypatch.context() as patched:
            patched.setattr(second, "write_note", killed)
            with pytest.raises(KeyboardInterrupt):
                forgetting.forget(book, one)
        assert forgetting.still_to_do(book)
        assert forgetting.finish(book).complete
        path = book.store.path
    assert {kept.name: (kept.plain, kept.sound) for kept in shelf(path, copies)} == {
        kept.name: (kept.sha256, True) for kept in shelf(path)
    }
    assert_unsealed_has_none(path, copies)


@pytest.mark.parametrize("lost", [False, True])
def test_a_folder_that_is_away_is_named_and_done_when_it_is_back(tmp_path: Path, lost: bool) -> None:
    copies = tmp_path / "stick"
    with a_book(tmp_path / "desk" / "book.db") as book:
        second_folder.set_folder(book, str(copies))
        one = planted(book, file_of(tmp_path / "elsewhere"))
        back_up(book)
        copies.rename(tmp_path / "away")
        second_folder.drop_folder(book)  # it is the rep's second folder no more, and is reached all the same
        done = forgetting.forget(book, one)
        assert [(waits.path, waits.why) for waits in done.waiting] == [(copies, "absent")]
        if lost:
            assert forgetting.let_go(book, copies).complete
            assert not forgetting.still_to_do(book)
            return
        (tmp_path / "away").rename(copies)
        assert "out of all backups" in forgetting.resume(book)
    assert hits(copies, (*WORDS, *WRITTEN)) == []
    assert not erase_backups.waiting_path(tmp_path / "desk" / "book.db").exists()


def test_a_folder_that_two_books_share_keeps_both(tmp_path: Path) -> None:
    copies = tmp_path / "stick"
    for name, days in (("one", 15), ("two", 3)):
        with a_book(tmp_path / name / "book.db", now=MONDAY + timedelta(seconds=len(name))) as book:
            fill(book, {"name": name})
            second_folder.set_folder(book, str(copies))
            for day in range(days):
                set_clock(book, MONDAY + timedelta(days=day, seconds=name == "two"))
                some_acts(book, random.Random(day))
                assert backup_if_changed(book) is not None
    kept = shelf(tmp_path / "one" / "book.db", copies)
    origins = [sum(one.origin == origin for one in kept) for origin in {one.origin for one in kept}]
    assert sorted(origins) == sorted(len(shelf(tmp_path / name / "book.db")) for name in ("one", "two"))


def test_old_parts_of_ours_are_swept_and_nothing_else(desk: Path) -> None:
    names = {"book-20261101-010000.db.part": True, "book-20261101-010000.json.part": True, "other.part": False,
             "book-20261101-010000.db.part-journal": True, "book-20261123-010000.db.part": None}  # fmt: skip
    for folder in (backups_folder(desk), stick(desk)):
        for name, gone in names.items():
            (folder / name).write_text("x")
            if gone is not None:
                os.utime(folder / name, (0, 0))
    with a_book(desk) as book:
        later(book, 30)
        back_up(book)
    for folder in (backups_folder(desk), stick(desk)):
        assert {name for name in names if not (folder / name).exists()} == {
            name for name, gone in names.items() if gone
        }


def test_in_the_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    word = tmp_path / "word"
    word.write_text(WORD + "\n", encoding="utf-8")
    word.chmod(0o600)
    shell = Shell(tmp_path / "desk" / "book.db", capsys)
    with a_book(shell.book) as book:
        fill(book, {"name": "Alder"})
    copies = tmp_path / "copies"
    assert str(copies) in shell.ok("set", "backup_folder", copies)
    assert "command line" in shell.refused("set", "backup_passphrase", "secret words")
    monkeypatch.setenv("REPDESK_BACKUP_PASSPHRASE_FILE", str(word))
    assert "encrypted" in shell.ok("set", "backup_passphrase")
    known = json.loads(shell.ok("set", "--json"))
    assert (known["backup_folder"], known["backup_passphrase"]) == (str(copies), "set")
    shell.now = "2026-11-23T10:00"
    assert "also at" in shell.ok("backup")
    (row, *_rest) = shell.json("backups")
    assert [(one["place"], one["encrypted"]) for one in row["copies"]] == [("beside", False), ("second", True)]
    other = Shell(tmp_path / "new" / "book.db", capsys)
    sealed = row["copies"][1]["path"]
    assert "Restored" in other.ok("restore", sealed, "--yes")
    word.write_text("not this one", encoding="utf-8")
    assert "does not open" in other.refused("restore", sealed, "--yes", "--json")
    monkeypatch.delenv("REPDESK_BACKUP_PASSPHRASE_FILE")
    assert "no terminal" in other.refused("restore", sealed, "--yes", "--json")
    assert "not encrypted" in shell.ok("set", "backup_passphrase", "off")
    assert "beside the book alone" in shell.ok("set", "backup_folder", "off")
    assert elsewhere_path(shell.book).stat().st_mode & 0o777 == 0o600
