"""Today: what the rep's keys do besides logging calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from repdesk import keymap
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.calling import CallingScreen

if TYPE_CHECKING:
    from repdesk.screens.acts import Done


class TodayScreen(CallingScreen):
    """The list with its acts: each is one key."""

    BINDINGS = keymap.bindings("today", "today.")

    def action_undo(self) -> None:
        """Take the latest act back and go to whom it was about."""
        from repdesk.screens import acts

        self._follow(self.calmly(lambda: acts.undo(self.book), _("There is nothing to undo.")))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        from repdesk.screens import acts

        self._follow(self.calmly(lambda: acts.redo(self.book), _("There is nothing to do again.")))

    def _follow(self, done: Done | None) -> None:
        if done is not None and len(done.accounts) == 1:
            (account_id,) = done.accounts
            self._list.go_to(account_id)

    def action_replan(self) -> None:
        """Rank the rest of the day anew."""
        from repdesk.screens import acts

        self.calmly(lambda: acts.replan(self.book), _("Nothing changes by planning anew."))

    def action_why(self) -> None:
        """Say why this one, or why not."""
        from repdesk.desk.explaining import why
        from repdesk.screens.why import why_page

        if self.in_hand is None:
            return
        try:
            found = why(self.book, self.in_hand)
        except RepdeskError as error:  # taken back by another program a moment ago
            self.notice.refuse(error)
        else:
            self.app.push_screen(why_page(found))

    def action_find(self) -> None:
        """Find anyone and take them in hand."""
        self._find(_("Find"), self.take)

    def _find(self, title: str, then: Callable[[int], None]) -> None:
        from repdesk.desk.finding import find
        from repdesk.screens.find import FindScreen

        def found(account_id: int | None) -> None:
            if account_id is not None:
                then(account_id)

        on_list = {row.account_id for row in self.day.rows}
        self.app.push_screen(FindScreen(title, lambda text: find(self.book, text), on_list), found)

    def action_add(self) -> None:
        """Add the visitor in hand to the list, else anyone who is found."""
        if self._visitor is not None:
            self._add(self._visitor)
        else:
            self._find(_("Add to today's list"), self._add)

    def _add(self, account_id: int) -> None:
        from repdesk.screens import acts

        if self.calmly(lambda: acts.add(self.book, account_id)):
            self.take(account_id)

    def action_move(self) -> None:
        """Move the next call of the customer in hand."""
        from repdesk.screens import acts
        from repdesk.screens.move import MoveScreen

        if (account_id := self.in_hand) is None:
            return

        def moved(done: Done | None) -> None:
            if done is not None:
                self.show_done(done)

        preview = lambda text: acts.preview_of(self.book, text)  # noqa: E731 (two one-liners side by side)
        self.app.push_screen(MoveScreen(preview, lambda text: acts.move(self.book, account_id, text)), moved)

    def action_open(self) -> None:
        """Show all that is known of the customer in hand."""
        from repdesk.screens.card import Card

        if (hand := self.hold()) is not None:
            self.app.push_screen(Card(hand))

    def on_call_list_chosen(self) -> None:
        """Open the line clicked twice."""
        self.action_open()

    def action_phone(self) -> None:
        """Take the next number that may be dialled."""
        hand = self.hold()
        usable = [phone.id for phone in hand.person.phones if phone.ok] if hand else []
        if hand is None or hand.phone is None or len(usable) < 2:
            self.notice.say(_("There is no other number to dial."))
            return
        at = usable.index(hand.phone.id)
        self._dialled = (hand.person.account_id, usable[(at + 1) % len(usable)])
        self._show_person()

    def action_offered(self) -> None:
        """Go to the next one in line."""
        if self.day.offered is None:
            self.notice.say(_("Nobody is left in line."))
        else:
            self.take(self.day.offered)

    def action_back(self) -> None:
        """Let the visitor go."""
        self._visitor = None
        self.notice.say("")
        self._show_person()
