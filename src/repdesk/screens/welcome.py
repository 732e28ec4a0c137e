"""The way to a first book: bring in a file, seen before it is taken, or try the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from repdesk import keymap, paths
from repdesk.clock import Clock
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.widgets.fields import Field
from repdesk.widgets.picks import Picks
from repdesk.widgets.plain import clip, plain
from repdesk.widgets.progress import bar

if TYPE_CHECKING:
    from repdesk.desk.importing.report import ImportReport

Step = Literal["choose", "file", "summary", "working"]
DEMO_ACCOUNTS, DEMO_SEED = 1000, 1
_LISTED = 7  # problems shown of a file


def typed_path(text: str) -> Path:
    """Return the path a rep typed, pasted or dragged into the terminal: quoted, escaped or as a file address."""
    text = text.strip().strip("\"'").replace("\\ ", " ")
    return paths.typed(unquote(text.removeprefix("file://")) if text.startswith("file://") else text)


class WelcomeScreen(Screen[None]):
    """Choose, name the file, see what would come of it, bring it in; every step has its way back."""

    BINDINGS = keymap.bindings("dialog")
    AUTO_FOCUS = ""  # the field has the keyboard only where it is shown
    CSS_PATH = "../styles/welcome.tcss"

    class ImportDone(Message):
        """The file is in the book."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class DemoDone(Message):
        """The demo's book is made."""

    def __init__(
        self,
        path: Path,
        demo_path: Path,
        clock: Clock,
        opened: Callable[[], Book],
        *,
        demo: bool = False,
        file_only: bool = False,
    ) -> None:
        """Offer a book at `path`, which `opened` makes and opens; with `demo` make the demo at once.

        `file_only` asks for one more file for a book that is there already.
        """
        super().__init__()
        self._file_only = file_only
        self._path, self._demo_path, self._clock, self._opened, self._demo = path, demo_path, clock, opened, demo
        self._step: Step = "choose"
        self._typed = ""
        self._file = Path()

    def compose(self) -> ComposeResult:
        """Place what is said, the choices, the field and the foot."""
        with Vertical(id="welcome"):
            yield Static(id="title")
            yield Static(id="words")
            yield Picks([_("Bring in a file: CSV or XLSX"), _("Try the demo: 1,000 invented customers")])
            yield Field(placeholder=_("path of the file"))
            yield Static(id="problem")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Begin with the choice, or make the demo."""
        title = _("Bring in a file") if self._file_only else _("Welcome to repdesk")
        self._say("title", Content.styled(title, "bold"))
        if self._file_only:
            self._go("file", Content(_("Which file?")))
        elif self._demo and not self._demo_path.exists():
            self._make_demo()
        else:
            self._go(
                "choose",
                Content(
                    _("There is nobody in your book yet. It will be kept at %(path)s")
                    % {"path": plain(str(self._path))}
                ),
            )

    def _say(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    def _go(self, step: Step, words: Content) -> None:
        """Show a step with what it says."""
        self._step = step
        self._say("words", words)
        self._say("problem", Content(""))
        self.query_one(Picks).display = step == "choose"
        field = self.query_one(Field)
        field.display = step == "file"
        self.set_focus(field if step == "file" else None)
        self._say("keys", Content.styled(self._keys(step), "$muted"))

    def _keys(self, step: Step) -> str:
        enter = {
            "choose": _("Enter takes it"),
            "file": _("Enter reads the file; nothing is written yet"),
            "summary": _("Enter brings it in; one undo takes it back"),
            "working": "",
        }[step]
        back = {"choose": _("ctrl+q leaves"), "working": ""}.get(step, _("Esc back"))
        return "   ".join(part for part in (enter, back) if part)

    def on_key(self, event: events.Key) -> None:
        """Move between the choices."""
        if self._step == "choose" and event.key in ("up", "down", "k", "j"):
            self.query_one(Picks).step(-1 if event.key in ("up", "k") else 1)
            event.stop()

    def on_picks_taken(self) -> None:
        """Take what was clicked."""
        self.action_accept()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field is Enter on the screen."""
        event.stop()
        self.action_accept()

    def action_leave(self) -> None:
        """Go a step back."""
        if self._step == "summary":
            self._go("file", Content(_("Which file?")))
        elif self._step == "file" and self._file_only:
            self.app.pop_screen()
        elif self._step == "file":
            self.on_mount()

    def action_accept(self) -> None:
        """Go on from this step."""
        if self._step == "choose" and self.query_one(Picks).at == 1:
            self._make_demo()
        elif self._step == "choose":
            self._go("file", Content(_("Which file?")))
        elif self._step == "file" and self.query_one(Field).value.strip():
            self._typed = self.query_one(Field).value
            self._work(self._read, "file")
        elif self._step == "summary":
            self._work(self._bring_in, "file")

    def _work(self, work: Callable[[], None], back: Step) -> None:
        """Do what takes a while in a thread; where it is refused, go back and say why."""

        def calmly() -> None:
            try:
                with BOOK_IN_USE:
                    work()
            except RepdeskError as error:
                self._tell(self._refused, error, back)

        self._go("working", Content(_("Working ...")))
        self.run_worker(calmly, thread=True, exclusive=True)

    def _tell(self, show: Callable[..., None], *args: object) -> None:
        """Have the thread of the screen show something, if the rep has not left meanwhile."""
        if self.is_attached:
            self.app.call_from_thread(show, *args)

    def _refused(self, error: RepdeskError, back: Step) -> None:
        self._go(back, Content(_("Which file?") if back == "file" else ""))
        self._say("problem", Content.styled(plain(error.line), "bold $error"))

    def _progress(self, words: str) -> Progress:
        """Return what a worker tells how far it is; the bar is drawn when a cell more is done."""
        shown = ""

        def tell(done: int, total: int) -> None:
            nonlocal shown
            drawn = bar(done, total)
            if drawn != shown:
                shown = drawn
                self._tell(self._say, "words", Content(f"{words}\n{drawn}"))

        return tell

    def _read(self) -> None:
        from repdesk.desk.importing import preview

        self._file = typed_path(self._typed)
        book = self._opened() if self._path.exists() else None
        report = preview(self._file, book, today=self._clock.today(), progress=self._progress(_("Reading the file")))
        self._tell(self._go, "summary", _summary(report))

    def _bring_in(self) -> None:
        from repdesk.desk.importing import import_file

        report = import_file(self._file, self._opened, progress=self._progress(_("Bringing it in")))
        self.post_message(self.ImportDone(_("%(n)d customers brought in") % {"n": report.created}))

    def _make_demo(self) -> None:
        def make() -> None:
            from repdesk.desk.demo import make_demo

            if not self._demo_path.exists():
                words = self._progress(_("Inventing customers"))
                make_demo(self._demo_path, accounts=DEMO_ACCOUNTS, seed=DEMO_SEED, clock=self._clock, progress=words)
            self.post_message(self.DemoDone())

        self._work(make, "choose")


def _summary(report: ImportReport) -> Content:
    """Return what a file would become: counts, what was assumed, the first of what was not taken as it stood."""
    counts = [
        (_("rows"), report.rows),
        (_("new customers"), report.created),
        (_("to be updated"), report.updated),
        (_("known and unchanged"), report.unchanged),
        (_("merged into an earlier row"), report.merged),
        (_("blank or totals"), report.skipped),
        (_("rejected: neither name nor phone"), report.rejected),
    ]
    lines = [f"{number:>8,}  {words}" for words, number in counts if number or words == _("rows")]
    unknown = [plain(heading) for heading, field in report.columns.items() if field is None]
    if unknown:
        lines.append(_("kept in the notes: %(columns)s") % {"columns": ", ".join(unknown)})
    lines += [plain(note) for note in report.notes]
    for problem in report.problems[:_LISTED]:
        where = _("row %(row)d") % {"row": problem.row}
        lines.append(plain(f"{where}, {problem.value}: {problem.problem}; {problem.action}"))
    more = len(report.problems) - _LISTED
    if more > 0:
        lines.append(_("and %(n)d more") % {"n": more})
    return Content("\n".join(clip(line, 74) for line in lines))
