"""A few fields under each other that are filled in and saved together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from repdesk import keymap
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.acts import Done
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.dialog import Dialog
from repdesk.widgets.completing import Completing
from repdesk.widgets.fields import Field, Words
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.plain import cells, fit, plain


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a form: what it is, what stands in it, what it is left empty for, and words that complete it."""

    label: str
    value: str = ""
    placeholder: str = ""
    known: tuple[str, ...] = ()


class FormScreen(Dialog[Done]):
    """Dismissed with what was done; what is refused stays typed."""

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        act: Callable[[list[str]], Done | None],
        keys: keymap.Keys,
        *,
        preview: Callable[[list[str]], str] | None = None,
    ) -> None:
        """Fill in `entries` and do `act` with their texts; `preview` says, in a thread, what they would come to.

        Both may raise RepdeskError, which is shown while the texts stay.
        """
        super().__init__()
        self._title, self._entries, self._act, self._keys = title, tuple(entries), act, keys
        self._preview = preview
        self._asked = 0  # how often a preview was asked for: an older answer is not shown
        self._warned = False

    def compose(self) -> ComposeResult:
        """Place the fields over what they come to and the keys."""
        width = max(cells(entry.label) for entry in self._entries) + 1
        keys = self._keys
        with Vertical(id="form"):
            yield Words(plain(self._title), id="title")
            for entry in self._entries:
                with Horizontal():
                    yield Words(fit(entry.label, width))
                    field = Field(placeholder=entry.placeholder)
                    field.select_on_focus = False
                    field.value = entry.value
                    field.cursor_position = len(field.value)
                    field.suggester = Completing(entry.known) if entry.known else None
                    yield field
            yield Words(id="hint")
            yield KeyLine(
                [
                    (keys.named("dialog.accept"), _("save"), "accept"),
                    (keys.named("line.next"), _("next field"), "app.focus_next"),
                    (keys.named("dialog.back"), _("back"), "leave"),
                ]
            )

    def on_mount(self) -> None:
        """Say what the fields come to as they stand."""
        super().on_mount()
        self._look()

    @property
    def texts(self) -> list[str]:
        """Return what stands in the fields."""
        return [field.value.strip() for field in self.query(Field)]

    def on_key(self, event: events.Key) -> None:
        """Go from field to field with the arrows too."""
        if event.key in ("up", "down"):
            (self.focus_previous if event.key == "up" else self.focus_next)()
            event.stop()
        else:
            super().on_key(event)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say anew what the fields come to."""
        event.stop()
        self._look()

    def _look(self) -> None:
        if self._preview is None:
            return
        self._asked += 1
        work = partial(self._looked, self._asked, self.texts, self._preview)
        self.run_worker(work, thread=True, group="preview")

    def _looked(self, asked: int, texts: list[str], preview: Callable[[list[str]], str]) -> None:
        if asked != self._asked:
            return
        try:
            with BOOK_IN_USE:
                said = preview(texts)
        except RepdeskError as error:  # what is half typed is no mistake yet
            said = error.line
        if self.is_attached:
            self.app.call_from_thread(self._answer, asked, said)

    def _answer(self, asked: int, said: str) -> None:
        if asked == self._asked:
            self._tell(said)

    def action_accept(self) -> None:
        """Save; where that is refused, the texts stay."""
        try:
            done = self._act(self.texts)
        except RepdeskError as error:
            self._asked += 1  # no preview may hide why
            self._tell(error.line, error=True)
        else:
            self.dismiss(done)

    def may_lose_typing(self) -> bool:
        """Say whether leaving now would lose what was typed, and say it to the rep once; False the second time."""
        if self._warned or self.texts == [entry.value.strip() for entry in self._entries]:
            return False
        self._warned = True
        self._asked += 1
        self._tell(_("what you typed is not saved yet; once more leaves without it"))
        return True

    def _tell(self, words: str, *, error: bool = False) -> None:
        hint = self.query_one("#hint", Words)
        hint.show(words)
        hint.styles.width = "100%"
        hint.set_class(error, "error")
