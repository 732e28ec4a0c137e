"""Find anyone by any part of a name or number."""

from __future__ import annotations

from collections.abc import Callable, Collection

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from repdesk import wording
from repdesk.desk.rows import Found
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Field
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.picks import Picks
from repdesk.widgets.plain import fit, plain


class FindScreen(Dialog[int]):
    """Dismissed with the account id of the one picked."""

    def __init__(self, title: str, find: Callable[[str], tuple[Found, ...]], on_list: Collection[int]) -> None:
        """Search with `find`; `on_list` are marked as being on today's list."""
        super().__init__()
        self._title, self._find, self._on_list = title, find, on_list
        self._found: tuple[Found, ...] = ()

    def compose(self) -> ComposeResult:
        """Place the field over what it finds."""
        with Vertical(id="find"):
            yield Static(Content.styled(plain(self._title), "bold"), id="title")
            yield Field(placeholder=_("part of a name or number"))
            yield Picks()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        event.stop()
        text = event.value.strip()
        try:
            self._found = self._find(text) if text else ()
        except RepdeskError as error:
            self._found = ()
            self.query_one(Picks).show([error.line])
            return
        lines = [self._line(found) for found in self._found]
        self.query_one(Picks).show(lines or ([_("nobody found")] if text else []))

    def _line(self, found: Found) -> str:
        mark = glyphs().tick if found.account_id in self._on_list else " "
        matched = plain(found.matched) if found.matched != found.name else ""
        matched = f"{matched} {_('do not call')}" if found.do_not_call else matched
        words = f"{found.grade} {fit(plain(found.name), 28)} {fit(wording.stage(found.stage), 16)} {matched}"
        return f"{mark} {words}"

    def on_key(self, event: events.Key) -> None:
        """Move with the arrows while the field keeps the letters."""
        if event.key in ("up", "down"):
            self.query_one(Picks).step(-1 if event.key == "up" else 1)
            event.stop()
        else:
            super().on_key(event)

    def on_picks_taken(self) -> None:
        """Take what was clicked."""
        self.action_accept()

    def action_accept(self) -> None:
        """Take the one under the mark, if anybody was found."""
        if self._found:
            self.dismiss(self._found[self.query_one(Picks).at].account_id)
