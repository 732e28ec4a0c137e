"""The page of the day: how it is arranged, what is to be done, whom to call, what to learn; it opens the morning."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from textual import events
from textual.app import ComposeResult

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.day.page import day_page, with_clock
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.evening import TaskRow, read_task
from repdesk.desk.rows import DayList
from repdesk.i18n import _
from repdesk.rules.types import LEARNING, WORK
from repdesk.rules.work_time import BESIDES
from repdesk.screens import day_acts
from repdesk.screens.acts import Done
from repdesk.screens.ask import AskScreen
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.pick import PickScreen
from repdesk.screens.plan import acts as plan_acts
from repdesk.themes import sheet
from repdesk.widgets.bars import Bars
from repdesk.widgets.day_lines import lines_of

_AROUND = 3  # lines of the screen that are not the page's, before it is laid out


class DayScreen(DeskScreen):
    """One cursor over tasks and customers; in the morning Enter, and every key that means nothing here, leads on."""

    BINDINGS = keymap.bindings("day")
    PLACE = "day"
    TAB = "today"
    AUTO_FOCUS = "Bars"
    CSS_PATH = sheet("day_page")

    def __init__(
        self, book: Book, keys: keymap.Keys, name: str = "", listed: DayList | None = None, *, morning: bool = False
    ) -> None:
        """Show the day of `book`; `listed` is its list where it is at hand, `morning` says that it opens by itself."""
        super().__init__(book, keys, name)
        self._bars = Bars()
        self._morning = morning
        self._page = day_page(book, listed)

    def body(self) -> ComposeResult:
        """Place the page."""
        yield self._bars

    def on_mount(self) -> None:
        """Show it, the cursor on whoever is next in line."""
        super().on_mount()
        self._show()
        if self._page.offered is not None:
            self._bars.go_to(self._page.offered)
        if self._morning:
            way = _("%(key)s goes to the list") % {"key": self.keys.named("day.go")}
            self.notice.say(*((self._page.said, way) if self._page.said else (way,)))

    def reload(self) -> None:
        """Read the day again."""
        self._page = day_page(self.book)
        self._show()

    def _show(self) -> None:
        page = self._page
        self.place_line.say(_("the day") if page.day == page.today else wording.day(page.day, page.today))
        size = self.app.size
        self._bars.show(lines_of(page, size.width, self._bars.size.height or size.height - _AROUND))

    def on_resize(self) -> None:
        """Write what depends on the size anew, once the page has its own."""
        self.call_after_refresh(self._show)

    def minute_passed(self, now: datetime) -> None:
        """Let the clocks of the page run."""
        super().minute_passed(now)
        self._page = with_clock(self.book, self._page)
        self._show()

    @property
    def in_hand(self) -> int | None:
        """Return the customer under the cursor."""
        at = self._bars.cursor
        return at if at is not None and at > 0 else None

    @property
    def _chosen(self) -> TaskRow | None:
        """Return the task under the cursor, what is to be learned among them."""
        return next((task for task in (*self._page.tasks, *self._page.learn) if -task.id == self._bars.cursor), None)

    def on_key(self, event: events.Key) -> None:
        """Be out of the way in the morning: a key that means nothing here goes to Today, and does nothing else."""
        if self._morning and event.is_printable and event.key not in self.active_bindings:
            event.stop()
            self.action_back()

    def on_bars_chosen(self) -> None:
        """Do with the line clicked twice what Enter does."""
        self.action_go()

    def action_go(self) -> None:
        """Go to the customer on today's list; with a task let the clock run, or stop it; what is learned is ticked."""
        task = self._chosen
        if task is not None and not self._morning:
            self._work_at(task)
            return
        who = self.in_hand
        self.app.call_later(self._go_to_today, who)

    async def _go_to_today(self, who: int | None) -> None:
        from repdesk.screens.today import TodayScreen

        await self.app.run_action("app.place('today')")
        if who is not None and isinstance(today := self.app.screen, TodayScreen):
            today.take(who)

    def _work_at(self, task: TaskRow) -> None:
        going_on = self._page.now.going_on
        if task.kind == LEARNING:
            self.action_tick()
        elif going_on is not None and going_on.kind == task.kind:
            self._stop()
        elif task.kind not in BESIDES:
            self.notice.say(_("Calling is recorded by itself: the calls tell it."))
        elif not task.done:
            self._begin(task.kind)

    def _begin(self, kind: str) -> None:
        self._morning = False
        self.calmly(lambda: day_acts.begin(self.book, kind), _("The clock runs already."))

    def _stop(self) -> None:
        self.calmly(lambda: day_acts.end(self.book), _("No clock runs."))

    def action_tick(self) -> None:
        """Tick the task under the cursor off, or open it again."""
        task = self._chosen
        self._morning = False
        if task is None:
            self.notice.say(_("Only a task is ticked off, or what was to be learned."))
        else:
            self.calmly(lambda: plan_acts.tick(self.book, task.id, done=not task.done))

    def action_begin(self) -> None:
        """Let the clock run over other work, which is picked; stop it where it runs."""
        if not self.may_write():
            return
        if self._page.now.going_on is not None:
            self._stop()
            return
        task = self._chosen
        at = BESIDES.index(task.kind) if task is not None and task.kind in BESIDES else 0
        picked = PickScreen(_("What do you begin?"), list(map(wording.work, BESIDES)), at)

        def begin(at: int | None) -> None:
            if at is not None:
                self._begin(BESIDES[at])

        self.app.push_screen(picked, begin)

    def action_add_task(self) -> None:
        """Ask for what is to be done today."""
        if self.may_write():
            self._morning = False
            self.ask_task()

    def ask_task(self, text: str = "") -> None:
        """Ask for what is to be done today, with what was typed of it before."""
        hint = _("Begin with the kind of work: %(all)s") % {"all": ", ".join(map(wording.work, BESIDES))}
        asked = AskScreen(_("to do"), self._put_down, preview=_understood, hint=hint, draft=HalfTyped("to_do"))
        asked.begin_with = text
        self.app.push_screen(asked, self.moved)

    def _put_down(self, text: str) -> Done | None:
        """Put a typed task down; where it names no kind of work, ask for one."""
        kind, title = read_task(text)
        if kind is not None:
            return day_acts.to_do(self.book, kind, title, self._page.day)
        self.app.call_later(self._ask_kind, title)
        return None

    def _ask_kind(self, title: str) -> None:
        def picked(at: int | None) -> None:
            if at is None:
                self.ask_task(title)
            else:
                self.calmly(partial(day_acts.to_do, self.book, WORK[at], title, self._page.day))

        self.app.push_screen(PickScreen(_("What kind of work is it?"), list(map(wording.work, WORK))), picked)


def _understood(text: str) -> str:
    kind, title = read_task(text)
    if kind is None:
        return _("its kind is asked for next")
    return _("%(kind)s: %(title)s") % {"kind": wording.work(kind), "title": title}
