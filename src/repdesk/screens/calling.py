"""A place with a customer in hand: an outcome is one key; the last call can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from repdesk import wording
from repdesk.desk.customers import person
from repdesk.desk.rows import CallRow, Person
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import Outcome
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.line_screen import LineScreen
from repdesk.widgets.person_lines import InHand

AT_ONCE = frozenset({Outcome.NO_ANSWER, Outcome.BUSY, Outcome.WRONG_NUMBER})


class CallingScreen(LineScreen):
    """An outcome is logged at once, or in the line."""

    def on_mount(self) -> None:
        """Make ready what the first paint did not need."""
        self.call_after_refresh(self.settle)

    async def settle(self) -> None:
        """Load what writes; the log line comes with the first outcome that asks for it."""
        self.get_ready()

    def get_ready(self) -> None:
        """Begin to make ready in a thread what the first act needs."""
        self.run_worker(self._make_ready, thread=True, group="ready")

    def _make_ready(self) -> None:
        try:
            with BOOK_IN_USE:
                self.make_ready()
        except RepdeskError as error:  # somebody else is writing; the first act does it too
            if self.is_attached:
                self.app.call_from_thread(self.notice.refuse, error)

    def make_ready(self) -> None:
        """Do, in a thread, what the first act would have to wait for."""
        from repdesk.screens import acts

        acts.warm_up()
        if not self.book.zones.ready:
            self.book.zones.get_ready()
            if self.is_attached:
                self.app.call_from_thread(self.show_person)

    def minute_passed(self, now: datetime) -> None:
        """Let the clock of a customer elsewhere run."""
        super().minute_passed(now)
        self.let_their_clock_run()

    def let_their_clock_run(self) -> None:
        """Show what the clock of the customer in hand shows now, where it is another than the rep's."""
        if (hand := self.hold()) is not None and hand.theirs is not None:
            self.show_person()

    def show_person(self) -> None:
        """Show the customer in hand."""
        raise NotImplementedError

    def hold(self) -> InHand | None:
        """Return the customer in hand with all that is shown of them, None where nobody is."""
        if self.in_hand is None:
            return None
        try:
            known = person(self.book, self.in_hand)
        except RepdeskError:  # what brought the account into the book was taken back, here or in a shell
            return None
        now = self.book.clock.now()
        hand = InHand(known, self.chosen_phone, now.date())
        e164 = hand.phone.e164 if hand.phone is not None else None
        return replace(hand, theirs=self.book.zones.their_time(known, e164, now))

    async def action_outcome(self, name: str) -> None:
        """Log an outcome of the call in hand: at once, or in the line."""
        if self.typing or (account_id := self.in_hand) is None:
            return
        outcome = Outcome(name)
        hand = self.hold()
        barred = hand is not None and hand.phone is None and any(phone.suppressed for phone in hand.person.phones)
        if outcome in AT_ONCE and not barred:  # a do-not-call number needs a reason, typed in the line
            self._log_at_once(account_id, outcome)
        else:
            await self.open_line(account_id, outcome)

    def _log_at_once(self, account_id: int, outcome: Outcome) -> None:
        from repdesk.desk.calls_ahead import CallDetails
        from repdesk.screens import acts

        details = CallDetails(phone_id=self.chosen_phone)
        if self.calmly(lambda: acts.log(self.book, account_id, outcome, details)):
            self.called(account_id)

    async def action_amend(self) -> None:
        """Mend the last call of the customer in hand if called today, else the last call made."""
        who = next(filter(None, map(self._called_today, self.to_mend())), None)
        if who is None:
            self.notice.say(_("No call was made today."))
            return
        self.take(who.account_id)
        call = who.calls[0]
        title = _("Mend: %(name)s, %(outcome)s") % {"name": who.name, "outcome": wording.outcome(call.outcome)}
        self._ask_outcome(title, call)

    def to_mend(self) -> Iterable[int]:
        """Return the accounts whose last call may be the one to mend, the likeliest first."""
        return () if self.in_hand is None else (self.in_hand,)

    def _called_today(self, account_id: int) -> Person | None:
        """Return the customer if called today, None too where the account is no longer in the book."""
        try:
            who = person(self.book, account_id)
        except RepdeskError:  # what brought it into the book was taken back
            return None
        return who if who.calls and who.calls[0].day == self.book.clock.today() else None

    def _ask_outcome(self, title: str, mended: CallRow | None = None) -> None:
        from repdesk.screens.outcome_menu import ORDER, OutcomeMenu

        account_id = self.in_hand

        async def picked(at: int | None) -> None:
            if at is None or account_id is None:
                return
            outcome = ORDER[at]
            if mended is None:
                await self.action_outcome(outcome)
            elif outcome in AT_ONCE:
                self._amend_at_once(account_id, outcome, mended)
            else:
                await self.open_line(account_id, outcome, mended)

        self.app.push_screen(OutcomeMenu(title, self.keys, mended.outcome if mended else None), picked)

    def _amend_at_once(self, account_id: int, outcome: Outcome, mended: CallRow) -> None:
        from repdesk.desk.calls_ahead import CallDetails
        from repdesk.screens import acts

        self.calmly(lambda: acts.amend(self.book, account_id, mended.id, outcome, None, CallDetails()))

    def action_menu(self) -> None:
        """Show the outcomes as a numbered menu."""
        hand = self.hold()
        if hand is not None:
            self._ask_outcome(hand.person.name)

    def action_phone(self) -> None:
        """Take the next number that may be dialled."""
        hand = self.hold()
        usable = [phone.id for phone in hand.person.phones if phone.ok] if hand else []
        if hand is None or hand.phone is None or len(usable) < 2:
            self.notice.say(_("There is no other number to dial."))
            return
        at = usable.index(hand.phone.id)
        self.dialled = (hand.person.account_id, usable[(at + 1) % len(usable)])
        self.show_person()
