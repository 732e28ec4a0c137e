"""What if: figures are turned, and beside what the days ahead come to as it is stands what they would come to."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial
from threading import Lock

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.what_if import NOTHING, Outlook, Prospect, Trial, WhatIf, names_of
from repdesk.desk.what_if.trials import Dial, set_dial, turn_dial
from repdesk.errors import RepdeskError
from repdesk.garbage import uncollected
from repdesk.i18n import N_, _
from repdesk.progress import StoppedError
from repdesk.screens.accounts import AccountsScreen
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.desk_screen import DeskScreen
from repdesk.themes import sheet
from repdesk.widgets import what_if_words as words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.row_list import Column, RowList

_A_MOMENT = 0.15  # seconds after a key until the days are run through: keys that follow at once are waited for
_DAYS_WIDTH = 74  # cells of the page of days

_COLUMNS: tuple[Column[words.Line], ...] = (
    Column("", lambda line, _day: line.label, 20, 30),
    Column(N_("as it is"), lambda line, _day: line.was, 20, 36),
    Column(N_("what if"), lambda line, _day: line.now, 20, 400, speaks=True),
)


class TriedList(RowList[words.Line]):
    """The figures that are turned, over what they come to."""

    def key(self, row: words.Line) -> int:
        """Return the place of the line."""
        return row.key

    def mark(self, row: words.Line) -> str:
        """Mark what is other than it is."""
        return glyphs().to if row.changed else " "

    def speaking_style_of(self, row: words.Line) -> str:
        """Colour what is other than it is."""
        return "warned" if row.changed else ""


class ComingScreen(AccountsScreen):
    """The customers to whom something would come."""

    TAB = "whatif"


def _outlook(prospect: Prospect) -> Outlook | None:
    return prospect.outlook() if prospect.courses else None


class WhatIfScreen(DeskScreen):
    """Nothing is saved; the days are run through in a thread, course by course, and shown as they are known."""

    BINDINGS = keymap.bindings("whatif")
    PLACE = "whatif"
    CSS_PATH = sheet("what_if")

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self._list = TriedList(_COLUMNS)
        self._about = Static(id="about", markup=False)
        self._days = Static(id="coming", markup=False)
        self.trial = NOTHING
        """What is tried."""
        self._tried: WhatIf | None = None
        self._as_it_is: Prospect | None = None
        self._was: Outlook | None = None
        self._now: Outlook | None = None
        self._asked = 0  # how often the days were to be run through: an earlier run gives up
        self._turn = Lock()  # one run at a time
        self._soon: Timer | None = None

    def body(self) -> ComposeResult:
        """Place the lines beside what is behind the one under the cursor, on a narrow screen over it."""
        with Horizontal():
            with Vertical(id="tried"):
                yield self._list
                yield self._about
            with VerticalScroll(id="ahead", can_focus=False):
                yield self._days

    def on_mount(self) -> None:
        """Begin to run through the days."""
        super().on_mount()
        self._list.show((), self.book.clock.today(), [_("running through the days")])
        self.reload()

    def reload(self) -> None:
        """Read the book again and run through the days; what is tried stays."""
        self._tried = self._as_it_is = self._was = None
        self._ask()

    def _ask(self) -> None:
        """Have the days run through with what is tried, in a thread."""
        self._asked += 1
        self._now = None
        self._show()
        self.run_worker(partial(self._run, self._asked, self.trial), thread=True, group="what_if")

    def _run(self, asked: int, trial: Trial) -> None:
        with self._turn, uncollected(), suppress(StoppedError):
            self._run_courses(asked, trial)

    def _run_courses(self, asked: int, trial: Trial) -> None:
        """Run the days course by course, those as it is and those of the trial by turns, and tell of each."""
        self._go_on(asked)
        if self._tried is None:
            with BOOK_IN_USE:
                tried = WhatIf(self.book)
            as_it_is = tried.prospect()
            self._go_on(asked)
            self._tried, self._as_it_is = tried, as_it_is
        tried, as_it_is = self._tried, self._as_it_is or self._tried.prospect()
        prospects = [as_it_is] if trial == NOTHING else [as_it_is, tried.prospect(trial)]
        days = sum(len(one.ahead.days) for one in prospects) * tried.courses
        done = 0

        def heard() -> None:
            nonlocal done
            done += 1
            self._go_on(asked)
            if done % max(1, days // 20) == 0:
                self.app.call_from_thread(self._working, done, days)

        self.app.call_from_thread(self._answer, asked, *map(_outlook, (as_it_is, prospects[-1])))
        for course in range(1, tried.courses + 1):
            for prospect in prospects:
                if prospect.courses < course:
                    prospect.run(heard)
                    self.app.call_from_thread(self._answer, asked, *map(_outlook, (as_it_is, prospects[-1])))
        self.app.call_from_thread(self._working, 1, 1)

    def _go_on(self, asked: int) -> None:
        if asked != self._asked or not self.is_attached:
            raise StoppedError

    def _working(self, done: int, total: int) -> None:
        self.place_line.say(
            _("looking ahead %(percent)d %%") % {"percent": 100 * done // total} if done < total else ""
        )

    def _answer(self, asked: int, was: Outlook | None, now: Outlook | None) -> None:
        if asked == self._asked and self.is_attached:
            self._was, self._now = was, now
            self._show()

    def _show(self) -> None:
        if self._tried is None:
            return
        self._list.show(words.lines(self._tried, self.trial, self._was, self._now), self._tried.day)
        self._tell()

    def on_row_list_moved(self) -> None:
        """Say what there is to say of the line under the cursor."""
        self._tell()

    def on_resize(self) -> None:
        """Give the bars of the days the room there is."""
        self.call_after_refresh(self._show)

    def _tell(self) -> None:
        """Say what is behind the line under the cursor, and show the days where there is room."""
        tried, line = self._tried, self._list.row
        if tried is None or line is None:
            return
        self._about.update(Content("\n".join(self._said(tried, line))))
        if self._was is not None and self._now is not None and self.has_class("-wide"):
            width = max(20, self._days.size.width)
            drawn = words.day_lines(self._was, self._now, tried.day, width)
            self._days.update(Content("\n".join([words.days_heading(), *drawn])))

    def _said(self, tried: WhatIf, line: words.Line) -> list[str]:
        said, room = [], self._about.size.height
        if line.dial is not None:
            said.append(words.how_to(line.dial, self.keys.named))
        elif line.kind is not None and self._now is not None:
            found = words.fates(self._now, line.kind)
            names = names_of(self.book, found.ids[:room])
            said += [
                words.fate_line(names.get(fate.account_id, ""), fate, self._now.courses, tried.day)
                for fate in found.who[:room]
            ]
        if line.about:
            said.append(line.about)
        if self._now is not None and len(said) < room:
            said.append(words.span(tried, self._now))
        return said

    def action_open(self) -> None:
        """Type another figure, or show who, or which days, are behind the line under the cursor."""
        line = self._list.row
        if line is None:
            return
        if line.dial is not None:
            self._type(line.label, line.dial)
        elif self._now is None:
            self.notice.say(_("The days are still being run through."))
        elif line.days:
            self._show_days()
        elif line.ids:
            title = line.label if line.kind is None else _("%(what)s, likeliest first") % {"what": line.label}
            title = title if self.trial == NOTHING else _("what if: %(what)s") % {"what": title}
            self.app.push_screen(ComingScreen(self.book, self.keys, title, line.ids, self.book_name))
        else:
            self.notice.say(_("Nobody stands behind it."))

    def on_row_list_chosen(self) -> None:
        """Open the line clicked twice."""
        self.action_open()

    def _show_days(self) -> None:
        from repdesk.screens.dialog import Page

        if self._tried is None or self._was is None or self._now is None:
            return
        drawn = words.day_lines(self._was, self._now, self._tried.day, min(_DAYS_WIDTH, self.size.width - 8))
        self.app.push_screen(Page(words.days_heading(), [Content(line) for line in drawn]))

    def _type(self, title: str, dial: Dial) -> None:
        from repdesk.screens.ask import AskScreen

        def named(day: date) -> str:
            return wording.day(day, self.book.clock.today())

        def preview(text: str) -> str:
            trial = set_dial(self.book, self.trial, dial, text)
            return words.dialled(trial.policy_of(self.book.policy), trial.off, dial, named)

        self.app.push_screen(
            AskScreen(
                title,
                lambda text: self._try(set_dial(self.book, self.trial, dial, text)),
                placeholder=words.typed_like(dial),
                preview=preview,
                hint=_("Enter alone leaves it as it is"),
                may_be_empty=True,
            )
        )

    def _try(self, trial: Trial) -> None:
        """Try this, a moment after the last key."""
        if trial == self.trial:
            return
        self.trial = trial
        self._asked += 1  # what is being run through is not asked for any more
        self._now = None
        self._show()
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(_A_MOMENT, self._ask)

    def action_turn(self, by: int) -> None:
        """Turn the figure under the cursor on or back."""
        line = self._list.row
        if line is None or line.dial is None:
            self.notice.say(_("Only the figures at the top are turned."))
            return
        try:
            self._try(turn_dial(self.book, self.trial, line.dial, by))
        except RepdeskError as error:
            self.notice.refuse(error)

    def action_usual(self) -> None:
        """Leave the figure under the cursor as it is."""
        line = self._list.row
        if line is not None and line.dial is not None:
            self._try(set_dial(self.book, self.trial, line.dial, ""))

    def action_take(self) -> None:
        """Enter the days off that are tried, or write the figures down."""
        from repdesk.screens.what_if.taking import take

        take(self)

    def leave_trying(self, trial: Trial) -> None:
        """Go on with what is left to be tried, after something of it was taken."""
        self.trial = trial
        self.reload()

    def everything_changed(self) -> None:
        """Have the other places show the book anew."""
        self.app.post_message(DataChanged(by=self))
