"""What is half typed, kept beside the book so that no end of the program loses it, and offered again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from repdesk.desk.book import Book
from repdesk.i18n import N_, _
from repdesk.store.draft_file import draft_path, drop_draft, read_draft, write_draft
from repdesk.store.reading.day import read_names
from repdesk.text import cleaned

_MOST = 20  # drafts that wait for an answer; the oldest beyond go
_SAID = {
    "call": N_("a note for %(name)s was not saved"),
    "card": N_("an edit for %(name)s was not saved"),
    "move": N_("a date for %(name)s was not saved"),
    "note": N_("a note for %(name)s was not saved"),
    "task": N_("a task was not saved"),
    "to_do": N_("a task was not saved"),
    "learn": N_("what to learn was not saved"),
    "day_off": N_("the reason for a day was not saved"),
    "evening": N_("the plan for tomorrow was not finished"),
}


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """Something half typed: its kind, whom it is about, where it stood and its texts, by the names of their fields.

    `since` is the journal's entry after which it was begun, 0 where that is not known.
    """

    kind: str
    account_id: int | None = None
    place: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    since: int = field(default=0, compare=False)

    @property
    def text(self) -> str:
        """Return the longest of what was typed: that is what one knows it by."""
        return max(self.texts.values(), key=len, default="")


class Drafts:
    """The drafts of one book: those of an earlier session that wait for an answer, and what is typed now.

    Writing goes to a thread of its own, in order, so that no key waits for the disk. A disk that takes no draft is
    not complained of: the line is still on the screen, and saving it says what is wrong.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._path = draft_path(book.store.path)
        self._typed: tuple[HalfTyped, ...] = ()
        self._writer: ThreadPoolExecutor | None = None
        self._taken: HalfTyped | None = None
        self._ended = False
        self.kept = True
        """Whether what was typed last is on the disk."""
        waiting = () if book.read_only else _known(read_draft(self._path))
        self.waiting: tuple[HalfTyped, ...] = tuple(draft for draft in waiting if not _is_saved(book, draft))

    def keep(self, typed: Sequence[HalfTyped]) -> None:
        """Have the file hold what is typed now, where that is something else than before; at once, without waiting.

        What is typed about a customer who was forgotten meanwhile, by the shell, is not kept.
        """
        if self._book.read_only or self._ended:
            return
        gone = self.gone(typed)
        typed = [draft for draft in typed if draft not in gone]
        if tuple(typed) == self._typed and self.kept:
            return
        if typed and self._taken is not None:
            self.waiting = tuple(other for other in self.waiting if other is not self._taken)
            self._taken = None
        self._typed = tuple(self._begun(draft) for draft in typed)
        self._write_soon()

    def _begun(self, draft: HalfTyped) -> HalfTyped:
        """Return a draft with the entry it was begun after: by it a kill right after its saving is told."""
        line = (draft.kind, draft.account_id, draft.place)
        for known in (*self._typed, *((self._taken,) if self._taken else ())):
            if (known.kind, known.account_id, known.place) == line:
                return replace(draft, since=known.since)
        try:
            return replace(draft, since=self._book.last_entry())
        except sqlite3.DatabaseError:  # a book that cannot be read is no reason to lose what is typed
            return draft

    def gone(self, drafts: Sequence[HalfTyped]) -> list[HalfTyped]:
        """Return those about customers who were forgotten."""
        missing = self._without_row(drafts)
        if not missing:
            return []
        from repdesk.store.erasing.erasure import read_forgotten

        forgotten = {number for number, *_when in read_forgotten(self._book.read()).accounts}
        return [draft for draft in missing if draft.account_id in forgotten]

    def _without_row(self, drafts: Sequence[HalfTyped]) -> list[HalfTyped]:
        """Return those about customers of whom the book has no row."""
        about = {draft.account_id for draft in drafts if draft.account_id is not None}
        try:
            known = read_names(self._book.read(), about) if about else {}
        except sqlite3.DatabaseError:  # nobody can say who is gone
            return []
        return [draft for draft in drafts if draft.account_id is not None and draft.account_id not in known]

    def taken_up(self, draft: HalfTyped) -> None:
        """Let go of a draft as soon as it is typed again: until then it waits on."""
        self._taken = draft

    def dropped(self, draft: HalfTyped) -> None:
        """Let go of a draft that the rep does not want."""
        self.waiting = tuple(other for other in self.waiting if other is not draft)
        self._write_soon()

    def end(self, typed: Sequence[HalfTyped]) -> None:
        """Keep what is typed now, and take nothing more; it is on the disk when this returns."""
        self.keep(typed)
        self._ended = True
        self.close()

    def close(self) -> None:
        """See what was typed last safely on the disk."""
        if self._writer is not None:
            self._writer.shutdown(wait=True)
            self._writer = None

    def _write_soon(self) -> None:
        self._forget()
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "drafts")
        self._writer.submit(self._write, (*self.waiting, *self._typed))

    def _forget(self) -> None:
        """Let go of what waits about a customer who was forgotten meanwhile: the book has no row of theirs."""
        gone = self._without_row(self.waiting)
        self.waiting = tuple(one for one in self.waiting if one not in gone)

    def _write(self, drafts: tuple[HalfTyped, ...]) -> None:
        try:
            if drafts:
                write_draft(self._path, {"drafts": [asdict(draft) for draft in drafts]})
            else:
                drop_draft(self._path)
        except OSError:
            self.kept = not drafts
        else:
            self.kept = True


def draft_said(book: Book, draft: HalfTyped) -> str:
    """Say what was not saved, and for whom."""
    names = read_names(book.read(), [draft.account_id]) if draft.account_id is not None else {}
    name = names[draft.account_id][0] if draft.account_id in names else _("someone no longer in the book")
    return _(_SAID[draft.kind]) % {"name": name}


def _known(data: object) -> list[HalfTyped]:
    """Return the drafts of a file as far as they can be read."""
    rows: Any = data.get("drafts") if isinstance(data, dict) else None
    found = []
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict) or row.get("kind") not in _SAID:
            continue
        account_id, place, texts = row.get("account_id"), _texts(row.get("place")), _texts(row.get("texts"))
        if isinstance(account_id, int | None) and texts:
            since = row.get("since")
            found.append(HalfTyped(row["kind"], account_id, place, texts, since if isinstance(since, int) else 0))
    return found[-_MOST:]


def _is_saved(book: Book, draft: HalfTyped) -> bool:
    """Say whether the very text was saved after the draft was begun, and the program killed before it let go of it."""
    if not draft.since:
        return False
    from repdesk.store.reading.saved import saved_since

    if draft.kind == "evening":
        from repdesk.desk.evening.unfinished import is_over

        return is_over(book, draft.place, draft.since)
    words, place = cleaned(_saved_as(draft)).strip(), draft.place
    for act in saved_since(book.read(), draft.since):
        if draft.account_id is not None and draft.account_id not in act.accounts:
            continue
        if words in act.texts and (draft.kind != "call" or place.get("outcome") in act.texts):
            return True
        if draft.kind == "move" and act.name == "set_next_call":  # a date is not kept as it was typed
            return True
    return False


def _texts(value: object) -> dict[str, str]:
    """Return what of a table of texts can be read."""
    pairs = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in pairs if isinstance(name, str) and isinstance(text, str)}


def _saved_as(draft: HalfTyped) -> str:
    """Return the text that is put on record of what was typed: of a task what follows its kind."""
    if draft.kind not in ("task", "to_do"):
        return draft.text
    from repdesk.desk.evening import read_task

    return read_task(draft.text)[1]
