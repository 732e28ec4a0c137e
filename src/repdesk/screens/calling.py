"""Logging calls: at once, or in the line at the foot; mending the last one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.customers import person
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.rows import CallRow, Person, Proposal
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import Outcome
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.in_thread import BOOK_IN_USE
from repdesk.widgets.person_lines import InHand

if TYPE_CHECKING:
    from repdesk.widgets.log_line import LogLine

AT_ONCE = frozenset({Outcome.NO_ANSWER, Outcome.BUSY, Outcome.WRONG_NUMBER})


class CallingScreen(DeskScreen):
    """A place with a customer in hand: an outcome is one key, done at once or in the line."""

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self.line: LogLine | None = None
        self._logging: tuple[int, Outcome, CallRow | None] | None = None  # whom, what came of it, the call mended
        self._dialled: tuple[int, int] | None = None  # an account and the number chosen for it
        self._warned = False  # that leaving would lose what was typed

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

    async def ready_line(self) -> LogLine:
        """Return the log line, placed where this is the first time."""
        from repdesk.widgets.log_line import LogLine

        if self.line is None:
            self.line = LogLine(self.keys)
            await self.query_one("#foot").mount(self.line, before=self.notice)
        return self.line

    @property
    def list_widget(self) -> Widget:
        """Return what has the keyboard while nothing is typed."""
        raise NotImplementedError

    def show_person(self) -> None:
        """Show the customer in hand."""
        raise NotImplementedError

    def called(self, account_id: int) -> None:
        """Go on after a call was put on record."""

    @property
    def chosen_phone(self) -> int | None:
        """Return the number chosen for the account in hand, None for its first."""
        return self._dialled[1] if self._dialled and self._dialled[0] == self.in_hand else None

    @property
    def typing(self) -> bool:
        """Say whether a line is being typed in."""
        return self.line is not None and self.line.is_open

    @property
    def busy(self) -> bool:
        """Say whether a line is being typed in, under which nothing may move."""
        return self.typing

    def may_lose_typing(self) -> bool:
        """Say whether leaving now would lose what was typed, and say it to the rep once; False the second time."""
        if self.line is None or not self.line.dirty or self._warned:
            return False
        self._warned = True
        self.line.say(_("what you typed is not saved yet; once more leaves without it"))
        return True

    def half_typed(self) -> HalfTyped | None:
        """Return the call that is being logged, as far as it is typed."""
        if self.line is None or self._logging is None or not (typed := self.line.typed):
            return None
        account_id, outcome, mended = self._logging
        place = {"outcome": outcome.value}
        if mended is not None:
            place["mends"] = str(mended.id)
        if self._dialled and self._dialled[0] == account_id:
            place["phone"] = str(self._dialled[1])
        return HalfTyped("call", account_id, place, typed)

    async def take_up(self, draft: HalfTyped) -> None:
        """Open the line of a draft again, with its text."""
        if draft.kind != "call" or draft.account_id is None:
            await super().take_up(draft)
            return
        known, place = person(self.book, draft.account_id), draft.place
        mended = next((call for call in known.calls if str(call.id) == place.get("mends")), None)
        if ("mends" in place and mended is None) or place.get("outcome") not in {outcome.value for outcome in Outcome}:
            raise RepdeskError(_("The call that was being mended is no longer there."))
        self.take(draft.account_id)
        phones = [phone.id for phone in known.phones if phone.ok and str(phone.id) == place.get("phone")]
        self._dialled = (draft.account_id, phones[0]) if phones else self._dialled
        await self._open_line(draft.account_id, Outcome(place["outcome"]), mended)
        if self.line is not None and self.typing:
            self.line.type_again(draft.texts)

    def hold(self) -> InHand | None:
        """Return the customer in hand with all that is shown of them, None where nobody is."""
        if self.in_hand is None:
            return None
        try:
            known = person(self.book, self.in_hand)
        except RepdeskError:  # what brought the account into the book was taken back, here or in a shell
            return None
        return InHand(known, self.chosen_phone, self.book.clock.today())

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
            await self._open_line(account_id, outcome)

    def _log_at_once(self, account_id: int, outcome: Outcome) -> None:
        from repdesk.desk.calls_ahead import CallDetails
        from repdesk.screens import acts

        details = CallDetails(phone_id=self.chosen_phone)
        if self.calmly(lambda: acts.log(self.book, account_id, outcome, details)):
            self.called(account_id)

    async def _open_line(self, account_id: int, outcome: Outcome, mended: CallRow | None = None) -> None:
        from repdesk.desk.calls_ahead import propose_next

        if not self.may_write():  # before a note is typed, not after
            return
        try:
            proposal = propose_next(self.book, account_id, outcome)
        except RepdeskError as error:
            self.notice.refuse(error)
            return
        line = await self.ready_line()
        self._logging = (account_id, outcome, mended)
        title = _("mend: %(outcome)s") % {"outcome": wording.outcome(outcome)} if mended else ""
        line.open(proposal, self._proposed(proposal), title=title, note=mended.note if mended else "")
        self.list_widget.can_focus = False
        self.set_class(True, "-typing")

    def _proposed(self, proposal: Proposal) -> str:
        """Return the proposed next call in words: the day, its load, among which days it was the lightest."""
        if proposal.next_call is None:
            asked = "when" in proposal.asks
            none = _("when? Such as fri 10:00, +3d, 明天 下午三点") if asked else _("none")
            return "  ".join([none, *proposal.notes])
        when = wording.next_call(proposal.next_call, self.book.clock.today())
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
        self.called(account_id)

    def on_log_line_left(self) -> None:
        """Go back to the list, nothing logged."""
        self._close_line()

    def _close_line(self) -> None:
        self._logging = None
        self.set_class(False, "-typing")
        if self.line is not None:
            self.line.close()
        self._warned = False
        self.list_widget.can_focus = True
        self.set_focus(self.list_widget)
        self.catch_up()

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

    def take(self, account_id: int) -> None:
        """Take an account in hand."""

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
                await self._open_line(account_id, outcome, mended)

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

    def take_typed(self, character: str) -> None:
        """Type a character that was on its way to the list when the line opened."""
        if self.typing and self.line is not None:
            self.line.take(character)

    def action_phone(self) -> None:
        """Take the next number that may be dialled."""
        hand = self.hold()
        usable = [phone.id for phone in hand.person.phones if phone.ok] if hand else []
        if hand is None or hand.phone is None or len(usable) < 2:
            self.notice.say(_("There is no other number to dial."))
            return
        at = usable.index(hand.phone.id)
        self._dialled = (hand.person.account_id, usable[(at + 1) % len(usable)])
        self.show_person()
