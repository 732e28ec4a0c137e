"""The next calls as a calendar file: written once, or kept up with the book for calendars that watch a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from repdesk import paths
from repdesk.clock import local
from repdesk.damage import damaged, is_damage
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError, name_taken
from repdesk.exchange.ics import Event, calendar, is_ours
from repdesk.exchange.zones import local_zone, zone_of
from repdesk.i18n import N_, _
from repdesk.private import write_bytes
from repdesk.rules.standing import is_callable
from repdesk.store.cloud import synced_by
from repdesk.store.connect import origin_of
from repdesk.store.driver import is_encrypted
from repdesk.store.reading.accounts import read_accounts
from repdesk.store.reading.customer import grouped
from repdesk.store.reading.next_calls import CallSet, read_next_calls
from repdesk.text import visible

FILE, NAMES, CALLS = "calendar_file", "calendar_names", "calendar_calls"
"""What the rep calls the settings."""
_KEYS = {FILE: "calendar:path", NAMES: "calendar:names", CALLS: "calendar:calls"}
_CHOICES = {NAMES: ("yes", "no"), CALLS: ("all", "promised")}
_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)


def settings_of(book: Book) -> dict[str, str | None]:
    """Return the file that is kept, whether customers are named in it, and which calls; None where no file is kept."""
    if not (path := book.setting(_KEYS[FILE])):
        return dict.fromkeys(_KEYS)
    names, calls = ("yes" if with_names(book) else "no"), ("promised" if promised_alone(book) else "all")
    return {FILE: path, NAMES: names, CALLS: calls}


def with_names(book: Book) -> bool:
    """Say whether customers are named in the file: as it is set, else in a plain book alone."""
    said = book.setting(_KEYS[NAMES])
    return said == "yes" if said else not is_encrypted(book.store.path)


def promised_alone(book: Book) -> bool:
    """Say whether the file holds promised calls alone, as it is set."""
    return book.setting(_KEYS[CALLS]) == "promised"


def write_calendar(book: Book, target: Path, *, names: bool, promised: bool = False) -> int:
    """Write the next calls, or only those `promised`, to `target`, for the owner alone, and return how many they are.

    A calendar that was written from this book is written anew; RepdeskError where another file has the name, or the
    place does not take it. A file that says the same already is left as it is.
    """
    shown = visible(str(target))
    try:
        target = target.resolve()  # a link stays one
        if not target.parent.is_dir():
            raise RepdeskError(_("The folder of the calendar is not there"), shown, _("Attach the disk, or make it."))
        before = target.read_bytes().decode(errors="replace") if target.exists() else ""
        if before and not is_ours(before, _book_of(book)):
            raise name_taken(target, _("It is no calendar of this book: choose another."))
        events = [event for event in _events(book, names=names) if event.promised or not promised]
        zones = {name: zone_of(name) or _own_zone(book)[1] for name in {event.zone for event in events}}
        text = "".join(calendar(_("Calls"), _book_of(book), events, zones, before))
        if text != before:
            write_bytes(target, text.encode())
    except (OSError, RuntimeError) as error:
        raise RepdeskError(
            _("The calendar could not be written"), shown, _("Check the place and its free space.")
        ) from error
    return len(events)


def _book_of(book: Book) -> str:
    """Return what tells this book from others: where its journal began, which no change of it moves."""
    return origin_of(book.read()).hex()[:12]


def _own_zone(book: Book) -> tuple[str, tzinfo]:
    return local_zone(book.clock.now())


def follow(book: Book) -> None:
    """Have the file that is kept say what the book says; nothing happens where none is kept, or nobody may write here.

    RepdeskError where it cannot be written, or the book is damaged.
    """
    try:
        path = None if book.read_only else book.setting(_KEYS[FILE])
        if path:
            write_calendar(book, Path(path), names=with_names(book), promised=promised_alone(book))
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise damaged(book.store.path) from error
        raise


def set_calendar(book: Book, key: str, value: str) -> str:
    """Keep a calendar file from now on, or no more, or say what is to be in it; return what came of it, in words.

    RepdeskError where the file cannot be written: then all is as it was.
    """
    value = value.strip()
    if key in _CHOICES:
        if value not in _CHOICES[key]:
            raise RepdeskError(_("Say %(one)s or %(other)s") % dict(zip(("one", "other"), _CHOICES[key], strict=True)))
        _keep(book, key, value)
        follow(book)
        return _(_DONE[value])
    if value in ("", "off", "none"):
        _keep(book, FILE, "")
        return _("No calendar is kept any more. The file stays as it is.")
    path = Path(paths.typed(value)).absolute()
    names = with_names(book)
    count = write_calendar(book, path, names=names, promised=promised_alone(book))
    _keep(book, FILE, str(path))
    return " ".join(_said(book, path, count, names=names))


_DONE = {
    "yes": N_("Customers are named in the calendar."),
    "no": N_("Nobody is named in the calendar."),
    "all": N_("All next calls are in the calendar."),
    "promised": N_("Promised calls alone are in the calendar."),
}


def _said(book: Book, path: Path, count: int, *, names: bool) -> Iterator[str]:
    yield _("%(n)d next calls are in %(path)s, and it follows the book.") % {"n": count, "path": visible(str(path))}
    if is_encrypted(book.store.path):
        yield _("The book is encrypted, this file is not.")
    if not names:
        yield _("Nobody is named in it (calendar_names).")
    client = synced_by(path.parent)
    if client is not None and names:
        yield _("%(client)s copies it, names and numbers too: calendar_names no leaves them out.") % {"client": client}


def _keep(book: Book, key: str, value: str) -> None:
    from repdesk.models.setting import Setting

    with book.store.act("set_setting", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        act.put(Setting, _KEYS[key], value=value)
    book.applied(act.change)


def _events(book: Book, *, names: bool) -> Iterator[Event]:
    """Yield an event for each next call of an account that may be called."""
    own, today, of_book = _own_zone(book)[0], book.clock.today(), _book_of(book)
    rules = book.policy.day
    opens = datetime.combine(_MIDNIGHT, rules.opens, UTC) - _MIDNIGHT
    for one in read_next_calls(book.read()):
        if one.denied and not is_callable(read_accounts(book.read(), today, one.account_id)[0], today):
            continue
        ahead = timedelta(minutes=rules.announce_minutes) if one.clock is not None else -opens
        yield Event(
            uid=f"next-call-{one.account_id}@{of_book}.repdesk",
            sequence=one.set_in,
            changed=local(one.set_at, UTC),
            day=one.day,
            clock=one.clock,
            zone=one.zone if one.zone and zone_of(one.zone) is not None else own,
            lasts=timedelta(minutes=rules.kept_within_minutes),
            summary=_summary(one, names=names),
            description="\n".join(_known_of(one)) if names else "",
            category=_("promised") if one.promised else _("next call"),
            promised=one.promised,
            alarm=ahead if one.promised else None,
        )


def _summary(one: CallSet, *, names: bool) -> str:
    if names:
        return (_("Promised: call %(name)s") if one.promised else _("Call %(name)s")) % {"name": one.name}
    return (_("Promised: call customer %(id)d") if one.promised else _("Call customer %(id)d")) % {"id": one.account_id}


def _known_of(one: CallSet) -> Iterator[str]:
    extension = _(" ext. %(n)s") % {"n": one.extension} if one.extension else ""
    yield from filter(None, (one.kp, grouped(one.e164) + extension, one.purpose))
