"""A report on paper: a page for a browser to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from repdesk.desk.out_file import said_calmly
from repdesk.desk.report import Report
from repdesk.exchange.writing.page import element, page, row, shown, wrapped
from repdesk.private import new_text
from repdesk.shell.report import answers_lines, curve_lines, drawn_bar
from repdesk.widgets.bars import BarLine, TextLine
from repdesk.widgets.report_curves import heading
from repdesk.widgets.report_lines import report_lines
from repdesk.wording import reports as words


def write_page(found: Report, target: Path) -> None:
    """Write a report as a page. RepdeskError as exports."""
    with said_calmly(target), new_text(target) as file:
        file.write(page(words.period(found.period), _markup(found)))


def _markup(found: Report) -> Iterator[str]:
    yield element("h1", words.period(found.period))
    yield element("p", heading(found))
    yield "<table>"
    for line in report_lines(found).lines:
        if isinstance(line, TextLine):
            cells = [(shown(line.text.strip()), ""), ("", ""), *((shown(text), "number") for text in line.figures)]
            yield row(cells, "th" if not line.text.startswith(" ") else "td")
        elif isinstance(line, BarLine):
            figures = ((shown(text), "number") for text in line.figures)
            yield row([(shown(line.label), ""), (shown(drawn_bar(line)), "phone"), *figures])
    yield "</table>"
    for lines in (curve_lines(found), answers_lines(found)):
        yield wrapped("pre", shown("\n".join(lines)), "together")
