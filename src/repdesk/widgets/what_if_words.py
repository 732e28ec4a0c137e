"""What is tried and what it comes to, as lines of two columns: as it is, and what if."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Literal

from repdesk.desk.what_if import CycleAhead, DayAhead, Fate, Fates, Outlook, Policy, Trial, WhatIf
from repdesk.desk.what_if.trials import DIALS, Dial, cadence_of
from repdesk.i18n import N_, _, ngettext
from repdesk.widgets.bar_text import bar, marked
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, fit, plain, right
from repdesk.wording import day as in_words
from repdesk.wording import short_day
from repdesk.wording import what_if as wording

Kind = Literal["late", "unfit", "lapsed"]
KINDS: dict[Kind, str] = {
    "late": N_("go late"),
    "unfit": N_("promises without room"),
    "lapsed": N_("ownership lapses"),
}
"""What comes to customers, who are named."""
_UNKNOWN = "..."
_FEW_DAYS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it is, as it is, what if.

    `dial` is turned on it; `ids` are the customers behind what if, `kind` says what comes to them; behind a line of
    `days` lies every day. `about` says what it counts.
    """

    key: int
    label: str
    was: str
    now: str
    dial: Dial | None = None
    kind: Kind | None = None
    ids: tuple[int, ...] = ()
    days: bool = False
    about: str = ""

    @property
    def changed(self) -> bool:
        """Say whether what if is other than it is."""
        return self.was != self.now


def fates(one: Outlook, kind: Kind) -> Fates:
    """Return those to whom something of a kind comes."""
    return {"late": one.late, "unfit": one.unfit, "lapsed": one.lapsed}[kind]


def lines(tried: WhatIf, trial: Trial, was: Outlook | None, now: Outlook | None) -> tuple[Line, ...]:
    """Return the lines of what is tried, then those of what it comes to; dots stand for what is not reckoned yet."""
    keys = count()
    return (*_dials(keys, tried, trial), *_outcomes(keys, tried, was, now))


def _dials(keys: Iterator[int], tried: WhatIf, trial: Trial) -> Iterator[Line]:
    changed = trial.policy_of(tried.policy)
    for dial in DIALS:
        was = dialled(tried.policy, frozenset(), dial)
        now = dialled(changed, trial.off, dial)
        yield Line(next(keys), wording.dial(dial), was, now, dial=dial)


def dialled(policy: Policy, off: frozenset[date], dial: Dial, named: Callable[[date], str] = short_day) -> str:
    """Return where a dial stands, in words; a few days off are named by `named`."""
    if dial == "quota":
        return str(policy.day.quota)
    if dial == "off":
        return _days_off([named(day) for day in sorted(off)])
    return wording.percent(policy.cover.target) if dial == "target" else wording.cadence(*cadence_of(policy, dial))


def _days_off(days: list[str]) -> str:
    if len(days) <= _FEW_DAYS:
        return ", ".join(days) or _("none")
    facts = {"n": len(days), "first": days[0], "last": days[-1]}
    return _("%(n)d, %(first)s to %(last)s") % facts


def _outcomes(keys: Iterator[int], tried: WhatIf, was: Outlook | None, now: Outlook | None) -> Iterator[Line]:
    def line(label: str, told: Callable[[Outlook], str], **more: Any) -> Line:
        first, second = (told(one) if one is not None else _UNKNOWN for one in (was, now))
        return Line(next(keys), label, first, second, **more)

    yield line(
        _("needed a day"), _pace, about=_("calls to customers not called this month, each working day left of it")
    )
    for start in tried.cycles:
        cycle = _cycle_of(now, start)
        more: dict[str, Any] = {"days": True, "about": wording.called(cycle, tried.day) if cycle is not None else ""}
        name = {"month": wording.month(start)}
        yield line(_("%(month)s covered") % name, _of_cycle(start, lambda one: wording.covered(one, tried.day)), **more)
        yield line(_("%(month)s spoken with") % name, _of_cycle(start, lambda one: wording.percents(one.reach)), **more)
    over = _("the most working days since the last talk with the key person are over this morning")
    late_now = now.late_now if now is not None else ()
    yield line(_("late already"), lambda one: f"{len(one.late_now):,}", ids=late_now, about=over)
    for kind, title in KINDS.items():
        yield line(_(title), _counted(kind), kind=kind, ids=fates(now, kind).ids if now is not None else ())
    yield line(
        _("late at the end"),
        lambda one: wording.count(one.left_late.count),
        ids=now.left_late.ids if now is not None else (),
        about=_("those that are late in the evening of the last day, late already among them"),
    )
    yield line(
        _("left over at the end"),
        lambda one: f"{one.days[-1].carried:,}" if one.days else "",
        days=True,
        about=_("those due, or not called this month, who find no place on the list of the last day"),
    )


