"""The lists of the evening's plan: what is still open, who comes first, what to do besides, who is regretted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from repdesk import wording
from repdesk.desk.evening import LooseEnd, Regretted, TaskRow
from repdesk.desk.evening.tomorrow import Draft
from repdesk.desk.rows import ListRow
from repdesk.i18n import N_, _
from repdesk.widgets.call_columns import COLUMNS
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import plain
from repdesk.widgets.row_list import Column, RowList


def _open_since(end: LooseEnd, today: date) -> str:
    days = [] if end.day == today and end.clock else [wording.short_day(end.day)]
    return " ".join([*days, *([wording.clock(end.clock)] if end.clock else [])])


def _what(end: LooseEnd, _today: date) -> str:
    if end.kind == "promise":
        return _("a promise that still stands")
    return _("%(outcome)s, without a note") % {"outcome": wording.outcome(end.outcome)} if end.outcome else ""


class LooseList(RowList[LooseEnd]):
    """What of the day is still open."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column(N_("customer"), lambda end, _today: plain(end.name), 20, 34),
                Column(N_("KP"), lambda end, _today: plain(end.kp), 7, 14, sacrifice=1),
                Column(N_("when"), _open_since, 12, 14),
                Column(N_("still open"), _what, 24, 400, speaks=True),
            ],
            id="loose",
        )

    def key(self, row: LooseEnd) -> int:
        """Return what the row is known by: one customer may have several."""
        return row.key

    def speaking_style_of(self, row: LooseEnd) -> str:
        """Let a promise stand out."""
        return "warned" if row.kind == "promise" else ""


_TAKEN = ("gr", "customer", "KP", "stage", "intent", "why")


class ForemostList(RowList[ListRow]):
    """Tomorrow's promised and priority ones, those dropped and those added among them."""

    def __init__(self) -> None:
        self._draft = Draft()
        taken = [column for column in COLUMNS if column.heading in _TAKEN]
        super().__init__(
            [
                Column("#", lambda row, _today: self._rank(row), 3, 4, align_right=True),
                Column("", lambda row, _today: self._sign(row), 1, 1),
                *taken,
            ],
            id="foremost",
        )

    def show_draft(self, rows: Sequence[ListRow], today: date, draft: Draft, after: Sequence[str]) -> None:
        """Show the rows with what the rep said of them."""
        self._draft = draft
        self.show(rows, today, after)

    def _rank(self, row: ListRow) -> str:
        return "" if row.account_id in self._draft.dropped else str(row.rank)

    def _sign(self, row: ListRow) -> str:
        if row.account_id in self._draft.dropped:
            return glyphs().bad
        return "+" if row.account_id in self._draft.added else ""

    def style_of(self, row: ListRow) -> str:
        """Dim what was dropped."""
        return "dimmed" if row.account_id in self._draft.dropped else ""

    def speaking_style_of(self, row: ListRow) -> str:
        """Let a promise stand out."""
        return "warned" if row.promised else ""


class TaskList(RowList[TaskRow]):
    """What is to be done besides calling."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column("", lambda task, _today: glyphs().tick if task.done else glyphs().empty, 1, 1),
                Column(N_("kind"), lambda task, _today: plain(wording.work(task.kind)), 10, 12),
                Column(N_("what"), lambda task, _today: plain(task.title), 30, 400),
                Column(N_("due"), lambda task, _today: wording.short_day(task.due), 6, 8),
            ],
            id="tasks",
        )

    def key(self, row: TaskRow) -> int:
        """Return the task's number."""
        return row.id

    def style_of(self, row: TaskRow) -> str:
        """Dim what is done."""
        return "dimmed" if row.done else ""


class RegretList(RowList[Regretted]):
    """Whom the day is to be regretted for."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column(N_("to regret"), lambda row, _today: wording.regret(row.kind), 26, 28),
                Column(N_("customer"), lambda row, _today: plain(row.name), 30, 400),
            ],
            id="regrets",
        )

    def key(self, row: Regretted) -> int:
        """Return what the row is known by: one customer may be regretted twice."""
        return row.key
