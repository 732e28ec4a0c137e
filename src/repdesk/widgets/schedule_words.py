"""What the schedule says of a day, of what is overdue, and of calls that are carried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from repdesk import wording
from repdesk.desk.schedule import Calls, Day, DayKind, Schedule
from repdesk.i18n import N_, _, ngettext
from repdesk.rules.types import Account
from repdesk.widgets.plain import paragraph

_KINDS: dict[DayKind, str] = {
    "worked": "",
    "make_up": N_("a make-up working day"),
    "own_work": N_("off by the calendar, worked by you"),
    "weekend": N_("a weekend"),
    "holiday": N_("a public holiday"),
    "own_off": N_("your day off"),
}


def heading(schedule: Schedule, chosen: date | None, calls: Calls, marked: int) -> Content:
    """Return what is chosen, how full it is, what kind of day, and how many calls are marked."""
    if chosen is None:
        facts, load, about = [_("overdue, the oldest first"), _calls(calls.load.calls)], calls.load, ""
    else:
        day = schedule.day(chosen)
        facts, load, about = [wording.day(chosen, schedule.today), figures(day, schedule.first)], day.load, _about(day)
    if load.promised:
        facts.append(_("%(n)d promised") % {"n": load.promised})
    if marked:
        facts.append(ngettext("%(n)s marked", "%(n)s marked", marked) % {"n": f"{marked:,}"})
    lines = [Content.styled(" " + "  ".join(facts), "bold")]
    return Content("\n").join([*lines, Content.styled(f" {about}", "$warning")] if about else lines)


def carried(schedule: Schedule, over: date, accounts: Sequence[Account]) -> Content:
    """Return what is carried and how full the day is with it; of promises that they are some."""
    n, day = len(accounts), schedule.day(over)
    words = ngettext("carrying %(n)d call: %(day)s", "carrying %(n)d calls: %(day)s", n)
    said = words % {"n": n, "day": wording.day(over, schedule.today)}
    lines = [Content.styled(f" {said}  {figures(day, schedule.first)}", "bold")]
    promised = [nxt for account in accounts if (nxt := account.next_call) is not None and nxt.promised]
    if n == 1 and promised:
        lines.append(Content.styled(f" {wording.next_call(promised[0], schedule.today)}", "$warning"))
    elif promised:
        of = ngettext("%(n)d of them is promised", "%(n)d of them are promised", len(promised))
        lines.append(Content.styled(f" {of % {'n': len(promised)}}", "$warning"))
    return Content("\n").join(lines)


def figures(day: Day, first: date) -> str:
    """Return how full a day is: the calls of a day off, what is left of one that is past, else the load and quota."""
    if day.off:
        return _calls(day.load.calls)
    if day.day < first:
        return _("%(n)d left") % {"n": day.load.calls}
    return _("%(load)d/%(quota)d set") % {"load": day.load.calls, "quota": day.quota} + ("!" if day.over else "")


def after(schedule: Schedule, chosen: date | None, calls: Calls) -> list[str]:
    """Return what is said under the calls."""
    if chosen is None:
        return [] if calls else [_("Nothing is overdue.")]
    if not calls:
        return [_("Nothing is left from this day.") if chosen < schedule.first else _("Nothing is set for this day.")]
    shown = schedule.shown_on(chosen)
    if shown != chosen:
        return [_("A day off: this shows on %(day)s.") % {"day": wording.day(shown, schedule.today)}]
    return []


def _about(day: Day) -> str:
    """Return what kind of day it is, with the name that was given it and its hours where they are not as usual."""
    kind = _(_KINDS[day.kind]) if _KINDS[day.kind] else ""
    said = [part for part in (kind, paragraph(day.name)) if part]
    if day.short is not None:
        return "  ".join([": ".join(said), _("worked %(hours)s") % {"hours": wording.hours(day.short)}]).strip()
    return ": ".join(said)


def _calls(n: int) -> str:
    return ngettext("%(n)d call", "%(n)d calls", n) % {"n": n}
