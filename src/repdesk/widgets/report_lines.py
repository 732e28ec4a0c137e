"""A report as bars under headings, and who stands behind each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from repdesk import wording
from repdesk.desk.report import DayReport, Line, Part, Report
from repdesk.i18n import _
from repdesk.money import in_full
from repdesk.rules.report import EVENTS, PARTS, PartName
from repdesk.widgets import bars
from repdesk.widgets.bars import BarLine, Gap, TextLine
from repdesk.widgets.glyphs import glyphs
from repdesk.wording import reports as words
from repdesk.wording.day_blocks import hours

_CALLED, _REACHED, _LATE, _LOST, _MISSED, _WORK = (
    100,
    101,
    102,
    103,
    104,
    200,
)  # keys of the lines; figures have their place, days their ordinal
_OF_DAY: tuple[PartName, ...] = ("calls", "conversations", "effective")
_PROCESS: tuple[PartName, ...] = PARTS[: PARTS.index("priority")]


@dataclass
class ReportLines:
    """The lines of a report in their order; `behind` are title and customers of each by its key."""

    lines: list[bars.Line] = field(default_factory=list)
    behind: dict[int, tuple[str, tuple[int, ...]]] = field(default_factory=dict)


def report_lines(report: Report) -> ReportLines:
    """Return a report as lines: the cycle, what was done, what came of it, what is to be regretted, days, time."""
    made = ReportLines()
    if not report.customers:
        made.lines.append(TextLine(_("There is nobody in the book yet.")))
        return made
    for part in (_cycle, _process, _results, _regrets, _days, _time):
        for line in part(report, made.behind):
            made.lines.append(line)
    return made


_Behind = dict[int, tuple[str, tuple[int, ...]]]


def made_of(part: Part) -> str:
    """Return what was made, of what, and its share: 303/871 35 %."""
    if part.out_of is None:
        return f"{part.made:,}"
    share = f" {part.percent:>3} %" if part.percent is not None else ""
    return f"{part.made:,}/{part.out_of:,}{share}"


def asked(part: Part) -> str:
    """Return the target with a tick where it was reached; empty where nothing is asked."""
    if not part.target:
        return ""
    return f"{glyphs().tick if part.met else ' '}{part.target:,}"


def was(line: Line) -> str:
    """Return what it was the time before, behind a sign that says whether it is higher or lower now."""
    sign = {1: glyphs().up, 0: " ", -1: glyphs().down}[line.change]
    percent = line.before.percent
    return f"{sign} {percent} %" if percent is not None else f"{sign} {line.before.made:,}"


def _line(line: Line, title: str, behind: _Behind) -> BarLine:
    """Return a figure as a bar, marked at what was asked; one of which nothing is asked at what it was before."""
    part, key = line.now, PARTS.index(line.name)
    behind[key] = title, part.ids
    mark = part.target if part.target is not None else None if part.out_of is not None else line.before.made
    most = max(part.made, mark or part.out_of or 0)
    return BarLine(key, words.part(line.name), (made_of(part), asked(part), was(line)), part.made, most, mark or None)


def _title(report: Report, name: str) -> str:
    return f"{words.behind(name)}, {words.period(report.period)}"


def _cycle(report: Report, behind: _Behind) -> Iterator[bars.Line]:
    """Yield coverage and reach of the cycle, marked where the even pace would be by now."""
    found = report.curves
    if not found.base:
        return
    month = wording.month(report.cycle[0])
    yield TextLine(_("of the customers to call in %(month)s") % {"month": month})
    pace = found.pace[len(found.called) - 1] if found.called else 0
    for key, name, count, left in (
        (_CALLED, _("called so far"), found.covered, found.not_called),
        (_REACHED, _("spoken with so far"), found.spoken, found.not_reached),
    ):
        title = _("not called in %(month)s") if key == _CALLED else _("not reached in %(month)s")
        behind[key] = title % {"month": month}, left
        of = Part(count, found.base)
        yield BarLine(key, name, (made_of(of), "", ""), count, found.base, pace)
    yield Gap()


def _process(report: Report, behind: _Behind) -> Iterator[bars.Line]:
    yield TextLine(_("what was done"), (_("made"), _("asked"), words.before(report.period)))
    for name in _PROCESS:
        line = report.line(name)
        if name != "planned" or line.now.out_of or line.before.out_of:
            yield _line(line, _title(report, name), behind)
    yield Gap()


def _results(report: Report, behind: _Behind) -> Iterator[bars.Line]:
    yield TextLine(_("what it led to"))
    for name in EVENTS:
        line = report.line(name)
        if name == "brought_in" and not (line.now.made or line.before.made):
            continue
        yield _line(line, _title(report, name), behind)
        for money in report.money:
            if money.name == name and money.contracts > money.unknown:
                yield TextLine(f"  {in_full(money.amount, money.currency)}")
    yield Gap()


def _regrets(report: Report, behind: _Behind) -> Iterator[bars.Line]:
    yield TextLine(_("to be regretted"))
    names: tuple[tuple[int, PartName], ...] = (_MISSED, "promises"), (PARTS.index("priority"), "priority")
    for key, name in names:
        part = report.line(name).now
        if name == "priority" and not part.out_of:
            continue
        behind[key] = _title(report, name), part.ids
        lacking = Part((part.out_of or 0) - part.made, part.out_of)
        yield BarLine(key, words.behind(name), (made_of(lacking), "", ""), lacking.made, part.out_of or 0)
    for key, kind, ids in ((_LATE, "late", report.late), (_LOST, "lost", report.lost)):
        if ids:
            behind[key] = words.behind(kind), ids
            yield BarLine(key, words.behind(kind), (f"{len(ids):,}", "", ""))
    yield Gap()


def _days(report: Report, behind: _Behind) -> Iterator[bars.Line]:
    shown = [day for day in report.days if day.day.weekday() < 5 or day.works or (day.come and day.parts["calls"].made)]
    yield TextLine(_("day by day"), (_("calls"), _("spoken"), _("KP")))
    most = max([day.quota for day in shown] + [day.parts["calls"].made for day in shown if day.come], default=0)
    for day in shown:
        key = day.day.toordinal()
        title = _("called on %(day)s") % {"day": wording.day(day.day, report.today)}
        behind[key] = title, (day.parts["calls"] + day.parts["conversations"]).ids
        yield BarLine(key, _day(day), _figures(day), day.parts["calls"].made, most, day.quota or None)
    yield Gap()


def _day(day: DayReport) -> str:
    name = f"{wording.weekday(day.day)} {wording.short_day(day.day)}"
    return name if day.works else _("%(day)s off") % {"day": name}


def _figures(day: DayReport) -> tuple[str, str, str]:
    """Return calls out of the quota, conversations and those with a key person; of a day that is to come the quota."""
    if not day.come:
        return (f"-/{day.quota}" if day.quota else "", "", "")
    calls, spoke, kp = (day.parts[name].made for name in _OF_DAY)
    if not (day.quota or calls or spoke):
        return "", "", ""
    return f"{calls}/{day.quota}" if day.quota else str(calls), str(spoke), str(kp)


def _time(report: Report, behind: _Behind) -> Iterator[bars.Line]:  # noqa: ARG001 (nobody stands behind time)
    if not report.minutes:
        return
    yield TextLine(_("time"))
    most = max(report.minutes.values())
    for n, (kind, minutes) in enumerate(report.minutes.items()):
        yield BarLine(_WORK + n, wording.work(kind), (hours(minutes), "", ""), minutes, most)
