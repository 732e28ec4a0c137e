"""Books that are encrypted from their first byte, so that what holds for plain ones is tried on them too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from repdesk.desk import encrypting
from repdesk.desk.backups.backing_up import back_up
from repdesk.store import driver
from repdesk.store.draft_file import draft_path, read_draft, write_draft
from repdesk.store.encrypting.keys import RING, Key
from tests.desk.making import a_book, fill
from tests.visible_digest import visible_digest

FIRST, SECOND = "马到成功 correct horse", "a second passphrase"
KEY = Key(bytes(range(16)), bytes(range(32)))
CANARIES = ("Canaryname", "13977719999", "Canarynote", "Canarydraft")


def forget_passphrases() -> None:
    """Be as a process that has just begun."""
    RING.clear()
    driver._seen.clear()


def encrypt_what_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every book that is made from here on be encrypted."""
    RING.take(KEY, "")
    real = driver.key_of

    def key_of(path: Path) -> Key | None:
        empty = path.suffix == ".db" and path.exists() and not path.stat().st_size
        return KEY if empty else real(path)

    monkeypatch.setattr(driver, "key_of", key_of)


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def planted(path: Path) -> str:
    """Make a plain book with a backup and a draft, all of them with words to look for; return its digest."""
    with a_book(path) as book:
        fill(book, {"name": CANARIES[0], "phones": ["+8613977719999"], "notes": CANARIES[2]}, *({} for _ in range(20)))
        back_up(book)
        write_draft(draft_path(path), {"drafts": [{"kind": "task", "texts": {"title": CANARIES[3]}}]})
        return visible_digest(book.read())


def digest_under(path: Path, passphrase: str) -> str:
    """Return the digest of a book that a passphrase opens, and see that its draft can be read; "" where it does not."""
    forget_passphrases()
    if driver.is_encrypted(path) and not driver.unlock(path, passphrase):
        return ""
    with a_book(path) as book:
        assert "Canarydraft" in str(read_draft(draft_path(path)))
        return visible_digest(book.read())


WORKS: dict[str, Callable[[Path], object]] = {
    "encrypt": lambda path: encrypting.encrypt(path, FIRST, backups=True, progress=silent),
    "passphrase": lambda path: encrypting.change_passphrase(path, SECOND, backups=True, progress=silent),
    "decrypt": lambda path: encrypting.decrypt(path, backups=True, progress=silent),
}
