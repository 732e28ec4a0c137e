"""The day on one page in the shell, and the clock over work besides calling."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.day.page import DayPage, day_page
from repdesk.desk.day.work_time import work_under_way
from repdesk.i18n import _
from repdesk.rules.work_time import UnderWay
from repdesk.shell import as_json
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.reading import line_of
from repdesk.store.reading.tasks import TaskRow
from repdesk.wording import day_blocks


def day(book: Book, args: Namespace) -> None:
    """Print how the day is arranged, what must be done, who must be called, what to learn, and the time so far."""
    page = day_page(book)
    if args.json:
        say_json(as_page(page))
        return
    now = page.now.moment.block if page.day == page.today else None
    counted = {"day": wording.day(page.day), "calls": page.calls, "quota": page.quota}
    say(_("%(day)s: %(calls)d/%(quota)d calls") % counted)
    said = day_blocks.moment(page.now.moment, page.now.waiting, short=False)
    say(" ".join(filter(None, (_("How is the day arranged?"), said))))
    say_table(
        ("*" if block == now else " ", f"{wording.clock(block.begins)} {wording.clock(block.ends)}", kind)
        for block in page.blocks
        if (kind := day_blocks.block(block.kind))
    )
    if page.now.going_on is not None:
        say(_("the clock runs: %(work)s") % {"work": day_blocks.going_on(page.now.going_on)})
    if page.spent:
        say(_("so far: %(times)s") % {"times": day_blocks.time_spent(page.spent)})
    say(_("What must be done?") if page.tasks else _("Nothing must be done besides calling."))
    say_table((_tick(task), wording.work(task.kind), task.title) for task in page.tasks)
    say(_("Who must be called?") if page.foremost else _("Nobody is promised, and nobody has priority."))
    say_table(line_of(row) for row in page.foremost)
    if page.others:
        say(_("others %(n)d") % {"n": page.others})
    for task in page.learn:
        say(_("to learn: %(what)s") % {"what": task.title} + (f" ({_('done')})" if task.done else ""))


def _tick(task: TaskRow) -> str:
    return "x" if task.done else "-"


def as_page(page: DayPage) -> dict[str, Any]:
    """Return the page of a day as JSON has it."""
    moment = page.now.moment
    return {
        "day": page.day.isoformat(),
        "blocks": [
            {"kind": one.kind, "begins": wording.clock(one.begins), "ends": wording.clock(one.ends)}
            for one in page.blocks
        ],
        "now": moment.block.kind if moment.block else None,
        "minutes_left": moment.left if moment.block else None,
        "under_way": _as_work(page.now.going_on),
        "minutes": page.spent,
        "tasks": [_as_task(task) for task in page.tasks],
        "to_call": [as_json.item(row) for row in page.foremost],
        "others_to_call": page.others,
        "calls": page.calls,
        "quota": page.quota,
        "learn": [_as_task(task) for task in page.learn],
    }


def _as_task(task: TaskRow) -> dict[str, Any]:
    return {"id": task.id, "kind": task.kind, "title": task.title, "due": task.due.isoformat(), "done": task.done}


def _as_work(going_on: UnderWay | None) -> dict[str, Any] | None:
    return None if going_on is None else {"kind": going_on.kind, "minutes": going_on.minutes}


def work(book: Book, args: Namespace) -> None:
    """Let the clock run over work besides calling, stop it, or say what it runs over."""
    from repdesk.desk.day.work_spans_writing import begin_work, end_work

    if args.stop:
        end_work(book)
    elif args.kind is not None:
        begin_work(book, args.kind)
    going_on = work_under_way(book)
    if args.json:
        say_json({"under_way": _as_work(going_on)})
    elif going_on is None:
        say(_("No clock runs."))
    else:
        say(_("the clock runs: %(work)s") % {"work": day_blocks.going_on(going_on)})
