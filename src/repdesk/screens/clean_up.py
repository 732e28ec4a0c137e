"""Cleaning up: drives with their pace, numbers in trouble, thin cards; each bar opens its customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.clean_up import CleanUp, Drive, clean_up
from repdesk.i18n import _
from repdesk.screens.accounts import AccountsScreen
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.desk_screen import DeskScreen
from repdesk.themes import sheet
from repdesk.widgets import clean_up_words as words
from repdesk.widgets.bars import BarLine, Bars, Gap, Line, TextLine
from repdesk.widgets.plain import clip, plain

_NAME, _WIDE_NAME = 22, 40  # cells of a drive's name before its bar
_DRIVES, _NUMBERS, _CARDS = 1_000, 100, 200  # where the keys of the lines begin; drives follow by their number


class LeftScreen(AccountsScreen):
    """The customers that a bar leaves to be seen to."""

    TAB = "cleanup"


class CleanUpScreen(DeskScreen):
    """One cursor over all bars: Enter opens who is left behind one as a list to walk and call."""

    BINDINGS = keymap.bindings("cleanup")
    PLACE = "cleanup"
    AUTO_FOCUS = "Bars"
    CSS_PATH = sheet("clean_up")

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self._bars = Bars()
        self._about = Static(id="about")
        self._behind: dict[int, tuple[str, tuple[int, ...]]] = {}  # title and accounts of each line
        self._said: dict[int, Sequence[str]] = {}  # what there is to say of each line
        self._drives: dict[int, Drive] = {}
        self._found: CleanUp | None = None
        self._asked = 0  # how often the book was looked through
        self._go_to: int | None = None

    def body(self) -> ComposeResult:
        """Place the bars over what is to be said of the one under the cursor."""
        yield self._bars
        yield self._about

    def on_mount(self) -> None:
        """Begin to look through the book."""
        super().on_mount()
        self._bars.show([TextLine(_("looking through the book"))])
        self.watch(self._bars, "cursor", self._tell)
        self.reload()

    def reload(self) -> None:
        """Look through the book again, in a thread: a large one takes a second."""
        self._asked += 1
        self.run_worker(partial(self._look, self._asked), thread=True, group="clean_up")

    def _look(self, asked: int) -> None:
        if asked != self._asked:
            return
        with BOOK_IN_USE:
            found = clean_up(self.book)
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, found)

    def _answer(self, asked: int, found: CleanUp) -> None:
        if asked != self._asked:
            return
        self._found = found
        self._show(found)
        if self._go_to is not None:
            self._bars.go_to(self._go_to)
            self._go_to = None
        self._tell()

    def _show(self, found: CleanUp) -> None:
        self._behind, self._said, self._drives = {}, {}, {_DRIVES + one.kept.id: one for one in found.drives}
        self._bars.show([*self._lines(found)])

    def on_resize(self) -> None:
        """Give the names of the drives the room there is."""
        if self._found is not None:
            self.call_after_refresh(self._show, self._found)

    def _lines(self, found: CleanUp) -> Iterator[Line]:
        if not found.accounts:
            yield TextLine(_("There is nobody in the book yet."))
            return
        yield from self._of_drives(found)
        yield Gap()
        yield TextLine(_("numbers"))
        for n, (trouble, ids) in enumerate(found.troubles.items()):
            key, title = _NUMBERS + n, words.trouble(trouble)
            self._behind[key], self._said[key] = (title, ids), [words.what_to_do(trouble)]
            yield BarLine(key, title, (f"{len(ids):,}", "", ""), len(ids), found.accounts)
        yield Gap()
        yield TextLine(_("cards less than %(n)d of 100 complete") % {"n": found.mark})
        for n, (letter, thin) in enumerate(found.thin.items()):
            key, label = _CARDS + n, f"{letter} {wording.grade(letter)}"
            title = _("grade %(grade)s, least known first") % {"grade": label}
            self._behind[key] = title, thin.ids
            self._said[key] = [_("Who is least known comes first: fill in the card, or call and ask.")]
            yield BarLine(key, label, (f"{len(thin.ids):,}/{thin.total:,}", "", ""), len(thin.ids), thin.total)

    def _of_drives(self, found: CleanUp) -> Iterator[Line]:
        key = self.keys.named("cleanup.begin")
        if not found.drives:
            yield TextLine(_("no clean-up drive yet: %(key)s begins one") % {"key": key})
            return
        yield TextLine(_("drives"), (_("have it"), _("stands"), _("due")))
        today, most = self.book.clock.today(), _WIDE_NAME if self.has_class("-wide") else _NAME
        for drive in found.drives:
            at = _DRIVES + drive.kept.id
            self._behind[at] = _("%(drive)s, left") % {"drive": plain(drive.kept.name)}, drive.left
            self._said[at] = [drive.kept.name, *words.drive_said(drive)]
            figures = words.drive_figures(drive, today)
            stands = drive.progress
            name = clip(plain(drive.kept.name), most)
            yield BarLine(at, name, figures, stands.done, stands.total, stands.needed)

    def _tell(self) -> None:
        """Say what there is to say of the line under the cursor."""
        said = self._said.get(self._bars.cursor if self._bars.cursor is not None else -1, ())
        self._about.update(Content("\n".join(map(plain, said))))

    @property
    def drive(self) -> Drive | None:
        """Return the drive under the cursor, None where another line is."""
        return self._drives.get(self._bars.cursor if self._bars.cursor is not None else -1)

    def action_open(self) -> None:
        """Show the customers behind the bar under the cursor."""
        title, ids = self._behind.get(self._bars.cursor if self._bars.cursor is not None else -1, ("", ()))
        if not ids:
            self.notice.say(_("Nobody is left there."))
            return
        self.app.push_screen(LeftScreen(self.book, self.keys, title, ids, self.book_name))

    def on_bars_chosen(self) -> None:
        """Open the bar clicked twice."""
        self.action_open()

    def action_begin(self) -> None:
        """Begin a drive: what each is to have is picked, the rest filled in."""
        from repdesk.screens.driving import ask_to_begin

        if self.may_write():
            ask_to_begin(self, self._begun)

    def _begun(self, drive_id: int) -> None:
        self._go_to = _DRIVES + drive_id

    def action_edit(self) -> None:
        """Change the drive under the cursor."""
        from repdesk.screens.driving import ask_to_change

        if self.drive is None:
            self.notice.say(_("Only a drive is changed here."))
        elif self.may_write():
            ask_to_change(self, self.drive)

    def action_close(self) -> None:
        """Close the drive under the cursor, or let it go on."""
        from repdesk.screens.driving import close

        drive = self.drive
        if drive is None:
            self.notice.say(_("Only a drive is closed."))
        elif self.may_write():
            self._go_to = self._bars.cursor
            self.calmly(lambda: close(self.book, drive))

    def action_normalise(self) -> None:
        """Show which numbers would be put into their international form."""
        from repdesk.screens.normalising import ask_to_normalise

        if self.may_write():
            ask_to_normalise(self)