def _cycle_of(one: Outlook | None, start: date) -> CycleAhead | None:
    return next((cycle for cycle in one.cycles if cycle.start == start), None) if one is not None else None


def _of_cycle(start: date, told: Callable[[CycleAhead], str]) -> Callable[[Outlook], str]:
    def of(one: Outlook) -> str:
        cycle = _cycle_of(one, start)
        return told(cycle) if cycle is not None else _("no working day is left")

    return of


def _counted(kind: Kind) -> Callable[[Outlook], str]:
    return lambda one: wording.count(fates(one, kind).count)


def _pace(one: Outlook) -> str:
    if one.needed_pace is None:
        return _("no working day is left")
    if one.reachable_percent < 100:
        return _("%(n)d; %(share)d %% can be done") % {"n": one.needed_pace, "share": one.reachable_percent}
    return str(one.needed_pace)


def span(tried: WhatIf, one: Outlook) -> str:
    """Return which days were run through, how often, and what was taken for granted of answers."""
    facts = {"first": in_words(one.first, tried.day), "last": in_words(one.last, tried.day), "n": one.courses}
    run = ngettext("%(first)s to %(last)s, run %(n)d time", "%(first)s to %(last)s, run %(n)d times", one.courses)
    return f"{run % facts}; {wording.odds(tried.odds)}"


def fate_line(name: str, fate: Fate, courses: int, today: date) -> str:
    """Return a customer, when something comes to it, and why."""
    often = wording.how_often(fate, courses)
    when = " ".join(part for part in (in_words(fate.day, today), f"({often})" if often else "") if part)
    return f"{plain(name)}: {when}, {wording.fate(fate.reason)}"


def how_to(dial: Dial, named: Callable[[str], str]) -> str:
    """Return how a dial is turned; `named` names keys."""
    keys = {
        "type": named("desk.open"),
        "more": named("whatif.more"),
        "less": named("whatif.less"),
        "like": typed_like(dial),
    }
    return _("%(type)s to type it, such as %(like)s; %(more)s and %(less)s turn it") % keys


def typed_like(dial: Dial) -> str:
    """Return what may be typed for a dial."""
    return {"quota": "45", "off": _("fri, 12-01..12-03"), "target": "90 %"}.get(dial, _("2, or 2/4 for at most 4"))


def days_heading() -> str:
    """Return what stands over the days."""
    return _("calls, left over, covered; %(mark)s as it is") % {"mark": glyphs().side}


def day_lines(was: Outlook, now: Outlook, today: date, width: int) -> Iterator[str]:
    """Yield a line a day: its calls, those left over, and the coverage as a bar with a mark where it is as it is."""
    before = {day.day: day for day in was.days}
    figures = [(in_words(day.day, today), *_figures(day)) for day in now.days]
    widths = [max(cells(row[at]) for row in figures) for at in range(4)] if figures else []
    room = max(0, width - sum(widths) - 2 * len(widths))
    for day, (name, *told) in zip(now.days, figures, strict=True):
        as_it_is = before.get(day.day)
        drawn = bar(day.covered_percent, 100, room)
        if as_it_is is not None and room:
            drawn = marked(drawn, min(room - 1, room * as_it_is.covered_percent // 100))
        numbers = "  ".join(right(text, size) for text, size in zip(told, widths[1:], strict=True))
        yield f"{fit(name, widths[0])}  {numbers}  {fit(drawn, room)}"


def _figures(day: DayAhead) -> tuple[str, str, str]:
    return f"{day.calls}/{day.quota}", _("%(n)d left") % {"n": day.carried}, f"{day.covered_percent} %"
