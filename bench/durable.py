"""One call through the door, on the disk when it returns, against a bare write that is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from io import FileIO

from bench.books import CLOCK, Shelf
from bench.table import Figure, against
from bench.timing import late, milliseconds, seconds
from repdesk.desk.calls import log_call
from repdesk.desk.opening import open_book
from repdesk.rules.types import Outcome

CALLS = 200


def figures(shelf: Shelf) -> Iterator[Figure]:
    """Log calls in turn with bare writes of a page, so that the disk's moods hit both."""
    copy = shelf.folder / "durable.db"
    shutil.copyfile(shelf.book(1_000), copy)
    book = open_book(copy, CLOCK)
    due = [account.id for account in book.accounts(book.list_day()) if account.phones][: CALLS + 1]
    log_call(book, due.pop(), Outcome.NO_ANSWER)  # the first of a day also freezes the list
    calls, bare = [], []
    with (shelf.folder / "bare").open("wb", buffering=0) as file:
        for account_id in due:
            calls.append(seconds(partial(log_call, book, account_id, Outcome.NO_ANSWER)))
            bare.append(seconds(partial(written, file)))
    book.close()
    yield against("one durable call through the door", calls, "bare write", bare)
    yield Figure(
        "one durable call, 95 of 100 below", milliseconds(late(calls)), f"bare write {milliseconds(late(bare))}"
    )


def written(file: FileIO) -> None:
    """Write a page and wait until it is on the disk."""
    file.write(bytes(4096))
    os.fdatasync(file.fileno())
