"""A place with the log line at its foot: a call that asks for words is typed there, the customer in view above it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from repdesk import keymap, wording
from repdesk.desk.book import Book
from repdesk.desk.customers import person
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.rows import CallRow, Proposal
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.types import Outcome
from repdesk.screens.desk_screen import DeskScreen

if TYPE_CHECKING:
    from repdesk.widgets.log_entry import Entry
    from repdesk.widgets.log_line import LogLine


class LineScreen(DeskScreen):
    """The line opens for an outcome and closes when it is on record, or left; till then it is a draft."""

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self.line: LogLine | None = None
        self._logging: tuple[int, Outcome, CallRow | None] | None = None  # whom, what came of it, the call mended
        self.dialled: tuple[int, int] | None = None  # an account and the number chosen for it
        self._warned = False  # that leaving would lose what was typed

    async def ready_line(self) -> LogLine:
        """Return the log line, placed where this is the first time."""
        from repdesk.screens import acts
        from repdesk.widgets.log_line import LogLine

        if self.line is None:
            self.line = LogLine(self.keys, partial(acts.offers_of, self.book))
            await self.query_one("#foot").mount(self.line, before=self.notice)
        return self.line

    @property
    def list_widget(self) -> Widget:
        """Return what has the keyboard while nothing is typed."""
        raise NotImplementedError

    def called(self, account_id: int) -> None:
        """Go on after a call was put on record."""

    def take(self, account_id: int) -> None:
        """Take an account in hand."""

    @property
    def chosen_phone(self) -> int | None:
        """Return the number chosen for the account in hand, None for its first."""
        return self.dialled[1] if self.dialled and self.dialled[0] == self.in_hand else None

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
        if self.dialled and self.dialled[0] == account_id:
            place["phone"] = str(self.dialled[1])
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
        self.dialled = (draft.account_id, phones[0]) if phones else self.dialled
        await self.open_line(draft.account_id, Outcome(place["outcome"]), mended)
        if self.line is not None and self.typing:
            self.line.type_again(draft.texts)

    async def open_line(self, account_id: int, outcome: Outcome, mended: CallRow | None = None) -> None:
        """Open the line for an outcome, of a new call or of one that is `mended`."""
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
                self.line.say(self._with_contract(acts.preview_of(self.book, entry.when, called=account_id), entry))
                return
            details = acts.details_of(self.book, outcome, entry, self.chosen_phone)
            proposal = propose_next(self.book, account_id, outcome, details)
        except RepdeskError as error:  # half a date is no mistake yet
            self.line.say(error.hint or error.title)
        else:
            self.line.propose(proposal, self._with_contract(self._proposed(proposal), entry))

    def _with_contract(self, said: str, entry: Entry) -> str:
        """Return what is said of the next call, and how the days of a contract are understood."""
        if not (entry.start or entry.end):
            return said
        from repdesk.desk.typed import told_day

        days = {name: told_day(self.book, text) or "–" for name, text in (("start", entry.start), ("end", entry.end))}
        return "  ".join([said, _("contract %(start)s to %(end)s") % days])

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

    def take_typed(self, character: str) -> None:
        """Type a character that was on its way to the list when the line opened."""
        if self.typing and self.line is not None:
            self.line.take(character)
