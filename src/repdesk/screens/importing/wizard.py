"""Bringing a file in, page by page: how it is read, where columns go, its first rows, who is met twice, all at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import Input

from repdesk import keymap
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress, Stopped
from repdesk.screens.importing.shown import ImportPages
from repdesk.screens.importing.steps import PAGES, Page
from repdesk.screens.importing.under_way import Work, under_way
from repdesk.screens.typed_path import at_home, typed_path
from repdesk.widgets.fields import Field
from repdesk.widgets.plain import plain
from repdesk.widgets.step_line import StepLine

if TYPE_CHECKING:
    from repdesk.desk.exporting import Held
    from repdesk.desk.importing.choices import Choices
    from repdesk.desk.importing.looked import Looked
    from repdesk.desk.importing.report import ImportReport


class ImportScreen(ImportPages):
    """What the keys do on the pages; Esc goes a page back, or stops what is under way."""

    BINDINGS = [*keymap.bindings("dialog"), *keymap.bindings("importing")]  # noqa: RUF012 (Textual declares it so)

    class Done(Message):
        """The file is in the book."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

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
