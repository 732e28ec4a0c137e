"""A customer's card: everything on record, edited where it stands; calls are logged from here too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.desk.card import Card, card
from repdesk.desk.drafts import HalfTyped
from repdesk.desk.suggesting import suggestion_for
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.card.edit_in_place import EditingScreen
from repdesk.screens.card.edit_ways import Asked, Picked, Typed
from repdesk.screens.card.editing import way_to_edit, way_to_remove
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.move import next_call_screen
from repdesk.themes import sheet
from repdesk.widgets.card.spots import Spot
from repdesk.widgets.card.timeline import whole
from repdesk.widgets.card.view import CardView
from repdesk.widgets.plain import plain

if TYPE_CHECKING:
    from repdesk.desk.taking_out.whom import Whom


class CardScreen(EditingScreen):
    """The card of the customer in hand, and the way along the list one came from."""

    BINDINGS = keymap.bindings("card")
    PLACE = "card"
    TAB = "today"
    AUTO_FOCUS = "CardView"
    CSS_PATH = sheet("card")

    def __init__(self, book: Book, keys: keymap.Keys, account_id: int, ids: Sequence[int] = (), name: str = "") -> None:
        """Show the card of `account_id`; `ids` is the list one came from."""
        super().__init__(book, keys, name)
        self._account_id, self._ids = account_id, tuple(ids)
        self._view = CardView(None)
        self._edited = self._view.at
        self._taken_up: HalfTyped | None = None
        self._spots: frozenset[Spot] = frozenset()  # those there were before what is being added
        self.card: Card | None = None
        self.farewell = ""
        """What to say where one goes back to, because the customer was forgotten here."""

    def body(self) -> ComposeResult:
        """Place the card, and the field that stands over what is edited."""
        yield self._view
        yield self.field

    def on_mount(self) -> None:
        """Show the card."""
        self.reload()
        if self._taken_up is not None:
            self.call_after_refresh(self._take_up_edit, self._taken_up)
            self._taken_up = None

    @property
    def list_widget(self) -> Widget:
        """Return the card."""
        return self._view

    @property
    def in_hand(self) -> int | None:
        """Return the customer whose card it is."""
        return self._account_id

    def whom_to_take_out(self) -> Whom:
        """Return the one whose card it is."""
        from repdesk.desk.taking_out.whom import Whom

        return Whom((self._account_id,), self.card.person.name if self.card is not None else "")

    @property
    def ids(self) -> Sequence[int]:
        """Return the list one came from."""
        return self._ids

    def make_ready(self) -> None:
        """Load what writing needs, on the card too."""
        from repdesk.screens.card import acts as card_acts

        super().make_ready()
        card_acts.warm_up()

    def reload(self) -> None:
        """Read the card again; one whose customer is gone from the book closes."""
        try:
            self.card = card(self.book, self._account_id)
        except RepdeskError as error:
            self._leave_with(error)
        else:
            self.show_person()

    def _leave_with(self, error: RepdeskError) -> None:
        """Go back, and say there why."""
        if self.app.screen is not self:  # "current" would be said of it under a dialog too
            self._stale = True  # a dialog is open over it
            return
        below = self.app.screen_stack[-2]
        self.app.pop_screen()
        if isinstance(below, DeskScreen) and self.farewell:
            below.notice.say(self.farewell)
        elif isinstance(below, DeskScreen):
            below.notice.refuse(error)

    def show_person(self) -> None:
        """Show the card, with the number a call means and a grade that may be due."""
        hand = self.hold()
        if self.card is None or hand is None:
            return
        suggested = suggestion_for(self.book, self._account_id)
        words = ""
        if suggested is not None:
            key = self.keys.named("desk.suggestions")
            words = _("%(what)s (%(key)s)") % {"what": suggested.sentence, "key": key}
        self._view.show(self.card, hand.phone.id if hand.phone else None, words, hand.theirs)
        at = self._ids.index(self._account_id) + 1 if self._account_id in self._ids else 0
        self.place_line.say(_("%(n)d of %(count)d") % {"n": at, "count": len(self._ids)} if at else "")

    def action_merge(self) -> None:
        """Make one customer of this one and another that is found."""
        from repdesk.screens.merging import ask_to_merge

        if self.may_write() and not self.typing:
            ask_to_merge(self, self._account_id, self._show_instead)

    def _show_instead(self, account_id: int) -> None:
        """Show the card of the one that this one went into."""
        self._ids = tuple(dict.fromkeys(account_id if one == self._account_id else one for one in self._ids))
        self._account_id = account_id

    def action_forget(self) -> None:
        """Forget the customer for good, once the name is typed."""
        from repdesk.screens.forgetting import ask_to_forget

        if self.may_write():
            ask_to_forget(self)

    def action_go(self, way: str) -> None:
        """Go to the field above, below, on the left or on the right."""
        if not self.typing:
            self._view.go(way)

    def action_page_up(self) -> None:
        """Go a page up."""
        if not self.typing:
            self._view.page(-1)

    def action_page_down(self) -> None:
        """Go a page down."""
        if not self.typing:
            self._view.page(1)

    def action_top(self) -> None:
        """Go to the first field."""
        if not self.typing:
            self._view.go_to_edge("up")

    def action_end(self) -> None:
        """Go to the last field."""
        if not self.typing:
            self._view.go_to_edge("down")

    def action_previous(self) -> None:
        """Show the customer before this one."""
        self._walk(-1)

    def action_next(self) -> None:
        """Show the next customer."""
        self._walk(1)

    def _walk(self, step: int) -> None:
        """Show the next customer of the list that is still in the book."""
        at = self._ids.index(self._account_id) if self._account_id in self._ids else -1
        ahead = self._ids[at + 1 :] if step > 0 else self._ids[:at][::-1] if at > 0 else ()
        for account_id in ahead if not self.typing else ():
            try:
                self.card = card(self.book, account_id)
            except RepdeskError:  # taken back meanwhile
                continue
            self._account_id = account_id
            self.notice.say("")
            self.show_person()
            return
        if not self.typing:
            self.notice.say(_("That was the last one.") if step > 0 else _("That is the first one."))

    def on_card_view_chosen(self) -> None:
        """Edit what was clicked twice."""
        self.action_edit()

    def action_edit(self) -> None:
        """Edit the field under the cursor where it stands."""
        spot = self._view.at
        if self.card is None or self.typing:
            return
        if spot.kind == "past":
            self._show_moment(spot.id)
        elif spot.kind == "suggestion":
            self.action_suggestions()
        elif self.may_write():
            if spot.kind == "next_call":
                self.app.push_screen(next_call_screen(self.book, self._account_id), self.moved)
            else:
                self._spots, self._edited = self._view.spots, spot
                self.take_way(way_to_edit(self.book, self.card, spot))

    def action_remove(self) -> None:
        """Take the person, number, contract or tag under the cursor away."""
        if self.card is None or self.typing or not self.may_write():
            return
        way = way_to_remove(self.book, self.card, self._view.at)
        if way is None:
            self.notice.say(_("Only people, numbers, contracts and tags are taken away."))
        self.take_way(way)

    def draft_of(self, texts: Mapping[str, str]) -> HalfTyped:
        """Return these texts as a draft that leads back to the field, and over the menus taken to it."""
        spot, picks = self._edited, ",".join(map(str, self._trail))
        place = {"kind": spot.kind, "id": str(spot.id), "part": spot.part, "picks": picks}
        return HalfTyped("card", self._account_id, place, texts)

    def will_take_up(self, draft: HalfTyped) -> None:
        """Open the field of a draft again, with its text, as soon as the card is shown."""
        self._taken_up = draft

    def _take_up_edit(self, draft: HalfTyped) -> None:
        place = draft.place
        number, picks = place.get("id", ""), place.get("picks", "").split(",")
        spot = Spot(place.get("kind", ""), int(number) if number.isdecimal() else 0, place.get("part", ""))
        self._view.go_to(spot)
        if self.card is None or self._view.at != spot:
            self.notice.refuse(RepdeskError(_("The field is no longer there."), draft.text))
            return
        self._spots, self._edited = self._view.spots, spot
        way = way_to_edit(self.book, self.card, spot)
        trail: tuple[int, ...] = ()
        for at in (int(pick) for pick in picks if pick.isdecimal()):
            if isinstance(way, Picked) and at < len(way.lines):
                way, trail = way.then(at), (*trail, at)
        if isinstance(way, Typed | Asked):
            self.take_way(way, trail)
            self.call_after_refresh(self.type_again, draft)
        else:
            self.notice.refuse(RepdeskError(_("The field is no longer there."), draft.text))

    def where_edited(self) -> Region:
        """Return where the field under the cursor stands."""
        return self._view.edited_at()

    def typed(self) -> None:
        """Put the cursor on the person, number, contract or tag that was added."""
        for spot in self._view.spots - self._spots:
            if spot.kind == "tag" or spot.part in ("name", "e164", "amount"):
                self._view.go_to(spot)

    def _show_moment(self, key: int) -> None:
        """Show all that is on record of one entry of the timeline."""
        from repdesk.screens.dialog import Page
        from repdesk.widgets.card.words import a_day

        known = self.card
        moment = next((one for one in known.timeline if one.key == key), None) if known else None
        if known is not None and moment is not None:
            lines = [Content(plain(line)) for line in whole(known, moment)]
            self.app.push_screen(Page(a_day(moment.day, known.today), lines))
