"""Sealed backups: files in the age format, for a public key whose private half lies beside them under a passphrase.

To seal needs no passphrase, so that backups make themselves; to open one needs the passphrase and what lies in the
folder. The tool `age` opens them too.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from glob import escape
from pathlib import Path
from types import ModuleType

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import write_bytes

SEALED = ".age"
"""How the name of a sealed file ends."""
_KEY = ".key.age"
_PRIVATE_KEY = b"AGE-SECRET-KEY-"


def is_sealed(path: Path) -> bool:
    """Say whether a file's name says that it is sealed."""
    return path.suffix == SEALED


def can_seal() -> bool:
    """Say whether the package that seals is there."""
    try:
        _age()
    except RepdeskError:
        return False
    return True


def _age() -> ModuleType:
    try:
        import pyrage
    except ImportError:
        raise RepdeskError(
            _("Encrypted backups need one more package"), hint=_('Install it with: pip install "repdesk[age]"')
        ) from None
    module: ModuleType = pyrage
    return module


def new_key(book: Path, folder: Path, passphrase: str) -> tuple[str, Path]:
    """Make a pair of keys; return the public one and the file in `folder` that holds the private one, sealed."""
    age = _age()
    private = age.x25519.Identity.generate()
    public = str(private.to_public())
    file = folder / f"{book.stem}-{public[-8:]}{_KEY}"
    write_bytes(file, age.passphrase.encrypt(f"{private}\n".encode(), passphrase))
    return public, file


def key_files(book: Path, folders: Iterable[Path], public: str = "") -> list[Path]:
    """Return the files that hold private keys of a book's backups, that of `public` alone where it is given."""
    name = f"{escape(book.stem)}-{public[-8:]}{_KEY}" if public else f"*{_KEY}"
    return [file for folder in dict.fromkeys(folders) if folder.is_dir() for file in sorted(folder.glob(name))]


def open_key(file: Path, passphrase: str) -> str | None:
    """Return the private key that a file holds; None where the passphrase is another one. OSError."""
    age = _age()
    with suppress(age.DecryptError, ValueError, UnicodeDecodeError):
        text = age.passphrase.decrypt(file.read_bytes(), passphrase)
        line = next((line for line in text.splitlines() if line.startswith(_PRIVATE_KEY)), b"")
        return str(line.decode("ascii")) or None
    return None


def change_passphrase(files: Iterable[Path], private: str, passphrase: str) -> None:
    """Put a private key under another passphrase, in each of these files whole or not at all; OSError."""
    sealed = _age().passphrase.encrypt(f"{private}\n".encode(), passphrase)
    for file in files:
        write_bytes(file, sealed)


def lay_key(book: Path, shelf: Path, folder: Path, public: str) -> None:
    """Have a folder hold the key that its backups are opened with, as it lies on the shelf; OSError."""
    for file in key_files(book, [shelf], public):
        other = folder / file.name
        sealed = file.read_bytes()
        if not other.is_file() or other.read_bytes() != sealed:
            write_bytes(other, sealed)


def public_of(private: str) -> str:
    """Return the public key of a private one."""
    return str(_age().x25519.Identity.from_str(private).to_public())


def seal(source: Path, target: Path, public: str) -> None:
    """Write `source` sealed into `target`, which is there and empty; OSError where the disk does not take it."""
    age = _age()
    try:
        recipient = age.x25519.Recipient.from_str(public)
        with source.open("rb") as plain, target.open("wb") as sealed:
            age.encrypt_io(plain, sealed, [recipient])
    except (age.RecipientError, age.EncryptError) as error:
        raise OSError(str(error)) from error


def unseal(source: Path, target: Path, privates: Iterable[str]) -> bool:
    """Write what `source` holds into `target`, which is there and empty; False where no key opens it, or it is harmed.

    OSError where the disk does not take it.
    """
    age = _age()
    identities = [age.x25519.Identity.from_str(private) for private in privates]
    try:
        with source.open("rb") as sealed, target.open("wb") as plain:
            age.decrypt_io(sealed, plain, identities)
    except (age.DecryptError, ValueError):
        return False
    except OSError as error:
        if error.errno is None and "decrypt" in str(error):  # a block in the middle is not as it was written
            return False
        raise
    return True
