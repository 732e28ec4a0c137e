"""The backups: what stands there, one made now, one put in the book's place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from repdesk import keymap
from repdesk.desk.backups.backing_up import back_up, not_put
from repdesk.desk.backups.restoring import Restoring, holds_now, prepare
from repdesk.desk.backups.rows import backups
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.dialog import Dialog
from repdesk.widgets.backup_list import BackupList, WouldChange
from repdesk.widgets.fields import Words
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import plain


class RestoreAgreed(Message):
    """The rep wants a backup in the book's place."""

    def __init__(self, asked: Restoring, passphrase: str | None) -> None:
        super().__init__()
        self.asked, self.passphrase = asked, passphrase


class BackupsScreen(Dialog[None]):
    """The backups of a book that is open."""

    BINDINGS = [  # noqa: RUF012 (Textual declares it so)
        *keymap.bindings("anywhere"),
        *keymap.bindings("backups"),
        *keymap.bindings("dialog"),
    ]
    AUTO_FOCUS = "RowList"

    def __init__(self, path: Path, keys: keymap.Keys, book: Book | None, said: RepdeskError | None = None) -> None:
        """Show the backups of the book at `path`, and what is `said`; `book` is None where it cannot be opened."""
        super().__init__()
        self.path, self.keys, self.book = path, keys, book
        self.list = BackupList()
        self.change = WouldChange(None)
        self.notice = Notice(id="notice")
        if said is not None:
            self.notice.refuse(said)

    def compose(self) -> ComposeResult:
        """Place the list over what the backup under the cursor would change, what was last said and the keys."""
        self.list.show_all(backups(self.path), self.none())
        with Vertical(id="backups"):
            yield from self.head()
            yield self.list
            yield self.change
            yield self.notice
            yield KeyLine(self.footer())

    def head(self) -> Iterable[Widget]:
        """Return what stands over the list."""
        yield Words(_("Backups, the latest first"), id="title")

    def footer(self) -> Iterable[tuple[str, str, str]]:
        """Return the keys that work here."""
        if self.book is not None and not self.book.read_only:
            yield self.keys.named("dialog.accept"), _("put it in the book's place"), "accept"
            yield from self.keys.footer("backups")
        yield self.keys.named("dialog.back"), _("back"), "leave"

    def on_mount(self) -> None:
        """Show what the first one would change."""
        self.change.compare(holds_now(self.path))
        self.on_row_list_moved()

    def on_data_changed(self, event: DataChanged) -> None:
        """Show what another program has done: a backup that it made, and what the book holds now."""
        event.stop()
        self.change.compare(holds_now(self.path))
        self.look_again()

    def look_again(self) -> None:
        """Show what stands there now."""
        self.list.show_all(backups(self.path), self.none())
        self.on_row_list_moved()

    def none(self) -> str:
        """Say that there is no backup."""
        return _("no backup yet: repdesk makes one every half hour in which something was done")

    def on_row_list_moved(self) -> None:
        """Show what the backup under the cursor would change."""
        self.change.show(self.list.row)

    def on_row_list_chosen(self) -> None:
        """Take the one clicked twice."""
        self.action_accept()

    def may_write(self) -> bool:
        """Say whether a backup may be made and restored here, and where not, say so."""
        if self.book is not None and self.book.read_only:
            self.notice.say(_("Nothing can be changed here."), error=True)
            return False
        return True

    def action_make(self) -> None:
        """Make a backup now, in a thread."""
        book = self.book
        if book is None or not self.may_write():
            return
        self.notice.say(_("Working ..."))

        def work() -> None:
            with BOOK_IN_USE:
                try:
                    made = back_up(book)
                    came = not_put(made.elsewhere) if made.elsewhere is not None and made.elsewhere.why else None
                except RepdeskError as error:
                    came = error
            if self.is_attached:
                self.app.call_from_thread(self._made, came)

        self.run_worker(work, thread=True, group="backup")

    def _made(self, came: RepdeskError | None) -> None:
        self.look_again()
        if came is None:
            self.list.go_to(self.list.key(self.list.rows[0]))
            self.notice.say(_("The backup is made and checked."))
        else:
            self.notice.refuse(came)

    def action_accept(self) -> None:
        """Ask whether the backup under the cursor is to take the book's place."""
        from repdesk.screens.pick import PickScreen

        row = self.list.row
        if row is None or not self.may_write():
            return
        try:
            asked = prepare(self.path, str(row.path))
        except RepdeskError as error:
            self.notice.refuse(error)
            return
        title = _("Put %(name)s in the book's place?") % {"name": plain(row.name)}
        lines = (_("leave everything as it is"), _("yes; the book as it is now is kept aside"))
        self.app.push_screen(PickScreen(title, lines), lambda at: self._agreed(asked) if at == 1 else None)

    def _agreed(self, asked: Restoring) -> None:
        """Have the passphrase typed where the backup is encrypted, and hand over to the app."""
        from repdesk.screens.passphrase import PassphraseScreen

        if not asked.needs_passphrase:
            self.app.post_message(RestoreAgreed(asked, None))
            return
        typed = PassphraseScreen(_("Passphrase of the backups"))
        self.app.push_screen(typed, partial(self._typed, asked))

    def _typed(self, asked: Restoring, passphrase: str | None) -> None:
        if passphrase:
            self.app.post_message(RestoreAgreed(asked, passphrase))
