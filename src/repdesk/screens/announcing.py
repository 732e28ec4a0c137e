"""Promises that come due are announced wherever the rep is: in the first line, by the bell, on the desktop."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from textual.app import App

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.day.announcing import BELL, DESKTOP, NAMES, promises_of_today, ways
from repdesk.i18n import _
from repdesk.rules.announcing import Promise, Stage, announced
from repdesk.screens.framed import FramedScreen
from repdesk.screens.places import Places
from repdesk.widgets.plain import plain

_SHOWN_FOR = timedelta(minutes=1)
_Said = tuple[Promise, Stage]


class Announcer:
    """Looks at the clock every second; each promise is spoken of before its time, at its time, and once it is missed.

    What is being typed stays as it is: nothing but the first line changes.
    """

    def __init__(self, app: App[int], book: Book, places: Places) -> None:
        """Begin with nothing said but what was missed before: it stands first on the list, late as it is."""
        self._app, self._book, self._places = app, book, places
        self._promises: tuple[Promise, ...] | None = None  # None: to be read anew
        self._read_on = date.min
        self._shown: tuple[_Said, ...] = ()
        self._until = self._now()
        self._said: set[tuple[int, datetime, Stage]] = {_key(one) for one in self._near() if one[1] == "missed"}

    def book_changed(self) -> None:
        """Read the promises again at the next look."""
        self._promises = None

    @property
    def at_hand(self) -> int | None:
        """Return whose promise is at hand, the earliest; None where no time has come."""
        near = self._near()
        return next((promise.account_id for promise, stage in near if stage != "missed"), None)

    def look(self) -> None:
        """Announce what has come since the last look, and show it for a while."""
        now, near = self._now(), self._near()
        fresh = [one for one in near if _key(one) not in self._said]
        if fresh:
            self._said.update(map(_key, fresh))
            self._shown, self._until = tuple(fresh), now + _SHOWN_FOR
            self._tell_outside([one for one in fresh if one[1] != "missed"])
        elif self._shown and (now >= self._until or now < self._until - _SHOWN_FOR):
            self._shown = ()
        self._shown = tuple(one for one in self._shown if one[0] in (promise for promise, _stage in near))
        self._show()

    def _now(self) -> datetime:
        return self._book.clock.now().replace(tzinfo=None)

    def _near(self) -> tuple[_Said, ...]:
        now = self._now()
        if self._promises is None or self._read_on != now.date():
            self._promises, self._read_on = promises_of_today(self._book), now.date()
        return announced(self._promises, now, self._book.policy)

    def _show(self) -> None:
        """Have the line of the place that is seen say it, and no other."""
        screens = [screen for screen in self._app.screen_stack if isinstance(screen, FramedScreen)]
        for screen in {*self._places, *screens}:
            seen = bool(screens) and screen is screens[-1]
            screen.place_line.call_out(self._words() if seen else "", self._way(screen))

    def _words(self) -> str:
        if not self._shown:
            return ""
        (promise, stage), more = self._shown[0], len(self._shown) - 1
        said = {"at": wording.clock(promise.at.time()), "name": plain(promise.name)}
        words = {
            "soon": _("%(at)s promised: %(name)s"),
            "now": _("%(at)s promised, now: %(name)s"),
            "missed": _("%(at)s promised, missed: %(name)s"),
        }[stage] % said
        return _("%(first)s, and %(n)d more") % {"first": words, "n": more} if more else words

    def _way(self, screen: FramedScreen) -> str:
        """Return which key goes there; none does while something is typed or asked."""
        if screen.busy or self._app.screen is not screen:
            return ""
        return _("%(key)s goes there") % {"key": screen.keys.named("today.offered")}

    def _tell_outside(self, fresh: list[_Said]) -> None:
        """Ring, and put a note on the desktop: without the name, unless the rep wants it there."""
        from repdesk.outside import tell_desktop  # it starts programs, which the first paint needs nothing of

        if not fresh or self._app.is_headless:
            return
        chosen = ways(self._book)
        if BELL in chosen:
            self._app.bell()
        if DESKTOP in chosen:
            promise = fresh[0][0]
            said = {"at": wording.clock(promise.at.time()), "name": promise.name}
            named, unnamed = _("a call promised for %(at)s: %(name)s"), _("a call promised for %(at)s")
            words = (named if NAMES in chosen else unnamed) % said
            self._app.run_worker(lambda: tell_desktop(words, self._write), thread=True, group="outside")

    def _write(self, text: str) -> None:
        """Hand the terminal a sequence whole, between two paints, by the way of Textual's own bell and clipboard."""
        driver = self._app._driver
        if driver is not None and self._app.is_running:
            self._app.call_from_thread(driver.write, text)


def _key(one: _Said) -> tuple[int, datetime, Stage]:
    return one[0].account_id, one[0].at, one[1]
