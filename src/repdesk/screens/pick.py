"""A numbered menu: it works under a Chinese input method, where letters do not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from repdesk.screens.dialog import Dialog
from repdesk.widgets.picks import Picks
from repdesk.widgets.plain import cells, plain

_NUMBERS = {0: "0123456789", 1: "1234567890-="}
"""The signs that name the lines, from 0 or 1 on: the row of digits on the keyboard."""
_LEAST, _SAID = 36, 68  # cells


class PickScreen(Dialog[int]):
    """Dismissed with the place of the line picked."""

    def __init__(
        self, title: str, lines: Sequence[str], at: int = 0, *, first: Literal[0, 1] = 1, said: str = ""
    ) -> None:
        """Offer these lines, the one at place `at` picked, under what is `said`; `first` is the first line's number."""
        super().__init__()
        self._said = said
        self._title, self._at, self._numbers = title, at, _NUMBERS[first][: len(lines)]
        signs = self._numbers.ljust(len(lines))  # lines beyond the digits are reached by the arrows
        self._lines = [f"{sign}  {line}" for sign, line in zip(signs, lines, strict=True)]

    def compose(self) -> ComposeResult:
        """Place the title over the lines."""
        with Vertical(id="menu") as menu:
            yield Static(Content.styled(plain(self._title), "bold"), id="title")
            if self._said:
                yield Static(Content("\n".join(map(plain, self._said.splitlines()))), id="said")
            yield Picks(self._lines)
        least = _SAID if self._said else _LEAST
        menu.styles.width = max(least, *(cells(line) + 4 for line in (*self._lines, self._title))) + 4

    def on_mount(self) -> None:
        """Pick the line to begin with."""
        picks = self.query_one(Picks)
        picks.styles.height = len(self._lines)
        picks.show(self._lines, self._at)

    def on_key(self, event: events.Key) -> None:
        """Take a number, full-width or not; arrows move."""
        sign = event.character
        sign = chr(ord(sign) - 0xFEE0) if sign and "！" <= sign <= "～" else sign
        if event.key in ("up", "down", "k", "j"):
            self.query_one(Picks).step(-1 if event.key in ("up", "k") else 1)
        elif sign and sign in self._numbers:
            self.dismiss(self._numbers.index(sign))
        elif sign and (at := self.named(sign)) is not None:
            self.dismiss(at)
        else:
            return
        event.stop()

    def named(self, sign: str) -> int | None:  # noqa: ARG002 (for those who override it)
        """Return the line that a letter names, None where it names none."""
        return None

    def on_picks_taken(self) -> None:
        """Take what was clicked."""
        self.action_accept()

    def action_accept(self) -> None:
        """Take the line under the mark."""
        self.dismiss(self.query_one(Picks).at)
