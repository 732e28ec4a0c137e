"""A draft of an earlier session: offered once, and its line opened again with what was typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from repdesk import keymap
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.ask import AskScreen
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Words
from repdesk.widgets.plain import clip, plain

if TYPE_CHECKING:
    from repdesk.desk.drafts import HalfTyped
    from repdesk.screens.desk_screen import DeskScreen

Answer = Literal["take", "drop"]
_DROPS = ("backspace", "delete")


class OfferScreen(Dialog[Answer]):
    """Two lines at the foot; dismissed with None where the rep puts it off until the next start."""

    def __init__(self, said: str, text: str, keys: keymap.Keys) -> None:
        """Offer a draft: what was not saved, and the text, "" where it is none."""
        super().__init__()
        self._said, self._text, self._keys = said, text, keys

    def compose(self) -> ComposeResult:
        """Place what was not saved over what can be done."""
        words = _("%(enter)s takes it up again, %(drop)s drops it, %(back)s asks at the next start")
        named = {
            "enter": self._keys.named("dialog.accept"),
            "drop": keymap.shown(_DROPS[0]),
            "back": self._keys.named("dialog.back"),
        }
        first, second = (f"{self._said}: {words % named}", self._text) if self._text else (self._said, words % named)
        with Vertical(id="offer"):
            yield Words(f" {first}", id="title")
            yield Words(f" {clip(plain(second), self.app.size.width - 2)}", id="hint")

    def action_accept(self) -> None:
        """Take it up again."""
        self.dismiss("take")

    def on_key(self, event: events.Key) -> None:
        """Drop it."""
        if event.key in _DROPS:
            event.stop()
            self.dismiss("drop")

    def action_app_leave(self) -> None:
        """Leave the app from here as from anywhere."""
        self.app.call_later(self.app.run_action, "app.leave")


def take_up_over(screen: DeskScreen, draft: HalfTyped) -> None:
    """Open the line of a draft that is asked over a place; RepdeskError where it cannot be."""
    account_id = draft.account_id
    if account_id is not None:
        screen.book.account(account_id)  # says so where it is gone
    if draft.kind == "card" and account_id is not None:
        from repdesk.screens.card import CardScreen

        card = CardScreen(screen.book, screen.keys, account_id, screen.ids, screen.book_name)
        card.will_take_up(draft)
        screen.app.push_screen(card)
    elif draft.kind == "move" and account_id is not None:
        from repdesk.screens.move import move_screen

        _ask(screen, move_screen(screen.book, account_id), draft)
    elif draft.kind == "to_do":
        from repdesk.screens.day_page import DayScreen

        page = DayScreen(screen.book, screen.keys, screen.book_name)
        screen.app.push_screen(page)
        page.ask_task(draft.text)
    elif draft.kind == "note":
        _ask(screen, _note_of(screen, draft), draft)
    else:
        raise RepdeskError(_("This cannot be taken up here."))


def _ask(screen: DeskScreen, asked: AskScreen, draft: HalfTyped) -> None:
    asked.begin_with = draft.text
    screen.app.push_screen(asked, screen.moved)


def _note_of(screen: DeskScreen, draft: HalfTyped) -> AskScreen:
    """Return the line that asks for the note of a conversation."""
    from repdesk.desk.evening import loose_ends
    from repdesk.screens.plan import ask_note

    for end in loose_ends(screen.book):
        if str(end.call_id) == draft.place.get("call"):
            return ask_note(screen.book, end)
    raise RepdeskError(_("That conversation needs no note any more."))


def day_of(draft: HalfTyped) -> date:
    """Return the day a draft is about; RepdeskError where it names none."""
    try:
        return date.fromisoformat(draft.place.get("day", ""))
    except ValueError:
        raise RepdeskError(_("This cannot be taken up here.")) from None
