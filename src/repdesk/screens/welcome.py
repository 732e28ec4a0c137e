"""The way to a first book: bring in a file, or try the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from repdesk import keymap
from repdesk.clock import Clock
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.themes import sheet
from repdesk.widgets.picks import Picks
from repdesk.widgets.plain import plain
from repdesk.widgets.progress import bar

DEMO_ACCOUNTS, DEMO_SEED = 1000, 1


class WelcomeScreen(Screen[None]):
    """Choose; the file has pages of its own, from which Esc comes back here."""

    BINDINGS = keymap.bindings("dialog")
    AUTO_FOCUS = ""
    CSS_PATH = sheet("welcome")

    class DemoDone(Message):
        """The demo's book is made."""

    def __init__(
        self, path: Path, demo_path: Path, clock: Clock, bring_in: Callable[[], None], *, demo: bool = False
    ) -> None:
        """Offer a book at `path`, into which `bring_in` asks for a file; with `demo` make the demo at once."""
        super().__init__()
        self._path, self._demo_path, self._clock, self._bring_in, self._demo = path, demo_path, clock, bring_in, demo
        self._working = False

    def compose(self) -> ComposeResult:
        """Place what is said, the choices and the foot."""
        with Vertical(id="welcome"):
            yield Static(Content.styled(_("Welcome to repdesk"), "bold"), id="title")
            yield Static(id="words")
            yield Picks([_("Bring in a file: CSV, Excel, vCard or JSON"), _("Try the demo: 1,000 invented customers")])
            yield Static(id="problem")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Begin with the choice, or make the demo."""
        if self._demo and not self._demo_path.exists():
            self._make_demo()
        else:
            self._choose()

    def _choose(self, problem: str = "") -> None:
        """Offer the choice, and say what went wrong."""
        self._working = False
        kept = _("There is nobody in your book yet. It will be kept at %(path)s") % {"path": plain(str(self._path))}
        self._say("words", Content(kept))
        self._say("problem", Content.styled(plain(problem), "bold $error"))
        self.query_one(Picks).display = True
        keys = "   ".join((_("Enter takes it"), _("ctrl+q leaves")))
        self._say("keys", Content.styled(keys, "$muted"))

    def _say(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    def on_key(self, event: events.Key) -> None:
        """Move between the choices."""
        if not self._working and event.key in ("up", "down", "k", "j"):
            self.query_one(Picks).step(-1 if event.key in ("up", "k") else 1)
            event.stop()

    def on_picks_taken(self) -> None:
        """Take what was clicked."""
        self.action_accept()

    def action_leave(self) -> None:
        """There is nothing behind the first page."""

    def action_accept(self) -> None:
        """Take the choice."""
        if self._working:
            return
        if self.query_one(Picks).at == 1:
            self._make_demo()
        else:
            self._bring_in()

    def _make_demo(self) -> None:
        """Make the demo in a thread; where that is refused, come back and say why."""
        shown = ""

        def heard(done: int, total: int) -> None:
            nonlocal shown
            drawn = bar(done, total)
            if drawn != shown:
                shown = drawn
                self._tell(self._say, "words", Content(f"{_('Inventing customers')}\n{drawn}"))

        def make() -> None:
            from repdesk.desk.demo import make_demo

            try:
                with BOOK_IN_USE:
                    if not self._demo_path.exists():
                        make_demo(
                            self._demo_path,
                            accounts=DEMO_ACCOUNTS,
                            seed=DEMO_SEED,
                            clock=self._clock,
                            progress=heard,
                        )
            except RepdeskError as error:
                self._tell(self._choose, error.line)
            else:
                self.post_message(self.DemoDone())

        self._working = True
        self.query_one(Picks).display = False
        self._say("words", Content(_("Working ...")))
        self._say("keys", Content(""))
        self.run_worker(make, thread=True, exclusive=True)

    def _tell(self, show: Callable[..., None], *args: object) -> None:
        """Have the thread of the screen show something, if the rep has not left meanwhile."""
        if self.is_attached:
            self.app.call_from_thread(show, *args)
