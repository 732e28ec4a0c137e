"""What a rep does at the screen, step by step: bring a book in, log a call, walk over a card."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from repdesk.i18n import _
from repdesk.screens.card import CardScreen
from repdesk.screens.importing.wizard import ImportScreen
from repdesk.widgets.card.spots import Spot, next_spot
from tests.screens.working import Desk

AT_ONCE = "nbw"
TYPED = {"amount": "1.2万", "start": "2026-12-01", "end": "2027-11-30", "reason": "太贵"}


async def bring_in(desk: Desk, path: Path) -> None:
    """Bring a file in from the first page, as it is read by itself."""
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, ImportScreen))
    await desk.type(str(path))
    await desk.press("enter")
    await desk.shows("970")
    await desk.press("enter", "enter", "enter", "enter", "enter")
    await desk.shows(_("It is in the book: %(counts)s").partition("%")[0].strip())
    await desk.press("enter")
    await desk.until(lambda: bool(desk.app.screen.query("CallList")) and not desk.app.workers)
    await desk.until(lambda: desk.today.line is not None)


async def log(desk: Desk, key: str, note: str) -> None:
    """Log the call in hand: at once, or with a note and whatever the outcome asks."""
    made = desk.today.day.head.calls
    await desk.press(key)
    if key not in AT_ONCE:
        await fill_the_line(desk, note)
    await desk.until(lambda: desk.today.day.head.calls == made + 1)
    desk.clock.moment += timedelta(minutes=4)


async def fill_the_line(desk: Desk, note: str) -> None:
    """Type a note and whatever else the line asks, until it is saved."""
    await desk.until(lambda: desk.today.typing)
    await desk.type(note)
    while desk.today.typing:
        await desk.press("enter")
        await desk.pilot.pause()
        asked = desk.app.focused.id if desk.app.focused is not None else ""
        if asked == "when":
            await desk.type(f"{desk.clock.moment + timedelta(hours=1):%H:%M}")
        elif asked in TYPED:
            await desk.type(TYPED[asked])


def shown_card(desk: Desk) -> CardScreen:
    """Return the card on the screen."""
    assert isinstance(desk.app.screen, CardScreen)
    return desk.app.screen


def on_field(desk: Desk) -> Spot:
    """Return the field of the card the cursor is on."""
    return shown_card(desk)._view.at


async def open_card(desk: Desk) -> None:
    """Open the card of the customer in hand."""
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, CardScreen) and desk.app.screen.card is not None)
    await desk.until(lambda: not desk.app.workers and bool(shown_card(desk)._view.spots))


def way_to(desk: Desk, wanted: Spot) -> list[str]:
    """Return the arrow keys that lead to a field; an error where none do."""
    places = shown_card(desk)._view._laid.places
    ways: dict[Spot, list[str]] = {on_field(desk): []}
    for spot in (queue := [on_field(desk)]):
        for key in ("up", "down", "left", "right"):
            beside = next_spot(places, spot, key)
            if beside is not None and beside not in ways:
                ways[beside] = [*ways[spot], key]
                queue.append(beside)
    return ways[wanted]


async def go(desk: Desk, kind: str, part: str = "") -> None:
    """Walk to a field of the card by the arrow keys alone."""
    wanted = next(spot for spot in shown_card(desk)._view._laid.places if (spot.kind, spot.part) == (kind, part))
    await desk.press(*way_to(desk, wanted))
    assert on_field(desk) == wanted
