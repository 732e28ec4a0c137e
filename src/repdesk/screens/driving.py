"""Clean-up drives begun, changed and closed from their page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.card import known_tags
from repdesk.desk.drives import MEASURES, Drive, Measure, Sheet, measure_named, tried
from repdesk.i18n import _
from repdesk.screens.acts import Done
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.form import Entry, FormScreen
from repdesk.screens.pick import PickScreen
from repdesk.widgets.plain import plain


def ask_to_begin(screen: DeskScreen, begun: Callable[[int], None]) -> None:
    """Have a measure picked and a drive filled in; `begun` hears its number."""
    lines = (*(_lined(measure) for measure in MEASURES), _("a condition of your own"))

    def picked(at: int | None) -> None:
        if at is None:
            return
        measure = MEASURES[at] if at < len(MEASURES) else None
        condition = "" if measure is None else measure.written(_usual(screen.book, measure))
        entries = _entries(screen.book, "", "", condition, "", "")
        title = _("Begin a clean-up drive")
        _fill_in(screen, title, entries, lambda texts: _begin(screen.book, texts, begun))

    screen.app.push_screen(PickScreen(_("What is each of them to have?"), lines), picked)


def ask_to_change(screen: DeskScreen, drive: Drive) -> None:
    """Have a drive filled in anew."""
    kept = drive.kept
    due = kept.due.isoformat()
    entries = _entries(screen.book, kept.name, kept.query, kept.measure, f"{kept.target} %", due)
    title = _("Change %(name)s") % {"name": plain(kept.name)}
    _fill_in(screen, title, entries, lambda texts: _change(screen.book, drive, texts), kept.due)


def close(book: Book, drive: Drive) -> Done | None:
    """Close a drive, or let one that is closed go on."""
    from repdesk.desk.drives_writing import close_drive

    change = close_drive(book, drive.kept.id, closed=not drive.closed)
    said = _("%(name)s goes on") if drive.closed else _("%(name)s is closed")
    return None if change is None else Done(frozenset(), said % {"name": plain(drive.kept.name)})


def _lined(measure: Measure) -> str:
    return wording.measure_name(measure.name)


def _usual(book: Book, measure: Measure) -> str:
    """Return what a measure is offered with."""
    if measure.asks == "tag":
        return next(iter(known_tags(book)), "vip")
    return measure_named(book, measure.name).removeprefix(measure.condition.partition("{}")[0]) if measure.asks else ""


def _entries(book: Book, name: str, query: str, measure: str, target: str, due: str) -> tuple[Entry, ...]:
    usual = _("%(share)d %%, or a count such as 40") % {"share": book.policy.clean_up.share}
    days = _("%(n)d working days from now") % {"n": book.policy.clean_up.days}
    return (
        Entry(_("its name"), name, _("such as: complete the A's")),
        Entry(_("who"), query, _("the whole book, or a filter such as grade:A")),
        Entry(_("is to have"), measure, _("a filter such as complete>=80 need:any")),
        Entry(_("how many"), target, usual),
        Entry(_("due by"), due, days),
    )


def _fill_in(
    screen: DeskScreen,
    title: str,
    entries: tuple[Entry, ...],
    act: Callable[[list[str]], Done | None],
    due_before: date | None = None,
) -> None:
    sheet: list[Sheet] = []  # read with the first preview, in its thread

    def preview(texts: list[str]) -> str:
        if not sheet or sheet[0].entry != screen.book.last_entry():
            sheet[:] = [Sheet(screen.book)]
        return _came_to(screen.book, texts, sheet[0], due_before)

    def done(done: Done | None) -> None:
        if done is not None:
            screen.show_done(done)

    screen.app.push_screen(FormScreen(title, entries, act, screen.keys, preview=preview), done)


def _came_to(book: Book, texts: list[str], sheet: Sheet, due_before: date | None) -> str:
    """Say what a drive would come to: how many are in it, how many have it already, and the pace."""
    from repdesk.desk.drives_writing import read_due, read_target
    from repdesk.rules.drives import Course, progress

    _name, query, measure, target, due = texts
    begins = tried(book, query, measure, sheet)
    day, share = read_due(book, due, due_before), read_target(book, target, begins.total)
    course = Course(share, sheet.today, day, begins.done)
    came = progress(course, begins.total, begins.done, sheet.today, book.calendar)
    facts = {
        "total": begins.total,
        "what": plain(wording.measure(measure_named(book, measure))),
        "done": begins.done,
        "needed": came.needed,
        "share": share,
        "day": wording.day(day, sheet.today),
    }
    said = [_("%(done)d of %(total)d have %(what)s; %(needed)d are to (%(share)d %%) by %(day)s") % facts]
    if came.pace is not None:
        said.append(_("that is %(n)d a working day") % {"n": came.pace})
    return "; ".join([*said, *begins.notes])


def _begin(book: Book, texts: list[str], begun: Callable[[int], None]) -> Done:
    from repdesk.desk.drives_writing import Typed, begin_drive

    _change_made, number = begin_drive(book, Typed(*texts))
    begun(number)
    return Done(frozenset(), _("%(name)s begins") % {"name": plain(texts[0])})


def _change(book: Book, drive: Drive, texts: list[str]) -> Done | None:
    from repdesk.desk.drives_writing import Typed, change_drive

    if change_drive(book, drive.kept.id, Typed(*texts)) is None:
        return None
    return Done(frozenset(), _("%(name)s is changed") % {"name": plain(texts[0])})
