"""Find anyone by any part of a name, its pinyin or initials, a contact, a number, a tag, a stage or a note."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from repdesk.desk.rows import Found
from repdesk.desk.search import Further, Hit, Search
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Field
from repdesk.widgets.found_list import FoundList
from repdesk.widgets.plain import plain

FURTHER_SECONDS = 0.12  # after a key until notes are looked through and slips of the keys considered
READY_SECONDS = 0.3  # until it is looked again whether the search has its index


class FindScreen(Dialog[int]):
    """Dismissed with the account id of the one picked."""

    def __init__(self, title: str, search: Search, on_list: Collection[int]) -> None:
        """Search with `search`; `on_list` are marked as being on today's list."""
        super().__init__()
        self._title, self._search = title, search
        self._list = FoundList(on_list)
        self._asked = 0  # how often something else was typed: what was looked for before is of no use
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Place the field over what it finds."""
        with Vertical(id="find"):
            yield Static(Content.styled(plain(self._title), "bold"), id="title")
            yield Field(placeholder=_("part of a name, pinyin or initials, number, contact, tag, stage, note"))
            yield self._list

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed: what is at hand at once, the rest a moment after the last key."""
        event.stop()
        self._asked += 1
        if self._waiting is not None:
            self._waiting.stop()
        try:
            found = self._search.find(event.value)
        except RepdeskError as error:
            self._list.show((), error.line)
            return
        further, asked = found.further, self._asked
        self._list.show(found.rows, _("looking further") if further is not None else "")
        if event.value.strip() and not self._search.ready:
            self.set_timer(READY_SECONDS, lambda: self._find_more(event.value, asked))
        if further is not None:
            self._waiting = self.set_timer(FURTHER_SECONDS, lambda: self._go_on(further, asked))

    def _find_more(self, text: str, asked: int) -> None:
        """Put whom the index finds besides under the others once it is made, where nothing else was typed since."""
        if self._asked != asked or not self.is_attached:
            return
        if not self._search.ready:
            self.set_timer(READY_SECONDS, lambda: self._find_more(text, asked))
            return
        found = self._search.find(text)
        self._put_under(found.rows)
        if found.further is not None:
            self._go_on(found.further, asked)

    def _go_on(self, further: Further, asked: int) -> None:
        def stopped() -> bool:
            return self._asked != asked or not self.is_attached

        def look() -> None:
            with BOOK_IN_USE:
                hits = [] if stopped() else self._search.further(further, stopped)
            if not stopped():
                self.app.call_from_thread(self._add, further, hits, asked)

        self.run_worker(look, thread=True, group="further")

    def _add(self, further: Further, hits: Sequence[Hit], asked: int) -> None:
        """Put those who were found further under the others."""
        if self._asked == asked:
            self._put_under(self._search.shown(further, hits))

    def _put_under(self, found: Sequence[Found]) -> None:
        """Show these under the others, who stay where they are."""
        known = {row.account_id for row in self._list.rows}
        rows = (*self._list.rows, *(row for row in found if row.account_id not in known))
        nobody = _("nobody found") if self._search.ready else _("nobody found yet: pinyin is being made ready")
        self._list.show(rows, "" if rows else nobody, self._list.at)

    def on_key(self, event: events.Key) -> None:
        """Move with the arrows while the field keeps the letters."""
        steps = {"up": -1, "down": 1, "pageup": -self._list.page, "pagedown": self._list.page}
        if event.key in steps:
            self._list.step(steps[event.key])
            event.stop()
        else:
            super().on_key(event)

    def on_found_list_taken(self) -> None:
        """Take who was clicked."""
        self.action_accept()

    def action_accept(self) -> None:
        """Take the one under the mark, if anybody was found."""
        if self._list.rows:
            self._asked += 1
            self.dismiss(self._list.rows[self._list.at].account_id)
