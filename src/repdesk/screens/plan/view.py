"""The pages of the evening's plan as they are shown: what is at hand at once, what takes long from a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.day.now import arranged
from repdesk.desk.evening import Besides, LooseEnd, besides, loose_ends, planned_day
from repdesk.desk.evening.tomorrow import Draft, Tomorrow
from repdesk.desk.reckoned import Reckoned, reckoned
from repdesk.desk.suggesting import Suggested
from repdesk.i18n import _
from repdesk.rules.types import Tier
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.plan.pages import (
    BESIDES,
    DAY,
    DUE,
    FROZEN,
    LEARN,
    LOAD,
    LOOSE,
    TOMORROW,
    keys_said,
    page_names,
    question,
)
from repdesk.screens.plan.papers import ROOMY, day_lines, frozen_lines, learn_lines, load_lines
from repdesk.themes import sheet
from repdesk.widgets.fields import Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import plain
from repdesk.widgets.plan_field import PlanField
from repdesk.widgets.plan_lists import ForemostList, LooseList, RegretList, TaskList
from repdesk.widgets.step_line import StepLine
from repdesk.widgets.suggestion_list import SuggestionList


class PlanView(DeskScreen):
    """What was said of the pages is kept while the app is open; what is done on them is done at once."""

    BINDINGS = keymap.bindings("plan")
    CSS_PATH = sheet("plan")
    AUTO_FOCUS = ""
    PLACE = "plan"

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self._steps, self._paper, self._whole = StepLine(), Static(), Static(id="whole", markup=False)
        self.loose, self.foremost, self.tasks = LooseList(), ForemostList(), TaskList()
        self.dues, self.regrets = SuggestionList(id="dues"), RegretList()
        self.field, self.prompt = PlanField(), Words()
        self._asked = 0  # how often tomorrow was reckoned: what comes of an earlier one is late
        self.working = False
        self.unsent = ""  # typed on the page of tasks and not entered
        self._begin(planned_day(book))

    def _begin(self, day: date) -> None:
        """Begin the plan of another day."""
        self.planned = day
        self.page = self._seen = LOOSE
        self.draft: Draft | None = None  # None: as the rules, or the plan that stands, have it
        self.let_go: set[int] = set()
        self.known: Reckoned | None = None
        self.due: tuple[Suggested, ...] = ()
        self.more = Besides((), None, None)
        self.offered = ""  # what stands on the line to be learned and was not typed
        self._ends: tuple[LooseEnd, ...] = ()
        self.touched = self.warned = False
        self._said: list[tuple[int, Callable[[], None]]] = []  # what undo takes back here, with the entry it came after

    @property
    def ahead(self) -> Tomorrow | None:
        """Return tomorrow's list, None until it is reckoned."""
        return self.known.ahead if self.known is not None else None

    def body(self) -> ComposeResult:
        """Place the steps, the question, what each page shows, and the keys that answer it."""
        yield self._steps
        yield Static(id="question", markup=False)
        yield self.loose
        yield self.dues
        yield self.foremost
        with VerticalScroll(id="paper", can_focus=False):
            yield self._paper
        yield self.regrets
        yield self.tasks
        with Horizontal(id="ask"):
            yield self.prompt
            yield self.field
        yield self._whole
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Look back on the day, and have tomorrow reckoned meanwhile."""
        super().on_mount()
        self.reload()

    def reload(self) -> None:
        """Read the book again; what takes long is read in a thread."""
        if (day := planned_day(self.book)) != self.planned:
            self._begin(day)
            self.field.value = ""
        self.read_soon()
        self.reckon()
        self.show_page(self.page)

    def minute_passed(self, now: datetime) -> None:
        """Begin anew once another day is planned: that is some hours after midnight."""
        super().minute_passed(now)
        if planned_day(self.book) != self.planned and not self.working:
            self.reload()

    def footer(self) -> Iterator[tuple[str, str, str]]:
        """Return the keys that work on every page; the page's own line names the others."""
        return (entry for entry in super().footer() if entry[2] in ("undo", "find", "app.help", "app.leave"))

    def on_resize(self) -> None:
        """Write what depends on the width anew."""
        self.show_page(self.page)

    def read_soon(self) -> None:
        """Read what is at hand at once."""
        self._ends = tuple(end for end in loose_ends(self.book) if end.key not in self.let_go)
        self.more = besides(self.book)
        today = self.book.clock.today()
        self.loose.show(self._ends, today, [] if self._ends else [_("Nothing is left open of the day.")])
        self.tasks.show(self.more.tasks, today, [] if self.more.tasks else [_("Nothing besides calling yet.")])

    def reckon(self) -> None:
        """Have tomorrow's list and the day's figures reckoned in a thread: with a large book that takes a while."""
        self._asked += 1
        number, draft = self._asked, self.draft
        self.book.accounts(self.book.list_day())  # read here, where acts happen too, so that none is missed

        def work() -> None:
            with BOOK_IN_USE:
                if not get_current_worker().is_cancelled:
                    found = reckoned(self.book, draft)
                    if self.is_attached:
                        self.app.call_from_thread(self._reckoned, number, found)

        self.run_worker(work, thread=True, group="reckon")

    def _reckoned(self, number: int, found: Reckoned) -> None:
        if number != self._asked:
            return
        first, self.known = self.known is None, found
        page = self.page
        if first and page == LEARN and not self.field.value:
            self._offer_learning()
        if found.ahead.frozen and not self.touched:
            page = FROZEN
        elif page == FROZEN and not found.ahead.frozen:  # the plan was taken back
            page = DAY
        elif first and page == DUE and not found.due:
            page = TOMORROW
        self.show_due(found.due)
        self.regrets.show(found.done.regretted, self.book.clock.today())
        self.show_foremost()
        self.show_page(page)

    def show_foremost(self) -> None:
        """Show who comes first tomorrow, with what the rep has said of them."""
        if self.ahead is not None:
            after = _after(self.ahead)
            self.foremost.show_draft(self.ahead.foremost, self.ahead.day, self.word, after)

    def show_due(self, due: tuple[Suggested, ...]) -> None:
        """Show what the day's calls suggest."""
        self.due = due
        self.dues.show(due, self.book.clock.today(), [] if due else [_("Nothing more is suggested.")])
        self.show_whole()

    def show_whole(self) -> None:
        """Show what is suggested under the cursor in full."""
        row = self.dues.row
        self._whole.update(Content(f" {plain(row.sentence)}" if row is not None else ""))

    @property
    def word(self) -> Draft:
        """Return what the rep has said of tomorrow's list so far."""
        if self.draft is not None:
            return self.draft
        return self.ahead.draft if self.ahead is not None else Draft()

    @property
    def pages(self) -> list[int]:
        """Return the pages there are: that of what is due only where something is, or was while it is shown."""
        return [page for page in range(FROZEN + 1) if page != DUE or self.due or self.page == DUE]

    def beside(self, step: int) -> int:
        """Return the page after this one (1) or before it (-1); what is not reckoned yet may have a page of its own."""
        page = self.page + step
        return page + step if page == DUE and self.known is not None and not self.due else page

    def show_page(self, page: int) -> None:
        """Show a page."""
        if came := page != self.page:
            self.leave_page()
        self.page = page
        self._seen = max(self._seen, page)
        counts = {LOOSE: len(self._ends), BESIDES: sum(not task.done for task in self.more.tasks), DUE: len(self.due)}
        if self.ahead is not None:
            counts[TOMORROW] = sum(row.account_id not in self.word.dropped for row in self.ahead.foremost)
        pages = self.pages
        seen = max((at for at, one in enumerate(pages) if one <= self._seen), default=0)
        names, short = (page_names(counts, pages, short=short) for short in (False, True))
        self._steps.show(names, short, pages.index(page), seen)
        self.query_one("#question", Static).update(Content(f" {plain(question(page, self.day_said))}"))
        self.query_one("#keys", Static).update(Content(f" {keys_said(page, self.keys, self.day_said)}"))
        self._lay(came)

    def leave_page(self) -> None:
        """Keep what was typed on the page that is left."""
        if self.page == BESIDES:
            self.unsent = self.field.value

    @property
    def day_said(self) -> str:
        """Return the day that is planned, in words."""
        return wording.day(self.planned, self.book.clock.today())

    def _lay(self, came: bool) -> None:
        """Show what belongs to the page, and give it the keyboard where the rep just `came`."""
        page, waits = self.page, self._waits
        self.loose.display = page == LOOSE
        self.dues.display = self._whole.display = page == DUE and not waits
        self.foremost.display = page == TOMORROW and not waits
        self.tasks.display = page == BESIDES
        self.regrets.display = page == DAY and not waits and bool(self.regrets.rows)
        self.set_class(self.regrets.display, "-regretting")
        self.query_one("#paper").display = waits or page in (LOAD, LEARN, DAY, FROZEN)
        writes = page in (BESIDES, LEARN)
        self.query_one("#ask").display = writes
        self.set_class(writes, "-writing")
        if came and page == LEARN:
            self._offer_learning()
        elif came and writes:
            self.field.value = self.unsent
        self.show_paper()
        if writes:
            words = _("to do") if page == BESIDES else _("to learn")
            self.prompt.show(f" {words} {glyphs().prompt} ")
        lists: dict[int, Widget] = {LOOSE: self.loose, DUE: self.dues, TOMORROW: self.foremost, DAY: self.regrets}
        if self.is_current or came:
            self.set_focus(self.field if writes else lists.get(page))

    def _offer_learning(self) -> None:
        """Begin the line with what is to be learned, else with what was to be and is not ticked."""
        if self.more.learn is not None:
            self.offered, self.field.value = "", self.more.learn.title
        else:
            self.offer(self.known.choice.carried if self.known is not None else "")

    def offer(self, text: str) -> None:
        """Put something on the line that may be learned, which counts as nothing typed."""
        self.offered = text
        self.field.offer(text)

    def show_paper(self) -> None:
        """Write the page that is read, or what stands over the line."""
        self._paper.update(Content("\n").join(self._paper_lines()))

    @property
    def _waits(self) -> bool:
        """Say whether the page has to wait for what is being reckoned."""
        return self.working or (self.page in (DUE, TOMORROW, LOAD, DAY, FROZEN) and self.known is None)

    def _paper_lines(self) -> Sequence[Content]:
        if self._waits:
            return [Content(_("Working ..."))]
        width = self.app.size.width - 4
        if self.known is not None and self.page == LOAD:
            return load_lines(self.known.ahead)
        if self.known is not None and self.page == DAY:
            return day_lines(self.known.done, width)
        if self.known is not None and self.page == FROZEN:
            blocks = arranged(self.book, self.planned)
            return frozen_lines(self.known.ahead, self.more, blocks, width, roomy=self.app.size.height >= ROOMY)
        choice = self.known.choice if self.known is not None else None
        return learn_lines(self.more, choice, self.field.value, width)


def _after(ahead: Tomorrow) -> list[str]:
    """Return what is said under the promised and priority ones: how many follow them."""
    tiers = ahead.per_tier()
    rest = len(ahead.rows) - sum(row.account_id not in ahead.draft.dropped for row in ahead.foremost)
    said = []
    if not ahead.rows:
        said.append(_("Nobody is due, and everybody was called this cycle."))
    elif not ahead.foremost:
        said.append(_("Nobody is promised, and nobody has priority."))
    if rest:
        words = _("and %(n)d more: due %(due)d, coverage %(coverage)d")
        said.append(words % {"n": rest, "due": tiers[Tier.DUE], "coverage": tiers[Tier.COVERAGE]})
    if ahead.over_quota_by:
        said.append(_("promised beyond the quota: %(n)d") % {"n": ahead.over_quota_by})
    return said
