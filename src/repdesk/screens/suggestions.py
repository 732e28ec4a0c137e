"""Grades and stages that may be due: each taken or refused by one key, the list going on to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.suggesting import Suggested, suggestion_for, suggestions
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.screens import suggestion_acts
from repdesk.screens.acts import Done
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.dialog import Dialog
from repdesk.screens.framed import way_back
from repdesk.widgets.fields import Words
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import plain
from repdesk.widgets.suggestion_list import SuggestionList, answered


class SuggestionsScreen(Dialog[Done]):
    """Dismissed with all the accounts that were touched and the last thing done, None where nothing was."""

    BINDINGS = [*keymap.bindings("anywhere"), *keymap.bindings("grades")]  # noqa: RUF012 (Textual declares it so)

    def __init__(self, book: Book, keys: keymap.Keys, at: int | None = None) -> None:
        """Show what is suggested in `book`, with the cursor on the account `at` where it is among them."""
        super().__init__()
        self.book, self.keys = book, keys
        self._at = at
        self._rows: tuple[Suggested, ...] = ()
        self._asked = self._answered = 0  # how often the book was asked, and which answer is shown
        self._touched: frozenset[int] = frozenset()
        self._last: Done | None = None
        self._title = Words(_("What may be due"), id="title")
        self._list = SuggestionList()
        self._whole = Static(id="whole")
        self.notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the list over what was last said and the keys."""
        take = (self.keys.named("dialog.accept"), _("take"), "accept")
        back = (self.keys.named("dialog.back"), _("back"), "leave")
        with Vertical(id="grades"):
            yield self._title
            yield self._list
            yield self._whole
            yield self.notice
            yield KeyLine([take, *self.keys.footer("grades"), back])

    def on_mount(self) -> None:
        """Begin to look through the book."""
        self._list.show((), self.book.clock.today(), [_("looking through the book")])
        self._look_again()

    def on_data_changed(self, event: DataChanged) -> None:
        """Look again, for another program has changed the book."""
        event.stop()
        self._look_again()

    def _look_again(self) -> None:
        """Ask in a thread: a large book takes a second, and the keyboard is not to wait for it."""
        self._asked += 1
        self.run_worker(partial(self._look, self._asked), thread=True, group="grades")

    def _look(self, asked: int) -> None:
        with BOOK_IN_USE:
            found = suggestions(self.book) if asked == self._asked else ()
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, found)

    def _answer(self, asked: int, found: tuple[Suggested, ...]) -> None:
        if asked == self._asked:  # else something was done meanwhile, and another answer is on its way
            self._answered, self._rows = asked, found
            self._show()
            self._list.go_to(self._at)
            self._at = None

    def _show(self) -> None:
        none = [] if self._rows else [_("no suggestions: nothing speaks for another grade or stage")]
        self._list.show(self._rows, self.book.clock.today(), none)
        n = len(self._rows)
        counted = ngettext("%(n)d change that may be due", "%(n)d changes that may be due", n) % {"n": n}
        self._title.show(counted if n else _("What may be due"))
        self.on_row_list_moved()

    def on_row_list_moved(self) -> None:
        """Show the row under the cursor in full: a narrow list cuts what it says."""
        row = self._list.row
        self._whole.update(Content(f"{plain(row.name)}  {row.sentence}" if row else ""))

    def action_accept(self) -> None:
        """Take the suggestion under the cursor."""
        self._decide(suggestion_acts.take)

    def action_refuse(self) -> None:
        """Refuse the suggestion under the cursor."""
        self._decide(suggestion_acts.refuse)

    def on_row_list_chosen(self) -> None:
        """Take the row clicked twice."""
        self.action_accept()

    def _decide(self, act: Callable[[Book, Suggested], Done]) -> None:
        row = self._list.row
        if row is None or self._did(lambda: act(self.book, row)) is None:
            return
        again = suggestion_for(self.book, row.account_id)  # another one may have stood behind it
        self._rows = answered(self._rows, row, again)
        self._show()
        if self._answered != self._asked:
            self._look_again()

    def action_undo(self) -> None:
        """Take the latest act back."""
        from repdesk.screens import acts

        self._step(self._did(lambda: acts.undo(self.book), _("There is nothing to undo.")))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        from repdesk.screens import acts

        self._step(self._did(lambda: acts.redo(self.book), _("There is nothing to do again.")))

    def _step(self, done: Done | None) -> None:
        if done is not None:
            self._at = next(iter(done.accounts)) if len(done.accounts) == 1 else self._list.cursor
            self._look_again()

    def _did(self, act: Callable[[], Done | None], nothing: str = "") -> Done | None:
        """Do an act and say what came of it."""
        try:
            done = act()
        except RepdeskError as error:
            self.notice.refuse(error)
            return None
        if done is None:
            self.notice.say(nothing)
            return None
        self._touched |= done.accounts
        self._last = done
        self.notice.say(done.sentence, way_back(done, self.keys))
        return done

    def action_leave(self) -> None:
        """Go back and tell whom it was about."""
        last = self._last
        self.dismiss(None if last is None else Done(self._touched, last.sentence, last.undone))
