"""The command report: what a week or a month came to."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from repdesk import paths
from repdesk.desk.book import Book
from repdesk.desk.report import Report, period_of, report
from repdesk.desk.typed import read_day
from repdesk.i18n import _
from repdesk.shell.out import say, say_json
from repdesk.shell.report_json import report_json
from repdesk.widgets.answer_chart import Chart, chart_lines, plain_lines
from repdesk.widgets.bar_text import bar, marked
from repdesk.widgets.bars import BarLine, Gap, TextLine
from repdesk.widgets.curve import draw
from repdesk.widgets.plain import cells, fit, right
from repdesk.widgets.report_curves import chart_of, heading, said_of
from repdesk.widgets.report_lines import report_lines

_BAR = 20  # cells of the longest bar
_WIDTH, _HEIGHT = 78, 13  # cells and lines of the charts


def report_of(book: Book, args: Namespace) -> None:
    """Print what the week or month came to that holds today, or the day asked for."""
    day = read_day(book, args.of) if args.of is not None else None
    found = report(book, period_of(book, args.kind, day))
    if args.file is not None:
        from repdesk.shell.report_page import write_page

        path = paths.typed(args.file)
        write_page(found, path)
        if not args.json:
            say(_("The report is in %(path)s: open it in a browser and print it.") % {"path": path})
            return
    if args.json:
        say_json(report_json(found))
        return
    say(heading(found))
    for line in _lines(found):
        say(line.rstrip())


def _lines(found: Report) -> Iterator[str]:
    """Yield the figures under each other, the curves of the cycle, and when calls were answered."""
    lines = report_lines(found).lines
    bars = [line for line in lines if isinstance(line, BarLine)]
    label = max((cells(line.label) for line in bars), default=0)
    told = [line.figures for line in lines if not isinstance(line, Gap)]
    widths = [max(cells(figures[at]) for figures in told) for at in range(len(told[0]))]
    for line in lines:
        if isinstance(line, Gap):
            yield ""
            continue
        figures = "  ".join(right(text, width) for text, width in zip(line.figures, widths, strict=True))
        if isinstance(line, TextLine):
            yield f"{fit(line.text, label + _BAR + 4)}  {figures}" if any(line.figures) else line.text
        else:
            yield f"  {fit(line.label, label)}  {fit(drawn_bar(line), _BAR)}  {figures}"
    yield from curve_lines(found)
    yield from answers_lines(found)


def curve_lines(found: Report) -> Iterator[str]:
    """Yield the curves of the cycle, and what they say."""
    chart = chart_of(found)
    if chart is not None:
        yield ""
        yield from plain_lines(draw(chart, _WIDTH, _HEIGHT))
    yield from plain_lines(said_of(found))


def answers_lines(found: Report) -> Iterator[str]:
    """Yield when calls were answered, nothing where none was made."""
    if found.answers:
        yield ""
        yield _("when calls were answered")
        yield from plain_lines(chart_lines(Chart(found.answers, found.least), _WIDTH))


def drawn_bar(line: BarLine) -> str:
    """Return the bar of a line, with its mark."""
    drawn = bar(line.count, line.most, _BAR)
    if line.healthy is None or not line.most:
        return drawn
    return marked(drawn, min(_BAR - 1, _BAR * line.healthy // line.most))
