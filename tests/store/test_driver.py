"""Which library opens a file, what an encrypted one looks like, and that its errors are those of sqlite3."""

from __future__ import annotations

import random
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("sqlcipher3", reason="needs repdesk[cipher]")

from repdesk.desk import encrypting
from repdesk.errors import RepdeskError
from repdesk.store import driver
from repdesk.store.connect import connect
from repdesk.store.draft_file import draft_path, read_draft, write_draft_under
from repdesk.store.encrypting import keys
from repdesk.store.encrypting.cipher import connect_keyed
from tests.desk.making import a_book, fill
from tests.safety.encrypted import FIRST, KEY, forget_passphrases, silent

PAGE = 4096


@pytest.fixture(autouse=True)
def _no_passphrase() -> Iterator[None]:
    forget_passphrases()
    yield
    forget_passphrases()


@pytest.fixture
def plain(tmp_book: Path) -> Path:
    with a_book(tmp_book) as book:
        fill(book, *({} for _ in range(50)))
    return tmp_book


@pytest.fixture
def encrypted(plain: Path) -> Path:
    encrypting.encrypt(plain, FIRST, backups=False, progress=silent)
    return plain


def test_a_damaged_plain_book_does_not_look_encrypted(plain: Path) -> None:
    whole = plain.read_bytes()
    noise = random.Random(1).randbytes
    for spoilt in (noise(16), noise(100), bytes(100), noise(PAGE), b"another program's file"):
        plain.write_bytes(spoilt + whole[len(spoilt) :])
        driver.forget_seen(plain)
        assert not driver.is_encrypted(plain), spoilt[:20]
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("a", noise(9 * PAGE))
    driver.forget_seen(plain)
    assert not driver.is_encrypted(plain)


@pytest.mark.parametrize("where", [16, 600, 3 * PAGE])
def test_damage_of_an_encrypted_book_is_not_taken_for_a_wrong_passphrase(encrypted: Path, where: int) -> None:
    whole = bytearray(encrypted.read_bytes())
    whole[where : where + 512] = bytes(512)
    encrypted.write_bytes(whole)
    forget_passphrases()
    assert driver.is_encrypted(encrypted)
    assert not driver.unlock(encrypted, "another passphrase")
    assert driver.unlock(encrypted, FIRST)
    assert is_damaged(encrypted)


def is_damaged(path: Path) -> bool:
    try:
        with closing(connect(path)) as book:
            broken = book.execute("PRAGMA cipher_integrity_check").fetchall() != []
            return broken or book.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except (RepdeskError, sqlite3.DatabaseError):
        return True


def test_what_is_seen_of_a_file_is_seen_anew_once_another_is_in_its_place(encrypted: Path, tmp_path: Path) -> None:
    with a_book(tmp_path / "other.db") as other:
        fill(other, {})
    with closing(connect(encrypted)) as book:
        assert book.execute("SELECT count(*) FROM account").fetchone() == (50,)
    (tmp_path / "other.db").replace(encrypted)
    with closing(connect(encrypted)) as book:
        assert book.execute("SELECT count(*) FROM account").fetchone() == (1,)


def test_the_passphrase_opens_it_in_other_programs_too(encrypted: Path) -> None:
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(str(encrypted))) as book:
        book.execute(f"PRAGMA key = '{FIRST}'")
        assert book.execute("SELECT count(*) FROM account").fetchone() == (50,)


def test_a_key_is_made_once_for_a_file_and_its_backups(encrypted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_passphrases()
    made: list[bytes] = []
    real = keys._stretched

    def count(words: str, salt: bytes) -> bytes:
        made.append(salt)
        return real(words, salt)

    monkeypatch.setattr(keys, "_stretched", count)
    assert driver.unlock(encrypted, FIRST)
    for _ in range(5):
        connect(encrypted).close()
    assert len(made) == 1


ERRORS = {
    "SELECT * FROM nothing": (sqlite3.OperationalError, sqlite3.SQLITE_ERROR),
    "INSERT INTO t VALUES (1)": (sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT),
    "SELECT abs(-9223372036854775807 - 1)": (sqlite3.OperationalError, sqlite3.SQLITE_ERROR),
}


WAYS: dict[str, Callable[[sqlite3.Connection, str], object]] = {
    "execute": lambda book, sql: book.execute(sql).fetchone(),
    "cursor": lambda book, sql: book.cursor().execute(sql).fetchall(),
    "loop": lambda book, sql: list(book.execute(sql)),
    "many": lambda book, sql: (
        book.executemany("INSERT INTO t VALUES (?)", [(1,)])
        if sql.startswith("INSERT")
        else book.execute(sql).fetchmany(9)
    ),
}


@pytest.mark.parametrize("sql", ERRORS)
@pytest.mark.parametrize("way", WAYS)
def test_its_errors_are_those_of_sqlite3(tmp_path: Path, sql: str, way: str) -> None:
    with closing(connect_keyed(str(tmp_path / "x.db"), KEY)) as book:
        book.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)")
        book.execute("INSERT INTO t VALUES (1)")
        kind, code = ERRORS[sql]
        with pytest.raises(kind) as raised:
            WAYS[way](book, sql)
        assert raised.value.sqlite_errorcode & 0xFF == code
    with pytest.raises(sqlite3.ProgrammingError):
        book.execute("SELECT 1")


def test_a_plain_book_needs_no_cipher(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith(("sqlcipher3", "repdesk.store.encrypting.cipher"))]:
        monkeypatch.setitem(sys.modules, name, None)
    with closing(connect(plain)) as book:
        assert type(book) is sqlite3.Connection


@pytest.mark.parametrize("first", [b"{", b"[", b"1", b'"', b"\xff", b"\x00"])
def test_a_draft_is_read_whatever_the_first_sign_of_its_salt(tmp_book: Path, first: bytes) -> None:
    key = keys.Key(first + bytes(range(1, 16)), KEY.raw)
    keys.RING.take(key, FIRST)
    typed = {"drafts": [{"kind": "task", "texts": {"title": "half typed"}}]}
    write_draft_under(key, draft_path(tmp_book), typed)
    assert b"half" not in draft_path(tmp_book).read_bytes()
    assert read_draft(draft_path(tmp_book)) == typed
