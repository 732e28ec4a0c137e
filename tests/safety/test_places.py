"""A place that cannot be written, read or found: reading only with a banner, or one line and exit code 1."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from repdesk import paths
from repdesk.crash import report_crash
from repdesk.errors import RepdeskError
from repdesk.store.connect import connect
from tests.conftest import HOMES
from tests.desk.making import a_book, fill

from . import unprivileged

pytestmark = pytest.mark.skipif(not unprivileged.can_be_stopped(), reason="permissions do not stop this user here")

NOW = ("--now", "2026-11-23T09:00")


class Place:
    """A folder with a book of two customers in it, seen by somebody whom permissions stop."""

    def __init__(self, folder: Path) -> None:
        self.home, self.folder, self.book = folder / "home", folder / "desk", folder / "desk" / "book.db"
        with a_book(self.book) as book:
            fill(book, {"name": "Alder"}, {"name": "Birch"})
        self.digest = self.digest_now()

    def digest_now(self) -> str:
        return hashlib.sha256(self.book.read_bytes()).hexdigest()

    def run(self, *words: object, book: Path | None = None, **extra: str) -> tuple[int, str, str]:
        command = unprivileged.repdesk("--db", book or self.book, *NOW, *words)
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | extra)
        assert "Traceback" not in done.stderr
        assert "Something went wrong" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    def refuses(self, said: str, *words: object, book: Path | None = None, **extra: str) -> None:
        """One line that says what is wrong, and nothing made or changed."""
        code, out, err = self.run(*words, book=book, **extra)
        assert (code, out) == (1, "")
        assert said in err
        assert (err.count("\n"), err[:9]) == (1, "repdesk: ")

    def reads_only(self) -> None:
        """The day is shown, a call is refused, the book stays as it is."""
        code, out, _ = self.run("accounts", "--json")
        assert code == 0
        assert "Alder" in out
        self.refuses("open for reading only", "log", "1", "n")
        assert self.digest_now() == self.digest


@contextmanager
def mode(path: Path, bits: int) -> Iterator[None]:
    before = stat.S_IMODE(path.stat().st_mode)
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_write_protected_book_is_read_and_can_be_written_once_it_may_be(place: Place) -> None:
    with mode(place.book, 0o400):
        place.reads_only()
    assert place.run("log", "1", "n")[0] == 0  # what the reader left beside it is in nobody's way


def test_a_write_protected_folder_is_read_and_the_app_says_so(place: Place) -> None:
    for left in place.folder.glob("book.db.*"):
        left.unlink()
    with mode(place.folder, 0o500):
        place.reads_only()
        place.refuses("backup could not be made", "backup")
        assert "opens for reading only" in place.run("doctor")[1]
        assert [file.name for file in place.folder.iterdir()] == ["book.db"]
        terminal = pytest.importorskip("bench.terminal")
        command = unprivileged.repdesk("--db", place.book, *NOW)
        app = terminal.Terminal(command, dict(os.environ, TERM="xterm-256color"))
        try:
            app.wait_for("Read only: the book's place cannot be written to")
            app.wait_for("Alder")
            app.settle()
            app.press("n")
            app.wait_for("for reading only")
        finally:
            app.close()


def test_on_a_read_only_medium_what_is_still_in_the_log_is_not_left_out(place: Place, tmp_path: Path) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    with a_book(place.book) as book:
        reader = connect(place.book)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM account").fetchone()  # as long as it reads, the log stays the log
        fill(book, {"name": "Cedar"})
        for ending in ("", "-wal"):
            shutil.copyfile(f"{place.book}{ending}", medium / f"book.db{ending}")
        reader.close()
    with mode(medium, 0o500):
        place.refuses("latest changes stand in book.db-wal", "accounts", book=medium / "book.db")


def test_a_book_that_may_not_be_read_is_refused(place: Place) -> None:
    with mode(place.book, 0o000):
        place.refuses("cannot be opened", "today")


def test_a_folder_that_may_not_be_looked_into_is_said(place: Place) -> None:
    with mode(place.folder, 0o600):
        place.refuses("cannot be looked into", "today")
        place.refuses("cannot be looked into", "demo")


def test_what_cannot_be_a_book_is_said_and_nothing_is_made(place: Place) -> None:
    folder, loop, lost = place.folder / "f.db", place.folder / "loop.db", place.folder / "lost.db"
    folder.mkdir()
    loop.symlink_to(loop)
    lost.symlink_to(place.folder / "not-attached" / "book.db")
    before = sorted(place.folder.iterdir())
    for book, said in (
        (folder, "a folder, not a book"),
        (loop, "no path"),
        (lost, "leads nowhere"),
        (place.folder / ("x" * 250), "too long"),
        (place.folder / "/".join(["y" * 200] * 22), "no path"),
        (place.book / "x.db", "cannot be made"),
    ):
        place.refuses(said, "demo", book=book)
    assert sorted(place.folder.iterdir()) == before


def test_a_missing_folder_holds_no_book_and_is_made_only_where_it_can_be(place: Place) -> None:
    book = place.folder / "new" / "book.db"
    place.refuses("no book yet", "today", book=book)
    with mode(place.folder, 0o500):
        place.refuses("cannot be made", "demo", book=book)
    assert not book.parent.exists()


def test_without_backups_folder_a_backup_is_refused_and_work_goes_on(place: Place) -> None:
    (place.folder / "backups").mkdir()
    with mode(place.folder / "backups", 0o500):
        place.refuses("backup could not be made", "backup")
        assert place.run("log", "1", "n")[0] == 0


def test_settings_that_cannot_be_read_are_said_and_missing_ones_are_none(place: Place, tmp_path: Path) -> None:
    settings = tmp_path / "settings"
    settings.mkdir()
    with mode(settings, 0o000):
        place.refuses("policy.toml cannot be read", "today", REPDESK_CONFIG=str(settings))
    assert place.run("today", REPDESK_CONFIG=str(place.book))[0] == 0


def test_a_home_that_is_none_holds_no_book(place: Place, tmp_path: Path) -> None:
    for home in (tmp_path / "missing", place.book):
        command, environment = unprivileged.repdesk("today"), os.environ | dict.fromkeys(HOMES, str(home))
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert "no book yet" in done.stderr
    assert not (tmp_path / "missing").exists()
    assert place.digest == place.digest_now()


def test_without_any_home_nothing_is_made_in_the_folder_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in HOMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    for place_of in (paths.data_dir, paths.config_dir, paths.log_dir):
        with pytest.raises(RepdeskError, match="no home"):
            place_of()
    assert report_crash(ValueError()) is None


def test_a_report_that_has_no_place_is_said_to_have_none(place: Place, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    program = "from repdesk.crash import report_crash; assert report_crash(ValueError()) is None"
    with mode(state, 0o500):
        command = [*unprivileged.PYTHON, "-c", program]
        subprocess.run(command, check=True, env=os.environ | {"XDG_STATE_HOME": str(state)})


def test_permissions_do_stop_the_child(tmp_path: Path) -> None:
    """Without this every case above would pass for root, whom nothing stops."""
    (tmp_path / "locked").touch(mode=0o000)
    program = f"open({str(tmp_path / 'locked')!r})"
    done = subprocess.run([*unprivileged.PYTHON, "-c", program], capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr
