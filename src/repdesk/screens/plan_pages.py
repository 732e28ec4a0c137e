"""What the pages of the evening's plan say: their names, their questions, and those that are text alone."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from repdesk import wording
from repdesk.desk.evening import Besides, DayDone
from repdesk.desk.tomorrow import DayLoad, Tomorrow
from repdesk.i18n import N_, _, ngettext
from repdesk.keymap import Keys, shown
from repdesk.rules.evening import Figure
from repdesk.rules.types import TIERS, Tier
from repdesk.widgets.bar_text import bar
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, fit, plain, right

LOOSE, TOMORROW, LOAD, BESIDES, LEARN, DAY, FROZEN = range(7)
"""The pages in their order."""

_NAMES = (
    N_("loose ends"),
    N_("promised and priority"),
    N_("load and pace"),
    N_("besides calling"),
    N_("one thing to learn"),
    N_("the day's figures"),
    N_("frozen"),
)
_SHORT = (N_("loose ends"), N_("tomorrow"), N_("load"), N_("besides"), N_("learn"), N_("the day"), N_("frozen"))

_QUESTIONS = (
    N_("What is still open of the day?"),
    N_("%(day)s: who comes first?"),
    N_("Can it be done?"),
    N_("%(day)s: what must be done besides calling?"),
    N_("%(day)s: one thing to learn?"),
    N_("What did the day come to?"),
    N_("The plan"),
)
_ANSWERS = (
    N_("%(note)s writes the note  %(move)s moves  %(drop)s lets it go  %(on)s leaves the rest"),
    N_("%(drop)s drops, or takes back  %(add)s adds  %(move)s moves  %(why)s why  %(on)s keeps them"),
    N_("%(on)s goes on  %(back)s back"),
    N_("%(on)s adds it, on an empty line goes on  %(tick)s ticks  %(drop)s drops"),
    N_("%(on)s keeps it and goes on  %(back)s back"),
    N_("%(on)s freezes the plan  %(back)s back"),
    N_("%(on)s to today's list  %(back)s looks at it again"),
)

_BAR = 30  # cells


def page_names(counts: dict[int, int], *, short: bool) -> list[str]:
    """Return the names of the pages, with how much there is on those where that is known."""
    names = _SHORT if short else _NAMES
    return [_(name) + (f" {counts[n]}" if n in counts else "") for n, name in enumerate(names)]


def question(page: int, day: str) -> str:
    """Return what the page asks of `day`."""
    return _(_QUESTIONS[page]) % {"day": day}


def keys_said(page: int, keys: Keys) -> str:
    """Say which keys answer the page."""
    ids = {
        "on": "plan.accept",
        "back": "desk.back",
        "drop": "plan.drop",
        "note": "plan.edit",
        "move": "desk.move",
        "add": "desk.add",
        "why": "desk.why",
    }
    named = {name: keys.named(id_) for name, id_ in ids.items()}
    return _(_ANSWERS[page]) % {**named, "tick": shown("space")}


def load_lines(ahead: Tomorrow) -> list[Content]:
    """Return what the planned day holds, what the cycle still needs, and the load of the days ahead."""
    tiers = ahead.per_tier()
    held = "   ".join(f"{wording.tier(tier)} {tiers[tier]}" for tier in TIERS)
    count = {"day": wording.day(ahead.day, ahead.today), "n": len(ahead.rows), "quota": ahead.quota}
    lines = [
        Content.styled(_("%(day)s: %(n)d calls, the quota is %(quota)d") % count, "bold"),
        Content(f"  {held}"),
    ]
    if ahead.over_quota_by:
        lines.append(Content("  " + _("promised beyond the quota: %(n)d") % {"n": ahead.over_quota_by}))
    carried = ", ".join(f"{wording.tier(tier)} {n}" for tier, n in ahead.carried.items() if n)
    lines.append(Content("  " + (_("carried over: %(tiers)s") % {"tiers": carried} if carried else _("nobody waits"))))
    lines += [Content(""), *_cycle_lines(ahead), Content("")]
    most = max((load.set for load in ahead.load), default=0)
    days = [wording.day(load.day, ahead.today) for load in ahead.load]
    room = max(map(cells, days), default=0)
    lines += [_load_line(fit(day, room), load, most) for day, load in zip(days, ahead.load, strict=True)]
    return lines


def _cycle_lines(ahead: Tomorrow) -> list[Content]:
    cycle = ahead.coverage
    until = {
        "day": wording.short_day(cycle.cycle_end),
        "called": cycle.called_percent,
        "reached": cycle.reached_percent,
        "n": f"{cycle.called:,}",
        "spoke": f"{cycle.reached:,}",
        "base": f"{cycle.base:,}",
    }
    said = _("Until %(day)s, of %(base)s: called %(n)s, %(called)d %%; reached %(spoke)s, %(reached)d %%") % until
    lines = [Content.styled(said, "bold")]
    if cycle.needed_pace is None:
        lines.append(Content("  " + _("no working day is left in this cycle")))
        return lines
    left = ngettext("%(n)d working day is left", "%(n)d working days are left", cycle.working_days_left)
    pace = _("needs %(n)s a day") % {"n": cycle.needed_pace}
    lines.append(Content(f"  {left % {'n': cycle.working_days_left}}, {pace}"))
    if cycle.reachable_percent < 100:
        short = _("at %(quota)d a day %(share)d %% of what is missing can be reached")
        words = short % {"quota": ahead.quota, "share": cycle.reachable_percent}
        lines.append(Content("  ") + Content.styled(f"! {words}", "$warning"))
    else:
        lines.append(Content("  " + _("%(quota)d a day can do it") % {"quota": ahead.quota}))
    return lines


def _load_line(day: str, load: DayLoad, most: int) -> Content:
    over = load.set > load.quota
    drawn = fit(bar(load.set, max(most, load.quota), _BAR), _BAR)
    figures = right(f"{load.set}/{load.quota}", 7)
    return Content.assemble(
        f"  {day}  ",
        (drawn, "$warning" if over else "$accent"),
        (f" {figures}{' !' if over else ''}", "bold" if over else ""),
    )


def learn_lines(more: Besides) -> list[Content]:
    """Return what was to be learned today."""
    if more.learned is None:
        return [Content.styled(_("A question to try, an answer to find, a colleague to listen to."), "$muted")]
    return [Content(plain(_("Today it was: %(what)s") % {"what": more.learned.title}))]


def day_lines(done: DayDone, width: int) -> list[Content]:
    """Return the figures of the day against their targets, and its regrets with as many names as fit into `width`."""
    lines = [Content.styled(wording.day(done.day), "bold"), *map(_figure_line, done.figures), Content("")]
    found = done.regrets
    of_priority = _("%(n)d of %(all)d") % {"n": len(found.priority_not_reached), "all": done.priority}
    if done.uncalled:
        of_priority += ", " + _("not even called: %(n)d") % {"n": done.uncalled}
    regretted = [
        (_("promises missed"), str(len(found.promises_missed)), found.promises_missed),
        (_("ownership lost"), str(len(found.ownership_lost)), found.ownership_lost),
        (_("past the longest interval"), f"{len(found.past_maximum):,}", found.past_maximum),
        (_("priority not reached"), of_priority, found.priority_not_reached),
    ]
    told = [
        _regret_line(words, count, [done.names[n] for n in ids if n in done.names], len(ids), width)
        for words, count, ids in regretted
        if ids
    ]
    return [*lines, *(told or [Content(_("Nothing to regret."))])]


def _figure_line(figure: Figure) -> Content:
    sign = glyphs().tick if figure.met else " "
    of = {
        "calls": _("planned: %(n)d"),
        "conversations": _("of %(n)d calls"),
        "effective": _("of %(n)d conversations"),
        "notes": _("of %(n)d conversations"),
        "next_calls": _("of %(n)d customers called"),
    }[figure.name]
    counted = f"{right(str(figure.made), 5)} / {figure.target}"
    style = "" if figure.met else "bold"
    return Content.assemble(
        f" {sign} {fit(wording.figure(figure.name), 22)}",
        (fit(counted, 14), style),
        (of % {"n": figure.out_of}, "$muted"),
    )


def _regret_line(words: str, count: str, names: list[str], of: int, width: int) -> Content:
    more = f" {glyphs().more}" if of > len(names) else ""
    head = f" ! {fit(words, 26)} {count}"
    said = plain(", ".join(names)) + more if names else ""
    return Content(head + (f": {clip(said, width - cells(head) - 2)}" if said else ""))


def frozen_lines(ahead: Tomorrow, more: Besides) -> list[Content]:
    """Return the calm last page: how tomorrow stands."""
    first = sum(row.tier in (Tier.PROMISED, Tier.PRIORITY) for row in ahead.rows)
    words = {"day": wording.day(ahead.day, ahead.today), "n": len(ahead.rows), "first": first}
    lines = [
        Content.styled(
            _("%(day)s stands: %(n)d calls, %(first)d of them promised or priority.") % words, "bold $accent"
        ),
    ]
    if ahead.first_at is not None:
        lines.append(Content(_("The first promise is at %(clock)s.") % {"clock": wording.clock(ahead.first_at)}))
    changed = _changes(ahead)
    if changed:
        lines.append(Content(changed))
    lines += [Content(""), *_besides_lines(more)]
    return lines


def _changes(ahead: Tomorrow) -> str:
    said = []
    if ahead.added:
        said.append(_("added: %(n)d") % {"n": len(ahead.added)})
    if ahead.dropped:
        said.append(_("dropped: %(n)d") % {"n": len(ahead.dropped)})
    return ", ".join(said)


def _besides_lines(more: Besides) -> Iterable[Content]:
    for task in more.tasks:
        if not task.done:
            yield Content(plain(_("%(kind)s: %(title)s") % {"kind": wording.work(task.kind), "title": task.title}))
    if more.learn is not None:
        yield Content(plain(_("to learn: %(what)s") % {"what": more.learn.title}))
