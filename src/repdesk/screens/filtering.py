"""A list that a filter is typed over: the list follows what is typed."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

from textual import events
from textual.widgets import Input

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.filter_facts import own_fields
from repdesk.desk.views import View, kept_view
from repdesk.errors import RepdeskError
from repdesk.rules.filters.fields import FIELDS, FilterField
from repdesk.rules.filters.typing import offers
from repdesk.screens.walking import WalkingScreen
from repdesk.widgets.filter_line import FilterLine

_MOVES = {"up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}


class FilteringScreen(WalkingScreen):
    """Enter keeps a filter, Esc leaves what was shown before, and once more all."""

    def __init__(self, book: Book, keys: keymap.Keys, view: View, name: str = "") -> None:
        """Show `view` of `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self.view = view
        self.filter_line = FilterLine()
        self._before: View | None = None  # what was shown when the filter was begun to be typed
        self._fields: tuple[FilterField, ...] = ()
        self._fault: RepdeskError | None = None  # what of the filter that is typed is not understood

    @abstractmethod
    def look(self, view: View) -> None:
        """Find what a view asks for and show it."""

    @abstractmethod
    def counted(self) -> str:
        """Return how many are listed, in words."""

    @property
    def filtering(self) -> bool:
        """Say whether a filter is being typed."""
        return self._before is not None

    @property
    def busy(self) -> bool:
        """Say whether something is being typed, under which nothing may move."""
        return super().busy or self.filtering

    def action_filter(self) -> None:
        """Let a filter be typed; the list follows."""
        if self.busy:
            return
        self._before, self._fields = self.view, (*FIELDS, *own_fields(self.book))
        self.list_widget.can_focus = False
        self.set_class(True, "-filtering")
        self.filter_line.open(f"{self.view.query} " if self.view.query else "")
        self.set_focus(self.filter_line.field)  # at once: the letters that are on their way are meant for it
        self.say_found()

    def say_found(self) -> None:
        """Say under what is typed how many are found, and what the last word may be going to be."""
        if self.filtering:
            self._fault = None
            self.filter_line.hint.show("   ".join(filter(None, (self.counted(), self._offered()))))

    def _offered(self) -> str:
        return "  ".join(offers(self.filter_line.field.value, self._fields))

    def not_understood(self, error: RepdeskError) -> None:
        """Say what is not understood; as long as it is typed, what it may be going to be instead."""
        if not self.filtering:
            self.notice.refuse(error)
            return
        self._fault = error
        self.filter_line.hint.show(self._offered() or error.line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as one types."""
        if self._before is None or event.input is not self.filter_line.field:
            return
        event.stop()
        query = event.value.strip()
        as_before = query == self._before.query
        self.look(self._before if as_before else replace(self.view, name="", id=None, query=query))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter and go to the list; one that is not understood stays to be mended."""
        if self.filtering and event.input is self.filter_line.field:
            event.stop()
            if self._fault is None:
                self._close_filter()
            else:
                self.filter_line.hint.show(self._fault.line, error=True)

    def _close_filter(self) -> None:
        self._before = self._fault = None
        self.set_class(False, "-filtering")
        self.filter_line.close()
        self.list_widget.can_focus = True
        self.set_focus(self.list_widget)
        self.catch_up()

    def on_key(self, event: events.Key) -> None:
        """Walk the list with the arrows while a filter is typed."""
        if self.filtering and event.key in _MOVES:
            event.stop()
            getattr(self.list_widget, f"action_{_MOVES[event.key]}")()

    def take_typed(self, character: str) -> None:
        """Type a character that was on its way to the list when the filter was opened."""
        if self.filtering:
            self.filter_line.field.insert_text_at_cursor(character)
        else:
            super().take_typed(character)

    def action_back(self) -> None:
        """Leave the filter as it was, else take it away, else go back to where one came from."""
        if self._before is not None:
            before = self._before
            self._close_filter()
            self.look(before)
        elif self.view.query or self.view.name:
            columns = kept_view(self.book).columns if self.view.name else self.view.columns
            self.look(View(sort=self.view.sort, columns=columns))
        else:
            super().action_back()
