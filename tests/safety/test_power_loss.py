"""The power fails at any moment: what was acknowledged is in the book afterwards, and the book is sound."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from repdesk import private
from repdesk.desk.opening import open_book
from repdesk.errors import RepdeskError
from repdesk.store import connect
from repdesk.store.backups import backup as backups
from repdesk.store.store import Store
from tests.desk.making import SetClock, fill
from tests.safety.deeds import Deed, customers, deed, latest, wrong
from tests.safety.power import Trace, images, recorded
from tests.safety.vfs import library

pytestmark = pytest.mark.skipif(library() is None, reason="needs SQLite as a shared library of Linux")
SEED = 4


def a_day(root: Path, seed: int, deeds: int) -> Trace:
    """Record a new book, some deeds, and the book closed and opened between."""
    trace, rng = Trace(), random.Random(seed)
    root.mkdir()
    path = root / "desk" / "book.db"
    with recorded(trace):
        for part in range(2):
            book = open_book(path, SetClock(), create=True)
            if part == 0:
                fill(book, *customers(f"客户{n}" for n in range(12)))
            trace.acknowledge(Deed("opened", *latest(book.read()), ""))
            for number in range(deeds):
                trace.acknowledge(deed(book, rng, "backup" if number == 2 else ""))
            book.close()
    return trace


def power_cuts(folder: Path, count: int, seed: int = SEED, deeds: int = 14) -> list[str]:
    """Cut the power `count` times and return what was wrong afterwards."""
    root, found = folder / "disk", []
    trace = a_day(root, seed, deeds)
    for label, image, acknowledged in images(trace, root, count, seed, folder):
        path = image / "desk" / "book.db"
        try:
            store = Store.open(path, create=not acknowledged)
        except RepdeskError as error:
            found.append(f"{label}: {error.line}")
            continue
        found += [f"{label}: {what}" for what in wrong(store, acknowledged)]
        store.close()
        shutil.rmtree(image)
    return found


def test_nothing_acknowledged_is_lost_when_the_power_fails(tmp_path: Path) -> None:
    assert power_cuts(tmp_path, 25) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_nothing_is_lost_in_500_power_cuts(tmp_path: Path, seed: int) -> None:
    assert power_cuts(tmp_path, 50, seed, deeds=40) == []


def test_a_book_that_does_not_wait_for_the_disk_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    careless = tuple("synchronous = OFF" if guard.startswith("synchronous") else guard for guard in connect._GUARDS)
    monkeypatch.setattr(connect, "_GUARDS", careless)
    assert len(power_cuts(tmp_path, 25)) > 10


def test_a_new_book_whose_folder_is_not_synced_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "sync_folder", lambda _folder: None)
    assert any("There is no book yet" in line for line in power_cuts(tmp_path, 25))


def test_a_backup_whose_fsync_is_left_out_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for owner, name in ((backups, "sync_file"), (private, "sync_folder")):
        monkeypatch.setattr(owner, name, lambda _path: None)
    assert any("lost its content: backup" in line for line in power_cuts(tmp_path, 25))
