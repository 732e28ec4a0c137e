"""The pages of the evening's plan that are read: load and pace, what to learn, the day, the plan that stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from textual.content import Content

from repdesk import wording
from repdesk.desk.evening import REGRETS, Besides, DayDone
from repdesk.desk.evening.learning import ToLearn
from repdesk.desk.evening.tomorrow import DayLoad, Tomorrow
from repdesk.desk.rows import ListRow
from repdesk.i18n import _, ngettext
from repdesk.rules.day_blocks import Block, BlockKind
from repdesk.rules.evening import Figure
from repdesk.rules.types import TIERS, Tier
from repdesk.widgets.bar_text import bar
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, fit, plain, right, wrapped
from repdesk.wording.day_blocks import block, time_spent

_BAR = 30  # cells
_NAMED = 5  # customers and tasks by name in the answers to what must be done and who must be called
ROOMY = 30
"""Lines of a screen on which the questions stand apart."""


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


def learn_lines(more: Besides, choice: ToLearn | None, chosen: str, width: int) -> list[Content]:
    """Return what was to be learned today, what was learned lately, and what is offered, the one `chosen` marked."""
    lines = []
    if more.learned is not None:
        said = _("Today it was: %(what)s") if more.learned.done else _("Today it was, and is not ticked: %(what)s")
        lines.append(Content(clip(plain(said % {"what": more.learned.title}), width)))
    if choice is not None and choice.lately:
        lately = _("Learned lately: %(what)s") % {"what": "; ".join(choice.lately)}
        lines += [Content.styled(line, "$muted") for line in wrapped(plain(lately), width, 2)]
    if choice is None or not choice.offers:
        lines.append(Content.styled(_("A question to try, an answer to find, a colleague to listen to."), "$muted"))
        return lines
    lines += [Content("")] * bool(lines)
    for offer in choice.offers:
        sign, style = (glyphs().cursor, "bold $accent") if offer == chosen else (" ", "")
        lines.append(Content.styled(clip(f"{sign} {plain(offer)}", width), style))
    return lines


def day_lines(done: DayDone, width: int) -> list[Content]:
    """Return the figures of the day against their targets, where its time went, and how much is to be regretted."""
    lines = [Content.styled(wording.day(done.day), "bold"), *map(_figure_line, done.figures)]
    if done.minutes:
        spent = _("time: %(kinds)s") % {"kinds": time_spent(done.minutes)}
        lines += [Content(f"   {line}") for line in wrapped(spent, width - 3, 2)]
    counts = [f"{wording.regret(kind)} {_count(done, kind)}" for kind in REGRETS if getattr(done.regrets, kind)]
    if not counts:
        return [*lines, Content(""), Content(_("Nothing to regret."))]
    told = wrapped("; ".join(counts), width - 3, 3)
    return [*lines, Content(""), *(Content(f" {' ' if at else '!'} {line}") for at, line in enumerate(told))]


def _count(done: DayDone, kind: str) -> str:
    n = len(getattr(done.regrets, kind))
    if kind != "priority_not_reached":
        return f"{n:,}"
    said = _("%(n)d of %(all)d") % {"n": n, "all": done.priority}
    return said + (", " + _("not even called: %(n)d") % {"n": done.uncalled} if done.uncalled else "")


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


def frozen_lines(
    ahead: Tomorrow, more: Besides, blocks: Sequence[Block], width: int, *, roomy: bool = True
) -> list[Content]:
    """Return the calm last page: how tomorrow stands, by the four questions of a day, apart where it is `roomy`."""
    first = sum(row.tier in (Tier.PROMISED, Tier.PRIORITY) for row in ahead.rows)
    words = {"day": wording.day(ahead.day, ahead.today), "n": len(ahead.rows), "first": first}
    said = _("%(day)s stands: %(n)d calls, %(first)d of them promised or priority.") % words
    lines = [Content.styled(said, "bold $accent")]
    if changed := _changes(ahead):
        lines.append(Content(changed))
    answers = [
        (_("How is the day arranged?"), _arranged(blocks)),
        (_("What must be done?"), _to_do(more)),
        (_("Who must be called?"), _first_ones(ahead)),
        (_("What to learn?"), [more.learn.title if more.learn is not None else _("Nothing this time.")]),
    ]
    for asked, answer in answers:
        lines += [*([Content("")] if roomy else []), Content.styled(asked, "bold")]
        lines += [Content(f"  {part}") for line in answer for part in wrapped(plain(line), width - 2, 2)]
    return lines


def _to_do(more: Besides) -> list[str]:
    waits = [task for task in more.tasks if not task.done]
    lines = [_("%(kind)s: %(title)s") % {"kind": wording.work(one.kind), "title": one.title} for one in waits[:_NAMED]]
    if rest := len(waits) - len(lines):
        lines.append(_("and %(n)d more") % {"n": rest})
    return lines or [_("Nothing besides calling.")]


def _changes(ahead: Tomorrow) -> str:
    said = []
    if ahead.added:
        said.append(_("added: %(n)d") % {"n": len(ahead.added)})
    if ahead.dropped:
        said.append(_("dropped: %(n)d") % {"n": len(ahead.dropped)})
    return ", ".join(said)


def _arranged(blocks: Sequence[Block]) -> list[str]:
    """Return the hours of the day, and which of them are golden and which are none; all other is for other work."""
    if not blocks:
        return []
    spans: dict[BlockKind, list[str]] = {"calling": [], "pause": []}
    for one in blocks:
        if one.kind in spans:
            spans[one.kind].append(_span(one.begins, one.ends))
    parts = [f"{block(kind)} {', '.join(times)}" for kind, times in spans.items() if times]
    if any(one.kind == "other" for one in blocks):
        parts.append(_("other work around them"))
    return [f"{_span(blocks[0].begins, blocks[-1].ends)}: {'; '.join(parts)}"]


def _span(begins: time, ends: time) -> str:
    return f"{wording.clock(begins)}-{wording.clock(ends)}"


def _first_ones(ahead: Tomorrow) -> list[str]:
    """Return the promised ones by time and the priority ones, the first of each by name."""
    promised = [row for row in ahead.rows if row.tier is Tier.PROMISED]
    promised.sort(key=lambda row: (row.due != ahead.day, row.due_time or time.max))
    at = [f"{_at(row, ahead)} {row.name}".lstrip() for row in promised]
    priority = [row.name for row in ahead.rows if row.tier is Tier.PRIORITY]
    rest = len(ahead.rows) - len(promised) - len(priority)
    lines = [
        f"{wording.tier(tier)} {len(names)}: {', '.join(names[:_NAMED])}{glyphs().more if len(names) > _NAMED else ''}"
        for tier, names in ((Tier.PROMISED, at), (Tier.PRIORITY, priority))
        if names
    ]
    if rest:
        lines.append((_("and %(n)d more") if lines else _("%(n)d calls")) % {"n": rest})
    return lines or [_("Nobody.")]


def _at(row: ListRow, ahead: Tomorrow) -> str:
    """Return when a promise is due; one for a day off since the evening is the planned day's, and not late."""
    if row.due is None or row.due <= ahead.evening:
        return _("late")
    day = wording.short_day(row.due) if row.due != ahead.day else ""
    return " ".join(filter(None, (day, wording.clock(row.due_time) if row.due_time is not None else "")))
