"""The commands level and ladders: an overload spread over the days ahead, and who waits for a call."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.schedule import schedule
from repdesk.desk.schedule.ladders import Ladders
from repdesk.desk.schedule.ladders import ladders as read_ladders
from repdesk.desk.schedule.levelling import MoveRow, Preview, preview_level
from repdesk.i18n import _, ngettext
from repdesk.shell.out import say, say_json, say_table
from repdesk.store.reading.day import read_names
from repdesk.wording import ladders as rungs


def level(book: Book, args: Namespace) -> None:
    """Say who would move where if the days ahead were levelled; with --yes do it."""
    found = preview_level(schedule(book), args.days or book.policy.schedule.level_days)
    change_id, moved = None, [*found.rows]
    if args.yes and found.moves:
        from repdesk.desk.schedule.moving_writing import level_calls

        done = level_calls(book, found.moves)
        change_id, moved = done.change.seq, [row for row in moved if row.account_id in done.moved]
    if args.json:
        say_json(_as_json(found, moved, change_id))
        return
    today = found.now.today
    say_table((row.name, wording.day(row.from_, today), wording.day(row.to, today), row.why) for row in moved)
    for one in found.full:
        facts = {"day": wording.day(one.day, today), "load": one.load, "quota": one.quota}
        say(_("%(day)s stays too full: %(load)d/%(quota)d") % facts)
    if change_id is not None:
        say(
            ngettext("levelled: %(n)s call moved", "levelled: %(n)s calls moved", len(moved)) % {"n": f"{len(moved):,}"}
        )
    else:
        say(_("Nothing was changed; --yes does it.") if moved else _("There is nothing to move."))


def _as_json(found: Preview, moved: Sequence[MoveRow], change_id: int | None) -> dict[str, Any]:
    reasons = {move.account_id: move.reason for move in found.moves}
    return {
        "change_id": change_id,
        "days": found.days,
        "moves": [
            {
                "account_id": row.account_id,
                "name": row.name,
                "from": row.from_.isoformat(),
                "to": row.to.isoformat(),
                **dict(reasons[row.account_id].facts),
            }
            for row in moved
        ],
        "too_full": [{"day": one.day.isoformat(), "load": one.load, "quota": one.quota} for one in found.full],
    }


def ladders(book: Book, args: Namespace) -> None:
    """Print who is how late, whose contract ends when, and who has a day to remember."""
    found = read_ladders(book)
    if args.json:
        say_json(_ladders_as_json(found))
        return
    said = [*_said(found, book.clock.today())]
    names = read_names(book.read(), {number for number, _words in said})
    say_table((str(number), names[number][0], words) for number, words in said if number in names)


def _said(found: Ladders, today: date) -> Iterator[tuple[int, str]]:
    """Yield whom each rung holds, and what it says of them."""
    for late in found.overdue:
        words = _("overdue: %(late)s") % {"late": rungs.late(late.least, late.most)}
        yield from ((number, words) for number in late.ids)
    for ending in found.endings:
        ends = _("contract ends %(when)s") % {"when": rungs.ending(ending.least, ending.days)}
        for number in ending.ids:
            called = _("called on it") if number in ending.called else _("not called on it yet")
            yield number, f"{ends}, {called}"
    for one in found.occasions:
        day = wording.day(today + timedelta(days=one.days), today)
        yield one.account_id, _("birthday or anniversary: %(day)s") % {"day": day}


def _ladders_as_json(found: Ladders) -> dict[str, Any]:
    return {
        "overdue": [{"least": one.least, "most": one.most, "account_ids": list(one.ids)} for one in found.overdue],
        "contracts": [
            {"least": one.least, "most": one.days, "account_ids": list(one.ids), "called": sorted(one.called)}
            for one in found.endings
        ],
        "occasions": [{"account_id": one.account_id, "days": one.days} for one in found.occasions],
    }
