"""The disk is full or fails at any point: nothing acknowledged is lost, nothing half is left, it can be tried again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from repdesk.private import create_file, sync_folder
from repdesk.store import door
from repdesk.store.backups import backup as backups
from tests.safety.deeds import new_book
from tests.safety.faults import failing_disk
from tests.safety.vfs import library

pytestmark = pytest.mark.skipif(library() is None, reason="needs SQLite as a shared library of Linux")
KINDS = ("call", "edit", "import", "backup", "export")
ROOT = Path(__file__).parents[2]


def failing(folder: Path, kind: str, count: int) -> list[str]:
    """Have the disk fail at its n-th operation."""
    from tests.safety.refusing import failures

    path = folder / "desk" / "book.db"
    new_book(path)
    with failing_disk() as disk:
        return failures(path, disk, kind, count)


def in_a_child(folder: Path, kind: str, count: int, how: str) -> list[str]:
    """Have files limited, or the file system filled, in a process of its own."""
    command = [sys.executable, "-m", "tests.safety.refusing", str(folder), kind, str(count), how]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    return (done.stdout + done.stderr).splitlines()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a file system of 16 MB; skip where that is not allowed."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["/bin/mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    yield folder
    subprocess.run(["/bin/umount", str(folder)], check=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_failing_disk_costs_nothing_that_was_acknowledged(tmp_path: Path, kind: str) -> None:
    assert failing(tmp_path, kind, 12) == []


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_a_disk_failing_at_50_points_costs_nothing(tmp_path: Path, kind: str) -> None:
    assert failing(tmp_path, kind, 50) == []


def test_files_that_may_not_grow_cost_nothing(tmp_path: Path) -> None:
    assert in_a_child(tmp_path, "import", 6, "limited") == []


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_files_that_may_not_grow_at_50_points_cost_nothing(tmp_path: Path, kind: str) -> None:
    assert in_a_child(tmp_path, kind, 50, "limited") == []


def test_a_full_file_system_costs_nothing(small_disk: Path) -> None:
    assert in_a_child(small_disk, "backup", 6, "filled") == []


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_system_full_at_50_points_costs_nothing(small_disk: Path, kind: str) -> None:
    assert in_a_child(small_disk, kind, 50, "filled") == []


def test_an_error_that_is_not_put_into_words_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_not_saved", lambda error: error)
    assert any("raw: OperationalError" in line for line in failing(tmp_path, "call", 12))


def test_a_backup_that_leaves_its_name_behind_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hasty(part: Path, target: Path) -> None:
        create_file(target)
        part.replace(target)
        sync_folder(target.parent)

    monkeypatch.setattr(backups, "give_name", hasty)
    assert any("left behind" in line for line in failing(tmp_path, "backup", 50))
