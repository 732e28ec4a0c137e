"""The schedule: how full the days ahead are, a month of them, and the calls of the day that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.schedule import Calls, Day, DayKind, schedule
from repdesk.i18n import N_, _, ngettext
from repdesk.rules.workdays import month_cycle
from repdesk.screens.desk_screen import DeskScreen
from repdesk.widgets.day_calls import CallInHand, DayCalls
from repdesk.widgets.load_strip import LoadStrip
from repdesk.widgets.month_grid import MonthGrid, legend
from repdesk.widgets.plain import paragraph

_KINDS: dict[DayKind, str] = {
    "worked": "",
    "make_up": N_("a make-up working day"),
    "own_work": N_("off by the calendar, worked by you"),
    "weekend": N_("a weekend"),
    "holiday": N_("a public holiday"),
    "own_off": N_("your day off"),
}
_FARTHEST = timedelta(days=3660)
"""How far from today one may look, either way."""


class ScheduleScreen(DeskScreen):
    """One day is chosen, or what is overdue; its calls are listed, the one under the cursor is in hand."""

    PLACE = "schedule"
    BINDINGS = keymap.bindings("schedule")
    CSS_PATH = "../styles/schedule.tcss"

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        super().__init__(book, keys, name)
        self._schedule = schedule(book)
        self.chosen: date | None = self._schedule.first
        """The day whose calls are listed, None for what is overdue."""
        self._strip = LoadStrip(self._schedule, self.chosen)
        self._grid = MonthGrid(self._schedule, self.chosen)
        self._note = Static("", id="note", markup=False)
        self._heading = Static("", id="heading", markup=False)
        self._list = DayCalls()
        self._call = CallInHand()
        self._calls: Calls = self._schedule.calls(self.chosen)
        self._show()

    def body(self) -> ComposeResult:
        """Place the strip over the month and the calls of a day."""
        yield self._strip
        yield self._note
        with Horizontal(id="days"):
            with Vertical(id="month"):
                yield self._grid
                yield Static(Content("\n").join([Content(f" {line}") for line in legend()]), id="legend")
                yield self._call
            with Vertical(id="day"):
                yield self._heading
                yield self._list

    def reload(self) -> None:
        """Lay the calls out anew; the day stays, but the one that was today's goes on with the clock."""
        before = self._schedule
        self._schedule = schedule(self.book)
        a_new_day = before.today != self._schedule.today and self.chosen == before.first
        if a_new_day or (self.chosen is None and not self._schedule.overdue.calls):
            self.chosen = self._schedule.first
        self._show()

    def _show(self) -> None:
        self._calls = self._schedule.calls(self.chosen)
        self._strip.show(self._schedule, self.chosen)
        self._grid.show(self._schedule, self.chosen)
        self._note.update(f" {self._schedule.note(self.chosen or self._schedule.today)}")
        self._heading.update(self._words())
        # The day is what the column of times is told from; of what is overdue each says its own.
        self._list.show(self._calls, self.chosen or date.min, self._after(), self._calls.ids)
        self._call.show(self._list.row, self._schedule.today)

    def _words(self) -> Content:
        """Return what is chosen, how full it is, and what kind of day."""
        day = self._schedule.day(self.chosen) if self.chosen else None
        facts, kind = [_("overdue, the oldest first")], ""
        if day is not None:
            facts = [wording.day(day.day, self._schedule.today), self._figures(day)]
            kind = _(_KINDS[day.kind]) if _KINDS[day.kind] else ""
        load = day.load if day else self._calls.load
        if day is None:
            facts.append(ngettext("%(n)d call", "%(n)d calls", load.calls) % {"n": load.calls})
        if load.promised:
            facts.append(_("%(n)d promised") % {"n": load.promised})
        lines = [Content.styled(" " + "  ".join(facts), "bold")]
        if day is not None and day.name:
            kind = f"{kind}: {paragraph(day.name)}"
        if kind:
            lines.append(Content.styled(f" {kind}", "$warning"))
        return Content("\n").join(lines)

    def _figures(self, day: Day) -> str:
        if day.off:
            return ngettext("%(n)d call", "%(n)d calls", day.load.calls) % {"n": day.load.calls}
        if day.day < self._schedule.first:
            return _("%(n)d left") % {"n": day.load.calls}
        over = "!" if day.load.calls > self._schedule.quota else ""
        return _("%(load)d/%(quota)d set") % {"load": day.load.calls, "quota": self._schedule.quota} + over

    def _after(self) -> list[str]:
        """Return what is said under the calls."""
        if self.chosen is None:
            return [] if self._calls else [_("Nothing is overdue.")]
        if not self._calls:
            past = self.chosen < self._schedule.first
            return [_("Nothing is left from this day.") if past else _("Nothing is set for this day.")]
        shown = self._schedule.shown_on(self.chosen)
        if shown != self.chosen:
            return [_("A day off: this shows on %(day)s.") % {"day": wording.day(shown, self._schedule.today)}]
        return []

    @property
    def in_hand(self) -> int | None:
        """Return the account of the call under the cursor."""
        return self._list.cursor

    @property
    def listed_as(self) -> str:
        """Return the day that is chosen."""
        return wording.day(self.chosen) if self.chosen else _("overdue")

    @property
    def ids(self) -> Sequence[int]:
        """Return the accounts of the calls of the day."""
        return self._calls.ids

    def follow(self, account_id: int) -> None:
        """Go to the call that an undo was about, where it is among those of the day."""
        self._list.go_to(account_id)

    def on_row_list_moved(self) -> None:
        """Show the call the cursor came to."""
        self._call.show(self._list.row, self._schedule.today)

    def on_load_strip_chosen(self, event: LoadStrip.Chosen) -> None:
        """Choose the day that was clicked."""
        self.choose(event.day)

    def on_month_grid_chosen(self, event: MonthGrid.Chosen) -> None:
        """Choose the day that was clicked."""
        self.choose(event.day)

    def choose(self, day: date | None) -> None:
        """Choose a day, or with None what is overdue, and go to its first call."""
        today = self._schedule.today
        self.chosen = day and min(max(day, today - _FARTHEST), today + _FARTHEST)
        self._show()
        self._list.action_top()

    def action_day(self, days: int) -> None:
        """Go to the day before or after; what is overdue lies between yesterday and today."""
        today, one = self._schedule.today, timedelta(days=1)
        if self.chosen is None:
            self.choose(today if days > 0 else today - one)
        elif self._schedule.overdue.calls and self.chosen == (today - one if days > 0 else today):
            self.choose(None)
        else:
            self.choose(self.chosen + days * one)

    def action_month(self, months: int) -> None:
        """Go to the same day of the month before or after, or to its last one."""
        day = self.chosen or self._schedule.today
        first, last = month_cycle(day)
        other = month_cycle(last + timedelta(days=1) if months > 0 else first - timedelta(days=1))
        self.choose(min(other[1], other[0] + timedelta(days=day.day - 1)))

    def action_step(self, days: int) -> None:
        """Move the call in hand by a working day; the cursor comes to the one after it."""
        from repdesk.screens import schedule_acts

        account_id = self.in_hand
        if account_id is not None:
            self.calmly(lambda: schedule_acts.step(self.book, account_id, days))

    def action_move(self) -> None:
        """Move the call in hand to a day that is typed."""
        from repdesk.screens import schedule_acts
        from repdesk.screens.move import move_screen

        if (account_id := self.in_hand) is not None:
            self.app.push_screen(move_screen(self.book, account_id, schedule_acts.move), self.moved)

    def action_day_off(self) -> None:
        """Make the chosen day a day off, or work on it, or take back what was entered for it."""
        from repdesk.screens import schedule_acts
        from repdesk.screens.ask import AskScreen

        if not self.may_write():
            return
        if self.chosen is None:
            self.notice.say(_("Choose a day first."))
            return
        day = self._schedule.day(self.chosen)
        if day.kind in ("own_off", "own_work"):
            self.calmly(lambda: schedule_acts.as_the_calendar(self.book, day))
            return
        act = schedule_acts.work if day.off else schedule_acts.take_off
        words = _("work on %(day)s") if day.off else _("day off on %(day)s")
        self.app.push_screen(
            AskScreen(
                words % {"day": wording.day(day.day, self._schedule.today)},
                lambda reason: act(self.book, day, reason),
                placeholder=_("why? Enter alone will do"),
                hint=_("Enter enters it, Esc leaves it"),
                may_be_empty=True,
                draft=HalfTyped("day_off", place={"day": day.day.isoformat()}),
            ),
            self.moved,
        )

    async def take_up(self, draft: HalfTyped) -> None:
        """Ask again why a day is to be off, or worked, with what was typed."""
        from repdesk.screens.ask import AskScreen
        from repdesk.screens.take_up import day_of

        if draft.kind != "day_off":
            await super().take_up(draft)
            return
        self.choose(day_of(draft))
        self.action_day_off()
        if isinstance(self.app.screen, AskScreen):
            self.app.screen.begin_with = draft.text
