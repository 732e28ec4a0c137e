"""The days ahead levelled, before it is done: who would move where and why, each of them free to stay."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.schedule import Schedule, schedule
from repdesk.desk.schedule.levelling import MoveRow, Preview, preview_level
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _, ngettext
from repdesk.rules.schedule.levelling import Move
from repdesk.screens.acts import Done
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.load_strip import LoadStrip
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column, RowList

_SPANS = (7, 14, 30, 60)
"""The calendar days that may be levelled, beside those of the policy: no call passes the end of the next cycle."""
_NAMED = 4
"""Days that are named where some stay too full."""
_COLUMNS: tuple[Column[MoveRow], ...] = (
    Column(N_("gr"), lambda row, _day: row.grade, 2, 2),
    Column(N_("customer"), lambda row, _day: plain(row.name), 18, 30),
    Column(N_("from"), lambda row, day: wording.day(row.from_, day), 13, 17),
    Column("", lambda row, _day: "=" if row.stays else glyphs().to, 1, 1),
    # No call moves further than a few weeks: its year goes without saying, in a column as wide as a Chinese date.
    Column(N_("to"), lambda row, _day: _("stays") if row.stays else wording.day(row.to, row.to), 13, 15),
    Column(N_("why"), lambda row, _day: row.why, 16, 400, speaks=True),
)


class MoveRows(RowList[MoveRow]):
    """The moves by day, the least urgent first; one that stays keeps its place."""

    def style_of(self, row: MoveRow) -> str:
        """Dim one that stays."""
        return "dimmed" if row.stays else ""


class LevelScreen(Dialog[Done]):
    """Dismissed with the levelling done; it is worked out in a thread, and again whenever the rep changes it."""

    BINDINGS = [*keymap.bindings("dialog"), *keymap.bindings("level")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, book: Book, keys: keymap.Keys, now: Schedule) -> None:
        """Level the days ahead of the schedule as it is `now`."""
        super().__init__()
        self._book, self._keys, self._now = book, keys, now
        days = book.policy.schedule.level_days
        self._spans = sorted({*_SPANS, days})
        self._span = self._spans.index(days)
        self._stay: dict[int, Move] = {}
        self._preview: Preview | None = None
        self._asked = 0  # how often it was worked out: only the latest answer is shown
        self._doing = False
        self._title = Words("", id="title")
        self._strip = LoadStrip(now, now.first)
        self._list = MoveRows(_COLUMNS)
        self._full = Static(id="full")
        self.notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the days over the moves and the keys."""
        done = (self._keys.named("dialog.accept"), _("do it"), "accept")
        back = (self._keys.named("dialog.back"), _("back"), "leave")
        with Vertical(id="level"):
            yield self._title
            yield self._strip
            yield self._list
            yield self._full
            yield self.notice
            yield KeyLine([done, *self._keys.footer("level"), back])

    @property
    def days(self) -> int:
        """Return how many calendar days are levelled."""
        return self._spans[self._span]

    def on_mount(self) -> None:
        """Begin to work it out."""
        super().on_mount()
        self._list.focus()
        self._title.show(_("levelling"))
        self._look()

    def on_data_changed(self, event: DataChanged) -> None:
        """Work it out again, for another program has changed the book."""
        event.stop()
        self._look()

    def _look(self) -> None:
        self._asked += 1
        self.run_worker(partial(self._find, self._asked), thread=True, group="level")

    def _find(self, asked: int) -> None:
        with BOOK_IN_USE:
            if asked != self._asked:
                return
            found = preview_level(schedule(self._book), self.days, tuple(self._stay.values()))
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, found)

    def _answer(self, asked: int, found: Preview) -> None:
        if asked != self._asked:
            return
        self._preview, self._now = found, found.now
        self._title.show(self._said(found))
        self._strip.show(found.then, found.now.first, found.now)
        self._list.show(found.rows, found.now.today, self._after(found), found.rows.ids)
        self._full.update(Content(plain(_said_of_full(found))))

    def _said(self, found: Preview) -> str:
        n, days = len(found.moves), {"days": found.days}
        if not n and not self._stay:
            return _("The next %(days)d days need no levelling") % days
        words = ngettext(
            "The next %(days)d days levelled: %(n)s call moves",
            "The next %(days)d days levelled: %(n)s calls move",
            n,
        )
        said = words % {**days, "n": f"{n:,}"}
        stay = len(self._stay)
        stays = ngettext("%(n)d stays", "%(n)d stay", stay) % {"n": stay} if stay else ""
        return ", ".join(part for part in (said, stays) if part)

    def _after(self, found: Preview) -> Sequence[str]:
        if len(found.rows):
            return ()
        return [_("No day holds more than it takes, or nothing on it may move.")]

    def action_drop(self) -> None:
        """Let the call under the cursor stay where it is, or move after all; another may take its place."""
        row, preview = self._list.row, self._preview
        if row is None or preview is None or self._doing:
            return
        if self._stay.pop(row.account_id, None) is None:
            self._stay[row.account_id] = next(one for one in preview.moves if one.account_id == row.account_id)
        self._look()

    def action_span(self, steps: int) -> None:
        """Level more days, or fewer."""
        span = min(max(self._span + steps, 0), len(self._spans) - 1)
        if span != self._span and not self._doing:
            self._span = span
            self._look()

    def action_why(self) -> None:
        """Say what makes the score of the one under the cursor."""
        from repdesk.desk.explaining import why
        from repdesk.screens.why import why_page

        row = self._list.row
        if row is None:
            return
        try:
            explained = why(self._book, row.account_id)
        except RepdeskError as error:  # taken back by another program a moment ago
            self.notice.refuse(error)
        else:
            self.app.push_screen(why_page(explained))

    def action_accept(self) -> None:
        """Do it, in a thread: many moves have a backup made before them."""
        preview = self._preview
        if preview is None or self._doing:
            return
        if not preview.moves:
            self.notice.say(_("There is nothing to move."))
            return
        self._doing = True
        self._title.show(_("levelling"))
        self.run_worker(partial(self._do, preview.moves), thread=True, group="level")

    def _do(self, moves: Sequence[Move]) -> None:
        from repdesk.screens.schedule import acts as schedule_acts

        try:
            with BOOK_IN_USE:
                done = schedule_acts.level(self._book, moves)
                schedule(self._book)  # a large book is read again here, and not under the next key
        except RepdeskError as error:
            self.app.call_from_thread(self._refused, error)
        else:
            self.app.call_from_thread(self.dismiss, done)

    def _refused(self, error: RepdeskError) -> None:
        self._doing = False
        self.notice.refuse(error)
        self._look()

    def action_leave(self) -> None:
        """Go back, nothing done; what is being written is waited for."""
        if not self._doing:
            super().action_leave()


def _said_of_full(found: Preview) -> str:
    """Say which days stay too full: promises, and calls that may go no further, hold their places."""
    if not found.full:
        return ""
    shown = found.full[:_NAMED]
    words = [f"{wording.day(one.day, found.now.today)} {one.load}/{one.quota}" for one in shown]
    more = len(found.full) - len(shown)
    rest = [ngettext("%(n)d day more", "%(n)d days more", more) % {"n": more}] if more else []
    return _("stay too full: %(days)s") % {"days": ", ".join([*words, *rest])}
