"""The plan for the next working day, in the shell: what stands, else what would be frozen."""

from __future__ import annotations

from argparse import Namespace

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.evening import REGRETS, DayDone, LooseEnd, besides, day_done, loose_ends
from repdesk.desk.evening.tomorrow import Tomorrow, tomorrow
from repdesk.i18n import _
from repdesk.rules.types import Tier
from repdesk.shell import as_json
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.reading import line_of
from repdesk.wording.day_blocks import time_spent

_NAMED = 5


def plan(book: Book, args: Namespace) -> None:
    """Print the plan of the next working day, and what the day so far came to."""
    ahead, ends, more, done = tomorrow(book), loose_ends(book), besides(book), day_done(book)
    if args.json:
        say_json(as_json.plan(ahead, ends, more, done))
        return
    stands = _("%(day)s, frozen: %(n)d calls") if ahead.frozen else _("%(day)s, not frozen yet: %(n)d calls")
    say(stands % {"day": wording.day(ahead.day, ahead.today), "n": len(ahead.rows)})
    _say_pace(ahead)
    say_table(line_of(row) for row in ahead.rows)
    carried = ", ".join(f"{wording.tier(tier)} {n}" for tier, n in ahead.carried.items() if n)
    if carried:
        say(_("carried over: %(tiers)s") % {"tiers": carried})
    say_table((wording.day(load.day, ahead.today), f"{load.set}/{load.quota}") for load in ahead.load)
    for task in more.tasks:
        if not task.done:
            say(_("besides calling: %(kind)s: %(title)s") % {"kind": wording.work(task.kind), "title": task.title})
    if more.learn is not None:
        say(_("to learn: %(what)s") % {"what": more.learn.title})
    say_table(_loose(end) for end in ends)
    _say_done(done)


def _say_pace(ahead: Tomorrow) -> None:
    tiers = ahead.per_tier()
    say(", ".join(f"{wording.tier(tier)} {tiers[tier]}" for tier in Tier))
    cycle = ahead.coverage
    if cycle.needed_pace is not None:
        said = [_("needs %(n)s a day") % {"n": cycle.needed_pace}]
        if cycle.reachable_percent < 100:
            said.append(_("can reach %(share)d %%") % {"share": cycle.reachable_percent})
        say(", ".join(said))


def _loose(end: LooseEnd) -> tuple[str, str, str]:
    what = _("a promise still open") if end.kind == "promise" else _("a conversation without a note")
    when = wording.clock(end.clock) if end.clock else ""
    return (what, f"{wording.short_day(end.day)} {when}".rstrip(), end.name)


def _say_done(done: DayDone) -> None:
    say_table(
        (wording.figure(figure.name), f"{figure.made}/{figure.target}", _("of %(n)d") % {"n": figure.out_of})
        for figure in done.figures
    )
    if done.minutes:
        say(_("time: %(kinds)s") % {"kinds": time_spent(done.minutes)})
    for kind in REGRETS:
        if ids := getattr(done.regrets, kind):
            named = [one.name for one in done.regretted if one.kind == kind]
            say(f"{wording.regret(kind)}: {len(ids)} ({', '.join(named[:_NAMED])})")
