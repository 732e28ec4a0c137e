"""Bringing a file in, page by page: how it is read, where columns go, its first rows, who is met twice, all at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from repdesk import keymap
from repdesk.clock import Clock
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress, Stopped
from repdesk.screens.importing.lines import Lines, columns
from repdesk.screens.importing.steps import LISTS, NAMES, PAGES, SHORT, Page, footer
from repdesk.screens.importing.under_way import Work, under_way
from repdesk.screens.typed_path import at_home, typed_path
from repdesk.widgets.fields import Field
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.plain import plain
from repdesk.widgets.step_line import StepLine

if TYPE_CHECKING:
    from repdesk.desk.exporting import Held
    from repdesk.desk.importing.choices import Choices
    from repdesk.desk.importing.looked import Looked
    from repdesk.desk.importing.report import ImportReport


class ImportScreen(Screen[None]):
    """Five pages and the last one, which does it; Esc goes a page back, or stops what is under way."""

    BINDINGS = [*keymap.bindings("dialog"), *keymap.bindings("importing")]  # noqa: RUF012 (Textual declares it so)
    AUTO_FOCUS = ""
    CSS_PATH = "../../styles/importing.tcss"

    class Done(Message):
        """The file is in the book."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, path: Path, clock: Clock, keys: keymap.Keys, opened: Callable[[], Book]) -> None:
        """Bring a file into the book at `path`, which `opened` makes where there is none, and opens."""
        super().__init__()
        self._path, self._clock, self._keys, self._opened = path, clock, keys, opened
        self._file = Path()
        self._page: Page = "file"
        self._seen = 0
        self._choices: Choices | None = None
        self._found: Looked | None = None
        self._rejects = False
        self._stop: Callable[[], None] | None = None
        """Ends the work that is under way; None where nothing is."""
        self._done: ImportReport | None = None
        self._whole: Held | None = None
        """An export of repdesk that was read, to come back whole into a book without customers; None for a table."""
        self._steps = StepLine()
        self._foot = KeyLine(())
        self._lists = {page: Lines(columns(*widths), id=page) for page, widths in LISTS.items()}

    def compose(self) -> ComposeResult:
        """Place the pages under the line of steps, and what is said of them over the keys."""
        with Vertical(id="import"):
            yield self._steps
            yield Static(id="words", markup=False)
            yield Field(placeholder=_("path of the file"))
            yield from self._lists.values()
            yield Static(id="detail", markup=False)
            yield Static(id="said", markup=False)
            yield self._foot

    def on_mount(self) -> None:
        """Ask for the file."""
        self._go("file")

    # The pages

    def _go(self, page: Page) -> None:
        """Show a page."""
        self._page = page
        at = PAGES.index(page)
        self._seen = max(self._seen, at)
        self._steps.show([_(name) for name in NAMES], [_(name) for name in SHORT], at, self._seen)
        self.query_one(Field).display = page == "file"
        for name, shown in self._lists.items():
            shown.display = name == page
        self._say("")
        self._show()
        self.set_focus(self.query_one(Field) if page == "file" else self._lists.get(page))

    def _show(self) -> None:
        """Fill the page that is shown, as far as the file has been looked at."""
        from repdesk.screens.importing import pages

        found, choices = self._found, self._choices
        if self._page == "file" or found is None or choices is None:
            if self._done is None:
                self._words(_("Which file? CSV, Excel, address cards (vCard) or JSON; nothing is written yet."))
        elif self._page == "reading":
            self._lists["reading"].put(pages.of_reading(found, choices))
        elif self._page == "columns":
            self._lists["columns"].put(pages.of_columns(found))
        elif self._page == "rows":
            self._lists["rows"].put(pages.of_rows(found), _("no rows"))
        elif self._page == "twice":
            self._lists["twice"].put(pages.of_duplicates(found.report), _("nobody is met twice"))
        if found is not None and self._page not in ("file", "over"):
            self._words(f"{plain(self._file.name)}   {pages.counted(found.report)}")
        if found is not None and self._page == "over" and self._done is None and self._stop is None:
            self._words("\n".join(pages.summary(found, rejects=self._rejects_said())))
        self._tell_line()
        self._foot.show(self._footer())

    def _footer(self) -> list[tuple[str, str, str]]:
        if self._stop is not None:
            return [(self._keys.named("dialog.back"), _("stop"), "leave")]
        if self._done is not None:
            return [(self._keys.named("dialog.accept"), _("to the day"), "accept")]
        mends = self._found is not None and bool(self._found.report.problems)
        return footer(self._keys, "over" if self._whole is not None else self._page, mends=mends)

    def _rejects_said(self) -> str:
        from repdesk.desk.importing.rejects import free_place

        if self._rejects:
            return _("What is to be mended goes to %(path)s") % {"path": plain(at_home(free_place(self._file)))}
        return _("%(key)s: write what is to be mended beside the file") % {"key": self._keys.named("importing.rejects")}

    def _words(self, text: str) -> None:
        self.query_one("#words", Static).update(Content(text))

    def _say(self, text: str, *, error: bool = False) -> None:
        self.query_one("#said", Static).update(Content.styled(plain(text), "bold $error" if error else "$muted"))

    def _tell_line(self) -> None:
        """Say at the foot all that is to be said of the line under the cursor."""
        shown = self._lists.get(self._page)
        line = shown.row if shown is not None else None
        detail = ""
        if line is not None and self._page == "rows":
            detail = line.detail
        elif line is not None and self._page == "twice":
            detail = line.cells[2]
        elif line is not None and self._page == "columns":
            detail = f"{line.cells[0]}: {line.cells[2]}"
        self.query_one("#detail", Static).update(Content(detail))

    def on_row_list_moved(self) -> None:
        """Say what is to be said of the line."""
        self._tell_line()

    def on_row_list_chosen(self) -> None:
        """Change the line clicked twice."""
        self.action_change()

    def on_step_line_picked(self, event: StepLine.Picked) -> None:
        """Go back to a page that was seen."""
        if self._stop is None and self._done is None and self._found is not None:
            self._go(PAGES[event.at])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field is Enter on the screen."""
        event.stop()
        self.action_accept()

    def on_input_changed(self) -> None:
        """Another file may be no export."""
        if self._whole is not None:
            self._take_whole(None)

    # What the keys do

    def action_accept(self) -> None:
        """Go on from this page."""
        if self._stop is not None:
            return
        if self._done is not None:
            self._finish(self._done)
        elif self._whole is not None:
            self._bring_back(self._whole)
        elif self._page == "file":
            self._read_file()
        elif self._page == "over":
            self._bring_in()
        else:
            self._go(PAGES[PAGES.index(self._page) + 1])

    def action_leave(self) -> None:
        """Stop what is under way, else go a page back."""
        if self._stop is not None:
            self._stop()
        elif self._done is not None:
            self._finish(self._done)
        elif self._page == "file":
            self.app.pop_screen()
        else:
            self._go(PAGES[PAGES.index(self._page) - 1])

    def action_change(self) -> None:
        """Change the line under the cursor."""
        from repdesk.screens.importing.changing import Changing

        shown = self._lists.get(self._page)
        line = shown.row if shown is not None else None
        if self._stop is not None or self._found is None:
            return
        changing = Changing(self.app, self._found, self._look)
        if self._page == "twice":
            changing.duplicates()
        elif line is not None and self._page == "reading":
            changing.reading(line.key)
        elif line is not None and self._page == "columns":
            changing.column(line.key)

    def action_leave_out(self) -> None:
        """Leave the column under the cursor out."""
        from repdesk.screens.importing.changing import Changing

        line = self._lists["columns"].row
        if self._page == "columns" and line is not None and self._stop is None and self._found is not None:
            Changing(self.app, self._found, self._look).map(line.key, "")

    def action_rejects(self) -> None:
        """Have the rows to be mended written beside the file, or not."""
        if self._page == "over" and self._done is None and self._stop is None:
            self._rejects = not self._rejects
            self._show()

    # What takes a while

    def _read_file(self) -> None:
        from repdesk.desk.importing.choices import NOTHING_SAID

        typed = self.query_one(Field).value
        if not typed.strip():
            return
        try:
            self._file = typed_path(typed)
        except RepdeskError as error:
            self._say(error.line, error=True)
            return
        self._look(NOTHING_SAID, then="reading")

    def _look(self, choices: Choices, then: Page | None = None) -> None:
        """Look at the file by these choices in a thread; where that is refused, all stays as it was."""

        def work(progress: Progress, stopped: Stopped) -> Callable[[], None]:
            from repdesk.desk.importing.trying import look_somehow
            from repdesk.screens.importing.whole import read_whole

            book = self._opened() if self._path.exists() else None
            if (held := read_whole(self._file, book)) is not None:
                return partial(self._take_whole, held)
            found = look_somehow(self._file, book, choices, now=self._clock.now(), progress=progress, stopped=stopped)
            return partial(self._looked, found, then)

        self._begin(_("Reading the file"), work)

    def _looked(self, found: Looked, then: Page | None) -> None:
        self._found, self._choices = found, found.choices
        if then is not None:
            self._go(then)
        else:
            self._show()

    def _take_whole(self, held: Held | None) -> None:
        """Have the next Enter bring a whole export in, or not."""
        from repdesk.screens.importing.whole import said_of

        self._whole = held
        self._say(said_of(held) if held is not None else "")
        self._foot.show(self._footer())

    def _bring_back(self, held: Held) -> None:
        def work(_progress: Progress, _stopped: Stopped) -> Callable[[], None]:
            from repdesk.screens.importing.whole import bring_back

            report = bring_back(held, self._opened)

            def over() -> None:
                self._go("over")
                self._brought_in(report)

            return over

        self._whole = None
        self._begin(_("Bringing it in"), work)

    def _bring_in(self) -> None:
        choices = self._choices
        if choices is None:
            return

        def work(progress: Progress, stopped: Stopped) -> Callable[[], None]:
            from repdesk.desk.importing import import_file
            from repdesk.desk.importing.rejects import free_place

            rejects = free_place(self._file) if self._rejects else None
            report = import_file(self._file, self._opened, choices, rejects=rejects, progress=progress, stopped=stopped)
            return partial(self._brought_in, report)

        self._begin(_("Bringing it in"), work)

    def _brought_in(self, report: ImportReport) -> None:
        from repdesk.screens.importing import pages

        self._done = report
        lines = [_("It is in the book: %(counts)s") % {"counts": pages.counted(report)}]
        if report.rejects is not None:
            lines.append(_("What is to be mended is in %(path)s") % {"path": at_home(Path(report.rejects))})
        lines.append(_("%(key)s on the day undoes all of it.") % {"key": self._keys.named("desk.undo")})
        self._words("\n\n".join(plain(line) for line in lines))
        self._show()

    def _finish(self, report: ImportReport) -> None:
        from repdesk.screens.importing import words

        self.post_message(self.Done(words.brought_in(report.kind, report.created)))

    def _begin(self, title: str, work: Work) -> None:
        """Begin what takes a while."""
        self._stop = under_way(self, title, work, self._say, self._over)
        self._foot.show(self._footer())

    def _over(self, came: Callable[[], None]) -> None:
        self._stop = None
        self._say("")
        self._foot.show(self._footer())
        came()
