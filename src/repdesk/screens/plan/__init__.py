"""The evening's plan: a short path to tomorrow's list, one question a page, one key an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import Input
from textual.worker import get_current_worker

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.evening import LooseEnd, Regretted, planned_day
from repdesk.desk.evening.tomorrow import Draft, planned_why, with_added, with_dropped
from repdesk.desk.rows import ListRow
from repdesk.desk.suggesting import Suggested, suggestion_for
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens import suggestion_acts
from repdesk.screens.acts import Done
from repdesk.screens.ask import AskScreen
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.move import move_screen
from repdesk.screens.plan import acts as plan_acts
from repdesk.screens.plan.pages import BESIDES, DAY, DUE, FROZEN, LEARN, LOAD, LOOSE, TOMORROW
from repdesk.screens.plan.writing import PlanWriting
from repdesk.widgets.plain import clip, plain
from repdesk.widgets.row_list import RowList
from repdesk.widgets.step_line import StepLine
from repdesk.widgets.suggestion_list import answered

_NAME = 24  # cells of a name beside the line that is written on


class PlanScreen(PlanWriting):
    """What each key answers; what is done on a page is done at once."""

    BINDINGS = keymap.bindings("plan")

    @property
    def in_hand(self) -> int | None:
        """Return the customer under the cursor."""
        return self.row.account_id if self.row is not None else None

    @property
    def row(self) -> LooseEnd | Suggested | ListRow | Regretted | None:
        """Return the line under the cursor, None where the page has no customers."""
        if self.page == LOOSE:
            return self.loose.row
        if self.page == DUE:
            return self.dues.row
        if self.page == TOMORROW:
            return self.foremost.row
        return self.regrets.row if self.page == DAY else None

    @property
    def ids(self) -> Sequence[int]:
        """Return whom the page shows, else who stands on tomorrow's list."""
        if self.page == LOOSE:
            return list(dict.fromkeys(end.account_id for end in self.loose.rows))
        if self.page == DUE:
            return [row.account_id for row in self.dues.rows]
        if self.page == DAY:
            return list(dict.fromkeys(row.account_id for row in self.regrets.rows))
        return [row.account_id for row in self.ahead.rows] if self.ahead else []

    def follow(self, account_id: int) -> None:
        """Put the cursor on the customer, where it is shown here."""
        if self.page == TOMORROW:
            self.foremost.go_to(account_id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on the line is Enter on the page."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Take the page as it stands and go on; on the last but one freeze the plan."""
        if self.working:
            return
        self.touched = True
        if self.page == BESIDES and self.is_typed:
            self.enter_task()
        elif self.page == LEARN:
            if self.keep_learning():
                self.show_page(DAY)
        elif self.page == DAY:
            self._freeze()
        elif self.page == FROZEN:
            self.app.call_later(self.app.run_action, "app.place('today')")
        else:
            self.notice.say("")
            self.show_page(self.beside(1))

    def action_back(self) -> None:
        """Go a page back, from the first one to where one came from; what was typed stays."""
        if self.working:
            return
        if self.page == LOOSE:
            super().action_back()
            return
        self.touched = True
        self.show_page(self.beside(-1))

    def show_done(self, done: Done | None, nothing: str = "") -> None:
        """Show what was done; while the line has the keyboard, the letter that undoes is a letter."""
        super().show_done(done, nothing)
        if done is not None and self.page == BESIDES:
            self.notice.say(done.sentence)

    def on_step_line_picked(self, event: StepLine.Picked) -> None:
        """Go to a page that was seen; the last one only shows itself."""
        page = self.pages[event.at]
        if not self.working and page != FROZEN:
            self.touched = True
            self.show_page(page)

    def on_row_list_chosen(self) -> None:
        """Do with the row clicked twice what one most likely wants."""
        if self.page == LOOSE:
            self.action_edit()
        elif self.page == BESIDES:
            self.on_plan_field_ticked()
        elif self.page == DUE:
            self.action_take()
        elif self.page == DAY:
            self.action_open()
        else:
            self.action_why()

    def action_edit(self) -> None:
        """Write the note that a conversation lacks."""
        end = self.loose.row if self.page == LOOSE else None
        if end is None:
            return
        if end.kind == "promise":
            self.notice.say(_("A promise is kept or moved: %(key)s moves it.") % {"key": self.keys.named("desk.move")})
            return
        self.app.push_screen(ask_note(self.book, end), self.moved)

    def action_drop(self) -> None:
        """Let a loose end go, refuse what is suggested, drop a customer from tomorrow's list or take it back."""
        if self.page == LOOSE and self.loose.row is not None:
            name = self.loose.row.name
            before = frozenset(self.let_go)
            self._remember(lambda: self._let_only(before))
            self.let_go.add(self.loose.row.key)
            self.read_soon()
            self.show_page(LOOSE)
            self.notice.say(_("%(name)s is left as it is") % {"name": name})
        elif self.page == TOMORROW and self.ahead is not None and self.foremost.cursor is not None:
            ahead, account_id = self.ahead, self.foremost.cursor
            if not self._say_draft(lambda: with_dropped(ahead, self.word, account_id)):
                self.app.push_screen(move_screen(self.book, account_id, hint=self.notice.text), self.moved)
        elif self.page == DUE:
            self._decide(suggestion_acts.refuse)

    def action_take(self) -> None:
        """Take what is suggested."""
        if self.page == DUE:
            self._decide(suggestion_acts.take)

    def _decide(self, act: Callable[[Book, Suggested], Done]) -> None:
        row = self.dues.row
        if row is not None and self.may_write():
            self.touched = True
            rows = self.due
            if self.calmly(lambda: act(self.book, row)) is not None:
                self.show_due(answered(rows, row, suggestion_for(self.book, row.account_id)))
                self.show_page(DUE)

    def action_later(self) -> None:
        """Put a promise that stands open off to the planned day, or one of tomorrow's by a working day more."""
        row = self.row
        if row is None or self.page not in (LOOSE, TOMORROW):
            return
        end = self.loose.row if self.page == LOOSE else None
        if end is not None and end.kind == "note":
            self.notice.say(_("This one lacks a note: %(key)s writes it.") % {"key": self.keys.named("plan.edit")})
            return
        day = self.planned if end is not None else self.book.calendar.add(self.planned, 1)
        self.touched = True
        self.calmly(lambda: plan_acts.put_off(self.book, row.account_id, row.name, day))

    def action_level(self) -> None:
        """Show who would move where if the days ahead were levelled, where their load is shown."""
        from repdesk.desk.schedule import schedule
        from repdesk.screens.schedule.level import LevelScreen

        if self.page == LOAD and self.may_write():
            self.app.push_screen(LevelScreen(self.book, self.keys, schedule(self.book)), self.moved)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show what is suggested in full: a narrow list cuts what it says."""
        if event.row_list is self.dues:
            self.show_whole()

    def _say_draft(self, made: Callable[[], Draft]) -> bool:
        """Take another word of the rep's on tomorrow's list; a refusal is shown."""
        before = self.draft
        try:
            self.draft = made()
        except RepdeskError as error:
            self.notice.refuse(error)
            return False
        self._remember(lambda: self._back_to(before))
        self.touched = True
        self.notice.say("")
        self.show_foremost()  # the sign at once, who takes the place a moment later
        self.reckon()
        return True

    def _remember(self, back: Callable[[], None]) -> None:
        """Have undo take back what is only said here, as long as no act came after it."""
        self._said.append((self.book.last_entry(), back))

    def _let_only(self, let_go: frozenset[int]) -> None:
        self.let_go = set(let_go)
        self.read_soon()
        self.show_page(LOOSE)

    def _back_to(self, draft: Draft | None) -> None:
        self.draft = draft
        self.show_foremost()
        self.reckon()
        self.show_page(TOMORROW)

    def action_undo(self) -> None:
        """Take back what was said last on these pages, else the latest act."""
        while self._said and self._said[-1][0] < self.book.last_entry():
            self._said.pop()
        if self._said:
            self._said.pop()[1]()
            self.notice.say(_("taken back"))
        else:
            super().action_undo()

    def action_add(self) -> None:
        """Find anyone to put on tomorrow's list."""
        if self.page == TOMORROW and self.ahead is not None:
            self.ask_whom(_("Add to %(day)s") % {"day": self.day_said}, self._add)

    def _add(self, account_id: int) -> None:
        ahead = self.ahead
        if ahead is not None and self._say_draft(lambda: with_added(self.book, ahead, self.word, account_id)):
            self.notice.say(_("added"))

    def action_why(self) -> None:
        """Say why this one is on tomorrow's list; of a loose end, on today's."""
        from repdesk.screens.why import why_page

        if self.page in (LOOSE, DUE, DAY):
            super().action_why()
        if self.page != TOMORROW or self.ahead is None or self.foremost.cursor is None:
            return
        explained = planned_why(self.ahead, self.foremost.cursor)
        if explained is not None:
            self.app.push_screen(why_page(explained))

    def _freeze(self) -> None:
        """Freeze the plan in a thread: that reckons the list once more, under the lock."""
        if planned_day(self.book) != self.planned:  # the night has passed over it
            self.reload()
            self.notice.say(_("Another day has begun: this is the plan for %(day)s.") % {"day": self.day_said})
            return
        draft = self.word
        self.working = True
        self.show_page(DAY)

        def work() -> None:
            with BOOK_IN_USE:
                if get_current_worker().is_cancelled:
                    return
                try:
                    came: Done | RepdeskError = plan_acts.freeze(self.book, draft)
                except RepdeskError as error:
                    came = error
                if self.is_attached:
                    self.app.call_from_thread(self._frozen, came)

        self.run_worker(work, thread=True, group="freeze")

    def _frozen(self, came: Done | RepdeskError) -> None:
        self.working = False
        if isinstance(came, RepdeskError):
            self.show_page(DAY)
            self.notice.refuse(came)
            return
        self.draft, self.known, self.page, self.touched = None, None, FROZEN, False
        self.show_done(came)


def ask_note(book: Book, end: LooseEnd) -> AskScreen:
    """Return the line that asks for the note a conversation lacks."""
    title = _("note for %(name)s") % {"name": clip(plain(end.name), _NAME)}
    draft = HalfTyped("note", end.account_id, {"call": str(end.call_id or 0)})
    return AskScreen(title, lambda text: plan_acts.note(book, end, text), draft=draft)
