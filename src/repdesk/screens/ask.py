"""One line at the foot that asks for something and does it, what is in view staying in view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from repdesk.desk.drafts import HalfTyped
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.acts import Done
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Field, Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.when_field import Offers, WhenField


class AskScreen(Dialog[Done]):
    """A field over what it is understood as; dismissed with what was done."""

    def __init__(
        self,
        title: str,
        act: Callable[[str], Done | None],
        *,
        placeholder: str = "",
        preview: Callable[[str], str] | None = None,
        hint: str = "",
        offers: Offers | None = None,
        may_be_empty: bool = False,
        draft: HalfTyped | None = None,
    ) -> None:
        """Ask for a text and do `act` with it; `preview` puts it into words as it is typed, else `hint` stands there.

        Both may raise RepdeskError, which is shown while the text stays. Where a date is asked for, `offers` says what
        may be taken in its place. Without `may_be_empty` nothing typed is
        nothing done. `draft` says what is asked, so that a text half typed can be asked for again.
        """
        super().__init__()
        self._title, self._act, self._placeholder = title, act, placeholder
        self._preview, self._offers, self._hint, self._may_be_empty = preview, offers, hint, may_be_empty
        self._warned = False
        self._draft = draft
        self.begin_with = ""
        """What stands in the field when it is first shown."""

    def half_typed(self) -> HalfTyped | None:
        """Return what is half typed, None where nothing is."""
        text = self.query_one(Field).value if self.is_mounted else ""
        return replace(self._draft, texts={"0": text}) if self._draft is not None and text.strip() else None

    def compose(self) -> ComposeResult:
        """Place the field over its hint."""
        with Vertical(id="ask"):
            with Horizontal():
                yield Words(f" {self._title} {glyphs().prompt} ", id="title")
                field = (
                    Field(placeholder=self._placeholder)
                    if self._offers is None
                    else WhenField(self._offers, placeholder=self._placeholder)
                )
                field.select_on_focus = False
                field.value = self.begin_with
                field.cursor_position = len(field.value)
                yield field
            hint = Words(self._hint, id="hint")
            hint.styles.width = "100%"
            yield hint

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the text is understood."""
        event.stop()
        text, field = event.value.strip(), event.input
        try:
            said = self._preview(text) if text and self._preview else self._hint
        except RepdeskError as error:  # half a date is no mistake yet
            said = error.hint or error.title
        other = field.offered() if isinstance(field, WhenField) else ""
        self._tell("  ".join(filter(None, (said, other))))

    def action_accept(self) -> None:
        """Do it; where that is refused, the text stays."""
        text = self.query_one(Field).value.strip()
        if not text and not self._may_be_empty:
            return
        try:
            done = self._act(text)
        except RepdeskError as error:
            self._tell(error.line, error=True)
        else:
            self.dismiss(done)

    def may_lose_typing(self) -> bool:
        """Say whether leaving now would lose what was typed, and say it to the rep once; False the second time."""
        if self._warned or self.query_one(Field).value.strip() == "":
            return False
        self._warned = True
        self._tell(_("what you typed is not saved yet; once more leaves without it"))
        return True

    def _tell(self, words: str, *, error: bool = False) -> None:
        hint = self.query_one("#hint", Words)
        hint.show(words)
        hint.styles.width = "100%"
        hint.set_class(error, "error")
