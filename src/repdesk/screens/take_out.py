"""Taking something out of the book: into which kind of file, and where it is to lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from repdesk import keymap
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.dialog import Dialog
from repdesk.screens.typed_path import at_home, typed_path
from repdesk.widgets.fields import Choice, Field
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.picks import Picks
from repdesk.widgets.plain import plain, wrapped
from repdesk.widgets.progress import bar

_AFTER_SECONDS = 0.5
_ROOM = 68  # cells of a line


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of file: what it is called, how its name ends, and what writes it and says so."""

    label: str
    ending: str
    write: Callable[[Path, int, Progress], str]
    """Takes the place, which of the columns (0 the first), and what hears how far it is."""


class TakeOutScreen(Dialog[str]):
    """Dismissed with what was written, in words; the field keeps the keyboard, arrows go over the kinds of files."""

    def __init__(
        self, title: str, ways: Sequence[Way], place: Path, keys: keymap.Keys, columns: Sequence[str] = ()
    ) -> None:
        """Offer `ways` for a file at `place`, whose ending follows the way; `columns` name what a table may hold."""
        super().__init__()
        self._title, self._ways, self._place, self._keys = title, tuple(ways), place, keys
        self._columns = tuple(columns)
        self._proposed = ""
        self._begun: float | None = None
        self._drawn = ""

    def compose(self) -> ComposeResult:
        """Place the kinds of files over the place, what is to be known of it and the keys."""
        with Vertical(id="take-out"):
            yield Static(Content.styled(plain(self._title), "bold"), id="title")
            yield Picks([way.label for way in self._ways])
            yield Field()
            if self._columns:
                yield Choice(_("columns"), self._columns)
            yield Static("", id="said", markup=False)
            yield KeyLine(self._footer())

    def _footer(self) -> list[tuple[str, str, str]]:
        moves = [("\u2191\u2193", _("kind of file"), "")] if len(self._ways) > 1 else []
        turns = [("Tab", _("columns"), "")] if self._columns else []
        accept, back = self._keys.named("dialog.accept"), self._keys.named("dialog.back")
        return [(accept, _("take out"), "accept"), *moves, *turns, (back, _("back"), "leave")]

    def on_mount(self) -> None:
        """Begin with the first way."""
        picks = self.query_one(Picks)
        picks.styles.height = len(self._ways)
        self._propose()
        self.query_one(Field).focus()
        super().on_mount()

    @property
    def _way(self) -> Way:
        return self._ways[self.query_one(Picks).at]

    def _propose(self) -> None:
        """Have the name end as its kind does, unless the rep has typed another one."""
        field = self.query_one(Field)
        if field.value in ("", self._proposed):
            place = _free(self._place.with_name(self._place.name + self._way.ending))
            self._proposed = at_home(place)
            field.value = self._proposed
            field.cursor_position = len(field.value)
        self._say(_("It will be unprotected: whoever has the file can read it."))

    def on_key(self, event: events.Key) -> None:
        """Go over the kinds of files."""
        if event.key in ("up", "down") and self._begun is None:
            self.query_one(Picks).step(-1 if event.key == "up" else 1)
            self._propose()
            event.stop()
        elif event.key == "tab" and self._columns:
            choice = self.query_one(Choice)
            (self.query_one(Field) if choice.has_focus else choice).focus()
            event.stop()
        else:
            super().on_key(event)

    def on_picks_taken(self) -> None:
        """Take the kind that was clicked."""
        self._propose()

    def action_leave(self) -> None:
        """Go back, unless it is being written."""
        if self._begun is None:
            super().action_leave()

    def action_accept(self) -> None:
        """Write it in a thread; what is refused is said, and can be mended."""
        typed = self.query_one(Field).value.strip()
        if not typed or self._begun is not None:
            return
        way, which = self._way, self.query_one(Choice).value if self._columns else 0
        self._begun = monotonic()
        self._say(_("Working ..."))

        def work() -> None:
            try:
                with BOOK_IN_USE:
                    came: str | RepdeskError = way.write(typed_path(typed).absolute(), which, self._heard)
            except RepdeskError as error:
                came = error
            if self.is_attached:
                self.app.call_from_thread(self._came, came)

        self.run_worker(work, thread=True, group="take-out")

    def _heard(self, done: int, total: int) -> None:
        """Show how far it is, once it takes longer."""
        if self._begun is None or monotonic() - self._begun < _AFTER_SECONDS:
            return
        drawn = bar(done, total)
        if drawn != self._drawn and self.is_attached:
            self._drawn = drawn
            self.app.call_from_thread(self._say, drawn)

    def _came(self, came: str | RepdeskError) -> None:
        self._begun = None
        if isinstance(came, RepdeskError):
            self._say(came.line, error=True)
        else:
            self.dismiss(came)

    def _say(self, words: str, *, error: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.update("\n".join(wrapped(plain(words), _ROOM, 3)))
        said.set_class(error, "error")


def _free(place: Path) -> Path:
    """Return a place of this name where nothing lies yet."""
    number, free = 1, place
    while free.exists():
        number += 1
        free = place.with_name(f"{place.stem}-{number}{place.suffix}")
    return free
