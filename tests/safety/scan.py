"""Looks for words in files as bytes: in every encoding and case, and inside what a book keeps packed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def hits(folder: Path, words: Iterable[str]) -> list[str]:
    """Return "file: word" for every word found in a file of the folder, or in anything packed in a book."""
    wanted = {word: {form.lower() for form in _forms(word)} for word in words}
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        for data in (path.read_bytes(), *_packed(path)):
            low = data.lower()
            found += [f"{path.name}: {word}" for word, forms in wanted.items() if any(form in low for form in forms)]
    return found


def _forms(word: str) -> Iterator[bytes]:
    for encoding in ENCODINGS:
        yield from (text.encode(encoding) for text in (word, word.lower(), word.upper()))
    yield word.encode("ascii", "backslashreplace")  # as JSON writes it


def _packed(path: Path) -> Iterator[bytes]:
    """Yield every cell of a book that is packed, as what it holds."""
    if path.read_bytes()[:15] != b"SQLite format 3":
        return
    cut_short = path.with_name(path.name + "-journal").exists()  # such a copy is read as it lies, as far as it goes
    how = "mode=ro&immutable=1" if cut_short else "mode=ro"
    with closing(sqlite3.connect(f"{path.as_uri()}?{how}", uri=True)) as book:
        try:
            for cell in _cells(book):
                with suppress(zlib.error):
                    yield zlib.decompress(cell)
        except sqlite3.DatabaseError:
            if not cut_short:
                raise


def _cells(book: sqlite3.Connection) -> Iterator[bytes]:
    for (table,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in book.execute(f"SELECT * FROM {table}"):  # noqa: S608 (names from the schema)
            yield from (cell for cell in row if isinstance(cell, bytes))
