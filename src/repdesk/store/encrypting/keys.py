"""Keys of encrypted files: what such a file looks like, the key a passphrase makes of its salt, and those known here.

The format is SQLCipher 4 with its defaults: pages of 4,096 bytes that end in an HMAC, the salt in the file's first 16
bytes and nothing beside it, so that a file and its passphrase are enough anywhere.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SALT = 16
_AGE = b"age-encryption.o"
"""How a backup begins that is sealed in the age format: noise too, but of another kind."""
_PAGE = 4096
_HMAC = 64
_ROUNDS = 256_000
_LOOKS = 16  # pages that are looked at, spread over the file
_NOISE = 400.0  # chi-square of a page's bytes: noise has 255 ± 23, a page of SQLite thousands


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a file and the salt it was made with; it prints as nothing."""

    salt: bytes = field(repr=False)
    raw: bytes = field(repr=False)

    @property
    def words(self) -> str:
        """Return it as SQLCipher takes it: with the salt, so that no passphrase is stretched for a connection."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


def new_key(passphrase: str) -> Key:
    """Make a key with a salt of its own."""
    salt = os.urandom(SALT)
    return Key(salt, _stretched(passphrase, salt))


def _stretched(passphrase: str, salt: bytes) -> bytes:
    """Return the key as SQLCipher makes it of a passphrase; it takes a quarter of a second, on purpose."""
    words = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, 32)


def salt_of(path: Path) -> bytes:
    """Return the salt of an encrypted file, b"" where it is none: a book, empty, another program's, or damaged.

    Nothing in the file says that it is encrypted: it is one where most of its pages are noise. OSError.
    """
    with path.open("rb") as file:
        salt = file.read(SALT)
        if len(salt) < SALT or salt == _AGE:
            return b""
        size = os.fstat(file.fileno()).st_size
        if size % _PAGE and not path.with_name(path.name + "-wal").exists():
            return b""
    noise = [_is_noise(page) for _number, page in _some_pages(path)]
    return salt if sum(noise) * 2 > len(noise) else b""


def fits(path: Path, key: Key) -> bool:
    """Say whether a key is that of a file: whether any of a few pages is signed with it. OSError."""
    secret = hashlib.pbkdf2_hmac("sha512", key.raw, bytes(byte ^ 0x3A for byte in key.salt), 2, 32)
    for number, page in _some_pages(path):
        signed = page[SALT if number == 1 else 0 : -_HMAC] + number.to_bytes(4, "little")
        if hmac.compare_digest(hmac.digest(secret, signed, "sha512"), page[-_HMAC:]):
            return True
    return False


def _some_pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield pages spread over a file, the first one first, with their numbers from 1."""
    with path.open("rb") as file:
        pages = os.fstat(file.fileno()).st_size // _PAGE
        for number in sorted({pages * step // _LOOKS for step in range(_LOOKS)}) if pages else ():
            file.seek(number * _PAGE)
            yield number + 1, file.read(_PAGE)


def _is_noise(page: bytes) -> bool:
    even = len(page) / 256
    return sum((page.count(byte) - even) ** 2 for byte in range(256)) / even < _NOISE


class Ring:
    """The passphrases given to this process, and the keys made of them; a key is made once for each salt."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._passphrases: list[str] = []
        self._keys: dict[bytes, Key] = {}
        self._tried: set[tuple[bytes, str]] = set()

    def unlock(self, path: Path, salt: bytes, passphrase: str) -> bool:
        """Take a passphrase that opens a file, to open others with it too; False where it does not open it."""
        key = Key(salt, _stretched(passphrase, salt))
        if not fits(path, key):
            return False
        self.take(key, passphrase)
        return True

    def take(self, key: Key, passphrase: str) -> None:
        """Know a key, and the passphrase it was made of."""
        with self._turn:
            self._keys[key.salt] = key
            if passphrase not in self._passphrases:
                self._passphrases.append(passphrase)

    def key_of(self, path: Path, salt: bytes) -> Key | None:
        """Return the key of a file, None where no passphrase given so far opens it. OSError."""
        with self._turn:
            if salt in self._keys:
                return self._keys[salt]
            known = tuple(self._passphrases)
        for passphrase in known:
            if (salt, passphrase) not in self._tried:
                key = Key(salt, _stretched(passphrase, salt))
                if fits(path, key):
                    with self._turn:
                        return self._keys.setdefault(salt, key)
                self._tried.add((salt, passphrase))
        return None

    def signing(self, path: Path) -> Key | None:
        """Return the key known here that signs pages of a file, whatever its first bytes say; None where none does."""
        with self._turn:
            known = tuple(self._keys.values())
        with suppress(OSError):
            return next((key for key in known if fits(path, key)), None)
        return None

    def clear(self) -> None:
        """Forget everything."""
        with self._turn:
            self._passphrases.clear()
            self._keys.clear()
            self._tried.clear()


RING = Ring()
"""What this process knows; nothing of it is written anywhere."""
