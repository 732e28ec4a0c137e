"""The pages on which a file is brought in, as they are shown: how it is read, where columns go, who is met twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from repdesk import keymap
from repdesk.clock import Clock
from repdesk.desk.book import Book
from repdesk.i18n import _
from repdesk.screens.importing.lines import Lines, columns
from repdesk.screens.importing.steps import LISTS, NAMES, PAGES, SHORT, Page, footer
from repdesk.screens.typed_path import at_home
from repdesk.themes import sheet
from repdesk.widgets.fields import Field
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.plain import plain
from repdesk.widgets.step_line import StepLine

if TYPE_CHECKING:
    from repdesk.desk.exporting import Held
    from repdesk.desk.importing.choices import Choices
    from repdesk.desk.importing.looked import Looked
    from repdesk.desk.importing.report import ImportReport


class ImportPages(Screen[None]):
    """Five pages and the last one, each shown as far as the file has been looked at."""

    AUTO_FOCUS = ""
    CSS_PATH = sheet("importing")

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
