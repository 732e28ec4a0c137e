"""The line a filter is typed in, over what is found or not understood."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from repdesk.i18n import _
from repdesk.widgets.fields import Field, Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import clip, plain


class Hint(Widget):
    """A line of words, cut where there is no room."""

    def __init__(self) -> None:
        super().__init__(id="filter-hint")
        self._text = ""

    def show(self, text: str, *, error: bool = False) -> None:
        """Show these words; those of an error with a sign."""
        self._text = f"{glyphs().bad} {plain(text)}" if error else plain(text)
        self.set_class(error, "error")
        self.refresh()

    def render(self) -> Content:
        """Draw as much as there is room for."""
        return Content(clip(self._text, self.size.width))


class FilterLine(Vertical):
    """It is there from the start, so that no letter is lost, and shown while one types."""

    def __init__(self) -> None:
        super().__init__(id="filter")
        self.field = Field(placeholder=_("a name, grade:A stage>=3 untouched>20d city:北京 tag:vip"), id="filter-field")
        self.field.select_on_focus = False
        self.hint = Hint()

    def compose(self) -> ComposeResult:
        """Place the field over its hint."""
        with Horizontal():
            yield Words(f" {_('filter')} {glyphs().prompt} ", id="filter-title")
            yield self.field
        yield self.hint

    def open(self, text: str) -> None:
        """Show the line with this text."""
        self.display = True
        self.field.value = text
        self.field.cursor_position = len(text)

    def close(self) -> None:
        """Put the line away."""
        self.display = False
