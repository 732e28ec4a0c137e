"""The curves of a report: the chart that is drawn of them, and what they say in words."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from repdesk import wording
from repdesk.desk.report import Report
from repdesk.i18n import _
from repdesk.rules.funnel import share
from repdesk.rules.report.curves import Curves
from repdesk.widgets.curve import Chart, sample
from repdesk.wording import reports as words


def chart_of(report: Report) -> Chart | None:
    """Return the chart of coverage and reach by working day, None where there is nothing to cover."""
    found = report.curves
    if not found.base or not found.days:
        return None
    most = max(found.base, found.pace[-1])
    labels = (f"{100 * most // found.base} %", f"{50 * most // found.base} %", "0")
    steps = len(found.days)
    pace = [found.pace[-1] * (n + 1) / steps for n in range(steps)]  # the counts of it are rounded up
    return Chart(steps, most, found.called, found.reached, pace, labels, _below(found))


def _below(found: Curves) -> list[tuple[int, str]]:
    """Return the days that stand under the chart: the first, the last, the one it has come to, then Mondays."""
    named = [0, len(found.days) - 1, max(0, len(found.called) - 1)]
    named += [n for n, day in enumerate(found.days) if n and (day - found.days[n - 1]).days > 1]
    return [(n + 1, str(found.days[n].day)) for n in dict.fromkeys(named)]


def said_of(report: Report) -> list[Content]:
    """Return what the curves say, each with how it is drawn, and what has to be known of the report."""
    return [*_legend(report), *(Content.styled(note, "$muted") for note in notes(report))]


def _legend(report: Report) -> Iterator[Content]:
    found = report.curves
    if not found.base:
        return
    month = wording.month(report.cycle[0])
    yield Content.styled(_("of %(n)s to call in %(month)s") % {"n": f"{found.base:,}", "month": month}, "bold")
    for which, name, count in ((0, _("called so far"), found.covered), (1, _("spoken with so far"), found.spoken)):
        yield Content.assemble(sample(which), f" {name} {count:,}, {share(count, found.base)} %")
    yield Content.assemble(sample(2), f" {_pace(found)}")
    if report.coverage is not None and report.coverage.needed_pace is not None:
        yield Content("    " + _("needs %(n)s a day") % {"n": report.coverage.needed_pace})


def _pace(found: Curves) -> str:
    """Return how the calls stand to the even pace."""
    if found.behind > 0:
        return _("%(n)s behind the even pace") % {"n": f"{found.behind:,}"}
    if found.behind < 0:
        return _("%(n)s ahead of the even pace") % {"n": f"{-found.behind:,}"}
    return _("at the even pace")


def notes(report: Report) -> Iterator[str]:
    """Yield what a reader has to know of the figures."""
    if report.until < report.period.first:
        yield _("These days lie ahead.")
    if report.imported:
        yield _("%(n)s calls came from another tool: in the curves alone") % {"n": f"{report.imported:,}"}
    if report.coverage is None and report.curves.base:
        yield _("Who may be called is taken as it is today.")


def heading(report: Report) -> str:
    """Return which period it is, how far it has come, and what it is held against."""
    done = _("%(done)d of %(all)d working days") % {"done": report.done, "all": report.works}
    before = words.counted(report.period.before, report.before_until)
    beside = [_("beside %(period)s") % {"period": before}] if before else []
    return "   ".join((words.period(report.period), done, *beside))
