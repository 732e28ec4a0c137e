"""The promises of today that are announced, and by what means the rep wants to hear of them."""

from __future__ import annotations

import re
from datetime import datetime

from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.announcing import Promise
from repdesk.store.change import Change
from repdesk.store.reading.day import read_names
from repdesk.store.reading.evening import read_promised_on
from repdesk.text import cleaned

ANNOUNCE = "announce"
"""What the rep calls the setting, and the key it is kept under."""
BELL, DESKTOP, NAMES = "bell", "desktop", "names"
WAYS = (BELL, DESKTOP, NAMES)
"""The terminal's bell, a note on the desktop, and the customer's name in that note."""
_USUAL = f"{BELL},{DESKTOP}"
_NONE = "off"


def promises_of_today(book: Book) -> tuple[Promise, ...]:
    """Return the promised calls that stand for a time of today."""
    today = book.clock.today()
    standing = [row for row in read_promised_on(book.read(), today) if row.clock is not None]
    names = read_names(book.read(), [row.account_id for row in standing])
    return tuple(
        Promise(row.account_id, datetime.combine(today, row.clock), names[row.account_id][0])
        for row in standing
        if row.clock is not None and row.account_id in names
    )


def ways(book: Book) -> frozenset[str]:
    """Return by what means promises are announced beside the screen."""
    return frozenset(_read(book.setting(ANNOUNCE) or _USUAL))


def settings_of(book: Book) -> dict[str, str | None]:
    """Return the setting as it is written."""
    return {ANNOUNCE: _written(ways(book))}


def set_ways(book: Book, text: str) -> Change | None:
    """Take the means named in `text`, such as "bell,desktop,names", off for none; RepdeskError for one there is not."""
    return keep_ways(book, frozenset(_read(text)))


def keep_ways(book: Book, chosen: frozenset[str]) -> Change | None:
    """Announce by these means from now on."""
    from repdesk.models.setting import Setting

    with book.store.act("set_setting", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        act.put(Setting, ANNOUNCE, value=_written(chosen))
    return book.applied(act.change)


def _read(text: str) -> list[str]:
    words = [word for word in re.split(r"[\s,，、]+", text.strip().lower()) if word not in ("", _NONE, "none")]
    for word in words:
        if word not in WAYS:
            raise RepdeskError(
                _("There is no such way to announce: %(way)s") % {"way": cleaned(word)},
                hint=_("Say one or more of %(all)s, or off.") % {"all": ", ".join(WAYS)},
            )
    return words


def _written(chosen: frozenset[str]) -> str:
    return ",".join(way for way in WAYS if way in chosen) or _NONE
