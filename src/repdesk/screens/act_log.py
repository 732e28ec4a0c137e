"""The log of acts: what was done, for whom and when; Enter goes back to before a line."""

from __future__ import annotations

from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from repdesk import keymap, wording
from repdesk.desk.act_log import ActLog, LoggedAct, TakenBack, act_log, acts_since, undo_to
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _, ngettext
from repdesk.screens.acts import Done
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column, RowList

_BY = {"act": N_("you"), "undo": N_("undo"), "redo": N_("redo")}


def _when(row: LoggedAct, today: date) -> str:
    if row.at.date() == today:
        return wording.clock(row.at.time())
    return f"{wording.short_day(row.at.date())} {wording.clock(row.at.time())}"


def _taken_back(row: LoggedAct, _today: date) -> str:
    return _("taken back") if row.kind == "act" and not row.in_force else ""


_COLUMNS: tuple[Column[LoggedAct], ...] = (
    Column(N_("when"), _when, 12, 12),
    Column(N_("what"), lambda row, _day: row.what, 18, 34),
    Column(N_("customer"), lambda row, _day: plain(row.whom), 14, 400),
    Column(N_("by"), lambda row, _day: _(_BY[row.kind]), 4, 4),
    Column("", _taken_back, 10, 10, speaks=True),
)


class ActList(RowList[LoggedAct]):
    """The acts, the latest first."""

    def key(self, row: LoggedAct) -> int:
        """Return the number of its entry."""
        return row.seq

    def style_of(self, row: LoggedAct) -> str:
        """Dim what stands no more."""
        return "" if row.in_force else "dimmed"


class ActLogScreen(Dialog[Done]):
    """Dismissed with what was taken back, None where nothing was."""

    BINDINGS = [*keymap.bindings("anywhere"), *keymap.bindings("dialog")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, book: Book, keys: keymap.Keys) -> None:
        """Show the acts of `book`."""
        super().__init__()
        self.book, self.keys = book, keys
        self._log: ActLog | None = None
        self._done: Done | None = None
        self._working = False
        self._list = ActList(_COLUMNS)
        self.notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the list over what was last said and the keys."""
        back_to = (self.keys.named("dialog.accept"), _("back to before this"), "accept")
        back = (self.keys.named("dialog.back"), _("back"), "leave")
        with Vertical(id="acts"):
            yield Words(_("What was done, the latest first"), id="title")
            yield self._list
            yield self.notice
            yield KeyLine([back_to, back])

    def on_mount(self) -> None:
        """Show the acts."""
        self._show()

    def on_data_changed(self, event: DataChanged) -> None:
        """Show what another program has done."""
        event.stop()
        if not self._working:
            self._show()

    def _show(self) -> None:
        self._log = act_log(self.book)
        none = [] if self._log.ids else [_("Nothing was done yet.")]
        self._list.show(self._log, self.book.clock.today(), none, self._log.ids)

    def on_row_list_chosen(self) -> None:
        """Go back to before the row clicked twice."""
        self.action_accept()

    def action_accept(self) -> None:
        """Ask whether to go back to before the act under the cursor, and say how many acts that takes back."""
        from repdesk.screens.pick import PickScreen

        row = self._list.row
        if row is None or self._working:
            return
        if self.book.read_only:
            self.notice.say(_("Nothing can be changed here."), error=True)
            return
        if not row.in_force:
            self.notice.say(_("That is taken back already.") if row.kind == "act" else _("That was no act of its own."))
            return
        n = acts_since(self.book, row.seq)
        said = ngettext("Take %(n)d act back?", "Take %(n)d acts back?", n) % {"n": n}
        whom = f", {plain(row.whom)}" if row.whom else ""
        lines = (_("leave everything as it is"), _("take back %(what)s and all after it") % {"what": row.what + whom})
        agreed = partial(self._go_back, row.seq, n)
        self.app.push_screen(PickScreen(said, lines), lambda at: agreed() if at == 1 else None)

    def _go_back(self, seq: int, most: int) -> None:
        """Take them back in a thread: each is a step of its own, and they may be many."""
        self._working = True
        self.notice.say(_("Working ..."))

        def work() -> None:
            with BOOK_IN_USE:
                try:
                    came: TakenBack | RepdeskError = undo_to(self.book, seq, most)
                except RepdeskError as error:
                    came = error
            if self.is_attached:
                self.app.call_from_thread(self._gone_back, came)

        self.run_worker(work, thread=True, group="acts")

    def _gone_back(self, came: TakenBack | RepdeskError) -> None:
        self._working = False
        self._show()
        if isinstance(came, RepdeskError):
            self.notice.refuse(came)
            return
        n = came.count
        said = ngettext("%(n)d act taken back", "%(n)d acts taken back", n) % {"n": n}
        if n:
            self._done = Done(came.accounts, said, undone=True)
            self.app.post_message(DataChanged(came.accounts))
        if came.refused is not None:
            self.notice.say(f"{said} {glyphs().to} {came.refused.line}", error=True)
        else:
            self.notice.say(said, _("%(key)s does it again") % {"key": self.keys.named("desk.redo")})

    def action_leave(self) -> None:
        """Go back and tell what was taken back; not while that is under way."""
        if not self._working:
            self.dismiss(self._done)
