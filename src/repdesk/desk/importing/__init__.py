"""Bringing a table in: customers, their calls or their deals; one act, all or nothing, and an account of every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk.desk.backups.backing_up import MANY, backup_before
from repdesk.desk.book import Book
from repdesk.desk.exporting import is_export
from repdesk.desk.importing.accounts import AccountsPlan
from repdesk.desk.importing.calls import CallsPlan
from repdesk.desk.importing.choices import NOTHING_SAID, Choices, Duplicates
from repdesk.desk.importing.custom import Custom
from repdesk.desk.importing.deals import DealsPlan
from repdesk.desk.importing.habits import Habits, habits_of
from repdesk.desk.importing.headless import columns_by_content, has_no_headings
from repdesk.desk.importing.layout import Layout, layout_of
from repdesk.desk.importing.looked import Looked, looked_columns, looked_rows
from repdesk.desk.importing.plan import Plan
from repdesk.desk.importing.rejects import refuse_taken, write_rejects
from repdesk.desk.importing.remembered import own_fields, remember, remember_fields, remembered
from repdesk.desk.importing.report import ImportReport
from repdesk.exchange.heading_row import NoHeadingsError
from repdesk.exchange.plain import plain
from repdesk.exchange.table import Table, read_table
from repdesk.i18n import N_, _
from repdesk.progress import Progress, Stopped, StoppedError, never, silent
from repdesk.store.reading.labels import read_custom_fields
from repdesk.text import visible

if TYPE_CHECKING:
    from repdesk.store.act import Act

_STEPS = 1000  # of the progress, whatever there is to do
_READ, _UNDERSTOOD = 300, 600
"""So many of them are done once the file is read, and once its rows are understood."""
_OWN_SAID = N_(
    "An export of repdesk: calls are told by the last of them, and deals stay in it. A book without customers takes"
    " all of it."
)


class _Heard:
    """Tells how far the whole is, and ends it where it was given up."""

    def __init__(self, progress: Progress, stopped: Stopped) -> None:
        self._progress, self._stopped = progress, stopped

    def part(self, first: int, last: int) -> Progress:
        """Return what hears of a part of the work that takes the steps from `first` to `last`."""

        def heard(done: int, total: int) -> None:
            if self._stopped():
                raise StoppedError
            self._progress(first + (last - first) * min(done, total) // max(1, total), _STEPS)

        return heard

    def over(self) -> None:
        """Say that all of it is done."""
        self._progress(_STEPS, _STEPS)


class _Work:
    """A file read by the choices that count: those made now, then those remembered, then what is found out."""

    def __init__(self, table: Table, book: Book | None, choices: Choices, now: datetime, heard: _Heard) -> None:
        self.table = table
        connection = book.read() if book is not None else None
        self.header = headings_of(table)
        self.choices = choices.over(remembered(connection, self.header))
        region = self.choices.region or _country(book)
        self.by_content = columns_by_content(table, region)
        before = Choices(columns=own_fields(connection, self.header) if self.choices.kind in (None, "accounts") else {})
        self.layout: Layout = layout_of(self.header, self.choices.over(before).over(Choices(columns=self.by_content)))
        self.duplicates: Duplicates = self.choices.duplicates or "merge"
        self.habits: Habits = habits_of(
            self.table,
            self.layout,
            self.choices,
            country=_country(book),
            currency=book.setting("currency") if book is not None else None,
            words={plain(word): stage for word, stage in self.choices.words.items()},
        )
        self.report = ImportReport(
            file=visible(self.table.file),
            kind=self.layout.kind,
            encoding=self.table.encoding,
            columns={visible(one.heading): one.target or None for one in self.layout.columns},
            notes=[*self.habits.said, *_said_of(table, choices)],
        )
        self.rows = len(self.table.rows)
        self.customs: dict[str, Custom] = {}
        self.plan: Plan = self._plan(book, now, heard.part(_READ, _UNDERSTOOD))

    def _plan(self, book: Book | None, now: datetime, heard: Progress) -> Plan:
        """Read the rows as what they are."""
        common = (self.table, self.layout, self.habits)

        def done(rows: int) -> None:
            heard(rows, self.rows)

        if self.layout.kind == "calls":
            return CallsPlan(*common, now, self.report, done)
        if self.layout.kind == "deals":
            return DealsPlan(*common, now.date(), self.report, duplicates=self.duplicates, done=done)
        fields = read_custom_fields(book.read()) if book is not None else ()
        plan = AccountsPlan(*common, now.date(), self.report, fields=fields, duplicates=self.duplicates, done=done)
        self.customs = plan.customs
        return plan


def _said_of(table: Table, choices: Choices) -> Iterator[str]:
    """Yield sentences on how the whole file was taken."""
    if is_export(Path(table.file)):
        yield _(_OWN_SAID)
    if not table.heading_row and table.format in ("text", "workbook") and choices.reading.heading_row is None:
        yield _("The file has no headings: its columns are what they seem to hold.")


def _country(book: Book | None) -> str | None:
    """Return the country of numbers without a country code as the book has it."""
    return (book.setting("country") or book.setting("phone_region")) if book is not None else None


def headings_of(table: Table) -> list[str]:
    """Return the headings of a table, each unique within it."""
    return [one.heading for one in table.columns]


def _table(path: Path, choices: Choices, heard: _Heard, stopped: Stopped) -> Table:
    """Read the file; headings that are not known are found where a choice names them."""
    try:
        return read_table(path, choices.reading, heard.part(0, _READ), stopped)
    except NoHeadingsError as error:
        chosen = {plain(heading) for heading in choices.columns}
        for number, row in enumerate(error.rows, start=1):
            if chosen & {plain(cell) for cell in row}:
                return read_table(path, replace(choices.reading, heading_row=number), heard.part(0, _READ), stopped)
        if choices.reading.heading_row is None and has_no_headings(error.rows, choices.region):
            return read_table(path, replace(choices.reading, heading_row=0), heard.part(0, _READ), stopped)
        raise


def look(
    path: Path,
    book: Book | None,
    choices: Choices = NOTHING_SAID,
    *,
    now: datetime,
    progress: Progress = silent,
    stopped: Stopped = never,
) -> Looked:
    """Look at a file without writing anything; `book` is None where there is none yet.

    RepdeskError where it cannot be read as a table, or a choice does not fit it; StoppedError where it was given up.
    """
    heard = _Heard(progress, stopped)
    table = _table(path, choices, heard, stopped)
    work = _Work(table, book, choices, now, heard)
    work.plan.match(book.read() if book is not None else None)
    work.report.dry_run = True
    heard.over()
    return Looked(
        table=work.table,
        choices=work.choices,
        kind=work.layout.kind,
        date_order=work.habits.order,
        currency=work.habits.currency,
        region=work.habits.region,
        duplicates=work.duplicates,
        columns=looked_columns(work.table, work.layout, work.customs),
        rows=looked_rows(work.table, work.report),
        report=work.report,
    )


def import_file(
    path: Path,
    opened: Callable[[], Book],
    choices: Choices = NOTHING_SAID,
    *,
    rejects: Path | None = None,
    progress: Progress = silent,
    stopped: Stopped = never,
) -> ImportReport:
    """Bring a file into the book that `opened` returns; it is asked for only once the file has proved a table.

    The rows to be mended are written to `rejects`, where there are any. RepdeskError where the file cannot be read as a
    table, a choice does not fit it, or the book does not take it; StoppedError where it was given up: then nothing of
    it is kept. Before many rows the book is backed up. The same file again changes nothing and leaves no entry.
    """
    if rejects is not None:
        refuse_taken(rejects)
    heard = _Heard(progress, stopped)
    table = _table(path, choices, heard, stopped)
    layout_of(headings_of(table), choices)  # a choice that does not fit makes no book either
    book = opened()
    work = _Work(table, book, choices, book.clock.now(), heard)
    table.rows.clear()  # what was made of them is all that is needed from here on
    if work.rows > MANY:
        backup_before(book, "import")
    policy_id = book.policy_id()
    with book.store.act("import", at=book.clock.stamp(), policy_id=policy_id) as act:
        # Under the write lock: nothing comes between what is read and what is written.
        if work.plan.match(act.connection):
            work.plan.write(act, heard.part(_UNDERSTOOD, _STEPS))
            _keep_settings(act, work)
    if book.applied(act.change) is not None:
        work.report.change_id = act.seq
    if rejects is not None and len(work.plan.rejects):
        write_rejects(rejects, work.plan.rejects, work.layout.columns)
        work.report.rejects = visible(str(rejects))
    heard.over()
    return work.report


def _keep_settings(act: Act, work: _Work) -> None:
    """Keep the country of the numbers where it was found out, and what was chosen for these headings."""
    from repdesk.models.setting import Setting

    if work.habits.guessed:
        act.put(Setting, "phone_region", value=work.habits.region)
    remember(act, work.header, work.choices)
    if work.by_content:
        return  # letters in place of headings say nothing of the next file
    fields = {one.heading: work.customs[one.target].id for one in work.layout.columns if one.target in work.customs}
    remember_fields(act, work.header, {heading: number for heading, number in fields.items() if number is not None})
