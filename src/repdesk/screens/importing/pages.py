"""The pages of the wizard as lines and words, made of a file that was looked at."""

from __future__ import annotations

from collections.abc import Sequence

from repdesk.desk.custom_fields import KIND_NAMES
from repdesk.desk.importing.choices import ROW_NAMES, Choices
from repdesk.desk.importing.looked import Looked, LookedRow
from repdesk.desk.importing.report import ImportReport, Problem
from repdesk.i18n import _
from repdesk.screens.importing import words
from repdesk.screens.importing.lines import Line
from repdesk.screens.importing.settings import settings_of
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import clip, paragraph, plain

_MANY = 1000
"""So many customers met twice are listed at the most."""
_LISTED, _WIDEST = 8, 76
"""Of what could not be taken as it stands so many are named on the last page, each on one line."""


def of_reading(found: Looked, choices: Choices) -> list[Line]:
    """Return how the file is read."""
    return [
        Line(at, (one.name, one.value, _("you said so") if one.said else _("found out")), detail="")
        for at, one in enumerate(settings_of(found, choices))
    ]


def of_columns(found: Looked) -> list[Line]:
    """Return the columns: heading, what it becomes, some of what it holds."""
    lines = []
    for at, column in enumerate(found.columns):
        becomes = words.target(column.target)
        if column.custom_kind is not None:
            becomes = _("%(field)s (%(kind)s)") % {"field": becomes, "kind": _(KIND_NAMES[column.custom_kind])}
        held = paragraph("; ".join(column.samples)) or _("nothing")
        lines.append(Line(at, (plain(column.heading), becomes, held)))
    return lines


def of_rows(found: Looked) -> list[Line]:
    """Return the first rows: number, what they say first, what is wrong with them."""
    shown = _telling(found)
    lines = []
    for row in found.rows:
        cells = " | ".join(_cell(row, place) for place in shown if row.cells[place].strip())
        said = [row.why and f"{row.why}: {row.action}", *dict.fromkeys(row.wrong.values())]
        why = "; ".join(filter(None, said))
        lines.append(Line(row.number, (str(row.number), paragraph(cells), plain(why)), bool(why), _detail(found, row)))
    return lines


def of_duplicates(report: ImportReport) -> list[Line]:
    """Return the rows of customers met twice, and what becomes of each."""
    return [
        Line(at, (str(one.row), paragraph(one.value), plain(f"{one.problem}: {one.action}")))
        for at, one in enumerate(report.duplicates[:_MANY])
    ]


def counted(report: ImportReport) -> str:
    """Return the counts on one line, those alone that are not 0."""
    counts = [
        (_("%(n)d rows"), report.rows),
        (_("%(n)d new"), report.created),
        (_("%(n)d to update"), report.updated),
        (_("%(n)d unchanged"), report.unchanged),
        (_("%(n)d merged"), report.merged),
        (_("%(n)d skipped"), report.skipped),
        (_("%(n)d rejected"), report.rejected),
    ]
    return "   ".join(text % {"n": n} for text, n in counts if n)


def summary(found: Looked, *, rejects: str) -> list[str]:
    """Return what would be done, what was assumed, and what is to be mended."""
    report = found.report
    lines = [_("%(n)d rows, taken as %(kind)s") % {"n": report.rows, "kind": _(ROW_NAMES[report.kind])}]
    lines += [f"{number:>9,}  {text}" for text, number in _counts(report) if number]
    new = [plain(column.target.partition(":")[2]) for column in found.columns if column.new]
    if new:
        lines.append(_("New fields of your own: %(names)s") % {"names": ", ".join(new)})
    left = [plain(column.heading) for column in found.columns if not column.target]
    if left:
        lines.append(_("Left out: %(names)s") % {"names": ", ".join(left)})
    lines += [plain(note) for note in report.notes]
    if report.problems:
        lines.append(_("%(n)d rows or cells could not be taken as they stand.") % {"n": len(report.problems)})
        lines.append(rejects)
        lines.append("")
        lines += [_problem(one) for one in report.problems[:_LISTED]]
    return lines


def _problem(one: Problem) -> str:
    """Return what could not be taken as it stands, and what is done about it."""
    where = _("row %(row)d") % {"row": one.row} + (f", {one.column}" if one.column else "")
    value = f"{one.value}: " if one.value else ""
    return clip(paragraph(f"{where}: {value}{one.problem}; {one.action}"), _WIDEST)


def _counts(report: ImportReport) -> Sequence[tuple[str, int]]:
    return (
        (_("new ones"), report.created),
        (_("to be updated"), report.updated),
        (_("known and unchanged"), report.unchanged),
        (_("merged into an earlier row"), report.merged),
        (_("blank, totals or left out"), report.skipped),
        (_("rejected"), report.rejected),
    )


def _telling(found: Looked) -> list[int]:
    """Return the places of the columns that tell a row apart: who it is first, then the others that are brought in."""
    first = ("name", "contact", "phone", "when", "deal")
    places = [at for at, column in enumerate(found.columns) if column.target]
    return sorted(places, key=lambda at: (found.columns[at].target not in first, at))


def _cell(row: LookedRow, place: int) -> str:
    text = row.cells[place].strip()
    return f"{glyphs().bad}{text}" if place in row.wrong else text


def _detail(found: Looked, row: LookedRow) -> str:
    """Return all that a row says, what is wrong first."""
    parts = []
    for at, column in sorted(enumerate(found.columns), key=lambda each: each[0] not in row.wrong):
        text = row.cells[at].strip()
        if text and column.target:
            wrong = f" {glyphs().bad} {row.wrong[at]}" if at in row.wrong else ""
            parts.append(f"{plain(column.heading)}: {paragraph(text)}{wrong}")
    return "   ".join(parts)
