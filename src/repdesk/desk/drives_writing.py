"""Clean-up drives begun, changed, closed and opened again: an act of the rep each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repdesk.desk.book import Book
from repdesk.desk.drives import measure_named, tried
from repdesk.desk.filtering import read_filter
from repdesk.desk.typed import read_day
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.book import Drive as Row
from repdesk.rules.drives import share_of
from repdesk.rules.filters import folded
from repdesk.store.change import Change
from repdesk.store.reading.drives import KeptDrive, read_drives
from repdesk.text import cleaned, visible
from repdesk.wording import day as in_words

LONGEST_NAME = 60
_LONGEST_COUNT = 9  # digits


@dataclass(frozen=True, slots=True)
class Typed:
    """A drive as the rep types it: texts alone, empty for what is usual.

    `target` is a share (80 %) or a count (40) of those the query finds; `due` a date.
    """

    name: str
    query: str = ""
    measure: str = ""
    target: str = ""
    due: str = ""


def begin_drive(book: Book, typed: Typed) -> tuple[Change, int]:
    """Begin a drive and return its number.

    RepdeskError where name or measure are empty, the name is one of a drive under way, a filter cannot be read, nobody
    is found, or the day lies in the past.
    """
    begins = tried(book, typed.query, typed.measure)
    if not begins.total:
        raise RepdeskError(_("The filter finds nobody"), visible(typed.query))
    values = _values(book, typed, begins.total)
    with book.store.act("edit_drive", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        _refuse_namesake(read_drives(act.connection), str(values["name"]))
        row = {**values, "begun_on": book.clock.today().isoformat(), "begun_with": begins.done}
        (number,) = act.insert_many(Row, [row])
    return book.acted(act.change), number


def change_drive(book: Book, drive_id: int, typed: Typed) -> Change | None:
    """Change a drive, None where nothing is; where whom it is over or what they need changes, it is counted anew.

    RepdeskError as `begin_drive`, and where the drive is gone. The day it is due may lie in the past where it stays as
    it is, and nothing is counted anew.
    """
    begins = tried(book, typed.query, typed.measure)
    stands = next((one.due for one in read_drives(book.read()) if one.id == drive_id), None)
    values = _values(book, typed, begins.total, stands)
    with book.store.act("edit_drive", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        known = read_drives(act.connection)
        kept = _there(known, drive_id)
        _refuse_namesake([one for one in known if one.id != drive_id], str(values["name"]))
        if (kept.query, kept.measure) != (values["query"], values["measure"]):
            read_due(book, typed.due)
            values |= {"begun_on": book.clock.today().isoformat(), "begun_with": begins.done}
        act.update_many(Row, {drive_id: values})
    return book.applied(act.change)


def close_drive(book: Book, drive_id: int, *, closed: bool = True) -> Change | None:
    """Say that a drive is over, or that it goes on; None where it is so already."""
    with book.store.act("edit_drive", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        known = read_drives(act.connection)
        kept = _there(known, drive_id)
        if not closed:
            _refuse_namesake([one for one in known if one.id != drive_id], kept.name)
        if (kept.closed is not None) != closed:
            act.update_many(Row, {drive_id: {"closed_on": book.clock.today().isoformat() if closed else None}})
    return book.applied(act.change)


def _values(book: Book, typed: Typed, total: int, stands: date | None = None) -> dict[str, object]:
    """Return the columns of a drive; RepdeskError where something typed cannot be taken."""
    name = cleaned(" ".join(typed.name.split()))
    if not name:
        raise RepdeskError(_("A drive needs a name"))
    if len(name) > LONGEST_NAME:
        raise RepdeskError(_("The name of a drive has at most %(n)d characters") % {"n": LONGEST_NAME})
    due = read_due(book, typed.due, stands)
    return {
        "name": name,
        "query": cleaned(str(read_filter(book, typed.query))),
        "measure": cleaned(measure_named(book, typed.measure)),
        "target": read_target(book, typed.target, total),
        "due_on": due.isoformat(),
    }


def read_target(book: Book, text: str, total: int) -> int:
    """Return a share in per cent from "80 %" or a count such as "40" of `total`; RepdeskError where it is none."""
    wanted = text.strip().replace("％", "%")
    if not wanted:
        return book.policy.clean_up.share
    share, number = wanted.endswith("%"), wanted.removesuffix("%").strip()[:_LONGEST_COUNT]
    count = int(number) if number.isdecimal() else 0
    if not count or (share and count > 100):
        raise RepdeskError(
            _("This is no target: %(text)s") % {"text": visible(text)}, hint=_("Try 80 %, or 40 for 40 customers.")
        )
    return count if share else share_of(count, total)


def read_due(book: Book, text: str, stands: date | None = None) -> date:
    """Return the day a drive is due, the usual one for an empty text.

    RepdeskError where it lies in the past and is not the day that `stands` already.
    """
    today = book.clock.today()
    if not text.strip():
        return book.calendar.add(book.calendar.on_or_after(today), book.policy.clean_up.days - 1)
    due = read_day(book, text)
    if due < today and due != stands:
        raise RepdeskError(_("%(text)s lies in the past") % {"text": in_words(due, today)})
    return due


def _there(known: tuple[KeptDrive, ...], drive_id: int) -> KeptDrive:
    found = next((one for one in known if one.id == drive_id), None)
    if found is None:
        raise RepdeskError(_("This drive is no longer there"))
    return found


def _refuse_namesake(known: tuple[KeptDrive, ...] | list[KeptDrive], name: str) -> None:
    if any(folded(one.name) == folded(name) for one in known if one.closed is None):
        raise RepdeskError(_("A drive %(name)s is under way already") % {"name": visible(name)})
