"""A book in a folder that is copied to other computers is warned about once; copies made in conflict are noticed."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from repdesk import paths
from repdesk.desk.cloud import said_of_cloud
from repdesk.store.cloud import conflicted_copies, synced_by
from tests.desk.making import a_book, fill
from tests.screens.working import a_desk

FOLDERS = {
    "Dropbox": "Dropbox (Personal)/sales",
    "OneDrive": "OneDrive - Rongtai Ltd/sales",
    "iCloud Drive": "Library/Mobile Documents/com~apple~CloudDocs",
    "Google Drive": "Google Drive/My Drive",
    "Nextcloud": "Nextcloud/desk",
    "ownCloud": "ownCloud",
    "坚果云": "我的坚果云/客户",
    "百度网盘": "BaiduSyncdisk/客户",
}
MARKS = {
    "Dropbox": ".dropbox.cache",
    "Syncthing": ".stfolder",
    "Google Drive": ".tmp.driveupload",
    "ownCloud": "._sync_2f1b.db",
    "Nextcloud": ".nextcloudsync.log",
}
COPIES = [
    "book (Anna's conflicted copy 2026-11-20).db",
    "book (陈英娜的冲突副本 2026-11-20).db",
    "book (conflicted copy 2026-11-20 101010).db",
    "book_conflict-20261120-101010.db",
    "book.sync-conflict-20261120-101010-ABCDEFG.db",
    "book(冲突_陈英娜_2026-11-20 10-10-10).db",
    "book_冲突文件_chen_20261120101010.db",
    "book.db (conflicted copy)",
    "book [Conflict].db",
]
ONLY_IN_A_CLOUD = ["book (1).db", "book(2).db", "book 2.db", "book-DESKTOP-4F2K9.db"]
OTHERS = ["book.db-wal", "book.db.session", "book.db.write", "demo.db", "booking.db", "book-2025.db", "book (old).db"]


@pytest.mark.parametrize("client", FOLDERS)
def test_a_folder_is_known_by_its_name(tmp_path: Path, client: str) -> None:
    assert synced_by(tmp_path / FOLDERS[client] / "book.db") == client


@pytest.mark.parametrize("client", MARKS)
def test_a_folder_is_known_by_what_its_client_keeps_in_it(tmp_path: Path, client: str) -> None:
    (tmp_path / "work" / "desk").mkdir(parents=True)
    assert synced_by(tmp_path / "work" / "desk" / "book.db") is None
    (tmp_path / "work" / MARKS[client]).touch()
    assert synced_by(tmp_path / "work" / "desk" / "book.db") == client


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right of its own there")
def test_a_folder_is_known_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "desk").symlink_to(tmp_path / "Dropbox")
    assert synced_by(tmp_path / "desk" / "book.db") == "Dropbox"


def test_conflicted_copies_are_known_by_their_names_and_nothing_else_is(tmp_path: Path) -> None:
    plain, cloud = tmp_path / "plain", tmp_path / "Dropbox"
    for folder in (plain, cloud):
        folder.mkdir()
        for name in ("book.db", *COPIES, *ONLY_IN_A_CLOUD, *OTHERS):
            (folder / name).touch()
    assert {file.name for file in conflicted_copies(plain / "book.db")} == set(COPIES)
    assert {file.name for file in conflicted_copies(cloud / "book.db")} == {*COPIES, *ONLY_IN_A_CLOUD}
    assert conflicted_copies(tmp_path / "missing" / "book.db") == ()


def test_each_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "Dropbox" / "book.db"
    with a_book(path) as book:
        said = said_of_cloud(book)
        assert said is not None
        assert "Dropbox" in said.line
        assert said_of_cloud(book) is None
        (path.parent / COPIES[0]).touch()
        said = said_of_cloud(book)
        assert said is not None
        assert COPIES[0] in said.line
        assert said_of_cloud(book) is None
    kept = paths.told_path()
    assert "Dropbox" not in kept.read_text()
    assert sys.platform == "win32" or stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_what_cannot_be_remembered_is_said_again(tmp_path: Path) -> None:
    paths.config_dir().parent.mkdir(parents=True)
    paths.config_dir().touch()
    with a_book(tmp_path / "OneDrive" / "book.db") as book:
        assert said_of_cloud(book) is not None
        assert said_of_cloud(book) is not None


async def test_the_app_says_it_under_the_list(tmp_path: Path) -> None:
    path = tmp_path / "Nextcloud" / "book.db"
    with a_book(path) as book:
        fill(book, {}, {})
    async with a_desk(path) as desk:
        await desk.shows("a folder that Nextcloud copies")
        await desk.press("n")
        await desk.shows("1/60")
    async with a_desk(path) as desk:
        await desk.shows("1/60")
        assert "Nextcloud" not in desk.text()
