"""Today: what the rep's keys do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from repdesk import keymap, wording
from repdesk.desk.rows import CallRow, Proposal
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import Outcome
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.day import DayScreen

if TYPE_CHECKING:
    from repdesk.screens.acts import Done
    from repdesk.widgets.log_line import LogLine

AT_ONCE = frozenset({Outcome.NO_ANSWER, Outcome.BUSY, Outcome.WRONG_NUMBER})


class TodayScreen(DayScreen):
    """The list with its acts: each is one key, done at once or in the line at the foot."""

    BINDINGS = keymap.bindings("today", "today.", "outcome.")

    _logging: tuple[int, Outcome, CallRow | None] | None = None  # whom, what came of it, the call that is mended
    _last_called: int | None = None

    def _calmly(self, act: Callable[[], Done | None], nothing: str = "") -> Done | None:
        """Do an act and show what came of it: the sentence, that there was nothing to do, or why it was refused."""
        try:
            done = act()
        except RepdeskError as error:
            self.notice.refuse(error)
            return None
        self._show_done(done, nothing)
        return done

    def _show_done(self, done: Done | None, nothing: str = "") -> None:
        if done is None:
            self.notice.say(nothing)
            return
        self.reload()
        if done.undone:
            back = _("%(key)s does it again") % {"key": self.keys.named("today.redo")}
        else:
            back = _("%(key)s undoes") % {"key": self.keys.named("today.undo")}
        self.notice.say(f"{done.sentence} — {back}")
        self.app.post_message(DataChanged(done.accounts))

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
        if self._calmly(lambda: acts.log(self.book, account_id, outcome, details)):
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
                note = None if entry.note == mended.note else entry.note
                done = acts.amend(self.book, account_id, mended.id, outcome, note, details)
        except RepdeskError as error:
            self.line.refuse(error)
            return
        self._close_line()
        self._show_done(done)
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
        account_id = self._called_last()
        if account_id is None:
            self.notice.say(_("No call was made today."))
            return
        self.take(account_id)
        hand = self.hold()
        assert hand is not None, "somebody was just taken in hand"  # noqa: S101
        call = hand.person.calls[0]
        title = _("Mend: %(name)s, %(outcome)s") % {"name": hand.person.name, "outcome": wording.outcome(call.outcome)}
        self._ask_outcome(title, call)

    def _called_last(self) -> int | None:
        called = [row for row in self.day.rows if row.outcome is not None and row.called_at is not None]
        if any(row.account_id == self.in_hand for row in called):
            return self.in_hand
        latest = max(called, key=lambda row: (row.called_at, row.rank), default=None)
        return self._last_called or (latest.account_id if latest else None)

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

        self._calmly(lambda: acts.amend(self.book, account_id, mended.id, outcome, None, CallDetails()))

    def action_menu(self) -> None:
        """Show the outcomes as a numbered menu."""
        hand = self.hold()
        if hand is not None:
            self._ask_outcome(hand.person.name)

    def action_undo(self) -> None:
        """Take the latest act back and go to whom it was about."""
        from repdesk.screens import acts

        self._follow(self._calmly(lambda: acts.undo(self.book), _("There is nothing to undo.")))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        from repdesk.screens import acts

        self._follow(self._calmly(lambda: acts.redo(self.book), _("There is nothing to do again.")))

    def _follow(self, done: Done | None) -> None:
        if done is not None and len(done.accounts) == 1:
            (account_id,) = done.accounts
            self._list.go_to(account_id)

    def action_replan(self) -> None:
        """Rank the rest of the day anew."""
        from repdesk.screens import acts

        self._calmly(lambda: acts.replan(self.book), _("Nothing changes by planning anew."))

    def action_why(self) -> None:
        """Say why this one, or why not."""
        from repdesk.desk.explaining import why
        from repdesk.screens.why import why_page

        if self.in_hand is not None:
            self.app.push_screen(why_page(why(self.book, self.in_hand)))

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

        if self._calmly(lambda: acts.add(self.book, account_id)):
            self.take(account_id)

    def action_move(self) -> None:
        """Move the next call of the customer in hand."""
        from repdesk.screens import acts
        from repdesk.screens.move import MoveScreen

        if (account_id := self.in_hand) is None:
            return

        def moved(done: Done | None) -> None:
            if done is not None:
                self._show_done(done)

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

    def take_typed(self, character: str) -> None:
        """Type a character that was on its way to the list when the line opened."""
        if self.typing and self.line is not None:
            self.line.take(character)
