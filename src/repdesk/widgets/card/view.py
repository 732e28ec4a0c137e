"""A card on the screen: its lines, of which only those in view are drawn, and the spot the rep is on."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from repdesk.desk.card import Card
from repdesk.rules.zones import TheirTime
from repdesk.widgets.card.layout import lay_out
from repdesk.widgets.card.lines import Laid
from repdesk.widgets.card.spots import Place, Spot, next_spot
from repdesk.widgets.plain import cells

_LEAST = 24  # cells that a field has room for at the least while it is edited
FIRST = Spot("field", part="name")


class CardView(ScrollView, can_focus=True, inherit_bindings=False):
    """The card of one customer; the spot under the cursor is always in view, and its keys are the screen's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card-view--muted",
        "card-view--bold",
        "card-view--accent",
        "card-view--warned",
        "card-view--cursor",
    }

    class Chosen(Message):
        """The spot under the cursor was clicked once more."""

    def __init__(self, card: Card | None) -> None:
        super().__init__()
        self._card = card
        self._dialled: int | None = None
        self._suggested = ""
        self._theirs: TheirTime | None = None
        self._laid = Laid((), {})
        self._width = 0
        self.at = FIRST

    def show(self, card: Card | None, dialled: int | None, suggested: str, theirs: TheirTime | None = None) -> None:
        """Show a card; the cursor stays on its spot, or where that stood."""
        self._card, self._dialled, self._suggested, self._theirs = card, dialled, suggested, theirs
        self._lay()

    def _lay(self) -> None:
        """Lay the card out for the room there is."""
        width = self.scrollable_content_region.width - 1  # one cell free on the left
        if width < 1 or self._card is None:
            return
        before = self._laid.places.get(self.at)
        self._width = width
        self._laid = lay_out(self._card, width, dialled=self._dialled, suggested=self._suggested, theirs=self._theirs)
        if self.at not in self._laid.places:
            self.at = self._nearest(before)
        self.virtual_size = Size(0, len(self._laid.lines))
        self._into_view()
        self.refresh()

    def _nearest(self, before: Place | None) -> Spot:
        if before is None:
            return FIRST
        places = self._laid.places
        return min(places, key=lambda spot: (abs(places[spot].y - before.y), abs(places[spot].x - before.x)))

    def on_resize(self) -> None:
        """Lay the card out anew where the width is another."""
        if self.scrollable_content_region.width - 1 != self._width:
            self._lay()
        self._into_view()

    @property
    def spots(self) -> frozenset[Spot]:
        """Return the spots there are."""
        return frozenset(self._laid.places)

    def go_to(self, spot: Spot) -> None:
        """Put the cursor on a spot and bring it into view."""
        if spot in self._laid.places:
            self.at = spot
            self._into_view()
            self.refresh()

    def go(self, way: str) -> None:
        """Go up, down, left or right; at the edge stay."""
        if self.at in self._laid.places:
            found = next_spot(self._laid.places, self.at, way)
            if found is not None:
                self.go_to(found)
            elif way == "up":
                self.scroll_to(y=0, animate=False)

    def _into_view(self) -> None:
        place = self._laid.places.get(self.at)
        height = self.size.height
        if place is None or height < 1:
            return
        top, last = round(self.scroll_target_y), place.y
        while last + 1 < len(self._laid.lines) and last - place.y < height - 1 and self._goes_on(last + 1):
            last += 1
        if place.y < top:
            self.scroll_to(y=place.y - 1 if place.y > 1 else 0, animate=False)
        elif last >= top + height:
            self.scroll_to(y=last - height + 1, animate=False)

    def _goes_on(self, y: int) -> bool:
        """Say whether line `y` belongs to the spot under the cursor."""
        return any(piece.spot == self.at for piece in self._laid.lines[y])

    def edited_at(self) -> Region:
        """Return where in this view the spot under the cursor is edited: its line, from where it begins."""
        place = self._laid.places[self.at]
        end = place.left + place.room
        width = max(end - place.x, min(_LEAST, place.room))
        return Region(1 + end - width, place.y - round(self.scroll_target_y), width, 1)

    def render_line(self, y: int) -> Strip:
        """Draw the line that has scrolled to height `y`."""
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        base = self.rich_style
        if index >= len(self._laid.lines):
            return Strip.blank(width, base)
        segments, x = [Segment(" ", base)], 0
        for piece in self._laid.lines[index]:
            style = base + self._style(piece.style)
            if piece.spot is not None and piece.spot == self.at:
                style += self.get_component_rich_style("card-view--cursor")
            segments += [Segment(" " * (piece.x - x), base), Segment(piece.text, style)]
            x = piece.x + cells(piece.text)
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"card-view--{name}", partial=True) if name else Style.null()

    def page(self, pages: int) -> None:
        """Go so many pages down, or up where negative."""
        self._leap(pages * self.size.height)

    def go_to_edge(self, way: str) -> None:
        """Go to the first field of all (up) or to the last one (down)."""
        self._leap(len(self._laid.lines) * (-1 if way == "up" else 1))

    def _leap(self, lines: int) -> None:
        """Go to the field nearest to so many lines away."""
        places = self._laid.places
        if self.at in places:
            wanted = places[self.at].y + lines
            self.go_to(min(places, key=lambda spot: (abs(places[spot].y - wanted), places[spot].x)))

    def on_click(self, event: events.Click) -> None:
        """Go where the mouse points; once more edits."""
        index = event.y + self.scroll_offset.y
        if not self.can_focus or index >= len(self._laid.lines):
            return
        for piece in self._laid.lines[index]:
            if piece.spot is not None and piece.x <= event.x - 1 < piece.x + cells(piece.text):
                if piece.spot == self.at:
                    self.post_message(self.Chosen())
                self.go_to(piece.spot)
