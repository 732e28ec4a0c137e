"""Numbers put into their international form: what each would become, what cannot, and then all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.app import App, ComposeResult
from textual.containers import Vertical

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.numbers import Normalising, normalising, read_country, refusals
from repdesk.errors import RepdeskError
from repdesk.i18n import N_, _, ngettext
from repdesk.screens.acts import Done
from repdesk.screens.ask import AskScreen
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Words
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.notice import Notice
from repdesk.widgets.plain import plain
from repdesk.widgets.progress import bar
from repdesk.widgets.row_list import Column, RowList


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A line of the list: whose number, what it is, and what it would be or why it cannot."""

    key: int
    name: str
    before: str
    after: str
    refused: bool


_COLUMNS: tuple[Column[NumberLine], ...] = (
    Column(N_("customer"), lambda row, _day: plain(row.name), 16, 400),
    Column(N_("as it is"), lambda row, _day: plain(row.before), 18, 24),
    Column(N_("becomes"), lambda row, _day: plain(row.after), 22, 30, speaks=True),
)


class NumberLines(RowList[NumberLine]):
    """The numbers, those that change before those that cannot."""

    def key(self, row: NumberLine) -> int:
        """Return its place."""
        return row.key

    def speaking_style_of(self, row: NumberLine) -> str:
        """Warn of what stays as it is."""
        return "warned" if row.refused else ""


class NormalisingScreen(Dialog[Done]):
    """Dismissed with what was done, None where nothing was."""

    BINDINGS = [  # noqa: RUF012 (Textual declares it so)
        *keymap.bindings("anywhere"),
        *keymap.bindings("numbers"),
        *keymap.bindings("dialog"),
    ]
    AUTO_FOCUS = "RowList"

    def __init__(self, book: Book, keys: keymap.Keys, country: str) -> None:
        """Read the numbers of `book` as those of `country` (ISO 3166)."""
        super().__init__()
        self.book, self.keys = book, keys
        self._country, self._reread = country, False
        self._found: Normalising | None = None
        self._asked = 0
        self._working = False
        self._title = Words(id="title")
        self._list = NumberLines(_COLUMNS)
        self.notice = Notice(id="notice")

    def compose(self) -> ComposeResult:
        """Place the list over what was last said and the keys."""
        with Vertical(id="numbers"):
            yield self._title
            yield self._list
            yield self.notice
            yield KeyLine(
                [
                    (self.keys.named("dialog.accept"), _("put them so"), "accept"),
                    *self.keys.footer("numbers"),
                    (self.keys.named("dialog.back"), _("back"), "leave"),
                ]
            )

    def on_mount(self) -> None:
        """Begin to read."""
        self._look()

    def _look(self) -> None:
        self._asked, self._found = self._asked + 1, None
        self._title.show(_("Reading the numbers as those of %(country)s ...") % {"country": self._country})
        self._list.show((), self.book.clock.today())
        work = partial(self._looked, self._asked, self._country, reread=self._reread)
        self.run_worker(work, thread=True, group="numbers")

    def _looked(self, asked: int, country: str, *, reread: bool) -> None:
        with BOOK_IN_USE:
            try:
                came: Normalising | RepdeskError = normalising(
                    self.book, country, reread=reread, progress=partial(self._heard, asked)
                )
            except RepdeskError as error:
                came = error
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, came)

    def _heard(self, asked: int, done: int, total: int) -> None:
        """Show how far it is, told in a thread."""
        if self.is_attached and asked == self._asked:
            self.app.call_from_thread(self.notice.say, bar(done, total))

    def _answer(self, asked: int, came: Normalising | RepdeskError) -> None:
        if asked != self._asked:
            return
        if isinstance(came, RepdeskError):
            self.notice.refuse(came)
            return
        self._found = came
        self.notice.say("")
        self._title.show(_said(came))
        none = _("every number is in its international form") if came.fine else _("there is no number in the book")
        rows = [*_rows(came)]
        self._list.show(rows, self.book.clock.today(), [] if rows else [none])

    def action_reread(self) -> None:
        """Read again those too that were given without their country, or leave these as they are."""
        if not self._working:
            self._reread = not self._reread
            self._look()

    def action_country(self) -> None:
        """Read them as those of another country."""
        if not self._working:
            ask_country(self.app, self._taken, self._country)

    def _taken(self, country: str) -> None:
        self._country = country
        self._look()

    def action_accept(self) -> None:
        """Put the numbers into their international form, in a thread."""
        if self._working or self._found is None:
            return
        if not self._found.changes:
            self.notice.say(_("There is nothing to change."))
            return
        self._working = True
        self.notice.say(_("Working ..."))
        self.run_worker(partial(self._work, self._country, reread=self._reread), thread=True, group="numbers")

    def _work(self, country: str, *, reread: bool) -> None:
        from repdesk.desk.numbers_writing import normalise

        with BOOK_IN_USE:
            try:
                done = normalise(self.book, country, reread=reread, progress=partial(self._heard, self._asked))
                n = len(done.found.changes)
                said = ngettext("%(n)d number is in its new form", "%(n)d numbers are in their new form", n) % {"n": n}
                came = None if done.change is None else Done(done.change.accounts, said)
                error = None
            except RepdeskError as refused:
                came, error = None, refused
        if self.is_attached:
            self.app.call_from_thread(self._worked, came, error)

    def _worked(self, done: Done | None, error: RepdeskError | None) -> None:
        self._working = False
        if error is not None:
            self.notice.refuse(error)
        else:
            self.dismiss(done)

    def action_leave(self) -> None:
        """Go back; not while it is under way."""
        if not self._working:
            self.dismiss(None)


def _said(found: Normalising) -> str:
    n, m = len(found.changes), len(found.refused)
    changes = ngettext("%(n)d number changes", "%(n)d numbers change", n) % {"n": n}
    refused = ngettext("%(n)d cannot", "%(n)d cannot", m) % {"n": m}
    facts = {"changes": changes, "refused": refused, "country": found.country}
    if found.reread:
        return _("All without a country as of %(country)s: %(changes)s, %(refused)s") % facts
    return _("As numbers of %(country)s: %(changes)s, %(refused)s") % facts


def _rows(found: Normalising) -> Iterator[NumberLine]:
    for key, one in enumerate(found.changes):
        yield NumberLine(key, found.names[one.account_id], one.shown, one.becomes, refused=False)
    for key, (name, number, why) in enumerate(refusals(found), len(found.changes)):
        yield NumberLine(key, name, number, why, refused=True)


def ask_country(app: App[object], then: Callable[[str], None], value: str = "") -> None:
    """Ask which country numbers without a country code are in; `then` hears it."""
    chosen: list[str] = []

    def act(text: str) -> None:
        chosen.append(read_country(text))

    hint = _("Where numbers without a country code are, such as CN or GB.")
    ask = AskScreen(_("country"), act, placeholder="CN", hint=hint)
    ask.begin_with = value
    app.push_screen(ask, lambda _done: then(chosen[-1]) if chosen else None)


def ask_to_normalise(screen: DeskScreen) -> None:
    """Show what would come of it, as numbers of the book's country, or of the one that is asked for."""
    country = screen.book.setting("country") or screen.book.setting("phone_region")

    def show(country: str) -> None:
        def seen(done: Done | None) -> None:
            if done is not None:
                screen.show_done(done)

        screen.app.push_screen(NormalisingScreen(screen.book, screen.keys, country), seen)

    if country:
        show(country)
    else:
        ask_country(screen.app, show)
