"""What a rep fills in on one line: a text field and a choice."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from repdesk import keymap
from repdesk.text import visible
from repdesk.widgets.plain import cells, plain


class Words(Widget):
    """A few words beside a field, as wide as they are."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 (Textual's name for it)
        super().__init__(id=id)
        self.show(text)

    def show(self, text: str) -> None:
        """Show these words."""
        self._text = plain(text)
        self.styles.width = cells(self._text)
        self.refresh(layout=True)

    def render(self) -> Content:
        """Draw them."""
        return Content(self._text)


class Field(Input):
    """A text field of one line; what steers a terminal is made visible as it is typed or pasted."""

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002 (Textual's name for it)
        super().__init__("", plain(placeholder), id=id, compact=True)

    def validate_value(self, value: str) -> str:
        """Keep only what may be shown; every sign stands for one, so that the cursor keeps its place."""
        return visible(value)

    async def _on_key(self, event: Key) -> None:
        """Do at once what a key of a field does: on its way up through the app letters that follow would overtake it.

        Keys of ours, which have names, and Enter go that way: what they do is for others to do.
        """
        if event.is_printable:
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            own = binding.id is None and binding.action != "submit"
            if own and await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return


class Choice(Widget, can_focus=True):
    """One of a few words, turned by Space or a click; two words are a tick box."""

    BINDINGS = keymap.bindings("choice")

    value: reactive[int] = reactive(0)
    """Which of the options; of a tick box 0 or 1."""

    class Changed(Message):
        """Another option was taken."""

    def __init__(self, label: str, options: Sequence[str] = (), *, id: str | None = None) -> None:  # noqa: A002 (Textual's name for it)
        """Offer `options`; without any it is a tick box."""
        super().__init__(id=id)
        self._label, self._options = label, tuple(options)
        self.styles.width = max(cells(self._shown(index)) for index in range(self._count))

    @property
    def _count(self) -> int:
        return len(self._options) or 2

    def _shown(self, value: int) -> str:
        if self._options:
            return f"{self._label} <{self._options[value]}>".lstrip()
        return f"[{'x' if value else ' '}] {self._label}"

    def render(self) -> Content:
        """Draw the box or the word taken."""
        return Content(self._shown(self.value))

    def action_turn(self) -> None:
        """Take the next option."""
        self.value = (self.value + 1) % self._count
        self.post_message(self.Changed())

    def turn_to(self, value: str) -> None:
        """Take the option of this number, where there is one."""
        if value.isdecimal() and int(value) < self._count:
            self.value = int(value)

    def on_click(self) -> None:
        """Turn it by mouse."""
        self.action_turn()
