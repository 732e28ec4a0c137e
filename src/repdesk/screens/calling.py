"""Logging calls: at once, or in the line at the foot; mending the last one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from repdesk import keymap, wording
from repdesk.desk.customers import person
from repdesk.desk.rows import CallRow, Person, Proposal
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import Outcome
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.day import DayScreen

if TYPE_CHECKING:
    from repdesk.screens.acts import Done
    from repdesk.widgets.log_line import LogLine

AT_ONCE = frozenset({Outcome.NO_ANSWER, Outcome.BUSY, Outcome.WRONG_NUMBER})


class CallingScreen(DayScreen):
    """The day with its calls: an outcome is one key, done at once or in the line."""

    BINDINGS = keymap.bindings("today", "outcome.")

    _logging: tuple[int, Outcome, CallRow | None] | None = None  # whom, what came of it, the call that is mended
    _last_called: int | None = None

    def calmly(self, act: Callable[[], Done | None], nothing: str = "") -> Done | None:
        """Do an act and show what came of it: the sentence, that there was nothing to do, or why it was refused."""
        try:
            done = act()
        except RepdeskError as error:
            self.notice.refuse(error)
            return None
        self.show_done(done, nothing)
        return done

    def show_done(self, done: Done | None, nothing: str = "") -> None:
        """Show what was done and which key takes it back; `nothing` where nothing was."""
        if done is None:
            self.notice.say(nothing)
            return
        self.reload()
        if done.undone:
            back = _("%(key)s does it again") % {"key": self.keys.named("today.redo")}
        else:
            back = _("%(key)s undoes") % {"key": self.keys.named("today.undo")}
        self.notice.say(done.sentence, back)
        self.app.post_message(DataChanged(done.accounts, self))

    def _go_on(self, account_id: int) -> None:
        """Go to the next one in line after a call."""
        self._last_called = account_id
        self._visitor = None
        self._list.go_to(self.day.offered)
        self._show_person()

    async def action_outcome(self, name: str) -> None:
        """Log an outcome of the call in hand: at once, or in the line."""
        if self.typing or (account_id := self.in_hand) is None:
            return
        outcome = Outcome(name)
        if outcome in AT_ONCE:
            self._log_at_once(account_id, outcome)
        else:
            await self._open_line(account_id, outcome)

    def _log_at_once(self, account_id: int, outcome: Outcome) -> None:
        from repdesk.desk.calls_ahead import CallDetails
        from repdesk.screens import acts

        details = CallDetails(phone_id=self.chosen_phone)
        if self.calmly(lambda: acts.log(self.book, account_id, outcome, details)):
            self._go_on(account_id)

    async def _open_line(self, account_id: int, outcome: Outcome, mended: CallRow | None = None) -> None:
        from repdesk.desk.calls_ahead import propose_next

        try:
            proposal = propose_next(self.book, account_id, outcome)
        except RepdeskError as error:
            self.notice.refuse(error)
            return
        line = await self.ready_line()
        self._logging = (account_id, outcome, mended)
        title = _("mend: %(outcome)s") % {"outcome": wording.outcome(outcome)} if mended else ""
        line.open(proposal, self._proposed(proposal), title=title, note=mended.note if mended else "")
        self._list.can_focus = False
        self.set_class(True, "-typing")

    def _proposed(self, proposal: Proposal) -> str:
        """Return the proposed next call in words: the day, its load, among which days it was the lightest."""
        if proposal.next_call is None:
            asked = "when" in proposal.asks
            none = _("when? Such as fri 10:00, +3d, 明天 下午三点") if asked else _("none")
            return "  ".join([none, *proposal.notes])
        when = wording.next_call(proposal.next_call, self.day.today)
        parts = [_("%(when)s, %(load)d/%(quota)d set") % {"when": when, "load": proposal.load, "quota": proposal.quota}]
        if proposal.window and proposal.window[0] != proposal.window[1]:
            first, last = (wording.short_day(day) for day in proposal.window)
            parts.append(_("(lightest of %(first)s–%(last)s)") % {"first": first, "last": last})
        return "  ".join([*parts, *proposal.notes])

    def on_log_line_edited(self, event: LogLine.Edited) -> None:
        """Say how the typed date is understood, or what is proposed now that something else was said."""
        from repdesk.desk.calls_ahead import propose_next
        from repdesk.screens import acts

        if self.line is None or self._logging is None:
            return
        (account_id, outcome, _mended), entry = self._logging, event.entry
        try:
            if entry.when:
                self.line.say(acts.preview_of(self.book, entry.when))
                return
            details = acts.details_of(self.book, outcome, entry, self.chosen_phone)
            proposal = propose_next(self.book, account_id, outcome, details)
        except RepdeskError as error:  # half a date is no mistake yet
            self.line.say(error.hint or error.title)
        else:
            self.line.propose(proposal, self._proposed(proposal))

    def on_log_line_saved(self, event: LogLine.Saved) -> None:
        """Put the line on record and go on; where that fails all that was typed stays, and Enter tries again."""
        from repdesk.screens import acts

        if self._logging is None or self.line is None:
            return
        (account_id, outcome, mended), entry = self._logging, event.entry
        try:
            details = acts.details_of(self.book, outcome, entry, self.chosen_phone)
            if mended is None:
                done = acts.log(self.book, account_id, outcome, details)
            else:
                done = acts.amend(self.book, account_id, mended.id, outcome, entry.note, details)
        except RepdeskError as error:
            self.line.refuse(error)
            return
        self._close_line()
        self.show_done(done)
        self._go_on(account_id)

    def on_log_line_left(self) -> None:
        """Go back to the list, nothing logged."""
        self._close_line()

    def _close_line(self) -> None:
        self._logging = None
        self.set_class(False, "-typing")
        self.line_closed()

    async def action_amend(self) -> None:
        """Mend the last call of the customer in hand if called today, else the last call made."""
        who = self._called_last()
        if who is None:
            self.notice.say(_("No call was made today."))
            return
        self.take(who.account_id)
        call = who.calls[0]
        title = _("Mend: %(name)s, %(outcome)s") % {"name": who.name, "outcome": wording.outcome(call.outcome)}
        self._ask_outcome(title, call)

    def _called_last(self) -> Person | None:
        """Return the customer in hand if called today, else whoever was called last today."""
        called = [row for row in self.day.rows if row.called_at is not None]
        latest = max(called, key=lambda row: (row.called_at, row.rank), default=None)
        for account_id in (self.in_hand, self._last_called, latest.account_id if latest else None):
            who = self._called_today(account_id) if account_id is not None else None
            if who is not None:
                return who
        return None

    def _called_today(self, account_id: int) -> Person | None:
        """Return the customer if called today, None too where the account is no longer in the book."""
        try:
            who = person(self.book, account_id)
        except RepdeskError:  # what brought it into the book was taken back
            return None
        return who if who.calls and who.calls[0].day == self.day.today else None

    def _ask_outcome(self, title: str, mended: CallRow | None = None) -> None:
        from repdesk.screens.outcome_menu import OutcomeMenu

        account_id = self.in_hand

        async def picked(outcome: Outcome | None) -> None:
            if outcome is None or account_id is None:
                return
            if mended is None:
                await self.action_outcome(outcome)
            elif outcome in AT_ONCE:
                self._amend_at_once(account_id, outcome, mended)
            else:
                await self._open_line(account_id, outcome, mended)

        self.app.push_screen(OutcomeMenu(title, mended.outcome if mended else None), picked)

    def _amend_at_once(self, account_id: int, outcome: Outcome, mended: CallRow) -> None:
        from repdesk.desk.calls_ahead import CallDetails
        from repdesk.screens import acts

        self.calmly(lambda: acts.amend(self.book, account_id, mended.id, outcome, None, CallDetails()))

    def action_menu(self) -> None:
        """Show the outcomes as a numbered menu."""
        hand = self.hold()
        if hand is not None:
            self._ask_outcome(hand.person.name)

    def take_typed(self, character: str) -> None:
        """Type a character that was on its way to the list when the line opened."""
        if self.typing and self.line is not None:
            self.line.take(character)
