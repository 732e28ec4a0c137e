"""Whatever the umask, folders are 0700 and files 0600 from the moment they are there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a user's folders by its own lists")

OLD_BOOK = Path(__file__).parents[1] / "data" / "book-1.db"
ROOT = Path(__file__).parents[2]

BEGIN = """
import gc, json, os, sys
from pathlib import Path
from tests.safety.watching_modes import Watch
os.umask(int(sys.argv[1], 8))
home, old_book = Path(sys.argv[2]), Path(sys.argv[3])
watch = Watch(home)
"""
WORK = """
from repdesk import themes
from repdesk.cli import main
from repdesk.crash import report_crash
from repdesk.store.draft_file import draft_path, write_draft
from repdesk.store.locks import SessionLock
from repdesk.store.store import Store
desk = home / "desk"
book = desk / "book.db"
def run(*words):
    assert main(["--db", str(book), "--now", "2026-11-23T09:00", *map(str, words)]) == 0, words
assert SessionLock(book).acquire() is None
run("demo", "--accounts", "20")
run("log", "1", "t", "--note", "half a word")
run("backup")
run("undo")
run("check")
(desk / "more.csv").touch(mode=0o600)
(desk / "more.csv").write_text("name,phone\\nAlder,13800138000\\n")
run("import", desk / "more.csv")
older = desk / "older.db"
older.touch(mode=0o600)
older.write_bytes(old_book.read_bytes())
Store.open(older).close()
themes.remember(themes.LIGHT)
assert report_crash(ValueError("Alder")) is not None
write_draft(draft_path(book), {"text": "half a word"})
run("export", desk / "all.json", "--all")
"""
CARELESS = """
path = home / "late.txt"
path.write_text("Alder")
path.chmod(0o600)
"""
END = """
watch.look()
print(json.dumps([watch.open_to_others, sorted(watch.seen)]))
"""


def watched(tmp_path: Path, umask: str, work: str) -> tuple[dict[str, str], set[str]]:
    home = tmp_path / "watched"
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + work + END, umask, str(home), str(OLD_BOOK)],
        capture_output=True,
        text=True,
        check=False,
        env=environment | {"HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    modes, seen = json.loads(done.stdout.splitlines()[-1])
    return modes, set(seen)


@pytest.mark.parametrize("umask", ["000", "022", "077"])
def test_all_that_is_made_is_its_owners_alone(tmp_path: Path, umask: str) -> None:
    modes, seen = watched(tmp_path, umask, WORK)
    assert modes == {}
    assert seen >= {".db", ".db-wal", ".db-shm", ".session", ".write", ".part", ".txt"}
    assert seen >= {".draft", ".json", "backups", "theme"}


def test_the_watch_sees_what_is_mended_a_moment_later(tmp_path: Path) -> None:
    modes, _ = watched(tmp_path, "022", CARELESS)
    assert modes == {"late.txt": "644"}


@pytest.mark.parametrize("ending", ["", "-wal"])
def test_a_book_that_came_open_to_all_is_closed_to_others(tmp_path: Path, ending: str) -> None:
    from repdesk.store.store import Store

    path = tmp_path / "book.db"
    Store.open(path, create=True).close()
    file = path.with_name(path.name + ending)
    file.touch()
    file.chmod(0o644)
    store = Store.open(path)
    assert file.stat().st_mode & 0o777 == 0o600
    store.close()
