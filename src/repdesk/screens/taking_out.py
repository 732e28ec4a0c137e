"""What the desk takes out of the book: customers, today's list on paper, a hand-over, the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk import paths
from repdesk.i18n import _
from repdesk.screens.acts import Done
from repdesk.screens.take_out import TakeOutScreen, Way
from repdesk.screens.typed_path import at_home, typed_path
from repdesk.widgets.plain import plain

if TYPE_CHECKING:
    from repdesk.desk.taking_out import Form
    from repdesk.progress import Progress
    from repdesk.screens.desk_screen import DeskScreen

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f.\s]+')
_LONGEST = 40  # signs


def take_out(screen: DeskScreen) -> None:
    """Ask into which file the customers of a place are to go: those marked, else all that it lists."""
    from repdesk.desk import taking_out
    from repdesk.desk.sheet import Sheet

    whom = screen.whom_to_take_out()
    if not whom.ids:
        screen.notice.say(_("Nobody is listed here."))
        return
    sheet = Sheet(screen.book)  # made here: what the book keeps for the screens is not for a thread to fill

    def way(form: Form) -> Way:
        def write(place: Path, which: int, progress: Progress) -> str:
            columns = () if which else whom.columns
            made = taking_out.take_out(sheet, whom.ids, place, form, columns, title=whom.title, progress=progress)
            line = _("%(n)d customers are in %(path)s; the file is unprotected")
            return line % {"n": made.accounts, "path": at_home(made.path)}

        return Way(_(taking_out.NAMES[form]), taking_out.ENDINGS[form], write)

    title = _("Take out: %(whom)s (%(n)s)") % {"whom": whom.title or _("Customers"), "n": f"{len(whom.ids):,}"}
    columns = (_("as listed"), _("all of them")) if whom.columns else ()
    _push(screen, title, [way(form) for form in taking_out.NAMES], whom.title or _("Customers"), columns)


def print_today(screen: DeskScreen) -> None:
    """Ask where the page of today's list is to lie."""
    from repdesk.desk.taking_out.printing import call_sheet, print_page

    sheet = call_sheet(screen.book)

    def write(place: Path, _which: int, _progress: Progress) -> str:
        count = print_page(sheet, place)
        line = _("%(n)d calls are in %(path)s: print it from a browser")
        return line % {"n": count, "path": at_home(place)}

    way = Way(_("page to print from a browser"), ".html", write)
    _push(screen, _("Print: %(what)s (%(calls)s)") % {"what": sheet.title, "calls": sheet.said}, [way], sheet.title)


def hand_over(screen: DeskScreen) -> None:
    """Ask where all that is known of the customers of a place is to lie, for whoever takes them over."""
    from repdesk.desk.sheet import Sheet
    from repdesk.desk.taking_out import handing_over
    from repdesk.widgets.card.timeline import whole

    whom, sheet = screen.whom_to_take_out(), Sheet(screen.book)
    if not whom.ids:
        screen.notice.say(_("Nobody is listed here."))
        return
    name = whom.title or _("Customers")

    def write(place: Path, _which: int, progress: Progress) -> str:
        made = handing_over.hand_over(sheet, whom.ids, place, whole, name, progress)
        line = _("%(accounts)d customers and %(calls)d calls are in %(path)s; it is unprotected")
        return line % {"accounts": made.accounts, "calls": made.calls, "path": at_home(made.path)}

    ways = [Way(_("folder"), "", write), Way(_("one packed file (zip)"), ".zip", write)]
    title = _("Hand over: %(whom)s (%(n)s)") % {"whom": name, "n": f"{len(whom.ids):,}"}
    _push(screen, title, ways, _("hand-over %(whom)s") % {"whom": name})


def keep_calendar(screen: DeskScreen) -> None:
    """Ask for the calendar file that is to follow the book, and whether customers are named in it."""
    from repdesk.desk import calendar_file
    from repdesk.screens.ask import AskScreen
    from repdesk.screens.pick import PickScreen

    if not screen.may_write():
        return
    kept = calendar_file.settings_of(screen.book)[calendar_file.FILE]
    names, alone = calendar_file.with_names(screen.book), calendar_file.promised_alone(screen.book)

    def set_(key: str) -> Callable[[str], Done]:
        return lambda value: Done(frozenset(), calendar_file.set_calendar(screen.book, key, value))

    def ask() -> None:
        asked = AskScreen(
            _("Calendar file"),
            lambda typed: set_(calendar_file.FILE)(str(typed_path(typed))),
            hint=_("It is written anew whenever next calls change, for calendars that watch a file; it is plain text."),
        )
        asked.begin_with = kept or str(paths.documents() / "repdesk.ics")
        screen.app.push_screen(asked, screen.moved)

    if kept is None:
        ask()
        return
    lines = (
        _("keep it somewhere else"),
        _("name nobody in it") if names else _("name customers in it"),
        _("put all next calls into it") if alone else _("put promised calls alone into it"),
        _("keep it no more"),
    )

    def picked(at: int | None) -> None:
        if at == 0:
            ask()
        elif at == 1:
            screen.calmly(lambda: set_(calendar_file.NAMES)("no" if names else "yes"))
        elif at == 2:
            screen.calmly(lambda: set_(calendar_file.CALLS)("all" if alone else "promised"))
        elif at == 3:
            screen.calmly(lambda: set_(calendar_file.FILE)("off"))

    said = _("The next calls are kept in %(path)s") % {"path": plain(kept)}
    screen.app.push_screen(PickScreen(_("Calendar file"), lines, said=said), picked)


def _push(screen: DeskScreen, title: str, ways: list[Way], name: str, columns: tuple[str, ...] = ()) -> None:
    kept = _NOT_IN_NAMES.sub(" ", name).strip()[:_LONGEST].strip() or "repdesk"
    place = paths.documents() / f"repdesk {kept}"

    def written(said: str | None) -> None:
        if said is not None:
            screen.notice.say(said)

    screen.app.push_screen(TakeOutScreen(title, ways, place, screen.keys, columns), written)
