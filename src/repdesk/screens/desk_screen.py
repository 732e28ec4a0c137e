"""What every place of the desk can do: undo, find, and with whom one has in hand: open, why, move, add, take out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.framed import FramedScreen

if TYPE_CHECKING:
    from repdesk.desk.drafts import HalfTyped
    from repdesk.desk.rows import DayList
    from repdesk.desk.taking_out.whom import Whom
    from repdesk.screens.acts import Done


class DeskScreen(FramedScreen):
    """A place of the desk."""

    @property
    def in_hand(self) -> int | None:
        """Return the account that the keys mean, None where there is none."""
        return None

    @property
    def ids(self) -> Sequence[int]:
        """Return the accounts one can walk along from here, in their order."""
        return ()

    async def take_up(self, draft: HalfTyped) -> None:
        """Open the line of a draft again, with its text; RepdeskError where it cannot be."""
        from repdesk.screens.take_up import take_up_over

        take_up_over(self, draft)

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
            self.follow(account_id)

    def follow(self, account_id: int) -> None:
        """Go to the account that an undo was about, where it is shown here."""

    def action_find(self) -> None:
        """Find anyone."""
        self.ask_whom(_("Find"), self.found)

    def found(self, account_id: int) -> None:
        """Take the one who was found: show the card."""
        self.open_card(account_id, (account_id,))

    def ask_whom(self, title: str, then: Callable[[int], None]) -> None:
        """Have the rep find a customer."""
        from repdesk.screens.find import FindScreen

        def picked(account_id: int | None) -> None:
            if account_id is not None:
                then(account_id)

        self.app.push_screen(FindScreen(title, self.book.search, frozenset(self.ids)), picked)

    def action_open(self) -> None:
        """Show all that is known of the customer in hand."""
        if self.in_hand is not None:
            self.open_card(self.in_hand, self.ids)

    def open_card(self, account_id: int, ids: Sequence[int]) -> None:
        """Show the card of a customer, with the list one came from to walk along."""
        from repdesk.screens.card import CardScreen

        self.app.push_screen(CardScreen(self.book, self.keys, account_id, ids, self.book_name))

    def on_row_list_chosen(self) -> None:
        """Open the row clicked twice."""
        self.action_open()

    def action_why(self) -> None:
        """Say why this one is on today's list, or why not."""
        from repdesk.desk.explaining import why
        from repdesk.screens.why import why_page

        if self.in_hand is None:
            return
        try:
            explained = why(self.book, self.in_hand)
        except RepdeskError as error:  # taken back by another program a moment ago
            self.notice.refuse(error)
        else:
            self.app.push_screen(why_page(explained))

    def action_move(self) -> None:
        """Move the next call of the customer in hand."""
        from repdesk.screens.move import move_screen

        if self.in_hand is not None and self.may_write():
            self.app.push_screen(move_screen(self.book, self.in_hand), self.moved)

    def moved(self, done: Done | None) -> None:
        """Show that a call was moved."""
        if done is not None:
            self.show_done(done)

    def action_add(self) -> None:
        """Add the customer in hand to today's list."""
        if self.in_hand is not None:
            self.add_to_today(self.in_hand)

    def add_to_today(self, account_id: int) -> Done | None:
        """Add a customer to today's list."""
        from repdesk.screens import acts

        return self.calmly(lambda: acts.add(self.book, account_id))

    def action_suggestions(self) -> None:
        """Show the grades that may be due."""
        from repdesk.screens.suggestions import SuggestionsScreen

        def seen(done: Done | None) -> None:
            if done is not None:
                self.show_done(done)

        self.app.push_screen(SuggestionsScreen(self.book, self.keys, self.in_hand), seen)

    def action_best_hours(self) -> None:
        """Show when calls are answered, of the book and of the customer in hand."""
        from repdesk.screens.best_hours import BestHoursPage

        self.app.push_screen(BestHoursPage(self.book, self.in_hand))

    def action_acts(self) -> None:
        """Show what was done, and the way back to before it."""
        from repdesk.screens.act_log import ActLogScreen

        def seen(done: Done | None) -> None:
            if done is not None:
                self.show_done(done)

        self.app.push_screen(ActLogScreen(self.book, self.keys), seen)

    def action_day_page(self) -> None:
        """Show the page of the day."""
        from repdesk.screens.day_page import DayScreen

        if not isinstance(self, DayScreen):
            self.app.push_screen(DayScreen(self.book, self.keys, self.book_name, self.listed))

    @property
    def listed(self) -> DayList | None:
        """Return the day's list where it is at hand here."""
        return None

    def action_announcing(self) -> None:
        """Ask by which means promises are announced: each is taken or taken no more."""
        from repdesk.screens import day_acts
        from repdesk.screens.pick import PickScreen
        from repdesk.widgets.glyphs import glyphs

        lines = [f"{glyphs().tick if taken else ' '} {words}" for words, taken in day_acts.ways_said(self.book)]

        def picked(at: int | None) -> None:
            if at is not None:
                self.calmly(lambda: day_acts.turn_way(self.book, at))

        self.app.push_screen(PickScreen(_("How are promises announced?"), lines), picked)

    def action_clean_up(self) -> None:
        """Show what there is to clean up."""
        from repdesk.screens.clean_up import CleanUpScreen

        if not isinstance(self, CleanUpScreen):
            self.app.push_screen(CleanUpScreen(self.book, self.keys, self.book_name))

    def action_duplicates(self) -> None:
        """Show who may be in the book twice."""
        from repdesk.screens.duplicates import DuplicatesScreen

        if not isinstance(self, DuplicatesScreen):
            self.app.push_screen(DuplicatesScreen(self.book, self.keys, self.book_name))

    def action_what_if(self) -> None:
        """Try other figures on the days ahead."""
        from repdesk.screens.what_if import WhatIfScreen

        if not isinstance(self, WhatIfScreen):
            self.app.push_screen(WhatIfScreen(self.book, self.keys, self.book_name))

    def action_own_fields(self) -> None:
        """Show the fields of the rep's own."""
        from repdesk.screens.own_fields import OwnFieldsScreen

        def seen(done: Done | None) -> None:
            if done is not None:
                self.show_done(done)

        self.app.push_screen(OwnFieldsScreen(self.book, self.keys), seen)

    @property
    def listed_as(self) -> str:
        """Return what those who are listed here are called together, "" where there is no word for it."""
        return ""

    def whom_to_take_out(self) -> Whom:
        """Return the customers that are meant where those of this place are taken out."""
        from repdesk.desk.taking_out.whom import Whom

        return Whom(tuple(self.ids), self.listed_as)

    def action_take_out(self) -> None:
        """Take the customers who are listed here out, into a file."""
        from repdesk.screens.taking_out import take_out

        take_out(self)

    def action_hand_over(self) -> None:
        """Write all that is known of the customers who are listed here for somebody else."""
        from repdesk.screens.taking_out import hand_over

        hand_over(self)

    def action_print_today(self) -> None:
        """Put today's list on paper."""
        from repdesk.screens.taking_out import print_today

        print_today(self)

    def action_keep_calendar(self) -> None:
        """Have the next calls follow the book in a calendar file."""
        from repdesk.screens.taking_out import keep_calendar

        keep_calendar(self)
